"""Family B: weights, scores and grades."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extractor.arithmetic.compare import HUNDRED
from extractor.arithmetic.parts import Part, parts
from extractor.records.report import Indicator
from extractor.validation.grades import asked_for, due, grade_of
from extractor.validation.quantified import Judgement, accepted, judge, score_sentence, together
from extractor.validation.reasons import (
    cells,
    earned,
    has_reason,
    lacks_column,
    reasons_elsewhere,
    short_rows,
    shortfalls,
)
from extractor.validation.rule import Case, Judged, Said, rule
from extractor.validation.sentences import printed_text
from extractor.validation.words import amount, blanks, indicator_name, name, say


@rule("B01", "weights-do-not-make-a-hundred", "error", needs=("indicators[].weight",))
def weights_total(case: Case) -> Iterator[Said]:
    """分值合计不等于满分。

    Why: 各三级指标分值加上执行率分值（计一次）应为 100 分或表中所印总分值；执行率分值没有印出又推不出的，无法核对。
    Fires on: 指标分值合计 85 分、执行率 10 分。
    Silent on: 指标分值合计 90 分、执行率 10 分。
    Source: 财预〔2020〕10号：自评总分 100 分，含预算执行率 10 分。
    """
    for one in case.judged("B01"):
        full = amount(case.known, one.verdict.read.result)
        yield say(case, one, f"各指标分值与执行率分值合计 {_total(one)} 分，应为 {full}{blanks(one)}")


@rule("B02", "level-weight-differs-from-its-indicators", "error", needs=("indicators[].level1_weight",))
def level_weights(case: Case) -> Iterator[Said]:
    """一级指标括号内的分值与其下分值之和不符。

    Why: “产出指标（50分）”就是其下三级指标分值之和；错位的合并单元格也会使它不成立。名称丢失的，按括号内分值分组。
    Fires on: 产出指标（50分），其下分值 10+10+10+10+20+10。
    Silent on: 效益指标（30分），其下分值 10+10+10。
    Source: 预算管理一体化绩效模块：三级分值之和等于一级分值。
    """
    for one in case.judged("B02"):
        path = one.verdict.read.result
        words = amount(case.known, path) if path in case.known else ""
        yield say(case, one, f"{name(case.report, path)} {words}，其下各指标分值合计 {_total(one)} 分{blanks(one)}")


@rule("B04", "score-out-of-bounds", "error", needs=("indicators[].score",))
def score_bounds(case: Case) -> Iterator[Said]:
    """得分超过分值，或为负数。

    Why: 0 ≤ 得分 ≤ 分值，总分也不得超过总分值。
    Fires on: 分值 10 分，得分 12 分。
    Silent on: 分值 10 分，得分 10 分。
    Source: 预算管理一体化绩效模块：得分不大于分值。
    """
    for part in parts(case.report):
        bounds = [one for one in case.judged("B04") if _belongs(one, part, case)]
        wrong = [one for one in bounds if one.verdict.status == "fail"]
        below = [path for path in _scores(case, part) if case.known[path].value < 0]
        texts = [f"{name(case.report, one.identity.result)} {amount(case.known, one.identity.result)}超过分值 "
                 f"{amount(case.known, one.identity.terms[0])}" for one in wrong]  # fmt: skip
        texts += [f"{name(case.report, path)} {amount(case.known, path)}为负数" for path in below]
        involved = tuple(path for one in wrong for path in one.identity.paths) + tuple(below)
        if texts:
            computations = "；".join(one.computation for one in wrong)
            yield Said("fail", involved[0], "；".join(texts), computations, involved)
        elif bounds:
            yield Said("pass", f"{part.prefix}indicators", "各项得分都在 0 和分值之间")


@rule("B05", "score-total-differs-from-its-parts", "error", needs=("score.total", "indicators[].score"))
def score_total(case: Case) -> Iterator[Said]:
    """总分与各项得分之和不符。

    Why: 总分 = 各三级指标得分 + 执行率得分（计一次）；得分是准确数，差 1 分也是错。
    Fires on: 各项得分合计 100 分，总分写 99 分。
    Silent on: 各项得分合计 92.62 分，总分写 92.62 分。
    Source: 预算管理一体化绩效模块：总分 = 各三级得分之和 + 执行率得分。
    """
    for one in case.judged("B05"):
        total = f"{name(case.report, one.verdict.read.result)}写 {printed_text(case, one)}"
        yield say(case, one, f"各指标得分与执行率得分合计 {_total(one)} 分，{total}{blanks(one)}")


@rule("B06", "score-contradicts-completion", "error", needs=("indicators[].target", "indicators[].actual"))
def quantified_score(case: Case) -> Iterator[Said]:
    """定量指标的得分与完成情况不符。

    Why: 正向指标未完成的按完成比例得分，反向指标按超出比例扣分；未完成却得满分是错误，其他出入和从长句中读出的数字
    只作提醒，低于比例而写了原因的视为从严评分。没有符号的百分数和个数按正向看。
    Fires on: 指标值 100%、完成值 90%、分值 10 分，得分 10 分。
    Silent on: 指标值 90%、完成值 90%、分值 10 分，得分 10 分。
    Source: 预算管理一体化绩效模块：定量指标的得分公式。
    """
    found: defaultdict[Judgement, list[Judged]] = defaultdict(list)
    for one in case.judged("B06"):
        judgement = judge(case, one)
        found[judgement].append(one)
        if judgement is Judgement.HOLDS:
            yield accepted(case, one)
        elif judgement is Judgement.UNEARNED:
            yield say(case, one, score_sentence(case, one))
    if found[Judgement.OTHER]:
        yield together(case, found[Judgement.OTHER], "fail")
    if found[Judgement.STRICTER]:
        yield together(case, found[Judgement.STRICTER], "hint")


@rule("B09", "deduction-unexplained", "warning", needs=("indicators[].score", "indicators[].weight"))
def unexplained_deduction(case: Case) -> Iterator[Said]:
    """扣了分或没有完成，却没有写偏差原因。

    Why: 得分低于分值的，财政系统要求必须填写偏差原因及改进措施；没有完成的也应说明。没有年度指标值的不评分，也不必
    说明；表中没有这一栏而另有一节或一行集中说明的，不逐条判断。
    Fires on: 分值 2 分、得分 1.8 分，偏差原因空白。
    Silent on: 分值 2 分、得分 1.8 分，偏差原因写明。
    Source: 预算管理一体化绩效模块：得分低于分值时偏差原因必填。
    """
    for part in parts(case.report):
        lacking = short_rows(case, part)
        silent = [path for path in lacking if not has_reason(case, path)]
        elsewhere = reasons_elsewhere(case, part) if silent else ""
        if elsewhere:
            message = f"没有逐条的原因栏，“{elsewhere}”集中说明，{len(silent)} 条是否都写到需人工核对"
            missing = (f"{silent[0]}.deviation",)
            yield Said("insufficient", missing[0], message, paths=cells(case, silent), missing=missing)
        elif silent:
            blank = "表中没有原因一栏，也没有另作说明" if lacks_column(case, part) else "偏差原因空白"
            message = f"{len(silent)} 条指标得分低于分值或没有完成，{blank}：{earned(case, silent)}"
            yield Said("fail", f"{silent[0]}.deviation", message, shortfalls(case, silent), cells(case, silent))
        elif lacking:
            yield Said("pass", f"{part.prefix}indicators", "扣分或未完成的指标都写了偏差原因")


@rule("B11", "weight-or-score-missing", "error", needs=("indicators[].target",))
def missing_scores(case: Case) -> Iterator[Said]:
    """指标有目标值或完成值，却没有分值或得分。

    Why: 空着分值或得分，分值合计和总分就无从说起；整张表都没有这一列的，说明无法核对，不逐行报错。
    Fires on: 满意度三行有指标值 90%、完成值 90%，分值和得分都空白，而其他行都有。
    Silent on: 每行都有分值和得分。
    Source: 项目支出、部门整体支出绩效自评表：每条指标都有分值和得分。
    """
    for part in parts(case.report):
        rows = [path for path, row in _rows(part) if row.target is not None or row.actual is not None]
        printed = [f for f in ("weight", "score") if any(f"{path}.{f}" in case.known for path in rows)]
        absent = [f for f in ("weight", "score") if f not in printed]
        if rows and absent:
            fields = tuple(f"{rows[0]}.{field}" for field in absent)
            yield Said("insufficient", fields[0], "指标表没有印出分值或得分，无法核对", missing=fields)
        lacking = [path for path in rows if any(f"{path}.{field}" not in case.known for field in printed)]
        if lacking:
            yield _missing(case, lacking, printed)
        elif rows and not absent:
            yield Said("pass", f"{part.prefix}indicators", "各条指标的分值和得分都已填写")


@rule("B12", "grade-contradicts-score", "error", needs=("score.total",))
def grade(case: Case) -> Iterator[Said]:
    """评价等次与总分不符，或没有填写。

    Why: 优 ≥90、良 80–90、中 60–80、差 <60；优秀即优，合格、一般即中，较差、不合格即差。没有填写的只作提醒；表上和
    正文里没有等次一栏的不提。
    Fires on: 总分 86 分，等次写优。
    Silent on: 总分 92.62 分，等次写优秀。
    Source: 财预〔2020〕10号：优 90、良 80、中 60 分起，各地可另定档次。
    """
    for part in parts(case.report):
        total, full = (case.known.get(f"{part.prefix}score.{field}") for field in ("total", "weight"))
        if total is None or part.form.score is None:
            continue
        path, printed = f"{part.prefix}score.total", part.form.score.grade
        grades = case.thresholds.grades
        wanted = due(total.value * HUNDRED / full.value if full is not None and full.value else total.value, grades)
        words = f"{name(case.report, path)} {amount(case.known, path)}"
        if printed is None or not printed.text.strip():
            if not part.prefix and (case.document is None or asked_for(case.document)):  # no project form has a grade
                yield Said(
                    "fail", "score.grade", f"{words}，应评为“{wanted}”，评价等次空白", "", (path,), severity="warning"
                )
            continue
        cells = (path, f"{part.prefix}score.grade")
        stated = grade_of(printed.corrected.text if printed.corrected is not None else printed.text, grades)
        if stated is None:
            yield Said("insufficient", cells[1], f"等次“{printed.text}”不在优、良、中、差之列，无法核对", paths=cells)
        else:
            wrong = f"{words}，按分数应为“{wanted}”，等次写“{printed.text}”"
            right = f"{words}，等次“{printed.text}”相符"
            yield Said(
                "pass" if stated == wanted else "fail", cells[1], right if stated == wanted else wrong, paths=cells
            )


def _total(one: Judged) -> str:
    return format(one.verdict.computed.normalize(), "f") if one.verdict.computed is not None else ""


def _belongs(one: Judged, part: Part, case: Case) -> bool:
    prefix = re.match(r"projects\[\d+\]\.", one.identity.result)
    return (prefix[0] if prefix else "") == part.prefix and one.identity.result in case.known


def _scores(case: Case, part: Part) -> list[str]:
    cells = [f"{path}.score" for path, _ in _rows(part)]
    return [path for path in (*cells, f"{part.prefix}score.total") if path in case.known]


def _rows(part: Part) -> list[tuple[str, Indicator]]:
    return [(f"{part.prefix}indicators[{index}]", row) for index, row in enumerate(part.form.indicators)]


def _missing(case: Case, rows: list[str], printed: list[str]) -> Said:
    names = {"weight": "分值", "score": "得分"}
    texts = "、".join(indicator_name(case.report, path) for path in rows)
    what = "、".join(names[field] for field in printed)
    message = f"{len(rows)} 条指标有指标值或完成值，{what}空白：{texts}"
    return Said("fail", rows[0], message, f"{len(rows)} 条指标空白", cells(case, rows))
