"""Figures as a tired hand types them."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from random import Random

from extractor.records.report import Figure, Measure

_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")

Value = Figure | Measure


def digits_of(value: Value) -> str:
    """Return a figure as digits without commas: 3227.42; with the decimals that are printed."""
    found = _FIGURE.search(value.text.replace(",", "").replace("，", ""))
    if isinstance(value, Figure) and found is not None and Decimal(found[0]) == value.value:
        return found[0]
    return format(value.value or Decimal(0), "f")


def retyped(value: Value, digits: str, **more: object) -> Value:
    """Return the same figure with other digits."""
    return value.model_copy(update={"value": Decimal(digits), "text": digits, **more})


def wrong_digit(digits: str, chance: Random) -> str | None:
    """Return a number with one digit replaced; the first digit of several does not become 0."""
    places = [index for index, char in enumerate(digits) if char.isdigit()]
    at = chance.choice(places)
    leading = at == places[0] and len(digits.partition(".")[0]) > 1
    return _replaced(digits, at, chance.choice([new for new in "0123456789"[leading:] if new != digits[at]]))


def transposed(digits: str, chance: Random) -> str | None:
    """Return a number with two neighbouring digits exchanged, None when all are the same."""
    places = [index for index, char in enumerate(digits) if char.isdigit()]
    pairs = [(a, b) for a, b in pairwise(places) if digits[a] != digits[b]]
    pairs = [(a, b) for a, b in pairs if not (a == places[0] and digits[b] == "0" and digits[b + 1 : b + 2].isdigit())]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    return _replaced(_replaced(digits, one, digits[other]), other, digits[one])


def moved_point(digits: str, chance: Random) -> str | None:
    """Return a number with its decimal point one place to the left or right; None for 0."""
    value = Decimal(digits)
    if not value:
        return None
    return format(value.scaleb(1), "f") if chance.random() < 0.5 else format(value.scaleb(-1), "f")  # noqa: PLR2004


def _replaced(digits: str, at: int, new: str) -> str:
    return digits[:at] + new + digits[at + 1 :]
