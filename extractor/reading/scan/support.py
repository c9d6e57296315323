"""Which rules belong to a table: short strokes that hang in the air are strokes of a seal or of a letter.

All measures are points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from extractor.reading.pdf.grid import GAP, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOUCH = 4.0
_SAME = 1.8
_LONGEST_GAP = 16.0
_SHORT = 75.0
_ENDING_TOGETHER = 2
_ROUNDS = 3


def supported(across: Sequence[Rule], down: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Return the rules with the gaps of their pieces closed, without short ones that end in the air.

    An end holds on to a crossing rule, or it is one of several rules that end side by side, where a table is open.
    """
    across, down = list(_mended(across, sorted(down))), list(_mended(down, sorted(across)))
    for _ in range(_ROUNDS):
        before = len(across) + len(down)
        across, down = _held(across, down), _held(down, across)
        if len(across) + len(down) == before:
            break
    return across, down


def _mended(rules: Sequence[Rule], crossing: Sequence[Rule]) -> Iterator[Rule]:
    """Yield the rules, pieces of one line joined over gaps as a seal or a fold makes them.

    A gap between two crossing rules is none: there one table ends and another begins.
    """
    for line in _lines(rules):
        pieces = [line[0]]
        for rule in line[1:]:
            end = max(piece.end for piece in pieces)
            ends_here = _touches(end, rule.at, crossing) and _touches(rule.start, rule.at, crossing)
            if rule.start > end + (GAP if ends_here else _LONGEST_GAP):
                yield _joined(pieces)
                pieces = []
            pieces.append(rule)
        yield _joined(pieces)


def _joined(pieces: Sequence[Rule]) -> Rule:
    length = sum(piece.end - piece.start for piece in pieces)
    middle = sum(piece.at * (piece.end - piece.start) for piece in pieces) / length
    return Rule(middle, pieces[0].start, max(piece.end for piece in pieces))


def _lines(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Yield the rules that lie on one line, from the start on."""
    group: list[Rule] = []
    for rule in sorted(rules):
        if group and rule.at - group[-1].at > _SAME:
            yield sorted(group, key=lambda one: one.start)
            group = []
        group.append(rule)
    if group:
        yield sorted(group, key=lambda one: one.start)


def _held(rules: Sequence[Rule], crossing: Sequence[Rule]) -> list[Rule]:
    places = sorted(crossing)
    starts, ends = sorted(rule.start for rule in rules), sorted(rule.end for rule in rules)
    return [
        rule
        for rule in rules
        if rule.end - rule.start > _SHORT
        or (_holds(rule.start, rule.at, places, starts) and _holds(rule.end, rule.at, places, ends))
    ]


def _holds(end: float, at: float, crossing: Sequence[Rule], others: Sequence[float]) -> bool:
    """Say whether an end touches a crossing rule, or other rules end beside it."""
    beside = bisect_right(others, end + _SAME) - bisect_left(others, end - _SAME)
    return beside > _ENDING_TOGETHER or _touches(end, at, crossing)


def _touches(end: float, at: float, crossing: Sequence[Rule]) -> bool:
    low, high = bisect_left(crossing, (end - _TOUCH,)), bisect_right(crossing, (end + _TOUCH, float("inf")))
    return any(rule.start - _TOUCH <= at <= rule.end + _TOUCH for rule in crossing[low:high])
