"""Tables of income, spending and 三公经费; plan and execution as labels with values beside them."""

from extraction.helpers import figures, record, rows


def test_a_row_of_figures_below_a_head_of_income_or_spending():
    """Each column word is the field of the figure below it; a narrower head below a wide one counts."""
    report = record(
        "2024年收入支出情况表（单位：万元）\n"
        + rows(
            "收入合计|财政拨款收入|其他收入|上年结转",
            "1098.50|1030.20|36.00|32.30",
            "支出合计|基本支出|人员支出|公用支出|项目支出|年末结转结余",
            "1080.20|860.20|742.80|117.40|220.00|18.30",
        )
    )

    assert figures(report, under="income") == {
        "income.total": "1098.50万元", "income.fiscal": "1030.20万元",
        "income.carryover": "32.30万元", "income.other": "36.00万元",
    }  # fmt: skip
    assert figures(report, under="spending") == {
        "spending.total": "1080.20万元", "spending.basic.total": "860.20万元",
        "spending.basic.personnel": "742.80万元", "spending.basic.public": "117.40万元",
        "spending.project.total": "220.00万元", "spending.balance": "18.30万元",
    }  # fmt: skip


def test_three_public_below_its_head():
    """A table of 三公经费 with one row gives the final amounts by item."""
    report = record("收支情况（万元）\n" + rows("三公经费合计|公务接待费|公务用车运行维护费", "5.62|1.12|4.50"))

    assert [(row.item, str(row.final.value)) for row in report.three_public.rows] == [
        ("total", "5.62"), ("reception", "1.12"), ("vehicle_operation", "4.50"),
    ]  # fmt: skip


def test_plan_and_execution_as_pairs():
    """`预算数： | 50 | 执行数： | 48.5` is the row of the total; sources below stand under the same columns."""
    report = record(
        "项目支出绩效自评表\n"
        + rows(
            "项目名称|档案数字化|主管部门|河口县档案馆",
            "预算数：|50|执行数：|48.5",
            "其中：财政拨款|45|其中：财政拨款|43.5",
            "其他资金|5|其他资金|5",
            "单位|万元||",
        )
    )
    (project,) = report.projects

    assert [(row.item, str(row.adjusted.value), str(row.executed.value)) for row in project.budget.rows] == [
        ("total", "50", "48.5"), ("fiscal", "45", "43.5"), ("other", "5", "5"),
    ]  # fmt: skip
