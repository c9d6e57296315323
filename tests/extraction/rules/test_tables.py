"""The smaller blocks: goals, 基础数据表, staffing, evaluators."""

import pytest

from extraction.helpers import claimed, figures, paper, record, rows, texts
from extractor.extraction.claims import Claims
from extractor.extraction.rules.tables import claim_goal_line

FORM = "2024年度部门整体支出绩效自评表\n"
GOAL, DONE = "完成免费开放任务，开展群众文化活动80场。", "全年开展群众文化活动86场，免费开放300天。"


@pytest.mark.parametrize(
    "lines",
    [
        ("年度总体目标|预期目标|实际完成情况", f"|{GOAL}|{DONE}"),
        ("预期目标|实际完成情况", f"{GOAL}|{DONE}"),
        ("年初设定目标|年度目标完成情况|", f"{GOAL}|{DONE}|"),
        (f"预期目标|{GOAL}|实际完成情况|{DONE}",),
        (f"年度总体目标|{GOAL}|", f"目标完成情况|{DONE}|"),
    ],
)
def test_goals_stand_below_their_heads_or_beside_them(lines):
    """预期目标 and 实际完成情况 in the synonyms and places of real forms."""
    report = record(FORM + rows("单位名称|河口县文化馆|", *lines))

    assert texts(report, under="goals") == {"goals.expected": GOAL, "goals.actual": DONE}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"预期目标：{GOAL}", {"goals.expected": GOAL}),
        (f"预期目标 {GOAL}", {"goals.expected": GOAL}),
        ("预期目标 实际完成情况", {}),
        (f"本馆{GOAL}", {}),
    ],
)
def test_a_goal_may_stand_in_a_line(line, said):
    """A label of a goal with its text behind it; two labels beside each other are a head."""
    claims = Claims()
    claim_goal_line(next(paper(line).lines), claims)

    assert claimed(claims) == said


BASE = (
    "财政供养人员情况|编制数|2024年实际在职人数|控制率",
    "|28|26|92.86%",
    "经费控制情况|2023年决算数|2024年预算数|2024年决算数",
    "三公经费|6.00|6.50|5.62",
    "其中：公车购置|0|0|—",
    "2、出国经费|0|0|0",
    "3、公务接待|1.20|1.70|1.12",
    "公用经费|35.20|38.00|37.20",
)


def test_base_data_is_read_by_row():
    """Each row has its label and three amounts; a dash is absent; the unit is that of the caption."""
    report = record("部门整体支出绩效评价基础数据表\n单位：万元\n" + rows(*BASE))
    by_label = {row.label.text: row for row in report.base_data.rows}

    assert list(by_label) == ["三公经费", "公车购置", "出国经费", "公务接待", "公用经费"]
    assert [f"{by_label['公用经费'].previous_final.value}", by_label["公用经费"].current_final.unit] == [
        "35.20",
        "万元",
    ]
    assert by_label["公车购置"].current_final is None
    assert str(by_label["公车购置"].current_budget.value) == "0"


def test_staff_and_three_public_of_base_data_go_to_their_fields_too():
    """编制, 在职, 控制率 and the items of 三公经费 fill their own fields from the same cells."""
    report = record("部门整体支出绩效评价基础数据表\n单位：万元\n" + rows(*BASE))

    assert figures(report, under="staffing") == {
        "staffing.authorized": "28人", "staffing.actual": "26人", "staffing.control_rate": "92.86%",
    }  # fmt: skip
    assert [(row.item, str(row.previous.value), str(row.budget.value)) for row in report.three_public.rows] == [
        ("total", "6.00", "6.50"), ("vehicle_purchase", "0", "0"), ("abroad", "0", "0"), ("reception", "1.20", "1.70"),
    ]  # fmt: skip


def test_years_may_stand_in_any_order():
    """The later year is the current one, wherever its column stands."""
    report = record(
        "基础数据表\n" + rows("经费|2024年决算数|2024年预算数|2023年决算数", "公用经费|3|2|1", "三公经费|6|5|4")
    )
    (public, _) = report.base_data.rows

    assert [str(value.value) for value in (public.previous_final, public.current_budget, public.current_final)] == [
        "1", "2", "3",
    ]  # fmt: skip


def test_classes_of_staff_have_rows():
    """行政编制 and 事业编制 under 编制数 | 实有人数 are classes, 合计 is the unit."""
    report = record(
        "部门基本情况表\n单位名称：河口县残联\n"
        + rows("人员情况|编制数|实有人数", "行政编制|8|8", "事业编制|12|11", "合计|20|19")
    )

    assert (report.staffing.authorized.text, report.staffing.actual.text) == ("20", "19")
    assert [(row.label.text, row.authorized.text, row.actual.text) for row in report.staffing.breakdown] == [
        ("行政编制", "8", "8"), ("事业编制", "12", "11"),
    ]  # fmt: skip


def test_evaluators_are_people():
    """One person a row; a row without a name is none; spaces in a name do not count."""
    report = record(
        "四、评价人员\n"
        + rows("姓名|职务/职称|单位|签字", "李 文|馆长|河口县文化馆|", "周宁|会计|河口县文化馆|", "|||")
    )

    assert [(one.name.text, one.title.text, one.organization.text) for one in report.profile.evaluators] == [
        ("李文", "馆长", "河口县文化馆"), ("周宁", "会计", "河口县文化馆"),
    ]  # fmt: skip
