"""部门整体支出绩效自评表 of Hunan: the money of the whole unit, by nature of income and of spending."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import Facts
from extractor.eval.generator.forms import project as sheets
from extractor.eval.generator.grid import UP, Grid
from extractor.eval.generator.paper import Mark, Style, Tree, put, text
from extractor.eval.generator.tables import aims, frame, money
from extractor.eval.generator.words import word

_COLUMNS = (
    ("initial", "adjusted", "executed", "weight", "rate", "score"),
    ("initial", "adjusted", "executed", "weight", "rate", "score"),
    ("initial", "adjusted", "executed", "rate", "weight", "score"),
)


@dataclass(frozen=True)
class _Side:
    """A line such as 其中：一般公共预算：503.37, on the side of income or of spending."""

    before: str
    label: str
    path: str
    amount: Decimal | None


def draw_unit(dice: Dice, facts: Facts, style: Style) -> tuple[Grid, Tree]:
    """Return the form of the unit, and what it says."""
    preset = sheets.PRESETS["hunan"]
    layout = replace(sheets.aim_layout(dice, preset), group="绩效指标")
    columns = dice.pick(_COLUMNS)
    head = money.heads(dice, columns)
    style = replace(style, percent=style.percent and "%" not in head["rate"])
    group = f"{word(dice, 'rows', 'money_unit')}（{style.unit}）"
    grid = Grid(max(len(columns) + 2, layout.width))
    frame.draw_pairs(grid, (word(dice, "fields", "unit_name"), facts.unit.name))
    tree: Tree = {"profile": {"unit_name": text(facts.unit.name)}}
    grade = facts.assessment
    total = money.MoneyRow(
        "total", "", word(dice, "rows", "total_unit"), facts.flow, grade.execution_weight, grade.execution_score
    )
    drawn = money.MoneyLayout(columns, head, group)
    tree["budget"] = {"rows": money.draw_money(grid, drawn, [total], (style, facts.habit))}
    _natures(grid, dice, facts, (style, tree))
    tree["goals"] = frame.draw_goals(grid, dice, grade)
    tree["indicators"] = aims.draw_aims(grid, layout, grade.levels, (style, facts.habit))
    tree["score"] = aims.draw_total(grid, layout, grade, style)
    if dice.chance(0.75):
        grid.row((word(dice, "rows", "grade"), 2), (grade.grade, grid.width - 2))
        tree["score"]["grade"] = text(grade.grade)
    return grid, tree


def _natures(grid: Grid, dice: Dice, facts: Facts, look: tuple[Style, Tree]) -> None:
    """Draw both sides line by line; a side without money prints its label alone."""
    style, tree = look
    income, spending = _incomes(dice, facts), _spendings(dice, facts)
    grid.halves("按收入性质分：", "按支出性质分：", ((UP, 1),))
    colon = dice.pick(("：", "：", ": "))
    for left, right in zip(income, [*spending, *[None] * (len(income) - len(spending))], strict=True):
        texts = [_line(side, style, tree, colon) if side else "" for side in (left, right)]
        grid.halves(texts[0], texts[1], ((UP, 1),))


def _line(side: _Side, style: Style, tree: Tree, colon: str) -> str:
    if side.amount is None:
        return f"{side.before}{side.label}{colon}"
    mark = style.amount(side.amount)
    put(tree, f"budget.{side.path}", Mark(mark.text, mark.label, mark.value))
    return f"{side.before}{side.label}{colon}{mark.text}"


def _incomes(dice: Dice, facts: Facts) -> list[_Side]:
    spent, fund = facts.flow.executed, facts.fund.executed
    zero = Decimal(0) if dice.chance(0.25) else None
    labels = {
        key: word(dice, "income", key) for key in ("general_public", "government_fund", "special_account", "other")
    }
    return [
        _Side("其中：", labels["general_public"], "by_income.general_public", spent - fund),
        _Side("", labels["government_fund"], "by_income.government_fund", fund or zero),
        _Side("", labels["special_account"], "by_income.special_account", zero),
        _Side("", labels["other"], "by_income.other", zero),
    ]


def _spendings(dice: Dice, facts: Facts) -> list[_Side]:
    project = facts.project.executed
    return [
        _Side("其中：", word(dice, "rows", "basic"), "by_expenditure.basic", facts.basic.flow.executed),
        _Side("", word(dice, "rows", "project"), "by_expenditure.project", project or None),
    ]
