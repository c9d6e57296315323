"""Family B: one fact in several places: scores told and printed, projects and their summary, indicators and facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.arithmetic.compare import Number, equal, product
from extractor.arithmetic.computation import fixed, shown
from extractor.arithmetic.facts import alternative
from extractor.arithmetic.forms import sense
from extractor.arithmetic.indicator import score as due_score
from extractor.arithmetic.parts import Part, column_of, leaf_paths, parts
from extractor.records import paths
from extractor.records.evidence import Evidence
from extractor.records.finding import Change, Repair, Severity, Side
from extractor.records.report import Alternative, Indicator, Text
from extractor.validation.grades import grade_of
from extractor.validation.rates import NamedRate, Reading, agreement, rate_named
from extractor.validation.rule import Case, Said, rule, side
from extractor.validation.words import amount, amounts, expected, indicator_name, name, with_unit

_EVALUATED = re.compile(r"(?:开展|进行|组织)[^。]*绩效(?:自评|评价)|绩效(?:自评|评价)[^。]{0,6}如下|形成评价结论")
_CONCLUDES = re.compile(
    r"(?:得分|评分|总分|等次|等级|评定|自评结果)[^。；]{0,12}?(?:\d+(?:\.\d+)?\s*分|[“\"]?(?:优|良|中|差|合格))"
)
_TOTAL = re.compile(r"总分|总得分|综合得分|自评得分|自评分|评价得分|最终得分|总体评分|总评分|评分为|得分为")
_CENT = Decimal("0.01")
_COLUMNS = ("initial", "adjusted", "executed", "rate", "score")


@rule("B13", "narrative-score-contradicts-form", "error", needs=("score.total",))
def score_told(case: Case) -> Iterator[Said]:
    """正文所说的得分、等次与自评表不同，或全文没有得分和等次。

    Why: 自评结论就是总分和等次，正文与表必须一致；叙述报告没有写出的作提醒。指标表没有得分一列的，不作结论。
    Fires on: 表中总分 96.82 分，正文写“自评总分 98.62 分”。
    Silent on: 表中总分 92.62 分、正文“总体评分 92.62 分，自评优秀”。
    Source: 部门整体支出绩效自评报告参考提纲：正文写明自评得分和等次。
    """
    for part in parts(case.report):
        if part.form.score is not None:
            yield from _other_scores(case, f"{part.prefix}score.total")
            yield from _other_grades(case, f"{part.prefix}score.grade")
    if not _lacks_a_conclusion(case):
        return
    concluded = next((one for one in case.narrative if _CONCLUDES.search(one.text)), None)
    if concluded is not None:
        words = "正文似有得分或等次，没有读成字段，需人工核对"
        yield Said("insufficient", "score.total", words, sides=(concluded.side("sections"),))
    else:
        told = next((one for one in case.narrative if _EVALUATED.search(one.text)), None)
        sides = (told.side("sections"),) if told is not None else ()
        yield Said("fail", "score.total", "全文没有自评得分，也没有评价等次", sides=sides, severity="warning")


@rule("B14", "summary-contradicts-project", "error", needs=("projects[].score.total", "projects[].budget.rows"))
def project_summary(case: Case) -> Iterator[Said]:
    """汇总表、附表所列的项目资金和得分与项目自评表不同。

    Why: 项目表的预算数、执行数、得分在汇总表和部门附表中引用时应照抄；正文里的金额可能只是其中一部分，不在此核对。
    Fires on: 汇总表预算数 48.60 万元，项目自评表全年预算数 45.00 万元。
    Silent on: 汇总表预算数 48.60 万元，项目自评表全年预算数 48.6 万元。
    Source: 部门整体支出自评附件：项目支出自评表与汇总表逐项对应。
    """
    for part in parts(case.report):
        rows = part.form.budget.rows if part.form.budget and part.prefix else ()
        for index in range(len(rows)):
            for column in _COLUMNS:
                yield from _other_values(case, f"{part.prefix}budget.rows[{index}].{column}")


@rule("B15", "indicator-contradicts-fact", "warning", needs=("indicators[].actual", "budget.rows[].executed"))
def indicator_and_fact(case: Case) -> Iterator[Said]:
    """指标里的执行率、控制率、结转结余率与预算表、人数算出的不同。

    Why: 指标复述的比率应等于报告自己的数字；按真实数重算会改变得分的是错误，得分不变的作提醒。
    Fires on: 基本支出执行 1673387.69 元、预算 1727854.97 元（96.84%），指标“基本支出预算执行”完成值写 100%、得满分。
    Silent on: 在职 10 人、编制 10 人，指标“在职人员控制率”完成值写 100%。
    Source: 财预〔2013〕53号附表的公式；同一份报告里同一个比率只有一个值。
    """
    for part in parts(case.report):
        for index, row in enumerate(part.form.indicators):
            path = f"{part.prefix}indicators[{index}]"
            rate = rate_named(re.sub(r"\s", "", row.level3.text)) if row.level3 is not None else None
            if rate is not None and f"{path}.actual" in case.known:
                yield from _restated(case, part, path, rate)


def _other_scores(case: Case, path: str) -> Iterator[Said]:
    printed, one = paths.get(case.report, path), case.known.get(path)
    if not isinstance(printed, Text) or one is None or printed.corrected is not None:
        return
    others = [(other, number) for other in printed.alternatives if (number := alternative(path, other, one))]
    wrong = [(other, number) for other, number in others if number.value != one.value]
    for other, number in wrong[:1]:
        words = f"{name(case.report, path)} {amount(case.known, path)}，另一处写 {with_unit(str(number.printed), one)}"
        severity: Severity | None = None if _names_the_total(case, other) else "warning"
        yield Said("fail", path, words, f"{one.printed}≠{number.printed}", severity=severity,
                   sides=_sides(case, path, other))  # fmt: skip
    if printed.also_at and not wrong:
        places = (Side(path=path, text=at.quote, at=at) for at in printed.also_at)
        yield Said("pass", path, "正文与表的总分相同", sides=(side(case.report, path), *places))


def _other_grades(case: Case, path: str) -> Iterator[Said]:
    printed = paths.get(case.report, path)
    if not isinstance(printed, Text) or printed.corrected is not None:
        return
    grades = case.thresholds.grades
    one = grade_of(printed.text, grades)
    for other in printed.alternatives:
        two = grade_of(other.text, grades)
        if one is not None and two is not None and one != two:
            words = f"{name(case.report, path)}“{printed.text}”，另一处写“{other.text}”"
            yield Said("fail", path, words, f"{printed.text}≠{other.text}", sides=_sides(case, path, other))
            return


def _lacks_a_conclusion(case: Case) -> bool:
    """Whether a narrative of a department, without any form that could hold a score, names neither score nor grade."""
    report = case.report
    scored = [part.form.score for part in parts(report) if part.form.score is not None]
    told = any(score.total is not None or score.grade is not None for score in scored)
    narrative = report.spending is not None or report.income is not None
    return narrative and not told and not report.indicators and not report.projects


def _other_values(case: Case, path: str) -> Iterator[Said]:
    printed, one = paths.get(case.report, path), case.known.get(path)
    if not isinstance(printed, Text) or one is None or printed.corrected is not None:
        return
    for other in printed.alternatives:
        number = alternative(path, other, one) if _in_table(other.at) and _in_table(printed.at) else None
        if number is not None and number.kind == one.kind and equal(one, number) == "fail":
            texts = [with_unit(format(value.printed, "f"), value) for value in (one, number)]
            words = f"{name(case.report, path)} {texts[0]}，汇总或他处写 {texts[1]}"
            computation = f"{shown(one, number)}≠{shown(number, one)}"
            yield Said("fail", path, words, computation, sides=_sides(case, path, other))
            return
    if printed.also_at:
        yield Said("pass", path, f"{name(case.report, path)}与汇总或他处相同", paths=(path,))


def _in_table(at: Evidence) -> bool:
    """Whether something stands in a table: an amount that the narrative names may be part of it only."""
    return at.line.startswith("T")


def _names_the_total(case: Case, other: Alternative) -> bool:
    """Whether another score is called the total where it stands; any other word may mean a part of it."""
    return _in_table(other.at) or any(_TOTAL.search(one.text) and other.text in one.text for one in case.narrative)


def _sides(case: Case, path: str, other: Alternative) -> tuple[Side, ...]:
    return (side(case.report, path), Side(path=path, text=other.text, at=other.at))


def _restated(case: Case, part: Part, path: str, rate: NamedRate) -> Iterator[Said]:
    """Compare the rate that an indicator states with the amounts of the report, or with the printed rate."""
    cell = f"{path}.actual"
    printed = case.known[cell]
    if paths.get(case.report, f"{cell}.operator"):  # “100%以内” is no figure of a rate
        return
    if printed.kind == "plain":  # a bare 100 in a table of rates
        printed = printed._replace(kind="percent", unit="%")
    readings = [one for one in rate.readings(case, part) if one.whole.value > 0]
    verdict = agreement(printed, readings) if printed.kind == "percent" and not printed.approximate else None
    if verdict is None:
        return
    nearest = _with_printed_rate(case, min(readings, key=lambda one: abs(one.value - printed.value)))
    title, text = indicator_name(case.report, path), with_unit(format(printed.printed, "f"), printed)
    fields = (f"{path}.{field}" for field in ("actual", "target", "weight", "score"))
    involved = tuple(one for one in (*fields, *nearest.paths) if paths.get(case.report, one) is not None)
    if verdict != "fail" or _is_printed_rate(case, printed, nearest):
        words = f"指标{title}完成值 {text}与{_amounts(case, nearest)}相符"
        yield Said("pass", cell, words, nearest.division, involved)
        return
    due, real = _score_again(case, part, path, nearest.value), f"{fixed(nearest.value, 2)}%"
    message = f"按{_amounts(case, nearest)}计算应为 {real}，指标{title}完成值写 {text}"
    changes = [Change(path=cell, old=text, new=real)]
    if due:
        given = f"{path}.score"
        message += f"，得分按比例应为 {due}，写 {amount(case.known, given)}"
        changes.append(Change(path=given, old=_tight(amount(case.known, given)), new=_tight(due)))
    yield Said("fail", cell, message, f"{nearest.text}≠{text}", involved, repair=_repair(title, changes),
               severity="error" if due else "warning")  # fmt: skip


def _tight(text: str) -> str:
    return text.replace(" ", "")


def _repair(title: str, changes: list[Change]) -> Repair:
    """Return the suggestion: the rate of the budget table, and the score that it earns."""
    texts = "、".join(
        f"{what} {one.old} 改为 {one.new}" for what, one in zip(("完成值", "得分"), changes, strict=False)
    )
    return Repair(kind="cell-derived", verdict="unique", changes=tuple(changes), explains=("B15",),
                  message=f"建议核对：指标{title}{texts}，改后与预算表相符")  # fmt: skip


def _with_printed_rate(case: Case, reading: Reading) -> Reading:
    """Return a reading that shows the rate that the budget table itself prints, when that is right."""
    path = f"{reading.paths[0].rpartition('.')[0]}.rate"
    rate = case.known.get(path)
    if rate is None or not reading.paths[0].endswith(".executed") or agreement(rate, [reading]) == "fail":
        return reading
    return reading._replace(printed=rate.value, paths=(*reading.paths, path))


def _is_printed_rate(case: Case, printed: Number, reading: Reading) -> bool:
    """Whether an indicator repeats the printed rate of its row: if that is wrong, A01 says so."""
    rate = case.known.get(f"{reading.paths[0].rpartition('.')[0]}.rate")
    return rate is not None and equal(printed, rate) != "fail"


def _amounts(case: Case, reading: Reading) -> str:
    return amounts(case, (path for path in reading.paths if not path.endswith(".rate")))


def _score_again(case: Case, part: Part, path: str, real: Decimal) -> str:
    """Return the score that the real rate earns, when it is another one; the formula needs a bare target."""
    row = _indicator(part, path)
    weight, target, given = (case.known.get(f"{path}.{field}") for field in ("weight", "target", "score"))
    if row is None or weight is None or target is None or given is None:
        return ""
    actual = Number(real, _CENT, "percent", exact=False, printed=real, unit="%", decimals=2)
    target = target._replace(kind="percent") if target.kind == "plain" else target
    due = due_score(sense(row), weight, target, actual)
    finest = column_of(case.known, leaf_paths(part, "score"), "points")
    if due is None or due >= given.value or product(given, [due], finest) == "pass":
        return ""
    return expected(due, given)


def _indicator(part: Part, path: str) -> Indicator | None:
    found = paths.get(part.form, path.removeprefix(part.prefix))
    return found if isinstance(found, Indicator) else None
