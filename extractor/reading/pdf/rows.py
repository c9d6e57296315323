"""Positioned words → printed lines, by where they stand and not by the order in which the file stores them.

A PDF stores its text in any order: quotation marks from a second font, raised digits and table cells often come later
than the words around them. So words are ordered by their position alone; scans can be read with the same functions.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from extractor.records.document import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractor.records.evidence import Box

SAME_LINE = 0.5
"""Share of the smaller height in which two words must overlap to stand on one line."""

# Gaps in units of the size of the larger neighbour's letters.
_LOOSE = (0.1, 0.3, 0.22)  # by how many of the two characters are wide: programs part 503.37 and 万元 by a quarter
_COLUMN = 1.75
_NARROW = 0.5

_WIDE_FROM = "\u2e80"
_WIDE_MARKS = frozenset("“”‘’—…·")


class Row(NamedTuple):
    """A printed line outside of tables, before it has an id."""

    text: str
    page: int = 1
    box: Box | None = None
    words: tuple[Word, ...] = ()
    confidence: float | None = None


def printed_rows(words: Iterable[Word]) -> list[list[Word]]:
    """Group words into printed lines from top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    top = bottom = 0.0
    for word in sorted(words, key=_middle):
        _, high, _, low = word.box
        overlap = min(low, bottom) - max(high, top)
        if rows and overlap >= SAME_LINE * min(low - high, bottom - top):
            rows[-1].append(word)
            if low - high > bottom - top:
                top, bottom = high, low
        else:
            rows.append([word])
            top, bottom = high, low
    for row in rows:
        row.sort(key=_left)
    return rows


def row_text(row: Sequence[Word]) -> str:
    """Return the text of one printed line: words that touch are joined, and a gap as wide as a column is two spaces.

    Chinese has no spaces between words, so a narrow gap beside a wide character is only loose setting.
    """
    if len(row) == 1:
        return row[0].text.strip()
    parts = [row[0].text]
    for before, after in pairwise(row):
        parts += (_separator(before, after), after.text)
    return "".join(parts).strip()


def least_confidence(words: Iterable[Word]) -> float | None:
    """Return how sure the least sure of these words is; None for words that nobody had to recognise."""
    return min((word.confidence for word in words if word.confidence is not None), default=None)


def bounding_box(words: Sequence[Word]) -> Box:
    """Return the box around all words."""
    if len(words) == 1:
        return words[0].box
    left, top, right, bottom = zip(*(word.box for word in words), strict=True)
    return (min(left), min(top), max(right), max(bottom))


def _separator(before: Word, after: Word) -> str:
    gap = (after.box[0] - before.box[2]) / (max(letter_size(before), letter_size(after)) or 1.0)
    if gap >= _COLUMN:
        return "  "
    wide = _is_wide(before.text[-1]) + _is_wide(after.text[0])
    return " " if gap > _LOOSE[wide] else ""


def letter_size(word: Word) -> float:
    """Return the width of a Chinese character of the word; its height alone differs by half from font to font."""
    left, top, right, bottom = word.box
    wide = sum(map(_is_wide, word.text))
    return (right - left) / (wide + _NARROW * (len(word.text) - wide)) if wide else bottom - top


def _is_wide(char: str) -> bool:
    return char >= _WIDE_FROM or char in _WIDE_MARKS


def _middle(word: Word) -> float:
    return word.box[1] + word.box[3]


def _left(word: Word) -> float:
    return word.box[0]
