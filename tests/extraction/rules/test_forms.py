"""Forms as a whole: which form is read, where one ends and the next begins, and what captions say."""

import pytest

from extraction.helpers import figures, grid, paper, record, rows, texts
from extractor.extraction.claims import Claims
from extractor.extraction.rules.forms import FormReader

BUDGET = "|年初预算数|全年预算数|全年执行数"


def project(name, amount):
    """Return the form of one project."""
    return "项目支出绩效自评表\n" + rows(
        f"项目名称|{name}|主管部门|河口县司法局",
        BUDGET,
        f"年度资金总额(万元)|{amount}|{amount}|{amount}",
        "自评得分|95||",
    )


def test_each_project_form_is_a_project():
    """A new 项目名称 begins a new project with its own budget and score."""
    report = record(project("法律援助", 20) + "\n\n" + project("人民调解", 32))

    assert [(one.name.text, one.budget.rows[0].executed.text, one.score.total.text) for one in report.projects] == [
        ("法律援助", "20", "95"), ("人民调解", "32", "95"),
    ]  # fmt: skip
    assert report.budget is None


def test_a_department_form_before_project_forms():
    """部门整体支出绩效自评表 fills the department, 项目支出绩效自评表 behind it a project."""
    whole = "2024年度部门整体支出绩效自评表\n" + rows(
        "单位名称|河口县司法局||", BUDGET, "年度资金总额(万元)|510|560|548", "自评得分|98||"
    )
    report = record(whole + "\n\n" + project("法律援助", 20))

    assert (report.budget.rows[0].executed.text, report.score.total.text) == ("548", "98")
    assert (report.projects[0].budget.rows[0].executed.text, report.projects[0].fiscal_year.value) == ("20", "2024")


def test_only_projects_have_the_score_of_the_sentence():
    """In a file that holds one project form alone a sentence tells of that project."""
    report = record(project("法律援助", 20) + "\n\n经自评，该项目绩效自评综合得分96分，等级为优。\n")

    assert report.score is None
    assert [other.text for other in report.projects[0].score.total.alternatives] == ["96"]
    assert report.projects[0].score.grade.text == "优"


@pytest.mark.parametrize(
    ("sentences", "total"),
    [
        ("2024年项目支出52万元，其中：法律援助20万元、人民调解32万元。\n", "52"),
        ("项目支出20万元。\n项目支出32万元。\n", None),
    ],
)
def test_one_sentence_before_several_project_forms_tells_of_all(sentences, total):
    """项目支出 and its items before several project forms are of the department; two totals are of the projects."""
    text = "河口县司法局2024年度项目绩效自评报告\n一、概况\n" + sentences + "\n"
    report = record(text + project("法律援助", 20) + "\n\n" + project("人民调解", 32))

    assert [one.name.text for one in report.projects] == ["法律援助", "人民调解"]
    assert (report.spending and report.spending.project.total.text) == total
    assert total is None or [item.name.text for item in report.spending.project.items] == ["法律援助", "人民调解"]


@pytest.mark.parametrize(
    ("caption", "unit"),
    [("单位：万元", "万元"), ("金额单位：元", "元"), ("（单位：千元）", "千元"), ("河口县司法局", "")],
)
def test_the_caption_names_the_unit(caption, unit):
    """The unit above the table holds for amounts without one; without any the unit is empty."""
    report = record(
        "2024年度部门整体支出绩效自评表\n" + caption + "\n" + rows(BUDGET, "年度资金总额|1|2|3", "基本支出|1|2|3")
    )

    assert report.budget.rows[0].executed.unit == unit


def test_a_table_goes_on_behind_a_page_number():
    """Indicators that a page break cuts are one table; their levels go on."""
    head = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分"
    text = (
        "部门整体支出绩效自评表\n"
        + rows(head, "产出指标|数量指标|场次|80场|86场|20|20")
        + "\n\n— 2 —\n\n"
        + rows("|质量指标|合格率|95%|96%|20|20", "|时效指标|及时率|100%|100%|10|10", "总分|||||50|50")
    )
    report = record(text)

    assert [row.level1.text for row in report.indicators] == ["产出指标"] * 3
    assert report.score.total.text == "50"


def test_lines_of_labels_fill_the_fields():
    """填报人：, a label broken over two lines, and a goal in a line."""
    lines = ("填表人：周宁  联系电话：0730-8123456", "单位负责人签", "字：李文", "预期目标：完成演出八十场以上")
    report = record("2024年度部门整体支出绩效自评表\n" + "\n".join(lines))

    assert texts(report, under="profile.") | texts(report, under="goals.") == {
        "profile.fiscal_year": "2024",
        "profile.preparer": "周宁",
        "profile.phone": "0730-8123456",
        "profile.head": "李文",
        "goals.expected": "完成演出八十场以上",
    }


def test_a_form_printed_as_words_is_read_like_a_table():
    """The words of a form without any table fill the same fields."""
    report = record(
        "项目支出绩效自评表\n项目名称 公共图书采购\n主管部门 河口县文旅局\n项目资金（万元）\n"
        "年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额 18 20 19.6 10 98% 9.8\n"
    )

    assert figures(report, under="projects[0].budget") == {
        "projects[0].budget.rows[0].initial": "18万元",
        "projects[0].budget.rows[0].adjusted": "20万元",
        "projects[0].budget.rows[0].executed": "19.6万元",
        "projects[0].budget.rows[0].weight": "10分",
        "projects[0].budget.rows[0].rate": "98%",
        "projects[0].budget.rows[0].score": "9.8分",
    }


def test_a_blank_template_says_nothing():
    """A form that nobody filled in gives no names, no amounts and no indicators."""
    report = record(
        "项目支出绩效自评表\n"
        + rows(
            "项目名称|||", BUDGET, "年度资金总额|||", "三级指标|年度指标值|实际完成值|得分", "指标1|||", "指标2：|||"
        )
    )

    assert (report.projects, report.budget, report.indicators) == ((), None, ())


def test_a_reader_knows_whether_only_projects_were_read():
    """A form of the department, of any kind, makes it more than projects."""
    reader = FormReader(Claims(), {})
    reader.read(paper(project("法律援助", 20)))
    assert reader.only_projects

    reader.in_project = False
    reader.read_grid(grid("经费|上年决算数|本年预算数|本年决算数", "公用经费|1|2|3"))
    assert not reader.only_projects
