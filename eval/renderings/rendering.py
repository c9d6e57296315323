"""A written rendering, and where in it the words of the content stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from extractor.eval.renderings.places import Places, Spot, around, by_line, standing
from extractor.records.evidence import Box

Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]
"""A projection of the plane: points of a digital page → points of the page that shows its image."""


class PageBox(NamedTuple):
    """A place in a written file: page from 1; left, top, right, bottom in page points."""

    page: int
    box: Box


@dataclass(frozen=True)
class Rendering:
    """A written file.

    `places` says where the characters stand on the digital pages, `views` for a scan how each of them lies in its
    picture, `shown_on` which page of the file shows it, where that has another number, `seals` where seals were
    stamped. All are empty for formats without pages.
    """

    path: Path
    places: Places = field(default_factory=dict, repr=False)
    views: tuple[Matrix, ...] = field(default=(), repr=False)
    seals: tuple[PageBox, ...] = ()
    shown_on: tuple[int, ...] = ()

    def boxes(self, block: int, row: int | None, col: int | None, quote: str) -> tuple[PageBox, ...]:
        """Return where the words `quote` are printed in the paragraph `block`, or in its cell (`row`, `col`), from 0.

        One box for each printed line, for each time that the words stand there; white space does not count, and a
        figure is not found inside a longer one. Empty if the words do not stand there, and for formats without pages.
        """
        return tuple(self._boxes(block, row, col, quote))

    def _boxes(self, block: int, row: int | None, col: int | None, quote: str) -> Iterator[PageBox]:
        for run in self.places.get(Spot(block, row, col), ()):
            for words in standing(run, quote):
                for line in by_line(words):
                    yield self.seen(PageBox(line[0].page, around(line)))

    def seen(self, place: PageBox) -> PageBox:
        """Return where a place of the digital page lies in this file: the box around its four corners."""
        if not self.views:
            return place
        view = self.views[place.page - 1]
        left, top, right, bottom = place.box
        corners = [_project(view, x, y) for x in (left, right) for y in (top, bottom)]
        xs, ys = zip(*corners, strict=True)
        page = self.shown_on[place.page - 1] if self.shown_on else place.page
        return PageBox(page, (min(xs), min(ys), max(xs), max(ys)))


def _project(view: Matrix, x: float, y: float) -> tuple[float, float]:
    across, down, scale = (row[0] * x + row[1] * y + row[2] for row in view)
    return across / scale, down / scale
