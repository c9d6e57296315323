"""The table of budget and execution: rows of sources or of uses, columns in any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import ZERO, Flow, Habit
from extractor.eval.generator.grid import UP, Grid
from extractor.eval.generator.paper import Mark, Style, Tree, is_nothing, text, wrapped
from extractor.eval.generator.words import word

AMOUNTS = ("initial", "adjusted", "executed")
_NOT_PRINTED = frozenset({"", "—", "/"})


@dataclass(frozen=True)
class MoneyRow:
    """One row: its code, its label with what stands before it on paper, its money.

    `weight` and `score` belong to rows that earn points; an `empty` row is printed with its label alone.
    """

    item: str
    before: str
    label: str
    flow: Flow
    weight: Decimal | None = None
    score: Decimal | None = None
    reason: str = ""
    empty: bool = False


@dataclass(frozen=True)
class MoneyLayout:
    """How such a table looks: the order of its columns, their heads, what stands in the first cell of the block.

    `everywhere` names the columns that every row fills; in the other rows `blank` stands there.
    """

    columns: tuple[str, ...]
    heads: dict[str, str]
    group: str = ""
    corner: str = ""
    everywhere: frozenset[str] = frozenset()
    blank: str = ""
    given: dict[str, Mark] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """The columns that it needs."""
        return len(self.columns) + 1 + bool(self.group)


def heads(dice: Dice, columns: Sequence[str], unit: str = "") -> dict[str, str]:
    """Return words for the columns; with a unit, the columns of amounts name it, without it sometimes a letter."""
    letters = {"adjusted": "（A）", "executed": "（B）", "rate": "（B/A）"} if not unit and dice.chance(0.2) else {}
    chance = dice.pick((0.0, 0.0, 0.6))
    found = {name: wrapped(dice, word(dice, "budget", name), chance) for name in columns}
    return {name: found[name] + _behind(name, found[name], unit, letters) for name in columns}


def _behind(name: str, head: str, unit: str, letters: dict[str, str]) -> str:
    if unit and name in AMOUNTS:
        return f"（{unit}）"
    return "" if "（" in head else letters.get(name, "")


def draw_money(grid: Grid, layout: MoneyLayout, rows: Sequence[MoneyRow], hand: tuple[Style, Habit]) -> list[Tree]:
    """Draw the block; return the rows of the record, without those that print no figure."""
    first = ((layout.group, 1),) if layout.group else ()
    grid.spread([layout.corner, *(layout.heads[name] for name in layout.columns)], 0, first)
    trees = []
    for row in rows:
        marks = _marks(layout, row, hand)
        cells = [_cell(layout, name, marks, row) for name in layout.columns]
        grid.spread([f"{row.before}{row.label}", *cells], 0, ((UP, 1),) if layout.group else ())
        if marks := {name: mark for name, mark in marks.items() if name != "reason"}:
            given = layout.given if row.weight is not None else {}
            trees.append({"item": row.item, "label": text(row.label), **marks, **given})
    return trees


def _marks(layout: MoneyLayout, row: MoneyRow, hand: tuple[Style, Habit]) -> dict[str, Mark]:
    """Return what a row prints, by column."""
    style, habit = hand
    if row.empty:
        return {}
    marks = {name: mark for name in AMOUNTS if (mark := _amount(style, row, name)) and name in layout.columns}
    counted = row.weight is not None
    if (counted or "rate" in layout.everywhere) and row.flow.adjusted:
        marks["rate"] = style.rate(habit.rate(row.flow.executed, row.flow.adjusted))
    if not row.flow.adjusted and row.score is not None:
        marks["rate"] = style.rate(ZERO)
    if row.weight is not None:
        marks["weight"] = style.points(row.weight)
    if row.score is not None:
        marks["score"] = style.points(row.score)
    if row.reason:
        marks["reason"] = text(row.reason)
    return {name: mark for name, mark in marks.items() if name in layout.columns}


def _amount(style: Style, row: MoneyRow, name: str) -> Mark | None:
    value: Decimal = getattr(row.flow, name)
    if not is_nothing(value):
        return style.amount(value)
    if row.item == "total" or style.nothing not in _NOT_PRINTED:
        return style.zero("0" if row.item == "total" else style.nothing)
    return None


def _cell(layout: MoneyLayout, name: str, marks: dict[str, Mark], row: MoneyRow) -> str:
    if name in marks:
        return marks[name].text
    return "" if name in AMOUNTS and row.empty else layout.blank if name not in {"reason", "review"} else ""
