"""Letters where their ink is: a recogniser tells the order of letters well, but their places only roughly."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from extractor.reading.scan.recognise import Letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.reading.scan.image import Pixels
    from extractor.reading.scan.recognise import Line

_DARK = 150
_REACH = 0.45
_MIDDLE = 0.12

# A space on paper, as a gap in units of the width of a Chinese character.
_SPACE = 0.35
_UNEVEN = 1.35
_SPACE_OF_MARKS = 1.1


def fitted(line: Line, ink: Pixels) -> Line:
    """Return a line whose letters reach from their first to their last column of ink; heights stay."""
    left, top, right, bottom = _strip(line, ink)
    rows = slice(top + round((bottom - top) * _MIDDLE), max(top + 1, bottom - round((bottom - top) * _MIDDLE)))
    dark = (ink[rows, left:right] < _DARK).any(axis=0)
    if not dark.any():
        return line
    reach = _REACH * (bottom - top)
    edges = [0.0, *(_gap_near((one.box[2] + other.box[0]) / 2 - left, dark, reach) for one, other in pairwise(line)), float(len(dark))]
    return tuple(_at(letter, low, high, dark, left) for letter, (low, high) in zip(line, pairwise(edges), strict=True))


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
    if before.text.isdecimal() and after.text.isdecimal():
        return _middle_of(after) - _middle_of(before) > _UNEVEN * (pitch or em / 2)
    return after.box[0] - before.box[2] > _least_space(before.text, after.text) * em


def _pitch(line: Line) -> float:
    """Return the usual distance of two digits from middle to middle; 0 for a line with few."""
    pairs = [(one, other) for one, other in pairwise(line) if one.text.isdecimal() and other.text.isdecimal()]
    return float(np.median([_middle_of(other) - _middle_of(one) for one, other in pairs])) if len(pairs) > 2 else 0.0


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
    wide = [letter.box[2] - letter.box[0] for letter in line if unicodedata.east_asian_width(letter.text[:1]) == "W"]
    height = max(letter.box[3] - letter.box[1] for letter in line)
    return max(float(np.median(wide)), height / 2) if wide else height * 0.8


def _least_space(before: str, after: str) -> float:
    pair = before[-1:] + after[:1]
    if any(unicodedata.category(char).startswith(("P", "S")) for char in pair):
        return _SPACE_OF_MARKS
    return _SPACE
