"""Scans of a digital PDF: a picture a page, worse from level to level, with the place of every word kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pymupdf

from extractor.eval.renderings import dirt
from extractor.eval.renderings.imaging import (
    POINTS,
    Image,
    Projection,
    black_and_white,
    jpeg,
    page_image,
    scaled,
    write_pictures,
)
from extractor.eval.renderings.pdf import Paper
from extractor.eval.renderings.rendering import Matrix, PageBox, Rendering
from extractor.eval.renderings.seal import Seal, seals_of, stamped

Dirt = Callable[[Image, np.random.Generator], dirt.Dirty]


@dataclass(frozen=True)
class _Level:
    """How a page becomes a picture.

    It is drawn at `drawn` dots an inch, stamped if `sealed`, made dirty, and stored at `dpi` as a JPEG of a `quality`,
    without one in black and white. Levels with the same `dice` lie and are sealed alike.
    """

    dirt: Dirt
    dpi: int
    dice: int
    drawn: int
    sealed: bool = False
    quality: int | None = None
    other: Dirt | None = None


_LEVELS = {
    "clean300": _Level(dirt.clean, 300, dice=11, drawn=300, quality=88, other=dirt.clean_grey),
    "office200": _Level(dirt.office, 200, dice=12, drawn=200, sealed=True, quality=40),
    "grey200": _Level(dirt.office_grey, 200, dice=12, drawn=200, sealed=True, quality=40),
    "open200": _Level(dirt.office, 200, dice=12, drawn=200, sealed=True, quality=40),
    "fax150": _Level(dirt.fax, 150, dice=13, drawn=300),
    "phone": _Level(dirt.phone, 290, dice=14, drawn=250, quality=80),
}


@dataclass(frozen=True)
class _Shot:
    """The picture of one page as a file, its size in points, and how the page lies in it (points to points)."""

    data: bytes
    width: float
    height: float
    view: Projection


def scan(paper: Paper, name: str, path: Path, seed: int) -> Rendering:
    """Write a scan of a digital PDF; memory holds one page at a time."""
    level = _LEVELS[name]
    if level.other and seed % 2:
        level = replace(level, dirt=level.other)
    views: list[Matrix] = []
    with pymupdf.open(stream=paper.data, filetype="pdf") as file:
        sizes = [(page.rect.width, page.rect.height) for page in file]
        seals = seals_of(paper.places, sizes, seed) if level.sealed else {}

        def pictures() -> Iterator[tuple[bytes, float, float]]:
            for number, page in enumerate(file, start=1):
                shot = _shot(page, level, seals.get(number), np.random.default_rng([seed, level.dice, number]))
                views.append(_matrix(shot.view))
                yield shot.data, shot.width, shot.height

        write_pictures(pictures(), path)
    rendering = Rendering(path, paper.places, tuple(views))
    stamps = tuple(rendering.seen(PageBox(page, seal.box)) for page, seal in seals.items())
    return Rendering(path, paper.places, tuple(views), stamps)


def _shot(page: pymupdf.Page, level: _Level, seal: Seal | None, dice: np.random.Generator) -> _Shot:
    image = page_image(page, level.drawn)
    if seal:
        image = stamped(image, seal, level.drawn, dice)
    image, view = level.dirt(image, dice)
    data = jpeg(image, level.quality) if level.quality else black_and_white(image)
    height, width = (side * POINTS / level.dpi for side in image.shape[:2])
    return _Shot(data, width, height, scaled(POINTS / level.dpi) @ view @ scaled(level.drawn / POINTS))


def _matrix(view: Projection) -> Matrix:
    a, b, c = ((float(row[0]), float(row[1]), float(row[2])) for row in view)
    return a, b, c
