"""Two facing pages on one picture: an opened report with its halves bent, or two sheets side by side on the glass."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from extractor.eval.renderings import dirt
from extractor.eval.renderings.imaging import Field, Image, Projection, lit, moved, projected, turned

_BENT = 0.016
"""By how much of its height a corner of an open page is moved: pages rise to the fold, each in its own way."""

_ASKEW = 0.6
"""Degrees by which each of two sheets lies askew on the glass."""

_DARKEST, _REACH = (0.15, 0.45), (0.008, 0.025)
"""The light that the fold takes away at most, and how far its shadow reaches, in widths of the opening."""

_CAMERA = (4032, 3024)
_LID, _EDGE = (226, 227, 225), (186, 187, 185)


class Opening(NamedTuple):
    """A picture of two facing pages, and how each of them lies in it (pixels to pixels)."""

    image: Image
    views: tuple[Projection, ...]


def photographed(left: Image, right: Image, dice: np.random.Generator) -> Opening:
    """Return a photograph of an open report on a desk: the fold in its middle, its shadow to both sides."""
    height, width = left.shape[:2]
    size = (2 * width, height)
    bent = dice.uniform(0, _BENT * height, (4, 2))
    fold = [(width, 0), (width, height)]
    outer = [bent[0], (bent[1][0], height - bent[1][1]), size - bent[2], (size[0] - bent[3][0], bent[3][1])]
    views = (_onto(left, [outer[0], *fold, outer[1]]), _onto(right, [fold[0], outer[3], outer[2], fold[1]]))
    image, paper = np.zeros((height, size[0], 3), np.uint8), np.zeros((height, size[0]), np.uint8)
    for page, view in zip((left, right), views, strict=True):
        image = np.maximum(image, projected(page, view, size, (0, 0, 0)))
        paper = np.maximum(paper, projected(np.full(page.shape[:2], 255, np.uint8), view, size, (0, 0, 0)))
    seen = dirt.photographed(lit(image, _shadow(size, dice)), paper, _CAMERA, dice)
    return Opening(seen.image, tuple(seen.view @ view for view in views))


def scanned(left: Image, right: Image, dice: np.random.Generator) -> Opening:
    """Return two sheets on the glass of an office machine, each a little askew, a thin shadow where it ends."""
    height, width = left.shape[:2]
    views: list[Projection] = []
    halves: list[Image] = []
    for page in (left, right):
        view = turned(dice.uniform(-_ASKEW, _ASKEW), page)
        edged = cv2.rectangle(page.copy(), (0, 0), (width - 1, height - 1), _EDGE, 2)
        halves.append(projected(np.asarray(edged, np.uint8), view, (width, height), _LID))
        views.append(moved(width * len(views), 0) @ view)
    seen = dirt.office(np.hstack(halves), dice)
    return Opening(seen.image, tuple(seen.view @ view for view in views))


def _onto(page: Image, corners: list[tuple[float, float]]) -> Projection:
    """Return the projection of a page onto four corners, clockwise from the upper left one."""
    height, width = page.shape[:2]
    whole = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(whole, np.array(corners, np.float32)), np.float64)


def _shadow(size: tuple[int, int], dice: np.random.Generator) -> Field:
    """Return the light over an opening (width, height): darker towards the fold, more so on one side of it."""
    off = np.linspace(-1, 1, size[0] // 4, dtype=np.float32) / 2
    reach, darkest = dice.uniform(*_REACH), dice.uniform(*_DARKEST)
    one_sided = np.where(off < 0, 1.0, dice.uniform(0.4, 1.0))
    light = 1 - darkest * one_sided * np.exp(-np.abs(off) / reach)
    return np.asarray(np.repeat(light[None, :], 4, axis=0), np.float32)
