"""Figures that slipped by a row or a cell, or stand in 元 under 万元: one cause, however many figures disagree."""

from __future__ import annotations

import copy

import pytest

from extractor.arithmetic.facts import facts
from extractor.arithmetic.identities import identities
from extractor.arithmetic.repair import proposals
from extractor.records.finding import Repair
from tests.compact import report_from_compact
from tests.validation.samples import agreeing, patched

THREE = (
    ("total", ("5.31", "6.16", "4.79")),
    ("vehicles", ("3.68", "4.5", "3.32")),
    ("vehicle_purchase", ("0", "0", "0")),
    ("vehicle_operation", ("3.68", "4.5", "3.32")),
    ("abroad", ("0", "0", "0")),
    ("reception", ("1.63", "1.66", "1.47")),
)
COLUMNS = ("previous", "budget", "final")


def repairs(data: dict) -> list[Repair]:
    """Return the repairs of a report."""
    report = report_from_compact(data)
    known = facts(report)
    return [made.repair for made in proposals(report, known, identities(report, known))]


def changed(found: list[Repair]) -> list[tuple[str, str, dict[str, str]]]:
    """Return class, verdict and new values of repairs."""
    return [(one.kind, one.verdict, {change.path: change.new for change in one.changes}) for one in found]


def three_public(by: int) -> dict:
    """Return 三公经费 with its labels by some rows above or below the figures; what falls out is lost."""
    rows = []
    for index, (item, _) in enumerate(THREE):
        source = index - by
        amounts = THREE[source][1] if 0 <= source < len(THREE) else ()
        rows.append({"item": item, "label": item} | {
            column: f"{amount}万元" for column, amount in zip(COLUMNS, amounts, strict=False)})  # fmt: skip
    return {"three_public": {"rows": rows}}


@pytest.mark.parametrize("by", [1, -1])
def test_labels_that_slipped_leave_a_blank_row_behind(by):
    """三公经费 one row off, with a blank row at the end: three sums are enough, the move is the only repair."""
    (found,) = repairs(three_public(by))

    assert (found.kind, found.verdict) == ("shift", "unique")
    new = {change.path: change.new for change in found.changes}
    assert new["three_public.rows[3].final"] == "3.32万元"
    assert new["three_public.rows[1].budget"] == "4.5万元"


def test_a_table_in_place_is_not_moved():
    """A wrong part of 三公经费 is no slip of the table."""
    data = three_public(0)
    data["three_public"]["rows"][5]["final"] = "1.77万元"

    assert all(one.kind != "shift" for one in repairs(data))


def test_a_row_whose_last_cell_was_the_same():
    """年初 120、全年 133.4、执行 133.4 one cell to the right: the last cell still stands where it belongs."""
    rows = [
        {"item": "total", "label": "总额", "initial": "200万元", "adjusted": "220万元", "executed": "213.4万元"},
        {"item": "basic", "label": "基本支出", "adjusted": "120万元", "executed": "133.4万元"},
        {"item": "project", "label": "项目支出", "initial": "80万元", "adjusted": "86.6万元", "executed": "80万元"},
    ]

    assert changed(repairs({"budget": {"rows": rows}})) == [
        ("shift", "unique", {"budget.rows[1].initial": "120万元", "budget.rows[1].adjusted": "133.4万元"})
    ]


def test_a_slip_beside_a_coarse_agreement_is_no_slip():
    """A move that makes 11.97 agree with 11 万元, which anything from 11 to 12 does, is not believed."""
    project = {
        "name": "河道清淤",
        "budget": {
            "rows": [
                {"item": "total", "label": "总额", "initial": "11万元", "adjusted": "10.15万元", "executed": "9.75万元"}
            ]
        },
    }
    base = {"rows": [{"label": "河道清淤", "previous_final": "8.85万元", "current_budget": "13.29万元",
                      "current_final": "11.97万元"}]}  # fmt: skip

    assert all(one.kind != "shift" for one in repairs({"projects": [project], "base_data": base}))


def test_one_slip_before_several_wrong_cells():
    """年初 blank, the other cells one to the right: two cells that each could be mended are one slipped row."""
    rows = [
        {"item": "total", "label": "总额", "adjusted": "208.3万元", "executed": "204万元", "rate": "97.89%"},
        {"item": "fiscal", "label": "拨款", "initial": "152万元", "adjusted": "147.7万元", "executed": "143.4万元"},
        {"item": "carryover", "label": "结转", "initial": "56.3万元", "adjusted": "56.3万元", "executed": "56.3万元"},
    ]
    told = {"spending": {"project": {"items": [{"name": "引水", "amount": "199.7万元"}]}}}
    (found,) = changed(repairs({"projects": [{"name": "引水", "budget": {"rows": rows}}], **told}))

    assert found[:2] == ("shift", "unique")
    assert found[2]["projects[0].budget.rows[0].adjusted"] == "204万元"


def test_amounts_typed_in_yuan_under_wan():
    """57886500 under 万元 and its parts, a hundred short: 元 in the place of 万元, and no slip of a digit."""
    amounts = (("49884700", "57886500"), ("39276800", "47278700"), ("8068900", "8068900"), ("2539000", "2539000"))
    items = ("total", "fiscal", "carryover", "other")
    rows = [{"item": item, "label": item, "initial": f"{one}万元", "adjusted": f"{two}万元"}
            for item, (one, two) in zip(items, amounts, strict=True)]  # fmt: skip
    found = repairs({"projects": [{"name": "引水", "budget": {"rows": rows}}]})

    assert [(one.kind, one.verdict, one.changes[0].new) for one in found] == [("unit", "unique", "元")]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"staffing.actual": "57人"}, ("staffing.actual", "33")),
        ({"budget.rows[0].weight": "80分"}, ("budget.rows[0].weight", "10")),
    ],
)
def test_counts_and_weights_may_be_what_is_wrong(changes, expected):
    """A count of people beside its kinds and its rate, a weight beside rate and score: never only the result."""
    found = repairs(report_or(changes))

    assert all(one.verdict == "tied" or any(change.path == expected[0] for change in one.changes) for one in found), (
        changed(found)
    )
    assert found


@pytest.mark.parametrize("rate", ["0%", "0.00%"])
def test_nothing_proves_no_unit(rate):
    """A rate or a total of 0 does not say that an amount stands in 元: almost nothing of anything is 0."""
    rows = [{"item": "total", "label": "总额", "adjusted": "100万元", "executed": "12.5万元", "rate": rate}]
    rows += [{"item": "basic", "label": "基本支出", "adjusted": "2.5万元"}]

    assert all(one.kind != "unit" for one in repairs({"budget": {"rows": rows}}))


def report_or(changes: dict) -> dict:
    """Return the agreeing report with some changes."""
    return patched(changes, copy.deepcopy(agreeing()))
