"""Which relations a report has, and what the arithmetic says of them."""

from __future__ import annotations

import pytest

from extractor.arithmetic.computation import computation
from extractor.arithmetic.facts import facts
from extractor.arithmetic.identities import identities
from extractor.arithmetic.identity import evaluate
from tests.compact import report_from_compact
from tests.validation.samples import agreeing, patched


def judged(data: dict, check: str) -> list[tuple[str, str, str]]:
    """Return the identities of a check: result, status, computation."""
    report = report_from_compact(data)
    known = facts(report)
    verdicts = [evaluate(one, known) for one in identities(report, known) if one.check == check]
    return [(one.read.result, one.status, computation(one, known)) for one in verdicts]


def statuses(data: dict, check: str) -> list[str]:
    """Return the statuses of the identities of a check."""
    return [status for _, status, _ in judged(data, check)]


def rows(*cells: dict) -> dict:
    """Return a report with one budget table."""
    return {"budget": {"rows": [{"label": cell.get("item", "其他"), **cell} for cell in cells]}}


def test_the_agreeing_report_agrees():
    """In a report without contradictions every identity with figures passes, none by rounding alone."""
    report = report_from_compact(agreeing())
    known = facts(report)
    found = {evaluate(identity, known).status for identity in identities(report, known)}

    assert "fail" not in found
    assert "hint" not in found


@pytest.mark.parametrize(
    ("basic", "project", "expected"),
    [
        ("503.37万元", None, "pass"),
        ("400万元", None, "insufficient"),
        ("600万元", None, "fail"),
        ("400万元", "103.37万元", "pass"),
        ("400万元", "100万元", "fail"),
        (None, None, "insufficient"),
    ],
)
def test_blank_is_not_zero(basic, project, expected):
    """A blank part counts as zero when the sum then holds; parts that exceed the total fail whatever is blank."""
    group = {key: value for key, value in (("basic", basic), ("project", project)) if value}
    data = rows({"item": "total", "executed": "503.37万元"})
    data["budget"]["by_expenditure"] = group

    assert statuses(data, "A05") == ([expected] if group else [])


def test_a_kind_may_be_of_another_column():
    """按支出性质分 may divide the adjusted budget instead of the execution."""
    data = rows({"item": "total", "adjusted": "100万元", "executed": "95万元"})
    data["budget"]["by_expenditure"] = {"basic": "60万元", "project": "40万元"}

    assert judged(data, "A05") == [("budget.rows[0].adjusted", "pass", "60+40=100")]


@pytest.mark.parametrize(("fiscal", "expected"), [("80", "not_applicable"), ("100", "pass"), ("108", "fail")])
def test_a_single_part_row_is_within_its_total(fiscal, expected):
    """其中：财政拨款 alone need not be the whole total, but cannot be more than it."""
    data = rows({"item": "total", "executed": "100万元"}, {"item": "fiscal", "executed": f"{fiscal}万元"})

    assert statuses(data, "A05") == [expected]


def test_kinds_that_are_not_all_are_within_their_total():
    """公车 and 接待 without 出国 do not claim to be all of 三公, but cannot be more than it."""
    amounts = [{"item": "vehicles", "final": "3.20万元"}, {"item": "reception", "final": "1.80万元"}]
    found = [
        statuses({"three_public": {"rows": [{"item": "total", "final": f"{total}万元"}, *amounts]}}, "A17")
        for total in ("6.10", "5.00", "4.90")
    ]

    assert found == [["not_applicable"], ["pass"], ["fail"]]


def test_an_unknown_row_may_be_a_part():
    """A row that no code names is counted where the sum needs it, and only there."""
    total, fiscal, carryover = ({"item": i, "executed": f"{a}万元"} for i, a in
                                (("total", 100), ("fiscal", 70), ("carryover", 10)))  # fmt: skip

    assert statuses(rows(total, fiscal, carryover, {"label": "债券资金", "executed": "20万元"}), "A05") == ["pass"]
    assert statuses(rows(total, fiscal, carryover, {"label": "债券资金", "executed": "30万元"}), "A05") == ["fail"]


