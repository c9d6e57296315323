"""Ink → the ruling lines of tables, in pixels: broken, doubled and slightly slanted lines are found as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from extractor.reading.pdf.grid import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.records.document import Word
    from extractor.records.evidence import Box
    from extractor.reading.scan.image import Pixels

# In points, as the eye sees them on paper.
_SHORTEST = 15.0
_STROKE = 6.0
_BREAK = 4.0
_THICKEST = 3.0
_SLANT = 1.2
_DARK = 150
_MOSTLY = 0.6


def rules_of(ink: Pixels, scale: float) -> tuple[list[Rule], list[Rule]]:
    """Return the horizontal and the vertical rules; `scale` is pixels to the point."""
    dark = np.where(ink < _DARK, np.uint8(255), np.uint8(0))
    return _along(dark, scale), _along(np.ascontiguousarray(dark.T), scale)


def _along(dark: Pixels, scale: float) -> list[Rule]:
    """Return the horizontal rules of a black-and-white picture (ink is white)."""
    slack = max(1, round(_SLANT * scale))
    thick = cv2.dilate(dark, np.ones((slack, 1), np.uint8))
    strokes = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, max(3, round(_STROKE * scale))), np.uint8))
    closed = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, np.ones((1, max(1, round(_BREAK * scale))), np.uint8))
    long = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, max(3, round(_SHORTEST * scale))), np.uint8))
    count, _, stats, centres = cv2.connectedComponentsWithStats(long, connectivity=8)
    most = (_THICKEST + _SLANT) * scale + slack
    return [
        Rule(float(centres[n][1]), float(stats[n][cv2.CC_STAT_LEFT]),
             float(stats[n][cv2.CC_STAT_LEFT] + stats[n][cv2.CC_STAT_WIDTH]))
        for n in range(1, count)
        if stats[n][cv2.CC_STAT_HEIGHT] <= max(most, stats[n][cv2.CC_STAT_WIDTH] * 0.01)
    ]  # fmt: skip


def outside_letters(rules: Sequence[Rule], letters: Sequence[Word], *, level: bool) -> list[Rule]:
    """Drop the rules that are strokes of letters: most of their length lies inside the boxes of letters."""
    spans = sorted(_span(letter.box, level=level) for letter in letters)
    kept = []
    for rule in rules:
        covered = sum(
            max(0.0, min(rule.end, end) - max(rule.start, start))
            for low, high, start, end in spans
            if low < rule.at < high and end > rule.start and start < rule.end
        )
        if covered < _MOSTLY * (rule.end - rule.start):
            kept.append(rule)
    return kept


def _span(box: Box, *, level: bool) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    return (top, bottom, left, right) if level else (left, right, top, bottom)
