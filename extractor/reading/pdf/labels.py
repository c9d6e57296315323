"""A column of labels of a table without rules → which rows each label stands for, if that is certain.

A label that stands once for several rows is printed in the middle of them, or on the first. Labels share out all rows
among them, so that where one ends the next begins: only one way to share them out may fit.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from extractor.reading.pdf.chunks import Chunk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LINE = 0.4
"""In sizes of letters: how far what stands on one height may be out of place."""

ROW = 1.8
"""In sizes of letters: lines this far apart are never lines of one cell."""

_FIRST = 0.2
"""In sizes of letters: how far a label may be from the first line of its rows."""


class Piece(NamedTuple):
    """A chunk and the column that it stands in, from 0."""

    chunk: Chunk
    col: int


Row = list[Piece]
"""What stands in one row."""


class Block(NamedTuple):
    """What is known of a table before its rows are: its pieces, its columns of figures, and how many columns it has.

    `goes_on`: it is the rest of a table that began on the page before, without a head.
    """

    pieces: Sequence[Piece]
    figures: Sequence[int]
    columns: int
    goes_on: bool = False

    @property
    def size(self) -> float:
        """The size of letters."""
        return median(piece.chunk.size for piece in self.pieces)


def top_of(row: Row) -> float:
    """Return the height of the first line of what stands in a row."""
    return min(piece.chunk.middle for piece in row)


def bottom_of(row: Row) -> float:
    """Return the height of the last line of what stands in a row."""
    return max(piece.chunk.middle for piece in row)


def merged_edges(block: Block, rows: Sequence[Row], edges: Sequence[float], col: int) -> set[int] | None:
    """Return the edges of rows that the labels of a column reach over; None if that is not certain."""
    if any(top_of(below) - bottom_of(row) < ROW * block.size for row, below in pairwise(rows)):
        return None  # lines of two labels could be those of one
    labels = _labels(block, edges[0], edges[len(rows)], col)
    head = [] if block.goes_on else [label for label in labels if label[1] < edges[1]]
    labels = labels[len(head) :]
    starts = _starts(block, len(labels), len(rows), has_head=bool(head))
    found = {tuple(groups) for start in starts for groups in _shared_out(labels, rows, edges, start, block.size)}
    whole = {groups for groups in found if groups[-1][1] == len(rows)} or found
    if len(whole) != 1:
        return None
    groups = whole.pop()
    rest = [(0, groups[0][0])] if block.goes_on else []
    return {edge for start, end in (*rest, *groups) for edge in range(start + 1, end)}


def _starts(block: Block, labels: int, rows: int, *, has_head: bool) -> Sequence[int]:
    """Return the rows in which the first label of a column may begin.

    A single label may stand beside the head too; on a further page the first rows may belong to a label above it.
    """
    if block.goes_on:
        return range(rows)
    return [1] if has_head or labels != 1 else [0, 1]


def _labels(block: Block, top: float, bottom: float, col: int) -> list[tuple[float, float]]:
    """Return the heights of the first and last line of each label of a column."""
    labels: list[tuple[float, float]] = []
    for piece in block.pieces:
        at = piece.chunk.middle
        if piece.col != col or not top < at < bottom:
            continue
        if labels and at - labels[-1][1] < ROW * block.size:
            labels[-1] = labels[-1][0], at
        else:
            labels.append((at, at))
    return labels


def _shared_out(
    labels: Sequence[tuple[float, float]], rows: Sequence[Row], edges: Sequence[float], start: int, size: float
) -> Iterator[list[tuple[int, int]]]:
    """Yield how the rows from `start` on may be shared out: each label in the middle of its rows, or on the first."""
    groups, at = [], start
    for high, low in labels:
        ends = range(at + 1, len(rows) + 1)
        end = next((end for end in ends if abs(edges[at] + edges[end] - high - low) <= 2 * LINE * size), None)
        if end is None:
            break
        groups.append((at, end))
        at = end
    if labels and len(groups) == len(labels) and at >= len(rows) - 1:
        yield groups
    firsts = [
        next((n for n, row in enumerate(rows) if abs(top_of(row) - high) <= _FIRST * size), -1) for high, _ in labels
    ]
    if firsts and firsts[0] == start and -1 not in firsts:
        yield list(pairwise([*firsts, len(rows)]))