def test_levels_of_government_divide_the_total_or_the_grant():
    """中央 省级 地方 are the sources when no 财政拨款 is printed, else its parts."""
    central, local = {"item": "central", "executed": "60万元"}, {"item": "local", "executed": "40万元"}
    alone = rows({"item": "total", "executed": "100万元"}, central, local)
    below = rows({"item": "total", "executed": "110万元"}, {"item": "fiscal", "executed": "100万元"}, central, local,
                 {"item": "carryover", "executed": "10万元"})  # fmt: skip

    assert statuses(alone, "A05") == ["pass"]
    assert statuses(below, "A05") == ["pass", "pass"]


@pytest.mark.parametrize(("closed", "expected"), [(True, "fail"), (None, "not_applicable")])
def test_an_open_list_claims_nothing(closed, expected):
    """Items that do not make the total contradict it only when the text says that they are all."""
    items = [{"name": "甲", "amount": "30万元"}, {"name": "乙", "amount": "20万元"}]
    project = {"total": "60万元", "items": items} | ({"items_closed": True} if closed else {})

    assert statuses({"spending": {"project": project}}, "A07") == [expected]


def test_a_narrative_amount_may_mean_the_budget():
    """正文 that names the adjusted budget instead of the execution is a hint, any other amount a contradiction."""
    table = rows({"item": "total", "adjusted": "100万元", "executed": "95.5万元"})

    assert [statuses({**table, "spending": {"total": f"{amount}万元"}}, "A09") for amount in ("95.5", "100", "90")] == [
        ["pass"], ["hint"], ["fail"],
    ]  # fmt: skip


def test_the_unprinted_weight_of_the_rate_is_what_the_indicators_leave():
    """Indicators of 80 points leave 20 for 执行率; without any weight nothing can be said of its score."""
    table = rows({"item": "total", "adjusted": "100万元", "executed": "95万元", "rate": "95%", "score": "19分"})
    indicators = [{"weight": "50分"}, {"weight": "30分"}]

    assert judged({**table, "indicators": indicators}, "A02") == [("budget.rows[0].score", "pass", "95%×20=19")]
    assert statuses(table, "A02") == ["insufficient"]


def test_execution_is_counted_once():
    """When the indicators alone make 100 the score of the budget row is not added again."""
    table = rows({"item": "total", "adjusted": "10万元", "executed": "9万元", "rate": "90%", "score": "9分"})
    indicators = [{"level3": "预算执行率", "weight": "10分", "score": "9分"}, {"weight": "90分", "score": "90分"}]
    data = {**table, "indicators": indicators, "score": {"total": "99分"}}

    assert statuses(data, "B01") == ["pass"]
    assert statuses(data, "B05") == ["pass"]


def test_shares_are_of_what_explains_most_of_them():
    """占财政拨款支出的 … names no field: the whole is the one that most shares fit; the others are then wrong."""
    basic = {"total": "200万元", "wages": "150万元", "goods_services": "30万元", "individuals_families": "20万元",
             "shares": {"wages": "75%", "goods_services": "15%", "individuals_families": "13%"}}  # fmt: skip
    of = {f"{name}_of": "财政拨款支出" for name in ("wages", "goods_services", "individuals_families")}
    data = {"spending": {"total": "300万元", "basic": basic}}
    named = {"spending": {"total": "300万元", "basic": {**basic, "shares": {**basic["shares"], **of}}}}

    assert statuses(data, "A11") == statuses(named, "A11") == ["pass", "pass", "fail"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("总支出", "fail"), ("全年支出合计", "fail"), ("财政拨款总支出", None), (None, None)],
)
def test_a_share_of_all_that_was_spent(words, expected):
    """A share of 总支出 that fits no total is wrong; one of a part of it, or of nothing named, claims nothing."""
    project = {"total": "60万元", "share": "45%"} | ({"share_of": words} if words else {})
    data = {"spending": {"total": "100万元", "project": project}, "income": {"total": "120万元"}}

    assert statuses(data, "A11") == [expected or "not_applicable"]


