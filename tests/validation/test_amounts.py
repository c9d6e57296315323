"""Family A: each check fires on its defect and is silent on the sound case beside it."""

from __future__ import annotations

import pytest
from extraction.helpers import record

from extractor.settings import Settings
from extractor.validation import check
from tests.compact import report_from_compact
from tests.validation.samples import agreeing, examined, said

FIRES = {
    "A01": ({"budget.rows[0].rate": "93.00%"}, "338.58/356.4=95.00%≠93.00%"),
    "A02": ({"budget.rows[0].score": "9.9分"}, "95.00%×10=9.50≠9.9"),
    "A03": ({"budget.rows[4].adjusted": "100万元", "budget.rows[0].adjusted": None}, "120>100"),
    "A04": ({"budget.rows[4].initial": "100万元", "budget.rows[4].adjusted": "100万元"}, ""),
    "A05": ({"spending.total": "348.58万元"}, "218.58+120=338.58≠348.58"),
    "A06": ({"budget.rows[2].initial": "160万元"}, "160+60.5=220.5≠210.5"),
    "A07": ({"spending.project.items[2].amount": "39.5万元"}, "50.5+40+39.5=130≠120"),
    "A08": ({"projects[0].budget.rows[2].initial": "6.5万元"}, "45+6.5=51.5≠50.5"),
    "A09": ({"spending.basic.total": "228.58万元"}, "218.58≠228.58"),
    "A10": ({"base_data.rows[1].current_final": "505000万元"}, "50.5≠505000"),
    "A11": ({"spending.basic.shares.wages": "60.50%"}, "145.35/218.58=66.50%≠60.50%"),
    "A12": ({"spending.basic.shares.wages": "60.50%"}, "60.50%+28.47%+5.03%=94.00%≠100%"),
    "A17": ({"three_public.rows[0].final": "5.3万元"}, "0+2.1+1.1=3.2≠5.3"),
    "A21": ({"staffing.control_rate": "98%"}, "19/20=95.00%≠98%"),
    "A22": ({"staffing.breakdown[0].authorized": "9人"}, "9+12=21≠20"),
}

SILENT = {
    "A01": {"budget.rows[0].rate": "95%"},
    "A02": {"budget.rows[0].score": "9.50分"},
    "A03": {"budget.rows[4].adjusted": "120万元", "budget.rows[0].adjusted": None},
    "A04": {"budget.rows[4].initial": "130万元"},
    "A05": {"budget.by_expenditure.project": None},
    "A06": {"spending.basic.individuals_families": "10.999万元"},
    "A07": {"spending.project.items[2].amount": "39.5万元", "spending.project.items_closed": None},
    "A08": {"projects[0].budget.rows[2].initial": "5.50万元"},
    "A09": {"spending.basic.total": "2185800元"},
    "A10": {"base_data.rows[1].current_final": "505000元"},
    "A11": {"spending.basic.shares.wages": "66.49%"},
    "A12": {"spending.basic.shares.wages": "66.49%"},
    "A17": {"three_public.rows[0].final": None},
    "A21": {"staffing.control_rate": "95.0%"},
    "A22": {"staffing.breakdown[0].authorized": "9人", "staffing.breakdown_closed": None},
}


@pytest.mark.parametrize("identifier", FIRES)
def test_fires(identifier):
    """The check reports the defect, with the computation that shows it."""
    changes, computation = FIRES[identifier]
    found = [one for one in said(identifier, changes) if one.status == ("hint" if identifier == "A04" else "fail")]

    assert computation in [one.computation for one in found]
    assert all(one.message and one.sides for one in found)


@pytest.mark.parametrize("identifier", SILENT)
def test_silent(identifier):
    """The check finds nothing wrong in the sound case."""
    found = said(identifier, SILENT[identifier])

    assert not [one for one in found if one.status == "fail"]
    assert found


@pytest.mark.parametrize(
    ("identifier", "changes", "message"),
    [
        ("A01", {"budget.rows[0].rate": "93.00%"},
         "年度资金总额全年执行数 338.58 万元占全年预算数 356.4 万元应为 95.00%，执行率写 93.00%"),
        ("A03", {"budget.rows[4].adjusted": "100万元"},
         "项目支出全年执行数 120 万元超过全年预算数 100 万元，超出 20 万元"),
        ("A06", {"budget.rows[2].initial": "160万元"},
         "人员经费 160 万元、公用经费 60.5 万元，合计 220.5 万元，与基本支出年初预算数 210.5 万元相差 10 万元"),
        ("A09", {"spending.basic.total": "228.58万元"},
         "正文基本支出 228.58 万元与基本支出全年执行数 218.58 万元不一致"),
        ("A11", {"spending.basic.shares.wages": "60.50%"},
         "工资福利支出 145.35 万元占 218.58 万元应为 66.50%，报告写 60.50%"),
        ("A21", {"staffing.control_rate": "98%"}, "在职 19 人、编制 20 人，控制率应为 95.00%，报告写 98%"),
    ],
)  # fmt: skip
def test_messages_can_be_pasted_into_an_opinion(identifier, changes, message):
    """One Chinese sentence with both sides and their units."""
    assert message in [one.message for one in said(identifier, changes)]


def test_an_overrun_that_the_report_states_is_a_warning():
    """A rate printed above 100 % says openly that more was spent than planned."""
    changes = {"budget.rows[4].adjusted": "100万元", "budget.rows[4].rate": "120%", "budget.rows[0].adjusted": None}

    assert [one.severity for one in said("A03", changes) if one.status == "fail"] == ["warning"]


def test_parts_that_fall_short_may_be_an_open_list():
    """Kinds of 基本支出 below its total are a warning where 其他支出 is not named, above it an error."""
    found = [
        [one.severity for one in said("A06", {"spending.basic.wages": f"{wages}万元"}) if one.status == "fail"]
        for wages in ("135.35", "155.35")
    ]

    assert found == [["warning"], ["error"]]


