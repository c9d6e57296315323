"""Slips of the hand and of the eye."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.arithmetic.facts import make_number
from extractor.arithmetic.slips import FAR, distance, is_slip, looks_alike, slips_of

_AMOUNTS = st.decimals(min_value=1, max_value=10**6, places=2)


@pytest.mark.parametrize(
    ("old", "new", "nearer"),
    [("98.62", "96.62", "94.62"), ("13.1", "13.7", "13.5"), ("45.2", "48.2", "43.2")],
)
def test_digits_that_look_alike_are_nearer(old, new, nearer):
    """8 for 6, 1 for 7 and 5 for 8 on the keypad are likelier than other digits."""
    assert distance(old, new) < distance(old, nearer)


@pytest.mark.parametrize(
    ("old", "new", "alike"),
    [("503.37", "508.37", True), ("53.09", "5309", True), ("503.37", "504.37", False), ("503.37", "530.37", False)],
)
def test_what_an_eye_confuses(old, new, alike):
    """3 and 8, and a lost point; neither 3 and 4 nor two digits exchanged."""
    assert looks_alike(old, new) is alike


@given(_AMOUNTS)
def test_every_listed_slip_is_one(amount):
    """What slips_of yields is one slip away, is another number, and keeps its printed form and value together."""
    one = make_number("spending.total", format(amount, "f"), amount, "万元")
    for new in slips_of(one):
        assert is_slip(format(one.printed, "f"), format(new.printed, "f"))
        assert new.value == new.printed * 10_000
        assert new.step == Decimal(10_000).scaleb(-new.decimals)
        assert new.value != one.value


@given(_AMOUNTS, _AMOUNTS)
def test_distance_is_the_same_both_ways(one, other):
    """A slip can be made in either direction; a number is at no distance from itself."""
    old, new = format(one, "f"), format(other, "f")

    assert distance(old, new) == distance(new, old) <= FAR
    assert distance(old, old) == 0
