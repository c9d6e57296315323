"""A page of a PDF, or an image file, as an array of pixels; never larger than a page needs to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pymupdf

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[Any]  # of np.uint8; OpenCV does not say of which type its results are

POINTS = 72.0
"""Points to the inch."""

_COARSEST, _FINEST = 200.0, 300.0
_LONGEST_SIDE = 4200
_SMALLEST_PAPER, _LARGEST_PAPER = 500.0, 1700.0
_USUAL_PAPER = 842.0
"""The longer side of paper in points: from A5 to A2, usually A4. A page beyond that states no honest size."""

MOST_BYTES = 450_000_000
"""An image that takes more room than that is not unpacked: a page in colour at 1200 dpi just fits."""


class Picture(NamedTuple):
    """The pixels of a page (height × width × blue, green, red).

    `scale` is how many of them lie on a point of the paper, `zoom` how many on a point of the page: these differ where
    a page states no honest size, as photographs do. `back` leads from the pixels of a sheet that was cut out of a
    photograph to those of the photograph.
    """

    pixels: Pixels
    scale: float
    zoom: float
    back: NDArray[np.float64] | None = None


def is_too_large(page: Any) -> bool:
    """Say whether an image of a page takes more memory than it may, unpacked."""
    sizes = (item["width"] * item["height"] * max(item["colorspace"], 1) for item in page.get_image_info())
    return max(sizes, default=0) > MOST_BYTES


def picture_of(page: Any) -> Picture:
    """Return the picture of a page at the resolution of its scan, between 200 and 300 dpi, at most 4200 pixels long."""
    side = max(page.rect.width, page.rect.height)
    paper = side if _SMALLEST_PAPER <= side <= _LARGEST_PAPER else _USUAL_PAPER
    stretch = paper / side
    native = max((_resolution(page, item) for item in page.get_image_info()), default=_COARSEST) / stretch
    dpi = min(max(native, _COARSEST), _FINEST, _LONGEST_SIDE / paper * POINTS)
    zoom = dpi / POINTS * stretch
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
    pixels = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, pixmap.n)
    zoom = pixmap.width / page.rect.width
    return Picture(_colours(pixels), zoom / stretch, zoom)


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
