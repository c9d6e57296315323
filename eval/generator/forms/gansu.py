"""Gansu: a short narrative, then one form in which every row of money has a rate and points of its own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import NO_MONEY, Facts, Flow, total
from extractor.eval.generator.forms.drawn import Drawn, Form, profile
from extractor.eval.generator.grid import Grid
from extractor.eval.generator.making import Wish, facts
from extractor.eval.generator.management import managed
from extractor.eval.generator.paper import Style, Tree, style, text, told_style
from extractor.eval.generator.story import (
    Outline,
    aside,
    basic_told,
    budget_told,
    deeds_told,
    income_told,
    listed,
    numbering,
    projects_told,
    public_told,
    staff_told,
)
from extractor.eval.generator.tables import aims, frame, money
from extractor.eval.generator.telling import Teller
from extractor.eval.generator.words import word

_COLUMNS = (
    ("initial", "adjusted", "executed", "rate", "score", "reason"),
    ("initial", "adjusted", "executed", "rate", "score", "reason"),
    ("initial", "adjusted", "executed", "weight", "rate", "score"),
    ("initial", "adjusted", "executed", "rate", "score"),
)
_AIMS = (
    ("level1", "level2", "level3", "target", "actual", "unit", "weight", "completion", "score", "deviation"),
    ("level1", "level2", "level3", "target", "actual", "unit", "weight", "completion", "score", "deviation"),
    ("level1", "level2", "level3", "weight", "target", "actual", "unit", "completion", "score", "deviation"),
    ("level1", "level2", "level3", "target", "unit", "actual", "completion", "weight", "score", "deviation"),
    ("level1", "level2", "level3", "target", "actual", "unit", "weight", "score", "deviation"),
)


def department(dice: Dice, told: Facts) -> Drawn:
    """Return narrative and form."""
    table = style(dice, "元" if dice.chance(0.85) else "万元")
    drawn = Drawn(tree={"profile": profile(told.unit.name, told.unit.year)})
    drawn.title(f"{told.unit.year}年度{told.unit.name}", "部门整体支出绩效评价自评报告")
    teller = Teller(dice, told, told_style(dice, table))
    outline = Outline(numbering(dice))
    _narrative(teller, outline)
    drawn.add(*outline.paragraphs)
    drawn.headings += outline.headings
    drawn.lines(["部门整体支出绩效自评表", dice.pick(("（{}年度）", "({}年度)")).format(told.unit.year)])
    _form(drawn, dice, told, table)
    drawn.tell(teller)
    drawn.neutral.append("staffing.control_rate")
    if dice.chance(0.7):
        line, tree = frame.signature(dice, told.unit)
        drawn.lines([line])
        drawn.say({"profile": tree})
    return drawn


def _narrative(teller: Teller, outline: Outline) -> None:
    dice, told = teller.dice, teller.facts
    outline.section("部门概况")
    outline.section("基本情况", 2)
    outline.write(staff_told(teller), teller.say("departments", "any"))
    outline.write(teller.say("duties", "any"))
    outline.section("年度重点工作", 2)
    deeds_told(teller, outline)
    outline.section("整体收支情况", 2)
    outline.write(income_told(teller) if dice.chance(0.4) else budget_told(teller))
    outline.section("整体支出管理及使用情况")
    outline.section("基本支出", 2)
    outline.write(basic_told(teller))
    outline.section("项目支出", 2)
    outline.write(projects_told(teller, "share"))
    outline.section("“三公”经费决算说明", 2)
    outline.write(public_told(teller))
    outline.section("资产管理情况", 2)
    outline.write(aside(teller, 1.0))
    outline.section("整体支出绩效情况")
    outline.write(teller.say("result", "any"))
    outline.section("存在的问题")
    outline.write(listed(dice.some(told.problems, 2, 3), dice))
    outline.section("下一步改进工作的措施")
    outline.write(listed(dice.some(told.measures, 2, 3), dice))


def _form(drawn: Drawn, dice: Dice, told: Facts, table: Style) -> None:
    columns, layout = dice.pick(_COLUMNS), _aims(dice)
    head = money.heads(dice, columns)
    look = money.MoneyLayout(
        columns=columns,
        heads=head,
        group=f"{word(dice, 'rows', 'money_unit')}（{table.unit}）",
        everywhere=frozenset({"rate"}),
    )
    hand = (replace(table, percent=table.percent and "%" not in head["rate"]), told.habit)
    grid = Grid(max(look.width, layout.width))
    frame.draw_pairs(grid, (word(dice, "fields", "unit_name"), told.unit.name))
    tree: Tree = {"profile": {"unit_name": text(told.unit.name)}}
    tree["budget"] = {"rows": money.draw_money(grid, look, _rows(dice, told, "weight" in columns), hand)}
    tree["goals"] = frame.draw_goals(grid, dice, told.assessment)
    tree["indicators"] = aims.draw_aims(grid, layout, told.assessment.levels, hand)
    tree["score"] = aims.draw_total(grid, layout, told.assessment, hand[0])
    drawn.add(grid.sheet())
    drawn.lines(frame.notes(dice))
    drawn.say(tree)


def _aims(dice: Dice) -> aims.AimLayout:
    columns = dice.pick(_AIMS)
    return aims.AimLayout(
        columns=columns,
        heads=aims.heads(dice, columns) | {"level3": "三级指标"},
        group=dice.pick(("", "", "评价指标")),
        spelling="signed",
        over=dice.pick(("评价指标", "绩效指标")) if dice.chance(0.4) else "",
        merged=dice.pick(("merge", "merge", "repeat")),
        signs=dice.pick(({}, {"≥": ">=", "≤": "<=", "=": "="})),
        bracket=dice.pick(("", "", "（{}分）")),
    )


def _rows(dice: Dice, told: Facts, weighted: bool) -> list[money.MoneyRow]:
    """Return the rows; only the first earns points of the total, the others state theirs."""
    general, key = _split(told)
    parts: list[tuple[str, str, Flow]] = [
        ("total", "", told.flow), ("basic", "（一）", told.basic.flow), ("personnel", "1.", told.basic.personnel),
        ("public", "2.", told.basic.public), ("project", "（二）", told.project),
        ("general_project", "1.", general), ("key_project", "2.", key),
    ]  # fmt: skip
    numbers = dice.pick((None, {"（一）": "(一)", "（二）": "(二)", "1.": "1、", "2.": "2、"}))
    nothing = Decimal(0) if dice.chance(0.6) else None
    rows = []
    for item, before, flow in parts:
        label = word(dice, "rows", "total_unit" if item == "total" else item)
        score = told.habit.points(flow, told.assessment.execution_weight) if flow.adjusted else nothing
        weight = told.assessment.execution_weight if weighted else None
        reason = word(dice, "reasons", "money")
        late = reason if flow.executed < flow.adjusted else ""
        rows.append(money.MoneyRow(item, (numbers or {}).get(before, before), label, flow, weight, score, late))
    return rows


def _split(told: Facts) -> tuple[Flow, Flow]:
    """Return 一般性项目 and 重点项目; a single project is a key one."""
    flows = tuple(one.flow for one in told.projects)
    return (flows[0], total(flows[1:])) if len(flows) > 1 else (NO_MONEY, total(flows))


_WISH = Wish(projects=(1, 3), whole=True, managed=True, most=3000)

DEPARTMENT = Form(lambda dice: managed(dice, facts(dice, _WISH)), department)
"""整体支出绩效自评 with a frame of its own."""
