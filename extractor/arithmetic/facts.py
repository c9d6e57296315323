"""The numbers of a report by their paths, as the comparison sees them; a correction that a person accepted counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from extractor.arithmetic.compare import Kind, Number
from extractor.records import paths
from extractor.records.quantity import MONEY_IN_YUAN, fold
from extractor.records.report import Alternative, Figure, Measure, Report, Text

Facts = Mapping[str, Number]
"""Every number of a report by its path. The printed word 无 in a field of money is a number that is exactly zero."""

CONSTANT = "="
"""A path that begins so is a constant of the form: `=100` for the full score, `=100%` for the sum of shares."""

_PERCENT_UNITS = frozenset({"%", "百分点"})
_POINTS = re.compile(r"(?:^|\.)(?:level1_weight|weight|score|score\.total)$")
_PERCENT = re.compile(r"(?:rate|growth|share|completion)$|\.shares\.\w+$")
_COUNT = re.compile(r"^staffing\.(?!control_rate$)")
_MONEY = re.compile(r"(?:^|\.)(?:budget|income|spending|items\[\d+\]|(?:three_public|base_data)\.rows\[\d+\])\.")
_WORDS = re.compile(r"_of$|\.(?:label|name|unit_as_printed)$")
_NONE = frozenset({"无", "无。", "没有", "无支出"})
_YUAN_DECIMALS = 2
_WAN = 4
_FRACTION = re.compile(r"\.(\d+)")


def facts(report: Report) -> dict[str, Number]:
    """Return every number of a report by path: figures, targets and actual values with one figure, and 无 as zero."""
    found: dict[str, Number] = {}
    for path, value in paths.walk(report):
        number = fact(path, value)
        if number is not None:
            found[path] = _in_unit_column(report, path, number) if isinstance(value, Measure) else number
    return found


def fact(path: str, value: Text | Measure) -> Number | None:
    """Return the number that stands at a path; None for words."""
    if isinstance(value, Figure | Measure):
        return _of_value(path, value)
    if value.text.strip() in _NONE and _MONEY.search(path) and not _WORDS.search(path):
        return Number(Decimal(0), Decimal(1), "money", exact=True, printed=Decimal(0))
    return None


def alternative(path: str, other: Alternative, like: Number) -> Number | None:
    """Return what another place prints for the same field; its unit is that of the field when it has none."""
    if other.value is None:
        return None
    return make_number(path, other.text, other.value, like.unit if other.unit is None else other.unit)


def constant(path: str) -> Number:
    """Return the number that a constant path names."""
    text = path.removeprefix(CONSTANT)
    value = Decimal(text.rstrip("%"))
    if text.endswith("%"):
        return Number(value, Decimal("0.01"), "percent", exact=True, printed=value, unit="%", decimals=2)
    return Number(value, Decimal(1), "points", exact=True, printed=value, unit="分")


def make_number(path: str, text: str, value: Decimal, unit: str, *, approximate: bool = False) -> Number:
    """Return a number from its printed form; the path says what a number without unit measures."""
    places = _FRACTION.search(fold(text))
    decimals = len(places[1]) if places else 0
    last = Decimal(1).scaleb(-decimals)
    kind, scale = _kind(path, unit)
    exact = kind in {"points", "count"} or (unit == "元" and decimals <= _YUAN_DECIMALS)
    slack = _last_significant(value, last) * scale if approximate else Decimal(0)
    return Number(value * scale, last * scale, kind, exact, value, unit, decimals, slack)


def rescaled(number: Number, unit: str) -> Number:
    """Return the same printed digits under another unit of money.

    An amount in 元 that ends in 00 was rounded in 万元: 21708900元 is 2170.89万元.
    """
    factor = MONEY_IN_YUAN[unit] / MONEY_IN_YUAN[number.unit]
    zeros = _last_zeros(number.printed) if unit == "元" and not number.decimals else 0
    rounded = zeros >= _YUAN_DECIMALS
    step = number.step * factor
    return number._replace(
        value=number.value * factor,
        step=step.scaleb(zeros) if rounded else step,
        decimals=-zeros if rounded else number.decimals,
        slack=number.slack * factor,
        unit=unit,
        exact=unit == "元" and number.decimals <= _YUAN_DECIMALS and not rounded,
    )


def _of_value(path: str, value: Figure | Measure) -> Number | None:
    amount, text, unit = value.value, value.text, value.unit or ""
    if value.corrected is not None and value.corrected.value is not None:
        amount, text, unit = value.corrected.value, value.corrected.text, value.corrected.unit or unit
    if amount is None:
        return None
    if isinstance(value, Measure):
        text = format(amount, "f")
    return make_number(path, text, amount, unit, approximate=bool(value.approximate) and value.corrected is None)


def _in_unit_column(report: Report, path: str, number: Number) -> Number:
    """Give a target or actual value without unit the unit that stands in a column of its own."""
    if number.unit:
        return number
    column = paths.get(report, f"{path.rpartition('.')[0]}.unit")
    text = format(number.printed, "f")
    return number if column is None else make_number(path, text, number.printed, column.text.strip())


def _kind(path: str, unit: str) -> tuple[Kind, Decimal]:
    if _POINTS.search(path):
        return "points", Decimal(1)
    if unit in MONEY_IN_YUAN:
        return "money", MONEY_IN_YUAN[unit]
    if unit in _PERCENT_UNITS or (not unit and _PERCENT.search(path)):
        return "percent", Decimal(1)
    if unit or _COUNT.search(path):
        return "count", Decimal(1)
    return "plain", Decimal(1)


def _last_zeros(value: Decimal) -> int:
    """Return how many zeros a number of 万 and more ends in, at most those of 万."""
    exponent = value.normalize().as_tuple().exponent
    large = abs(value) >= Decimal(1).scaleb(_WAN)
    return min(exponent, _WAN) if isinstance(exponent, int) and large else 0


def _last_significant(value: Decimal, last: Decimal) -> Decimal:
    """Return one unit of the last digit that is not zero: 10 for 约20, 1 for 144, never finer than what is printed."""
    exponent = value.normalize().as_tuple().exponent
    return max(Decimal(1).scaleb(exponent) if isinstance(exponent, int) else last, last)
