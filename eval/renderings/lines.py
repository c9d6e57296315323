"""Chinese text cut into lines as a word processor cuts it.

Between Chinese characters a line may end anywhere; figures and Latin words stay whole; closing marks do not begin a
line and opening marks do not end one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_UNIT = re.compile(r"[\x21-\x27\x2a-\x7e]+|.", re.DOTALL)
_NOT_FIRST = frozenset("，。、；：？！）》】〕」』”’％‰℃…·)],.:;?!%}")
_NOT_LAST = frozenset("（《【〔「『“‘≥≤＜＞±￥([{<>")


class Line(NamedTuple):
    """A line of text; `ends` when it does not reach the margin because the text or its paragraph ends there."""

    text: str
    ends: bool


def break_lines(text: str, width_of: Callable[[str], float], first: float, width: float) -> list[Line]:
    """Cut a text into lines of a width, the first of another one; a newline ends a line.

    Widths are in the unit of `width_of`, which measures a single character. A word longer than a line is cut.
    """
    lines: list[Line] = []
    for part in text.split("\n"):
        units = list(_units(part, width_of, width))
        lines += _lines(units, width_of, first if not lines else width, width)
    return lines


def _lines(units: list[str], width_of: Callable[[str], float], first: float, width: float) -> Iterator[Line]:
    """Yield the lines of a text without newlines: at least one."""
    room = first
    while True:
        taken = _fitting(units, width_of, room)
        line, units = "".join(units[:taken]), units[taken:]
        yield Line(line.rstrip(" "), not units)
        if not units:
            return
        room = width


def _units(text: str, width_of: Callable[[str], float], width: float) -> Iterator[str]:
    """Yield what is not cut: characters, words, and the letters of a word that no line can hold."""
    for unit in _UNIT.findall(text):
        if len(unit) > 1 and sum(map(width_of, unit)) > width:
            yield from unit
        else:
            yield unit


def _fitting(units: list[str], width_of: Callable[[str], float], width: float) -> int:
    """Return how many units stand on the next line: at least one."""
    used = 0.0
    for count, unit in enumerate(units):
        used += sum(map(width_of, unit))
        if used > width + 1e-6 and count and unit != " ":
            return _without_hanging(units, count)
    return len(units)


def _without_hanging(units: list[str], count: int) -> int:
    """Return a smaller count if the line would end, or the next begin, with a mark that may not stand there."""
    for shorter in range(count, 0, -1):
        if units[shorter][0] not in _NOT_FIRST and units[shorter - 1][-1] not in _NOT_LAST:
            return shorter
    return count
