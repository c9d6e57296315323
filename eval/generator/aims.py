"""Indicators with targets, results, points by the rules, and reasons where points are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import ZERO, Branch, Indicator, Level
from extractor.eval.generator.words import Aim, Theme, common_aims, word

_CENT = Decimal("0.01")
_FULL = Decimal(100)
_FAR = Decimal("1.2")
"""A result of 1.2 times the target calls for an explanation."""

FRAMES: dict[str, tuple[tuple[str, int, tuple[str, ...]], ...]] = {
    "national": (
        ("output", 50, ("counts", "rates", "times", "costs")),
        ("benefit", 30, ("economic", "social", "ecological", "lasting")),
        ("satisfaction", 10, ("pleased",)),
    ),
    "cost": (
        ("cost", 20, ("economic_costs", "social_costs")),
        ("output", 40, ("counts", "rates", "times")),
        ("benefit", 20, ("economic", "social", "ecological", "lasting")),
        ("satisfaction", 10, ("pleased",)),
    ),
    "heavy": (
        ("output", 40, ("counts", "rates", "times", "costs")),
        ("benefit", 30, ("economic", "social", "ecological", "lasting")),
        ("satisfaction", 10, ("pleased",)),
    ),
}
"""Points of the first level by frame; `heavy` leaves 20 points to the execution, the others 10."""

EXECUTION = {"national": Decimal(10), "cost": Decimal(10), "heavy": Decimal(20)}


@dataclass
class Pool:
    """The aims of one field of work; each is used once in a report."""

    dice: Dice
    theme: Theme
    year: int

    def __post_init__(self) -> None:
        self._used: set[str] = set()

    def take(self, kind: str) -> Aim | None:
        """Return an aim of a kind that was not used yet."""
        source = {"economic_costs": "costs"}.get(kind, kind)
        own = self.theme.aims.get(source, ())
        shared = (*common_aims(source), *(common_aims("plain_costs") if source == "costs" else ()))
        shared = (*shared, *(common_aims("dated") if kind == "times" else ()))
        left = [aim for aim in own if aim.name not in self._used]
        if not left or (kind not in {"counts", "economic"} and self.dice.chance(0.35)):
            left = [aim for aim in (*own, *shared) if aim.name not in self._used]
        if not left:
            return None
        aim = self.dice.pick(left)
        self._used.add(aim.name)
        return aim.in_year(self.year)


def levels(dice: Dice, pool: Pool, frame: str, wanted: int) -> tuple[Level, ...]:
    """Return the indicators of a form, about as many as wanted, with points that make up the frame."""
    made = []
    for name, weight, kinds in FRAMES[frame]:
        share = max(1, round(wanted * weight / (_FULL - EXECUTION[frame])))
        made.append(_level(dice, pool, (name, Decimal(weight)), _kinds(dice, kinds, share)))
    return tuple(made)


def split(dice: Dice, points: Decimal, count: int) -> list[Decimal]:
    """Return points in parts that add up: equal, or whole and halves, or equal with a remainder of cents."""
    if points % count == 0 and dice.chance(0.5):
        return [points / count] * count
    if dice.chance(0.08):
        part = (points / count).quantize(_CENT, ROUND_HALF_UP)
        return [part] * (count - 1) + [points - part * (count - 1)]
    step = Decimal(1) if count <= points // 2 else Decimal("0.5")
    parts = [step] * count
    for _ in range(int((points - step * count) / step)):
        parts[dice.whole(0, count - 1)] += step
    return parts


def judged(dice: Dice, aim: Aim, kind: str, weight: Decimal) -> Indicator:
    """Return an indicator with its result: mostly reached, sometimes far exceeded, sometimes missed."""
    if aim.words is not None:
        return _worded(dice, aim, kind, weight)
    target = dice.number(aim.lowest, aim.highest, aim.step)
    sense = "≤" if aim.low or "cost" in kind else "=" if target == _FULL and dice.chance(0.6) else "≥"
    actual = _result(dice, aim, sense, target)
    score = _score(sense, target, actual, weight)
    reason = ""
    if score < weight:
        reason = word(dice, "reasons", "short")
    elif sense != "≤" and actual >= target * _FAR:
        reason = word(dice, "reasons", "over")
    return Indicator(kind, aim.stem, aim.noun, aim.unit, sense, target, actual, None, weight, score, reason)


def _kinds(dice: Dice, kinds: Sequence[str], count: int) -> list[str]:
    """Return the kinds of the indicators of one level, in the order of the form."""
    chosen = list(kinds[:1]) if count == 1 else dice.some(kinds, min(count, len(kinds)), min(count, len(kinds)))
    chosen += [dice.pick(kinds) for _ in range(count - len(chosen))]
    return sorted(chosen, key=kinds.index)


def _level(dice: Dice, pool: Pool, head: tuple[str, Decimal], kinds: list[str]) -> Level:
    taken = [(kind, aim) for kind in kinds if (aim := pool.take(kind)) is not None]
    weights = split(dice, head[1], len(taken))
    made = [judged(dice, aim, kind, weight) for (kind, aim), weight in zip(taken, weights, strict=True)]
    branches = [
        Branch(kind, tuple(one for one in made if one.kind == kind))
        for kind in dict.fromkeys(kind for kind, _ in taken)
    ]
    return Level(head[0], head[1], tuple(branches))


def _worded(dice: Dice, aim: Aim, kind: str, weight: Decimal) -> Indicator:
    target, reached, partly = aim.words or ("", "", "")
    if dice.chance(0.82):
        return Indicator(kind, aim.stem, "", "", "", ZERO, ZERO, (target, reached), weight, weight, "")
    score = (weight * Decimal(dice.pick((80, 85, 90, 95))) / _FULL).quantize(_CENT)
    reason = word(dice, "reasons", "partly")
    return Indicator(kind, aim.stem, "", "", "", ZERO, ZERO, (target, partly), weight, score, reason)


def _result(dice: Dice, aim: Aim, sense: str, target: Decimal) -> Decimal:
    missed = dice.chance(0.14)
    if target == 0:
        return target
    if sense == "≤":
        return _stepped(dice.near(target, 1.02, 1.3) if missed else dice.near(target, 0.75, 1.0), aim, target)
    least = 0.85 if aim.unit == "%" else 0.72
    low, high = (
        (least, 0.99) if missed else (1.0, 1.0) if dice.chance(0.4) else (1.0, 1.45 if dice.chance(0.1) else 1.15)
    )
    actual = _stepped(dice.near(target, low, high), aim, target)
    return min(actual, _FULL) if aim.unit == "%" else actual if missed else max(actual, target)


def _stepped(value: Decimal, aim: Aim, target: Decimal) -> Decimal:
    """Return a result with the decimals that one would print: rates and measured amounts one more than the target."""
    exponent = int(aim.step.as_tuple().exponent)
    if value == target or (aim.unit != "%" and exponent == 0):
        return value.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP)
    return value.quantize(Decimal(1).scaleb(min(exponent - 1, -1)), ROUND_HALF_UP).normalize() + ZERO


def _score(sense: str, target: Decimal, actual: Decimal, weight: Decimal) -> Decimal:
    met = actual <= target if sense == "≤" else actual >= target
    if met:
        return weight
    share = 1 - (actual - target) / target if sense == "≤" else actual / target
    return (max(share, ZERO) * weight).quantize(_CENT, ROUND_HALF_UP)
