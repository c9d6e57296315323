"""Scores of quantified indicators by target and actual value.

Source: the formulas that the finance departments' own system enforces (预算管理一体化 绩效模块).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from extractor.arithmetic.compare import Number

CENT = Decimal("0.01")
_PEOPLE = frozenset({"人", "名", "位"})

SENSES = {"≥": "≥", ">": "≥", "≤": "≤", "<": "≤", "=": "=", "": "≥"}
"""Direction by the printed sign; a target without sign is met when it is reached (正向)."""


def score(sense: str, weight: Number, target: Number, actual: Number) -> Decimal | None:
    """Return the score that the formulas give; None when target and actual value cannot be compared.

    正向 (≥): full when reached, else in proportion. 等于: as 正向; a target of 0 is met by 0 only. 反向 (≤): full when
    kept, then falling to 0 at twice the target. Without direction (empty): only an equal value says something.
    An approximate actual value proves that a target is met, no more.
    """
    if not _comparable(target, actual) or (not sense and actual.value != target.value):
        return None
    met = is_met(sense, target, actual)
    if (actual.approximate or target.approximate) and not met:
        return None
    if met:
        return weight.value
    share = _share(sense, target.value, actual.value)
    return (share * weight.value).quantize(CENT, ROUND_HALF_UP)


def is_met(sense: str, target: Number, actual: Number) -> bool:
    """Whether an actual value meets its target."""
    if sense == "≤" or (sense == "=" and target.value == 0):
        return actual.value <= target.value
    return actual.value >= target.value


def _comparable(target: Number, actual: Number) -> bool:
    """Whether both count the same; a bare actual value has the unit of its target, unless 0.98 may mean 98 %."""
    if actual.kind == "plain":
        return target.kind == "plain" or (target.kind == "percent" and actual.value > 1) or target.kind == "count"
    if target.kind != actual.kind:
        return False
    return target.kind != "count" or _unit(target) == _unit(actual)


def _unit(number: Number) -> str:
    return "人" if number.unit in _PEOPLE else number.unit


def _share(sense: str, target: Decimal, actual: Decimal) -> Decimal:
    """Return what share of the weight an unmet target earns, 0 to 1."""
    if target <= 0 or actual < 0:
        return Decimal(0)
    if sense == "≤":
        return max(Decimal(0), 1 - (actual - target) / target)
    return actual / target
