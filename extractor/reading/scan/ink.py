"""Colours → ink: what was printed black stays, a red seal, shadows, yellowed paper and what shines through go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from extractor.reading.scan.image import Pixels

_RED_OVER_OTHERS = 28
_PAPER_SIDE = 24
_WHITE = 255.0
_SHARE_OF_TEXT = 0.35


def ink_of(pixels: Pixels) -> Pixels:
    """Return a grey image with even white paper (255) in which only black print is dark.

    In the red channel a red seal is nearly as light as paper while black print under it stays dark. Paper is what is
    lightest around each place, so shadows and colour casts even out.
    """
    grey = _without_red(pixels)
    paper = _paper(grey)
    even = np.minimum(grey.astype(np.float32) * (_WHITE / np.maximum(paper, 1.0)), _WHITE)
    return even.astype(np.uint8)


def _without_red(pixels: Pixels) -> Pixels:
    """Return the red channel where the page has colours, else its brightness."""
    blue, green, red = cv2.split(pixels)
    other = cv2.max(blue, green)
    if float(np.mean(cv2.subtract(red, other) > _RED_OVER_OTHERS)) > 1e-4:  # noqa: PLR2004 - a seal is larger
        return red
    return cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)


def _paper(grey: Pixels) -> np.ndarray:
    """Return the brightness of the paper at each place, from a small copy in which print is closed away."""
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_PAPER_SIDE, _PAPER_SIDE))
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel)
    return cv2.resize(cv2.GaussianBlur(closed, (0, 0), _PAPER_SIDE / 2), (width, height)).astype(np.float32)