def test_overstaffing_is_a_warning():
    """More staff than posts is told even when no rate is printed."""
    changes = {"staffing.control_rate": None, "staffing.actual": "21人", "staffing.breakdown": None}

    assert [(one.status, one.severity) for one in said("A21", changes)] == [("fail", "warning")]


def test_a_wrong_unit_is_told_once_for_its_table():
    """基础数据表 filled in 元 under 万元: one finding of A10 and none of A09."""
    data = agreeing()
    for row, amount in zip(data["base_data"]["rows"], ("11000", "505000", "400000", "295000", "2185800"), strict=True):
        row |= {"current_final": f"{amount}万元", "current_budget": None}
        del row["current_budget"]
    findings = check(None, report_from_compact(data), Settings())

    assert [(one.root.check, one.root.severity, one.root.subject) for one in findings.findings] == [
        ("A10", "error", "base_data")
    ]
    assert findings.findings[0].root.repair is not None


def test_implausible_amounts_without_a_counterpart_are_a_warning():
    """Amounts of billions beside a budget of millions: probably 元, but nothing confirms it."""
    changes = {"base_data.rows": [{"label": "业务费", "current_final": "7426775.36万元"}]}

    assert [(one.status, one.severity) for one in said("A10", changes)] == [("fail", "warning")]


def test_mixed_units_are_a_remark():
    """元 beside 万元 is no defect, but the reader should know that amounts were converted."""
    assert [one.status for one in said("A10", {"spending.total": "3385800元"})] == ["hint"]
    assert [one.status for one in said("A10")] == ["pass"]


@pytest.mark.parametrize(
    ("identifier", "changes", "missing"),
    [
        ("A01", {"budget": None, "projects": None}, ("执行率", "全年预算数")),
        ("A01", {"budget.rows[0].adjusted": None}, ("全年预算数",)),
        ("A11", {"spending": None}, ("占比",)),
        ("A21", {"staffing": None}, ("编制数", "在职人数")),
        ("A17", {"three_public": None}, ("三公经费",)),
    ],
)
def test_what_is_not_printed_cannot_be_checked(identifier, changes, missing):
    """A missing field gives `insufficient` and its Chinese name, never a pass."""
    found = [one for one in said(identifier, changes) if one.status == "insufficient"]

    assert missing in [one.missing for one in found]


def test_what_does_not_occur_is_not_applicable():
    """A department's report without projects has no project funding to check."""
    assert [one.status for one in said("A08", {"projects": None})] == ["insufficient"]
    assert [one.status for one in said("A12", {"spending.basic.shares": {"wages": "66.50%"}})] == ["not_applicable"]


def test_sides_carry_the_paper():
    """Each side has its field, its text as printed and its place."""
    finding = next(one for one in examined({"staffing.control_rate": "98%"}).findings if one.root.check == "A21")

    assert [(side.path, side.text) for side in finding.root.sides] == [
        ("staffing.control_rate", "98"), ("staffing.actual", "19"), ("staffing.authorized", "20"),
    ]  # fmt: skip
    assert all(side.at is not None for side in finding.root.sides)


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ("一般公共预算财政拨款基本支出90万元，其中：人员经费60万元，公用经费30万元。", ["not_applicable"]),
        ("主要用于：人员经费60万元，公用经费30万元。", ["fail"]),
    ],
)
def test_parts_are_compared_with_the_total_they_stand_under(parts, verdict):
    """人员经费 and 公用经费 of the 财政拨款 are no parts of the larger 基本支出 of all funds."""
    report = record(f"一、支出情况\n2024年支出合计120万元，其中：基本支出100万元，项目支出20万元。\n\n{parts}\n")
    outcomes = check(None, report, Settings()).outcomes

    assert report.spending.basic.public.text == "30"
    assert [one.status for one in outcomes if one.check == "A06" and one.subject.startswith("spending")] == verdict


@pytest.mark.parametrize(
    ("score", "weight", "expected"),
    [("9.9分", "10分", ("fail", "error")), ("9.9分", None, ("fail", "warning")), ("9.5分", None, ("pass", "info"))],
)
def test_a_score_beside_an_inferred_weight_is_a_warning(score, weight, expected):
    """A weight that is not printed never makes an error of a score."""
    changes = {"budget.rows[0].score": score, "budget.rows[0].weight": weight, "projects": None}

    assert [(one.status, one.severity) for one in said("A02", changes)] == [expected]


def test_a_score_beside_an_unknown_weight_cannot_be_checked():
    """Indicators that make 92 do not say that 执行率 counts 8: a score that fits neither 8 nor 10 is left open."""
    changes = {"budget.rows[0].weight": None, "budget.rows[0].score": "6.60分", "indicators[0].weight": "12分",
               "projects": None}  # fmt: skip

    assert [(one.status, one.missing) for one in said("A02", changes)] == [("insufficient", ("分值",))]
    assert [one.status for one in said("B01", changes)] == ["insufficient"]


def test_a_lone_source_cannot_exceed_its_total():
    """其中：财政拨款 as the only row: more than the total is an error, less says nothing."""
    found = [
        [one.message for one in said("A08", {"projects[0].budget.rows[2]": None, "projects[0].budget.rows[1]": {
            "item": "fiscal", "label": "当年财政拨款", "adjusted": f"{amount}万元"}}) if one.status == "fail"]
        for amount in ("45.00", "50.50", "53.20")
    ]  # fmt: skip

    assert found == [[], [], ["当年财政拨款 53.20 万元与项目“免费开放”年度资金总额全年预算数 50.5 万元相差 2.7 万元"]]
