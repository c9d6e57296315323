"""A form whose rows are lost is laid out again from its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.helpers import paper, patient
from extractor.extraction.rules.reflow import forms_of, reflow
from extractor.extraction.rules.tokens import Stream, Token, stream_of_lines


def laid_out(text):
    """Return the rows of a form printed as lines of words, as texts; None when it is no form."""
    form = reflow(stream_of_lines(paper(text).lines), "L0001")
    return form and [[slot.text for slot in row] for row in form.rows]


def laid_out_cells(cells):
    """Return the rows of a form of which every cell is known in order, but no row."""
    tokens = [Token(text, f"T1R1C{number}", number) for number, text in enumerate(cells, 1)]
    form = reflow(Stream(tokens, explicit=True), "T1")
    return form and [[slot.text for slot in row] for row in form.rows]


BUDGET = "项目资金（万元）\n年初预算数 全年预算数 全年执行数 分值 执行率 得分\n"


def test_a_table_of_the_budget_printed_as_words():
    """Each row label begins a row; the figures behind it go below their heads."""
    rows = laid_out(BUDGET + "年度资金总额 18 20 19.6 10 98% 9.8\n其中：当年财政拨款 18 20 19.6\n")

    assert rows[1] == ["年度资金总额", "18", "20", "19.6", "10", "98%", "9.8"]
    assert rows[2][1:4] == ["18", "20", "19.6"]


@pytest.mark.parametrize(
    ("figures", "placed"),
    [
        ("20 19.6 10 98% 9.8", ["", "20", "19.6", "10", "98%", "9.8"]),
        ("18 20 19.6 98%", ["18", "20", "19.6", "", "98%", ""]),
        ("20 19.6", ["", "20", "19.6", "", "", ""]),
        ("18 20 19.6 - 98% -", ["18", "20", "19.6", "-", "98%", "-"]),
        ("15.6 15.6 10 100% 10", ["", "15.6", "15.6", "10", "100%", "10"]),
    ],
)
def test_blank_cells_are_found_by_what_suits(figures, placed):
    """Where blanks are lost the order stays and the contents decide; a blank 年初预算数 is the likeliest."""
    rows = laid_out(BUDGET + f"年度资金总额 {figures}\n")

    assert rows[1][1:] == placed


amounts = st.decimals(min_value=100, max_value=9999, places=2)


@patient
@given(st.lists(amounts, min_size=3, max_size=3), st.sampled_from(["年度资金总额", "财政资金总额"]))
def test_a_whole_row_is_laid_out_exactly(printed, label):
    """A row without blanks comes back cell by cell, whatever its figures."""
    cells = [*map(str, printed), "10", f"{min(printed[2] / printed[1] * 100, 100):.2f}%", "9.5"]
    rows = laid_out(BUDGET + f"{label} {' '.join(cells)}\n")

    assert rows[1] == [label, *cells]


FORM = """项目支出绩效自评表
项目名称 公共图书采购
主管部门 河口县文旅局 实施单位 河口县图书馆
年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 18 20 19.6 10 98% 9.8
预期目标 实际完成情况
采购图书五千册，开展读书活动。
采购图书五千一百册，开展读书活动二十场。
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分
产出指标 数量指标 采购图书数量 ≥5000册 5120册 40 40
质量指标 验收合格率 100% 100% 10 10
满意度指标 服务对象满意度指标 读者满意度 ≥90% 93% 10 9.5
总分 100 99.3
"""


def test_a_whole_form_printed_as_words():
    """Fields, budget, goals, indicators and the total each come back as rows."""
    rows = laid_out(FORM)

    assert ["项目名称", "公共图书采购"] in rows
    assert ["实施单位", "河口县图书馆"] in rows
    assert ["年度资金总额", "18", "20", "19.6", "10", "98%", "9.8"] in rows
    assert ["采购图书五千册，开展读书活动。", "采购图书五千一百册，开展读书活动二十场。"] in rows
    assert ["产出指标", "数量指标", "采购图书数量", "≥5000册", "5120册", "40", "40"] in rows
    assert ["", "质量指标", "验收合格率", "100%", "100%", "10", "10"] in rows
    assert rows[-1] == ["总分", "100", "99.3"]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (
            "年度指标值 实际完成值 分值 得分 一级指标 二级指标 三级指标",
            "产出指标 数量指标 采购图书数量 ≥5000册 5120册 40 40",
        ),
        (
            "一级指标 二级指标 三级指标 分值 得分 年度指标值 实际完成值",
            "产出指标 数量指标 采购图书数量 ≥5000册 5120册 40 40",
        ),
    ],
)
def test_a_head_of_two_rows_is_put_in_the_order_of_its_columns(head, row):
    """The words of the lower row stand last in a stream; the order that suits the values is the right one."""
    form = FORM.replace("一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分", head)

    rows = laid_out(form)

    assert ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"] in rows
    assert row.split() in rows


def test_columns_behind_the_names_of_projects_are_no_budget():
    """A list of projects is no budget: its rows cannot be told from words alone, so nothing is read."""
    assert laid_out("序号 项目名称 预算数 执行数 执行率 得分\n1 公路养护 85.00 83.30 98.00% 97.2\n") is None


def test_figures_that_no_weight_or_rate_can_be_are_left_unread():
    """A row of another table under the same label puts 1172.35 into the column of the rate: then none of it counts."""
    rows = laid_out(BUDGET + "年度资金总额 1245.80 1180.80 65.00 1172.35 1118.65 88.10\n")

    assert rows == [["项目资金（万元）", *BUDGET.split()[1:]]]


def test_several_forms_in_running_words_are_read_apart():
    """Each title of a form begins another one, and so does each further 项目名称."""
    lines = paper(FORM + FORM.replace("公共图书", "数字资源").removeprefix("项目支出绩效自评表\n")).lines

    assert [part[0].text.split()[0] for part in forms_of(list(lines))] == ["项目支出绩效自评表", "项目名称"]


def test_two_short_goals_are_both_kept():
    """Where nothing but two cells stands below the heads of the goals they are the goals, however short."""
    form = FORM.replace("采购图书五千册，开展读书活动。\n采购图书五千一百册，开展读书活动二十场。", "43.2\n37.24")

    assert ["43.2", "37.24"] in laid_out(form)


HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]


def test_cells_in_order_without_rows():
    """Where every cell is known, empty ones too, blanks stay in their columns."""
    rows = laid_out_cells(
        [*HEAD, "产出指标", "数量指标", "采购图书数量", "5000册", "5120册", "40", "40", "",
         "质量指标", "验收合格率", "100%", "98%", "10", "9.8", "部分图书延期到货", "总分", "100", "99.8"]
    )  # fmt: skip

    assert rows[0] == HEAD
    assert rows[1] == ["产出指标", "数量指标", "采购图书数量", "5000册", "5120册", "40", "40", ""]
    assert rows[2] == ["", "质量指标", "验收合格率", "100%", "98%", "10", "9.8", "部分图书延期到货"]
    assert rows[-1] == ["总分", "100", "99.8"]


@pytest.mark.parametrize(
    "text",
    [
        "全年总支出372.18万元，其中基本支出298.6万元。",
        "一、部门概况\n我馆编制28人，在职26人。",
        "项目名称 公共图书采购",
        "年初预算数 全年执行数",
        "",
    ],
)
def test_running_text_is_no_form(text):
    """Without the head of a block words stay words."""
    assert laid_out(text) is None


def test_a_table_of_money_that_fell_apart():
    """Heads first, then values: laid out in the order in which the figures add up."""
    rows = laid_out_cells(
        ["支出合计", "基本支出", "项目支出", "其中：", "人员支出", "公用支出", "局机关", "10", "7", "5", "2", "3"]
    )

    assert rows[0] == ["支出合计", "基本支出", "人员支出", "公用支出", "项目支出"]
    assert rows[1] == ["10", "7", "5", "2", "3"]


BASE = """财政供养人员情况（人）\n编制数\n2023 年实际在职人数\n控制率\n46\n50\n108.70%
经费控制情况（万元）\n2022 年决算数\n2023 年预算数\n2023 年决算数
公用经费\n118.31\n85.76\n193.42
其中：办公经费\n29.35\n27.00\n49.09
会议费、培训费\n4.92\n5.42
业务工作经费
"""


def test_a_table_of_base_data_printed_as_words():
    """Staff and rows with a figure for each year come back; of a row with fewer it is not known which are blank."""
    rows = laid_out(BASE)

    assert ["编制数", "2023年实际在职人数", "控制率"] in rows
    assert ["46", "50", "108.70%"] in rows
    assert ["公用经费", "118.31", "85.76", "193.42"] in rows
    assert ["其中：办公经费", "29.35", "27.00", "49.09"] in rows
    assert not any("会议费、培训费" in row for row in rows)


def test_labelled_amounts_between_the_rows_of_a_budget_are_kept():
    """Amounts by source behind a colon stand in rows of their own."""
    rows = laid_out(
        BUDGET + "年度资金总额 861.10 2030.12 2030.12 10 100% 10\n其中：基本支出：900.47\n项目支出：1025.20\n"
    )

    assert ["其中：基本支出：900.47"] in rows
    assert ["项目支出：1025.20"] in rows
