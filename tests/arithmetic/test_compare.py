"""What printed numbers can and cannot mean."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.arithmetic.compare import Column, Number, equal, interval, product, ratio, rounded, sums
from extractor.arithmetic.facts import make_number
from extractor.arithmetic.graph import single_digit_changes
from extractor.records.quantity import parse_quantity

ROUNDINGS = st.sampled_from([ROUND_HALF_UP, ROUND_DOWN])
FEN = st.integers(min_value=1, max_value=10**9)
"""Amounts in 分: the books behind the printed figures."""


def number(text: str, path: str = "budget.rows[0].executed", **more: bool) -> Number:
    """Return the number of a printed figure."""
    quantity = parse_quantity(text)
    assert quantity is not None
    return make_number(path, quantity.text, quantity.value, quantity.unit, **more)


def wan(fen: int, decimals: int, rounding: str) -> Number:
    """Return an amount in 分 as it is printed in 万元."""
    return number(f"{(Decimal(fen) / 10**6).quantize(Decimal(1).scaleb(-decimals), rounding)}万元")


@pytest.mark.parametrize(
    ("text", "path", "low", "high"),
    [
        ("503.37万元", "budget.rows[0].executed", "5033650", "5033800"),
        ("190万元", "spending.basic.other", "1895000", "1910000"),
        ("89%", "staffing.control_rate", "88.5", "90"),
        ("932677.36元", "budget.rows[0].executed", "932677.36", "932677.36"),
        ("33人", "staffing.actual", "33", "33"),
        ("9.5分", "indicators[0].score", "9.5", "9.5"),
        ("0.00万元", "budget.rows[0].executed", "-50", "100"),
    ],
)
def test_a_measured_figure_is_an_interval_and_an_exact_one_a_point(text, path, low, high):
    """万元 and % may be rounded or cut; 元 with at most two decimals, scores and counts are exact."""
    bounds = interval(number(text, path))

    assert (bounds.low, bounds.high) == (Decimal(low), Decimal(high))


def test_a_fall_is_cut_towards_zero():
    """A negative figure stands for what is rounded to it or cut at its decimals."""
    fall = number("5.10万元")._replace(value=Decimal(-51000), printed=Decimal("-5.1"))

    assert rounded(fall)[:2] == (Decimal(-51100), Decimal(-50950))


@pytest.mark.parametrize(
    ("total", "parts", "expected"),
    [
        ("503.37万元", ["162.85万元", "294.9万元", "45.62万元"], "pass"),
        ("191.83万元", ["163.546万元", "28.279万元"], "hint"),
        ("503.37万元", ["162.85万元", "294.9万元", "46.62万元"], "fail"),
        ("932.67万元", ["7426775.36元", "1000000元", "900000元"], "hint"),
        ("933.67万元", ["7426775.36元", "1000000元", "900000元"], "fail"),
        ("2880000元", ["2879927.69元"], "fail"),
        ("2879928元", ["2879927.69元"], "hint"),
        ("281.93万元", ["281.39万元", "0万元", "0万元"], "fail"),
        ("1.2亿元", ["8000万元", "40000千元"], "pass"),
    ],
)
def test_sums_hold_as_far_as_their_decimals_tell(total, parts, expected):
    """Exact agreement passes, a difference that rounding explains is a hint, any other fails."""
    assert sums(number(total), [number(part) for part in parts]) == expected


def test_exact_scores_do_not_absorb_a_point():
    """Ten whole scores of 10 are not 99."""
    tens = [number("10分", f"indicators[{index}].score") for index in range(10)]

    assert sums(number("99分", "score.total"), tens) == "fail"
    assert sums(number("100分", "score.total"), tens) == "pass"


def test_a_total_without_decimals_may_round_finer_scores():
    """92.62 points printed as 93 is rounding; printed as 94 it is not."""
    parts = [number("83.03分", "indicators[0].score"), number("9.59分", "budget.rows[0].score")]

    assert [sums(number(text, "score.total"), parts) for text in ("92分", "93分", "94分")] == ["hint", "hint", "fail"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("7907700元", "790.77万元", "pass"),
        ("9326775.36元", "932.67万元", "hint"),
        ("9326775.36元", "932.68万元", "hint"),
        ("9326775.36元", "932.69万元", "fail"),
        ("2951.83万元", "2019.16万元", "fail"),
        ("约20万元", "26万元", "hint"),
        ("约20万元", "45万元", "fail"),
    ],
)
def test_equal_amounts_after_conversion(one, other, expected):
    """The same amount in 元 and 万元 is equal, the coarser one may be rounded or cut; 约 widens it."""
    about = one.startswith("约")

    assert equal(number(one, approximate=about), number(other)) == expected


@pytest.mark.parametrize(
    ("rate", "part", "whole", "expected"),
    [
        ("95.93%", "2879927.69元", "3002094.97元", "pass"),
        ("96.84%", "1673387.69元", "1727854.97元", "pass"),
        ("96.85%", "1673387.69元", "1727854.97元", "pass"),
        ("96.86%", "1673387.69元", "1727854.97元", "fail"),
        ("101%", "100万元", "100万元", "hint"),
        ("26.78%", "787.36万元", "2951.83万元", "fail"),
        ("89%", "33人", "37人", "pass"),
        ("50%", "1万元", "0万元", None),
    ],
)
def test_ratios_may_be_rounded_or_cut(rate, part, whole, expected):
    """A rate passes when its amounts round or cut to it; amounts in 万元 leave it room; a whole of 0 says nothing."""
    assert ratio(number(rate, "budget.rows[0].rate"), number(part), number(whole), Column()) == expected


def test_decimals_of_the_column_count():
    """99.71 printed as 100 beside rates with two decimals is a hint; alone it is plain rounding."""
    amounts = number("1206540元"), number("1210000元")
    rate = number("100%", "budget.rows[0].rate")

    assert ratio(rate, *amounts, Column()) == "pass"
    assert ratio(rate, *amounts, Column(finest=Decimal("0.01"))) == "hint"


def test_a_cut_column_is_cut_throughout():
    """Where all rates are cut, the rounded value is only nearly right."""
    amounts = number("1673387.69元"), number("1727854.97元")

    assert ratio(number("96.84%", "budget.rows[0].rate"), *amounts, Column(mode="cut")) == "pass"
    assert ratio(number("96.85%", "budget.rows[0].rate"), *amounts, Column(mode="cut")) == "hint"


def test_products_take_any_of_the_values():
    """A score may come from the printed rate or from the amounts, rounded or cut."""
    score = number("9.46分", "budget.rows[0].score")

    assert product(score, [Decimal("9.468")], Column()) == "pass"
    assert product(score, [Decimal("9.5"), Decimal("9.46")], Column()) == "pass"
    assert product(score, [Decimal("9.47")], Column()) == "fail"


@given(st.lists(FEN, min_size=2, max_size=6), st.integers(0, 4), ROUNDINGS)
def test_consistent_sums_never_fail(books, decimals, rounding):
    """However the books are rounded or cut for print, their sum is never called wrong."""
    total = wan(sum(books), decimals, rounding)

    assert sums(total, [wan(fen, decimals, rounding) for fen in books]) != "fail"


@given(FEN, st.integers(1, 10**9), st.integers(0, 4), st.integers(0, 2), ROUNDINGS)
def test_consistent_rates_never_fail(part, more, decimals, places, rounding):
    """A rate computed from 元 and printed beside 万元 is never called wrong."""
    whole = part + more
    rate = (Decimal(part) / whole * 100).quantize(Decimal(1).scaleb(-places), rounding)
    printed = number(f"{rate}%", "budget.rows[0].rate")

    assert ratio(printed, wan(part, decimals, rounding), wan(whole, decimals, rounding), Column()) != "fail"


@given(FEN, st.integers(0, 4), st.integers(0, 4), ROUNDINGS)
def test_one_amount_printed_twice_never_fails(fen, one, other, rounding):
    """The same amount with more or fewer decimals is the same amount."""
    assert equal(wan(fen, one, rounding), wan(fen, other, rounding)) != "fail"


@given(st.lists(FEN, min_size=2, max_size=5), st.data())
def test_a_changed_digit_is_noticed(books, data):
    """A sum in 元 and 分 with any digit of any part changed is wrong."""
    parts = [number(f"{Decimal(fen) / 100:.2f}元") for fen in books]
    total = number(f"{Decimal(sum(books)) / 100:.2f}元")
    index = data.draw(st.integers(0, len(parts) - 1))
    parts[index] = data.draw(st.sampled_from(list(single_digit_changes(parts[index]))))

    assert sums(total, parts) == "fail"
