"""A seal scanned in grey: lighter than print and broader in its strokes; what is printed under it is darker still."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from extractor.reading.scan.image import Pixels

_DARKEST, _LIGHTEST = 60, 205
"""Between print and paper: the levels that ink of a seal has in grey."""

_DIAMETERS = np.arange(90.0, 136.0, 2.0)
"""Points: seals of offices are 38 to 45 mm across, at other scales of a copy a little more or less."""

_STROKE = 1.75
"""Points: the width of a stroke of print at most."""

_COARSE = 0.5
"""Pixels to the point of the picture in which the ring of a seal is searched."""

_RING_FOUND = 0.42
"""Share of a ring that must be grey."""

_MOST_SEALS = 4
_PRINT = 80
_KNEE, _SLOPE = 150, 1.6
_WHITE = 255


def without_grey_seals(ink: Pixels, scale: float) -> Pixels:
    """Return the ink with grey seals lifted off; `scale` is pixels to the point."""
    boxes = list(_seals(ink, scale))
    if not boxes:
        return ink
    lifted = ink.copy()
    for top, bottom, left, right in boxes:
        lifted[top:bottom, left:right] = _lifted(ink[top:bottom, left:right], scale)
    return lifted


def _seals(ink: Pixels, scale: float) -> Iterator[tuple[int, int, int, int]]:
    """Yield top, bottom, left and right of the rings of broad grey strokes on a page."""
    grey = cv2.inRange(cv2.blur(ink, (3, 3)), np.array(_DARKEST), np.array(_LIGHTEST))
    side = max(3, round(_STROKE * scale))
    broad = cv2.morphologyEx(grey, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    shrink = _COARSE / scale
    small = cv2.resize(broad, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA).astype(np.float32) / _WHITE
    found = np.stack([cv2.filter2D(small, -1, _ring(across), borderType=cv2.BORDER_CONSTANT) for across in _DIAMETERS])
    for _ in range(_MOST_SEALS):
        number, y, x = np.unravel_index(int(found.argmax()), found.shape)
        if found[number, y, x] < _RING_FOUND:
            return
        half = float(_DIAMETERS[number]) / 2 + 3
        middle = (x + 0.5) / shrink, (y + 0.5) / shrink
        edges = (middle[1] - half * scale, middle[1] + half * scale, middle[0] - half * scale, middle[0] + half * scale)
        top, bottom, left, right = (max(0, round(edge)) for edge in edges)
        yield top, bottom, left, right
        reach = round(half * _COARSE)
        found[:, max(0, y - reach) : y + reach, max(0, x - reach) : x + reach] = 0


def _ring(across: float) -> NDArray[np.float32]:
    """Return a ring of a diameter (points) whose values add up to 1."""
    side = round(across * _COARSE) + 3
    ring = np.zeros((side, side), np.uint8)
    middle = (side - 1) * 8
    cv2.circle(ring, (middle, middle), round((across - 3.5) / 2 * _COARSE * 16), (_WHITE,), 2, cv2.LINE_AA, 4)
    return np.asarray(ring.astype(np.float32) / ring.sum())


def _lifted(part: Pixels, scale: float) -> Pixels:
    """Return a part of a page without broad grey strokes: they are the paper of what is printed over them."""
    side = max(3, round(_STROKE * scale)) | 1
    ground = cv2.morphologyEx(part, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    even = np.where(ground < _PRINT, part, part.astype(np.float32) * (_WHITE / np.maximum(ground, 1)))
    steep = np.where(even > _KNEE, _KNEE + (even - _KNEE) * _SLOPE, even)
    return np.minimum(steep, _WHITE).astype(np.uint8)
