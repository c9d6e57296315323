"""The identities of one form: the budget table, the indicators and the total score of a department or a project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from extractor.arithmetic.compare import HUNDRED, Column, Kind
from extractor.arithmetic.facts import Facts
from extractor.arithmetic.identity import Identity, in_one_column
from extractor.arithmetic.indicator import SENSES
from extractor.records.quantity import is_money
from extractor.records.report import Budget, Indicator, Project, Report

COLUMNS = ("initial", "adjusted", "executed")
"""年初预算数 全年预算数 全年执行数."""

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
_FULL_SCORE = "=100"
_USUAL_WEIGHT = "=10"
"""执行率 counts 10 of 100 points in the national frame (财预〔2020〕10号); taken when no weight is printed."""

_LARGEST_WEIGHT = 30
_KEPT_BELOW = re.compile(r"控制率|变动率|不超|不高于|投诉|偏差率")
_EITHER_WAY = re.compile(r"成本|节约|压减|压缩|下降|降低|减少")
_TIME_OR_PRICE = re.compile(r"天|小时|分钟|周|月|元/")


class Part(NamedTuple):
    """The department's own form, or that of one project; `prefix` stands before its paths."""

    prefix: str
    form: Report | Project

    @property
    def total_row(self) -> int | None:
        """The index of the row 年度资金总额."""
        return rows_by_item(self.form.budget).get("total")

    def cell(self, item: str, column: str) -> str | None:
        """Return the path of a cell of the budget table; None when the table has no such row."""
        row = rows_by_item(self.form.budget).get(item)
        return None if row is None else f"{self.prefix}budget.rows[{row}].{column}"

    def unknown_cells(self, column: str) -> tuple[str, ...]:
        """Return the cells of rows that no code names: they may be one more part of the total."""
        rows = self.form.budget.rows if self.form.budget else ()
        return tuple(f"{self.prefix}budget.rows[{i}].{column}" for i, row in enumerate(rows) if row.item is None)


def parts(report: Report) -> Iterator[Part]:
    """Yield the department's form, then that of each project."""
    yield Part("", report)
    for index, project in enumerate(report.projects):
        yield Part(f"projects[{index}].", project)


def rows_by_item(budget: Budget | None) -> dict[str, int]:
    """Return the first row of each item of a budget table."""
    found: dict[str, int] = {}
    for index, row in enumerate(budget.rows if budget else ()):
        if row.item is not None:
            found.setdefault(row.item, index)
    return found


def form_identities(part: Part, known: Facts) -> Iterator[Identity]:
    """Yield what must hold inside one form."""
    if part.form.budget is not None:
        for column in COLUMNS:
            yield from _column_sums(part, column)
        yield from _natures(part)
        yield from _rates(part, known)
        yield from _rate_scores(part, known)
    if part.form.indicators:
        yield from _weights(part, known)
        yield from _level_weights(part)
        yield from _score_total(part, known)
        yield from _indicator_scores(part, known)
    yield from _bounds(part, known)


def column_of(known: Facts, paths: Iterable[str], kind: Kind) -> Column:
    """Return what some figures of one kind have in common: their smallest last place."""
    return Column(min((known[path].step for path in paths if path in known and known[path].kind == kind), default=None))


def _column_sums(part: Part, column: str) -> Iterator[Identity]:
    for split in (*_NATURE, *_funding(part)):
        result = part.cell(split.whole, column)
        terms = tuple(cell for item in split.items if (cell := part.cell(item, column)))
        more = tuple(cell for item in split.optional if (cell := part.cell(item, column)))
        if split.whole == "total":
            more += part.unknown_cells(column)
        if result and terms:
            binding = split.binding and len(terms) > 1  # a single part row does not claim to be all
            yield Identity(split.check, "sum", result, terms, more, binding=binding)


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
    rows = _row_paths(part)
    column = column_of(known, (f"{row}.rate" for row in rows), "percent")
    printed = [row for row in rows if f"{row}.rate" in known]
    terms = {row: (f"{row}.executed", f"{row}.adjusted") for row in rows}
    rates = [Identity("A01", "ratio", f"{row}.rate", terms[row], column=column) for row in printed]
    yield from in_one_column(rates, known.get)
    for row in rows:
        if all(path in known for path in terms[row]):
            yield Identity("A03", "limit", f"{row}.executed", (f"{row}.adjusted",))


