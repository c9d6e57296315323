"""A narrative about one fund or project: its money by source, its indicators in prose."""

import pytest

from extraction.helpers import figures, paper, record, shown, texts
from extractor.extraction.rules.transfers import fund_name

TITLE = "河口县2024年农村危房改造补助资金绩效自评报告\n\n"
MONEY = "一、资金情况\n（一）资金安排情况\n"


def money(text, section=MONEY):
    """Return the figures of the fund by source and column, and its items."""
    (project,) = record(TITLE + section + text).projects
    said = {}
    for row in project.budget.rows if project.budget else ():
        for code in ("initial", "adjusted", "executed", "rate"):
            if (value := getattr(row, code)) is not None:
                assert not value.alternatives
                said[f"{row.item}.{code}"] = shown(value)
    return said | {item.name.text: shown(item.amount) for item in project.items}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "2024年下达我县农村危房改造补助资金320万元，其中中央资金200万元、省级资金80万元、县级配套40万元。",
            {
                "total.adjusted": "320万元",
                "central.adjusted": "200万元",
                "provincial.adjusted": "80万元",
                "local.adjusted": "40万元",
            },
        ),
        (
            "截至2024年底，实际支出312万元，预算执行率97.5%，资金到位率100%。",
            {"total.executed": "312万元", "total.rate": "97.5%"},
        ),
        (
            "中央资金执行200万元，执行率100%；省级资金执行75万元，执行率93.75%。",
            {
                "central.executed": "200万元",
                "central.rate": "100%",
                "provincial.executed": "75万元",
                "provincial.rate": "93.75%",
            },
        ),
        (
            "年初预算300万元，调整后预算320万元，执行数312万元，执行率97.5%。",
            {
                "total.initial": "300万元",
                "total.adjusted": "320万元",
                "total.executed": "312万元",
                "total.rate": "97.5%",
            },
        ),
        ("2023年下达资金280万元，2024年下达资金320万元，较上年增加40万元。", {"total.adjusted": "320万元"}),
        (
            "2024年预算安排320万元，全年支出312万元，结余8万元，结转下年使用8万元。",
            {"total.adjusted": "320万元", "total.executed": "312万元"},
        ),
        ("项目总投资1500万元，其中申请中央资金900万元。2024年到位320万元。", {}),
        ("补助标准为每户2.5万元，户均支出2万元。", {}),
        ("资金支出按用途分：补助农户300万元、工作经费12万元。", {"补助农户": "300万元", "工作经费": "12万元"}),
    ],
)
def test_money_is_read_by_source_and_aspect(text, said):
    """Plan, execution and rate of the fund and of each source; arrivals, balances, prices, other years are none."""
    assert money(text) == said


def test_money_of_results_is_not_the_fund():
    """What a section on benefits says of money is no plan or execution of the fund."""
    report = record(TITLE + "四、效益情况\n带动群众增收，安排就业支出50万元，完成投资620万元。")

    assert figures(report, under="projects") == {}
    assert len(report.unread) == 2


def test_indicators_are_told_in_prose():
    """目标值 and 实际完成 of a sentence are an indicator below the levels of its titles."""
    report = record(
        TITLE
        + "三、绩效目标完成情况\n（一）产出指标完成情况\n1.数量指标\n"
        + "改造危房户数，目标值128户，实际完成126户，得分9.8分。\n"
    )
    (row,) = report.projects[0].indicators

    assert [shown(value) for value in (row.level1, row.level2, row.level3, row.target, row.actual, row.score)] == [
        "产出指标", "数量指标", "改造危房户数", "128户", "126户", "9.8分",
    ]  # fmt: skip
    assert (str(row.target.value), row.target.unit) == ("128", "户")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("改造危房户数（目标值≥128户）实际完成126户。", ("改造危房户数", "≥128户", "126户")),
        ("1.改造危房户数（目标≥128户，实际126户）。", ("改造危房户数", "≥128户", "126户")),
        ("改造危房户数（年度目标值为128户），全年完成126户，得分9.8分。", ("改造危房户数", "128户", "126户")),
        ("改造（新建）危房户数：指标值≥128户，实际完成值126户。", ("改造（新建）危房户数", "≥128户", "126户")),
        ("九年义务教育巩固率目标值≥95%，实际达到96%。", ("九年义务教育巩固率", "≥95%", "96%")),
        ("一是工程合格率目标值100%，实际完成100%。", ("工程合格率", "100%", "100%")),
    ],
)
def test_targets_stand_behind_or_in_brackets(sentence, said):
    """The target may stand in brackets, alone or with the result; a number that belongs to the name stays."""
    report = record(TITLE + "三、绩效目标完成情况\n（一）产出指标完成情况\n1.数量指标\n" + sentence + "\n")
    (row,) = report.projects[0].indicators

    assert (row.level3.text, row.target.text, row.actual.text) == said


def test_the_name_of_a_fund_says_nothing_of_its_amounts():
    """标准 and 投资 inside the name of a fund make neither a price nor an investment of its budget."""
    title = "河口县2024年标准化养殖投资补助资金绩效自评报告\n\n"
    (project,) = record(f"{title}{MONEY}2024年度标准化养殖投资补助资金预算320万元，其中中央资金200万元。").projects

    assert [shown(row.adjusted) for row in project.budget.rows] == ["320万元", "200万元"]


def test_who_is_responsible_is_told_in_a_sentence():
    """主管部门为 and 实施单位为 name the department and the implementing unit."""
    report = record(TITLE + "一、概况\n本项目主管部门为河口县住建局，实施单位为河口县村镇办。\n")

    assert texts(report, under="projects[0].")["projects[0].department"] == "河口县住建局"
    assert texts(report, under="projects[0].")["projects[0].implementing_unit"] == "河口县村镇办"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2024年农村危房改造补助资金绩效自评报告", "农村危房改造补助资金"),
        ("河口县2024年度农村公路养护项目支出绩效自评报告", "农村公路养护项目"),
        ("河口县文化馆2024年度部门整体支出绩效自评报告", None),
        ("2024年工作总结", None),
    ],
)
def test_the_title_names_the_fund(title, name):
    """A title on a fund or project names it; one on the whole of a department does not."""
    found = fund_name(paper(title + "\n一、概况\n"))

    assert (found and found[0]) == name
