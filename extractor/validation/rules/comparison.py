"""Family A: figures beside those of the year before, and spending beside what was planned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.arithmetic.compare import equal
from extractor.arithmetic.computation import shown
from extractor.arithmetic.identity import HOLDS, Identity, status
from extractor.records import paths
from extractor.records.finding import Severity
from extractor.records.quantity import is_money
from extractor.validation.goals import differ_by_ten_thousand
from extractor.validation.growth import (
    Change,
    Spoken,
    changes,
    growth_text,
    minus,
    number_of,
    rate_agrees,
    spoken,
    spoken_verdict,
)
from extractor.validation.narrative import Sentence
from extractor.validation.rule import Case, Said, rule, side
from extractor.validation.told import told_outcomes
from extractor.validation.words import amount, name, part_name, quoted, with_unit

_CLAIM = re.compile(
    r"(?:低于|未超过?|没有超过?|不超过?|未突破|严格控制在|控制在|未超出)[^，。；]{0,8}?(?:预算|批复|控制数|额度)|控制在[^，。；]{0,6}以内"
)
_SUBJECT = re.compile(r"[“\"]?三公[”\"]?")
_AIMS = re.compile(r"力争|计划|下一步|将|要求|确保|应|须|指标|目标|标准|规定|制度|原则|加强")
_CONTAINERS = re.compile(
    r"^(?:部门)?(?:基本支出|项目支出)|预算调整|^合计|^总计|三公|公务用车|公车|出国|出境|接待|面积|编制|在职|率"
)
_CONTROL = re.compile(r"三公[”\"]?经费.{0,4}控制")


@rule(
    "A13", "change-contradicts-figures", "error", needs=("spending.change_from_previous", "three_public.rows[].growth")
)
def change(case: Case) -> Iterator[Said]:
    """比上年（预算）的增减额、增减率、方向词与金额不符。

    Why: 本期 − 上期 = 增减额，增减额 ÷ 上期 = 增减率；增加、减少、持平、高于、低于要与所比的两个数一致。
    上期为 0 没有增减率。
    Fires on: 支出 18.42 万元，较上年增加 1.16 万元，下降 5.92%。
    Silent on: 支出 18.42 万元，较上年减少 1.16 万元，下降 5.92%。
    Source: 增减率 =（本期 − 上期）/ 上期，按印出的位数四舍五入或截断。
    """
    for one in changes(case.known):
        yield from _change(case, one)
    for sentence in spoken(case.narrative):
        yield from _spoken(sentence)


@rule(
    "A18", "spending-control-exceeded", "warning", needs=("three_public.rows[].final", "base_data.rows[].current_final")
)
def control(case: Case) -> Iterator[Said]:
    """“三公”、公用、项目的决算数超过预算数，或与“低于预算”的说法不符。

    Why: “三公”经费和公用、项目经费应控制在预算之内；写明没有超过预算而数字相反的是错误，没有数字的说法无法核对，
    预算和支出都是 0 时控制率没有意义。
    Fires on: 业务工作经费预算 135600、决算 7426775.36。
    Silent on: “三公”经费预算 12 万元、决算 9.68 万元，正文写“低于预算”；基础数据表的项目预算 30 万元、决算 45 万元，
    该项目自评表写年初预算 30 万元、全年预算 46 万元。
    Source: 财预〔2013〕53号附表：“三公经费”控制率、公用经费控制率；基础数据表的经费控制情况。
    """
    over = _over_three_public(case)
    claims = [one for one in case.narrative if _is_claim(one)]
    if over:
        yield _overrun(case, over, claims)
    elif claims:
        yield _claimed(case, claims[0])
    elif _compared(case):
        yield Said("pass", "three_public.rows", "“三公”经费没有超过预算")
    yield from told_outcomes(case, "A18")
    yield from _base_rows(case)
    yield from _undefined(case)


def _change(case: Case, one: Change) -> Iterator[Said]:
    known = case.known
    moved, growth, before = (known.get(path or "") for path in (one.change, one.growth, one.previous))
    involved = tuple(path for path in one if path is not None)
    title = f"{name(case.report, one.amount)} {amount(known, one.amount)}"
    if any(known[path].approximate for path in involved):
        return
    if moved is not None and growth is not None and moved.value * growth.value < 0:
        words = f"{title}，增减额为{_way(case, one.change)}，增减率却是{_way(case, one.growth)}，方向相反"
        yield Said("fail", one.change or "", words, f"{moved.printed}{moved.unit}≠{growth.printed}%", involved,
                   severity=_unless_together(case, involved))  # fmt: skip
        return
    if moved is not None and before is not None and moved.kind == before.kind:
        yield from _difference(case, one, involved)
    if before is not None and before.value == 0 and growth is not None and growth.value:
        words = f"{title}，上年为 0，没有增减率，报告写 {amount(known, one.growth or '')}"
        yield Said("fail", one.growth or "", words, paths=involved, severity="warning")
        return
    agrees, base = rate_agrees(known, one)
    if agrees is None or base is None or growth is None:
        return
    shift = moved if moved is not None else minus(known[one.amount], base)
    due = growth_text(shift, base)
    if agrees == "fail":
        words = f"{title}，按增减额计算，增减率应为 {due.rpartition('=')[2]}，报告写 {amount(known, one.growth or '')}"
        yield Said("fail", one.growth or "", words, f"{due}≠{growth.printed}%", involved,
                   severity=_unless_together(case, involved))  # fmt: skip
    else:
        yield Said("pass", one.growth or "", f"{title}，增减额与增减率相符", due, involved)


def _difference(case: Case, one: Change, involved: tuple[str, ...]) -> Iterator[Said]:
    """Say whether a change is the figure less that of the year before, or less the budget that it may be beside."""
    known = case.known
    current, moved = known[one.amount], known[one.change or ""]
    budget = known.get(f"{one.amount.rpartition('.')[0]}.budget")
    bases = [base for base in (known[one.previous or ""], budget) if base is not None and base.kind == current.kind]
    if not bases:
        return
    computation = f"{shown(current, moved)}-{shown(bases[0], moved)}={minus(current, bases[0]).printed.normalize():f}"
    title = f"{name(case.report, one.amount)} {amount(known, one.amount)}"
    if any(equal(moved, minus(current, base)) != "fail" for base in bases):
        yield Said("pass", one.change or "", f"{title}，与上年之差和增减额相符", computation, involved)
    else:
        words = f"{title}，上年 {amount(known, one.previous or '')}，增减额写{_way(case, one.change)}"
        yield Said("fail", one.change or "", words, f"{computation}≠{moved.printed}", involved)


def _unless_together(case: Case, involved: tuple[str, ...]) -> Severity | None:
    """Figures read from different sentences may speak of different things: that only warns."""
    places = {one.at.line for path in involved if (one := side(case.report, path)).at is not None}
    return None if len(places) == 1 else "warning"


def _way(case: Case, path: str | None) -> str:
    """Return 增加 1.16 万元 or 下降 5.92%."""
    one = case.known[path or ""]
    word = ("增长" if one.value > 0 else "下降") if one.kind == "percent" else ("增加" if one.value > 0 else "减少")
    return f"{word} {with_unit(format(abs(one.printed), 'f'), one)}"


def _spoken(one: Spoken) -> Iterator[Said]:
    agrees = spoken_verdict(one)
    if agrees is None:
        return
    left, right = (number_of(quantity) for quantity in (one.one, one.other))
    texts = [with_unit(format(number.printed, "f"), number) for number in (left, right)]
    sign = "=" if left.value == right.value else ">" if left.value > right.value else "<"
    computation = f"{shown(left, right)}{sign}{shown(right, left)}"
    sides = (one.sentence.side("sections"),)
    if agrees:
        yield Said("pass", "sections", f"{texts[0]}与 {texts[1]}相比，“{one.word}”相符", computation, sides=sides)
    else:
        words = f"正文写 {texts[0]}比 {texts[1]}“{one.word}”，与两数的大小不符"
        yield Said(
            "fail", "sections", words, computation, sides=sides, severity="error" if one.difference else "warning"
        )


def _is_claim(one: Sentence) -> bool:
    found = _CLAIM.search(one.text)
    subject = _SUBJECT.search(one.text)
    return found is not None and subject is not None and not _AIMS.search(one.text[: found.start()][-12:])


def _three_rows(case: Case) -> Iterator[str]:
    rows = case.report.three_public.rows if case.report.three_public else ()
    for index in range(len(rows)):
        row = f"three_public.rows[{index}]"
        if all(f"{row}.{column}" in case.known for column in ("budget", "final")):
            yield row


def _compared(case: Case) -> bool:
    return any(True for _ in _three_rows(case))


def _over_three_public(case: Case) -> list[str]:
    """Return the rows of 三公经费 whose final figure is above the budget, the parts before their total."""
    known = case.known
    pairs = [(row, known[f"{row}.final"], known[f"{row}.budget"]) for row in _three_rows(case)]
    return [row for row, one, other in pairs if one.kind == other.kind and one.value > other.value
            and equal(one, other) == "fail"]  # fmt: skip


def _overrun(case: Case, rows: list[str], claims: list[Sentence]) -> Said:
    cells = tuple(f"{row}.{column}" for row in rows for column in ("budget", "final"))
    texts = "；".join(_over_text(case, f"{row}.budget", f"{row}.final") for row in rows)
    computation = "；".join(_over_computation(case, f"{row}.budget", f"{row}.final") for row in rows)
    total = any(paths.get(case.report, f"{row}.item") == "total" for row in rows)
    sides = tuple(side(case.report, path) for path in cells)
    if claims and total:
        words = f"{texts}，与正文{quoted(claims[0].text)}不符"
        return Said("fail", cells[1], words, computation, sides=(*sides, claims[0].side("sections")), severity="error")
    return Said("fail", cells[1], f"{texts}，请说明原因", computation, sides=sides)


def _over_text(case: Case, budget: str, final: str) -> str:
    return f"{part_name(case.report, final)}决算 {amount(case.known, final)}超过预算 {amount(case.known, budget)}"


def _over_computation(case: Case, budget: str, final: str) -> str:
    one, other = case.known[final], case.known[budget]
    return f"{shown(one, other)}>{shown(other, one)}"


def _claimed(case: Case, claim: Sentence) -> Said:
    """Say of 未超预算 that the figures agree, or that no figures stand in the report."""
    if _compared(case):
        return Said("pass", "three_public.rows", "“三公”经费未超预算的说法与数字相符", sides=(claim.side("sections"),))
    words = f"正文写{quoted(claim.text)}，报告没有同时列出“三公”经费的预算数和决算数，这个说法无法核对"
    return Said("hint", "three_public", words, sides=(claim.side("three_public"),))


def _base_rows(case: Case) -> Iterator[Said]:
    """Say once which rows of 基础数据表 are far above their budget; totals have checks of their own.

    Not those whose project table shows that the budget was raised in the course of the year.
    """
    rows = case.report.base_data.rows if case.report.base_data else ()
    limit = 1 + case.thresholds.overrun_percent / 100
    over = []
    for index, row in enumerate(rows):
        cells = tuple(f"base_data.rows[{index}].{column}" for column in ("current_budget", "current_final"))
        if _CONTAINERS.search(row.label.text) or any(path not in case.known for path in cells):
            continue
        budget, final = (case.known[path] for path in cells)
        if not is_money(final.unit) or budget.value <= 0 or differ_by_ten_thousand(final.value, budget.value):
            continue
        if final.value > budget.value * limit and not _raised_to_cover(case, *cells):
            over.append(cells)
    if over:
        texts = "；".join(_over_text(case, *cells) for cells in over)
        computation = "；".join(_over_computation(case, *cells) for cells in over)
        involved = tuple(path for cells in over for path in cells)
        yield Said("fail", over[0][1], f"基础数据表{texts}，请说明原因", computation, involved)


def _raised_to_cover(case: Case, budget: str, final: str) -> bool:
    """Whether the project's own table says that its budget was raised in the year, to at least what was spent.

    基础数据表 prints the budget of the beginning of the year; A14 asks why it was raised.
    """
    same = (one for one in case.identities if one.result == budget and status(one, case.known.get) in HOLDS)
    starts = [term for one in same for term in one.terms if term.startswith("projects[") and term.endswith(".initial")]
    raised = [f"{term.removesuffix('initial')}adjusted" for term in starts]
    return any(status(Identity("A18", "limit", final, (path,)), case.known.get) in HOLDS for path in raised)


def _undefined(case: Case) -> Iterator[Said]:
    """Say that a 三公 control rate has no meaning when nothing was spent and no budget is printed."""
    rows = case.report.three_public.rows if case.report.three_public else ()
    total = next((index for index, row in enumerate(rows) if row.item == "total"), None)
    final = case.known.get(f"three_public.rows[{total}].final")
    budget = case.known.get(f"three_public.rows[{total}].budget")
    if final is None or final.value or (budget is not None and budget.value):
        return
    for index, row in enumerate(case.report.indicators):
        rate = f"indicators[{index}].actual"
        if (
            row.level3 is not None
            and _CONTROL.search(row.level3.text)
            and rate in case.known
            and case.known[rate].value
        ):
            words = f"“三公”经费支出为 0，控制率没有意义或应为 0%，指标写 {amount(case.known, rate)}，没有依据"
            yield Said("hint", rate, words, paths=(f"three_public.rows[{total}].final", rate))
