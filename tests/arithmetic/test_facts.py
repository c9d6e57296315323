"""The numbers that the comparison sees."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.arithmetic.facts import constant, facts, rescaled
from extractor.records.report import Corrected
from tests.compact import report_from_compact


@pytest.mark.parametrize(
    ("data", "path", "kind", "exact", "value"),
    [
        ({"spending": {"total": "503.37万元"}}, "spending.total", "money", False, "5033700"),
        ({"spending": {"total": "2879927.69元"}}, "spending.total", "money", True, "2879927.69"),
        ({"spending": {"total": "无"}}, "spending.total", "money", True, "0"),
        ({"spending": {"rate": "95.93%"}}, "spending.rate", "percent", False, "95.93"),
        ({"staffing": {"actual": "33人"}}, "staffing.actual", "count", True, "33"),
        ({"score": {"total": "98分"}}, "score.total", "points", True, "98"),
        ({"indicators": [{"weight": "10%"}]}, "indicators[0].weight", "points", True, "10"),
        ({"indicators": [{"target": "≥4次"}]}, "indicators[0].target", "count", True, "4"),
        ({"indicators": [{"actual": "98", "unit": "%"}]}, "indicators[0].actual", "percent", False, "98"),
    ],
)
def test_what_a_printed_figure_measures(data, path, kind, exact, value):
    """The unit, or else the field, says what a number measures and whether it is exact; 无 for money is zero."""
    number = facts(report_from_compact(data))[path]

    assert (number.kind, number.exact, number.value) == (kind, exact, Decimal(value))


def test_words_are_no_numbers():
    """A target in words, a label and the words behind a share have no number."""
    data = {"indicators": [{"target": "按时完成", "level3": "无"}], "spending": {"project": {"total_of": "无"}}}

    assert facts(report_from_compact(data)) == {}


def test_an_accepted_correction_counts():
    """A correction of a person replaces the printed value in all computations."""
    report = report_from_compact({"score": {"total": "99分"}})
    correction = Corrected(text="98.5", value=Decimal("98.5"), unit="分", by="复核人", on="2025-07-01")
    total = report.score.total.model_copy(update={"corrected": correction})
    corrected = report.model_copy(update={"score": report.score.model_copy(update={"total": total})})

    number = facts(corrected)["score.total"]

    assert (number.value, number.decimals) == (Decimal("98.5"), 1)


def test_approximate_figures_have_slack():
    """20余 may be anything up to ten away; 53.09 with 约 one unit of its last digit."""
    known = facts(report_from_compact({"spending": {"total": "20余万元", "balance": "约53.09万元"}}))

    assert known["spending.total"].slack == 100000
    assert known["spending.balance"].slack == 100


@pytest.mark.parametrize(
    ("printed", "exact", "step"),
    [("1000001", True, 1), ("57886500", False, 100), ("1000000", False, 10_000), ("500", True, 1)],
)
def test_the_same_digits_under_another_unit(printed, exact, step):
    """1000001 万元 read as 元 is exact; an amount that ends in 00 was rounded in 万元, unless it is small."""
    number = rescaled(facts(report_from_compact({"spending": {"total": f"{printed}万元"}}))["spending.total"], "元")

    assert (number.value, number.printed, number.unit) == (int(printed), int(printed), "元")
    assert (number.exact, number.step) == (exact, step)
    assert number.reprinted(number.value) == number


def test_constants_of_the_form():
    """=100 is the full score, =100% the whole of all shares."""
    assert (constant("=100").kind, constant("=100%").kind) == ("points", "percent")
