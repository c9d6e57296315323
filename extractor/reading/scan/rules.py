"""Ink → the ruling lines of tables, in pixels: faint, broken and slightly slanted lines are found as well.

A rule is a ridge: darker than what lies just above and just below it, all along. So it is found however faint it is,
also under a grey seal, while the ring of a seal, the edge of a shadow and thick strokes are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from extractor.reading.pdf.grid import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from extractor.reading.scan.image import Pixels
    from extractor.records.document import Word
    from extractor.records.evidence import Box

    Places = NDArray[np.float64]

# In points, as the eye sees them on paper.
_SHORTEST = 9.0
_WINDOW = 6.0
_BREAK = 3.0
_ASIDE = 1.2
_GRAIN = 0.8

_FAINTEST = 20
_COVERED = 0.8
_MOSTLY, _PARTLY = 0.6, 0.3
_SHORT = 75.0
_LONGEST_GAP = 60.0
_SAME = 1.5
_GREY = 225
_FILLED = 0.93
_WHITE = 255


class Stroke(NamedTuple):
    """A straight stroke from (`start`, `low`) to (`end`, `high`), in pixels along and across its direction."""

    start: float
    low: float
    end: float
    high: float


def rules_of(ink: Pixels, scale: float) -> tuple[list[Rule], list[Rule]]:
    """Return the horizontal and the vertical rules; `scale` is pixels to the point."""
    across, down = strokes_of(ink, scale)
    return [_rule(stroke) for stroke in across], [_rule(stroke) for stroke in down]


def strokes_of(ink: Pixels, scale: float) -> tuple[list[Stroke], list[Stroke]]:
    """Return the nearly horizontal and the nearly vertical strokes; of the latter `start` and `end` are heights."""
    return _along(ink, scale), _along(np.ascontiguousarray(ink.T), scale)


def _rule(stroke: Stroke) -> Rule:
    return Rule((stroke.low + stroke.high) / 2, stroke.start, stroke.end)


def _along(ink: Pixels, scale: float) -> list[Stroke]:
    """Return the nearly horizontal strokes of a picture."""
    window, gap, least = (max(3, round(part * scale)) for part in (_WINDOW, _BREAK, _SHORTEST))
    ridge = _ridge(ink, max(2, round(_ASIDE * scale)), max(1, round(_GRAIN * scale)))
    covered = cv2.blur(ridge, (window, 1)) >= _COVERED * 255
    whole = cv2.dilate(covered.astype(np.uint8), np.ones((1, window), np.uint8)) * np.asarray(ridge > 0, np.uint8)
    closed = cv2.morphologyEx(whole, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    long = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    return _bridged(_fitted(long), ink, scale)


def _bridged(strokes: list[Stroke], ink: Pixels, scale: float) -> list[Stroke]:
    """Join pieces of one line over a gap that is dark all along, as where the ring of a seal runs with the line."""
    joined: list[Stroke] = []
    ends = np.empty((len(strokes), 2))
    for stroke in sorted(strokes):
        before = _before(stroke, ends[: len(joined)], scale)
        found = next((int(n) for n in before[::-1] if _is_dark(joined[n], stroke, ink)), len(joined))
        if found < len(joined):
            joined[found] = joined[found]._replace(end=stroke.end, high=stroke.high)
        else:
            joined.append(stroke)
        ends[found] = stroke.end, stroke.high
    return joined


def _before(stroke: Stroke, ends: NDArray[np.float64], scale: float) -> NDArray[np.intp]:
    """Return the numbers of the ends (along, across) that a stroke may go on from."""
    gap, aside = stroke.start - ends[:, 0], np.abs(stroke.low - ends[:, 1])
    return np.flatnonzero((gap >= 0) & (gap <= _LONGEST_GAP * scale) & (aside <= _SAME * scale))


def _is_dark(one: Stroke, other: Stroke, ink: Pixels) -> bool:
    """Say whether there is ink all along between the end of one stroke and the start of the other."""
    if all(_is_light(one, other, ink, share) for share in (0.4, 0.6)):
        return False
    xs = np.arange(int(one.end), max(int(other.start), int(one.end) + 1))
    ys = np.interp(xs, (one.end, other.start), (one.high, other.low)).astype(int)
    rows = np.clip(ys + np.arange(-1, 2)[:, None], 0, ink.shape[0] - 1)
    dark = ink[rows, np.clip(xs, 0, ink.shape[1] - 1)].min(axis=0) < _GREY
    return float(dark.mean()) >= _FILLED


def _is_light(one: Stroke, other: Stroke, ink: Pixels, share: float) -> bool:
    """Say whether there is no ink at a share of the way between two strokes."""
    x = min(int(one.end + share * (other.start - one.end)), ink.shape[1] - 1)
    y = int(one.high + share * (other.low - one.high))
    return bool(ink[max(0, y - 1) : y + 2, x].min(initial=_WHITE) >= _GREY)


def _ridge(ink: Pixels, aside: int, grain: int) -> Pixels:
    """Return in white what is darker than the ink a little above and a little below; grain is evened out."""
    even = cv2.blur(ink, (grain, 1))
    height = len(even)
    padded = cv2.copyMakeBorder(even, aside, aside, 0, 0, cv2.BORDER_CONSTANT, value=(0,))
    beside = cv2.min(padded[:height], padded[2 * aside :])
    ridge = np.where(cv2.subtract(beside, even) > _FAINTEST, np.uint8(255), np.uint8(0))
    return cv2.dilate(ridge, np.ones((3, 1), np.uint8))


def _fitted(mask: Pixels) -> list[Stroke]:
    """Return the straight line through each patch of a mask."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    if count < 2:  # noqa: PLR2004 - the first is the ground
        return []
    xs, ys = cv2.findNonZero(mask).reshape(-1, 2).T
    label = labels[ys, xs]
    number, sum_x, sum_y, sum_xx, sum_xy = (
        np.bincount(label, weights, count) for weights in (None, xs, ys, xs.astype(float) * xs, xs.astype(float) * ys)
    )
    spread = np.maximum(number * sum_xx - sum_x * sum_x, 1.0)
    slope = (number * sum_xy - sum_x * sum_y) / spread
    base = (sum_y - slope * sum_x) / np.maximum(number, 1)
    left = stats[:, cv2.CC_STAT_LEFT]
    right = left + stats[:, cv2.CC_STAT_WIDTH]
    found = zip(left, base + slope * left + 0.5, right, base + slope * right + 0.5, strict=True)
    return [Stroke(*map(float, stroke)) for stroke in list(found)[1:]]


def outside_letters(rules: Sequence[Rule], letters: Sequence[Word], *, level: bool) -> list[Rule]:
    """Drop the rules that are strokes of letters: most of their length lies inside the boxes of letters.

    A short one need only lie there in part: a seal adds to the strokes of the letters beneath.
    """
    spans = np.array([_span(letter.box, level=level) for letter in letters]).reshape(-1, 4)
    return [rule for rule in rules if not _is_stroke(rule, *spans.T)]


def _is_stroke(rule: Rule, low: Places, high: Places, start: Places, end: Places) -> bool:
    """Say whether a rule is covered by letters, which reach from `low` to `high` across it, `start` to `end` along."""
    shared = np.minimum(rule.end, end) - np.maximum(rule.start, start)
    covered = shared[(low < rule.at) & (rule.at < high) & (shared > 0)].sum()
    length = rule.end - rule.start
    return bool(covered >= (_PARTLY if length < _SHORT else _MOSTLY) * length)


def _span(box: Box, *, level: bool) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    return (top, bottom, left, right) if level else (left, right, top, bottom)
