"""Who reports, for which year, when, as titles, sentences and signatures say it."""

import pytest

from extraction.helpers import record, rows


def profile(text):
    """Return the profile of a report."""
    return record(text).profile


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("河口县文化馆2024年度部门整体支出绩效自评报告\n\n一、概况\n我馆编制28人。", "河口县文化馆"),
        ("2024年度河口县文化馆部门整体支出绩效自评报告\n\n一、概况", "河口县文化馆"),
        ("2024年度整体支出绩效自评报告\n河口县文化馆\n\n一、概况\n我馆编制28人。", "河口县文化馆"),
        ("2024年度整体支出绩效自评报告\n\n一、概况\n河口县文化馆是县文旅局下属的公益一类事业单位。", "河口县文化馆"),
        ("2024年度整体支出绩效自评报告\n\n一、概况\n我馆编制28人。\n\n河口县文化馆\n2025年3月18日", "河口县文化馆"),
        ("县文化馆2024年度绩效自评报告\n\n一、概况\n我馆编制28人。\n\n河口县文化馆\n2025年3月18日", "河口县文化馆"),
        ("2024年度整体支出绩效自评报告\n\n一、概况\n我馆是公益一类事业单位。", None),
        ("项目支出绩效自评表\n(2024年度)\n主管部门 实施单位 河口县文化馆\n", None),
        ("项目支出绩效自评表\n(2024年度)\n主管部门　　河口县文化局　　实施单位　　河口县文化馆\n", None),
    ],
)
def test_the_unit_is_named_by_title_sentence_or_signature(text, unit):
    """The most complete name that the places agree on; 我馆 is no name."""
    found = profile(text)

    assert (found.unit_name and found.unit_name.text) == unit


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("河口县文化馆2024年度部门整体支出绩效自评报告\n根据2023年部署。", "2024"),
        ("绩效自评报告（2024年度）\n根据2023年部署。", "2024"),
        ("部门整体支出绩效自评表\n（2024年度）\n单位名称：河口县文化馆", "2024"),
        ("绩效情况说明\n2024年全年总支出372万元，2023年360万元，2024年增长3%。", "2024"),
        ("绩效情况说明\n全年总支出372万元。", None),
    ],
)
def test_the_year_is_that_of_the_title(text, year):
    """The year of the title, else of a line of its own, else the one named most often."""
    found = profile(text)

    assert (found and found.fiscal_year and found.fiscal_year.value) == year


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("绩效自评报告\n\n一、概况\n我馆编制28人。\n\n河口县文化馆\n2025年3月18日", "2025-03-18"),
        ("绩效自评报告\n报告日期：2025年6月24日\n一、概况\n我馆编制28人。\n\n2025年3月18日", "2025-06-24"),
        ("绩效自评报告\n\n一、概况\n我馆成立于2010年3月18日，编制28人。", None),
        ("绩效自评报告\n\n一、概况\n我馆编制28人。\n\n年 月 日", None),
    ],
)
def test_the_date_is_labelled_or_signed(text, date):
    """A labelled date comes before one of the signature; a date in a sentence is none, nor is a blank form."""
    found = profile(text)

    assert (found and found.report_date and found.report_date.value) == date


def test_duties_and_departments_are_told_under_their_titles():
    """The text of the first section on duties and on departments, with its place."""
    found = profile(
        "河口县文化馆2024年度绩效自评报告\n\n一、概况\n（一）主要职能\n组织群众文化活动。\n保护非物质文化遗产。\n"
        "（二）机构设置\n内设办公室、演艺部。\n二、收支情况\n总支出372万元。"
    )

    assert found.duties.text == "组织群众文化活动。\n保护非物质文化遗产。"
    assert found.departments.text == "内设办公室、演艺部。"


def test_a_form_names_the_unit_more_surely_than_a_title():
    """The longer of two names that agree comes first; the same name elsewhere stands beside it."""
    report = record(
        "县文化馆2024年度部门整体支出绩效自评表\n"
        + rows("单位名称|河口县文化馆|填报人|周宁", "项目|年初预算数|全年预算数|全年执行数", "合计|1|2|3")
    )

    assert report.profile.unit_name.text == "河口县文化馆"
