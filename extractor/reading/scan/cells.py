"""Which cell of a table a line of print lies in, and what ink of a cell its lines leave out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from extractor.reading.pdf.grid import Finder
from extractor.reading.scan.letters import is_wide
from extractor.reading.scan.patches import kept
from extractor.reading.scan.signs import all_in_doubt, doubting_torn, undotted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from extractor.reading.pdf.grid import Lattice
    from extractor.reading.scan.image import Pixels
    from extractor.reading.scan.paper import Place
    from extractor.reading.scan.recognise import Letter, Line

_INSET = 2.2
"""Points: the rim of a cell that is left out, so that its rules are no ink of it."""

_DARK, _LEAST = 185, 3.0
"""Print is darker than this, and larger than so many points."""

_BESIDE = 0.22
"""How far from a line ink is taken to be more of it, in heights of the line."""

_DOTTED = 2.5
"""Points: how far the dots of a stroke lie apart that is level and hardly printed."""

_BAND = 0.2
"""Share of a line, above and below, that is left out when ink beside it is looked for."""

_CHARACTER, _TOO_WIDE = 6.0, 1.25
"""Points: what is no higher may be a level stroke; and how many times as wide as high no character is."""

Home = tuple[int, int]
"""The number of a table on the page, and that of a cell in it."""


class Cells:
    """The cells of the tables of a page; `scale` is pixels to the point."""

    def __init__(self, lattices: Sequence[Lattice], scale: float) -> None:
        self._lattices, self._scale = lattices, scale
        self._finders = [Finder(lattice) for lattice in lattices]

    def home(self, x: float, y: float) -> Home | None:
        """Return the cell at a place in pixels; of nested tables that of the innermost."""
        point = x / self._scale, y / self._scale
        found = [(finder.size, n, cell) for n, finder in enumerate(self._finders) if (cell := finder.at(*point)) >= 0]
        return min(found)[1:] if found else None

    def inner(self, home: Home) -> Place:
        """Return the place of a cell without its rim."""
        lattice = self._lattices[home[0]]
        left, top, right, bottom = lattice.box(lattice.areas[home[1]])
        edges = left + _INSET, top + _INSET, right - _INSET, bottom - _INSET
        a, b, c, d = (round(edge * self._scale) for edge in edges)
        return a, b, max(a, c), max(b, d)

    def around(self, line: Line) -> Place | None:
        """Return the inside of the cell that a line lies in; None outside of all tables."""
        home = self.home(*_middle(line[0]))
        return self.inner(home) if home else None

    def parted(self, lines: Iterable[Line]) -> list[Line]:
        """Return the lines cut where one cell ends and the next begins, their letters kept within the rim."""
        return [part for line in lines for part in self._parts(line)]

    def without_specks(self, lines: Iterable[Line]) -> list[Line]:
        """Return the lines without a dot behind a figure that stands alone in a cell: it is in doubt, no point."""
        return [undotted(line) if self.home(*_middle(line[0])) else line for line in lines]

    def _parts(self, line: Line) -> Iterator[Line]:
        homes = [self.home(*_middle(letter)) for letter in line]
        cuts = [0, *(at for at, (one, other) in enumerate(pairwise(homes), 1) if one != other), len(line)]
        for start, end in pairwise(cuts):
            home = homes[start]
            yield tuple(self._kept(letter, home) for letter in line[start:end]) if home else line[start:end]

    def _kept(self, letter: Letter, home: Home) -> Letter:
        low, _, high, _ = self.inner(home)
        left, top, right, bottom = letter.box
        box = (max(left, float(low)), top, min(right, float(high)), bottom)
        return letter._replace(box=box) if box[0] < box[2] else letter

    def doubting_torn(self, lines: Sequence[Line]) -> list[Line]:
        """Return the lines, those in doubt that may be parts of one figure: digits meet where two lines of a row do."""
        settled = list(lines)
        for row in self.rows(lines):
            parts = doubting_torn([settled[number] for number in row.numbers])
            for number, part in zip(row.numbers, parts, strict=True):
                settled[number] = part
        return settled

    def rows(self, lines: Sequence[Line]) -> list[Row]:
        """Return the lines that lie in cells by printed row, from left to right in each."""
        rows: list[Row] = []
        for number in sorted(range(len(lines)), key=lambda one: lines[one][0].box[0]):
            line = lines[number]
            home = self.home(*_middle(line[0]))
            if home is None:
                continue
            top, bottom = line[0].box[1], line[0].box[3]
            same = next((row for row in rows if row.home == home and row.meets(top, bottom)), None)
            if same:
                same.numbers.append(number)
            else:
                rows.append(Row(home, [number], top, bottom))
        return rows


class Row(NamedTuple):
    """The lines of one printed row of a cell, by their numbers, and its top and bottom in pixels."""

    home: Home
    numbers: list[int]
    top: float
    bottom: float

    def meets(self, top: float, bottom: float) -> bool:
        """Say whether most of a height lies in the row."""
        overlap = min(self.bottom, bottom) - max(self.top, top)
        return overlap > min(self.bottom - self.top, bottom - top) / 2


class Beside(NamedTuple):
    """A printed row of a cell with ink that its lines leave out: the numbers of the lines, and the place of it all."""

    numbers: tuple[int, ...]
    place: Place


def left_out(lines: Sequence[Line], cells: Cells, ink: Pixels, scale: float) -> Iterator[Beside]:
    """Yield the rows of cells beside whose lines there is more ink in the same row."""
    for row in cells.rows(lines):
        left, _, right, _ = cells.inner(row.home)
        height = row.bottom - row.top
        top, bottom = round(row.top + _BAND * height), round(row.bottom - _BAND * height)
        columns = np.flatnonzero(strokes_of(ink[top:bottom, left:right], scale).any(axis=0)) + left
        letters = [letter for number in row.numbers for letter in lines[number]]
        low, high = min(letter.box[0] for letter in letters), max(letter.box[2] for letter in letters)
        if not len(columns) or (columns[0] > low - _BESIDE * height and columns[-1] < high + _BESIDE * height):
            continue
        start, end = min(int(low), int(columns[0])), max(int(high), int(columns[-1]))
        around = round(_BESIDE * height)
        place = (max(left, start - around), round(row.top), min(right, end + around + 1), round(row.bottom))
        yield Beside(tuple(row.numbers), place)


def doubting_swallowed(line: Line, ink: Pixels, scale: float) -> Line:
    """Return a line, in doubt if it is one Chinese character whose ink is much wider than high.

    Such a character is about as wide as it is high: 场 that is wider may be 1场, however often it is read so.
    """
    if len(line) > 1 or not is_wide(line[0].text):
        return line
    left, top, right, bottom = (round(at) for at in line[0].box)
    around = round(_BESIDE * (bottom - top))
    dark = strokes_of(ink[top:bottom, max(0, left - around) : right + around], scale)
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    if not len(rows) or rows[-1] - rows[0] < _CHARACTER * scale:
        return line
    return all_in_doubt(line) if columns[-1] - columns[0] > _TOO_WIDE * (rows[-1] - rows[0]) else line


def strokes_of(part: Pixels, scale: float) -> NDArray[np.bool_]:
    """Return where there is print, also where a level stroke has come out as a row of dots."""
    if not part.size:
        return np.zeros(part.shape, bool)
    level = np.ones((1, round(_DOTTED * scale) | 1), np.uint8)
    return print_of(cv2.morphologyEx(part, cv2.MORPH_OPEN, level), scale)


def print_of(part: Pixels, scale: float) -> NDArray[np.bool_]:
    """Return where a part of a page is dark, without what is too small for print."""
    if not part.size:
        return np.zeros(part.shape, bool)
    return kept((part < _DARK).astype(np.uint8), lambda length, _: length >= _LEAST * scale)


def _middle(letter: Letter) -> tuple[float, float]:
    left, top, right, bottom = letter.box
    return (left + right) / 2, (top + bottom) / 2
