"""Family A: budget adjustments and the rates that a narrative tells by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.arithmetic.compare import HUNDRED, Number, equal
from extractor.arithmetic.computation import fixed, plain, shown
from extractor.arithmetic.parts import Part, parts, rows_by_item
from extractor.validation.growth import minus
from extractor.validation.rule import Case, Said, rule
from extractor.validation.told import told_outcomes
from extractor.validation.words import amount, amounts, name, with_unit

_ADJUSTED = ("total", "basic", "project")
_EXPLAINS = re.compile(
    r"追加|调增|调减|核增|核减|增拨|年中[^。]{0,6}(?:调整|下达|新增|增加)"
    r"|(?:因|由于|主要是|主要为)[^。；]{0,30}(?:预算|经费|资金)[^，。；]{0,6}调整|调整[^。；]{0,12}(?:因|由于|原因|主要)"
    r"|[比较](?:年初)?预算[^。]{0,30}(?:增加|减少)[^。]{0,30}(?:因|由于|原因|主要)"
)


@rule("A14", "budget-adjustment-unexplained", "warning", needs=("budget.rows[].initial", "budget.rows[].adjusted"))
def adjustment(case: Case) -> Iterator[Said]:
    """全年预算比年初预算增减较大，全文没有说明。

    Why: 预算调整率 = (全年预算 − 年初预算) ÷ 年初预算；超过 30%（可调）而没有追加、调整的说明，考核中要扣分。
    Fires on: 年初 196.8 万元、全年 503.37 万元（增加 155.78%），全文没有说到追加。
    Silent on: 年初 862.40 万元、全年 1184.56 万元，正文写“年中因承办展演追加预算 322.16 万元”。
    Source: 湖南部门整体支出评价指标：预算控制率 = 本年追加预算 / 年初预算，超过 30% 不得分。
    """
    for part in parts(case.report):
        large = [
            (row, rate) for row, rate in _adjustments(case, part) if abs(rate) > case.thresholds.adjustment_percent
        ]
        rows = [row for row, _ in large]
        if not large:
            yield from _calm(case, part)
            continue
        explained = next((one.text for one in case.narrative if _EXPLAINS.search(one.text)), "") or _reason(part)
        texts = [_adjusted_text(case, row, rate) for row, rate in large]
        cells = tuple(f"{row}.{column}" for row in rows for column in ("initial", "adjusted"))
        cells = tuple(path for path in cells if path in case.known) or _NARRATIVE
        if explained:
            yield Said("pass", cells[1], f"{'；'.join(texts)}，报告已说明：{explained}", paths=cells)
        elif case.document is None and not case.narrative:
            words = "没有正文，不知道是否说明了原因"
            yield Said("insufficient", cells[1], f"{'；'.join(texts)}；{words}", paths=cells, missing=("sections",))
        else:
            divisions = "；".join(_adjusted_computation(case, row, rate) for row, rate in large)
            yield Said("fail", cells[1], f"{'；'.join(texts)}，报告没有说明追加或调整的原因", divisions, cells)


@rule("A15", "completion-rate-miscalculated", "warning", needs=("budget.rows[].adjusted", "budget.rows[].executed"))
def completion_rate(case: Case) -> Iterator[Said]:
    """正文所说的预算完成率、预算控制率（调整率）与金额不符。

    Why: 预算完成率 = 完成数 ÷ 预算数；预算控制率 = 追加预算 ÷ 年初预算。各地的分母不同，与哪一种相符都算对，
    都不符的提醒核对；指标表里的同类比率由 B15 核对。
    Fires on: 年初 320.5 万元、全年 356.4 万元，正文写“预算调整率为 21.2%”。
    Silent on: 年初 320.5 万元、全年 356.4 万元，正文写“预算调整率为 11.2%”。
    Source: 湖南部门整体支出评价指标；财预〔2013〕53号附表：预算完成率、预算调整率。
    """
    yield from told_outcomes(case, "A15")


@rule("A16", "carryover-rate-miscalculated", "warning", needs=("spending.balance",))
def carryover_rate(case: Case) -> Iterator[Said]:
    """年末结余、结转结余率与预算、支出不符。

    Why: 没有其他收支时，年末结余 = 全年预算 − 全年支出（或收入 − 支出）；结转结余率 = 结转结余 ÷ 预算数。
    口径可能不同，不符的提醒核对。
    Fires on: 调整后预算 356.4 万元、支出 338.58 万元，年末结余写 71.82 万元。
    Silent on: 调整后预算 356.4 万元、支出 338.58 万元，年末结余写 17.82 万元。
    Source: 财预〔2013〕53号附表：结转结余率 = 结转结余总额 / 支出预算数。
    """
    yield from _balance(case)
    yield from told_outcomes(case, "A16")


@rule("A19", "public-funds-rate-miscalculated", "error", needs=("base_data.rows[].current_final",))
def public_funds_rate(case: Case) -> Iterator[Said]:
    """正文所说的公用经费控制率与金额不符。

    Why: 公用经费控制率 = 实际支出公用经费 ÷ 预算安排公用经费；指标表里的由 B15 核对。
    Fires on: 公用经费预算 66.4 万元、实际 62.23 万元，正文写“公用经费控制率为 97.3%”。
    Silent on: 公用经费预算 66.4 万元、实际 62.23 万元，正文写“公用经费控制率为 93.72%”。
    Source: 财预〔2013〕53号附表：公用经费控制率 = 实际支出公用经费总额 / 预算安排公用经费总额。
    """
    yield from told_outcomes(case, "A19")


@rule("A20", "procurement-rate-miscalculated", "error", needs=("base_data.rows[].current_final",))
def procurement_rate(case: Case) -> Iterator[Said]:
    """正文所说的政府采购执行率与金额不符。

    Why: 政府采购执行率 = 实际政府采购金额 ÷ 政府采购预算数；指标表里的由 B15 核对。
    Fires on: 基础数据表政府采购预算 80 万元、决算 76 万元，正文写“政府采购执行率为 98%”。
    Silent on: 基础数据表政府采购预算 80 万元、决算 76 万元，正文写“政府采购执行率为 95%”。
    Source: 财预〔2013〕53号附表：政府采购执行率 = 实际政府采购金额 / 政府采购预算数。
    """
    yield from told_outcomes(case, "A20")


@rule("A23", "other-rate-miscalculated", "warning", needs=("budget.rows[].item", "base_data.rows[].current_final"))
def other_rates(case: Case) -> Iterator[Said]:
    """正文所说的重点支出安排率、楼堂馆所控制率与金额不符。

    Why: 重点支出安排率 = 重点项目支出 ÷ 项目总支出；楼堂馆所控制率 = 实际 ÷ 批准。支付进度率、固定资产利用率的
    分子分母没有字段，无法核对。
    Fires on: 项目支出 120 万元、其中重点项目 90 万元，正文写“重点支出安排率 57%”。
    Silent on: 项目支出 120 万元、其中重点项目 90 万元，正文写“重点支出安排率 75%”。
    Source: 财预〔2013〕53号附表：重点支出安排率、楼堂馆所控制率。
    """
    yield from told_outcomes(case, "A23")


_NARRATIVE = ("spending.initial_budget", "spending.adjusted_budget")


def _adjustments(case: Case, part: Part) -> Iterator[tuple[str, Decimal]]:
    """Yield the rows with the adjustment of their budget in per cent; the narrative's own when the form has none."""
    found = rows_by_item(part.form.budget)
    rows = [f"{part.prefix}budget.rows[{found[item]}]" for item in _ADJUSTED if item in found]
    pairs = [(row, f"{row}.initial", f"{row}.adjusted") for row in rows]
    pairs = [pair for pair in pairs if pair[1] in case.known and pair[2] in case.known]
    if not pairs and not part.prefix and all(path in case.known for path in _NARRATIVE):
        pairs = [("spending", *_NARRATIVE)]
    for row, initial, adjusted in pairs:
        one, other = case.known[initial], case.known[adjusted]
        if one.value > 0 and one.kind == other.kind:
            yield row, (other.value - one.value) / one.value * HUNDRED


