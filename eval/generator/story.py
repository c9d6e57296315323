"""The narrative: sections in the order of an outline, numbered as offices number them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.eval.content import Paragraph
from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import ZERO
from extractor.eval.generator.paper import put, text
from extractor.eval.generator.telling import Teller, Told

_CHINESE = "一二三四五六七八九十"
_RAISED = Decimal("1.25")
"""A budget that was raised this far is told together with what raised it."""


@dataclass(frozen=True)
class Numbering:
    """How the headings of one report are numbered; `depth` is the level of its first ones."""

    depth: int = 1
    brackets: str = "（{}）"
    third: str = "{}."

    def heading(self, level: int, number: int, title: str) -> str:
        """Return a heading of a level (from 1) below this outline."""
        sign = _CHINESE[number - 1]
        mark = (f"{sign}、", self.brackets.format(sign), self.third.format(number))[level - 1]
        return f"{mark}{title}"


class Outline:
    """Paragraphs and headings as they are written; remembers the headings for the label."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.paragraphs: list[Paragraph] = []
        self.headings: list[tuple[int, str]] = []
        self._counts = [0, 0, 0]

    def section(self, title: str, level: int = 1) -> None:
        """Begin a section; the numbers below it begin anew."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (3 - level)
        line = self.numbering.heading(level, self._counts[level - 1], title)
        self.paragraphs.append(Paragraph(line, "heading" if level == 1 else "body"))
        self.headings.append((self.numbering.depth + level - 1, title))

    def write(self, *sentences: str) -> None:
        """Write a paragraph."""
        self.paragraphs.append(Paragraph("".join(sentences)))


def numbering(dice: Dice, depth: int = 1) -> Numbering:
    """Return one of the usual ways to number."""
    return Numbering(depth, dice.pick(("（{}）", "（{}）", "({})")), dice.pick(("{}.", "{}、", "{}. ")))


def budget_told(teller: Teller) -> str:
    """Tell the budget of the unit, with what raised it when it was raised far."""
    flow = teller.facts.flow
    if flow.initial and flow.adjusted > flow.initial * _RAISED:
        return teller.say("budget", "raised")
    return teller.say("budget", *(("any", "raised") if flow.adjusted > flow.initial else ("any",)))


def income_told(teller: Teller) -> str:
    """Tell income, spending and balance."""
    return teller.say("budget", "income" if teller.facts.carryover else "plain_income")


def projects_told(teller: Teller, *kinds: str) -> str:
    """Tell the projects and their money; `share`: the whole that they are a share of is told too."""
    projects = teller.facts.projects
    if not projects:
        return teller.none("projects", "spending.project.total", bare=False)
    return teller.items(teller.say("projects", "some", *kinds), [(one.name, one.flow.executed) for one in projects])


def fund_told(teller: Teller, *, bare: bool = True) -> str:
    """Tell 政府性基金: an amount, or that there is none (`bare`: under a heading of its own, where 无 is enough)."""
    funded = [one.name for one in teller.facts.projects if one.is_fund]
    if funded:
        return teller.say("fund", "some", more={"fund_project": (text(funded[0]), "")})
    return teller.none("fund", "spending.government_fund", bare=bare)


def basic_told(teller: Teller) -> str:
    """Tell 基本支出 by kind or by use; a rise needs last year's amount."""
    basic = teller.facts.basic
    kinds = ("kinds", "use") if basic.previous and basic.families != ZERO else ("use",)
    return teller.say("basic", *kinds)


def public_told(teller: Teller) -> str:
    """Tell 三公经费; a rise or a fall where there was something before."""
    line = teller.facts.three_public["total"]
    return teller.say("three", "any", *(("moved",) if line.previous and line.final != line.previous else ()))


def staff_told(teller: Teller) -> str:
    """Tell posts and people, sometimes by class, and the cars."""
    staff = teller.facts.staff
    several = len(staff.classes) > 1 and teller.dice.chance(0.5)
    told = teller.say("staff", "kinds", more=_classes(teller)) if several else teller.say("staff", "any")
    return told + (_cars(teller) if teller.dice.chance(0.4) else "")


def deeds_told(teller: Teller, outline: Outline, least: int = 2) -> None:
    """Tell the work of the year: figures that belong to no field."""
    for deed in teller.dice.some(teller.facts.deeds, least, 4):
        outline.write(teller.dice.filled(deed))


def listed(sentences: Sequence[str], dice: Dice) -> str:
    """Return sentences as 一是 二是 三是, or one behind the other."""
    if dice.chance(0.7):
        return "；".join(f"{_CHINESE[at]}是{one}" for at, one in enumerate(sentences)) + "。"
    return "。".join(sentences) + "。"


def aside(teller: Teller, chance: float = 0.4) -> str:
    """Return, sometimes, a sentence whose figures no field holds."""
    return teller.say("aside", "any") if teller.dice.chance(chance) else ""


def _classes(teller: Teller) -> dict[str, Told]:
    """Tell the classes of posts and of people; each becomes a row, and the lists are complete."""
    told: dict[str, Told] = {}
    row = 0
    for column, attribute in (("authorized", "posts"), ("actual", "people")):
        word = teller.dice.pick(("人", "名"))
        parts = []
        for one in teller.facts.staff.classes:
            label, mark = getattr(one, attribute), teller.style.count(getattr(one, column), word)
            put(teller.tree, f"staffing.breakdown[{row}].label", text(label))
            put(teller.tree, f"staffing.breakdown[{row}].{column}", mark)
            parts.append(f"{label}{mark.text}")
            row += 1
        told[f"{column}_kinds"] = (text("、".join(parts)), "")
    put(teller.tree, "staffing.breakdown_closed", value=True)
    return told


def _cars(teller: Teller) -> str:
    cars = teller.facts.staff.cars
    parts = [(name, teller.style.count(count, "辆")) for name, count in cars]
    said = teller.say("cars", "any", *(("kinds",) if len(cars) > 1 else ()))
    if "{car_kinds}" in said:
        for index, (name, mark) in enumerate(parts):
            put(teller.tree, f"staffing.vehicles.breakdown[{index}].label", text(name))
            put(teller.tree, f"staffing.vehicles.breakdown[{index}].count", mark)
    return said.replace("{car_kinds}", "、".join(f"{name}{mark.text}" for name, mark in parts))
