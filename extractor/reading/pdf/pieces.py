"""The words and rules of one side of paper → its printed lines and tables, from top to bottom."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from extractor.reading.parts import Grid
from extractor.reading.pdf.cells import as_grid, cut_at_rules, sort_words
from extractor.reading.pdf.grid import find_lattices
from extractor.reading.pdf.page import Sheet, letters
from extractor.reading.pdf.rows import Row, bounding_box, least_confidence, printed_rows, row_text
from extractor.records.document import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.reading.pdf.alignment import Aligner
    from extractor.reading.pdf.grid import Finder

_EDGE = 0.12
"""Share of the height of a page, above and below, in which its number stands."""

_CELLS_FOR_A_WORD = 20
"""With more cells than this for each word of the page, lines are a drawing (graph paper, a map) and no table."""

_UNPARTED = 0.5
"""Confidence of words that look like a table without rules but were not parted into its rows and columns."""

_PAGE_NUMBER = re.compile(
    r"[-—–－一·~\s]*\d{1,4}[-—–－一·~\s]*|第\s*\d+\s*页[,，/\s]*(共\s*\d+\s*页)?|共\s*\d+\s*页[,，/\s]*第\s*\d+\s*页"
    r"|\d+\s*/\s*\d+|page\s*\d+(\s*of\s*\d+)?",
    re.IGNORECASE,
)


def pieces_of(page: Any, sheet: Sheet, number: int, aligner: Aligner) -> list[Row | Grid]:
    """Return the lines and tables of a side from top to bottom."""
    most = _CELLS_FOR_A_WORD * len(sheet.words)
    lattices = [found for found in find_lattices(sheet.across, sheet.down) if len(found.areas) <= most] if most else []
    scissors = _Scissors(page, sheet)
    words = sort_words(sheet.words, lattices, scissors.cut)
    aligned = aligner.tables(words.outside, sheet.across, number)
    if aligned.lattices:
        lattices += aligned.lattices
        words = sort_words(sheet.words, lattices, scissors.cut)
    outside = [_in_doubt(word, aligned.in_doubt) for word in words.outside]
    pieces: list[tuple[float, Row | Grid]] = [
        (lattice.ys[0], as_grid(lattice, inside, number))
        for lattice, inside in zip(lattices, words.inside, strict=True)
        if any(inside)
    ]
    pieces += [(row.box[1], row) for row in _rows(outside, sheet.size[1], number) if row.box]
    pieces.sort(key=lambda piece: piece[0])
    return [piece for _, piece in pieces]


def _in_doubt(word: Word, places: Sequence[tuple[float, float]]) -> Word:
    """Return a word that stands at one of these heights as one that may have been put into the wrong row."""
    middle = (word.box[1] + word.box[3]) / 2
    if not any(top < middle < bottom for top, bottom in places):
        return word
    return word._replace(confidence=min(_UNPARTED, 1.0 if word.confidence is None else word.confidence))


class _Scissors:
    """Cuts words that lie in two cells; reads the single letters of the page only if there is such a word."""

    def __init__(self, page: Any, sheet: Sheet) -> None:
        self._page, self._sheet = page, sheet

    @cached_property
    def _letters(self) -> Sequence[Word]:
        if self._sheet.letters is not None:
            return self._sheet.letters
        return letters(self._page, self._sheet.turn)

    def cut(self, word: Word, finder: Finder) -> list[Word]:
        """Return the pieces of a word that lies in several cells."""
        left, top, right, bottom = word.box
        inside = [
            letter
            for letter in self._letters
            if left <= (letter.box[0] + letter.box[2]) / 2 <= right
            and top <= (letter.box[1] + letter.box[3]) / 2 <= bottom
        ]
        return cut_at_rules(word, finder, sorted(inside, key=lambda letter: letter.box[0]))


def _rows(words: list[Word], height: float, number: int) -> list[Row]:
    """Return the printed lines but for a page number at the top or bottom of the page."""
    rows = printed_rows(words)
    if rows and rows[-1][0].box[1] > (1 - _EDGE) * height and _PAGE_NUMBER.fullmatch(row_text(rows[-1])):
        rows.pop()
    if rows and rows[0][0].box[3] < _EDGE * height and _PAGE_NUMBER.fullmatch(row_text(rows[0])):
        rows.pop(0)
    return [Row(row_text(row), number, bounding_box(row), tuple(row), least_confidence(row)) for row in rows]
