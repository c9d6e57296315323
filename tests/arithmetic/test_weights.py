"""Weights of one form: 执行率, the levels and the full score."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.arithmetic.facts import facts
from extractor.arithmetic.parts import parts
from extractor.arithmetic.weights import ExecutionWeight, execution_weight, level_groups
from tests.arithmetic.test_identities import judged, statuses
from tests.compact import report_from_compact


def form(weights: str, *, levels: str = "", **row: str) -> dict[str, Any]:
    """Return a form with indicators of some weights, the brackets of their levels, and one row of the budget."""
    total = {"item": "total", "label": "总额", "adjusted": "100万元", "executed": "95.5万元", "rate": "95.5%", **row}
    brackets = levels.split() or [""] * len(weights.split())
    rows = [
        {"weight": f"{weight}分"} | ({"level1_weight": f"{level}分"} if level else {})
        for weight, level in zip(weights.split(), brackets, strict=True)
    ]
    return {"budget": {"rows": [total]}, "indicators": rows}


@pytest.mark.parametrize(
    ("weights", "row", "expected"),
    [
        ("50 30", {"weight": "15分", "score": "9.55分"}, ExecutionWeight("budget.rows[0].weight", printed=True)),
        ("50 30", {"score": "19.1分"}, ExecutionWeight("=20")),
        ("52 40", {"score": "9.55分"}, ExecutionWeight("=10")),
        ("50 40", {"score": "8分"}, ExecutionWeight("=10")),
        ("50 40", {}, ExecutionWeight("=10")),
        ("50 42", {"score": "6分"}, ExecutionWeight(None)),
        ("50 42", {"score": "0分", "rate": "0%"}, ExecutionWeight(None)),
        ("50 42", {}, ExecutionWeight(None)),
    ],
)
def test_the_weight_of_the_rate(weights, row, expected):
    """As printed; else what score and rate imply; else 10 where that is what the others leave; else unknown."""
    report = report_from_compact(form(weights, **row))

    assert execution_weight(next(parts(report)), facts(report)) == expected


@pytest.mark.parametrize(
    ("weights", "row", "expected"),
    [
        ("50 40", {"score": "9.55分"}, ("pass", "95.5%×10=9.55")),
        ("50 42", {"score": "9.55分"}, ("pass", "95.5%×10=9.55")),
        ("50 42", {"score": "6分"}, ("insufficient", "")),
        ("50 40", {"score": "7分"}, ("fail", "95.5%×10=9.55≠7")),
    ],
)
def test_a_guessed_weight_accuses_nobody(weights, row, expected):
    """A score is wrong only beside a weight that is printed or follows from the others and the usual frame."""
    found = judged(form(weights, **row), "A02")

    assert [(status, computation) for _, status, computation in found] == [expected]


@pytest.mark.parametrize(
    ("weights", "row", "expected"),
    [
        ("52 40", {"score": "9.55分"}, ("fail", "52+40+10=102≠100")),
        ("52 40", {"score": "6分"}, ("insufficient", "")),
        ("60 50", {"score": "6分"}, ("fail", "60+50=110≠100")),
        ("50 35", {"weight": "10分"}, ("fail", "50+35+10=95≠100")),
        ("50 35", {}, ("fail", "50+35=85≠100")),
        ("60 40", {"score": "9.55分"}, ("pass", "60+40=100")),
        ("50 40", {}, ("pass", "50+40+10=100")),
    ],
)
def test_the_sum_of_weights_counts_the_rate_once(weights, row, expected):
    """With the weight that its score implies; where nothing says it, the sum is open unless it is too large."""
    ((_, status, computation),) = judged(form(weights, **row), "B01")

    assert (status, computation if status != "insufficient" else "") == expected


@pytest.mark.parametrize(
    ("names", "levels", "expected"),
    [
        ("产出 产出 效益", "50 50 30", [[0, 1], [2]]),
        ("- - - -", "50 50 30 10", [[0, 1], [2], [3]]),
        ("- - 效益 -", "10 10 30 10", [[0, 1], [2], [3]]),
        ("- - -", "50 - 30", [[0, 1], [2]]),
        ("产出 效益 产出", "- 30 50", [[1], [0, 2]]),
        ("产出 效益 产出", "50 30 50", [[0, 2], [1]]),
        ("产出 效益", "- -", []),
    ],
)
def test_rows_are_parted_by_name_and_weight(names, levels, expected):
    """Rows of one level share name and bracket; a lost name does not join (50分) and (30分)."""
    rows = [
        ({} if name == "-" else {"level1": name}) | ({} if level == "-" else {"level1_weight": f"{level}分"})
        for name, level in zip(names.split(), levels.split(), strict=True)
    ]
    groups = level_groups(next(parts(report_from_compact({"indicators": rows}))))

    assert [members for _, members in groups] == expected


def test_nameless_levels_are_summed_apart():
    """Two nameless levels (50分) and (30分) hold each for itself; one point too many is told of its own level."""
    sound, wrong = (form(f"20 30 {last} 10", levels="50 50 30 10") for last in (30, 31))

    assert statuses(sound, "B02") == ["pass", "pass", "pass"]
    assert [text for _, status, text in judged(wrong, "B02") if status == "fail"] == ["31≠30"]


def test_levels_that_leave_room_for_the_rate():
    """Levels of 90 and a printed 10 make 100: indicators that make 100 alone have one weight too many."""
    row = {"weight": "10分", "score": "9.55分"}
    sound, wrong = (form(f"50 {last} 10", levels="50 30 10", **row) for last in (30, 40))

    assert [text for _, _, text in judged(sound, "B01")] == ["50+30+10+10=100"]
    assert [text for _, _, text in judged(wrong, "B01")] == ["50+40+10+10=110≠100"]
    assert [text for _, _, text in judged(form("50 40 10", **row), "B01")] == ["50+40+10=100"]
