"""What no field of the record holds: every figure of a table cell, every amount and percentage of the narrative."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.extraction.claims import Place
from extractor.extraction.grounding import evidence_of
from extractor.extraction.lexicon import label_text
from extractor.extraction.rules.grids import is_figure
from extractor.extraction.rules.passages import squeezed
from extractor.records import paths
from extractor.records.document import Cell, Document, Table
from extractor.records.evidence import Evidence
from extractor.records.passages import Passage, passages
from extractor.records.quantity import Quantity, find_quantities, is_money, parse_quantity
from extractor.records.report import Coverage, Figure, Measure, Report, Text, Unread

_LONG_CELL = 30
_LABEL = 16
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"20\d\d")
_WORD = re.compile(r"(?:^|(?<=[\s\u3000])|(?<=[^\d][:：]))[^\s\u3000:：]+(?![^\s\u3000])")
_VALUE = re.compile(r"[^\d:：]{2,}[:：]\s*-?\d[\d,]*\.\d+")
_LEAD = re.compile(r"[\s:：]*-?\d.*$")


class Printed(NamedTuple):
    """A figure that stands on the paper: where, and the words nearest to it."""

    quantity: Quantity
    at: Place
    label: str


def unread(document: Document, report: Report) -> tuple[list[Unread], Coverage]:
    """Return the figures that no field holds, and the share of figures that one does."""
    held = _held(report)
    missing, total = [], 0
    for printed in [*_in_tables(document), *_in_narrative(document), *_in_flat_tables(document)]:
        total += 1
        key = (printed.at.id, squeezed(printed.quantity.text))
        if held[key] > 0:
            held[key] -= 1
        else:
            missing.append(_unread(document, printed))
    ratio = Decimal(1) if not total else (1 - Decimal(len(missing)) / total).quantize(Decimal("0.0001"))
    return missing, Coverage(figures=total, unread=len(missing), ratio=ratio)


def _unread(document: Document, printed: Printed) -> Unread:
    number = printed.quantity.text
    return Unread(
        text=number + printed.quantity.unit, at=evidence_of(document, printed.at, number), label=printed.label
    )


def _held(report: Report) -> Counter[tuple[str, str]]:
    """How many fields hold a figure, by line or cell and number as printed."""
    held: Counter[tuple[str, str]] = Counter()
    for _, value in paths.walk(report):
        for text, at in _tellings(value):
            if isinstance(value, Figure):
                held[at.line, squeezed(text)] += 1
            elif isinstance(value, Measure) or "C" in at.line or is_figure(text):
                held.update((at.line, squeezed(q.text)) for q in find_quantities(text))
    return held


def _tellings(value: Text) -> Iterator[tuple[str, Evidence]]:
    yield value.text, value.at
    yield from ((value.text, at) for at in value.also_at)
    yield from ((other.text, other.at) for other in value.alternatives)


def _in_tables(document: Document) -> Iterator[Printed]:
    for table in document.tables:
        numbers = _row_numbers(table)
        labels = {
            cell.row: cell.text for cell in reversed(table.cells) if cell.text.strip() and not is_figure(cell.text)
        }
        for cell in table.cells:
            if len(cell.text) <= _LONG_CELL and cell.id not in numbers:
                for quantity in find_quantities(cell.text):
                    label = label_text(labels.get(cell.row, ""))[:_LABEL]
                    yield Printed(quantity, Place(cell.id, cell.text.strip(), quantity.start), label)


def _row_numbers(table: Table) -> set[str]:
    """The cells of a first column that only counts the rows: 1, 2, 3 …"""
    column = [cell for cell in table.cells if cell.col == 1 and cell.text.strip()]
    counting: list[Cell] = []
    for cell in column:
        if re.fullmatch(r"\d{1,3}", cell.text.strip()) and int(cell.text) == len(counting) + 1:
            counting.append(cell)
    return {cell.id for cell in counting} if len(counting) > 1 else set()


def _in_narrative(document: Document) -> Iterator[Printed]:
    for passage in passages(document):
        if not passage.ids[0].startswith("T"):
            yield from _in_passage(passage)


def _in_flat_tables(document: Document) -> Iterator[Printed]:
    """The bare numbers of tables of which only the words are left: several in a line, or line below line.

    A single whole number in a line of its own is that of a page or a section; one behind a colon is a value.
    """
    lines = [line for line in document.lines if line.text.strip()]
    texts = [line.text.strip() for line in lines]
    for number, (line, text) in enumerate(zip(lines, texts, strict=True)):
        figures = _bare(line.text)
        around = texts[max(0, number - 1) : number] + texts[number + 1 : number + 2]
        alone = _NUMBER.fullmatch(text) and ("." in text or any(map(_NUMBER.fullmatch, around)))
        if len(figures) > 1 or alone or (figures and _VALUE.fullmatch(text)):
            label = label_text(_LEAD.sub("", text) or "".join(texts[max(0, number - 1) : number]))[:_LABEL]
            yield from (Printed(quantity, Place(line.id, text, start), label) for quantity, start in figures)


def _bare(line: str) -> list[tuple[Quantity, int]]:
    """The numbers of a line that have no unit and stand apart from all words, each with where it begins."""
    words = [match for match in _WORD.finditer(line) if _NUMBER.fullmatch(match[0]) and not _YEAR.fullmatch(match[0])]
    found = ((parse_quantity(match[0]), match.start()) for match in words)
    return [(quantity, start) for quantity, start in found if quantity is not None and not quantity.unit]


def _in_passage(passage: Passage) -> Iterator[Printed]:
    before = 0
    for quantity in find_quantities(passage.text):
        if is_money(quantity.unit) or quantity.unit in {"%", "百分点"}:
            number = passage.text.find(quantity.text, quantity.start)
            at = passage.place(number, quantity.end, number)
            lead = re.split("[，。；：、,;:]", passage.text[before:number])[-1].strip()
            yield Printed(quantity, at, lead[-_LABEL:])
        before = quantity.end
