"""Where print may stand on a page that is nearly empty: a finder of print overlooks a few words on a sheet of white."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from extractor.reading.scan.patches import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from extractor.reading.scan.image import Pixels

_SMALL = 4
"""Ink is looked for on a picture so many times smaller: noise evens out there."""

_WIDEST, _CONTRAST = 5, 18
"""Ink is narrower than so many pixels there, and so much darker than what lies around it."""

_DIRT = 2
"""So many pixels are dirt."""

_LONG, _THIN = 60, 3
"""What is longer than the one and no thicker than the other is a rule, or the edge of the paper."""

_APART, _MARGIN = 40, 12
"""Rows of white between two bands, and what is left white around a band."""

_LEAST = 800
"""Pixels of the picture that a band has each way if there are so many: smaller ones would be enlarged."""

_MOST = 0.6
"""Share of a page from which on a band shows no more than the page did."""


class Band(NamedTuple):
    """A part of a picture in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def bands_of(ink: Pixels) -> list[Band]:
    """Return the parts of a grey picture that hold its ink, from top to bottom; none if they fill it.

    Even grey, such as the lid of a scanner beside askew paper, is no ink.
    """
    height, width = ink.shape
    found, inked = [], _print_of(ink)
    for top, bottom in _stretches(np.asarray(inked.any(axis=1))):
        columns = np.flatnonzero(inked[top:bottom].any(axis=0))
        left, right = _widened(int(columns[0]), int(columns[-1]) + 1, width)
        upper, lower = _widened(top, bottom, height)
        found.append(Band(left, upper, right, lower))
    area = sum((band.right - band.left) * (band.bottom - band.top) for band in found)
    return found if area < _MOST * ink.size else []


def _print_of(ink: Pixels) -> NDArray[np.bool_]:
    """Return where something narrow is darker than what lies around it, a pixel for `_SMALL` × `_SMALL` of them."""
    size = (math.ceil(ink.shape[1] / _SMALL), math.ceil(ink.shape[0] / _SMALL))
    small = cv2.resize(ink, size, interpolation=cv2.INTER_AREA)
    around = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((_WIDEST, _WIDEST), np.uint8))
    dark = (cv2.subtract(around, small) > _CONTRAST).astype(np.uint8)
    return kept(dark, lambda length, area: (area > _DIRT) & ((length < _LONG) | (area > _THIN * length)))


def _stretches(rows: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield where rows with ink begin and end; what lies near each other is one stretch."""
    inked = np.flatnonzero(rows)
    if len(inked):
        for part in np.split(inked, np.flatnonzero(np.diff(inked) > _APART) + 1):
            yield int(part[0]), int(part[-1]) + 1


def _widened(start: int, end: int, size: int) -> tuple[int, int]:
    """Return a stretch of small pixels in pixels of the picture, with its margin and at least `_LEAST` long."""
    low, high = max(0, (start - _MARGIN) * _SMALL), min(size, (end + _MARGIN) * _SMALL)
    more = max(0, _LEAST - (high - low))
    low = max(0, min(low - more // 2, size - _LEAST))
    return low, min(size, max(high, low + _LEAST))
