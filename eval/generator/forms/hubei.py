"""Hubei: check boxes for the kind of project, 20 points for the execution, reasons in rows below the indicators."""

from __future__ import annotations

from extractor.eval.content import Paragraph
from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import Facts, Project
from extractor.eval.generator.forms.drawn import Drawn, Form
from extractor.eval.generator.grid import Grid
from extractor.eval.generator.making import Wish, facts
from extractor.eval.generator.paper import Mark, Style, Tree, day, put, style, text
from extractor.eval.generator.tables import aims, frame, money
from extractor.eval.generator.words import word

_KINDS = (
    ("项目类别", ("部门预算项目", "专项资金项目", "对下转移支付项目")),
    ("项目属性", ("持续性项目", "新增性项目")),
    ("项目类型", ("常年性项目", "延续性项目", "一次性项目")),
)
_BOXES = (("☑", "□"), ("√", "□"), ("■", "□"))
_COLUMNS = ("level1", "level2", "level3", "target", "actual", "score")
_WITH_WEIGHT = ("level1", "level2", "level3", "target", "actual", "weight", "score")
_MONEY = {
    "adjusted": "预算数（A）",
    "executed": "执行数（B）",
    "rate": "执行率（B/A）",
    "score": "得分（20分×执行率）",
}
_HEADS = {"target": "年初目标值（A）", "actual": "实际完成值（B）"}


def checkbox(dice: Dice, told: Facts) -> Drawn:
    """Return the form of one project."""
    project = told.projects[0]
    drawn = Drawn()
    drawn.title(f"{told.unit.year}年度{project.name}项目自评表")
    date = day(dice, told.unit.reported)
    drawn.add(Paragraph(f"单位名称：{told.unit.name}        填报日期：{date.text}"))
    grid, tree = _sheet(dice, told, project, style(dice, "万元"))
    drawn.add(grid.sheet())
    drawn.lines(frame.notes(dice))
    tree |= {"fiscal_year": text(str(told.unit.year)), "report_date": date}
    drawn.tree["projects"] = [tree]
    put(drawn.tree, "projects[0].department", text(project.department))
    for path in ("projects[0].fiscal_year", "projects[0].report_date", "projects[0].budget.rows[0].weight"):
        drawn.allow(path, None)
    return drawn


def _sheet(dice: Dice, told: Facts, project: Project, look: Style) -> tuple[Grid, Tree]:
    layout = _aims(dice)
    grid = Grid(max(layout.width, 7))
    frame.draw_pairs(grid, ("项目名称", project.name))
    frame.draw_pairs(grid, ("主管部门", project.department), ("项目实施单位", project.implementer))
    _boxes(grid, dice)
    tree: Tree = {"name": text(project.name), "implementing_unit": text(project.implementer)}
    tree["budget"] = {"rows": money.draw_money(grid, _money(), _row(dice, project), (look, told.habit))}
    if dice.chance(0.6):
        tree["goals"] = frame.draw_goals(grid, dice, project.assessment)
    tree["indicators"] = aims.draw_aims(grid, layout, project.assessment.levels, (look, told.habit))
    tree["score"] = aims.draw_total(grid, layout, project.assessment, look)
    reasons = "；".join(dict.fromkeys(one.reason for one in project.assessment.indicators if one.reason)) or "无"
    tree["deviation"] = text(reasons)
    frame.texts_in(
        grid,
        (
            ("偏差大或目标未完成原因分析", reasons),
            ("改进措施及结果应用方案", "；".join(dice.some(told.measures, 1, 2)) + "。"),
        ),
    )
    return grid, tree


def _money() -> money.MoneyLayout:
    return money.MoneyLayout(
        columns=("adjusted", "executed", "rate", "score"),
        heads=_MONEY,
        group="预算执行情况（万元）（20分）",
        given={"weight": Mark("20", "20分")},
    )


def _row(dice: Dice, project: Project) -> list[money.MoneyRow]:
    label = dice.pick(("年度财政资金总额", "年度财政资金总额", "年度资金总额"))
    grade = project.assessment
    return [money.MoneyRow("total", "", label, project.flow, grade.execution_weight, grade.execution_score)]


def _aims(dice: Dice) -> aims.AimLayout:
    columns = _WITH_WEIGHT if dice.chance(0.5) else _COLUMNS
    return aims.AimLayout(
        columns=columns,
        heads=aims.heads(dice, columns) | _HEADS,
        group=dice.pick(("年度绩效目标（80分）", "年度绩效目标1（80分）")),
        spelling=dice.pick(("glued", "bare", "behind")),
        bracket=dice.pick(("⏎（{}分）", "（{}分）", "")),
        total=word(dice, "rows", "score_total"),
        names=aims.level_names(dice),
    )


def _boxes(grid: Grid, dice: Dice) -> None:
    ticked, empty = dice.pick(_BOXES)
    for label, kinds in _KINDS:
        chosen = dice.pick(kinds)
        line = "    ".join(
            f"{at}、{kind}{ticked if kind == chosen else empty}" for at, kind in enumerate(kinds, start=1)
        )
        frame.draw_pairs(grid, (label, line))


_WISH = Wish(sources=("fiscal",), frame="heavy", most=12_000)

CHECKBOX = Form(lambda dice: facts(dice, _WISH), checkbox)
"""项目自评表 with check boxes."""
