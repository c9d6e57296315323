"""How wide the columns of a table are: as wide as their figures need, and wider where long texts stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.eval.content import Sheet

_UNBROKEN = re.compile(r"[\x21-\x7e]+")
"""Latin letters, digits and marks: not cut at the end of a line."""

_NARROW, _WIDE = 0.6, 1.0
"""Widths of a Latin and of a Chinese character, in sizes."""

_SHORTEST = 2.0
"""In sizes: no column is narrower than two characters."""

_LABEL = 6.0
"""In sizes: labels up to this width are kept on one line if there is room."""

_LONGEST = 15.0
"""In sizes: beyond this width a text is wrapped."""

_SIDES = 9.0
"""Points that a cell needs beside its text."""


def least_width(sheet: Sheet, size: float) -> float:
    """Return the width in points in which no figure of a table is cut, at a font size in points."""
    return sum(_needs(sheet, size))


def shares(sheet: Sheet, size: float, width: float) -> list[float]:
    """Return relative column widths for a table of a width in points: figures first, then labels, then sentences."""
    widths = _needs(sheet, size)
    for wish in (_wishes(sheet, size, _LABEL), _wishes(sheet, size, _LONGEST)):
        wanted = [max(0.0, more - have) for more, have in zip(wish, widths, strict=True)]
        left = max(0.0, width - sum(widths))
        part = min(1.0, left / sum(wanted)) if any(wanted) else 0.0
        widths = [have + part * more for have, more in zip(widths, wanted, strict=True)]
    return widths


def _needs(sheet: Sheet, size: float) -> list[float]:
    return [max([_SHORTEST, *map(_longest_word, texts)]) * size + _SIDES for texts in _columns(sheet)]


def _wishes(sheet: Sheet, size: float, most: float) -> list[float]:
    return [min(most, max([_SHORTEST, *map(_longest_line, texts)])) * size + _SIDES for texts in _columns(sheet)]


def _columns(sheet: Sheet) -> Iterator[list[str]]:
    """Yield the texts that stand in each column alone."""
    for col in range(sheet.cols):
        yield [box.text for box in sheet.boxes if box.col == col and box.col_span == 1]


def _longest_word(text: str) -> float:
    return max((len(word) * _NARROW for word in _UNBROKEN.findall(text)), default=0.0)


def _longest_line(text: str) -> float:
    return max(sum(_NARROW if char.isascii() else _WIDE for char in line) for line in text.split("\n"))
