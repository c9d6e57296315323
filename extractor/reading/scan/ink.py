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

_RED = 70
"""By how much the red of a pixel outshines its other colours where a seal is, in levels of 255."""

_STEPS = 16
_NO_SEAL = 2
"""Steps of redness below which paper is only stained."""

_MOST_IS_PAPER = 70.0
_LEAST_SEAL = 2e-4
"""Share of the page that a seal covers at least."""

_REACH = 31


def ink_of(pixels: Pixels) -> Pixels:
    """Return a grey image with even white paper (255) in which only black print is dark.

    Paper is what is lightest around each place, so shadows and colour casts even out. A seal is where red outshines
    the other colours; the light that it takes from the paper is given back to all that lies there.
    """
    blue, green, red = (_even(channel) for channel in cv2.split(pixels))
    light = cv2.cvtColor(cv2.merge((blue, green, red)), cv2.COLOR_BGR2GRAY)
    redness = cv2.blur(cv2.subtract(red, cv2.min(blue, green)), (3, 3))
    seal = (redness > _RED).astype(np.uint8)
    if float(np.mean(seal)) < _LEAST_SEAL:
        return light
    around = cv2.dilate(seal, np.ones((_REACH, _REACH), np.uint8)) > 0
    lifted = cv2.addWeighted(_lifted(red, redness, around), 0.5, _lifted(light, redness, around), 0.5, 0)
    return np.where(around, lifted, light)


def _lifted(channel: Pixels, redness: Pixels, around: NDArray[np.bool_]) -> Pixels:
    """Return a channel without the seal: of each redness most is paper, and paper is to be white.

    The red light knows least of the seal, but pictures are stored with coarse colours: only their brightness is sharp.
    """
    step = redness[around] // (256 // _STEPS)
    inside = channel[around]
    some = [inside[step == number] for number in range(_NO_SEAL, _STEPS)]
    found = [float(np.percentile(part, _MOST_IS_PAPER)) if len(part) else _WHITE for part in some]
    paper = np.minimum.accumulate(np.maximum([_WHITE] * _NO_SEAL + found, 1.0))
    middles = (np.arange(_STEPS) + 0.5) * (256 / _STEPS)
    factor = np.interp(np.arange(256), middles, _WHITE / paper).astype(np.float32)
    return np.minimum(channel * factor[redness], _WHITE).astype(np.uint8)


def _even(channel: Pixels) -> Pixels:
    """Return a channel in which paper is white everywhere."""
    return cv2.multiply(channel, _WHITE / np.maximum(_paper(channel), 1.0), dtype=cv2.CV_8U)


def _paper(grey: Pixels) -> NDArray[np.float32]:
    """Return the brightness of the paper at each place, from a small copy in which print is closed away."""
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_PAPER_SIDE, _PAPER_SIDE))
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel)
    return cv2.resize(cv2.GaussianBlur(closed, (0, 0), _PAPER_SIDE / 2), (width, height)).astype(np.float32)
