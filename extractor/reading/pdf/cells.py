"""Lattices + words → the cells of each table with their text, and the words that stand outside of all tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.reading.parts import Grid, Spot
from extractor.reading.pdf.grid import Finder, Lattice
from extractor.reading.pdf.rows import bounding_box, least_confidence, printed_rows
from extractor.reading.pdf.wrapping import cell_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extractor.records.document import Word
    from extractor.records.evidence import Box

_PADDING = 8.0
_DEPTH = 1.5
"""How far (points) a word must reach over a rule to count as lying in two cells."""


class Sorted(NamedTuple):
    """The words of a page by place: for each lattice the words of each of its cells, then those outside."""

    inside: list[list[list[Word]]]
    outside: list[Word]


def sort_words(words: Sequence[Word], lattices: Sequence[Lattice], cut: Callable[[Word, Finder], list[Word]]) -> Sorted:
    """Give each word to the cell that holds its centre; of nested tables the innermost has it.

    A word that lies in more than one cell (two cells set so tightly that no space separates them) is handed to `cut`,
    which returns its pieces, or the word itself if it only runs over the rule.
    """
    inside: list[list[list[Word]]] = [[[] for _ in lattice.areas] for lattice in lattices]
    finders = sorted(
        ((Finder(lattice), cells) for lattice, cells in zip(lattices, inside, strict=True)),
        key=lambda pair: pair[0].size,
    )
    outside = []
    for word in words:
        for finder, cells in finders:
            if _put(word, finder, cells, cut):
                break
        else:
            outside.append(word)
    return Sorted(inside, outside)


def _put(word: Word, finder: Finder, cells: list[list[Word]], cut: Callable[[Word, Finder], list[Word]]) -> bool:
    left, top, right, bottom = word.box
    middle = (top + bottom) / 2
    home = finder.at((left + right) / 2, middle)
    if home < 0:
        return False
    if {finder.at(left + _DEPTH, middle), finder.at(right - _DEPTH, middle)} <= {home} or right - left < 2 * _DEPTH:
        cells[home].append(word)
        return True
    pieces = cut(word, finder)
    if len(pieces) == 1:
        cells[_start(word, finder, home)].append(word)
        return True
    for piece in pieces:
        spot = finder.at((piece.box[0] + piece.box[2]) / 2, middle)
        cells[spot if spot >= 0 else home].append(piece)
    return True


def _start(word: Word, finder: Finder, home: int) -> int:
    """Return the cell of a text too long for it: the one at whose left edge it begins, or else where its centre is."""
    left, top, _, bottom = word.box
    start = finder.at(left + _DEPTH, (top + bottom) / 2)
    return start if start >= 0 and left - finder.left(start) < _PADDING else home


def cut_at_rules(word: Word, finder: Finder, letters: Sequence[Word]) -> list[Word]:
    """Cut a word between its letters where a cell ends; a rule that runs through a letter does not cut.

    `letters` are the single letters of the word from left to right, with their boxes.
    """
    middle = (word.box[1] + word.box[3]) / 2
    groups: list[list[Word]] = []
    homes: list[int] = []
    for letter in letters:
        left, _, right, _ = letter.box
        slack = (right - left) * 0.25
        home = finder.at(left + slack, middle)
        if home != finder.at(right - slack, middle):
            return [word]
        if not homes or homes[-1] != home:
            groups.append([])
            homes.append(home)
        groups[-1].append(letter)
    if "".join(letter.text for letter in letters) != word.text:
        return [word]
    return [word._replace(text="".join(x.text for x in group), box=bounding_box(group)) for group in groups]


def as_grid(lattice: Lattice, inside: Sequence[Sequence[Word]], page: int) -> Grid:
    """Return a table without an id: each cell with its box, its words in reading order, and its text."""
    rows = [printed_rows(words) if words else [] for words in inside]
    boxes = [lattice.box(area) for area in lattice.areas]
    margins = _margins(boxes, rows)
    inner = [tuple(word for line in lines for word in line) for lines in rows]
    spots = [
        Spot(
            area.row + 1, area.col + 1, cell_text(lines, box[2] - box[0] - margins), area.row_span, area.col_span, page,
            box, found, least_confidence(found),
        )
        for area, box, lines, found in zip(lattice.areas, boxes, rows, inner, strict=True)
    ]  # fmt: skip
    return Grid(tuple(spots), (len(lattice.ys) - 1, len(lattice.xs) - 1))


def _margins(boxes: Sequence[Box], rows: Sequence[Sequence[Sequence[Word]]]) -> float:
    """Return how much of the width of a cell its margins take: as near as any text of the table comes to its sides."""
    pairs = [(box, line) for box, lines in zip(boxes, rows, strict=True) for line in lines]
    left = min((line[0].box[0] - box[0] for box, line in pairs), default=0.0)
    right = min((box[2] - line[-1].box[2] for box, line in pairs), default=0.0)
    return max(left, 0.0) + max(right, 0.0)
