"""Family B: which way an indicator goes, and whether its score and its excess fit what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.arithmetic.compare import HALF, HUNDRED
from extractor.arithmetic.computation import fixed
from extractor.arithmetic.forms import sense
from extractor.arithmetic.parts import parts
from extractor.records.report import Indicator
from extractor.validation.measuring import counts_differ, stated_tier
from extractor.validation.reasons import cells, has_reason, lacks_column, reasons_elsewhere
from extractor.validation.rows import listed, rows_of, said_of_rows, short_text
from extractor.validation.rule import Case, Said, rule
from extractor.validation.thresholds import Tier
from extractor.validation.words import amount, indicator_name

_COST = re.compile(r"成本")
_UNWANTED = re.compile(
    r"投诉(?:率|件|次|数|量)|差错|事故|超标|缺勤|违规|违法|变动率|控制率|损失率|返工率|死亡率|流失率|发案率"
)
_WANTED = re.compile(
    r"满意|完成率|覆盖率|及时率|合格率|达标率|准确率|知晓率|达到率|到位率|参与率|入学率|利用率|成活率|验收率|发放率|办结率|通过率"
)
_PAID_OUT = re.compile(r"标准|补助|补贴|发放|救助|待遇|奖励|收入|投入|增收|产值")
_HANDLED = re.compile(r"处[理置]|办结|回[访复]|答复|响应|整改|查处|降低|下降|减少|节约|压减|压缩|节省")
_ABOVE = re.compile(
    r"超额|超过(?:年初|年度|预期|计划)?(?:目标|指标|计划|任务)|(?:目标|指标)[^，。]{0,8}偏低|好于预期|超出预期"
)


@rule("B07", "indicator-direction-reversed", "warning", needs=("indicators[].target", "indicators[].level3"))
def direction(case: Case) -> Iterator[Said]:
    """指标值的符号与指标的方向相反。

    Why: 成本、投诉、差错越少越好，不能写“≥”；满意度、完成率、合格率越高越好，不能写“≤”；符号反了，没有完成也会算完成。
    Fires on: 成本指标“人均培训成本”指标值写“≥3000元”。
    Silent on: “人均培训成本”写“≤3000元”，“成本节约率”写“≥5%”，“投诉办结率”写“≥95%”。
    Source: 自评抽查复核的常见问题：成本指标用“≥”。
    """
    for part in parts(case.report):
        rows = rows_of(part)
        signed = [(path, row) for path, row in rows if row.target is not None and row.target.operator in _SIGNS]
        wrong = [path for path, row in signed if _is_reversed(row)]
        if wrong:
            texts = listed(
                f"{indicator_name(case.report, path)}指标值“{short_text(case, path, 'target')}”" for path in wrong
            )
            yield said_of_rows(case, wrong, f"{len(wrong)} 条指标的符号与方向相反：{texts}")
        elif signed:
            yield Said("pass", f"{part.prefix}indicators", "指标值的符号与指标的方向一致")


@rule("B08", "qualitative-score-outside-its-tier", "warning", needs=("indicators[].actual", "indicators[].score"))
def qualitative_score(case: Case) -> Iterator[Said]:
    """定性指标的得分不在完成情况所属的档次。

    Why: 达成得分值的 80–100%，部分达成 60–80%，未达成 60% 以下（档次可调）；完成值写明了档次的，得分率应在其中。
    Fires on: 完成值“部分达成年度指标”、分值 10 分，得分 9.5 分。
    Silent on: 完成值“100%-80%(含)”、分值 7.14 分，得分 6.43 分。
    Source: 财预〔2020〕10号：定性指标按达成、部分达成、未达成三档给分。
    """
    for part in parts(case.report):
        wrong: list[tuple[str, Tier]] = []
        right: list[tuple[str, Tier]] = []
        for path, row in rows_of(part):
            tier = stated_tier(row, case.thresholds.tiers) if _rate(case, path) is not None else None
            if tier is not None:
                (right if _is_within(case, path, tier) else wrong).append((path, tier))
        if wrong:
            texts = listed(_tier_text(case, path, tier) for path, tier in wrong)
            computation = "；".join(f"{_rate(case, path)}%" for path, _ in wrong)
            yield said_of_rows(case, [path for path, _ in wrong], f"得分不在完成情况所属的档次：{texts}", computation)
        elif right:
            yield Said("pass", f"{part.prefix}indicators", "定性指标的得分在完成情况所属的档次之内")


@rule("B10", "over-achievement-unexplained", "warning", needs=("indicators[].target", "indicators[].actual"))
def over_achievement(case: Case) -> Iterator[Said]:
    """完成值远超指标值，却没有写原因。

    Why: 完成值达到指标值的 130%（可调）以上，多半是年初指标值定低了，要说明原因；没有原因栏的表和正文已有说明的不判断。
    Fires on: 指标值 3 家、完成值 5 家（166.7%），偏差原因空白。
    Silent on: 指标值 3 家、完成值 5 家，偏差原因写“上级追加任务”。
    Source: 预算管理一体化绩效模块：广西 130%、河北和天津 120% 以上必须填写原因。
    """
    for part in parts(case.report):
        measured = [(path, row) for path, row in rows_of(part) if _comparable(case, path, row)]
        over = [path for path, _ in measured if _is_over(case, path) and not has_reason(case, path)]
        told = next((one for one in case.narrative if _ABOVE.search(one.text)), None)
        if over and (lacks_column(case, part) or reasons_elsewhere(case, part) or told is not None):
            words = f"{len(over)} 条指标完成值远超指标值，表中没有逐条的原因栏或正文另有说明，需人工核对"
            sides = (told.side("sections"),) if told is not None else ()
            yield Said("insufficient", f"{over[0]}.deviation", words, paths=cells(case, over), sides=sides,
                       missing=(f"{over[0]}.deviation",))  # fmt: skip
        elif over:
            texts = listed(_over_text(case, path) for path in over)
            limit = f"{case.thresholds.over_achieved_percent}%"
            words = f"{len(over)} 条指标完成值达到指标值的 {limit} 以上而没有写原因：{texts}"
            yield said_of_rows(case, over, words, "；".join(_over_computation(case, path) for path in over))
        elif measured:
            yield Said("pass", f"{part.prefix}indicators", "没有完成值远超指标值而不说明的指标")


_SIGNS = frozenset({"≥", ">", "≤", "<"})
_UPWARD = frozenset({"≥", ">"})


def _is_reversed(row: Indicator) -> bool:
    """Whether less is better and the sign says at least, or the other way round; measures against it are no such."""
    if row.target is None or row.level3 is None or _HANDLED.search(row.level3.text):
        return False
    cost = any(level is not None and _COST.search(level.text) for level in (row.level2, row.level3))
    price = _is_price(row)
    unwanted, wanted = (bool(words.search(row.level3.text)) for words in (_UNWANTED, _WANTED))
    if row.target.operator in _UPWARD:
        return (unwanted and not wanted) or (cost and price)
    return wanted and not unwanted and row.target.value != HUNDRED  # “≤100%” means all of it


def _is_price(row: Indicator) -> bool:
    if row.level3 is None or _PAID_OUT.search(row.level3.text):
        return False
    unit = (row.target.unit if row.target else "") or (row.unit.text if row.unit else "")
    return "元" in unit or bool(re.search(r"成本(?:控制)?(?:数|额|率)?$", row.level3.text))


def _rate(case: Case, path: str) -> str | None:
    """Return the score as a percentage of its weight."""
    score, weight = case.known.get(f"{path}.score"), case.known.get(f"{path}.weight")
    if score is None or weight is None or not weight.value:
        return None
    return fixed(score.value / weight.value * HUNDRED, 1)


def _is_within(case: Case, path: str, tier: Tier) -> bool:
    """Whether a score lies in a tier, both ends included, by half of its last printed place."""
    score, weight = case.known[f"{path}.score"], case.known[f"{path}.weight"]
    low, high = (weight.value * bound / HUNDRED for bound in (tier.lowest, tier.highest))
    return low <= score.value + score.step * HALF and score.value - score.step * HALF <= high


def _tier_text(case: Case, path: str, tier: Tier) -> str:
    return (
        f"{indicator_name(case.report, path)}完成值“{short_text(case, path, 'actual')}”属“{tier.name}”，得分率应在 "
        f"{tier.lowest}%–{tier.highest}%，分值 {amount(case.known, f'{path}.weight')}、"
        f"得分 {amount(case.known, f'{path}.score')}（{_rate(case, path)}%）"
    )


def _comparable(case: Case, path: str, row: Indicator) -> bool:
    target, actual = case.known.get(f"{path}.target"), case.known.get(f"{path}.actual")
    if target is None or actual is None or sense(row) != "≥" or target.value <= 0:
        return False
    return target.kind == actual.kind and (
        target.kind != "count" or not counts_differ(target.unit, actual.unit, loose=True)
    )


def _is_over(case: Case, path: str) -> bool:
    target, actual = case.known[f"{path}.target"], case.known[f"{path}.actual"]
    return actual.value * HUNDRED >= target.value * case.thresholds.over_achieved_percent


def _over_text(case: Case, path: str) -> str:
    return (
        f"{indicator_name(case.report, path)}（指标值 {amount(case.known, f'{path}.target')}，"
        f"完成值 {amount(case.known, f'{path}.actual')}）"
    )


def _over_computation(case: Case, path: str) -> str:
    target, actual = case.known[f"{path}.target"], case.known[f"{path}.actual"]
    return f"{actual.printed}/{target.printed}={fixed(actual.value / target.value * HUNDRED, 1)}%"
