"""Facts by chance: one consistent unit, its year, its projects, its evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.eval.generator import money, names
from extractor.eval.generator.aims import EXECUTION, Pool, levels
from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import (
    NO_MONEY,
    ZERO,
    Assessment,
    Facts,
    Flow,
    Habit,
    Indicator,
    Level,
    Project,
    Staff,
    StaffClass,
    Unit,
)
from extractor.eval.generator.paper import plain
from extractor.eval.generator.words import Theme, themes

_AHEAD = Decimal("0.953")
"""Points may run ahead of the money by a twentieth before a reviewer asks."""

_CLASSES = (
    ("行政编制", "行政人员"), ("事业编制", "事业人员"), ("参公事业编制", "参公人员"), ("工勤编制", "工勤人员"),
)  # fmt: skip
_CARS = ("执法执勤用车", "机要通信用车", "其他公务用车")


@dataclass(frozen=True)
class Wish:
    """What a form needs of its facts: how many projects, money by which sources, which frame of points.

    `whole`: the unit itself is evaluated; `managed`: by a frame of its own, later; `most`: the largest project in 万元.
    """

    projects: tuple[int, int] = (1, 1)
    sources: tuple[str, ...] = ("fiscal", "carryover", "other")
    frame: str = "national"
    whole: bool = False
    managed: bool = False
    most: int = 50_000


def facts(dice: Dice, wish: Wish) -> Facts:
    """Return the facts of one report."""
    theme = dice.pick(themes())
    unit = names.unit(dice, theme)
    habit = Habit(dice.pick((2, 2, 2, 1)), cut=dice.chance(0.25), from_printed=dice.chance(0.4))
    pool = Pool(dice, theme, unit.year)
    own = () if wish.managed else levels(dice, pool, wish.frame, _size(dice))
    purse = money.purse(dice, _AHEAD if wish.managed else _floor(own, wish.frame))
    projects = _projects(dice, (theme, unit, habit), wish, purse)
    basic = money.basic(dice, purse)
    flow = sum((one.flow for one in projects), basic.flow)
    return Facts(
        habit=habit,
        unit=unit,
        staff=_staff(dice),
        basic=basic,
        projects=projects,
        three_public=money.three_public(dice),
        assessment=assessment(dice, own, EXECUTION[wish.frame], (flow, habit)),
        problems=theme.problems,
        measures=theme.measures,
        deeds=theme.deeds,
    )


def assessment(dice: Dice, own: tuple[Level, ...], weight: Decimal, money_of: tuple[Flow, Habit]) -> Assessment:
    """Return an evaluation: the points for execution, and goals made of the indicators."""
    flow, habit = money_of
    told = [one for level in own for one in level.indicators if one.words is None and one.target and one.sense != "≤"]
    chosen = dice.some(told, 2, 4) if told else []
    expected, reached = ([_goal(one, getattr(one, end)) for one in chosen] for end in ("target", "actual"))
    return Assessment(
        levels=own,
        execution_weight=weight,
        execution_score=habit.points(flow, weight),
        expected=_sentence(dice, expected) or "完成年度工作任务，资金使用规范。",
        reached=_reached(dice, reached) or "年度任务全部完成，资金支付合规。",
    )


def _projects(dice: Dice, who: tuple[Theme, Unit, Habit], wish: Wish, purse: money.Purse) -> tuple[Project, ...]:
    theme, unit, habit = who
    titles = dice.some(theme.projects, *wish.projects)
    fund = dice.whole(0, len(titles) - 1) if wish.whole and titles and dice.chance(0.2) else None
    made = []
    for at, title in enumerate(titles):
        own = levels(dice, Pool(dice, theme, unit.year), wish.frame, _size(dice))
        thrift = money.Purse(purse.grain, max(_floor(own, wish.frame), purse.floor if wish.whole else ZERO))
        sources = money.sourced(dice, thrift, wish.sources, wish.most)
        flow = sum((flow for _, flow in sources), NO_MONEY)
        made.append(
            Project(
                name=title,
                department=unit.parent,
                implementer=unit.name,
                sources=sources,
                previous=thrift.rounded(dice.near(flow.executed, 0.7, 1.2)) if dice.chance(0.85) else ZERO,
                is_fund=at == fund,
                assessment=assessment(dice, own, EXECUTION[wish.frame], (flow, habit)),
            )
        )
    return tuple(made)


def _size(dice: Dice) -> int:
    """Return how many indicators a form has, few or many."""
    return dice.pick((dice.whole(4, 8), dice.whole(7, 14), dice.whole(7, 14), dice.whole(14, 25)))


def _floor(own: Sequence[Level], frame: str) -> Decimal:
    """Return the least share of money that fits the points."""
    full = Decimal(100) - EXECUTION[frame]
    return _AHEAD * sum((one.score for level in own for one in level.indicators), ZERO) / full


def _staff(dice: Dice) -> Staff:
    classes = []
    for posts, people in dice.some(_CLASSES[:2], 1, 2) if dice.chance(0.7) else dice.some(_CLASSES, 2, 3):
        authorized = dice.whole(4, 90)
        classes.append(StaffClass(posts, people, authorized, authorized - dice.whole(0, authorized // 5)))
    cars = tuple((name, dice.whole(1, 6)) for name in dice.some(_CARS, 1, 3))
    return Staff(tuple(classes), dice.whole(0, 60), cars)


def _goal(one: Indicator, value: Decimal) -> str:
    if one.unit == "%" and not one.noun:
        return f"{one.stem}达到{plain(value)}%"
    return f"{one.stem}{plain(value)}{one.unit}"


def _reached(dice: Dice, parts: Sequence[str]) -> str:
    """Return what became of the goals, never word for word the goals."""
    told = _sentence(dice, parts)
    if told.startswith("1."):
        return told.removesuffix("。") + "。年度目标已基本实现。"
    return dice.pick(("截至年底，", "全年", "本年度内，")) + told if told else ""


def _sentence(dice: Dice, parts: Sequence[str]) -> str:
    if not parts:
        return ""
    numbered = [f"{at}.{one}" for at, one in enumerate(parts, start=1)]
    return "；".join(numbered) + "。" if dice.chance(0.3) and len(parts) > 1 else "，".join(parts) + "。"
