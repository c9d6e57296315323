"""Slanted and photographed pages → upright ones, with the way back to the page as it is.

A transform is a 3 × 3 matrix from the pixels of the straightened picture to those of the picture that came in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from extractor.reading.scan.image import Pixels

    Transform = NDArray[np.float64]

_STEEPEST = 6.0
_COARSE, _FINE = 0.25, 0.03
_SMALL = 900
_STRAIGHT = 0.05


class Straight(NamedTuple):
    """A picture whose lines of print are level, and the transform that leads from its pixels to the original ones."""

    pixels: Pixels
    back: Transform


def straighten(pixels: Pixels, ink: Pixels) -> Straight:
    """Level a picture by the slant of its ink; a slant below a twentieth of a degree is left alone."""
    slant = slant_of(ink)
    if abs(slant) < _STRAIGHT:
        return Straight(pixels, np.eye(3))
    height, width = pixels.shape[:2]
    onward = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), slant, 1.0), [0, 0, 1]])
    corners = np.array([[0, 0, 1], [width, 0, 1], [0, height, 1], [width, height, 1]], float) @ onward.T
    low, high = corners.min(axis=0), corners.max(axis=0)
    onward = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]]) @ onward
    size = (round(high[0] - low[0]), round(high[1] - low[1]))
    level = cv2.warpPerspective(pixels, onward, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return Straight(level, np.linalg.inv(onward))


def slant_of(ink: Pixels) -> float:
    """Return by how many degrees the lines of a page rise to the right: at that angle its rows are most uneven."""
    scale = _SMALL / max(ink.shape)
    small = cv2.resize(ink, None, fx=min(1.0, scale), fy=min(1.0, scale), interpolation=cv2.INTER_AREA)
    dark = 255 - small
    coarse = max(np.arange(-_STEEPEST, _STEEPEST + _COARSE, _COARSE), key=lambda angle: _evenness(dark, angle))
    finer = 255 - cv2.resize(ink, None, fx=min(1.0, 2 * scale), fy=min(1.0, 2 * scale), interpolation=cv2.INTER_AREA)
    near = np.arange(coarse - _COARSE, coarse + _COARSE + _FINE, _FINE)
    return float(-max(near, key=lambda angle: _evenness(finer, angle)))


def _evenness(dark: Pixels, angle: float) -> float:
    """Return how sharply the rows of a picture differ when it is turned by an angle: shears are enough here."""
    height, width = dark.shape
    shift = np.tan(np.radians(angle))
    shear = np.array([[1, 0, 0], [shift, 1, -shift * width / 2]])
    rows = cv2.warpAffine(dark, shear, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())
