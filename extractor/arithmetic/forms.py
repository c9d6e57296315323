"""The identities of one form: the budget table, the indicators and the total score of a department or a project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.arithmetic.facts import Facts
from extractor.arithmetic.identity import Identity, in_one_column
from extractor.arithmetic.indicator import SENSES
from extractor.arithmetic.parts import (
    COLUMNS,
    FULL_SCORE,
    Part,
    budget_rows,
    column_of,
    full_score,
    leaf_paths,
    rows_by_item,
)
from extractor.arithmetic.weights import execution_weight, score_total, weight_sums
from extractor.records.quantity import is_money
from extractor.records.report import Indicator

_SOURCES = ("fiscal", "special_account", "own_funds", "carryover", "other")
_LEVELS_OF_GOVERNMENT = ("central", "provincial", "local")


class _Split(NamedTuple):
    """How one row of the budget table divides into others."""

    check: str
    whole: str
    items: tuple[str, ...]
    optional: tuple[str, ...] = ()
    binding: bool = True


_NATURE = (
    _Split("A05", "total", ("basic", "project")),
    _Split("A06", "basic", ("personnel", "public")),
    _Split("A07", "project", ("general_project", "key_project")),
)
_KEPT_BELOW = re.compile(
    r"控制率|变动率|不超|不高于|偏差率|投诉(?!.*(?:办结|处[理置]|[回答]复|回访|响应|解决|及时|满意))"
)
_EITHER_WAY = re.compile(r"成本|节约|压减|压缩|下降|降低|减少")
_TIME_OR_PRICE = re.compile(r"天|小时|分钟|周|月|元/")


def form_identities(part: Part, known: Facts) -> Iterator[Identity]:
    """Yield what must hold inside one form."""
    if part.form.budget is not None:
        for column in COLUMNS:
            yield from _column_sums(part, column)
        yield from _natures(part)
        yield from _rates(part, known)
        yield from _rate_scores(part, known)
    if part.form.indicators:
        yield from weight_sums(part, known)
        yield from score_total(part, known)
        yield from _indicator_scores(part, known)
    yield from _bounds(part, known)


def _column_sums(part: Part, column: str) -> Iterator[Identity]:
    for split in (*_NATURE, *_funding(part)):
        result = part.cell(split.whole, column)
        terms = tuple(cell for item in split.items if (cell := part.cell(item, column)))
        more = tuple(cell for item in split.optional if (cell := part.cell(item, column)))
        if split.whole == "total":
            more += part.unknown_cells(column)
        if result and terms:
            alone = len(terms) == 1  # a single part row does not claim to be all
            yield Identity(split.check, "sum", result, terms, more, binding=split.binding and not alone,
                           within=split.binding and alone)  # fmt: skip


def _funding(part: Part) -> Iterator[_Split]:
    """Yield how the total divides by source; 中央 省级 地方 are sources themselves, or divide 财政拨款."""
    check = "A08" if part.prefix else "A05"
    if "fiscal" in rows_by_item(part.form.budget):
        yield _Split(check, "total", _SOURCES, _LEVELS_OF_GOVERNMENT)
        yield _Split(check, "fiscal", _LEVELS_OF_GOVERNMENT, binding=False)
    else:
        yield _Split(check, "total", (*_LEVELS_OF_GOVERNMENT, *_SOURCES))


def _natures(part: Part) -> Iterator[Identity]:
    """总额 = 按收入性质各项之和 = 按支出性质各项之和; the form does not say of which column."""
    cells = [part.cell("total", column) for column in reversed(COLUMNS)]
    budget = part.form.budget
    if cells[0] is None or budget is None:
        return
    executed, *others = [cell for cell in cells if cell]
    for name, group in (("by_income", budget.by_income), ("by_expenditure", budget.by_expenditure)):
        if group is not None:
            fields = tuple(f"{part.prefix}budget.{name}.{field}" for field in type(group).model_fields)
            yield Identity("A05", "sum", executed, fields, instead=tuple(others))


def _rates(part: Part, known: Facts) -> Iterator[Identity]:
    """执行率 = 全年执行数 / 全年预算数, row by row."""
    rows = budget_rows(part)
    column = column_of(known, (f"{row}.rate" for row in rows), "percent")
    printed = [row for row in rows if f"{row}.rate" in known]
    terms = {row: (f"{row}.executed", f"{row}.adjusted") for row in rows}
    rates = [Identity("A01", "ratio", f"{row}.rate", terms[row], column=column) for row in printed]
    yield from in_one_column(rates, known.get)
    for row in rows:
        if all(path in known for path in terms[row]):
            yield Identity("A03", "limit", f"{row}.executed", (f"{row}.adjusted",))


def _rate_scores(part: Part, known: Facts) -> Iterator[Identity]:
    """得分 = 执行率 × 分值; the weight of a row without one is that of the total, if anything printed says it."""
    rows = [row for row in budget_rows(part) if f"{row}.score" in known]
    column = column_of(known, (f"{row}.score" for row in budget_rows(part)), "points")
    weight = execution_weight(part, known).path
    scores = []
    for row in rows:
        own = f"{row}.weight"
        terms = (own if own in known else weight or own, f"{row}.rate", f"{row}.executed", f"{row}.adjusted")
        scores.append(Identity("A02", "product", f"{row}.score", terms, column=column))
    yield from in_one_column(scores, known.get)


def _indicator_scores(part: Part, known: Facts) -> Iterator[Identity]:
    rows = (f"{row}.score" for row in budget_rows(part))
    column = column_of(known, (*leaf_paths(part, "score"), *rows, f"{part.prefix}score.total"), "points")
    for index, row in enumerate(part.form.indicators):
        path = f"{part.prefix}indicators[{index}]"
        if row.target is None or row.actual is None or f"{path}.target" not in known or f"{path}.actual" not in known:
            continue
        if f"{path}.score" in known and f"{path}.weight" in known:
            terms = (f"{path}.weight", f"{path}.target", f"{path}.actual")
            yield Identity("B06", "indicator", f"{path}.score", terms, binding=row.deviation is None,
                           column=column, sense=sense(row))  # fmt: skip


def _bounds(part: Part, known: Facts) -> Iterator[Identity]:
    """得分 ≤ 分值, for each row and for the total."""
    full, _ = full_score(part, known)
    rows = [*budget_rows(part), *(f"{part.prefix}indicators[{n}]" for n in range(len(part.form.indicators)))]
    bounds = [(f"{row}.score", f"{row}.weight") for row in rows] + [(f"{part.prefix}score.total", full)]
    for score, weight in bounds:
        if score in known and (weight in known or weight == FULL_SCORE):
            yield Identity("B04", "limit", score, (weight,))


def sense(row: Indicator) -> str:
    """Return the direction of an indicator: by the sign of its target, else by its words, else reached is met.

    Empty where it is not said whether more or less is better: a bare amount, a time, a cost.
    """
    target = row.target
    if target is None or target.operator:
        return SENSES.get(target.operator or "", "≥") if target else "≥"
    words = "".join(text.text for text in (row.level1, row.level2, row.level3, target) if text)
    if _KEPT_BELOW.search(words):
        return "≤"
    unit = target.unit or (row.unit.text if row.unit else "")
    return "" if is_money(unit) or _TIME_OR_PRICE.search(unit) or _EITHER_WAY.search(words) else "≥"
