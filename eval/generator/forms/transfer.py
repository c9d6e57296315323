"""转移支付区域绩效目标自评表: money by level of government, indicators without points."""

from __future__ import annotations

from dataclasses import replace

from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import Facts, Project
from extractor.eval.generator.forms.drawn import Drawn, Form
from extractor.eval.generator.grid import Grid
from extractor.eval.generator.making import Wish, facts
from extractor.eval.generator.paper import Style, Tree, day, style, text
from extractor.eval.generator.tables import aims, frame, money

_SOURCES = (("central", "中央财政资金"), ("local", "地方资金"), ("other", "其他资金"))
_HEADS = {"adjusted": "全年预算数（A）", "executed": "全年执行数（B）", "rate": "预算执行率（B/A×100%）"}
_AIMS = ("level1", "level2", "level3", "target", "actual", "deviation")
_AIM_HEADS = {"target": "指标值", "actual": "全年实际完成值", "deviation": "未完成原因和改进措施"}
_CARE = ("分配科学性", "下达及时性", "拨付合规性", "使用规范性")


def region(dice: Dice, told: Facts) -> Drawn:
    """Return the form of one fund in one region."""
    project = told.projects[0]
    drawn = Drawn()
    drawn.title("转移支付区域绩效目标自评表")
    drawn.lines([f"（{told.unit.year}年度）"])
    grid, tree = _sheet(dice, told, project, replace(style(dice, "万元"), percent=True))
    drawn.add(grid.sheet())
    drawn.lines(frame.notes(dice))
    if dice.chance(0.6):
        date = day(dice, told.unit.reported)
        drawn.lines([f"填报单位：{told.unit.name}    填报日期：{date.text}"])
        tree["report_date"] = date
        drawn.allow("projects[0].report_date", None)
    drawn.tree["projects"] = [tree | {"fiscal_year": text(str(told.unit.year))}]
    drawn.allow("projects[0].fiscal_year", None)
    return drawn


def _sheet(dice: Dice, told: Facts, project: Project, look: Style) -> tuple[Grid, Tree]:
    layout = aims.AimLayout(
        columns=_AIMS,
        heads=aims.heads(dice, _AIMS) | _AIM_HEADS,
        group=dice.pick(("绩效指标", "绩效⏎指标")),
        spelling=dice.pick(("glued", "bare", "words")),
        names=aims.level_names(dice),
    )
    grid = Grid(7)
    name = dice.pick(("转移支付（项目）名称", "转移支付名称"))
    frame.draw_pairs(grid, (name, project.name))
    frame.draw_pairs(grid, ("地方主管部门", project.department), ("资金使用单位", project.implementer))
    tree: Tree = {"name": text(project.name), "department": text(project.department)}
    tree["implementing_unit"] = text(project.implementer)
    tree["budget"] = {"rows": money.draw_money(grid, _money(), _rows(dice, project), (look, told.habit))}
    _care(grid, dice)
    tree["goals"] = frame.draw_goals(grid, dice, project.assessment)
    tree["indicators"] = aims.draw_aims(grid, layout, project.assessment.levels, (look, told.habit))
    return grid, tree


def _money() -> money.MoneyLayout:
    return money.MoneyLayout(
        columns=("adjusted", "executed", "rate"),
        heads=_HEADS,
        group="资金投入情况（万元）",
        everywhere=frozenset({"rate"}),
    )


def _rows(dice: Dice, project: Project) -> list[money.MoneyRow]:
    empty = dice.chance(0.4)
    sources = [
        money.MoneyRow(
            item, "其中：" if at == 0 else "", label, project.source(item),
            empty=empty and not project.source(item).adjusted,
        )
        for at, (item, label) in enumerate(_SOURCES)
    ]  # fmt: skip
    return [money.MoneyRow("total", "", "年度资金总额", project.flow), *sources]


def _care(grid: Grid, dice: Dice) -> None:
    """Draw, in most forms, the rows that tell how the money was managed."""
    if dice.chance(0.7):
        grid.row(("资金管理情况", 1), ("", 2), ("情况说明", 2), ("存在问题和改进措施", 2))
        for what in _CARE:
            grid.row(("^", 1), (what, 2), (f"{what[:2]}符合管理办法", 2), ("无", 2))


def _facts(dice: Dice) -> Facts:
    return facts(dice, Wish(sources=tuple(item for item, _ in _SOURCES), frame=dice.pick(("national", "cost"))))


REGION = Form(_facts, region)
"""区域绩效目标自评表."""
