"""How the headings of a report are numbered: which stand side by side, and where their numbers do not count on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from extractor.records.numerals import read_number
from extractor.records.quantity import fold
from extractor.records.report import Section

_CHINESE = r"[一二三四五六七八九十]{1,3}"
_STYLES = (
    ("第{}部分", re.compile(rf"第\s*({_CHINESE}|\d{{1,2}})\s*(?:部\s*分|章|篇)")),
    ("{}、", re.compile(rf"({_CHINESE})\s*[、.,，]")),
    ("（{}）", re.compile(rf"\(({_CHINESE})\)")),
    ("{}、", re.compile(r"(\d{1,2})\s*、")),
    ("{}.", re.compile(r"(\d{1,2})\s*\.(?!\d)")),
    ("（{}）", re.compile(r"\((\d{1,2})\)")),
    ("{}）", re.compile(r"(\d{1,2})\)")),
)
_DIGITS = "零一二三四五六七八九十"
_ATTACHED = re.compile(r"附\s*[件表]")


class Numbered(NamedTuple):
    """A section with its number read. `style` tells kinds of numbers apart: 一、 （一） 1、 1. (1)."""

    position: int
    section: Section
    style: int
    value: int


class Flaw(NamedTuple):
    """What is wrong with the number of one heading."""

    kind: str
    at: Numbered
    message: str


def sibling_lists(sections: tuple[Section, ...]) -> Iterator[list[Numbered]]:
    """Yield the numbered headings that stand side by side below the same heading; attached forms are apart."""
    lists: dict[int, list[Numbered]] = {}
    first = first_of(sections)
    for index, section in enumerate(sections[first:], first):
        for level in [level for level in lists if level > section.level]:
            yield lists.pop(level)
        if _ATTACHED.match(section.number) or not section.number:
            yield from (lists.pop(level) for level in sorted(lists))
        elif (found := read(index, section)) is not None:
            lists.setdefault(section.level, []).append(found)
    yield from lists.values()


def first_of(sections: tuple[Section, ...]) -> int:
    """Return where the text begins: behind a table of contents, whose first title is printed again."""
    first = sections[0] if sections else None
    again = (at for at, one in enumerate(sections) if at and first and one.title == first.title)
    return next((at for at in again if not any(one.text.strip() for one in sections[:at])), 0)


def read(index: int, section: Section) -> Numbered | None:
    """Read the number of a heading; None for ①, 1.1 and what has none."""
    printed = re.sub(r"\s+", "", fold(section.number))
    for style, (_, pattern) in enumerate(_STYLES):
        if match := pattern.match(printed):
            value = int(match[1]) if match[1].isdecimal() else int(read_number(match[1]))
            return Numbered(index, section, style, value)
    return None


def flaws(siblings: list[Numbered], sections: tuple[Section, ...], tables: frozenset[int] = frozenset()) -> list[Flaw]:
    """Return what is wrong in one list of headings, in order: style, reset, repeated, back, gap.

    `tables` are the sections that hold a table: a form may print the headings between in its cells.
    """
    styles = Counter(one.style for one in siblings)
    usual = max(styles, key=lambda style: (styles[style], style == siblings[0].style))
    siblings = _in_place(siblings, usual)
    found = [
        Flaw("style", one, f"“{_printed(one)}”应为“{_as(usual, one.value)}”") for one in siblings if one.style != usual
    ]
    if (
        siblings[0].value > 1
        and not siblings[0].section.first_line.startswith("T")
        and not _told(siblings[0], sections)
    ):
        found.append(Flaw("start", siblings[0], f"从“{_printed(siblings[0])}”开始，前面没有“{_as(usual, 1)}”"))
    for before, after in pairwise(siblings):
        if not (after.value > before.value + 1 and tables & set(range(before.position, after.position))):
            found += _step(before, after, sections)
    return found


def _in_place(siblings: list[Numbered], usual: int) -> list[Numbered]:
    """Give a heading of another style the number that is missing where it stands: 1. between （一） and （三）."""
    placed = list(siblings)
    for position, one in enumerate(siblings[1:-1], 1):
        before, after = placed[position - 1], siblings[position + 1]
        if one.style != usual and before.value + 2 == after.value:
            placed[position] = one._replace(value=before.value + 1)
    return placed


def _step(before: Numbered, after: Numbered, sections: tuple[Section, ...]) -> list[Flaw]:
    words = f"“{_printed(before)}{before.section.title}”之后是“{_printed(after)}{after.section.title}”"
    if after.value == before.value + 1:
        return []
    if after.value > before.value:
        missing = [
            value for value in range(before.value + 1, after.value) if not _inline(value, before, after, sections)
        ]
        return [Flaw("gap", after, f"{words}，缺“{_as(after.style, missing[0])}”")] if missing else []
    if after.value == 1:
        return [Flaw("reset", after, f"{words}，序号重新从一开始")] if after.style <= _LAST_CHINESE else []
    if after.value == before.value:
        return [Flaw("repeated", after, f"{words}，序号重复")]
    return [Flaw("back", after, f"{words}，序号倒退，疑为从别处粘贴")]


def _inline(value: int, before: Numbered, after: Numbered, sections: tuple[Section, ...]) -> bool:
    """Whether a number stands in the running text between two headings, as an item that is no heading."""
    chinese = _chinese(value)
    between = "".join(section.text for section in sections[before.position : after.position])
    return (
        re.search(rf"[（(]\s*(?:{chinese}|{value})\s*[）)]|(?:{chinese}|{value})\s*[、.．]|{chinese}是", between)
        is not None
    )


def _told(first: Numbered, sections: tuple[Section, ...]) -> bool:
    """Whether the numbers before the first heading of a list stand in the running text before it."""
    above = "".join(section.text for section in sections[max(0, first.position - 1) : first.position])
    return first.position == 0 or re.search(r"(?:一|1)\s*[、.．)）是]", above) is not None


def _printed(one: Numbered) -> str:
    return re.sub(r"\s+", "", one.section.number)


def _as(style: int, value: int) -> str:
    return _STYLES[style][0].format(_chinese(value) if style <= _LAST_CHINESE else value)


_LAST_CHINESE = 2


def _chinese(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("" if tens < 1 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (
        _DIGITS[ones] if ones or not tens else ""
    )
