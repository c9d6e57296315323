"""What a person types into 改为, and what becomes of it."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.corrections import NotUsableError, Signature, accepted, corrected, effective, is_same
from extractor.records.report import Date, Measure, Text, Year
from tests.compact import figure, place

WHO = Signature("王敏", "2026-11-21", "按决算")


@pytest.mark.parametrize(
    ("printed", "typed", "kept"),
    [
        ("790.77万元", "2951.83", ("2951.83", Decimal("2951.83"), "万元")),
        ("790.77万元", " 2,951.83 万元 ", ("2,951.83", Decimal("2951.83"), "万元")),
        ("26.78%", "26.67％", ("26.67", Decimal("26.67"), "%")),
        ("26.78%", "２６.６７", ("２６.６７", Decimal("26.67"), "%")),
        ("10分", "9", ("9", Decimal(9), "分")),
        ("12.30万元", "-12.30", ("-12.30", Decimal("-12.30"), "万元")),
        ("29518300万元", "2951.83万元", ("2951.83", Decimal("2951.83"), "万元")),
        ("95%", "0", ("0", Decimal(0), "%")),
    ],
)
def test_a_figure_is_corrected_by_a_number(printed, typed, kept):
    """The number is kept as typed, in the unit of the field; who, when and why stand beside it."""
    made = corrected(figure(printed), typed, WHO)

    assert (made.text, made.value, made.unit) == kept
    assert (made.by, made.on, made.reason) == ("王敏", "2026-11-21", "按决算")


@pytest.mark.parametrize(
    ("printed", "typed", "said"),
    [
        ("790.77万元", "", "是空的"),
        ("790.77万元", "按决算数", "不是一个数"),
        ("790.77万元", "2951.83和12", "不是一个数"),
        ("790.77万元", "2951.83元", "换算成“万元”"),
        ("790.77万元", "95%", "换算成“万元”"),
        ("95%", "95分", "换算成“%”"),
        ("790.77万元", "约2951", "不是一个确定的数"),
        ("10分", "≥9", "去掉“≥”"),
        ("10分", "2025-06-24", "不是一个数"),
        ("95.2%", "0.95", "连 % 一起写"),
        ("790.77万元", "7907700", "连单位“万元”一起写"),
        ("7907700元", "790.77", "连单位“元”一起写"),
        ("10分", "无", "不是一个数"),
    ],
)
def test_what_is_no_such_number_is_refused(printed, typed, said):
    """Words, other units, vague numbers, and numbers that look as if they were meant in another unit."""
    with pytest.raises(NotUsableError, match=said):
        corrected(figure(printed), typed, WHO)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False), st.sampled_from(["", "万元"]))
def test_every_number_comes_back_digit_by_digit(value, unit):
    """Whatever number is typed with its unit, or without one near the printed number, is kept to the last digit."""
    near = figure(f"{abs(value)}万元")
    made = corrected(near, f"{value}{unit}", WHO)

    assert (made.value, made.text, made.unit) == (value, f"{value}", "万元")


@given(st.text(max_size=12))
def test_anything_typed_is_taken_or_refused(typed):
    """No cell makes the program fall: it is a number, or a Chinese clause says why not."""
    made = None
    with suppress(NotUsableError):
        made = corrected(figure("12.5万元"), typed, WHO)
    assert made is None or (made.value is not None and made.unit == "万元")


def test_a_target_keeps_its_sign():
    """A target is words, which hold their own unit; their figure counts when there is exactly one."""
    target = Measure(text="≥95%", value=Decimal(95), unit="%", operator="≥", at=place())

    assert corrected(target, "≥96%", WHO).model_dump(include={"text", "value", "unit"}) == {
        "text": "≥96%", "value": Decimal(96), "unit": None,
    }  # fmt: skip
    assert corrected(target, "按时完成", WHO).value is None
    with pytest.raises(NotUsableError, match="换算成“%”"):
        corrected(target, "96人", WHO)


@pytest.mark.parametrize(
    ("value", "good", "bad"),
    [
        (Text(text="优", at=place()), "良", " "),
        (Year(text="2023年", value="2023", at=place()), "2024", "24"),
        (Date(text="2025.6.24", value="2025-06-24", at=place()), "2025年6月25日", "6月25"),
        (Date(text="2025.6.24", value="2025-06-24", at=place()), "2025-06", "2025-13-01"),
    ],
)
def test_words_years_and_dates(value, good, bad):
    """Words by words, a year by four digits, a date by a date."""
    assert corrected(value, good, WHO).text == good
    with pytest.raises(NotUsableError):
        corrected(value, bad, WHO)


def test_a_second_correction_keeps_the_first():
    """The printed value stays, the last correction counts, the one before stands in the history with name and date."""
    first = corrected(figure("790.77万元"), "2951.83", WHO)
    once = accepted(figure("790.77万元"), first)
    second = corrected(once, "2951.38", Signature("李华", "2026-11-22"))
    twice = accepted(once, second)

    assert (twice.text, twice.value) == ("790.77", Decimal("790.77"))
    assert twice.corrected == second
    assert twice.history == (first,)
    assert effective(twice) == ("2951.38", Decimal("2951.38"), "万元")
    assert is_same(twice, corrected(twice, "2951.38万元", WHO))
    assert not is_same(twice, corrected(twice, "2951.83", WHO))
