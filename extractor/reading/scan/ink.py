"""Colours → ink: what was printed black stays, a red seal, shadows, yellowed paper and what shines through go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from extractor.reading.scan.image import Pixels

_PAPER_SIDE = 24
_WHITE = 255.0

_RED = 0.4
_STEPS = 16
_LEAST_SEAL = 2e-4
"""Share of the page that a seal covers at least."""


def ink_of(pixels: Pixels) -> Pixels:
    """Return a grey image with even white paper (255) in which only black print is dark.

    Paper is what is lightest around each place, so shadows and colour casts even out. Where a place is redder than
    paper there is a seal; what it takes from the red light, little as it is, is given back.
    """
    blue, green, red = (_even(channel) for channel in cv2.split(pixels))
    light = cv2.cvtColor(cv2.merge((blue, green, red)), cv2.COLOR_BGR2GRAY)
    redness = _redness(red, cv2.min(blue, green))
    if float(np.mean(redness > _RED)) < _LEAST_SEAL:
        return light
    return cv2.addWeighted(_lifted(red, redness), 0.5, _lifted(light, redness), 0.5, 0)


def _lifted(channel: Pixels, redness: NDArray[np.float32]) -> Pixels:
    """Return a channel without the seal: at each redness most of the page is paper, and paper is to be white.

    The red light knows least of the seal, but pictures are stored with coarse colours: only their brightness is sharp.
    """
    step = np.minimum(redness * _STEPS, _STEPS - 1).astype(np.uint8)
    under = [channel[step == number] for number in range(_STEPS)]
    paper = [_WHITE, *(float(np.percentile(some, 75)) if len(some) else _WHITE for some in under[1:])]
    usual = np.minimum.accumulate(np.maximum(paper, 1.0))
    factor = np.interp(redness, (np.arange(_STEPS) + 0.5) / _STEPS, _WHITE / usual).astype(np.float32)
    return np.minimum(channel * factor, _WHITE).astype(np.uint8)


def _redness(red: Pixels, other: Pixels) -> NDArray[np.float32]:
    """Return from 0 to 1 how much less of the other light than of the red a place throws back."""
    light = np.maximum(red.astype(np.float32), 24)
    return cv2.blur(np.clip(1 - other / light, 0, 1).astype(np.float32), (3, 3))


def _even(channel: Pixels) -> Pixels:
    """Return a channel in which paper is white everywhere."""
    paper = _paper(channel)
    return np.minimum(channel.astype(np.float32) * (_WHITE / np.maximum(paper, 1.0)), _WHITE).astype(np.uint8)


def _paper(grey: Pixels) -> NDArray[np.float32]:
    """Return the brightness of the paper at each place, from a small copy in which print is closed away."""
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_PAPER_SIDE, _PAPER_SIDE))
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel)
    return cv2.resize(cv2.GaussianBlur(closed, (0, 0), _PAPER_SIDE / 2), (width, height)).astype(np.float32)
