"""The sheet of paper in a photograph: where its four corners lie, if something darker is seen around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from extractor.reading.scan.image import Pixels

_SMALL = 500
_LEAST, _MOST = 0.3, 0.97
"""Shares of the picture that the sheet may fill: beyond that there is nothing to be seen around it."""

_FILLED = 0.97
"""Share of the four corners' area that must be paper."""

_LEVELS = (40, 220, 6)

_CONTRAST = 1.25
"""How much lighter paper is than what lies beside it, at least."""

_PORTRAIT = (595.3, 841.9)
"""Width and height of A4 in points."""

_LIKE_PAPER = 0.15
"""How far the sides may differ from those of paper: a photograph makes one of them shorter."""


def corners_of(pixels: Pixels) -> NDArray[np.float64] | None:
    """Return the corners of the sheet (upper left, upper right, lower right, lower left; x and y in pixels).

    None if the picture is filled by the sheet, as scans are, or if no sheet is found.
    """
    shrink = _SMALL / max(pixels.shape)
    small = cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    light = cv2.GaussianBlur(small.min(axis=2), (0, 0), 1.5)
    light = cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    found = [sheet for level in range(*_LEVELS) if (sheet := _sheet_above(light, level))]
    if not found:
        return None
    score, corners = max(found, key=lambda one: one[0])
    return _in_order(corners) / shrink if score >= _FILLED else None


def _sheet_above(light: Pixels, level: int) -> tuple[float, NDArray[np.float64]] | None:
    """Return the four corners of what is lighter than a level, and how well they enclose it; None for other shapes."""
    mask = (light > level).astype(np.uint8)
    shapes, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    largest = max(shapes, key=cv2.contourArea, default=None)
    if largest is None or not _LEAST < cv2.contourArea(largest) / light.size < _MOST:
        return None
    hull = cv2.convexHull(largest)
    rough = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, closed=True), closed=True).reshape(-1, 2)
    if len(rough) != 4:  # noqa: PLR2004 - a sheet has four corners
        return None
    corners = _refined(rough.astype(np.float64), largest.reshape(-1, 2))
    inside, shape = np.zeros(light.shape, np.uint8), np.zeros(light.shape, np.uint8)
    cv2.fillConvexPoly(inside, np.rint(corners).astype(np.int32), (1,))
    cv2.drawContours(shape, [largest], -1, (1,), -1)
    if not _is_sheet(inside.astype(bool), light):
        return None
    return float((inside & shape).sum() / max(1, (inside | shape).sum())), corners


def _is_sheet(inside: NDArray[np.bool_], light: Pixels) -> bool:
    """Say whether what is enclosed is as large as a sheet, and lighter than what lies beside it."""
    if not _LEAST < float(inside.mean()) < _MOST:
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
    for width, height in (_PORTRAIT, _PORTRAIT[::-1]):
        if abs(tall * width / height - 1) < _LIKE_PAPER:
            return width, height
    return None
