"""What an indicator row says: reached or missed, deducted, exceeded, unscored; grouped by first level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from extractor.arithmetic.forms import sense
from extractor.drafting.view import Node, Value
from extractor.records.quantity import parse_quantity
from extractor.records.report import Indicator, Measure

EXCEEDED = Decimal("1.3")
"""From here on a result beyond the target needs an explanation (预算管理一体化 绩效模块, 广西)."""


_DESCRIBED = 4
_TOLD = re.compile(r"(?!.*\d+%?[-~～—至]\d+%)[^\n。；]{6,48}")


@dataclass(frozen=True)
class Group:
    """The rows below one first-level indicator, in order; `name` is None when none is printed."""

    name: Value | None
    rows: tuple[Node, ...]

    @property
    def kinds(self) -> tuple[Group, ...]:
        """The rows by their second level, where every row has one."""
        found: dict[str, list[Node]] = {}
        for row in self.rows:
            found.setdefault(row.level2.words if row.level2 else "", []).append(row)
        return () if "" in found else tuple(Group(rows[0].level2, tuple(rows)) for rows in found.values())

    @property
    def met(self) -> tuple[Node, ...]:
        """The rows whose result is just what the target asks, or below a ceiling."""
        return self._judged("met")

    @property
    def exceeded(self) -> tuple[Node, ...]:
        """The rows whose result is higher than their target, which is better."""
        return self._judged("exceeded")

    @property
    def missed(self) -> tuple[Node, ...]:
        """The rows whose result falls short of the target."""
        return self._judged("missed")

    def _judged(self, verdict: str) -> tuple[Node, ...]:
        return tuple(row for row in self.rows if judged(row) == verdict)

    @property
    def full(self) -> tuple[Node, ...]:
        """The rows whose score is their whole weight."""
        return tuple(row for row in self.rows if is_full(row))

    @property
    def counted(self) -> tuple[Node, ...]:
        """The rows whose result is a figure with its unit and nothing else, but that no target judges: 12场, 95%."""
        return tuple(row for row in self.rows if not judged(row) and is_bare(row.actual) and row.actual.unit)

    @property
    def described(self) -> tuple[Node, ...]:
        """The first few rows whose result is told in words that fit into a sentence."""
        rows = (row for row in self.rows if _is_told(row.actual))
        return tuple(islice(rows, _DESCRIBED))


def groups(rows: Sequence[Node]) -> tuple[Group, ...]:
    """Group rows by their first level, in the order of appearance."""
    found: dict[str, list[Node]] = {}
    for row in rows:
        found.setdefault(row.level1.words if row.level1 else "", []).append(row)
    return tuple(Group(rows[0].level1 or None, tuple(rows)) for rows in found.values())


def is_full(row: Node) -> bool:
    """Whether a row got all its points."""
    points = _points(row)
    return points is not None and points[0] == points[1]


def is_deducted(row: Node) -> bool:
    """Whether a row lost points."""
    points = _points(row)
    return points is not None and points[0] < points[1]


def alike(rows: Sequence[Node]) -> tuple[tuple[Node, ...], ...]:
    """Group rows that have the same weight and the same score, to be told in one clause."""
    found: dict[tuple[str, str], list[Node]] = {}
    for row in rows:
        found.setdefault((row.weight.words, row.score.words), []).append(row)
    return tuple(map(tuple, found.values()))


def is_unscored(row: Node) -> bool:
    """Whether a row has a target and a result but lacks its weight or its score."""
    return bool(row.target and row.actual) and not (row.weight and row.score)


def direction(row: Node) -> str:
    """Return whether more (≥), less (≤) or just the target (=) is asked; empty where the words do not tell."""
    return sense(row.record) if isinstance(row.record, Indicator) else ""


def judged(row: Node) -> str:
    """Return `met`, `exceeded` or `missed`; empty when it cannot be told.

    Only figures of one unit are compared, none in doubt; an approximate result proves that a target is met, no more.
    """
    pair = _comparable(row)
    if pair is None:
        return ""
    target, actual, operator = pair
    asked = direction(row)
    if asked == "≤" or (asked == "=" and target == 0):
        verdict = "missed" if actual > target or (operator == "<" and actual == target) else "met"
    elif not asked:
        verdict = "met" if actual == target else ""
    else:
        short = actual < target or (operator == ">" and actual == target)
        verdict = "missed" if short else "exceeded" if actual > target else "met"
    return "" if verdict == "missed" and _is_vague(row) else verdict


def is_missed(row: Node) -> bool:
    """Whether the result is a figure that falls short of the target; False when that cannot be told."""
    return judged(row) == "missed"


def is_comparable(row: Node) -> bool:
    """Whether target and result are figures of one unit, none in doubt, and the target is more than nothing."""
    pair = _comparable(row)
    return pair is not None and pair[0] > 0 <= pair[1]


def is_exceeded(row: Node) -> bool:
    """Whether the result is 1.3 times the target or more, for targets that are lower bounds."""
    pair = _comparable(row)
    return judged(row) == "exceeded" and pair is not None and pair[0] > 0 and pair[1] >= pair[0] * EXCEEDED


def reason(row: Node) -> Value | None:
    """Return the printed reason of a deviation; None when it is blank or 无."""
    return row.deviation if row.deviation and not row.deviation.none else None


def explained(rows: Sequence[Node]) -> bool:
    """Whether any of the rows has a printed reason; rows of another kind have none."""
    return any(reason(row) for row in rows if hasattr(row, "deviation"))


def _points(row: Node) -> tuple[Decimal, Decimal] | None:
    """Return score and weight; None when one is absent or in doubt."""
    if not (row.score and row.weight) or row.score.sure is None or row.weight.sure is None:
        return None
    return row.score.sure, row.weight.sure


def _comparable(row: Node) -> tuple[Decimal, Decimal, str] | None:
    """Return target, result and sign when both are figures of one unit."""
    target, actual = row.target, row.actual
    if not (target and actual) or target.sure is None or actual.sure is None:
        return None
    units = {unit for unit in (target.unit, actual.unit) if unit}
    source = target.source
    operator = source.operator if isinstance(source, Measure) else None
    return (target.sure, actual.sure, operator or "") if len(units) < 2 else None  # noqa: PLR2004 - two units differ


def _is_vague(row: Node) -> bool:
    return any(getattr(value.source, "approximate", None) for value in (row.target, row.actual))


def is_bare(value: Value | Node) -> bool:
    """Whether a target or result is one figure, with its sign and unit, and no other words."""
    return isinstance(value, Value) and parse_quantity(value.words) is not None


def _is_told(value: Value | Node) -> bool:
    """Whether a result is words of its own, not a figure, a bare 已完成, or a tier such as 100%-80%(含)."""
    return isinstance(value, Value) and not is_bare(value) and bool(_TOLD.fullmatch(value.sentence.words))
