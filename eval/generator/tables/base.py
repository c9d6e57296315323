"""基础数据表: staff, 三公经费, projects and running costs, each with last year's final, budget and final."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import HUNDRED, Facts, YearLine
from extractor.eval.generator.grid import UP, Grid
from extractor.eval.generator.paper import Mark, Style, Tree, is_nothing, text
from extractor.eval.generator.words import words

_COLUMNS = ("previous_final", "current_budget", "current_final")
_PUBLIC = ("previous", "budget", "final")
_ORDERS = (
    (("", "total"), ("1、", "vehicles"), ("其中：", "vehicle_purchase"), ("", "vehicle_operation"), ("2、", "abroad"),
     ("3、", "reception")),
    (("", "total"), ("1、", "abroad"), ("2、", "vehicles"), ("其中：", "vehicle_purchase"),
     ("", "vehicle_operation"), ("3、", "reception")),
)  # fmt: skip


class _Row(NamedTuple):
    """One row: what stands before its label, the label, its line of money, its code of 三公经费."""

    before: str
    label: str
    line: YearLine | None = None
    item: str = ""


def draw_base(dice: Dice, facts: Facts, style: Style) -> tuple[Grid, Tree]:
    """Return the table and what it says: base_data, three_public and staffing."""
    grid = Grid(4)
    tree = _staff(grid, dice, facts)
    unit = facts.unit.year
    heads = (f"经费控制情况（{style.unit}）", f"{unit - 1}年决算数", f"{unit}年预算数", f"{unit}年决算数")
    if dice.chance(0.2):
        heads = (heads[0], "上年决算数", "本年预算数", "本年决算数")
    grid.row(*((head, 1) for head in heads))
    data: list[Tree] = []
    public: list[Tree] = []
    for row in _rows(dice, facts):
        marks = _marks(row.line, style)
        grid.row((f"{row.before}{row.label}", 1), *((_text(mark), 1) for mark in marks))
        if any(marks):
            data.append({"label": text(row.label), **_named(_COLUMNS, marks)})
            public += [{"item": row.item, "label": text(row.label), **_named(_PUBLIC, marks)}] if row.item else []
    grid.row(("厉行节约保障措施", 1), (dice.pick(("办公用品集中采购，会议合并召开", "严控接待标准，公车统一调度")), 3))
    tree["base_data"] = {"unit_as_printed": text(style.unit), "rows": data}
    tree["three_public"] = {"rows": public}
    return grid, tree


def _staff(grid: Grid, dice: Dice, facts: Facts) -> Tree:
    staff = facts.staff
    heads = ("财政供养人员情况（人）", "编制数", f"{facts.unit.year}年实际在职人数", "控制率")
    grid.row(*((head, 1) for head in heads))
    merged = dice.chance(0.7)
    percent = facts.habit.rate(Decimal(staff.actual), Decimal(staff.authorized))
    rate = Style(rate_zeros=dice.chance(0.5)).rate(percent)
    grid.row((UP if merged else "", 1), (str(staff.authorized), 1), (str(staff.actual), 1), (rate.text, 1))
    counts = {"authorized": _people(staff.authorized), "actual": _people(staff.actual), "control_rate": rate}
    return {"staffing": counts}


def _people(number: int) -> Mark:
    return Mark(str(number), f"{number}人", Decimal(number))


def _rows(dice: Dice, facts: Facts) -> list[_Row]:
    """Return the rows of the form; some are printed without figures."""
    rows = [
        _Row(before, dice.pick(words("public3")[item]).removeprefix("一、"), facts.three_public[item], item)
        for before, item in dice.pick(_ORDERS)
    ]
    rows += [_Row("", "项目支出："), _Row("1、", "业务工作经费"), _Row("2、", "运行维护经费")]
    rows.append(_Row("3、", f"{dice.pick(('市级', '县级', '本级'))}专项资金（一个专项一行）"))
    rows += [_Row("", one.name, _line(one.previous, one.flow.initial, one.flow.executed)) for one in facts.projects]
    public = facts.basic.public
    rows.append(_Row("", "公用经费", _line(facts.basic.previous_public, public.initial, public.executed)))
    rows += _running(dice, facts)
    rows += [_Row("", "政府采购金额"), _Row("", "楼堂馆所控制情况")][: dice.whole(0, 2)]
    return rows


def _running(dice: Dice, facts: Facts) -> list[_Row]:
    """Return parts of the running costs, a part of them only."""
    spent = facts.basic.public.executed
    shares = (Decimal("0.34"), Decimal("0.21"), Decimal("0.08"))
    labels = ("办公经费", "水费、电费、差旅费", "会议费、培训费")
    cents = [((spent * share) / HUNDRED).quantize(Decimal(1)) * HUNDRED for share in shares]
    filled = dice.chance(0.7)
    lines = [_line(one, one + HUNDRED * 3, one) if filled else None for one in cents]
    return [
        _Row("其中：" if at == 0 else "", label, line)
        for at, (label, line) in enumerate(zip(labels, lines, strict=True))
    ]


def _line(previous: Decimal, budget: Decimal, final: Decimal) -> YearLine:
    return YearLine(previous, budget, final)


def _marks(line: YearLine | None, style: Style) -> list[Mark | None]:
    if line is None:
        return [None] * len(_COLUMNS)
    return [_mark(value, style) for value in (line.previous, line.budget, line.final)]


def _mark(value: Decimal, style: Style) -> Mark | None:
    if not is_nothing(value):
        return style.amount(value)
    return style.zero(style.nothing) if style.nothing.startswith("0") else None


def _text(mark: Mark | None) -> str:
    return mark.text if mark else ""


def _named(columns: tuple[str, ...], marks: list[Mark | None]) -> dict[str, Mark]:
    return {name: mark for name, mark in zip(columns, marks, strict=True) if mark}
