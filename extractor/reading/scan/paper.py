"""The page as it came, seen through its straightened picture: any place of it, as fine as it was scanned."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from extractor.reading.scan.grey_seal import bared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from extractor.reading.scan.image import Pixels

_WHITE = 255
_PAPER = 92
"""Percentile of the brightness of a place that is paper."""

_GONE, _WAS_THERE = 225, 190
"""Where ink is lighter than the one and the page darker than the other, something was lifted off."""

_LEAST_SEALED = 0.01
"""Share of a place that a seal must cover."""

Place = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the straightened picture."""


class Paper(NamedTuple):
    """The colours of a page; its ink, the way from pixels of the ink to those of the page, and pixels to its point."""

    pixels: Pixels
    ink: Pixels
    back: NDArray[np.float64]
    scale: float

    def colours(self, place: Place, zoom: float = 1.0) -> Pixels:
        """Return a place of the page as it came, upright, `zoom` times as large, its paper white."""
        left, top, right, bottom = place
        size = max(1, round((right - left) * zoom)), max(1, round((bottom - top) * zoom))
        way = self.back @ np.array([[1 / zoom, 0, left], [0, 1 / zoom, top], [0, 0, 1]])
        flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
        part = cv2.warpPerspective(self.pixels, way, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
        paper = np.maximum(np.percentile(part.reshape(-1, 3), _PAPER, axis=0), 1.0)
        return np.asarray(np.minimum(part * (_WHITE / paper), _WHITE), np.uint8)

    def lifted(self, place: Place) -> float:
        """Return the share of a place from which something darker than paper was lifted off, such as a seal."""
        left, top, right, bottom = place
        ink = cv2.dilate(255 - self.ink[top:bottom, left:right], np.ones((3, 3), np.uint8))
        if not ink.size:
            return 0.0
        was_there = cv2.blur(self.colours(place).min(axis=2), (3, 3)) < _WAS_THERE
        return float(np.mean(was_there & (ink < _WHITE - _GONE)))

    def looks(self, place: Place, zoom: float = 2.0) -> list[Pixels]:
        """Return grey pictures of a place, larger than the page was read: its ink, and the page in red light.

        Red light sees no red seal, and of a page in grey it is all there is. Where a seal is left in it, a third
        picture is without the seal by another way than the ink is, and the last is between the two.
        """
        left, top, right, bottom = place
        part = self.ink[max(0, top) : bottom, max(0, left) : right]
        size = max(1, round(part.shape[1] * zoom)), max(1, round(part.shape[0] * zoom))
        ink, red = cv2.resize(part, size, interpolation=cv2.INTER_CUBIC), self.colours(place, zoom)[:, :, 2]
        is_sealed = red.shape == ink.shape and np.mean((red < _WAS_THERE) & (ink > _GONE)) > _LEAST_SEALED
        if not is_sealed:
            return [ink, red]
        alone = bared(red, self.scale * zoom)
        return [ink, red, alone, cv2.addWeighted(alone, 0.5, ink, 0.5, 0)]