def _calm(case: Case, part: Part) -> Iterator[Said]:
    if any(True for _ in _adjustments(case, part)):
        subject = f"{part.prefix}budget.rows"
        yield Said("pass", subject, f"全年预算比年初预算的增减没有超过 {case.thresholds.adjustment_percent}%")


def _cells(row: str) -> tuple[str, str]:
    return _NARRATIVE if row == "spending" else (f"{row}.initial", f"{row}.adjusted")


def _adjusted_text(case: Case, row: str, rate: Decimal) -> str:
    initial, adjusted = _cells(row)
    change = f"{'增加' if rate > 0 else '减少'} {fixed(abs(rate), 2)}%"
    return (
        f"{name(case.report, adjusted)} {amount(case.known, adjusted)}比年初预算 {amount(case.known, initial)}{change}"
    )


def _adjusted_computation(case: Case, row: str, rate: Decimal) -> str:
    one, other = (case.known[path] for path in _cells(row))
    return f"({shown(other, one)}-{shown(one, other)})/{shown(one, other)}={fixed(rate, 2)}%"


def _reason(part: Part) -> str:
    """Return what a form itself says of an addition, in its goals or reasons."""
    goals = part.form.goals
    texts = [goals.expected, goals.actual] if goals else []
    texts += [row.deviation for row in part.form.indicators]
    return next((text.text for text in texts if text is not None and _EXPLAINS.search(text.text)), "")


