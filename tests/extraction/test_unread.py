"""Nothing vanishes: what no field holds is listed, and the coverage is counted as record.md defines it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.helpers import patient, record, rows

TITLE = "河口县文化馆2024年度部门整体支出绩效自评报告\n\n二、收支情况\n"


def unread(text):
    """Return the unread figures of a text with their labels."""
    return [(figure.text, figure.label) for figure in record(text).unread]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("印刷费12.5万元，惠及群众3200人，满意率96.5%。", [("12.5万元", "印刷费"), ("96.5%", "满意率")]),
        ("总支出372.18万元。", []),
        ("印刷费3万元，复印费3万元。", [("3万元", "印刷费"), ("3万元", "复印费")]),
        ("提高2.5个百分点，2024年3月12日完成。", [("2.5百分点", "提高")]),
        ("第3届文化节共12场，投入约20余万元。", [("20万元", "投入约")]),
    ],
)
def test_amounts_and_percentages_of_the_narrative_are_listed(text, found):
    """Each amount or percentage that no field holds is listed with its label; counts and dates are not."""
    assert unread(TITLE + text) == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("办公设备 12.50 11.80 94.40%", ["94.40%", "12.50", "11.80"]),
        ("办公设备\n\n12.50\n\n11.80", ["12.50", "11.80"]),
        ("按来源分：12.50", ["12.50"]),
        ("办公设备\n\n12.50\n\n无", ["12.50"]),
        ("办公设备\n\n12\n\n无", []),
        ("发布时间 2024-09-28 20:14", []),
        ("第 3 页", []),
    ],
)
def test_bare_numbers_of_a_table_that_fell_apart_are_listed(lines, found):
    """Numbers without a unit that stand side by side, or line below line, are a table of which the words are left."""
    assert sorted(figure for figure, _ in unread(f"{TITLE}\n{lines}\n")) == sorted(found)


def table(*lines):
    """Return a table with a head of its own kind above the lines."""
    return "2024年度工作情况表\n" + rows("名称|数量|金额|说明", *lines)


def test_every_figure_of_a_cell_counts():
    """In a table counts and bare numbers count too, each with the label of its row."""
    assert unread(table("讲座|12场|3.5|无", "展览|4|2.1|共2个展厅")) == [
        ("12场", "讲座"), ("3.5", "讲座"), ("4", "展览"), ("2.1", "展览"), ("2个", "展览"),
    ]  # fmt: skip


def test_row_numbers_do_not_count():
    """A first column that counts the rows holds no figures; a lone 1 in it is one."""
    numbered = "序号|名称|金额|说明"
    text = "2024年度工作情况表\n" + rows(numbered, "1|讲座|3.5|无", "2|展览|2.1|无", "3|培训|1.2|无")

    assert [figure for figure, _ in unread(text)] == ["3.5", "2.1", "1.2"]


def test_figures_inside_a_long_cell_do_not_count():
    """A cell of running text is no figure of a table."""
    long = "全年组织讲座12场，展览4场，培训8期，惠及群众3200人次，群众反映良好，活动深受欢迎"

    assert unread(table(f"总结|1|2.5|{long}")) == [("1", "总结"), ("2.5", "总结")]


def test_a_figure_that_stands_twice_in_one_cell_is_held_as_often_as_fields_hold_it():
    """One field holds one printed figure, not every figure that looks like it."""
    report = record(TITLE + "总支出30万元，印刷费30万元。")

    assert (report.coverage.figures, report.coverage.unread) == (2, 1)


@patient
@given(st.integers(0, 6), st.integers(0, 6))
def test_coverage_is_the_share_of_figures_that_a_field_holds(held, missed):
    """Coverage is 1 − unread / all, to four decimals; without figures it is 1."""
    said = ["年初预算1万元", "全年预算2万元", "全年支出3万元", "年末结余4万元", "收入合计5万元", "上年结转6万元"][:held]
    other = [
        f"{kind}费{7 + number}万元" for number, kind in enumerate(["印刷", "租赁", "维修", "邮电", "取暖", "物业"])
    ][:missed]
    report = record(TITLE + "。".join([*said, *other]) + "。")
    total = held + missed

    assert (report.coverage.figures, report.coverage.unread) == (total, missed)
    assert report.coverage.ratio == (Decimal(held) / total if total else Decimal(1)).quantize(Decimal("0.0001"))
    assert len(report.unread) == missed
