"""Slanted and photographed pages → upright ones, with the way back to the page as it is.

A transform is a 3 × 3 matrix from the pixels of the straightened picture to those of the picture that came in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from extractor.reading.scan.perspective import perspective_of
from extractor.reading.scan.rules import Stroke, strokes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from extractor.reading.scan.image import Pixels

    Transform = NDArray[np.float64]

_STEEPEST = 6.0
_COARSE, _FINE = 0.25, 0.05
_SMALL = 450
_STILL = 0.6
"""Pixels by which a corner may move for a page to count as straight."""


class Straight(NamedTuple):
    """A picture whose lines of print are level, and the transform that leads from its pixels to the original ones."""

    pixels: Pixels
    back: Transform


def straighten(ink: Pixels, scale: float) -> Straight:
    """Level a picture by the slant of its print, and set its rules upright; `scale` is pixels to the point."""
    onward = _turn(slant_of(ink), ink.shape)
    level = _moved(ink, onward)
    onward = perspective_of(*_coarse_strokes(level.pixels, scale), level.pixels.shape) @ np.linalg.inv(level.back)
    if _moves_least(onward, ink.shape):
        return Straight(ink, np.eye(3))
    return _moved(ink, onward)


def _coarse_strokes(ink: Pixels, scale: float) -> tuple[list[Stroke], list[Stroke]]:
    """Return the strokes of a picture as they are seen at half its size: how rules run can be told from few pixels."""
    small = cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    across, down = ([Stroke(*(2 * at for at in one)) for one in some] for some in strokes_of(small, scale / 2))
    return across, down


def _turn(degrees: float, shape: tuple[int, ...]) -> Transform:
    height, width = shape[:2]
    return np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), [0, 0, 1]])


def _moved(pixels: Pixels, onward: Transform) -> Straight:
    """Return the picture after a transform, as large as its corners need."""
    corners = _corners(onward, pixels.shape)
    left, top = corners.min(axis=0)
    onward = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]]) @ onward
    width, height = np.ceil(corners.max(axis=0) - (left, top)).astype(int)
    size = (int(width), int(height))
    warped = cv2.warpPerspective(
        pixels, onward, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,)
    )
    return Straight(warped, np.asarray(np.linalg.inv(onward), np.float64))


def _corners(onward: Transform, shape: tuple[int, ...]) -> NDArray[np.float64]:
    height, width = shape[:2]
    found = np.array([[0, 0, 1], [width, 0, 1], [0, height, 1], [width, height, 1]], float) @ onward.T
    return np.asarray(found[:, :2] / found[:, 2:])


def _moves_least(onward: Transform, shape: tuple[int, ...]) -> bool:
    moves = _corners(onward, shape) - _corners(np.eye(3), shape)
    return bool(np.abs(moves - moves[0]).max() < _STILL)


def slant_of(ink: Pixels) -> float:
    """Return by how many degrees the lines of a page rise to the right: at that angle its rows are most uneven."""
    coarse = _steepest(ink, _SMALL, np.arange(-_STEEPEST, _STEEPEST + _COARSE, _COARSE))
    return -_steepest(ink, 2 * _SMALL, np.arange(coarse - _COARSE, coarse + _COARSE + _FINE, _FINE))


def _steepest(ink: Pixels, side: int, angles: NDArray[np.float64]) -> float:
    scale = min(1.0, side / max(ink.shape))
    dark = 255 - cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return float(max(angles, key=lambda angle: _unevenness(dark, angle)))


def _unevenness(dark: Pixels, angle: float) -> float:
    """Return how sharply the rows of a picture differ when it is turned by an angle: shears are enough here."""
    height, width = dark.shape
    shift = np.tan(np.radians(angle))
    shear = np.array([[1, 0, 0], [shift, 1, -shift * width / 2]])
    rows = cv2.warpAffine(dark, shear, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())
