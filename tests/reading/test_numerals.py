"""List numbers in the forms of word processors and web pages."""

from __future__ import annotations

import pytest

from extractor.reading.numerals import numeral


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", {1: "1", 12: "12", 0: "0"}),
        (
            "chineseCounting",
            {1: "一", 10: "十", 11: "十一", 20: "二十", 101: "一百零一", 110: "一百一十", 1001: "一千零一"},
        ),
        ("ideographDigital", {12: "一二"}),
        ("chineseLegalSimplified", {1: "壹", 12: "壹拾贰"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalZero", {7: "07"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa"}),
        ("upperLetter", {2: "B"}),
        ("lowerRoman", {4: "iv", 9: "ix"}),
        ("upperRoman", {14: "XIV"}),
        ("somethingNew", {3: "3"}),
    ],
)
def test_forms(form: str, expected: dict[int, str]) -> None:
    """Each form prints its own signs and falls back to digits where they end."""
    assert {number: numeral(number, form) for number in expected} == expected
