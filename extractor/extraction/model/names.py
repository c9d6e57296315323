"""Whose names and which numbers a paper holds, for masking: beside labels, in tables, and in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from extractor.extraction.lexicon import any_of, label_key, one_line, plain, simplify, vocabulary, without_brackets
from extractor.extraction.model.naming import is_name, joined, listed, may_be_name, named_in
from extractor.records.document import Cell, Document, Table

_PLACE = "[县市区镇乡村省州]|街道"
_UNIT = "局|院|校|小学|中学|学校|公司|中心|医院|馆|站|所|厂|银行|大队|支队|社区"
_NUMBER = r"\d[\d\-－—–() （）]*\d"
_BARE_NUMBER = re.compile(r"[\d\-－—–() （）+、/／,，;；\s]{5,}")
_SHORTEST = 3
"""Digits of a number beside a label; in small towns a telephone has as few."""
_LONGEST_LABEL = 16
_COUNTED = r"(?!\d|\s?[件次个元万亿千百%％人部台条户起家辆张份项年月日])"


class Private(NamedTuple):
    """The names and the numbers that lead to a person, as printed but without spaces."""

    names: frozenset[str]
    numbers: frozenset[str]


def private(document: Document) -> Private:
    """Return what is to be masked of a document. A word that is a place or a unit elsewhere in it is no name."""
    labelled, numbers = set(_beside(document)), set(_numbers(document))
    told = {name for text in _texts(document) for name in named_in(text)}
    printed = "\n".join(place.text for place in document.places.values())
    whole = plain(printed)
    told = {name for name in told if not _is_place(plain(name), whole)}
    return Private(_as_printed(labelled | told, printed), frozenset(numbers))


def _as_printed(names: set[str], printed: str) -> frozenset[str]:
    """Names with the forms that are printed of them: 盧曉東 beside 卢晓东."""
    key = simplify(printed)
    if key == printed or not names:
        return frozenset(names)
    longest_first = sorted(map(simplify, names), key=len, reverse=True)
    every = re.compile("|".join(r"\s*".join(map(re.escape, name)) for name in longest_first))
    forms = {re.sub(r"\s", "", printed[match.start() : match.end()]) for match in every.finditer(key)}
    return frozenset(names | forms)


def _texts(document: Document) -> Iterator[str]:
    """Yield every cell and line on one line, and each line with the next one: labels and names are wrapped too."""
    for table in document.tables:
        yield from (one_line(cell.text) for cell in table.cells)
    lines = document.all_lines
    yield from (line.text for line in lines)
    yield from (one.text.rstrip() + then.text.lstrip() for one, then in pairwise(lines))


def _is_place(name: str, whole: str) -> bool:
    """Whether a word is a place or a unit: 云岭 where 云岭县 is printed; not 王平 where 王平局长 is."""
    return re.search(f"{re.escape(name)}(?:(?:{_PLACE})(?!长)|(?:{_UNIT})(?!长))", whole) is not None


def _beside(document: Document) -> Iterator[str]:
    """Yield the names in cells and lines beside a label of a person, and those below the head of a column."""
    for label, value in _pairs(document):
        if _is_label(label, "person_labels", "group_labels"):
            yield from listed(joined(one_line(value)), lenient=True)
    for table in document.tables:
        yield from _below_heads(table)


def _numbers(document: Document) -> Iterator[str]:
    """Yield the numbers beside a label of a telephone or an account, without spaces."""
    several = rf"{_NUMBER}(?:\s*[、/／,，;；]\s*{_NUMBER})*"
    labelled = re.compile(
        rf"{any_of('number_labels')}(?:[(（][^()（）]{{0,10}}[)）])?\s?(?:[:：]\s*(?P<after>{several})|"
        rf"\s(?P<beside>(?=[\d\-－—–() ]{{5}}){several})){_COUNTED}"
    )
    for place in document.places.values():
        for match in labelled.finditer(place.text):
            yield from _split(match["after"] or match["beside"])
    for label, value in _pairs(document):
        if _is_label(label, "number_labels") or (_is_label(label, "person_labels") and "电话" in label):
            digits = re.sub(r"^[\u4e00-\u9fff\s:：、/]*", "", value)
            if _BARE_NUMBER.fullmatch(f"{digits.strip()}     "):
                yield from _split(digits)


def _split(text: str) -> Iterator[str]:
    """The numbers of a text like 6441022、6441023 or 0700 644 1022, whole and part by part."""
    parts = re.split(r"[、/／,，;；]|\s{2,}", text)
    for part in parts:
        squeezed = re.sub(r"\s", "", part).strip("()（）+")
        if len(re.sub(r"\D", "", squeezed)) >= _SHORTEST:
            yield squeezed


def _pairs(document: Document) -> Iterator[tuple[str, str]]:
    """Yield each label with what stands beside it: the next cell of a row, or the next line of a text."""
    for table in document.tables:
        for row in table.by_row():
            yield from ((left.text, right.text) for left, right in pairwise(row))
        if not table.rows_known:
            yield from _next(table.cells)
    lines = document.all_lines
    yield from ((one.text.rstrip(":：\n "), then.text) for one, then in pairwise(lines))


def _next(cells: tuple[Cell, ...]) -> Iterator[tuple[str, str]]:
    yield from ((one.text, then.text) for one, then in pairwise(cells))


def _is_label(text: str, *lists: str) -> bool:
    """Whether a text is nothing but a label of one of some lists, or the lexicon's field for one."""
    key = without_brackets(label_key(text))
    if not key or len(key) > _LONGEST_LABEL:
        return False
    if "person_labels" in lists and vocabulary("fields").codes.get(key) in {"preparer", "head"}:
        return True
    if "number_labels" in lists and vocabulary("fields").codes.get(key) == "phone":
        return True
    return any(re.search(f"{any_of(name)}(?:及.{{0,6}}|和.{{0,6}})?$", key) for name in lists)


def _below_heads(table: Table) -> Iterator[str]:
    """The cells below a head like 姓名, 责任人; of other heads than 姓名 only what looks like a name."""
    heads: dict[int, bool] = {}
    for row in table.by_row():
        for cell in row:
            key = plain(cell.text)
            if key == "姓名" or (len(row) > 1 and _is_label(cell.text, "person_labels", "group_labels")):
                heads[cell.col] = key == "姓名"
            elif cell.col in heads:
                word = joined(one_line(cell.text))
                if is_name(word) or (heads[cell.col] and may_be_name(word)):
                    yield word