def _balance(case: Case) -> Iterator[Said]:
    """年末结余 beside budget − spending, or income − spending; other flows are not known, so it only warns."""
    balance = case.known.get("spending.balance")
    if balance is None or balance.kind != "money":
        return
    ways = list(_ways(case))
    if not ways:
        missing = ("spending.adjusted_budget", "spending.total")
        yield Said("insufficient", "spending.balance", "缺少全年预算或支出合计，年末结余无法核对", missing=missing)
        return
    paths, rest = min(ways, key=lambda one: abs(one[1].value - balance.value))
    agrees = equal(balance, rest) != "fail"
    *sources, spent = (shown(case.known[path], balance) for path in paths)
    due = plain(rest.value * balance.printed_unit)
    sign = "" if agrees else f"≠{balance.printed}"
    computation = f"{'+'.join(sources)}-{spent}={due}{sign}"
    written = amount(case.known, "spending.balance")
    words = f"{amounts(case, paths)}，相差 {with_unit(due, balance)}，年末结余写 {written}"
    if agrees:
        yield Said("pass", "spending.balance", f"年末结余相符：{words}", computation, ("spending.balance", *paths))
    else:
        message = f"{words}，二者不符，请说明口径"
        yield Said("fail", "spending.balance", message, computation, ("spending.balance", *paths))


def _ways(case: Case) -> Iterator[tuple[tuple[str, ...], Number]]:
    """Yield how the balance may be computed: budget − spending, income − spending, with what the year began with."""
    whole = next(parts(case.report))
    spent = _first(case, "spending.total", whole.cell("total", "executed"))
    sources: list[tuple[str | None, ...]] = [
        ("spending.adjusted_budget",), (whole.cell("total", "adjusted"),), ("income.total",),
        ("income.total", "income.carryover"),
    ]  # fmt: skip
    for paths in sources:
        present = tuple(path for path in paths if path is not None and path in case.known)
        if spent is not None and len(present) == len(paths):
            rest = minus(_sum([case.known[path] for path in present]), case.known[spent])
            yield (*present, spent), rest


def _sum(numbers: list[Number]) -> Number:
    first, *others = numbers
    for other in others:
        first = minus(first, other._replace(value=-other.value, printed=-other.printed))
    return first


def _first(case: Case, *candidates: str | None) -> str | None:
    return next((path for path in candidates if path is not None and path in case.known), None)
