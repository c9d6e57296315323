"""A seal scanned in grey: lighter than print and broader in its strokes; what is printed under it is darker still."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

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

_RING_FOUND, _HARDLY_FOUND = 0.42, 0.35
"""Share of a ring that must be grey, and what is seen of it at least by every third diameter."""

_MOST_SEALS = 4
_NARROW, _NEARBY = 1.5, 2.5
"""Points: a stroke of a seal is broader than the one, and as light as the seal is within the other."""

_PAPER, _ABOVE_PRINT, _PRINT_SHARE = 215, 25, 0.5
"""Lighter than this level is paper; a seal is lighter by so many levels than the darkest half percent."""

_BLACK, _CLEAR = 0.25, 0.88
"""Parts of the light of a seal: what is under the one is black print, what is over the other is seal alone."""

_FEW_PIXELS, _LEAST_WEIGHT = 50, 1e-3
_PRINT = 80
_KNEE, _SLOPE = 150, 1.6
_WHITE = 255


class Lifted(NamedTuple):
    """The ink of a page without grey seals, in two ways: for reading its print, and for finding its rules.

    Print reads best half way between the two ways of lifting; thin rules are whole only in the first.
    """

    words: Pixels
    rules: Pixels


def without_grey_seals(ink: Pixels, scale: float) -> Lifted:
    """Return the ink with grey seals lifted off; `scale` is pixels to the point."""
    boxes = list(_seals(ink, scale))
    if not boxes:
        return Lifted(ink, ink)
    found = Lifted(ink.copy(), ink.copy())
    for top, bottom, left, right in boxes:
        sealed = ink[top:bottom, left:right]
        first = closed(sealed, scale)
        found.rules[top:bottom, left:right] = first
        found.words[top:bottom, left:right] = cv2.addWeighted(first, 0.5, bared(sealed, scale), 0.5, 0)
    return found


def _seals(ink: Pixels, scale: float) -> Iterator[tuple[int, int, int, int]]:
    """Yield top, bottom, left and right of the rings of broad grey strokes on a page."""
    grey = cv2.inRange(cv2.blur(ink, (3, 3)), np.array(_DARKEST), np.array(_LIGHTEST))
    side = max(3, round(_STROKE * scale))
    broad = cv2.morphologyEx(grey, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    shrink = _COARSE / scale
    small = cv2.resize(broad, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA).astype(np.float32) / _WHITE
    if _rings(small, _DIAMETERS[1::3]).max() < _HARDLY_FOUND:
        return
    found = _rings(small, _DIAMETERS)
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


def _rings(grey: NDArray[Any], diameters: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return, for rings of each diameter around each place, the share of them that is grey."""
    found = [cv2.filter2D(grey, -1, _ring(across), borderType=cv2.BORDER_CONSTANT) for across in diameters]
    return np.stack(found)


def _ring(across: float) -> NDArray[np.float32]:
    """Return a ring of a diameter (points) whose values add up to 1."""
    side = round(across * _COARSE) + 3
    ring = np.zeros((side, side), np.uint8)
    middle = (side - 1) * 8
    cv2.circle(ring, (middle, middle), round((across - 3.5) / 2 * _COARSE * 16), (_WHITE,), 2, cv2.LINE_AA, 4)
    return np.asarray(ring.astype(np.float32) / ring.sum())


def closed(part: Pixels, scale: float) -> Pixels:
    """Return a part of a page with broad grey strokes as the paper of what is printed over them."""
    side = max(3, round(_STROKE * scale)) | 1
    ground = cv2.morphologyEx(part, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    even = np.where(ground < _PRINT, part, part.astype(np.float32) * (_WHITE / np.maximum(ground, 1)))
    steep = np.where(even > _KNEE, _KNEE + (even - _KNEE) * _SLOPE, even)
    return np.minimum(steep, _WHITE).astype(np.uint8)


def bared(part: Pixels, scale: float) -> Pixels:
    """Return a part of a page without what is broad and light: what is darker than that is print. A second way.

    Thin print beside a seal suffers, but no outlines of the seal are left.
    """
    broad = _broad(part, scale)
    darkest = float(np.percentile(part, _PRINT_SHARE))
    seal = cv2.erode(broad & ((part > darkest + _ABOVE_PRINT) & (part < _PAPER)), np.ones((3, 3), np.uint8))
    if seal.sum() < _FEW_PIXELS:
        return part
    print_alone = np.clip((part / _level(part, seal, scale) - _BLACK) / (_CLEAR - _BLACK), 0, 1) * _WHITE
    near = cv2.GaussianBlur(cv2.dilate(broad, np.ones((3, 3), np.uint8)).astype(np.float32), (0, 0), 0.8)
    return np.asarray(print_alone * near + part * (1 - near)).astype(np.uint8)


def _broad(grey: Pixels, scale: float) -> NDArray[np.uint8]:
    """Return where something dark is broader than print."""
    side = max(3, round(_NARROW * scale))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return np.asarray(cv2.morphologyEx((grey < _PAPER).astype(np.uint8), cv2.MORPH_OPEN, kernel), np.uint8)


def _level(grey: Pixels, seal: Pixels, scale: float) -> NDArray[np.float32]:
    """Return how light the ink of a seal is at each place: seals are pressed unevenly."""
    weight = cv2.GaussianBlur(seal.astype(np.float32), (0, 0), _NEARBY * scale)
    values = cv2.GaussianBlur((seal * grey).astype(np.float32), (0, 0), _NEARBY * scale)
    usual = float(grey[seal > 0].mean())
    return np.asarray((values + usual * _LEAST_WEIGHT) / (weight + _LEAST_WEIGHT), np.float32)
