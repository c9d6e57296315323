"""How far a score may be off because the reports are few: percentile bootstrap over reports.

As many reports as there are are drawn at random with replacement, a thousand times; the score of each draw is that of
its summed counts (micro average). The interval holds the middle 95 % of these scores.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import ceil, floor
from typing import Any

from extractor.eval.result import Measurement

DRAWS = 1000
SEED = 20240229
LEVEL = 0.95

_KEPT = {"case", "rendering", "reader", "failed", "misses"}


def interval(
    measured: Sequence[Measurement], what: Callable[[Measurement], float | None]
) -> tuple[float, float] | None:
    """Return the 95 % interval of a score over reports, the same in every run.

    Args:
        measured: one measurement a report; what could not be measured is left out.
        what: the score of a total, such as `lambda total: total.figures.f1`; None when it was not scored.

    Returns:
        Lower and upper end, or None below two reports, or when the score is never defined.

    """
    rows = [_numbers(one) for one in measured if not one.failed]
    if len(rows) < 2:  # noqa: PLR2004 - one report says nothing about others
        return None
    names = sorted({name for row in rows for name in row})
    columns = [[row.get(name, 0) for row in rows] for name in names]
    chance = random.Random(SEED)  # noqa: S311 - draws for statistics, the same in every run
    scores = []
    for _ in range(DRAWS):
        drawn = chance.choices(range(len(rows)), k=len(rows))
        sums = (sum(map(column.__getitem__, drawn)) for column in columns)
        scores.append(what(_measurement(dict(zip(names, sums, strict=True)))))
    return _middle([score for score in scores if score is not None])


def _middle(scores: list[float]) -> tuple[float, float] | None:
    if not scores:
        return None
    ordered, tail = sorted(scores), (1 - LEVEL) / 2
    last = len(ordered) - 1
    return ordered[floor(tail * last)], ordered[ceil((1 - tail) * last)]


def _numbers(measured: Measurement) -> dict[tuple[str, ...], float]:
    """Return all sums of a measurement by the names that lead to them: `("groups", "budget", "right")`."""
    return dict(_leaves(measured.model_dump(exclude=_KEPT), ()))


def _leaves(node: Any, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], float]]:
    if isinstance(node, dict):
        return [leaf for key, part in node.items() for leaf in _leaves(part, (*path, key))]
    return [(path, node)]


def _measurement(numbers: dict[tuple[str, ...], float]) -> Measurement:
    data: dict[str, Any] = {"case": "合计"}
    for path, number in numbers.items():
        node = data
        for step in path[:-1]:
            node = node.setdefault(step, {})
        node[path[-1]] = number
    return Measurement.model_validate(data)
