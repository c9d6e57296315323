"""Scans of a digital PDF: a picture a page, or of two facing ones, with the place of every word kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pymupdf

from extractor.eval.renderings import dirt, opening
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
Facing = Callable[[Image, Image, np.random.Generator], opening.Opening]


@dataclass(frozen=True)
class _Level:
    """How a page becomes a picture.

    It is drawn at `drawn` dots an inch, stamped if `sealed`, made dirty, and stored at `dpi` as a JPEG of a `quality`,
    without one in black and white. Levels with the same `dice` lie and are sealed alike. With `facing` two upright
    pages come on one picture; pages laid across have one each. `other` is what every other office does.
    """

    dirt: Dirt
    dpi: int
    dice: int
    drawn: int
    sealed: bool = False
    quality: int | None = None
    other: Dirt | None = None
    facing: Facing | None = None
    other_facing: Facing | None = None


_LEVELS = {
    "clean300": _Level(dirt.clean, 300, dice=11, drawn=300, quality=88, other=dirt.clean_grey),
    "office200": _Level(dirt.office, 200, dice=12, drawn=200, sealed=True, quality=40),
    "grey200": _Level(dirt.office_grey, 200, dice=12, drawn=200, sealed=True, quality=40),
    "open200": _Level(dirt.office, 200, dice=12, drawn=200, sealed=True, quality=40),
    "fax150": _Level(dirt.fax, 150, dice=13, drawn=300),
    "phone": _Level(dirt.phone, 290, dice=14, drawn=250, quality=80),
    "spread": _Level(
        dirt.office, 200, dice=15, drawn=200, quality=70, facing=opening.photographed, other_facing=opening.scanned
    ),
}


@dataclass(frozen=True)
class _Shot:
    """A picture as a file, its size in points, and how each of its pages lies in it (points to points)."""

    data: bytes
    width: float
    height: float
    views: tuple[Projection, ...]


def scan(paper: Paper, name: str, path: Path, seed: int) -> Rendering:
    """Write a scan of a digital PDF; memory holds one picture at a time."""
    level = _LEVELS[name]
    if seed % 2:
        level = replace(level, dirt=level.other or level.dirt, facing=level.other_facing)
    views: list[Matrix] = []
    with pymupdf.open(stream=paper.data, filetype="pdf") as file:
        sizes = [(page.rect.width, page.rect.height) for page in file]
        seals = seals_of(paper.places, sizes, seed) if level.sealed else {}
        shown = _shown_together(sizes, level)

        def pictures() -> Iterator[tuple[bytes, float, float]]:
            for numbers in shown:
                dice = np.random.default_rng([seed, level.dice, numbers[0]])
                shot = _shot(
                    [_drawn(file[number - 1], level, seals.get(number), dice) for number in numbers], level, dice
                )
                views.extend(_matrix(view) for view in shot.views)
                yield shot.data, shot.width, shot.height

        write_pictures(pictures(), path)
    shown_on = tuple(at for at, numbers in enumerate(shown, start=1) for _ in numbers)
    rendering = Rendering(path, paper.places, tuple(views), shown_on=shown_on)
    stamps = tuple(rendering.seen(PageBox(page, seal.box)) for page, seal in seals.items())
    return replace(rendering, seals=stamps)


def _shown_together(sizes: Sequence[tuple[float, float]], level: _Level) -> list[tuple[int, ...]]:
    """Return the numbers of the pages (from 1) on each picture."""
    numbers = range(1, len(sizes) + 1)
    if not level.facing or any(width > height for width, height in sizes):
        return [(number,) for number in numbers]
    return [tuple(numbers[at : at + 2]) for at in range(0, len(numbers), 2)]


def _drawn(page: pymupdf.Page, level: _Level, seal: Seal | None, dice: np.random.Generator) -> Image:
    image = page_image(page, level.drawn)
    return stamped(image, seal, level.drawn, dice) if seal else image


def _shot(pages: Sequence[Image], level: _Level, dice: np.random.Generator) -> _Shot:
    """Return the picture of a page, or of two; the last page of a report may face an empty one."""
    if level.facing and pages[0].shape[0] > pages[0].shape[1]:
        blank = np.full_like(pages[0], 255)
        image, views = level.facing(pages[0], [*pages, blank][1], dice)
        views = views[: len(pages)]
    else:
        image, view = level.dirt(pages[0], dice)
        views = (view,)
    data = jpeg(image, level.quality) if level.quality else black_and_white(image)
    height, width = (side * POINTS / level.dpi for side in image.shape[:2])
    onto, drawn = scaled(POINTS / level.dpi), scaled(level.drawn / POINTS)
    return _Shot(data, width, height, tuple(onto @ view @ drawn for view in views))


def _matrix(view: Projection) -> Matrix:
    a, b, c = ((float(row[0]), float(row[1]), float(row[2])) for row in view)
    return a, b, c
