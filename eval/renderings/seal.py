"""Round red seals of units that do not exist, stamped over the figures of a report.

The names are ours and never those of the unit that reports: nobody's seal is imitated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from math import cos, pi, sin
from typing import NamedTuple

import cv2
import numpy as np
import pylopdf_fonts_zh_cn as noto
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from extractor.eval.renderings.imaging import POINTS, Field, Image, clouds
from extractor.eval.renderings.places import Glyph, Places, around
from extractor.records.evidence import Box

_UNITS = (
    "虚溪县档案样章管理局",
    "云湖市样例事务服务中心",
    "东篱县绩效演示办公室",
    "南柯区样本运输管理所",
    "乌有县示范教育发展中心",
)
_DIAMETER = 119.0
"""Points: 42 mm, as bureaus of a county have it."""

_DRAWN_AT = 900
"""Pixels across, in which a seal is drawn before it is made smaller."""

_RED = (198, 28, 40)
_TURN = 12.0
_TRIALS = 60
_TOUCHED = 0.12
"""Share of a character's box that ink must cover for the character to count as stamped over."""

_FEW = 6
"""Figures on a page below which no seal is stamped on it, unless no page has more."""


class Seal(NamedTuple):
    """A stamp on a page: which unit's, its middle in points, and how it is turned, in degrees."""

    unit: str
    x: float
    y: float
    turn: float

    @property
    def box(self) -> Box:
        """Where it stands on the page, in points."""
        half = _DIAMETER / 2
        return self.x - half, self.y - half, self.x + half, self.y + half


def seals_of(places: Places, sizes: list[tuple[float, float]], seed: int) -> dict[int, Seal]:
    """Choose pages (from 1) to be sealed and a place on each where ink covers figures of a table.

    `sizes` are the widths and heights of the pages in points. At least one page is sealed; in a report whose tables
    have no figures, one with figures in its sentences; none in a report without figures.
    """
    figures = _figures(places)
    most = max(map(len, figures.values()), default=0)
    dice = np.random.default_rng([seed, 1])
    chosen = {}
    for page, glyphs in figures.items():
        wanted = dice.random() < 1 / 2
        if len(glyphs) == most or (wanted and len(glyphs) >= _FEW):
            chosen[page] = _placed(glyphs, sizes[page - 1], np.random.default_rng([seed, 2, page]))
    return chosen


def stamped(image: Image, seal: Seal, dpi: int, dice: np.random.Generator) -> Image:
    """Return a page in colour with a seal on it: uneven ink through which the print shows."""
    ink = _worn(_turned(seal), dpi, dice)
    side = ink.shape[0]
    left, top = (round(at * dpi / POINTS) for at in seal.box[:2])
    under = image[top : top + side, left : left + side]
    ink = ink[: under.shape[0], : under.shape[1], None]
    red = np.array(_RED, np.float32) / 255
    result = image.copy()
    result[top : top + side, left : left + side] = np.rint(under * (1 - ink * (1 - red))).astype(np.uint8)
    return result


def covered(seal: Seal, glyphs: list[Glyph]) -> list[Glyph]:
    """Return the characters that its ink touches."""
    mask = cv2.resize(_turned(seal), (round(_DIAMETER), round(_DIAMETER)), interpolation=cv2.INTER_AREA)
    left, top = seal.box[:2]

    def touched(glyph: Glyph) -> bool:
        x0, y0, x1, y1 = (round(at - off) for at, off in zip(glyph.box, (left, top, left, top), strict=True))
        part = mask[max(y0, 0) : max(y1, 0), max(x0, 0) : max(x1, 0)]
        return part.size > 0 and float(part.mean()) > _TOUCHED

    return [glyph for glyph in glyphs if touched(glyph)]


def _figures(places: Places) -> dict[int, list[Glyph]]:
    """Return the digits on each page that has any: those in tables if there are tables with figures."""
    cells, prose = defaultdict[int, list[Glyph]](list), defaultdict[int, list[Glyph]](list)
    for spot, runs in places.items():
        found = prose if spot.row is None else cells
        for glyph in (glyph for run in runs for glyph in run if glyph.char.isdigit()):
            found[glyph.page].append(glyph)
    return dict(sorted((cells or prose).items()))


