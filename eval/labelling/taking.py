"""A corrected workbook back into a label; a cell that cannot be used is named by sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from extractor.errors import UsageError
from extractor.eval.labelling import columns as c
from extractor.eval.labelling.cells import Line, lines, open_book
from extractor.eval.labelling.fitting import from_cell, misfit
from extractor.eval.labelling.leaves import Leaf, Spot, grown, joined, moved_up, normal, spot
from extractor.eval.labels import STARTS, Accept, Heading, Label
from extractor.output.sheets import save
from extractor.records.paths import exists as known

_LABELS = (c.VALUE, c.UNIT, c.NEW, c.DELETE, c.ALSO, c.PATH)
_SECTIONS = (c.LEVEL, c.TITLE, c.NEW, c.DELETE)
_NAMED = 8
"""Bad cells that the error names; more of them are counted."""


class Taken(NamedTuple):
    """The label of a workbook, and the fingerprint of the label from which the workbook was made."""

    label: Label
    made_from: str


def take(path: Path) -> Taken:
    """Read a workbook as a person left it.

    Raises:
        UsageError: it is no workbook of ours, or cells cannot be used; each is named by sheet and cell.

    """
    taking = _Taking(open_book(path))
    label = taking.label()
    if taking.bad:
        more = f"；另有 {len(taking.bad) - _NAMED} 处" if len(taking.bad) > _NAMED else ""
        raise UsageError(
            f"{path.name} 有 {len(taking.bad)} 处写得不对：{'；'.join(taking.bad[:_NAMED])}{more}", "改好存盘再试"
        )
    return Taken(normal(label), taking.made_from)


def stamp(path: Path, fingerprint: str) -> None:
    """Note in a workbook from which label it is now; raises UsageError when it is open elsewhere."""
    book = openpyxl.load_workbook(path)
    sheet: Any = book[c.ASIDES]
    rows = range(2, sheet.max_row + 1)
    found = next((row for row in rows if sheet.cell(row, 1).value == c.FINGERPRINT), sheet.max_row + 1)
    sheet.cell(found, 1).value, sheet.cell(found, 2).value = c.FINGERPRINT, fingerprint
    save(book, path)


class _Taking:
    """The walk over the sheets; what cannot be used is collected in `bad`."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._found: list[Leaf] = []
        self._places: dict[str, str] = {}
        self.bad: list[str] = []
        self.made_from = ""

    def label(self) -> Label:
        """Return what the sheets say, without the cells that cannot be used."""
        accepted: list[Accept] = []
        for line in lines(self._book, c.LABELS, _LABELS):
            if (place := self._place(line, c.PATH)) is not None:
                self._read(line, place)
                accepted += _accept(line)
        for line in lines(self._book, c.UNREAD, (c.PRINTED, c.TARGET)):
            if (place := self._place(line, c.TARGET)) is not None:
                path, where = line[c.TARGET], line.where(c.TARGET)
                self._add(path, self._value(line[c.PRINTED], path, place, line.where(c.PRINTED)), where)
        report, neutral = self._asides()
        return Label(
            report=report,
            fields=grown(self._found),
            accept=tuple(self._renumbered(accepted)),
            neutral=neutral,
            sections=self._sections(),
        )

    def _place(self, line: Line, header: str) -> Spot | None:
        """Return what may stand at the path in a cell; an empty row has none."""
        path = line[header]
        if not path:
            if header == c.PATH and (line[c.VALUE] or line[c.NEW] or line[c.ALSO]):
                self.bad.append(f"{line.where(header)} 没有写字段")
            return None
        place = spot(path)
        if place is None:
            self.bad.append(f"{line.where(header)} 没有“{path}”这个字段")
        return place

    def _read(self, line: Line, place: Spot) -> None:
        """Take the value of a row: the new one, else the old one; none when it is deleted or cleared."""
        if line[c.DELETE] and line[c.NEW]:
            self.bad.append(f"{line.where(c.DELETE)} 要删，{line.where(c.NEW)} 又要改，只能选一样")
        elif not line[c.DELETE]:
            header = c.NEW if line[c.NEW] else c.VALUE
            text, path = joined(line[header], line[c.UNIT]), line[c.PATH]
            self._add(path, self._value(text, path, place, line.where(header)) if text else None, line.where(c.PATH))

    def _add(self, path: str, value: str | bool | None, where: str) -> None:
        """Keep a value; a path that has one already is wrong."""
        if value is None:
            return
        if path in self._places:
            self.bad.append(f"{where} 的字段“{path}”在 {self._places[path]} 已经有了")
        else:
            self._places[path] = where
            self._found.append(Leaf(path, value))

    def _value(self, text: str, path: str, place: Spot, where: str) -> str | bool | None:
        """Return a value as a label has it; None when it cannot be."""
        value = from_cell(text, path, place)
        if complaint := misfit(value, path, place):
            self.bad.append(f"{where} {complaint}")
            return None
        return value

    def _sections(self) -> tuple[Heading, ...]:
        headings = []
        for line in lines(self._book, c.SECTIONS, _SECTIONS):
            title = line[c.NEW] or line[c.TITLE]
            if not title or line[c.DELETE]:
                continue
            if line[c.LEVEL] not in set("123456789"):
                self.bad.append(f"{line.where(c.LEVEL)} 的层级要写 1 到 9，写的是“{line[c.LEVEL]}”")
                continue
            headings.append(Heading(level=int(line[c.LEVEL]), title=title))
        return tuple(headings)

    def _asides(self) -> tuple[str, tuple[str, ...]]:
        report, neutral = "", []
        for line in lines(self._book, c.ASIDES, (c.ITEM, c.CONTENT)):
            if line[c.ITEM] == c.REPORT_FILE:
                report = line[c.CONTENT]
            elif line[c.ITEM] == c.FINGERPRINT:
                self.made_from = line[c.CONTENT]
            elif line[c.ITEM] == c.NEUTRAL and line[c.CONTENT]:
                if known(re.sub(r"\[\d+\]", "", line[c.CONTENT])):
                    neutral.append(line[c.CONTENT])
                else:
                    self.bad.append(f"{line.where(c.CONTENT)} 没有“{line[c.CONTENT]}”这个字段")
        if not report:
            self.bad.append(f"《{c.ASIDES}》里没有写{c.REPORT_FILE}")
        return report, tuple(neutral)

    def _renumbered(self, accepted: list[Accept]) -> Iterator[Accept]:
        """Yield the other right answers under the numbers that rows have when those of deleted rows are closed up."""
        paths = [leaf.path for leaf in self._found]
        for accept in accepted:
            path = moved_up(accept.path, paths)
            if path is not None:
                yield accept.model_copy(update={"path": path})


def _accept(line: Line) -> list[Accept]:
    """Return the other right answers of a row that stays, one a line."""
    answers = [answer.strip() for answer in line[c.ALSO].split("\n") if answer.strip()]
    also = tuple(None if answer == c.ABSENT else answer for answer in answers)
    return [Accept(path=line[c.PATH].removesuffix(STARTS), also=also)] if also and not line[c.DELETE] else []
