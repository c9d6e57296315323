"""Two pages photographed or scanned as one: whether a picture shows an opening, and where its halves part.

Between two pages lies a gutter that no print and no rule crosses, as broad as two margins, or with a fold from edge to
edge. Whatever runs across the middle, a heading or the rules of a wide table, proves one page. When in doubt a picture
is one page: lines of two pages that run together are seen, columns torn from their labels are not.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from extractor.reading.scan.patches import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from extractor.reading.scan.image import Pixels

_SMALL, _FINE = 800, 1600
"""Pixels of the longer side at which a gutter is searched, and at which letters are told apart."""

_NARROWEST, _WIDEST = 1.2, 1.75
"""Width of an opening in its heights: two upright A4 pages have 1.41, photographs make it more or less."""

_DARK, _PRINTED = 215, 190
_SPECK = 2
_SLOPES = np.tan(np.radians(np.arange(-4.0, 4.5, 1.0)))
_ZONE = (0.25, 0.75)
_MIDDLE = (0.45, 0.55)
"""Where a gutter is searched, and what of it must hold the fold, in widths of the picture."""

_EDGE = 0.03
"""Share of the picture along its edges that is left out: lids and desks are seen there."""

_EMPTY, _HARDLY = 0.003, 0.04
"""Share of the height that may be dark for a column to count as empty, and for it to be crossed by something small."""

_BAND, _THICKEST, _THIN = 0.01, 0.05, 0.004
"""Widths of the picture: the least that is empty beside a fold, the broadest shadow of a fold, a stroke too thin for
print."""

_BESIDE = 0.02
"""How far from the fold a page ends at most, in widths of the picture."""

_FEW, _ALL = 0.15, 0.85
"""Share of the height that holes, staples and the ends of sheets take at most, and that a fold takes at least."""

_TWO_MARGINS, _BESIDE_FOLD = 0.07, 0.05
"""Widths of the picture that are empty between two pages, and that suffice if a fold runs from edge to edge."""

_ROW, _COLUMN = 0.01, 0.012
_ROWS, _COLUMNS = 0.2, 0.5
"""What of its height and width a half must fill with print to be a page, if the other holds print as well."""

_SOME_ROWS, _MOST_COLUMNS = 0.08, 0.8
_BLANK = 0.01
"""The same where the other half is blank and no fold is seen; the share of its rows up to which a half is blank."""

_CLOSE, _SIZES, _WORD, _FEWEST, _CLEARLY = 5, (4, 40), 20, 10, 2
"""Pixels: letters of a line lie closer than lines; how large they are; how long those that flow together are at least.
How many must do so along the lines, and how much oftener than from line to line.
"""


class Gutter(NamedTuple):
    """Where the left page ends and the right one begins, in pixels at half the height, and how the gutter leans.

    `lean` is by how many pixels it moves to the left from one row to the next one below. If something small `crosses`
    it, one cannot tell whether there are two pages.
    """

    ends: float
    begins: float
    lean: float
    crosses: bool = False


class _Band(NamedTuple):
    """Empty columns around what may be a fold, in shares of the width: where they begin, the fold, where they end.

    `filled` is the share of the height that is dark in the fold, `to_edges` the same close to both edges, `stroke` how
    broad the fold is where it is dark.
    """

    start: float
    fold: tuple[float, float]
    end: float
    lean: float
    filled: float = 0.0
    to_edges: float = 0.0
    stroke: float = 0.0

    @property
    def empty(self) -> float:
        """The share of the width that nothing stands in."""
        return self.end - self.start - (self.fold[1] - self.fold[0])

    @property
    def is_folded(self) -> bool:
        """Whether a fold runs through it from one edge of the paper to the other."""
        return self.filled >= _ALL and self.to_edges >= _ALL

    @property
    def is_bare(self) -> bool:
        """Whether no print stands in it: what there is is thin, little, or runs down the whole page."""
        return self.stroke <= _THIN or self.filled <= _FEW or self.filled >= _ALL


def gutter_of(ink: Pixels) -> Gutter | None:
    """Return the gutter between the two pages of a picture; None if it shows one page.

    It parts the longer side of the picture, and lines of print run along that side: of a picture that is taller than
    wide, "left" is above and "down" is to the right.
    """
    height, width = sorted(ink.shape)
    if not _NARROWEST < width / height < _WIDEST:
        return None
    dark = _without_specks(_small(ink, _SMALL))
    clear = _parting(dark, _EMPTY)
    band = clear or _parting(dark, _HARDLY)
    if not band or not (clear or band.is_folded) or not _runs_across(_small(ink, _FINE)):
        return None
    ends = max((band.start + band.fold[0]) / 2, band.fold[0] - _BESIDE)
    begins = min((band.fold[1] + band.end) / 2, band.fold[1] + _BESIDE)
    return Gutter(ends * width, begins * width, band.lean, crosses=clear is None)


def _small(ink: Pixels, side: int) -> Pixels:
    """Return a small copy of a picture with its longer side, so many pixels, from left to right."""
    shrink = side / max(ink.shape)
    small = cv2.resize(ink, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(small.T) if ink.shape[0] > ink.shape[1] else small


def _without_specks(small: Pixels) -> Pixels:
    dark = (small < _DARK).astype(np.uint8)
    return kept(dark, lambda length, _: length > _SPECK).astype(np.uint8)


def _parting(dark: Pixels, most: float) -> _Band | None:
    """Return the broadest band that parts two pages; columns of which a share of `most` is dark count as empty."""
    bands = [band for lean in _SLOPES for band in _bands(dark, float(lean), most)]
    broad = sorted(bands, key=lambda band: (-band.empty, abs(band.lean)))
    return next((band for band in broad if _parts_pages(band, dark)), None)


def _bands(dark: Pixels, lean: float, most: float) -> Iterator[_Band]:
    """Yield the bands that lean so much: one empty run of columns, or two with something narrow between them."""
    height, width = dark.shape
    low, high = (round(share * width) for share in _ZONE)
    shear = np.array([[1, lean, -low - lean * height / 2], [0, 1, 0]])
    zone = cv2.warpAffine(dark, shear, (high - low, height), flags=cv2.INTER_NEAREST)
    edge = round(_EDGE * height)
    empty = zone[edge : height - edge].sum(axis=0) <= most * height
    ends = np.flatnonzero(np.diff(np.concatenate(([0], empty.astype(np.int8), [0])))).reshape(-1, 2)
    runs = [(low + start, low + end) for start, end in ends.tolist() if end - start >= _BAND * width]
    first, last = (share * width for share in _MIDDLE)
    for start, end in runs:
        inner, outer = max(start, first), min(end, last)
        if outer - inner > _BAND * width:
            middle = (inner + outer) / 2 / width
            yield _Band(start / width, (middle, middle), end / width, lean)
    for (start, before), (after, end) in pairwise(runs):
        if after - before <= _THICKEST * width and first <= before and after <= last:
            fold = _Band(start / width, (before / width, after / width), end / width, lean)
            yield _as_filled(fold, zone[:, before - low : after - low])


def _as_filled(band: _Band, fold: Pixels) -> _Band:
    """Return a band with what is known of its fold from the pixels of it."""
    height, edge = fold.shape[0], round(_EDGE * fold.shape[0])
    rows: NDArray[np.bool_] = np.asarray(fold.any(axis=1))
    above, below = float(rows[edge : 3 * edge].mean()), float(rows[height - 3 * edge : height - edge].mean())
    stroke = float(fold.sum()) / max(1, int(rows.sum())) / _SMALL
    filled = float(rows[edge : height - edge].mean())
    return band._replace(filled=filled, to_edges=min(above, below), stroke=stroke)


def _parts_pages(band: _Band, dark: Pixels) -> bool:
    """Say whether a band is as broad as two margins, and what stands beside it fills a page; a fold needs no more."""
    if not band.is_bare or band.empty < (_BESIDE_FOLD if band.is_folded else _TWO_MARGINS):
        return False
    sides = sorted((_filled(dark, _EDGE, band.start), _filled(dark, band.end, 1 - _EDGE)), reverse=True)
    (rows, columns), (other, _) = sides
    if band.is_folded:
        return rows > _BLANK
    if other > _BLANK:
        return rows >= _ROWS and columns >= _COLUMNS
    return rows >= _SOME_ROWS and columns >= _MOST_COLUMNS


def _filled(dark: Pixels, start: float, end: float) -> tuple[float, float]:
    """Return which shares of the rows and of the width between two places (shares of the width) print fills."""
    height, width = dark.shape
    edge = round(_EDGE * height)
    part = dark[edge : height - edge, round(start * width) : round(end * width)]
    columns = np.flatnonzero(part.sum(axis=0) >= _COLUMN * height)
    spread = (columns[-1] - columns[0]) / part.shape[1] if len(columns) else 0.0
    return float(np.mean(part.sum(axis=1) >= _ROW * width)), float(spread)


def _runs_across(ink: Pixels) -> bool:
    """Say whether lines of print run across a picture: letters stand closer to each other than lines do."""
    solid = cv2.morphologyEx((ink < _PRINTED).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    size = np.maximum(wide, high)
    letters = ((size >= _SIZES[0]) & (size <= _SIZES[1])).astype(np.uint8)[labels]
    alone = _patches(letters)
    across, down = (
        alone
        - _patches(cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones(reach, np.uint8)))
        + int(np.sum((along > 2 * aside) & (along > _WORD) & (aside > _SIZES[0])))
        for reach, along, aside in (((1, _CLOSE), wide, high), ((_CLOSE, 1), high, wide))
    )
    return across >= max(_FEWEST, _CLEARLY * down)


def _patches(mask: Pixels) -> int:
    return int(cv2.connectedComponents(mask)[0]) - 1
