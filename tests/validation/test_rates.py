"""Family A: what changed, budget adjustments, control, and the rates that a narrative tells."""

from __future__ import annotations

import pytest

from extractor.settings import Settings
from extractor.validation import check
from tests.compact import report_from_compact
from tests.validation.samples import examined, said


def prose(*texts):
    """Return a narrative of some sentences."""
    return {"sections": [{"title": "支出情况", "level": 1, "text": "\n".join(texts)}]}


PUBLIC = {"base_data.rows[0]": {"label": "公用经费", "current_budget": "66.4万元", "current_final": "62.23万元"}}
PURCHASES = {"base_data.rows[0]": {"label": "政府采购", "current_budget": "80万元", "current_final": "76万元"}}
KEY = {"budget.rows[3]": {"item": "key_project", "label": "重点项目", "executed": "90万元"}}
LEFT = {"spending.adjusted_budget": "356.4万元", "spending.balance": "17.82万元"}
ADDED = {"budget.rows[0].initial": "220.5万元"}
CHANGED = {"three_public.rows[0].change_from_previous": "-0.8万元", "three_public.rows[0].growth": "-20%"}

FIRES = {
    "A13": ({**CHANGED, "three_public.rows[0].growth": "-25%"}, "-0.8/4=-20.00%≠-25%"),
    "A14": ({**ADDED, **prose("全年工作完成较好。")}, "(356.4-220.5)/220.5=61.63%"),
    "A15": (prose("部门预算调整率为21.2%。"), "(356.4-320.5)/320.5=11.20%≠21.2%"),
    "A16": ({**LEFT, "spending.balance": "71.82万元"}, "356.4-338.58=17.82≠71.82"),
    "A18": ({"three_public.rows[0].budget": "3.0万元"}, "3.2>3.0"),
    "A19": ({**PUBLIC, **prose("公用经费控制率为97.3%。")}, "62.23/66.4=93.72%≠97.3%"),
    "A20": ({**PURCHASES, **prose("政府采购执行率为98%。")}, "76/80=95.00%≠98%"),
    "A23": ({**KEY, **prose("重点支出安排率57%。")}, "90/120=75.00%≠57%"),
}

SILENT = {
    "A13": CHANGED,
    "A14": {**ADDED, **prose("年中因承办展演追加预算135.9万元。")},
    "A15": prose("部门预算调整率为11.2%。"),
    "A16": LEFT,
    "A18": {"three_public.rows[0].budget": "3.2万元"},
    "A19": {**PUBLIC, **prose("公用经费控制率为93.72%。")},
    "A20": {**PURCHASES, **prose("政府采购执行率为95%。")},
    "A23": {**KEY, **prose("重点支出安排率75%。")},
}


def failed(identifier, changes):
    """Return what one check finds wrong."""
    return [one for one in said(identifier, changes) if one.status == "fail"]


@pytest.mark.parametrize("identifier", FIRES)
def test_fires(identifier):
    """The check reports the defect, with the computation that shows it and both sides."""
    changes, computation = FIRES[identifier]
    found = failed(identifier, changes)

    assert [one.computation for one in found] == [computation]
    assert all(one.message and one.sides for one in found)


@pytest.mark.parametrize("identifier", SILENT)
def test_silent(identifier):
    """The check finds nothing wrong in the sound case, and says that it looked."""
    found = said(identifier, SILENT[identifier])

    assert "pass" in [one.status for one in found]
    assert not [one for one in found if one.status == "fail"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({**CHANGED, "three_public.rows[0].growth": "20%"}, "增减额为减少 0.8 万元，增减率却是增长 20%，方向相反"),
        ({**CHANGED, "three_public.rows[0].previous": "5万元"}, "上年 5 万元，增减额写减少 0.8 万元"),
        ({"three_public.rows[0].previous": "0万元", "three_public.rows[0].growth": "5%"}, "上年为 0，没有增减率"),
    ],
)
def test_changes_that_cannot_be_true(changes, message):
    """A change against its rate or against the year before, and a rate of nothing, are told."""
    assert message in "；".join(one.message for one in failed("A13", changes))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年支出120万元，比年初预算100万元增加20万元。", ["pass"]),
        ("2024年支出120万元，比年初预算100万元减少20万元。", ["fail"]),
        ("决算数12.5万元低于预算数10万元。", ["fail"]),
        ("决算数9.5万元低于预算数10万元。", ["pass"]),
        ("支出12.5万元，与上年12.5万元持平。", ["pass"]),
        ("支出12.5万元，与上年13.5万元持平。", ["fail"]),
        ("支出12.5万元，与上年13.5万元基本持平。", []),
        ("支出120万元，比上年增加20万元，其中项目支出15万元。", []),
        ("收入120万元，比预算100万元增加30万元。", []),
    ],
)
def test_the_word_for_the_direction_must_fit_both_figures(text, expected):
    """增加, 减少, 低于, 持平 are compared with the two amounts of their sentence; anything less plain says nothing."""
    assert [one.status for one in said("A13", prose(text)) if one.subject == "sections"] == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("年中追加资金。", "pass"),
        ("比年初预算增加，主要是人员调资。", "pass"),
        ("由于政策变化，预算有所调整。", "pass"),
        ("预算及预算调整通过财政审批。", "fail"),
        ("新增服务对象30人，会议费压减10%。", "fail"),
    ],
)
def test_what_explains_an_adjustment(text, status):
    """A reason or an addition explains it; the mere word for adjustments, or additions of other things, do not."""
    assert [one.status for one in said("A14", {**ADDED, **prose(text)}) if one.subject.startswith("budget")] == [status]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("部门预算调整率不超过10%。", []),
        ("上年部门预算调整率为21.2%。", []),
        ("预算调整率比上年下降21.2%。", []),
        ("预算调整率约21%。", []),
        ("预算调整率为11%。", ["pass"]),
        ("预算调整率为10.07%。", ["pass"]),
        ("预算调整率为21.2%。", ["fail"]),
    ],
)
def test_only_rates_that_are_stated_are_compared(text, found):
    """Aims, other years and about-figures are no claims; either base of the rate is right."""
    assert [one.status for one in said("A15", prose(text)) if one.status in {"pass", "fail"}] == found


