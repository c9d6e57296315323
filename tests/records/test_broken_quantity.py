"""Figures that a narrow cell breaks."""

from decimal import Decimal

import pytest

from extractor.records.quantity import parse_quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("16233.20万\n元", "16233.20", "万元"),
        ("9.91\n分", "9.91", "分"),
        ("≥\n95%", "95", "%"),
        ("1.2万\n卷", "1.2", "万卷"),
    ],
)
def test_a_break_before_the_unit_is_none(text, value, unit):
    """A line break between a number and its unit, inside the unit or behind a sign changes nothing."""
    found = parse_quantity(text)

    assert found is not None
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["10分\n8分", "5\n6", "503.37\n基本支出"])
def test_two_lines_with_figures_or_words_are_no_figure(text):
    """A break between two figures, or between a figure and other words, makes no single figure."""
    assert parse_quantity(text) is None
