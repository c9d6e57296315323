"""The picture of a page → the ink of each sheet of paper on it: mostly one, two where facing pages were taken as one.

Each has its own way back to the picture, so that what is read on it has its place there.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from extractor.reading.scan.ink import ink_of
from extractor.reading.scan.opening import gutter_of
from extractor.reading.scan.outline import PORTRAIT, sheet_size, sheets_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from extractor.reading.scan.image import Picture, Pixels
    from extractor.reading.scan.opening import Gutter

_WHITE = 255


class Leaf(NamedTuple):
    """The ink of a sheet, and the picture that it is seen on, whose `back` leads from the one to the other."""

    ink: Pixels
    picture: Picture

    @property
    def middle(self) -> NDArray[np.float64]:
        """Where its middle lies in the picture: x and y in pixels."""
        height, width = self.ink.shape
        back = np.eye(3) if self.picture.back is None else self.picture.back
        x, y, depth = back @ (width / 2, height / 2, 1)
        return np.array([x / depth, y / depth])


class Leaves(NamedTuple):
    """The sheets on a picture, from left to right or from top to bottom; `doubtful` if one may be two pages."""

    leaves: tuple[Leaf, ...]
    doubtful: bool = False


def leaves_of(picture: Picture) -> Leaves:
    """Return the sheets of paper on a picture, those in a photograph cut out; a scan of one page is one as it is."""
    ink = ink_of(picture.pixels)
    sheets = sheets_of(picture.pixels)
    if len(sheets) > 1:
        found = [_on_paper(ink, picture, corners) for corners in sheets]
        return Leaves(tuple(sorted(found, key=lambda leaf: float(leaf.middle.sum()))))
    leaf = _on_paper(ink, picture, sheets[0]) if sheets else Leaf(ink, picture)
    gutter = gutter_of(leaf.ink)
    if gutter is None or gutter.crosses:
        return Leaves((leaf,), doubtful=gutter is not None)
    return Leaves(_halves(leaf, gutter))


def _on_paper(ink: Pixels, picture: Picture, corners: NDArray[np.float64]) -> Leaf:
    """Return the sheet of paper in a photograph alone, as if it had been scanned."""
    size = sheet_size(corners)
    if size is None:
        return Leaf(ink, picture)
    scale = float(np.linalg.norm(corners - np.roll(corners, 1, axis=0), axis=1).max()) / max(size)
    width, height = (round(side * scale) for side in size)
    sheet = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    onward = cv2.getPerspectiveTransform(corners.astype(np.float32), sheet)
    flat = cv2.warpPerspective(ink, onward, (width, height), flags=cv2.INTER_CUBIC, borderValue=(_WHITE,))
    return Leaf(flat, picture._replace(scale=scale, back=np.asarray(np.linalg.inv(onward), np.float64)))


def _halves(leaf: Leaf, gutter: Gutter) -> tuple[Leaf, Leaf]:
    """Return the two pages of an opening, each as large as A4: the size of the opening tells nothing of theirs."""
    is_tall = leaf.ink.shape[0] > leaf.ink.shape[1]
    ink = leaf.ink.T if is_tall else leaf.ink
    height, width = ink.shape
    rows, columns = np.arange(height)[:, None], np.arange(width)
    ends, begins = (place - gutter.lean * (rows - height / 2) for place in (gutter.ends, gutter.begins))
    start = max(0, int(begins.min()))
    halves = (
        (0, np.where(columns < ends, ink, _WHITE)[:, : int(ends.max()) + 1]),
        (start, np.where(columns > begins, ink, _WHITE)[:, start:]),
    )
    before = np.eye(3) if leaf.picture.back is None else leaf.picture.back
    found = []
    for at, half in halves:
        shift = np.eye(3)
        shift[:2, 2] = (0, at) if is_tall else (at, 0)
        picture = leaf.picture._replace(scale=height / PORTRAIT[1], back=before @ shift)
        found.append(Leaf(np.ascontiguousarray((half.T if is_tall else half).astype(np.uint8)), picture))
    return found[0], found[1]


def is_reversed(leaves: Sequence[Leaf], turn: int) -> bool:
    """Say whether the last of the leaves is read first when they are turned by so many quarters against the clock."""
    across, down = next((other.middle - one.middle for one, other in pairwise(leaves)), np.zeros(2))
    beside = abs(across) > abs(down)
    return turn == 2 or (turn == 1 and beside) or (turn == 3 and not beside)  # noqa: PLR2004 - quarters
