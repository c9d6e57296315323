"""A second look: cells of a table that hold ink but no text are cut out and read again, line by line.

Finding print on a whole page overlooks short signs: = / ≥. A cell tells where to look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from extractor.reading.pdf.grid import Finder
from extractor.reading.scan.cells import strokes_of
from extractor.reading.scan.letters import spread
from extractor.reading.scan.signs import DOUBT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from extractor.reading.pdf.grid import Lattice
    from extractor.reading.scan.image import Pixels
    from extractor.reading.scan.recognise import Line, Recogniser
    from extractor.records.document import Word

_INSET = 2.2
"""Points: the rim of a cell that is left out."""

_AROUND = (2.5, 4.0)
"""Points: the margin of a strip, and that of another look at what was not read with it."""

UNKNOWN = "\ufffd"
"""Stands for print that nobody can read."""

_APART, _ONE_LINE = 5.0, 13.0
"""Points: strokes no farther apart and together no higher are one line: the two of an equals sign."""

_SURE = 0.6
_SIGNS, _SURE_OF_SIGN = frozenset("=≥≤><"), 0.3
SHAPE = 0.95
"""How sure a sign is that is told by its shape."""

_SHORTEST, _LONGEST, _THICKEST, _AS_LONG = 3.0, 12.0, 2.0, 0.75
"""Points: how long the strokes of an equals sign are, and how thick; and the share of its width that each takes."""

_MOST = 40
"""With more such cells on a page it is a drawing or a stain that fills them."""

_WHITE = 255


def overlooked(
    lattices: Iterable[Lattice], words: Sequence[Word], ink: Pixels, scale: float, recogniser: Recogniser
) -> list[Line]:
    """Return the lines of print in cells for which there are no words; `scale` is pixels to the point.

    Print that no look can read is one letter of unknown meaning, since a cell that holds it is not empty.
    """
    strips = [strip for cell in _empty_cells(lattices, words, scale) for strip in _strips(ink, cell, scale)]
    if len(strips) > _MOST:
        return []
    found = ((strip, *_read(ink, strip, scale, recogniser)) for strip in strips)
    return [spread(text, sure, strip) for strip, text, sure in found]


def _read(ink: Pixels, strip: tuple[int, int, int, int], scale: float, recogniser: Recogniser) -> tuple[str, float]:
    """Return the text of a strip and how sure it is; level strokes are told by their shape."""
    left, top, right, bottom = strip
    part = ink[top:bottom, left:right]
    if is_equals(part, scale):
        return "=", SHAPE
    if bottom - top <= _THICKEST * scale:
        return "-", SHAPE
    for around in _AROUND:
        text, sure = recogniser.strip(_cut(ink, strip, round(around * scale)))
        if text.strip() and sure >= _needed(text):
            return text, sure
    return UNKNOWN, DOUBT


def is_equals(part: Pixels, scale: float) -> bool:
    """Say whether a strip holds nothing but two level strokes, one over the other and as long as it."""
    dark = strokes_of(part, scale)
    rows = np.flatnonzero(dark.any(axis=1))
    runs = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
    if len(runs) != 2 or not _SHORTEST * scale <= part.shape[1] <= _LONGEST * scale:  # noqa: PLR2004 - strokes
        return False
    spans = [np.flatnonzero(dark[run].any(axis=0)) for run in runs]
    thin = all(len(run) <= _THICKEST * scale for run in runs)
    return thin and all(span[-1] - span[0] + 1 >= _AS_LONG * part.shape[1] for span in spans)


def _needed(text: str) -> float:
    return _SURE_OF_SIGN if text in _SIGNS else _SURE


def _empty_cells(lattices: Iterable[Lattice], words: Sequence[Word], scale: float) -> Iterator[tuple[int, ...]]:
    """Yield the boxes, in pixels, of the cells in which no word has its middle."""
    middles = [((word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2) for word in words]
    for lattice in lattices:
        finder = Finder(lattice)
        taken = {finder.at(*middle) for middle in middles}
        inset = (_INSET, _INSET, -_INSET, -_INSET)
        for number, area in enumerate(lattice.areas):
            if number not in taken:
                yield tuple(round((at + by) * scale) for at, by in zip(lattice.box(area), inset, strict=True))


def _strips(ink: Pixels, cell: tuple[int, ...], scale: float) -> Iterator[tuple[int, int, int, int]]:
    """Yield the boxes around the lines of print in a cell."""
    left, top, right, bottom = cell
    dark = strokes_of(ink[top:bottom, left:right], scale)
    for first, last in _lines_in(np.flatnonzero(dark.any(axis=1)), scale):
        columns = np.flatnonzero(dark[first : last + 1].any(axis=0))
        yield left + int(columns[0]), top + first, left + int(columns[-1]) + 1, top + last + 1


def _lines_in(rows: NDArray[np.int64], scale: float) -> Iterator[tuple[int, int]]:
    """Yield the first and last row of each line of print, from the rows that hold any."""
    runs = [(int(run[0]), int(run[-1])) for run in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1) if len(run)]
    line: tuple[int, int] | None = None
    for first, last in runs:
        if line and first - line[1] <= _APART * scale and last - line[0] <= _ONE_LINE * scale:
            line = line[0], last
            continue
        if line:
            yield line
        line = first, last
    if line:
        yield line


def _cut(ink: Pixels, strip: tuple[int, int, int, int], around: int) -> Pixels:
    """Return a strip of print with white around it, as high as a line of print would be."""
    left, top, right, bottom = strip
    more = max(0, 2 * around - (bottom - top)) + around
    return cv2.copyMakeBorder(ink[top:bottom, left:right], more, more, more, more, cv2.BORDER_CONSTANT, value=(_WHITE,))
