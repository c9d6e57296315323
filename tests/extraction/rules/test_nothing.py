"""Budgets that a report says it does not have."""

import pytest

from extraction.helpers import record, texts

TITLE = "河口县文化馆2024年度部门整体支出绩效自评报告\n\n"
FUND, STATE, SOCIAL = "spending.government_fund", "spending.state_capital", "spending.social_insurance"


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("三、政府性基金预算支出情况：无", [FUND]),
        ("三、政府性基金预算支出情况\n无", [FUND]),
        ("三、政府性基金预算支出情况\n本单位2024年度无此项支出。", [FUND]),
        ("四、国有资本经营预算支出情况\n我馆无此类支出。", [STATE]),
        ("五、社会保险基金预算支出情况\n无。\n四、国有资本经营预算支出情况\n无。", [STATE, SOCIAL]),
        ("二、收支情况\n2024年度我馆无项目支出。", ["spending.project.total"]),
        ("二、收支情况\n本年无政府性基金预算支出，无国有资本经营预算支出。", [FUND, STATE]),
        ("三、政府性基金预算支出情况\n2024年政府性基金支出50万元。", []),
        ("三、政府性基金预算支出情况\n\n四、国有资本经营预算支出情况\n", []),
        ("二、收支情况\n无超标准项目支出情况。", []),
        ("二、收支情况\n无论项目支出还是基本支出，均严格执行预算。", []),
    ],
)
def test_an_empty_budget_is_told_under_its_title_or_in_a_sentence(text, empty):
    """无 below a title, behind it or before the name of a budget says that it is empty; silence says nothing."""
    report = record(TITLE + text)

    assert sorted(texts(report, under="spending.")) == sorted(empty)
    assert set(texts(report, under="spending.").values()) <= {"无"}
