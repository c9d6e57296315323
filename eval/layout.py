"""Rebuild a paper from its text dump: a layout says how the paper was laid out, without holding a word of it.

A dump loses merged cells, tables and line breaks. The layout of a case, `layout.txt` in its folder, gives them back by
line and cell numbers alone, so that the layout of a report may be kept where the report may not. `#` begins a remark:

    p 1-3 5+7       paragraphs: lines 1 to 3, each one (blank lines are passed over); then one of lines 5 and 7
    p:title 4       … with a style of `content`: title, heading, right
    t               a table; every line below is a row of it, until a blank line or the next statement
    12 | < | 13.2   line 12, a cell merged with the one to the left, the second cell of line 13
    ^ | 14.2-4 |    a cell merged with the one above, cells 2 to 4 of line 14 beside each other, an empty cell
    skip 44 6.1-9   what is no part of the paper: a page number, the rule of a drawn table

A line of the dump has cells: parted by tabs if it has any, else by bars (those of a frame aside), else by gaps of two
and more spaces, else by single spaces. `12` is the whole line, `12.3` its third cell, `12.2:` the line from its second
cell on, `12.2:4` only up to the fourth, both as printed. `12+13.1` glues texts together, `12/13.1` breaks the line
between them. Marks of Markdown are taken off: `#` before a title, `**` around words; `<br>` breaks the line.

Every cell of the dump is used once or skipped, so that nothing of the paper is lost or told twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from extractor.errors import UsageError
from extractor.eval.content import Block, Paragraph, Sheet, Style, sheet

_STATEMENT = re.compile(r"(?:(?P<word>skip|p)|p:(?P<style>title|heading|right))\s+(?P<items>\S.*)|(?P<table>t)")
_LINES = re.compile(r"(\d+)-(\d+)")
_CELLS = re.compile(r"(\d+)\.(\d+)-(\d+)")
_PLACE = re.compile(r"(\d+)(?:\.(\d+)(:(\d+)?)?)?")
_GLUE = re.compile(r"([+/])")
_MARKS = ("", "<", "^")
"""What a cell of a row may be beside places of the dump: empty, or merged with the one to the left or above."""

_NEW_LINE = re.compile("\r\n|\r|\n")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_HASHES = re.compile(r"\A#+\s+")
_GAPPED = re.compile(r"\S+(?:\s\S+)*")


class Laid(NamedTuple):
    """A paper as it was, and the texts of its dump that are no part of it."""

    content: tuple[Block, ...]
    skipped: tuple[str, ...]


def lay_out(layout: str, dump: str) -> Laid:
    """Return the paper that a layout makes of a dump.

    Raises UsageError for a layout that breaks the grammar, names a line or cell that the dump does not have, or does
    not use each cell exactly once.
    """
    source = _Dump(dump)
    content: list[Block] = []
    skipped: list[str] = []
    for statement in _statements(layout):
        if statement.word == "t":
            content.append(statement.table(source))
        elif statement.word == "skip":
            skipped += statement.texts(source)
        else:
            content += [Paragraph(text, statement.style) for text in statement.texts(source)]
    if left := source.unused():
        raise UsageError(f"版面说明没有用到原文{left[0]}等 {len(left)} 处", "请把它们排进版面，或写明 skip")
    return Laid(tuple(content), tuple(skipped))


@dataclass
class _Statement:
    """One statement of a layout; of a table the rows below it, each with the number of its line."""

    number: int
    word: str
    style: Style
    items: str
    rows: list[tuple[int, str]] = field(default_factory=list)

    def texts(self, source: _Dump) -> list[str]:
        """Return the texts that the items name, one each."""
        try:
            return [text for item in self.items.split() for text in _texts(source, item)]
        except _Mistake as mistake:
            raise _error(self.number, mistake) from None

    def table(self, source: _Dump) -> Sheet:
        """Return the table that the rows draw."""
        rows = [_row(source, row, number) for number, row in self.rows]
        try:
            return _sheet(rows)
        except _Mistake as mistake:
            raise _error(self.number, mistake) from None


class _Mistake(Exception):  # noqa: N818 - becomes the sentence of a UsageError
    """What is wrong with a statement, in Chinese."""


def _error(number: int, mistake: _Mistake) -> UsageError:
    return UsageError(f"版面说明第 {number} 行有误：{mistake}", "请对照原文的行号和格号改正")


def _statements(layout: str) -> list[_Statement]:
    found: list[_Statement] = []
    in_table = False
    for number, raw in enumerate(layout.splitlines(), start=1):
        line = raw.partition("#")[0].strip()
        if match := _STATEMENT.fullmatch(line):
            word, style = match["word"] or match["table"] or "p", cast("Style", match["style"] or "body")
            found.append(_Statement(number, word, style, match["items"] or ""))
            in_table = word == "t"
        elif line and in_table:
            found[-1].rows.append((number, line))
        elif line:
            raise UsageError(f"版面说明第 {number} 行看不懂", "请按 p、t、skip 的写法改正")
        in_table = in_table and bool(raw.strip())
    return found


def _texts(source: _Dump, item: str) -> Iterator[str]:
    """Yield the texts of one item: of a run of lines those that are not blank, else of places."""
    if lines := _LINES.fullmatch(item):
        numbers = range(int(lines[1]), int(lines[2]) + 1)
        yield from (source.take(number) for number in numbers if not source.is_blank(number))
    else:
        yield from _places(source, item)


def _row(source: _Dump, row: str, number: int) -> list[str]:
    """Return the texts of the cells of one row; marks of merging stay."""
    parts = [part.strip() for part in row.split("|")]
    try:
        return [text for part in parts for text in ([part] if part in _MARKS else _places(source, part))]
    except _Mistake as mistake:
        raise _error(number, mistake) from None


def _places(source: _Dump, item: str) -> Iterator[str]:
    """Yield the texts of one item: of a run of cells all, else one."""
    if run := _CELLS.fullmatch(item):
        yield from (source.take(int(run[1]), (cell, cell)) for cell in range(int(run[2]), int(run[3]) + 1))
    else:
        yield _joined(source, item)


def _joined(source: _Dump, joint: str) -> str:
    """Return the text of places glued with `+` or parted by a line break with `/`."""
    text = ""
    for part in _GLUE.split(joint):
        if part in {"+", "/"}:
            text += "\n" if part == "/" else ""
        elif place := _PLACE.fullmatch(part):
            first = int(place[2] or 0)
            last = (int(place[4]) if place[4] else None) if place[3] else first
            text += source.take(int(place[1]), (first, last) if first else None)
        else:
            raise _Mistake(f"看不懂“{joint}”")
    return text


def _sheet(rows: list[list[str]]) -> Sheet:
    """Return the table of these cells, each mark of merging covered by exactly one cell."""
    if not rows:
        raise _Mistake("表格没有行")
    if len({len(row) for row in rows}) != 1:
        raise _Mistake("表格各行的格数不同：" + "、".join(str(len(row)) for row in rows))
    drawn = sheet("\n".join(" | ".join(text.replace("\n", "⏎") for text in row) for row in rows))
    covered = [
        (box.row + down, box.col + across)
        for box in drawn.boxes
        for down in range(box.row_span)
        for across in range(box.col_span)
    ]
    if sorted(covered) != [(row, col) for row in range(drawn.rows) for col in range(drawn.cols)]:
        raise _Mistake("表格里的合并记号对不上")
    return drawn


class _Dump:
    """The lines and cells of a text dump, and which of them were used."""

    def __init__(self, text: str) -> None:
        self._lines = [_Line.of(line) for line in _NEW_LINE.split(text.removeprefix("\ufeff"))]
        self._used: set[tuple[int, int]] = set()

    def is_blank(self, number: int) -> bool:
        """Whether nothing stands in a line (from 1)."""
        return not any(self._line(number).cells)

    def take(self, number: int, cells: tuple[int, int | None] | None = None) -> str:
        """Return a line (from 1), or its cells from the first to the last (from 1; None: to the end), and mark them."""
        line = self._line(number)
        first, last = cells or (1, None)
        last = len(line.cells) if last is None else last
        if not 1 <= first <= last <= len(line.cells) or (cells is None and self.is_blank(number)):
            raise _Mistake(f"原文第 {number} 行没有这一格")
        filled = [cell for cell in range(first, last + 1) if line.cells[cell - 1]]
        if twice := [cell for cell in filled if (number, cell) in self._used]:
            raise _Mistake(f"原文第 {number} 行第 {twice[0]} 格用了两次")
        self._used |= {(number, cell) for cell in filled}
        if len(filled) > 1 and not line.spaced:
            raise _Mistake(f"原文第 {number} 行有几格，不能合用")
        return line.between(filled[0], filled[-1]) if filled else ""

    def unused(self) -> list[str]:
        """Return the places of the cells that nothing has used."""
        return [
            f"第 {number} 行第 {cell} 格"
            for number, line in enumerate(self._lines, start=1)
            for cell, text in enumerate(line.cells, start=1)
            if text and (number, cell) not in self._used
        ]

    def _line(self, number: int) -> _Line:
        if not 1 <= number <= len(self._lines):
            raise _Mistake(f"原文没有第 {number} 行")
        return self._lines[number - 1]


class _Line(NamedTuple):
    """One line of a dump: its text, its cells, and whether only spaces part them."""

    text: str
    cells: tuple[str, ...]
    spaced: bool

    @classmethod
    def of(cls, raw: str) -> _Line:
        """Split a line at its tabs, bars or spaces."""
        text = _BOLD.sub(r"\1", _HASHES.sub("", raw))
        if "\t" in text or "|" in text:
            parts = text.split("\t") if "\t" in text else text.strip().removeprefix("|").removesuffix("|").split("|")
            return cls(text, tuple(_BREAK.sub("\n", part.strip()) for part in parts), spaced=False)
        gapped = tuple(_GAPPED.findall(text.strip()))
        return cls(text.strip(), gapped if len(gapped) > 1 else tuple(text.split()), spaced=True)

    def between(self, first: int, last: int) -> str:
        """Return what is printed from one cell to another (both from 1)."""
        if first == last:
            return self.cells[first - 1]
        start = end = 0
        for number, cell in enumerate(self.cells[:last], start=1):
            begin = self.text.index(cell, end)
            start, end = (begin if number == first else start), begin + len(cell)
        return self.text[start:end]
