"""Figures that were read, but into another field: not missing and invented, but misplaced.

A labelled figure is misplaced when its own field is not right and its very value and unit stand in another field that
is not right either. A value is sought first in the same row, then in the same group; beyond the group only a telling
number counts, for a zero or a 10 stands everywhere by chance. Each value is used once.

The counts still add up on both sides. Of figures that were moved on one by one, the last has lost its place to another
and is missing (or wrong, when a stray value was given for it), and a stray value in a place left behind is invented. A
field that is labelled with words and holds the figure keeps its own verdict among the texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.eval.labels import printed
from extractor.eval.scoring.fields import Result, Score
from extractor.records.paths import get
from extractor.records.report import Report

TELLING = 3
"""A number with fewer significant digits may stand elsewhere by chance."""


class _Value(NamedTuple):
    """A figure and the field that should hold it (`number` of its result), or that does."""

    number: int
    value: Decimal
    unit: str
    result: Result


Near = Callable[[_Value, _Value], bool]


def with_misplaced(score: Score, report: Report) -> Score:
    """Return a score in which figures that stand in another field are misplaced; other verdicts stay."""
    lost = list(_lost(score))
    stray = list(_stray(score, report))
    return Score(tuple(_settled(list(score.results), _matched(lost, stray))))


def row_of(path: str) -> str:
    """Return the row or group that a field stands in: `budget.rows[2]` for `budget.rows[2].initial`."""
    return path.rpartition(".")[0]


def _lost(score: Score) -> Iterator[_Value]:
    for index, result in enumerate(score.results):
        figure = printed(result.expected) if result.kind == "figure" else None
        if result.verdict in {"wrong", "missing"} and figure is not None:
            yield _Value(index, figure.value, figure.unit, result)


def _stray(score: Score, report: Report) -> Iterator[_Value]:
    for index, result in enumerate(score.results):
        if result.verdict in {"wrong", "invented"}:
            got = get(report, result.read or "")
            value = getattr(got, "value", None)
            if isinstance(value, Decimal):
                yield _Value(index, value, getattr(got, "unit", None) or "", result)


def _matched(lost: list[_Value], stray: list[_Value]) -> dict[int, int]:
    """Return for each misplaced figure (index of its result) the index of the result of the field that holds it."""
    tiers: tuple[Near, ...] = (_same_row, _same_group, _telling)
    pairs: dict[int, int] = {}
    for near in tiers:
        for one in lost:
            if one.number in pairs:
                continue
            used = set(pairs.values())
            found = (other for other in stray if _same_value(one, other) and near(one, other))
            place = next((other for other in found if other.number not in used), None)
            if place is not None:
                pairs[one.number] = place.number
    return pairs


def _same_value(one: _Value, other: _Value) -> bool:
    """Whether the value and unit of a label stand in another field; a target labelled without unit has any."""
    return one.number != other.number and one.value == other.value and one.unit in {"", other.unit}


def _same_row(one: _Value, other: _Value) -> bool:
    return not other.result.beyond and row_of(one.result.path) == row_of(other.result.path)


def _same_group(one: _Value, other: _Value) -> bool:
    return _group(one.result.path) == _group(other.result.path)


def _group(path: str) -> str:
    """Return the part of the record, of one project: `budget`, `projects[0].indicators`."""
    found = re.match(r"projects\[\d+\]\.[a-z_]+|[a-z_]+", path)
    return found[0] if found else path


def _telling(one: _Value, other: _Value) -> bool:  # noqa: ARG001 - the last of three ways to be near
    """Whether a number tells enough to be known anywhere: not 0, 10 or 95."""
    return len("".join(map(str, one.value.normalize().as_tuple().digits))) >= TELLING


def _settled(results: list[Result], pairs: dict[int, int]) -> list[Result]:
    """Return the results with what is misplaced, and with what that leaves over at both ends of a chain."""
    dropped: set[int] = set()
    left: list[Result] = []
    for start in set(pairs) - set(pairs.values()):
        end = start
        while end in pairs:
            end = pairs[end]
        stray_left = results[start].verdict == "wrong"
        nobody_lost = results[end].verdict == "invented" or results[end].kind != "figure"
        if nobody_lost and results[end].kind == "figure":
            dropped.add(end)
        elif not (nobody_lost or stray_left):
            results[end] = results[end]._replace(verdict="missing")
        if stray_left and nobody_lost:
            left.append(results[start]._replace(verdict="invented", expected=""))
    reads = {index: results[place].read for index, place in pairs.items()}
    for index, read in reads.items():
        results[index] = results[index]._replace(verdict="misplaced", read=read)
    kept = [result for index, result in enumerate(results) if index not in dropped]
    return kept + sorted(left, key=lambda result: result.path)
