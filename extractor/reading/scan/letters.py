"""Letters where their ink is: a recogniser tells the order of letters well, but their places only roughly."""

from __future__ import annotations

import unicodedata
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from extractor.reading.scan.recognise import Letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.reading.scan.image import Pixels
    from extractor.reading.scan.recognise import Line

_DARK = 190
_REACH = 0.45
_RULED = 0.7
_FEW = 4
_DEEP = 3

# A space on paper, as a gap between the ink of two letters in units of the width of a Chinese character, by how many
# of them are wide. Digits stand at even distances, and marks have room of their own.
_SPACES = (0.6, 0.75, 0.95)
_SPACE_OF_MARKS = 1.5
_UNEVEN = 1.6

_SAME_LINE = 0.6
_SAME_SIZE = 1.6


def fitted(line: Line, ink: Pixels) -> Line:
    """Return a line whose letters reach from their first to their last column of ink; heights stay."""
    left, top, right, bottom = _strip(line, ink)
    strip = ink[top:bottom, left:right] < _DARK
    if len(line) > _FEW:
        strip = strip[strip.mean(axis=1) < _RULED]
    dark = strip.sum(axis=0) >= min(_DEEP, max(1, len(strip) // 16))
    if not dark.any():
        return line
    reach = _REACH * (bottom - top)
    places = (_gap_near((one.box[2] + other.box[0]) / 2 - left, dark, reach) for one, other in pairwise(line))
    edges = [0.0, *places, float(len(dark))]
    return tuple(_at(letter, low, high, dark, left) for letter, (low, high) in zip(line, pairwise(edges), strict=True))


def joined(lines: Iterable[Line]) -> list[Line]:
    """Return lines of fitted letters, those that go on without a space after another joined to it."""
    whole: list[Line] = []
    for line in sorted(lines, key=lambda one: one[0].box[0]):
        before = next((n for n, one in enumerate(whole) if _goes_on(one, line)), None)
        if before is None:
            whole.append(line)
        else:
            whole[before] += line
    return whole


def _goes_on(one: Line, other: Line) -> bool:
    first, last = other[0], one[-1]
    heights = last.box[3] - last.box[1], first.box[3] - first.box[1]
    overlap = min(last.box[3], first.box[3]) - max(last.box[1], first.box[1])
    gap = first.box[0] - last.box[2]
    if overlap < _SAME_LINE * max(heights) or max(heights) > _SAME_SIZE * min(heights) or gap < -min(heights) / 2:
        return False
    return not _is_space(last, first, max(_em(one), _em(other)), 0.0)


def words_of(line: Line) -> Iterator[Line]:
    """Cut a line of fitted letters where it has a space."""
    em, pitch = _em(line), _pitch(line)
    group = [line[0]]
    for before, after in pairwise(line):
        if _is_space(before, after, em, pitch):
            yield tuple(group)
            group = []
        group.append(after)
    yield tuple(group)


def _is_space(before: Letter, after: Letter, em: float, pitch: float) -> bool:
    """Digits stand at even distances from middle to middle; of other letters the gap tells."""
    gap = after.box[0] - before.box[2]
    if pitch and before.text.isdecimal() and after.text.isdecimal():
        return gap > em / 4 and _middle_of(after) - _middle_of(before) > _UNEVEN * pitch
    return gap > _least_space(before.text, after.text) * em


def _pitch(line: Line) -> float:
    """Return the usual distance of two digits from middle to middle; 0 for a line with few."""
    pairs = [(one, other) for one, other in pairwise(line) if one.text.isdecimal() and other.text.isdecimal()]
    return float(np.median([_middle_of(other) - _middle_of(one) for one, other in pairs])) if len(pairs) > 2 else 0.0  # noqa: PLR2004


def _middle_of(letter: Letter) -> float:
    return (letter.box[0] + letter.box[2]) / 2


def _strip(line: Line, ink: Pixels) -> tuple[int, int, int, int]:
    height, width = ink.shape
    boxes = [letter.box for letter in line]
    return (
        max(0, int(boxes[0][0])), max(0, int(min(box[1] for box in boxes))),
        min(width, int(boxes[-1][2]) + 1), min(height, int(max(box[3] for box in boxes)) + 1),
    )  # fmt: skip


def _gap_near(at: float, dark: np.ndarray, reach: float) -> float:
    """Return the middle of the white columns nearest to a place, or the place itself when ink is all around."""
    low, high = max(0, int(at - reach)), min(len(dark), int(at + reach) + 1)
    white = np.flatnonzero(~dark[low:high]) + low
    if not len(white):
        return at
    runs = np.split(white, np.flatnonzero(np.diff(white) > 1) + 1)
    nearest = min(runs, key=lambda run: max(run[0] - at, at - run[-1], 0.0))
    return float(nearest[0] + nearest[-1] + 1) / 2


def _at(letter: Letter, low: float, high: float, dark: np.ndarray, left: int) -> Letter:
    columns = np.flatnonzero(dark[int(low) : max(int(low) + 1, round(high))])
    if not len(columns):
        return letter
    _, top, _, bottom = letter.box
    start = int(low) + left
    return letter._replace(box=(float(start + columns[0]), top, float(start + columns[-1] + 1), bottom))


def _em(line: Line) -> float:
    """Return the width of a Chinese character of a line, from its height when it has none."""
    wide = [letter.box[2] - letter.box[0] for letter in line if is_wide(letter.text)]
    height = max(letter.box[3] - letter.box[1] for letter in line)
    return max(float(np.median(wide)), height / 2) if wide else height * 0.8


def is_wide(text: str) -> bool:
    """Say whether a text begins with a character as wide as a Chinese one."""
    return unicodedata.east_asian_width(text[:1]) == "W"


def _least_space(before: str, after: str) -> float:
    pair: Sequence[str] = (before[-1:], after[:1])
    if any(unicodedata.category(char).startswith(("P", "S")) for char in pair):
        return _SPACE_OF_MARKS
    return _SPACES[sum(map(is_wide, pair))]


def spread(text: str, sure: float, place: tuple[int, int, int, int]) -> Line:
    """Return a line whose letters share a place by their usual widths."""
    left, top, right, bottom = place
    chars = text.replace(" ", "")
    shares = [2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1 for char in chars]
    if not shares:
        return ()
    edges = [left + (right - left) * at / sum(shares) for at in accumulate(shares, initial=0)]
    return tuple(
        Letter(char, (start, float(top), end, float(bottom)), sure)
        for char, (start, end) in zip(chars, pairwise(edges), strict=True)
    )
