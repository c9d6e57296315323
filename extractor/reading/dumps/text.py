"""Text dumps → lines and tables. Tables come as rows with tabs, as one cell a line, or with bars between cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.reading.dumps.bars import read_bars
from extractor.reading.dumps.cells import read_cells
from extractor.reading.dumps.tabs import read_tabs
from extractor.reading.parts import Numbering, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.reading.dumps.shapes import Found
    from extractor.records.document import Block, Table

_LINE_END = re.compile("\r\n|[\r\n\v\f\u2028\u2029]")


def read_text(text: str, max_cells: int | None = None) -> tuple[Block, ...]:
    """Return the lines and tables of a text in reading order, all on page 1.

    A line is kept as printed, inner and leading spaces included; lines without a visible character are left out.
    Tables have `spans_known=False`: a dump loses merged cells, so a row may be shorter than its head or slipped;
    cells keep the column they are printed in. More than `max_cells` cells raise `TooLargeError`.
    """
    numbering = Numbering(max_cells)
    pieces = _pieces(_LINE_END.split(text.removeprefix("\ufeff")))
    return tuple(numbering.line(piece) if isinstance(piece, str) else _table(piece, numbering) for piece in pieces)


def _pieces(lines: list[str]) -> Iterator[str | Found]:
    """Walk down the lines; each shape of table is asked in turn whether one begins here."""
    at = 0
    while at < len(lines):
        found = read_bars(lines, at) or read_cells(lines, at) or read_tabs(lines, at)
        if found:
            yield found
        elif lines[at].strip():
            yield lines[at]
        at = found.end if found else at + 1


def _table(found: Found, numbering: Numbering) -> Table:
    spots = [Spot(r, c, text) for r, row in enumerate(found.rows, 1) for c, text in enumerate(row, 1)]
    table = numbering.table(spots, spans_known=False)
    return table if found.rows_known else table.model_copy(update={"rows_known": False})
