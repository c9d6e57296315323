"""A look at single places of scanned pages again, finer than the page was read: what stands there by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np
import pymupdf

from extractor.reading.scan.ink import ink_of
from extractor.reading.scan.letters import spread
from extractor.reading.scan.paper import Paper
from extractor.reading.scan.second import folded
from extractor.reading.scan.signs import FIGURE, repaired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.reading.scan.image import Pixels
    from extractor.reading.scan.recognise import Recogniser
    from extractor.records.evidence import Box

_DPI = 400.0
_USUAL_PAPER = 842.0
"""The longer side of paper in points: a page much larger states no honest size."""

_BESIDE, _ABOVE = 0.35, 0.15
"""Margins of a place, in its height."""

_UPRIGHT = 1.5
_SURE = 0.9
_WIDTH = 320


class Seen(NamedTuple):
    """The figures that one look finds at a place, without differences of width, and how sure it is, from 0 to 1."""

    figures: tuple[str, ...]
    sure: float


def seen_at(page: Any, box: Box, recogniser: Recogniser) -> list[Seen]:
    """Return what looks at a place of a page of PyMuPDF read; `box` is in points of the page as it is displayed.

    A place that is taller than wide is print that lies on its side. Looks that are not sure are left out.
    """
    pixels, zoom = _picture(page, box)
    tall = pixels.shape[0] > _UPRIGHT * pixels.shape[1]
    turned = [np.ascontiguousarray(np.rot90(pixels, turn)) for turn in ((1, 3) if tall else (0,))]
    found = [list(_looks(one, zoom, recogniser)) for one in turned]
    best = max(found, key=lambda looks: sum(look.sure for look in looks))
    return [look for look in best if look.sure >= _SURE]


def _picture(page: Any, box: Box) -> tuple[Pixels, float]:
    """Return the pixels of a place with a margin, blue first, and how many lie on a point of the page."""
    left, top, right, bottom = box
    height = min(bottom - top, right - left)
    beside, above = _BESIDE * height, _ABOVE * height
    clip = pymupdf.Rect(left - beside, top - above, right + beside, bottom + above) & page.rect
    zoom = _DPI / 72 * min(1.0, _USUAL_PAPER / max(page.rect.width, page.rect.height))
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), clip=clip, alpha=False)
    pixels = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, pixmap.n)
    return (np.repeat(pixels, 3, axis=2) if pixmap.n == 1 else np.ascontiguousarray(pixels[:, :, 2::-1])), zoom


def _looks(pixels: Pixels, zoom: float, recogniser: Recogniser) -> Iterator[Seen]:
    paper = Paper(pixels, _ink(pixels), np.eye(3), zoom)
    place = (0, 0, pixels.shape[1], pixels.shape[0])
    for look in paper.looks(place, 1.0):
        text, sure = recogniser.strip(look)
        line = folded(repaired(spread(text, sure, place)))
        yield Seen(figures_of(line), sure)


def _ink(pixels: Pixels) -> Pixels:
    """Return the ink of a small part of a page; white around it stands for the paper that it was cut from."""
    edge = _WIDTH
    framed = cv2.copyMakeBorder(pixels, edge, edge, edge, edge, cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(ink_of(framed)[edge:-edge, edge:-edge])


def figures_of(line: str) -> tuple[str, ...]:
    """Return the figures of a line without what stands behind them by chance."""
    return tuple(match.group().rstrip(".,") for match in FIGURE.finditer(line))
