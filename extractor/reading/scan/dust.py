"""Dots far from all print are dust: beside nothing, a dot is neither a point nor a comma."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from extractor.reading.scan.image import Pixels

_LARGEST = 2.7
_BESIDE, _ABOVE = 16.0, 2.8
"""Points: how large a speck of dust is at most, and how far from print it lies at least: as far as a point lies from
the digits of a figure that is set wide.
"""

_DARK = 200
_WHITE = 255


def without_dust(ink: Pixels, scale: float) -> Pixels:
    """Return the ink of an upright page without specks that stand alone; `scale` is pixels to the point."""
    dark = (ink < _DARK).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    small = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1) <= _LARGEST * scale
    ys, xs = np.nonzero(dark)
    label = labels[ys, xs]
    specks = np.zeros_like(dark)
    specks[ys, xs] = small[label]
    near = np.ones((2 * round(_ABOVE * scale) + 1, 2 * round(_BESIDE * scale) + 1), np.uint8)
    near_print = cv2.dilate(dark & (1 - specks), near)
    is_near = np.bincount(label, weights=near_print[ys, xs], minlength=len(stats)) > 0
    alone = np.zeros_like(dark)
    alone[ys, xs] = (small & ~is_near)[label]
    alone = np.asarray(cv2.dilate(alone, np.ones((5, 5), np.uint8)), np.uint8)
    alone &= np.asarray(near_print == 0, np.uint8)
    return np.where(alone > 0, np.uint8(_WHITE), ink)
