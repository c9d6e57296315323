"""What a report's own figures tell against it: late money, missed targets, lost points, open contradictions.

Nothing is invented: each problem names the rows it comes from, and its sentence is written by a template.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.drafting import indicators
from extractor.drafting.helpers import Helpers
from extractor.drafting.view import Node, Value
from extractor.records.quantity import in_yuan

Kind = Literal[
    "slow", "overspent", "adjusted", "overstaffed", "public_over",
    "missed", "deducted", "exceeded", "unscored", "contradiction", "stated",
]  # fmt: skip

SLOW = Decimal(90)
"""An execution rate below this is told as a problem, in percent. A convention of this tool, not a rule."""

ADJUSTED = Decimal(30)
"""A budget changed by more than this needs an explanation, in percent."""


@dataclass(frozen=True)
class Problem:
    """One problem: its kind, the rows it is about, and the project it belongs to, if any."""

    kind: Kind
    rows: tuple[Node, ...] = ()
    project: Value | None = None
    words: str = ""


def problems_of(part: Node, project: Value | None, helpers: Helpers) -> Iterator[Problem]:
    """Yield the problems of a department (the whole record) or of one project, in the order they are told."""
    rows = tuple(part.budget.rows) if part.budget else ()
    for kind, chosen in (*_money(rows, helpers), *_scores(part.indicators)):
        if chosen:
            yield Problem(kind, tuple(chosen), project)


def staff_problems(report: Node) -> Iterator[Problem]:
    """Yield the problems of staffing and of the 三公经费."""
    staffing = report.staffing
    if _heads(staffing.actual) > _heads(staffing.authorized) > 0:
        yield Problem("overstaffed", (staffing,))
    rows = tuple(report.three_public.rows) if report.three_public else ()
    over = [row for row in rows if row.item == "total" and _more(row.final, row.budget)]
    if over:
        yield Problem("public_over", tuple(over))


def rate_of(row: Node, helpers: Helpers) -> Value | None:
    """Return the execution rate of a row: the printed one, else the computed one."""
    return row.rate or helpers.rate(row.executed, row.adjusted)


def _money(rows: Sequence[Node], helpers: Helpers) -> Iterator[tuple[Kind, list[Node]]]:
    slow = [row for row in rows if _is_slow(row, helpers)]
    yield "slow", [row for index, row in enumerate(slow) if not any(_same(row, above) for above in slow[:index])]
    yield "overspent", [row for row in rows if _more(row.executed, row.adjusted)][:3]
    yield "adjusted", [row for row in rows if row.item == "total" and _is_adjusted(row)][:1]


def _scores(rows: Sequence[Node]) -> Iterator[tuple[Kind, list[Node]]]:
    missed = [row for row in rows if indicators.is_missed(row)]
    yield "missed", missed
    yield "deducted", [row for row in rows if indicators.is_deducted(row) and row not in missed]
    yield "exceeded", [row for row in rows if indicators.is_exceeded(row)]
    unscored = [row for row in rows if indicators.is_unscored(row)]
    scored = any(row.score for row in rows)
    yield "unscored", unscored if scored else []


def _is_slow(row: Node, helpers: Helpers) -> bool:
    """Whether money was left over: a rate below the line, of a budget that is not zero."""
    if not _yuan(row.adjusted) or _yuan(row.executed) is None:
        return False
    rate = rate_of(row, helpers)
    return rate is not None and rate.sure is not None and rate.sure < SLOW


def _same(row: Node, above: Node) -> bool:
    """Whether a row only repeats the amounts of one above it, e.g. the only source of the total."""
    return (row.adjusted.value, row.executed.value) == (above.adjusted.value, above.executed.value)


def _is_adjusted(row: Node) -> bool:
    initial, adjusted = _yuan(row.initial), _yuan(row.adjusted)
    if not initial or adjusted is None:
        return False
    return abs(adjusted - initial) / initial * 100 > ADJUSTED


def _more(first: Value | Node, second: Value | Node) -> bool:
    left, right = _yuan(first), _yuan(second)
    return left is not None and right is not None and left > right


def _heads(value: Value | Node) -> Decimal:
    return value.sure or Decimal(0) if isinstance(value, Value) else Decimal(0)


def _yuan(value: Value | Node) -> Decimal | None:
    """Return an amount in 元 for a comparison; None when absent, not money, or in doubt."""
    return in_yuan(value.sure, value.unit) if isinstance(value, Value) and value.sure is not None else None
