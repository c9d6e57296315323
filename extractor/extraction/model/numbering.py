"""The paper as numbered lines: what a prompt shows, and what `at` in an answer refers to.

A line is printed as `L0012 …`, a row of a table as `T2R3 [1]… [4]…` with the column of each cell in brackets, so that
a long id is written once a row; cell [4] of that row is T2R3C4. Nothing that stands in the paper can look like a
numbered line: every piece is one printed line and begins with an id of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.llm import tokens
from extractor.llm.redaction import Masks
from extractor.records.document import Cell, Document, Line, Table

_BREAK = re.compile(r"\s*[\r\n\u2028\u2029\x0b\x0c\x85]+\s*")


class Piece(NamedTuple):
    """A line, or a row of a table with something printed in it. `order` is its place in the document.

    `beside`: the lines before and behind a line, on which a masked name may go on.
    """

    id: str
    order: int
    page: int
    cells: tuple[Cell, ...] = ()
    line: Line | None = None
    beside: tuple[str, str] = ("", "")

    @property
    def text(self) -> str:
        """What is printed, the cells with bars between them."""
        return self.line.text.strip() if self.line else "|".join(cell.text.strip() for cell in self.cells)

    @property
    def table(self) -> str:
        """The table of a row; "" for a line."""
        return "" if self.line else self.id.partition("R")[0]

    def shown(self, masks: Masks) -> str:
        """The printed line of a prompt."""
        if self.line:
            return f"{self.id} {_flat(masks.hide(self.line.text, *self.beside))}"
        cells = (f"[{cell.col}]{_flat(masks.hide(cell.text))}" for cell in self.cells)
        return f"{self.id} {' '.join(cells)}"


def pieces(document: Document) -> tuple[Piece, ...]:
    """Return everything printed in a document, in reading order."""
    found: list[Piece] = []
    texts = ["", *("" if isinstance(block, Table) else block.text for block in document.blocks), ""]
    for block, before, after in zip(document.blocks, texts, texts[2:], strict=False):
        if isinstance(block, Table):
            found += _rows(block, len(found))
        elif block.text.strip():
            found.append(Piece(block.id, len(found), block.page, line=block, beside=(before, after)))
    return tuple(found)


def _rows(table: Table, first: int) -> list[Piece]:
    rows: list[Piece] = []
    for number, cells in enumerate(table.by_row(), 1):
        printed = tuple(cell for cell in cells if cell.text.strip())
        if printed:
            rows.append(Piece(f"{table.id}R{number}", first + len(rows), printed[0].page, printed))
    return rows


def show(chosen: Iterable[Piece], masks: Masks) -> str:
    """Return pieces as numbered lines."""
    return "\n".join(piece.shown(masks) for piece in chosen)


def chunks(chosen: Sequence[Piece], most: int) -> list[list[Piece]]:
    """Return pieces in runs of at most so many tokens; a run that goes on inside a table begins with its head."""
    found: list[list[Piece]] = [[]]
    used = 0
    for piece in chosen:
        size = tokens.count(piece.text) + 6 * max(1, len(piece.cells))
        if found[-1] and used + size > most:
            head = _head(chosen, piece) if piece.table else []
            found.append(head)
            used = sum(tokens.count(one.text) for one in head)
        found[-1].append(piece)
        used += size
    return [run for run in found if run]


_HEAD_ROWS = 2


def _head(chosen: Sequence[Piece], piece: Piece) -> list[Piece]:
    """The first rows of a table, which name its columns."""
    return [one for one in chosen if one.table == piece.table and one.order < piece.order][:_HEAD_ROWS]


def _flat(text: str) -> str:
    return _BREAK.sub(" ", text.strip())
