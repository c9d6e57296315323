"""Compare printed numbers as far as their printed decimals allow.

A *measured* number (an amount in 万元, a percentage) stands for an interval: what was rounded or cut to its printed
decimals. An *exact* number (a score, a count, 元 with at most two decimals) is a point. A relation fails only when
no values that could have been printed so satisfy it; it is a hint when only the rounding saves it.
Everything is `Decimal`, in base units: 元 for money, per cent for percentages.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["money", "percent", "points", "count", "plain"]
"""What a number measures; numbers of different kinds are never compared. `plain` has no known unit."""

Agreement = Literal["pass", "hint", "fail"]
"""Holds as printed; holds only because digits were rounded or cut away; cannot be true."""

Mode = Literal["either", "round", "cut"]
"""How computed figures lost their further digits: rounded half up, cut off, or unknown."""

HUNDRED = Decimal(100)
HALF = Decimal("0.5")
_ZERO = Decimal(0)


class Number(NamedTuple):
    """A printed number: its value and last printed place in base units, and how it was printed.

    `within`: what a finer print of the same fact leaves of it.
    """

    value: Decimal
    step: Decimal
    kind: Kind
    exact: bool
    printed: Decimal
    unit: str = ""
    decimals: int = 0
    slack: Decimal = _ZERO
    within: Interval | None = None

    @property
    def approximate(self) -> bool:
        """Whether 约, 近, 余 or 多 stands beside it."""
        return bool(self.slack)

    def reprinted(self, value: Decimal) -> Number:
        """Return another value of the base unit, printed the same way."""
        return self._replace(value=value, printed=value * self.printed_unit)

    @property
    def printed_unit(self) -> Decimal:
        """What one base unit is in the printed unit: 0.0001 for 万元."""
        return Decimal(1).scaleb(-self.decimals) / self.step


class Interval(NamedTuple):
    """The values that a number may stand for; the ends belong to it unless they are open."""

    low: Decimal
    high: Decimal
    open_low: bool = False
    open_high: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return _below(self, other) and _below(other, self)


class Column(NamedTuple):
    """What the figures printed beside a computed one say of it: their smallest last place, and how they were cut."""

    finest: Decimal | None = None
    mode: Mode = "either"


def interval(number: Number) -> Interval:
    """Return what a number may stand for: a point when it is exact, else what rounds or is cut to it.

    A finer print of the same fact, where one is known, says it better.
    """
    if number.within is not None:
        return number.within
    return _widened(Interval(number.value, number.value) if number.exact else rounded(number), number.slack)


def rounded(number: Number, step: Decimal | None = None, mode: Mode = "either") -> Interval:
    """Return the values that are printed as this number when rounded half up or cut off at a last place of `step`."""
    unit = number.step if step is None else min(step, number.step)
    value = number.value
    near, far = (_ZERO if mode == "cut" else unit * HALF), (unit * HALF if mode == "round" else unit)
    if value > 0:
        return Interval(value - near, value + far, open_high=True)
    if value < 0:
        return Interval(value - far, value + near, open_low=True)
    return Interval(-unit * HALF, far, open_high=True)


def equal(one: Number, other: Number) -> Agreement:
    """Say whether two numbers may be the same fact; the one printed more coarsely may be rounded."""
    if one.value == other.value:
        return "pass"
    coarse, fine = (one, other) if one.step >= other.step else (other, one)
    return "hint" if _as_result(coarse, fine.value).meets(interval(fine)) else "fail"


def sums(total: Number, parts: Iterable[Number]) -> Agreement:
    """Say whether the parts may add up to the total: the interval of the total meets the Minkowski sum of the parts.

    A bare 0 beside amounts with decimals is 0 to those decimals; as 0 ± 0.5 万元 it would excuse any slip of theirs.
    """
    parts = list(parts)
    steps = [one.step for one in (total, *parts) if not one.exact]
    parts = [one if one.value or one.exact else one._replace(step=min(steps)) for one in parts]
    value = sum((part.value for part in parts), _ZERO)
    if value == total.value:
        return "pass"
    whole = _total(interval(part) for part in parts)
    return "hint" if _as_result(total, value).meets(whole) else "fail"


def ratio(result: Number, part: Number, whole: Number, column: Column) -> Agreement | None:
    """Say whether a printed percentage may be part / whole; None when the whole may be zero."""
    divisor = interval(whole)
    if divisor.low <= 0:
        return None
    if _inside(part.value / whole.value * HUNDRED, _strict(result, column)):
        return "pass"
    return "hint" if _quotient(interval(part), divisor).meets(_own(result)) else "fail"


def product(result: Number, values: Iterable[Decimal], column: Column) -> Agreement:
    """Say whether a printed result may be one of some computed values, rounded or cut at its decimals."""
    values = list(values)
    if any(_inside(value, _strict(result, column)) for value in values):
        return "pass"
    return "hint" if any(_inside(value, _own(result)) for value in values) else "fail"


def _as_result(total: Number, value: Decimal) -> Interval:
    """Return what a total may stand for; also an exact one may be rounded when what it sums has finer digits."""
    return _own(total) if value % total.step else interval(total)


def _own(number: Number) -> Interval:
    if number.within is not None:
        return number.within
    return _widened(rounded(number), number.slack)


def _strict(number: Number, column: Column) -> Interval:
    return rounded(number, column.finest, column.mode)


def _widened(bounds: Interval, slack: Decimal) -> Interval:
    return Interval(bounds.low - slack, bounds.high + slack) if slack else bounds


def _total(intervals: Iterable[Interval]) -> Interval:
    low = high = _ZERO
    open_low = open_high = False
    for part in intervals:
        low, high = low + part.low, high + part.high
        open_low, open_high = open_low or part.open_low, open_high or part.open_high
    return Interval(low, high, open_low, open_high)


def _quotient(part: Interval, whole: Interval) -> Interval:
    corners = [numerator / denominator for numerator in part[:2] for denominator in whole[:2]]
    return Interval(min(corners) * HUNDRED, max(corners) * HUNDRED)


def _inside(value: Decimal, bounds: Interval) -> bool:
    return Interval(value, value).meets(bounds)


def _below(one: Interval, other: Interval) -> bool:
    """Whether `one` does not lie wholly above `other`."""
    return one.low < other.high or (one.low == other.high and not one.open_low and not other.open_high)
