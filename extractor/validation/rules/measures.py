"""Family B: whether targets and actual values say anything that can be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.arithmetic.compare import HUNDRED
from extractor.arithmetic.parts import parts
from extractor.records.quantity import COUNTERS, find_quantities
from extractor.records.report import Indicator, Text
from extractor.validation.measuring import bare, counts_differ, is_band, said_elsewhere
from extractor.validation.reasons import cells
from extractor.validation.rows import listed, row_text, rows_of, said_of_rows, short_text
from extractor.validation.rule import Case, Said, rule, side
from extractor.validation.words import indicator_name

_PUBLISHED = re.compile(r"公开")
_REPORTED = re.compile(r"按时上报|已上报|及时上报")
_DATE = re.compile(r"[0-9０-９]\s*[年月]|[年月]底|前完成|之前")
_NONE = re.compile(r"无|未发生|没有")
_ALL = re.compile(r"全部|完成|达到|达标|足额|均|都|按时|及时|合格")
_IN_TIME = re.compile(r"按时|按期|及时|如期|提前|准时")
_TIMES = frozenset("天日月年周") | {"个月", "工作日", "个工作日", "小时", "分钟"}
_SPELLED = re.compile(rf"[一二两三四五六七八九十百]+\s*(?:{'|'.join(map(re.escape, COUNTERS))})")


@rule("B18", "actual-value-unmeasurable", "warning", needs=("indicators[].target", "indicators[].actual"))
def unmeasurable(case: Case) -> Iterator[Said]:
    """完成值无法核对：指标值有数而完成值没有，或完成值填的是评分档。

    Why: 指标值是数，完成值也应是数，否则得分没有依据；“100%-80%(含)”是评分档，不是完成值；“公开”指标写“按时上报”
    多半是照抄上一行。
    Fires on: 指标值“≥4次”，完成值“广泛深入开展”。
    Silent on: 指标值“≥4次”，完成值“5次”；指标值“按时完成”，完成值“已完成”。
    Source: 自评抽查复核的常见问题：完成值没有计算依据，不具考核性。
    """
    for part in parts(case.report):
        rows = [(path, row) for path, row in rows_of(part) if row.target is not None and row.actual is not None]
        wrong = [path for path, row in rows if _lacks_number(row) or is_band(row.actual)]
        copied = [path for path, row in rows if _is_copied(row)]
        texts = listed(row_text(case, path) for path in wrong)
        if wrong:
            yield said_of_rows(case, wrong, f"{len(wrong)} 条指标的完成值无法核对：{texts}")
        for path in copied:
            title, text = indicator_name(case.report, path), short_text(case, path, "actual")
            words = f"{title}是公开指标，完成值写“{text}”，没有回答是否公开"
            yield Said("hint", f"{path}.actual", words, paths=cells(case, [path]))
        if rows and not wrong and not copied:
            yield Said("pass", f"{part.prefix}indicators", "指标值有数的，完成值都有数")


@rule("B19", "result-copied-from-goal", "warning", needs=("goals.expected", "indicators[].target"))
def copied_goal(case: Case) -> Iterator[Said]:
    """总体完成情况照抄总体目标，或指标值照抄指标名。

    Why: 逐字相同的完成情况没有说明做了什么；与指标名相同的指标值不可衡量。
    Fires on: 年度总体目标与实际完成情况逐字相同；指标“加强宣传发动”的指标值写“加强宣传发动”。
    Silent on: 目标“完成62公里养护”，完成情况“62公里养护到位，一处边沟未清理”。
    Source: 自评抽查复核的常见问题：照抄目标，指标不具考核性。
    """
    for part in parts(case.report):
        goals = part.form.goals
        both = [f"{part.prefix}goals.expected", f"{part.prefix}goals.actual"]
        texts = [bare(goals.expected), bare(goals.actual)] if goals else ["", ""]
        if texts[0] and texts[0] == texts[1] and len(texts[0]) >= case.thresholds.copied_length:
            yield Said("fail", both[1], f"年度总体目标与实际完成情况逐字相同（{len(texts[0])} 字）", "", tuple(both))
        elif all(texts):
            yield Said("pass", both[1], "年度总体目标与实际完成情况不是照抄", paths=tuple(both))
        named = [(path, row) for path, row in rows_of(part) if row.target is not None and row.level3 is not None]
        same = [path for path, row in named if bare(row.target) == bare(row.level3) != ""]
        if same:
            names = listed(indicator_name(case.report, path) for path in same)
            yield said_of_rows(case, same, f"{len(same)} 条指标的指标值照抄指标名，不可衡量：{names}")


@rule("B20", "unit-of-measure-differs", "warning", needs=("indicators[].target", "indicators[].actual"))
def unit_of_measure(case: Case) -> Iterator[Said]:
    """指标值与完成值的计量单位不同，或与别处对同一件事的单位不同。

    Why: 指标值写“场”、完成值写“项”，无从判断完成没有；指标写“1场”而总体目标写“1~2家”，必有一处写错。
    Fires on: 指标“创建模范职工之家”写“1场”，年度目标写“创建模范职工之家1~2家”。
    Silent on: 指标值“200人”、完成值“210名”；指标值“4次”、完成值“5场次”。
    Source: 自评抽查复核的常见问题：计量单位前后不一致。
    """
    for part in parts(case.report):
        rows = [(path, row) for path, row in rows_of(part) if f"{path}.target" in case.known]
        differ = [path for path, _ in rows if _units_differ(case, path)]
        if differ:
            texts = listed(row_text(case, path) for path in differ)
            yield said_of_rows(case, differ, f"{len(differ)} 条指标的指标值与完成值计量单位不同：{texts}")
        for path, row in rows:
            if path not in differ and (found := said_elsewhere(case, part, path, row)):
                yield Said("fail", f"{path}.target", found.message, found.computation,
                           sides=(side(case.report, f"{path}.target"), found.side))  # fmt: skip
        if rows and not differ:
            yield Said("pass", f"{part.prefix}indicators", "指标值与完成值的计量单位相同")


def _lacks_number(row: Indicator) -> bool:
    """Whether the target is a bare figure and the actual value has none, not even in words."""
    if row.target is None or row.actual is None or row.target.value is None or _DATE.search(row.target.text):
        return False
    text = row.actual.text.strip()
    if not text or find_quantities(text) or re.search(r"[\d０-９]", text) or _SPELLED.search(text):
        return False
    return not _answers(text, row.target.value, row.target.unit or "")


def _answers(text: str, target: Decimal, unit: str) -> bool:
    """Whether words answer a figure: 无 a zero, 全部 a hundred per cent, 按时 a time."""
    if target == 0:
        return bool(_NONE.search(text))
    if unit == "%":
        return target == HUNDRED and bool(_ALL.search(text))
    return unit in _TIMES and bool(_IN_TIME.search(text))


def _is_copied(row: Indicator) -> bool:
    named = row.level3 is not None and _PUBLISHED.search(row.level3.text)
    return bool(named) and isinstance(row.actual, Text) and bool(_REPORTED.search(row.actual.text))


def _units_differ(case: Case, path: str) -> bool:
    target, actual = case.known.get(f"{path}.target"), case.known.get(f"{path}.actual")
    if target is None or actual is None or target.kind != "count" or actual.kind != "count":
        return False
    return bool(target.unit and actual.unit) and counts_differ(target.unit, actual.unit)
