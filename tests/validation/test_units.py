"""A10: which amounts stand under a wrong unit, and who says so."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.records.finding import Findings
from extractor.settings import Settings
from extractor.validation import check
from tests.compact import report_from_compact
from tests.validation.samples import examined, roots, said

NARRATIVE = {
    "total": "1.27亿元",
    "basic": {"total": "1836.42万元", "personnel": "1602.35万元", "public": "234.07万元"},
    "project": {"total": "1.09亿元"},
}


def told(**basic: str) -> Findings:
    """Return what is said of a narrative of which one amount of 基本支出 differs."""
    spending = {**NARRATIVE, "basic": {**NARRATIVE["basic"], **basic}}
    return check(None, report_from_compact({"spending": spending}), Settings())


def form(total: str, goal: str, unit: str = "万元") -> list[tuple[str, str, str]]:
    """Return the roots for a project of one amount whose goal is told in words."""
    row = {"item": "total", "label": "年度资金总额", "initial": f"{total}{unit}", "adjusted": f"{total}{unit}"}
    project: dict[str, Any] = {"name": "道路养护", "budget": {"rows": [row]}, "goals": {"expected": goal}}
    return roots(check(None, report_from_compact({"projects": [project]}), Settings()))


def test_one_amount_in_another_unit_is_confirmed_by_its_sum():
    """公用经费 of 2 340 700 万元 that makes the sum as 元: an error of its unit, with the sum below it."""
    found = told(public="2340700万元")
    root = found.findings[0]

    assert (root.root.check, root.root.severity, root.root.subject) == ("A10", "error", "spending.basic.public")
    assert root.root.message == "正文公用经费 2340700 万元的金额单位有误，按 2340700元 计与相关各数相符"
    assert root.root.repair.message == "建议核对：正文公用经费 2340700万元 改为 2340700元，改后各式成立"
    assert [one.check for one in root.explains] == ["A06"]


def test_an_amount_above_every_total_is_suspicious_by_its_size():
    """Also a narrative without a form has a total: more than that, in the hundred thousands of 万元, is a warning."""
    assert ("A10", "warning", "spending") in roots(told(wages="1602350万元"))
    assert "warning" not in [severity for check, severity, _ in roots(told(wages="1602.35万元")) if check == "A10"]


@pytest.mark.parametrize(
    ("total", "unit", "goal", "wrong"),
    [
        ("186000.00", "万元", "投入资金18.6万元，养护道路26公里", True),
        ("186000.00", "万元", "投入資金18.6萬元，養護道路26公里", True),
        ("18.60", "元", "投入资金18.6万元", True),
        ("186000.00", "元", "投入资金18.6万元", False),
        ("18.60", "万元", "投入资金18.6万元", False),
        ("186000.00", "万元", "投入资金18.6亿元", False),
        ("186000.00", "万元", "每户补助18.6万元", False),
        ("100.00", "万元", "补助标准100元，共1000人", False),
        ("20000", "万元", "改造房屋300户，其中特困2万元", False),
    ],
)
def test_the_goals_confirm_the_unit_of_a_budget(total, unit, goal, wrong):
    """The same digits 10⁴ apart, of an implausible size: an error; a price or another amount says nothing."""
    assert form(total, goal, unit) == ([("A10", "error", "projects[0].budget")] if wrong else [])


def test_the_unit_that_the_goals_ask_for():
    """The repair changes the unit of the table, not its figures."""
    row = {"item": "total", "label": "年度资金总额", "adjusted": "186000.00万元"}
    project = {"name": "道路养护", "budget": {"rows": [row]}, "goals": {"actual": "使用资金18.6万元"}}
    (found,) = check(None, report_from_compact({"projects": [project]}), Settings()).findings

    assert found.root.computation == "186000.00万元≠18.6万元"
    assert [(one.path, one.old, one.new) for one in found.root.repair.changes] == [("projects[0].budget", "万元", "元")]
    assert found.root.repair.message == "表内金额单位“万元”应为“元”，改后与他处一致"


def test_the_price_of_an_indicator_mixes_no_units():
    """人均补助 in 元 beside a budget in 万元 is as it should be."""
    price = {"indicators[0].target": "≤9600元", "indicators[0].actual": "9600元"}

    assert [one.status for one in said("A10", price)] == ["pass"]
    assert [one.status for one in said("A10", {**price, "spending.total": "3385800元"})] == ["hint"]


def test_mixed_units_are_told_beside_a_wrong_one():
    """A wrong unit of one table does not hide that the amounts of the others are mixed."""
    changes = {"base_data.rows[1].current_final": "505000万元", "spending.total": "3385800元"}

    assert [check for check, _, _ in roots(examined(changes))] == ["A10", "A10"]
