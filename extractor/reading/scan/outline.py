"""The sheet of paper in a photograph, or two: where their corners lie, if something darker is seen around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from extractor.reading.scan.image import Pixels

_SMALL = 500
_LEAST, _MOST = 0.3, 0.97
"""Shares of the picture that the sheet may fill: beyond that there is nothing to be seen around it."""

_LEAST_OF_TWO = 0.12
"""The least that each of two sheets fills."""

_FILLED = 0.97
"""Share of the four corners' area that must be paper."""

_LEVELS = (40, 220, 6)

_CONTRAST = 1.25
"""How much lighter paper is than what lies beside it, at least."""

PORTRAIT = (595.3, 841.9)
"""Width and height of A4 in points."""

_LIKE_PAPER = 0.15
"""How far the sides may differ from those of paper: a photograph makes one of them shorter."""


def sheets_of(pixels: Pixels) -> list[NDArray[np.float64]]:
    """Return the corners of the sheets (upper left, upper right, lower right, lower left; x and y in pixels).

    Nothing if the picture is filled by the sheet, as scans are, or if no sheet is found; at most two.
    """
    shrink = _SMALL / max(pixels.shape)
    small = cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    light = cv2.GaussianBlur(small.min(axis=2), (0, 0), 1.5)
    light = cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    found = [sheets for level in range(*_LEVELS) if (sheets := _sheets_above(light, level))]
    good = [sheets for sheets in found if min(sheet.filled for sheet in sheets) >= _FILLED]
    best = max(good, key=lambda sheets: (len(sheets), min(sheet.filled for sheet in sheets)), default=())
    return [_in_order(sheet.corners) / shrink for sheet in best]


class _Sheet(NamedTuple):
    """Four corners, and how well they enclose what is light, up to 1."""

    corners: NDArray[np.float64]
    filled: float


def _sheets_above(light: Pixels, level: int) -> tuple[_Sheet, ...]:
    """Return what is lighter than a level and has four corners: two sheets of about one size, one, or nothing.

    Nothing, too, where two are seen but one is not whole: the other must not be read as if it were all.
    """
    mask = (light > level).astype(np.uint8)
    shapes, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    largest = sorted(shapes, key=cv2.contourArea, reverse=True)[:2]
    shares = [cv2.contourArea(shape) / light.size for shape in largest]
    if len(shares) > 1 and shares[1] > _LEAST_OF_TWO:
        pair = [sheet for shape in largest if (sheet := _sheet(shape, light)) and sheet_size(sheet.corners)]
        return tuple(pair) if len(pair) == len(largest) and _are_light(pair, light) else ()
    if not shares or not _LEAST < shares[0] < _MOST:
        return ()
    sheet = _sheet(largest[0], light)
    return (sheet,) if sheet and _are_light([sheet], light) else ()


def _sheet(shape: Pixels, light: Pixels) -> _Sheet | None:
    """Return the four corners of a shape; None for other shapes."""
    hull = cv2.convexHull(shape)
    rough = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, closed=True), closed=True).reshape(-1, 2)
    if len(rough) != 4:  # noqa: PLR2004 - a sheet has four corners
        return None
    corners = _refined(rough.astype(np.float64), shape.reshape(-1, 2))
    inside, whole = _inside(corners, light), np.zeros(light.shape, np.uint8)
    cv2.drawContours(whole, [shape], -1, (1,), -1)
    return _Sheet(corners, float((inside & whole).sum() / max(1, (inside | whole).sum())))


def _inside(corners: NDArray[np.float64], light: Pixels) -> Pixels:
    inside = np.zeros(light.shape, np.uint8)
    return cv2.fillConvexPoly(inside, np.rint(corners).astype(np.int32), (1,))


def _are_light(sheets: Sequence[_Sheet], light: Pixels) -> bool:
    """Say whether what is enclosed is as large as sheets, and lighter than what lies beside it."""
    inside = np.logical_or.reduce([_inside(sheet.corners, light) > 0 for sheet in sheets])
    if not (_LEAST if len(sheets) == 1 else len(sheets) * _LEAST_OF_TWO) < float(inside.mean()) < _MOST:
        return False
    return bool(np.median(light[inside]) > _CONTRAST * np.median(light[~inside]))


def _refined(corners: NDArray[np.float64], hull: Pixels) -> NDArray[np.float64]:
    """Return the corners as crossings of the straight lines through the points between each two of them."""
    lines = []
    for one, other in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        way = other - one
        length = float(np.hypot(*way)) or 1.0
        along = (hull - one) @ way / length
        off = np.abs((hull - one) @ np.array([-way[1], way[0]]) / length)
        near = hull[(along > 0.05 * length) & (along < 0.95 * length) & (off < 0.02 * length)]
        if len(near) < 2:  # noqa: PLR2004 - a line needs two
            return corners
        dx, dy, x, y = cv2.fitLine(near.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
        lines.append(np.cross((x, y, 1), (x + dx, y + dy, 1)))
    crossings = [np.cross(before, after) for before, after in zip(np.roll(lines, 1, axis=0), lines, strict=True)]
    return np.array([point[:2] / point[2] for point in crossings])


def _in_order(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return corners clockwise as they are seen, from the upper left one on."""
    middle = corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(*(corners - middle).T[::-1]))]
    return np.roll(around, -int(np.argmin(around.sum(axis=1))), axis=0)


def sheet_size(corners: NDArray[np.float64]) -> tuple[float, float] | None:
    """Return the width and height in points of the paper between four corners; None if it has not its shape."""
    edges = np.linalg.norm(corners - np.roll(corners, 1, axis=0), axis=1)
    tall = float((edges[0] + edges[2]) / (edges[1] + edges[3]))
    for width, height in (PORTRAIT, PORTRAIT[::-1]):
        if abs(tall * width / height - 1) < _LIKE_PAPER:
            return width, height
    return None