def test_without_any_words_an_adjustment_is_left_open():
    """A record without its paper and without sections does not say what the report explains."""
    assert said("A14", ADDED)[0].status == "insufficient"


def test_a_rate_without_its_amounts_cannot_be_checked():
    """What the report gives no amounts for is left open, in words."""
    assert [(one.status, one.message) for one in said("A20", prose("政府采购执行率为98%。"))] == [
        ("insufficient", "缺少计算政府采购执行率的金额，正文所说的 98%无法核对")
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (prose("“三公”经费控制较好，低于年初预算。"), [("hint", "info")]),
        ({**prose("“三公”经费低于年初预算。"), "three_public.rows[0].budget": "5万元"}, [("pass", "info")]),
        ({**prose("“三公”经费未超过年初预算。"), "three_public.rows[0].budget": "3.0万元"}, [("fail", "error")]),
        ({**prose("“三公”经费控制率为80%。"), "three_public.rows[0].budget": "4.0万元"},
         [("pass", "info"), ("pass", "info")]),
        ({**prose("“三公”经费控制率为88%。"), "three_public.rows[0].budget": "4.0万元"},
         [("pass", "info"), ("fail", "warning")]),
        ({**prose("下一步将“三公”经费控制在预算以内。")}, [("not_applicable", "info")]),
        ({"base_data.rows[1].current_final": "90万元", "projects": None, "spending": None}, [("fail", "warning")]),
        ({"base_data.rows[1].current_final": "55万元", "projects": None, "spending": None},
         [("not_applicable", "info")]),
    ],
)  # fmt: skip
def test_claims_of_control(changes, expected):
    """A claim is an error against the figures, right with them, open without; an overrun by itself only warns."""
    assert [(one.status, one.severity) for one in said("A18", changes)] == expected


@pytest.mark.parametrize(
    ("adjusted", "found"),
    [("130万元", ["insufficient"]), ("110万元", ["fail"]), ("80万元", ["fail"]), (None, ["fail"])],
)
def test_a_budget_that_was_raised_in_the_year(adjusted, found):
    """Spending above the budget of the beginning is asked about unless the project's own table raises that budget."""
    cells = {"initial": "80万元", "executed": "125万元"} | ({"adjusted": adjusted} if adjusted else {})
    data = {
        "base_data": {"rows": [{"label": "河道清淤", "current_budget": "80万元", "current_final": "125万元"}]},
        "projects": [{"name": "河道清淤", "budget": {"rows": [{"item": "total", "label": "总额", **cells}]}}],
    }
    outcomes = check(None, report_from_compact(data), Settings()).outcomes

    assert [one.status for one in outcomes if one.check == "A18"] == found


def test_a_rate_of_nothing_has_no_meaning():
    """三公控制率 100 % beside spending of 0 is a remark."""
    changes = {f"three_public.rows[{row}].final": "0万元" for row in range(4)} | {
        "indicators[0].level3": "“三公”经费控制", "indicators[0].target": "≤100%", "indicators[0].actual": "100%"
    }  # fmt: skip

    assert [one.status for one in said("A18", changes)] == ["hint"]


@pytest.mark.parametrize(
    ("yuan", "status"), [("9,850,012元", "hint"), ("9,858,012元", "fail"), ("9850000元", "pass"), ("985元", None)]
)
def test_one_amount_in_two_units(yuan, status):
    """985.00万元 agrees with 元 that round to it; amounts 10⁴ apart are a unit mistake and not a difference."""
    report = report_from_compact(
        {
            "budget": {"rows": [{"item": "total", "label": "年度资金总额", "executed": "985.00万元"}]},
            "spending": {"total": yuan},
        }
    )
    found = [one.status for one in check(None, report, Settings()).outcomes if one.check == "A09"]

    assert found == [status] if status else "fail" not in found


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("全年支出348.58万元，不含年末结转10万元。", "hint"),
        ("预算执行情况口径：预算数为调整后财政资金总额。", "fail"),
        ("全年支出348.58万元。", "fail"),
    ],
)
def test_another_scope_is_a_hint_that_quotes_the_words(text, status):
    """A difference is a hint only where a sentence with one of the figures says that its scope is another."""
    outcomes = [one for one in said("A09", {"spending.total": "348.58万元", **prose(text)}) if one.status != "pass"]

    assert [one.status for one in outcomes] == [status]
    assert ("不含年末结转" in outcomes[0].message) == (status == "hint")


def test_a_balance_may_begin_with_what_was_left_over():
    """年末结余 = 收入 + 年初结转 − 支出 holds as well as 预算 − 支出."""
    changes = {"income": {"total": "330万元", "carryover": "10万元"}, "spending.balance": "1.42万元"}

    assert [one.status for one in said("A16", changes)] == ["pass"]


def test_the_agreeing_report_has_no_new_findings():
    """A sound report gives no finding of this family."""
    assert not [one.root.check for one in examined().findings if one.root.check in FIRES]
