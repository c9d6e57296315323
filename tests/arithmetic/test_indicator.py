"""Scores of quantified indicators."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.arithmetic.compare import Number
from extractor.arithmetic.facts import make_number
from extractor.arithmetic.forms import sense
from extractor.arithmetic.indicator import score
from extractor.records.quantity import parse_quantity
from tests.compact import report_from_compact

WEIGHT = make_number("indicators[0].weight", "10", Decimal(10), "分")


def value(text: str) -> Number:
    """Return the number of a target or actual value."""
    quantity = parse_quantity(text)
    assert quantity is not None
    return make_number(
        "indicators[0].actual", quantity.text, quantity.value, quantity.unit, approximate=quantity.approximate
    )


@pytest.mark.parametrize(
    ("sense", "target", "actual", "expected"),
    [
        ("≥", "100%", "90%", "9.00"),
        ("≥", "90%", "95%", "10"),
        ("≥", "3家", "5家", "10"),
        ("≥", "300人", "299人", "9.97"),
        ("≥", "0%", "5%", "10"),
        ("=", "100%", "96%", "9.60"),
        ("=", "0次", "0次", "10"),
        ("=", "0次", "2次", "0.00"),
        ("≤", "100%", "95%", "10"),
        ("≤", "100%", "120%", "8.00"),
        ("≤", "10天", "25天", "0.00"),
        ("≤", "0%", "-5%", "10"),
        ("≥", "10场", "20多场", "10"),
        ("≥", "30场", "20多场", None),
        ("≥", "10场", "20项", None),
        ("≥", "5名", "5人", "10"),
        ("≥", "90%", "98", "10"),
        ("≥", "90%", "0.98", None),
        ("≥", "100万元", "50场", None),
        ("≥", "100万元", "900000元", "9.00"),
        ("", "100万元", "98万元", None),
        ("", "100万元", "100万元", "10"),
    ],
)
def test_formulas_of_the_finance_system(sense, target, actual, expected):
    """Reached is full, else in proportion; ≤ falls to 0 at twice the target; what cannot be compared has no score."""
    negative = actual.startswith("-")
    one = value(actual.lstrip("-"))
    one = one._replace(value=-one.value) if negative else one

    assert score(sense, WEIGHT, value(target), one) == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("name", "target", "expected"),
    [
        ("投诉件数", "5件", "≤"),
        ("投诉举报按时办结率", "97%", "≥"),
        ("投诉处理满意度", "90%", "≥"),
        ("“三公”经费控制率", "100%", "≤"),
        ("培训人数", "300人", "≥"),
        ("投诉件数", "≥5件", "≥"),
        ("改造成本", "300万元", ""),
    ],
)
def test_the_direction_of_an_indicator(name, target, expected):
    """By its sign, else by its words: fewer complaints are better, complaints dealt with in time are not."""
    report = report_from_compact({"indicators": [{"level3": name, "target": target, "actual": "1"}]})

    assert sense(report.indicators[0]) == expected
