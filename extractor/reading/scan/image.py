"""A page of a PDF, or an image file, as an array of pixels; never larger than a page needs to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

POINTS = 72.0
"""Points to the inch."""

_COARSEST, _FINEST = 200.0, 300.0
_LONGEST_SIDE = 4200


class Picture(NamedTuple):
    """The pixels of a page (height × width × blue, green, red) and how many of them lie on a point of the page."""

    pixels: Pixels
    scale: float


def picture_of(page: Any) -> Picture:
    """Return the picture of a page at the resolution of its scan, between 200 and 300 dpi, at most 4200 pixels long.

    A page that states no honest size (a photograph of 4000 points) is taken at what its side allows.
    """
    side = max(page.rect.width, page.rect.height)
    native = max((_resolution(page, item) for item in page.get_image_info()), default=_COARSEST)
    dpi = min(max(native, _COARSEST), _FINEST, _LONGEST_SIDE / side * POINTS)
    pixmap = page.get_pixmap(dpi=max(1, round(dpi)), alpha=False)
    pixels = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, pixmap.n)
    return Picture(_colours(pixels), pixmap.width / page.rect.width)


def _resolution(page: Any, item: dict[str, Any]) -> float:
    """Return the dpi of an image on the page; small ones such as a seal do not count."""
    left, top, right, bottom = item["bbox"]
    if (right - left) * (bottom - top) < page.rect.width * page.rect.height / 2:
        return 0.0
    return float(item["width"] / (right - left) * POINTS)


def _colours(pixels: Pixels) -> Pixels:
    """Return three channels in the order blue, green, red."""
    if pixels.shape[2] == 1:
        return np.repeat(pixels, 3, axis=2)
    return np.ascontiguousarray(pixels[:, :, 2::-1])