def test_a_share_of_all_that_was_received():
    """A share of 总收入 is one of the income, also where what was spent would give it."""
    income = {"total": "120万元", "fiscal": "60万元", "fiscal_share": "60%", "fiscal_share_of": "总收入"}
    spent = {"spending": {"total": "100万元"}}

    assert statuses({"income": income, **spent}, "A11") == ["fail"]
    assert statuses({"income": {**income, "fiscal_share": "50%"}, **spent}, "A11") == ["pass"]


@pytest.mark.parametrize(("other", "expected"), [("2.29%", {"fail"}), ("1.29%", {"not_applicable"})])
def test_shares_that_make_a_hundred_are_of_the_total(other, expected):
    """97.71 % and 2.29 % of a total that gives neither: the total is disputed although no words name it."""
    income = {"total": "1398.22万元", "fiscal": "1398.22万元", "other": "32.83万元", "fiscal_share": "97.71%"}
    data = {"income": {**income, "other_share": other}, "spending": {"total": "1398.22万元"}}

    assert set(statuses(data, "A11")) == expected


def test_a_share_of_something_unknown_claims_nothing():
    """A lone share that fits none of the amounts is no contradiction unless its whole is named."""
    basic = {"total": "200万元", "wages": "150万元", "shares": {"wages": "60%"}}
    named = {**basic, "shares": {"wages": "60%", "wages_of": "基本支出"}}

    assert statuses({"spending": {"total": "300万元", "basic": basic}}, "A11") == ["not_applicable"]
    assert statuses({"spending": {"total": "300万元", "basic": named}}, "A11") == ["fail"]


def test_namesakes():
    """Rows of the same name must agree; a name within another proves when it agrees and claims nothing otherwise."""
    project = {"name": "市级帮困资金", "budget": rows({"item": "total", "executed": "100万元"})["budget"]}
    rows_beside = [("市级帮困资金", "90万元"), ("帮困资金", "100万元"), ("帮困资金", "90万元"), ("资金", "90万元")]
    found = [
        statuses({"projects": [project], "base_data": {"rows": [{"label": label, "current_final": amount}]}}, "A09")
        for label, amount in rows_beside
    ]

    assert found == [["fail"], ["pass"], ["not_applicable"], []]


def test_retired_and_hired_staff_are_counted_only_where_needed():
    """编外 and 退休 may stand in the list of kinds without being part of 在职."""
    kinds = [{"label": "行政人员", "actual": "9人"}, {"label": "事业人员", "actual": "3人"},
             {"label": "临聘人员", "actual": "2人"}]  # fmt: skip
    found = [
        statuses({"staffing": {"actual": f"{count}人", "breakdown": kinds, "breakdown_closed": True}}, "A22")
        for count in (12, 14, 13)
    ]

    assert found == [["pass"], ["pass"], ["fail"]]


@pytest.mark.parametrize(
    ("changes", "check", "expected"),
    [
        ({"budget.rows[0].rate": "96%"}, "A01", "338.58/356.4=95.00%≠96%"),
        ({"spending.basic.shares.wages": "65.50%"}, "A11", "145.35/218.58=66.50%≠65.50%"),
        ({"budget.rows[0].score": "9.9分"}, "A02", "95.00%×10=9.50≠9.9"),
        ({"spending.total": "3385900元"}, "A09", "338.58万元≠3385900元"),
        ({"spending.project.items[0].amount": "60万元"}, "A07", "60+40+29.5=129.5≠120"),
        ({"projects[0].budget.rows[2]": None, "projects[0].budget.rows[1].initial": "51.00万元"}, "A08", "51.00≠50.5"),
    ],
)
def test_computations_read_like_a_reviewer_wrote_them(changes, check, expected):
    """Both sides stand in the computation as printed, with units where they differ."""
    failed = [text for _, status, text in judged(patched(changes), check) if status == "fail"]

    assert expected in failed
