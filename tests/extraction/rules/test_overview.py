"""A table that lists projects, one a row."""

from extraction.helpers import record, rows, shown

HEAD = "序号|项目名称|全年预算数（万元）|全年执行数（万元）|执行率|自评得分"


def projects(text):
    """Return name, amounts and score of the projects of a report."""
    return [
        (
            project.name.text,
            [shown(value) for row in project.budget.rows for value in (row.adjusted, row.executed, row.rate) if value],
            project.score and shown(project.score.total),
        )
        for project in record(text).projects
    ]


def test_each_row_is_a_project():
    """Every listed project has its plan, execution, rate and score; the row of the sum is none."""
    text = "2024年度项目支出绩效自评汇总表\n" + rows(
        HEAD, "1|法律援助|20|18|90%|96", "2|人民调解|32|32|100%|98", "|合计|52|50|96.15%|"
    )

    assert projects(text) == [
        ("法律援助", ["20万元", "18万元", "90%"], "96分"),
        ("人民调解", ["32万元", "32万元", "100%"], "98分"),
    ]


def test_a_project_with_a_form_of_its_own_is_listed_once():
    """What the list says of a project stands beside what its form says, not as another project."""
    form = "项目支出绩效自评表\n" + rows(
        "项目名称|法律援助|主管部门|河口县司法局", "|年初预算数|全年预算数|全年执行数", "年度资金总额（万元）|20|20|18"
    )
    text = (
        "2024年度项目支出绩效自评汇总表\n"
        + rows(HEAD, "1|法律援助|20|18|90%|96", "2|人民调解|32|32|100%|98")
        + "\n\n"
        + form
    )
    found = record(text).projects

    assert [project.name.text for project in found] == ["法律援助", "人民调解"]
    assert len(found[0].budget.rows) == 1
    assert len(found[0].budget.rows[0].executed.also_at) == 1
