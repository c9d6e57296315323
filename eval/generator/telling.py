"""Facts told in sentences: a phrase names facts, and what it names is what the label says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import ZERO, Facts, Habit
from extractor.eval.generator.paper import Mark, Style, Tree, put, text
from extractor.eval.generator.words import phrase

_NAME = re.compile(r"\{(\w+)\}")
_CLOSING = re.compile(r"其中：|其中|包括|分别为")

Told = tuple[Mark, str]
"""A fact as it is told, and its path in the record; no path for what no field holds."""


class Teller:
    """Tells the facts of one report in one style; the tree grows with every sentence."""

    def __init__(self, dice: Dice, facts: Facts, style: Style) -> None:
        self.dice = dice
        self.facts = facts
        self.style = style
        self.tree: Tree = {}
        self.also: dict[str, tuple[str | None, ...]] = {}

    def none(self, topic: str, path: str, *, bare: bool = True) -> str:
        """Say that there is no such money: a bare 无, or a sentence, which not everybody would write down."""
        said = self.say(topic, *(("bare", "none") if bare else ("none",)))
        put(self.tree, path, text("无"))
        if said.strip("。") != "无":
            self.also[path] = (None, said.strip("。"), said)
        return said

    def say(self, topic: str, *kinds: str, more: Mapping[str, Told] | None = None) -> str:
        """Return a sentence of a topic; the facts that it names go into the tree."""
        known = {**self._known, **(more or {})}
        said = phrase(self.dice, topic, *kinds)
        for name in _NAME.findall(said):
            mark, path = known[name]
            if path:
                put(self.tree, path, mark)
                if whole := re.search(rf"占([^，。；占]+?)的?\{{{name}\}}", said):
                    put(self.tree, f"{path}_of", text(whole[1]))
        return _NAME.sub(lambda match: known[match[1]][0].text, said)

    def items(self, sentence: str, names: Sequence[tuple[str, Decimal]]) -> str:
        """Fill `{items}` of a sentence with projects and their amounts; a list is closed when the words say so."""
        told = [(name, self.style.told(amount)) for name, amount in names]
        for index, (name, mark) in enumerate(told):
            put(self.tree, f"spending.project.items[{index}].name", text(name))
            put(self.tree, f"spending.project.items[{index}].amount", mark)
        before = sentence.partition("{items}")[0]
        if _CLOSING.search(before) and "主要" not in before and len(told) > 1:
            put(self.tree, "spending.project.items_closed", value=True)
        return sentence.replace("{items}", self.dice.pick(("，", "、", "；")).join(f"{n}{m.text}" for n, m in told))

    @cached_property
    def _known(self) -> dict[str, Told]:
        return {**self._words(), **self._money(), **self._basic(), **self._people(), **self._public(), **self._score()}

    def _words(self) -> dict[str, Told]:
        unit = self.facts.unit
        office = "科室" if any("科" in name for name in unit.offices) else "股室"
        plain = {
            "place": unit.place.name, "kind": unit.place.kind, "mark": unit.place.mark, "unit": unit.name,
            "year": str(unit.year), "next": str(unit.year + 1), "duties": "；".join(unit.duties),
            "offices": "、".join(unit.offices), "office_count": str(len(unit.offices)), "offices_word": office,
            "item_count": str(len(self.facts.projects)), "grade": self.facts.assessment.grade,
            "items": "{items}", "car_kinds": "{car_kinds}",
        }  # fmt: skip
        return {name: (text(words), "score.grade" if name == "grade" else "") for name, words in plain.items()}

    def _money(self) -> dict[str, Told]:
        flow, carried = self.facts.flow, self.facts.carryover
        amounts = {
            "initial": (flow.initial, "spending.initial_budget"),
            "adjusted": (flow.adjusted, "spending.adjusted_budget"),
            "spent": (flow.executed, "spending.total"),
            "supplement": (flow.adjusted - flow.initial, "income.supplement"),
            "balance": (flow.adjusted - flow.executed, "spending.balance"),
            "income": (flow.adjusted, "income.total"),
            "income_public": (flow.adjusted - carried, "income.general_public"),
            "income_fiscal": (flow.adjusted - carried, "income.fiscal"),
            "carryover": (carried, "income.carryover"),
            "project": (self.facts.project.executed, "spending.project.total"),
            "fund": (self.facts.fund.executed, "spending.government_fund"),
        }
        told = {name: (self.style.told(amount), path) for name, (amount, path) in amounts.items()}
        rate = self.facts.habit.rate(flow.executed, flow.adjusted)
        told["rate"] = (self.style.told_rate(rate), "spending.rate")
        told["project_share"] = (self._share(self.facts.project.executed, flow.executed), "spending.project.share")
        return told

    def _basic(self) -> dict[str, Told]:
        basic, path = self.facts.basic, "spending.basic"
        parts = {
            "wages": (basic.wages, "wages"), "goods": (basic.goods, "goods_services"),
            "families": (basic.families, "individuals_families"),
            "personnel": (basic.personnel.executed, "personnel"), "public": (basic.public.executed, "public"),
        }  # fmt: skip
        spent = basic.flow.executed
        told = {name: (self.style.told(amount), f"{path}.{field}") for name, (amount, field) in parts.items()}
        told |= {
            f"{name}_share": (self._share(amount, spent), f"{path}.shares.{field}")
            for name, (amount, field) in parts.items()
        }
        told["basic"] = (self.style.told(spent), f"{path}.total")
        return told | self._moved("basic", spent, basic.previous, f"{path}.")

    def _people(self) -> dict[str, Told]:
        staff = self.facts.staff
        word = self.dice.pick(("人", "人", "名"))
        rate = self.facts.habit.rate(Decimal(staff.actual), Decimal(staff.authorized))
        cars = sum(count for _, count in staff.cars)
        return {
            "authorized": (self.style.count(staff.authorized, self.dice.pick((word, "个"))), "staffing.authorized"),
            "actual": (self.style.count(staff.actual, word), "staffing.actual"),
            "retired": (self.style.count(staff.retired, word), "staffing.retired"),
            "control": (self.style.told_rate(rate), "staffing.control_rate"),
            "cars": (self.style.count(cars, self.dice.pick(("辆", "台"))), "staffing.vehicles.total"),
        }

    def _public(self) -> dict[str, Told]:
        rows = {"three": ("total", 0), "abroad": ("abroad", 1), "operation": ("vehicle_operation", 2),
                "reception": ("reception", 3)}  # fmt: skip
        told: dict[str, Told] = {}
        for name, (item, _) in rows.items():
            line, path = self.facts.three_public[item], f"three_public.{item}"
            told[f"{name}_budget"] = (self.style.told(line.budget), f"{path}.budget")
            told[f"{name}_final"] = (self.style.told(line.final), f"{path}.final")
        line = self.facts.three_public["total"]
        return told | self._moved("three", line.final, line.previous, "three_public.total.")

    def _score(self) -> dict[str, Told]:
        return {"score": (self.style.told_points(self.facts.assessment.score), "score.total")}

    def _moved(self, name: str, now: Decimal, before: Decimal, path: str) -> dict[str, Told]:
        """Return what tells a rise or a fall: the words, the amount and the rate, negative in the label."""
        change, down = self.style.told(abs(now - before)), now < before
        growth = self.style.told_rate(_rise(self.facts.habit, now, before))
        sign = "-" if down else ""
        return {
            f"{name}_moved": (text("减少" if down else "增加"), ""),
            f"{name}_rose": (text(self.dice.pick(("下降", "降低")) if down else "增长"), ""),
            f"{name}_change": (Mark(change.text, sign + change.label, change.value), f"{path}change_from_previous"),
            f"{name}_growth": (Mark(growth.text, sign + growth.label, growth.value), f"{path}growth"),
        }

    def _share(self, part: Decimal, whole: Decimal) -> Mark:
        return self.style.told_rate(
            Habit(self.facts.habit.rate_decimals, cut=False, from_printed=False).rate(part, whole)
        )


def _rise(habit: Habit, now: Decimal, before: Decimal) -> Decimal:
    return habit.rate(abs(now - before), before) if before else ZERO


def three_public_rows(tree: Tree) -> None:
    """Turn the lines of 三公经费, told by name, into rows of the record."""
    told = tree.get("three_public")
    if isinstance(told, dict):
        tree["three_public"] = {"rows": [{"item": item, **marks} for item, marks in told.items()]}