def _rate_scores(part: Part, known: Facts) -> Iterator[Identity]:
    rows = _row_paths(part)
    column = column_of(known, (f"{row}.score" for row in rows), "points")
    usual, certain = _execution_weight(part, known)
    scores = []
    for row in rows:
        if f"{row}.score" in known:
            own = f"{row}.weight" in known
            terms = (f"{row}.weight" if own else usual, f"{row}.rate", f"{row}.executed", f"{row}.adjusted")
            scores.append(Identity("A02", "product", f"{row}.score", terms, binding=own or certain, column=column))
    yield from in_one_column(scores, known.get)


def _execution_weight(part: Part, known: Facts) -> tuple[str, bool]:
    """Return the weight of 执行率 and whether the paper fixes it: as printed, or what the indicators leave of 100."""
    cell = part.cell("total", "weight")
    if cell in known:
        return cell or "", True
    weights = [known.get(path) for path in leaf_paths(part, "weight")]
    present = [weight.value for weight in weights if weight is not None]
    left = _full_score(part, known)[1] - sum(present)
    if present and len(present) == len(weights) and 0 < left <= _LARGEST_WEIGHT:
        return f"={format(left.normalize(), 'f')}", True
    return _USUAL_WEIGHT, False


def _weights(part: Part, known: Facts) -> Iterator[Identity]:
    """Σ分值 = 100, 执行率 counted once."""
    leaves = leaf_paths(part, "weight")
    if not any(path in known for path in leaves):
        return
    full, _ = _full_score(part, known)
    own = part.cell("total", "weight")
    if own in known:
        more: tuple[str, ...] = (own or "",)
    else:
        more = (_USUAL_WEIGHT,) if part.total_row is not None else ()
    if counts_execution(part, known) and own in known:
        yield Identity("B01", "sum", full, (*leaves, *more))
    else:
        yield Identity("B01", "sum", full, leaves, optional=more)


def _level_weights(part: Part) -> Iterator[Identity]:
    """产出指标(50分) = Σ of the weights of its indicators."""
    rows = sorted(enumerate(part.form.indicators), key=lambda pair: _level1(pair[1]))
    for _, group in groupby(rows, key=lambda pair: _level1(pair[1])):
        members = list(group)
        if (head := next((index for index, row in members if row.level1_weight is not None), None)) is not None:
            terms = tuple(f"{part.prefix}indicators[{index}].weight" for index, _ in members)
            yield Identity("B02", "sum", f"{part.prefix}indicators[{head}].level1_weight", terms)


def _score_total(part: Part, known: Facts) -> Iterator[Identity]:
    """总分 = Σ得分 + 执行率得分."""
    result = f"{part.prefix}score.total"
    leaves = leaf_paths(part, "score")
    if result not in known or not any(path in known for path in leaves):
        return
    own = part.cell("total", "score")
    if not counts_execution(part, known):
        yield Identity("B05", "sum", result, leaves, optional=(own,) if own else ())
    elif own:
        yield Identity("B05", "sum", result, (*leaves, own))
    else:
        yield Identity("B05", "sum", result, leaves, binding=_leaves_all(part, known))


def _indicator_scores(part: Part, known: Facts) -> Iterator[Identity]:
    rows = (f"{row}.score" for row in _row_paths(part))
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
    full, _ = _full_score(part, known)
    rows = [*_row_paths(part), *(f"{part.prefix}indicators[{n}]" for n in range(len(part.form.indicators)))]
    bounds = [(f"{row}.score", f"{row}.weight") for row in rows] + [(f"{part.prefix}score.total", full)]
    for score, weight in bounds:
        if score in known and (weight in known or weight == _FULL_SCORE):
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


def counts_execution(part: Part, known: Facts) -> bool:
    """Whether the score of 执行率 is added to those of the indicators: not when their weights alone make the total."""
    return not _leaves_all(part, known)


def _leaves_all(part: Part, known: Facts) -> bool:
    weights = [known[path].value for path in leaf_paths(part, "weight") if path in known]
    return sum(weights, Decimal(0)) == _full_score(part, known)[1]


def leaf_paths(part: Part, field: str) -> tuple[str, ...]:
    """Return the paths of one column of the indicators, blank cells too."""
    return tuple(f"{part.prefix}indicators[{index}].{field}" for index in range(len(part.form.indicators)))


def _row_paths(part: Part) -> list[str]:
    count = len(part.form.budget.rows) if part.form.budget else 0
    return [f"{part.prefix}budget.rows[{index}]" for index in range(count)]


def _full_score(part: Part, known: Facts) -> tuple[str, Decimal]:
    printed = known.get(path := f"{part.prefix}score.weight")
    return (path, printed.value) if printed is not None else (_FULL_SCORE, HUNDRED)


def _level1(row: Indicator) -> str:
    return row.level1.text if row.level1 else ""
