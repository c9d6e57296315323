"""The money of a unit, in 元: budgets that are adjusted up and down, spending within them, sums that are exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import NO_MONEY, ZERO, Basic, Flow, YearLine

WAN = Decimal(10_000)
_GRAINS = (Decimal("0.01"), Decimal(1), Decimal(100), Decimal(1000))
_MOST_RAISED = 1.28
"""An adjustment above 30 % needs an explanation that project forms have no place for."""


@dataclass(frozen=True)
class Purse:
    """How the money of one unit looks: the smallest step of its amounts in 元, and the least share that is spent."""

    grain: Decimal
    floor: Decimal

    def rounded(self, amount: Decimal) -> Decimal:
        """Return an amount in steps of the grain, at least one step when it is more than nothing."""
        return (amount / self.grain).quantize(Decimal(1), ROUND_DOWN) * self.grain


def purse(dice: Dice, floor: Decimal) -> Purse:
    """Return the habits of a unit with money; `floor` is the share (0–1) that is spent at least."""
    return Purse(dice.pick(_GRAINS), min(floor, Decimal(1)))


def flow(dice: Dice, purse: Purse, low: int, high: int) -> Flow:
    """Return a line of `low` to `high` 万元."""
    budget = Decimal(dice.spread(low * 100, high * 100)) * WAN / 100
    initial = purse.rounded((budget / WAN).quantize(Decimal(1)) * WAN if dice.chance(0.3) and budget > WAN else budget)
    adjusted = purse.rounded(_adjusted(dice, initial))
    return Flow(initial, adjusted, _spent(dice, purse, adjusted))


def sourced(dice: Dice, purse: Purse, sources: Sequence[str], most: int) -> tuple[tuple[str, Flow], ...]:
    """Return the money of a project by source: the first always gives, the others often nothing."""
    first = flow(dice, purse, 5, most)
    if dice.chance(0.06):
        first = Flow(ZERO, first.adjusted, first.executed)
    others = [(source, _second(dice, purse, source, first)) for source in sources[1:]]
    return ((sources[0], first), *others)


def basic(dice: Dice, purse: Purse) -> Basic:
    """Return 基本支出: wages and aid to individuals make up the personnel, goods and services the rest."""
    personnel = flow(dice, purse, 60, 6000)
    public = flow(dice, purse, 5, max(6, int(personnel.executed / WAN) // 5))
    families = purse.rounded(dice.near(personnel.executed, 0.02, 0.3))
    spent = personnel.executed + public.executed
    return Basic(
        personnel=personnel,
        public=public,
        wages=personnel.executed - families,
        goods=public.executed,
        families=families,
        previous=purse.rounded(dice.near(spent, 0.82, 1.15)),
        previous_public=purse.rounded(dice.near(public.executed, 0.82, 1.2)),
    )


def three_public(dice: Dice) -> dict[str, YearLine]:
    """Return the lines of 三公经费 in 元; journeys abroad and new cars are rare."""
    lines = {
        "abroad": _line(dice, 20_000, 90_000) if dice.chance(0.08) else YearLine(ZERO, ZERO, ZERO),
        "vehicle_purchase": _line(dice, 120_000, 180_000) if dice.chance(0.1) else YearLine(ZERO, ZERO, ZERO),
        "vehicle_operation": _line(dice, 12_000, 160_000) if dice.chance(0.85) else YearLine(ZERO, ZERO, ZERO),
        "reception": _line(dice, 2_000, 68_000) if dice.chance(0.9) else YearLine(ZERO, ZERO, ZERO),
    }
    vehicles = lines["vehicle_purchase"] + lines["vehicle_operation"]
    return {"total": lines["abroad"] + vehicles + lines["reception"], "vehicles": vehicles, **lines}


def _adjusted(dice: Dice, initial: Decimal) -> Decimal:
    if dice.chance(0.35):
        return initial
    return dice.near(initial, 1.0, _MOST_RAISED) if dice.chance(0.65) else dice.near(initial, 0.8, 1.0)


def _spent(dice: Dice, purse: Purse, adjusted: Decimal) -> Decimal:
    if dice.chance(0.4):
        return adjusted
    return min(adjusted, purse.rounded(dice.near(adjusted, float(purse.floor), 1.0)))


def _second(dice: Dice, purse: Purse, source: str, first: Flow) -> Flow:
    if not dice.chance(0.35):
        return NO_MONEY
    budget = purse.rounded(dice.near(first.adjusted, 0.05, 0.4))
    spent = _spent(dice, purse, budget)
    return Flow(ZERO if source == "carryover" and first.initial == ZERO else budget, budget, spent)


def _line(dice: Dice, low: int, high: int) -> YearLine:
    budget = Decimal(dice.whole(low // 100, high // 100) * 100)
    final = (dice.near(budget, 0.6, 1.0) / 100).quantize(Decimal(1)) * 100
    previous = (dice.near(final, 0.8, 1.3) / 100).quantize(Decimal(1)) * 100
    return YearLine(previous, budget, min(final, budget))
