"""The frame of Gansu: management, duties, satisfaction and ability; part of it restates computed rates."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from extractor.eval.generator.aims import Pool, judged, split
from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import ZERO, Branch, Facts, Indicator, Level
from extractor.eval.generator.making import assessment
from extractor.eval.generator.words import Aim, Theme, themes

_EXECUTION = Decimal(10)
_CENT = Decimal("0.01")
_RULES = {
    "财务管理": ("财务管理制度健全性", "资金使用规范性", "会计核算规范性"),
    "采购管理": ("政府采购规范性", "采购合同备案"),
    "资产管理": ("资产管理规范性", "资产盘点及时性"),
    "重点工作管理": ("重点工作管理制度健全性",),
}
_ABILITY = {
    "长效管理": ("中期规划建设完备性", "内控制度完备性"),
    "人力资源建设": ("人员培训机制完备性",),
    "档案管理": ("档案管理完备性",),
}


def managed(dice: Dice, facts: Facts) -> Facts:
    """Return the facts with an evaluation by this frame."""
    theme = next(theme for theme in themes() if facts.problems == theme.problems)
    levels = (
        _level(dice, "部门管理", Decimal(20), _management(dice, facts)),
        _level(dice, "履职效果", Decimal(50), _duties(dice, facts, theme)),
        _level(dice, "服务对象满意度", Decimal(10), _pleased(dice, facts, theme)),
        _level(dice, "能力建设", Decimal(10), _ruled(_ABILITY)),
    )
    return replace(facts, assessment=assessment(dice, levels, _EXECUTION, (facts.flow, facts.habit)))


def _level(dice: Dice, name: str, points: Decimal, wanted: list[tuple[str, Aim | Indicator]]) -> Level:
    made: dict[str, list[Indicator]] = {}
    for (branch, aim), weight in zip(wanted, split(dice, points, len(wanted)), strict=True):
        one = _weighted(aim, weight) if isinstance(aim, Indicator) else judged(dice, aim, branch, weight)
        made.setdefault(branch, []).append(one)
    return Level(name, points, tuple(Branch(branch, tuple(ones)) for branch, ones in made.items()))


def _management(dice: Dice, facts: Facts) -> list[tuple[str, Aim | Indicator]]:
    """Return rates that the report states elsewhere too, then rules that are kept."""
    rate = facts.habit.rate
    basic, project, public = facts.basic.flow, facts.project, facts.three_public["total"]
    rates = [
        _restated("基本支出预算执行率", "≥", 95, rate(basic.executed, basic.adjusted)),
        _restated("项目支出预算执行率", "≥", 90, rate(project.executed, project.adjusted)),
        _restated("“三公”经费控制率", "≤", 100, rate(public.final, public.budget)),
    ]
    people = rate(Decimal(facts.staff.actual), Decimal(facts.staff.authorized))
    staff = _restated("在职人员控制率", "≤", 100, people)
    kept = [one for one in rates if one.actual] if public.budget else rates[:2]
    return [*(("资金投入", one) for one in kept), *_ruled(_some(dice)), ("人员管理", staff)]


def _some(dice: Dice) -> dict[str, tuple[str, ...]]:
    return {branch: tuple(dice.some(rules, 1, len(rules))) for branch, rules in _RULES.items() if dice.chance(0.8)}


def _ruled(rules: dict[str, tuple[str, ...]]) -> list[tuple[str, Aim | Indicator]]:
    ends = {"规范性": "规范", "健全性": "健全", "完备性": "完备", "及时性": "及时", "备案": "及时备案"}
    return [(branch, Aim(name, words=_kept(ends, name))) for branch, names in rules.items() for name in names]


def _kept(ends: dict[str, str], name: str) -> tuple[str, str, str]:
    word = next(word for end, word in ends.items() if name.endswith(end))
    return word, word, f"基本{word}"


def _duties(dice: Dice, facts: Facts, theme: Theme) -> list[tuple[str, Aim | Indicator]]:
    pool = Pool(dice, theme, facts.unit.year)
    output = [pool.take(kind) for kind in ("counts", "counts", "rates", "times", "counts")[: dice.whole(2, 5)]]
    effect = [pool.take(kind) for kind in ("social", "economic", "ecological", "social")[: dice.whole(1, 4)]]
    branches = (("部门履职目标", output), ("部门效果目标", effect))
    return [(branch, aim) for branch, aims in branches for aim in aims if aim is not None]


def _pleased(dice: Dice, facts: Facts, theme: Theme) -> list[tuple[str, Aim | Indicator]]:
    pool = Pool(dice, theme, facts.unit.year)
    taken = [pool.take("pleased") for _ in range(dice.whole(1, 2))]
    return [("服务对象满意度", aim) for aim in taken if aim is not None]


def _restated(name: str, sense: str, target: int, actual: Decimal) -> Indicator:
    return Indicator("", name, "", "%", sense, Decimal(target), actual, None, ZERO, ZERO, "")


def _weighted(one: Indicator, weight: Decimal) -> Indicator:
    """Return an indicator with its points; a rate below its target earns its share and says why."""
    met = one.actual <= one.target if one.sense == "≤" else one.actual >= one.target
    share = Decimal(1) if met else one.actual / one.target
    score = (share * weight).quantize(_CENT, ROUND_HALF_UP)
    return replace(one, weight=weight, score=score, reason="" if met else "部分款项跨年结算")
