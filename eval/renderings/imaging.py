"""Pages as pictures: arrays of bytes (rows, columns and, in colour, red green blue), and projections of the plane.

A projection is a 3×3 matrix on (x, y, 1); x runs right and y down from the upper left corner of the picture, and the
first pixel reaches from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pymupdf

Image = npt.NDArray[np.uint8]
Field = npt.NDArray[np.float32]
Projection = npt.NDArray[np.float64]

POINTS = 72.0
"""Points in an inch."""


def page_image(page: pymupdf.Page, dpi: int) -> Image:
    """Return a page in colour."""
    pixmap = page.get_pixmap(dpi=dpi, alpha=False)
    return np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3).copy()


def write_pictures(pictures: Iterable[tuple[bytes, float, float]], path: Path) -> None:
    """Write a PDF with one picture (a JPEG or PNG file, its width and height in points) a page and nothing else."""
    with pymupdf.open() as file:
        for data, width, height in pictures:
            file.new_page(width=width, height=height).insert_image((0, 0, width, height), stream=data)
        file.save(path, no_new_id=True)


def jpeg(image: Image, quality: int) -> bytes:
    """Return a JPEG file, its colours as coarse as scanners and phones store them."""
    return _encoded(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])


def black_and_white(image: Image) -> bytes:
    """Return a PNG file of one bit a pixel."""
    return _encoded(".png", image, [cv2.IMWRITE_PNG_BILEVEL, 1])


def _encoded(suffix: str, image: Image, options: list[int]) -> bytes:
    bgr = cv2.cvtColor(image, cv2.COLOR_RGB2BGR) if image.ndim > 2 else image  # noqa: PLR2004 - colour
    return bytes(cv2.imencode(suffix, bgr, options)[1])


def scaled(factor: float, down: float | None = None) -> Projection:
    """Return the projection that stretches, in height by another factor if one is given."""
    return np.diag([factor, factor if down is None else down, 1.0])


def moved(right: float, down: float) -> Projection:
    """Return the projection that shifts."""
    return np.array([[1.0, 0.0, right], [0.0, 1.0, down], [0.0, 0.0, 1.0]])


def turned(degrees: float, image: Image) -> Projection:
    """Return the projection that turns a picture around its middle, counter-clockwise as it is seen."""
    height, width = image.shape[:2]
    turn = np.eye(3)
    turn[:2] = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return turn


def projected(image: Image, view: Projection, size: tuple[int, int], border: tuple[int, int, int]) -> Image:
    """Return a picture of a size (width, height) onto which another is projected."""
    half = moved(0.5, 0.5)  # OpenCV has the first pixel reach from -0.5 to 0.5
    matrix = np.linalg.inv(half) @ view @ half
    return _bytes(cv2.warpPerspective(image, matrix, size, flags=cv2.INTER_LINEAR, borderValue=border))


def blurred(image: Image, sigma: float) -> Image:
    """Return a picture out of focus by so many pixels."""
    return _bytes(cv2.GaussianBlur(image, (0, 0), sigma))


def toned(image: Image, black: Iterable[float], white: Iterable[float]) -> Image:
    """Return a picture whose black and white have become these colours (one number a channel)."""
    ramp = np.linspace(0.0, 1.0, 256)[:, None]
    dark, light = np.array(list(black)), np.array(list(white))
    table = np.clip(dark + ramp * (light - dark), 0, 255).astype(np.uint8)
    return _bytes(cv2.LUT(image, table.reshape(256, 1, -1).squeeze() if image.ndim == 2 else table[:, None, :]))  # noqa: PLR2004


def lit(image: Image, light: Field) -> Image:
    """Return a picture under a light of 1 at most; the field may be smaller and is stretched."""
    full: Any = cv2.resize(light, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR)
    if image.ndim > 2:  # noqa: PLR2004 - colour
        full = cv2.merge([full] * 3)
    return _bytes(cv2.multiply(image, full, dtype=cv2.CV_8U))


def noisy(image: Image, sigma: float, dice: np.random.Generator) -> Image:
    """Return a picture with the grain of a sensor: the same in all colours."""
    grain = np.rint(dice.standard_normal(image.shape[:2], np.float32) * sigma).astype(np.int16)
    if image.ndim > 2:  # noqa: PLR2004 - colour
        grain = cv2.merge([grain] * 3)
    return _bytes(cv2.add(image, grain, dtype=cv2.CV_8U))


def clouds(shape: tuple[int, int], cells: int, dice: np.random.Generator) -> Field:
    """Return a field of values from 0 to 1 that change slowly: about `cells` times over its width."""
    down = max(2, round(cells * shape[0] / shape[1]))
    coarse = dice.random((down, max(2, cells)), np.float32)
    smooth = cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(smooth, 0, 1), np.float32)


def _bytes(image: Any) -> Image:
    return np.asarray(image, np.uint8)
