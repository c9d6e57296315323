"""What every reader of a format shares: the result of a reading, and the ids of lines, tables and cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.errors import TooLargeError
from extractor.records.document import Block, Cell, Line, Page, Table, Word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.records.evidence import Box


class Reading(NamedTuple):
    """What a reader of one format found: the pages, the blocks in reading order, and what it could not read."""

    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Spot(NamedTuple):
    """A table cell before it has an id: rows and columns from 1, a merged cell once at its upper left corner."""

    row: int
    col: int
    text: str = ""
    row_span: int = 1
    col_span: int = 1
    page: int = 1
    box: Box | None = None
    words: tuple[Word, ...] = ()
    confidence: float | None = None


class Grid(NamedTuple):
    """A table before it has an id: its cells, its rows and columns, and the name that stands outside it."""

    spots: tuple[Spot, ...]
    size: tuple[int, int]
    title: str = ""


Piece = str | Grid
"""What the walk through a file without pages yields: the text of a line, or a table."""


class Numbering:
    """Hands out the ids of one file and keeps its blocks in the order in which they were asked for.

    Lines are L0001, L0002 … and tables T1, T2 … over the whole file, cells T1R2C3. `max_cells` is the most cells
    that all tables of the file may hold together; beyond it `TooLargeError` is raised.
    """

    def __init__(self, max_cells: int | None = None) -> None:
        self._blocks: list[Block] = []
        self._lines = 0
        self._tables = 0
        self._cells = 0
        self._max_cells = max_cells

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks so far, in reading order."""
        return tuple(self._blocks)

    def line(
        self,
        text: str,
        page: int = 1,
        box: Box | None = None,
        words: tuple[Word, ...] = (),
        confidence: float | None = None,
    ) -> Line:
        """Add the next line, its text as printed."""
        line = Line(id=self._next_line(), page=page, text=text, box=box, words=words, confidence=confidence)
        self._blocks.append(line)
        return line

    def table(
        self,
        spots: Iterable[Spot],
        size: tuple[int, int] | None = None,
        page: int = 1,
        spans_known: bool = True,
        title: str = "",
    ) -> Table:
        """Add the next table. `size` is (rows, columns); without it the cells say how far the table reaches."""
        spots = sorted(spots, key=lambda spot: spot[:2])
        ident = self._next_table(len(spots))
        rows, cols = size or extent(spots)
        cells = tuple(Cell(id=f"{ident}R{spot.row}C{spot.col}", **spot._asdict()) for spot in spots)
        table = Table(id=ident, page=page, rows=rows, cols=cols, cells=cells, spans_known=spans_known, title=title)
        self._blocks.append(table)
        return table

    def pieces(self, pieces: Iterable[Piece]) -> None:
        """Add lines and tables in the order in which they come; lines without a visible character are left out."""
        for piece in pieces:
            if isinstance(piece, Grid):
                self.table(piece.spots, piece.size, title=piece.title)
            elif piece.strip():
                self.line(piece)

    def again(self, block: Block) -> Block:
        """Add a block that another numbering has made, under ids of this one; everything else stays."""
        if isinstance(block, Line):
            block = block.model_copy(update={"id": self._next_line()})
        else:
            ident = self._next_table(len(block.cells))
            cells = tuple(cell.model_copy(update={"id": f"{ident}R{cell.row}C{cell.col}"}) for cell in block.cells)
            block = block.model_copy(update={"id": ident, "cells": cells})
        self._blocks.append(block)
        return block

    def _next_line(self) -> str:
        self._lines += 1
        return f"L{self._lines:04d}"

    def _next_table(self, cells: int) -> str:
        self._count(cells)
        self._tables += 1
        return f"T{self._tables}"

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._max_cells is not None and self._cells > self._max_cells:
            raise TooLargeError(f"表格单元格超过上限 {self._max_cells} 个", "请拆分文件，或调高 limits.cells 后重试")


def extent(spots: Iterable[Spot]) -> tuple[int, int]:
    """Return how many rows and columns the cells cover, spans counted; (0, 0) without cells."""
    spots = tuple(spots)
    rows = max((spot.row + spot.row_span - 1 for spot in spots), default=0)
    cols = max((spot.col + spot.col_span - 1 for spot in spots), default=0)
    return rows, cols


def single_page(
    pieces: Iterable[Piece], max_cells: int, problems: Iterable[str] = (), notes: Iterable[str] = ()
) -> Reading:
    """Return the reading of a file without pages: everything stands on page 1.

    `problems` and `notes` are asked for after the last piece, so a walk may still add to them.
    """
    numbering = Numbering(max_cells)
    numbering.pieces(pieces)
    return Reading((Page(number=1),), numbering.blocks, tuple(problems), tuple(notes))
