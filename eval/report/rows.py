"""What the tables and plots are made of: all measurements of one rendering under one reader, added up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.eval.report import words
from extractor.eval.result import Measurement, total

What = Callable[[Measurement], float | None]
"""Takes one score out of a measurement, None when it was not scored."""

Interval = Callable[[Sequence[Measurement], What], tuple[float, float] | None]
"""Gives the bootstrap interval of a score over reports, None when there are too few."""

ALL = ""
"""The rendering of a row that adds up all renderings."""


@dataclass(frozen=True)
class Row:
    """One rendering under one reader: what could be measured, its sum, its F1 interval, and how many failed."""

    rendering: str
    reader: str
    done: tuple[Measurement, ...]
    failed: int
    sums: Measurement
    span: tuple[float, float] | None

    @property
    def name(self) -> str:
        """What the rendering is called."""
        return words.rendering(self.rendering) if self.rendering else "合计"


def f1(measured: Measurement) -> float | None:
    """Return the F1 of the figures, 0–1."""
    return measured.figures.f1


def readers(measured: Sequence[Measurement]) -> list[str]:
    """Return the readers, in the order in which tables list them."""
    return sorted({one.reader for one in measured}, key=lambda name: words.rank(name, words.READERS))


def renderings(measured: Sequence[Measurement]) -> list[str]:
    """Return the renderings, in the order in which tables list them."""
    return sorted({one.rendering for one in measured}, key=lambda name: words.rank(name, words.RENDERINGS))


def rows(measured: Sequence[Measurement], interval: Interval | None = None) -> list[Row]:
    """Return a row for each rendering and reader that was measured."""
    found = []
    for rendering in renderings(measured):
        for reader in readers(measured):
            cell = [one for one in measured if (one.rendering, one.reader) == (rendering, reader)]
            found += [row(cell, rendering, interval)] if cell else []
    return found


def totals(measured: Sequence[Measurement], interval: Interval | None = None) -> list[Row]:
    """Return a row for each reader over all its renderings."""
    return [row([one for one in measured if one.reader == reader], ALL, interval) for reader in readers(measured)]


def row(measured: Sequence[Measurement], rendering: str, interval: Interval | None = None) -> Row:
    """Add up measurements of one reader; at least one is needed."""
    done = tuple(one for one in measured if not one.failed)
    span = interval(done, f1) if interval and done else None
    if span and span[0] == span[1]:
        span = None  # all reports alike: drawing among them says nothing of others
    return Row(rendering, measured[0].reader, done, len(measured) - len(done), total(done), span)