def _placed(glyphs: list[Glyph], size: tuple[float, float], dice: np.random.Generator) -> Seal:
    """Return the seal of several tries that covers most digits."""
    unit, turn = _UNITS[dice.integers(len(_UNITS))], float(dice.uniform(-_TURN, _TURN))
    tries = [Seal(unit, *_middle(glyphs, size, dice), turn) for _ in range(_TRIALS)]
    return max(tries, key=lambda seal: len(covered(seal, glyphs)))


def _middle(glyphs: list[Glyph], size: tuple[float, float], dice: np.random.Generator) -> tuple[float, float]:
    """Return a place not farther from a figure than a seal reaches, and on the page."""
    left, top, right, bottom = around((glyphs[dice.integers(len(glyphs))],))
    far, angle = dice.uniform(0, _DIAMETER / 2), dice.uniform(0, 2 * pi)
    edge = _DIAMETER / 2 + 4
    x, y = (left + right) / 2 + far * cos(angle), (top + bottom) / 2 + far * sin(angle)
    return float(np.clip(x, edge, size[0] - edge)), float(np.clip(y, edge, size[1] - edge))


def _worn(mask: Field, dpi: int, dice: np.random.Generator) -> Field:
    """Return how much ink lies where, from 0 to 1: thinner in patches, missing in grains of the paper."""
    side = round(_DIAMETER * dpi / POINTS)
    ink = cv2.resize(mask, (side, side), interpolation=cv2.INTER_AREA)
    patches = 0.55 + 0.4 * clouds((side, side), 6, dice)
    grain = cv2.GaussianBlur(dice.standard_normal((side, side), np.float32), (0, 0), dpi / 240)
    holes = np.clip(1.15 - 2.2 * np.clip(grain - 0.35, 0, 1), 0, 1)
    return np.asarray(ink * patches * holes, np.float32)


def _turned(seal: Seal) -> Field:
    middle = _DRAWN_AT / 2
    matrix = cv2.getRotationMatrix2D((middle, middle), seal.turn, 1.0)
    return np.asarray(cv2.warpAffine(_drawn(seal.unit), matrix, (_DRAWN_AT, _DRAWN_AT)), np.float32)


@lru_cache(maxsize=8)
def _drawn(unit: str) -> Field:
    """Return a seal as it is cut: the ring, the star, and the name on an arc; 1 where there is ink."""
    sheet = Picture.new("L", (_DRAWN_AT, _DRAWN_AT))
    draw = ImageDraw.Draw(sheet)
    radius = _DRAWN_AT / 2
    draw.ellipse((3, 3, _DRAWN_AT - 3, _DRAWN_AT - 3), outline=255, width=round(0.058 * radius))
    draw.polygon(list(_star(radius, 0.34 * radius)), fill=255)
    for char, angle in zip(unit, _angles(len(unit)), strict=True):
        tile = _tile(char, round(0.27 * radius), round(0.34 * radius)).rotate(
            -angle, expand=True, resample=Picture.Resampling.BICUBIC
        )
        x = radius + 0.74 * radius * sin(angle * pi / 180) - tile.width / 2
        y = radius - 0.74 * radius * cos(angle * pi / 180) - tile.height / 2
        sheet.paste(255, (round(x), round(y)), tile)
    return np.asarray(np.asarray(sheet, np.float32) / 255, np.float32)


def _angles(count: int) -> Iterator[float]:
    """Yield degrees from the top, clockwise, for the characters of a name."""
    step = min(26.0, 250.0 / count)
    return ((number - (count - 1) / 2) * step for number in range(count))


def _star(middle: float, radius: float) -> Iterator[tuple[float, float]]:
    for corner in range(10):
        far = radius if corner % 2 == 0 else radius * 0.382
        yield middle + far * sin(corner * pi / 5), middle - far * cos(corner * pi / 5)


def _tile(char: str, width: int, height: int) -> Picture.Image:
    """Return a character drawn to fill a tile: narrow and tall, as on seals."""
    font = ImageFont.truetype(str(noto.serif_path()), height * 2)
    left, top, right, bottom = (round(at) for at in font.getbbox(char, stroke_width=height // 24))
    tile = Picture.new("L", (right - left, bottom - top))
    ImageDraw.Draw(tile).text((-left, -top), char, 255, font, stroke_width=height // 24)
    return tile.resize((width, height), Picture.Resampling.LANCZOS)
