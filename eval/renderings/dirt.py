"""What machines do to paper: each function takes a clean page in colour and returns the picture that is stored.

Random numbers come from the caller, so that the same numbers give the same picture.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extractor.eval.renderings.imaging import (
    POINTS,
    Field,
    Image,
    Projection,
    blurred,
    clouds,
    lit,
    moved,
    noisy,
    projected,
    scaled,
    toned,
    turned,
)

_SKEW = 1.5
_LID = (226, 227, 225)
"""Colour of the lid of a scanner, seen beside paper that lies askew."""


_LAMP = (0.15, 0.6, 0.25)
"""Red, green, blue: a machine that scans in grey has a green lamp rather than an eye."""

_PRINT = 140
"""Darker than this is print."""

_SPECKS, _HOLES = 0.0007, 0.012
"""Shares of the white and of the black dots that a fax turns over."""

_CLEARANCE = 4.0
"""Points around print in which no dust lies: a dot beside a figure would be a point, and nobody could tell."""


class Dirty(NamedTuple):
    """A picture and how the clean page lies in it (pixels to pixels)."""

    image: Image
    view: Projection


def clean(image: Image, dice: np.random.Generator) -> Dirty:
    """Return a good scan: hardly turned, faint paper and grain."""
    image, view = _laid(image, dice.uniform(-0.25, 0.25), 0.0, dice, (252, 252, 252))
    image = toned(blurred(image, 0.55), (22, 22, 24), (252, 251, 248))
    return Dirty(noisy(image, 2.0, dice), view)


def clean_grey(image: Image, dice: np.random.Generator) -> Dirty:
    """Return the same good scan in grey."""
    scanned, view = clean(image, dice)
    return Dirty(np.asarray(cv2.cvtColor(scanned, cv2.COLOR_RGB2GRAY), np.uint8), view)


def office(image: Image, dice: np.random.Generator) -> Dirty:
    """Return a scan of a worn office machine: askew, soft, uneven light, grain and dust."""
    return Dirty(*_office(image, dice))


def office_grey(image: Image, dice: np.random.Generator) -> Dirty:
    """Return the same scan in grey, in which a red seal is nearly black."""
    scanned, view = _office(image, dice)
    return Dirty(np.asarray(cv2.transform(scanned, np.array([_LAMP])), np.uint8), view)


def fax(image: Image, dice: np.random.Generator) -> Dirty:
    """Return a page in black and white at half the resolution: broken strokes, lost lines, specks."""
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)
    view = scaled(0.5, 0.5 * dice.uniform(0.994, 1.004)) @ turned(dice.uniform(-0.6, 0.6), image)
    height, width = (side // 2 for side in grey.shape)
    small = projected(blurred(grey, 1.1), view, (width, height), (255, 255, 255)).astype(np.float32)
    small += dice.standard_normal(small.shape, np.float32) * 13
    limit = 178 + 34 * (clouds((height, width), 9, dice) - 0.5)
    black = small < limit
    specks = (dice.random(black.shape, np.float32) < _SPECKS) & _clear(255 - 255 * black.astype(np.uint8), 150)
    black = specks | (black & (dice.random(black.shape, np.float32) > _HOLES))
    for row in dice.integers(0, height, 3):
        begin, length = dice.integers(0, width), dice.integers(width // 6, width // 2)
        black[row, begin : begin + length] = False
    return Dirty(np.where(black, 0, 255).astype(np.uint8), view)


def phone(image: Image, dice: np.random.Generator) -> Dirty:
    """Return a photograph: the page on a desk, seen aslant, in warm or cold light, with a shadow over a part of it."""
    size = (2400, 3200) if image.shape[0] > image.shape[1] else (3200, 2400)
    return photographed(image, np.full(image.shape[:2], 255, np.uint8), size, dice)


def photographed(image: Image, paper: Image, size: tuple[int, int], dice: np.random.Generator) -> Dirty:
    """Return a photograph of a size (width, height) of what lies on a desk; `paper` is 255 where there is paper."""
    view = _aslant(image, size, dice)
    cast = dice.choice([(236, 224, 200), (212, 222, 230), (228, 226, 206)])
    seen = toned(projected(image, view, size, (0, 0, 0)), (38, 36, 36), cast)
    sheet = projected(paper, view, size, (0, 0, 0))
    picture = _laid_on(_desk(size, dice), seen, sheet)
    return Dirty(noisy(blurred(lit(picture, _daylight(size, dice)), dice.uniform(0.9, 1.2)), 4.5, dice), view)


def _laid_on(desk: Image, paper: Image, sheet: Image) -> Image:
    """Return a desk with a paper on it, where `sheet` is white, and the shadow that the paper casts."""
    small = cv2.resize(sheet, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    cast = cv2.GaussianBlur(cv2.warpAffine(small, moved(4, 5)[:2], small.shape[::-1]), (0, 0), 4)
    shaded = lit(desk, np.asarray(1 - cast.astype(np.float32) * (0.45 / 255), np.float32))
    edge = blurred(sheet, 1.0).astype(np.float32) / 255
    return np.asarray(cv2.blendLinear(paper, shaded, edge, 1 - edge), np.uint8)


def _office(image: Image, dice: np.random.Generator) -> tuple[Image, Projection]:
    image, view = _laid(image, _SKEW * dice.choice([-1, 1]), 6.0, dice, _LID)
    image = toned(blurred(_dusty(image, 90, 200, dice), 0.7), (44, 42, 44), (245, 243, 237))
    light = 1 - 0.05 * clouds((120, 85), 3, dice)
    side = np.linspace(0, 1, 85, dtype=np.float32)
    light *= 1 - 0.16 * np.exp(-(side if dice.random() < 1 / 2 else side[::-1]) / 0.02)[None, :]
    image = noisy(lit(image, light.astype(np.float32)), 7.0, dice)
    return image, view


def _laid(
    image: Image, degrees: float, shift: float, dice: np.random.Generator, beside: tuple[int, int, int]
) -> tuple[Image, Projection]:
    """Lay a page askew on the glass; where the paper ends a thin shadow is seen."""
    height, width = image.shape[:2]
    view = moved(*dice.uniform(-shift, shift, 2)) @ turned(degrees, image)
    edged = image.copy()
    cv2.rectangle(edged, (0, 0), (width - 1, height - 1), tuple(value - 40 for value in beside), 2)
    return projected(edged, view, (width, height), beside), view


def _dusty(image: Image, grains: int, dpi: int, dice: np.random.Generator) -> Image:
    clear = _clear(np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8), dpi)
    for across, down, size, tone in dice.random((grains, 4)):
        x, y = int(across * clear.shape[1]), int(down * clear.shape[0])
        if clear[y, x]:
            cv2.circle(image, (x, y), int(3 * size), (int(60 + 110 * tone),) * 3, -1, cv2.LINE_AA)
    return image


def _clear(grey: Image, dpi: int) -> npt.NDArray[np.bool_]:
    """Return where no print is near."""
    side = 2 * round(_CLEARANCE * dpi / POINTS) + 1
    return np.asarray(cv2.erode(grey, np.ones((side, side), np.uint8))) > _PRINT


def _aslant(image: Image, size: tuple[int, int], dice: np.random.Generator) -> Projection:
    """Return how a page lies in a photograph: each corner moved by itself, a margin of desk around it."""
    height, width = image.shape[:2]
    fill = min(size[0] * 0.9 / width, size[1] * 0.9 / height)
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    middle = np.array([width / 2, height / 2])
    seen = (corners - middle) * fill + np.array(size) / 2
    seen += dice.uniform(-0.028, 0.028, (4, 2)) * size[0]
    return np.asarray(cv2.getPerspectiveTransform(corners, seen.astype(np.float32)), np.float64)


def _desk(size: tuple[int, int], dice: np.random.Generator) -> Image:
    """Return a wooden desk: streaks along its grain."""
    streaks = cv2.resize(clouds((64, 1024), 260, dice), size, interpolation=cv2.INTER_LINEAR)
    wood = 0.75 + 0.2 * streaks + 0.15 * clouds((size[1], size[0]), 4, dice)
    return np.asarray(cv2.merge([(wood * tone).astype(np.uint8) for tone in (142, 104, 72)]), np.uint8)


def _daylight(size: tuple[int, int], dice: np.random.Generator) -> Field:
    """Return the light on a desk: a window at one side, and the soft shadow of whoever holds the phone."""
    across, down = np.meshgrid(np.linspace(-1, 1, size[0] // 8), np.linspace(-1, 1, size[1] // 8))
    angle = dice.uniform(0, 2 * np.pi)
    window = 0.5 + 0.5 * np.tanh(across * np.cos(angle) + down * np.sin(angle))
    reach, angle = dice.uniform(0.1, 0.5), dice.uniform(0.2 * np.pi, 0.8 * np.pi)
    distance = across * np.cos(angle) + down * np.sin(angle) - reach
    shadow = 1 / (1 + np.exp(-distance / 0.09))
    return np.asarray((0.78 + 0.22 * window) * (1 - 0.33 * shadow), np.float32)
