"""The block of budget and execution, in any order of columns and any wording."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.helpers import grid, patient, record, rows, shown
from extractor.extraction.rules.blocks import split
from extractor.extraction.rules.budget import budget_lines
from extractor.records import paths

HEADS = {
    "initial": ["年初预算数", "年初预算", "年初批复数", "年初预算安排"],
    "adjusted": ["全年预算数", "调整后预算数", "全年预算数（A）", "最终预算数"],
    "executed": ["全年执行数", "预算执行数", "全年执行数（B）", "实际支出"],
    "weight": ["分值", "权重"],
    "rate": ["执行率", "预算执行率", "执行率（B/A）"],
    "score": ["得分", "自评得分"],
}
LABELS = {
    "total": ["年度资金总额", "资金总额", "年度预算总额", "合计"],
    "basic": ["其中：基本支出", "（一）基本支出", "基本支出"],
    "personnel": ["1.人员经费", "人员经费"],
    "public": ["2.公用经费", "公用经费"],
    "project": ["（二）项目支出", "项目支出"],
}


def budget(*lines):
    """Return the rows of the budget of a department form: item and printed figures with units."""
    report = record("2024年度部门整体支出绩效自评表\n单位：万元\n" + rows(*lines))
    fields = ("initial", "adjusted", "executed", "weight", "rate", "score")
    return [
        (row.item, {code: shown(value) for code in fields if (value := getattr(row, code)) is not None})
        for row in (report.budget.rows if report.budget else ())
    ]


@st.composite
def tables(draw):
    """Draw a consistent table of budget and execution: its lines, and what it says."""
    columns = draw(st.permutations(list(HEADS)))
    personnel, public, project = draw(
        st.lists(st.decimals(min_value=1, max_value=999, places=2), min_size=3, max_size=3)
    )
    amounts = {
        "total": personnel + public + project,
        "basic": personnel + public,
        "personnel": personnel,
        "public": public,
        "project": project,
    }
    lines = ["项目|" + "|".join(draw(st.sampled_from(HEADS[code])) for code in columns)]
    said = []
    for item, adjusted in amounts.items():
        printed = {"initial": adjusted - Decimal("0.50"), "adjusted": adjusted, "executed": adjusted}
        cells = {code: f"{amount:,}" for code, amount in printed.items()}
        cells |= {"rate": "100%"} | (
            {"weight": "10", "score": "10"} if item == "total" else {"weight": "", "score": "—"}
        )
        lines.append(draw(st.sampled_from(LABELS[item])) + "|" + "|".join(cells[code] for code in columns))
        figures = {code: f"{amount}万元" for code, amount in printed.items()} | {"rate": "100%"}
        said.append((item, figures | ({"weight": "10分", "score": "10分"} if item == "total" else {})))
    return lines, said


@patient
@given(tables())
def test_a_consistent_table_is_read_exactly(table):
    """In any order of columns and any synonyms every figure goes to its field, with its unit, and nothing is moved."""
    lines, said = table

    assert budget(*lines) == said


def test_a_blank_is_no_zero():
    """Blank and dashed cells are absent, a printed 0 is a figure."""
    assert budget("项目|年初预算数|全年预算数|全年执行数|得分", "基本支出||15.6|0|—") == [
        ("basic", {"adjusted": "15.6万元", "executed": "0万元"})
    ]


def test_a_column_may_have_a_unit_of_its_own():
    """A head (元) holds for its column, whatever the caption says of the table."""
    assert budget("项目|全年预算数|全年执行数（元）", "资金总额|15|140000", "项目支出|3|20000") == [
        ("total", {"adjusted": "15万元", "executed": "140000元"}),
        ("project", {"adjusted": "3万元", "executed": "20000元"}),
    ]


def test_the_unit_may_stand_in_the_label_of_the_first_row():
    """年度资金总额（元） says the unit of the table when nothing nearer does."""
    text = "2024年度部门整体支出绩效自评表\n" + rows(
        "项目|年初预算数|全年预算数|全年执行数", "资金总额（元）|3|2|1", "项目支出|3|2|1"
    )

    assert {row.executed.unit for row in record(text).budget.rows} == {"元"}


def test_the_row_of_the_score_is_no_amount():
    """自评总分 below the amounts is the score, not another row of the budget."""
    report = record(
        "2024年度部门整体支出绩效自评表\n"
        + rows(
            "项目|年初预算数|全年预算数|全年执行数",
            "资金总额（万元）|510|560.2|548.9",
            "自评总分|96.30|评价等级|优☑ 良□",
        )
    )

    assert len(report.budget.rows) == 1
    assert (report.score.total.text, report.score.grade.text) == ("96.30", "优")


def test_amounts_inside_label_cells_are_read_by_kind():
    """`其中：基本支出：298.60` is 基本支出 by kind of expenditure; 无 is a text."""
    report = record(
        "2024年度部门整体支出绩效自评表\n"
        + rows(
            "|年初预算数|全年预算数|全年执行数",
            "年度资金总额（万元）|326.40|372.18|361.50",
            "按收入性质分：||按支出性质分：|",
            "其中：一般公共预算：372.18||其中：基本支出：298.60|",
            "政府性基金拨款：0||项目支出：|73.58",
            "其他资金：无|||",
        )
    )
    found = {path: shown(value) for path, value in paths.walk(report.budget) if path.startswith("by_")}

    assert found == {
        "by_income.general_public": "372.18万元",
        "by_income.government_fund": "0万元",
        "by_income.other": "无",
        "by_expenditure.basic": "298.60万元",
        "by_expenditure.project": "73.58万元",
    }


def test_a_label_on_a_line_of_its_own_belongs_to_the_next_row():
    """A label without figures above a row without a label is that row's."""
    block = split(grid("项目|年初预算数|全年预算数|全年执行数", "年度资金总额|||", "|1|2|3"))[-1]
    (line,) = budget_lines(block)

    assert (line.label.text, sorted(line.cells)) == ("年度资金总额", ["adjusted", "executed", "initial"])


@pytest.mark.parametrize(
    ("label", "item"),
    [
        ("当年财政拨款", "fiscal"),
        ("上年结转资金", "carryover"),
        ("其中：中央资金", "central"),
        ("县级配套", "local"),
        ("三季度", None),
    ],
)
def test_rows_have_the_code_of_their_label(label, item):
    """A label that is no word of the domain keeps its words and has no code."""
    assert budget("项目|年初预算数|全年预算数|全年执行数", f"{label}|1|2|3")[0][0] == item


@pytest.mark.parametrize("head", ["得分（20分×执行率）", "得分(20*执行率)", "得分（20分*预算执行率）"])
def test_the_head_of_the_scores_may_tell_their_weight(head):
    """`得分（20分×执行率）`: without a column of weights the head says the full score."""
    report = record(
        f"部门整体绩效自评表\n资金情况\t预算数（A）\t执行数（B）\t执行率（B/A）\t{head}\n部门整体支出总额\t400\t300\t75%\t15\n"
    )

    assert shown(report.budget.rows[0].weight) == "20分"
