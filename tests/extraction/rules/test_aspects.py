"""Plans and executions, and what a section tells of."""

import pytest

from extraction.helpers import passage
from extractor.extraction.lexicon import vocabulary
from extractor.extraction.rules.aspects import (
    field_of,
    is_income,
    is_relative,
    is_total,
    plan_in,
    says_executed,
    section_kind,
    topic_of,
)
from extractor.extraction.rules.mentions import mentions


def first(text):
    """Return the first mention of a text."""
    return next(iter(mentions(passage(text), vocabulary("narrative.amounts"))))


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("年初预算320万元。", "initial"),
        ("基本支出年初预算280万元。", "initial"),
        ("全年预算368万元。", "adjusted"),
        ("三公经费预算6万元。", "adjusted"),
        ("基本支出预算860万元。", "adjusted"),
        ("支出预算执行数为860万元。", ""),
        ("一般公共预算支出1190万元。", ""),
        ("政府性基金预算支出50万元。", ""),
        ("国有资本经营预算支出2万元。", ""),
        ("年初结转和结余12万元。", ""),
        ("决算数1240万元。", ""),
        ("水库加固年初预算150万元。", "initial"),
        ("水库加固150万元。", ""),
    ],
)
def test_words_tell_a_plan_from_an_execution(text, plan):
    """预算 makes a plan, but not inside 一般公共预算 and not before 执行; 年初结转 is no plan."""
    assert plan_in(first(text)) == plan


def test_general_words_are_known():
    """决算数 is relative, 支出合计 a sum, 基本支出 neither."""
    texts = ("决算数1万元。", "支出合计1万元。", "基本支出1万元。")

    assert [(is_relative(first(text)), is_total(first(text))) for text in texts] == [
        (True, False), (False, True), (False, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "executed", "income"),
    [
        ("决算数1万元。", True, False),
        ("基本支出1万元。", False, False),
        ("人员经费拨款1万元。", False, True),
        ("三公经费财政拨款支出决算为1万元。", True, False),
        ("财政拨款收入1万元。", False, False),
    ],
)
def test_spent_and_received_are_told_apart(text, executed, income):
    """执行 and 决算 say that money was spent; 拨款 behind a kind of spending that it was received."""
    assert (says_executed(first(text)), is_income(first(text))) == (executed, income)


@pytest.mark.parametrize(
    ("subject", "plan", "field"),
    [
        ("spending.total", "", "spending.total"),
        ("spending.total", "initial", "spending.initial_budget"),
        ("spending.total", "adjusted", "spending.adjusted_budget"),
        ("income.total", "initial", "income.initial"),
        ("income.total", "adjusted", None),
        ("spending.basic.total", "adjusted", None),
        ("spending.balance", "initial", "spending.balance"),
        ("three_public.total", "adjusted", "three_public.total"),
    ],
)
def test_the_record_has_a_field_for_some_plans(subject, plan, field):
    """The plan of the whole, of income and of 三公经费 has a field; that of a part has none."""
    assert field_of(subject, plan) == field


@pytest.mark.parametrize(
    ("titles", "kind", "topic"),
    [
        ((), "open", ""),
        (("二、一般公共预算支出情况", "（一）基本支出情况"), "money", "basic"),
        (("二、支出情况", "（二）项目支出情况"), "money", "project"),
        (("三、“三公”经费情况",), "money", "three_public"),
        (("（一）收入情况",), "money", "income"),
        (("六、部门整体支出绩效情况",), "deeds", ""),
        (("七、存在的问题",), "deeds", ""),
        (("一、部门概况", "1.主要职能"), "deeds", ""),
    ],
)
def test_titles_tell_what_a_section_is_about(titles, kind, topic):
    """Money is told under titles of money; what stands under results and problems counts less."""
    assert (section_kind(titles), topic_of(titles)) == (kind, topic)


@pytest.mark.parametrize(
    "title", ["2024年度项目支出绩效自评表", "项目支出绩效自评表（二）", "1.受益农户96户；2.项目支出执行率90%。"]
)
def test_a_form_or_a_cell_is_no_topic(title):
    """The name of a form above the narrative and the text of another cell do not say what a paragraph tells of."""
    assert topic_of((title,)) == ""
