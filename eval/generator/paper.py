"""How an office prints figures, and what a careful person writes down for them.

A `Mark` is one printed thing beside its compact label; a tree of marks in the names of the record becomes the label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import ZERO
from extractor.eval.generator.money import WAN

Tree = dict[str, Any]
"""Marks, codes, groups and rows, in the names of the record."""

_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
_NARROW = 4
_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


@dataclass(frozen=True)
class Mark:
    """A thing as printed, and its label; `value` is the number that a figure prints."""

    text: str
    label: str
    value: Decimal | None = None


@dataclass(frozen=True)
class Style:
    """How figures look in one part of a report.

    `unit` and `decimals` are those of money, `gap` stands between a number and its unit in running text, `nothing`
    is printed for no money ("" leaves the cell blank); `in_cells`: every cell repeats its unit.
    """

    unit: str = "万元"
    decimals: int = 2
    zeros: bool = False
    commas: bool = False
    percent: bool = True
    rate_zeros: bool = True
    score_zeros: bool = False
    nothing: str = "0"
    gap: str = ""
    wide: bool = False
    in_cells: bool = False

    def amount(self, yuan: Decimal) -> Mark:
        """Return an amount as a table prints it, without its unit."""
        value = (yuan if self.unit == "元" else yuan / WAN).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        bare = format(value, "f") if self.zeros else plain(value)
        return Mark(self._look(value, bare) + self.unit * self.in_cells, f"{bare}{self.unit}", Decimal(bare))

    def zero(self, printed: str) -> Mark:
        """Return no money as a table prints it: 0 or 0.00."""
        return Mark(printed + self.unit * self.in_cells, f"{printed}{self.unit}", ZERO)

    def told(self, yuan: Decimal) -> Mark:
        """Return an amount as running text prints it, with its unit."""
        mark = replace(self, in_cells=False).amount(yuan)
        return replace(mark, text=f"{mark.text}{self.gap}{self.unit}")

    def rate(self, value: Decimal) -> Mark:
        """Return a rate as a table prints it: with a sign, or bare under a head that has one."""
        bare = format(value, "f") if self.rate_zeros else plain(value)
        sign = "%" if self.percent else ""
        return Mark(self._widened(f"{bare}{sign}"), f"{bare}%", value)

    def told_rate(self, value: Decimal) -> Mark:
        """Return a rate as running text prints it."""
        return replace(self, percent=True).rate(value)

    def points(self, value: Decimal) -> Mark:
        """Return a weight or a score as a table prints it."""
        bare = f"{value:.2f}" if self.score_zeros else plain(value)
        return Mark(bare + "分" * self.in_cells, f"{bare}分", value)

    def told_points(self, value: Decimal) -> Mark:
        """Return a score as running text prints it."""
        mark = replace(self, in_cells=False).points(value)
        return replace(mark, text=f"{mark.text}{self.gap}分")

    def count(self, number: int, unit: str) -> Mark:
        """Return a count of people or cars as running text prints it."""
        return Mark(f"{self._widened(str(number))}{self.gap}{unit}", f"{number}{unit}", Decimal(number))

    def _look(self, value: Decimal, bare: str) -> str:
        if not self.commas:
            return self._widened(bare)
        whole, point, rest = bare.partition(".")
        return self._widened(f"{int(whole):,}{point}{rest}") if abs(value) >= 1 else self._widened(bare)

    def _widened(self, text: str) -> str:
        return text.translate(_WIDE) if self.wide else text


def plain(value: Decimal) -> str:
    """Return a number without trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def style(dice: Dice, unit: str) -> Style:
    """Return how one office fills in its tables."""
    exact = unit == "元"
    return Style(
        unit=unit,
        decimals=2 if exact or dice.chance(0.8) else dice.pick((4, 6)),
        zeros=dice.chance(0.5),
        commas=dice.chance(0.45 if exact else 0.2),
        percent=dice.chance(0.75),
        rate_zeros=dice.chance(0.7),
        score_zeros=dice.chance(0.25),
        nothing=dice.pick(("0", "0", "0.00", "", "—", "/")),
        in_cells=dice.chance(0.05),
    )


def told_style(dice: Dice, table: Style) -> Style:
    """Return how the same office writes figures in running text."""
    return replace(
        table,
        unit="万元" if table.unit == "万元" or dice.chance(0.3) else "元",
        decimals=min(table.decimals, 2),
        gap=" " if dice.chance(0.2) else "",
        wide=dice.chance(0.04),
    )


def text(words: str, label: str | None = None) -> Mark:
    """Return printed words; a label only where it differs."""
    return Mark(words, words if label is None else label)


def day(dice: Dice, when: date) -> Mark:
    """Return a date in one of the usual ways to write it."""
    looks = (
        f"{when.year}年{when.month}月{when.day}日",
        f"{when.year}.{when.month}.{when.day}",
        f"{when.year}-{when.month:02d}-{when.day:02d}",
        f"{when.year} 年 {when.month} 月 {when.day} 日",
    )
    return Mark(dice.pick(looks), when.isoformat())


def put(tree: Tree, path: str, value: Mark | bool | str) -> None:
    """Write a value into a tree at `staffing.breakdown[0].actual`; rows are made as they come."""
    node: Any = tree
    *groups, last = path.split(".")
    for step in groups:
        found = _STEP.fullmatch(step)
        name, index = (found[1], found[2]) if found else (step, None)
        if index is None:
            node = node.setdefault(name, {})
        else:
            rows = node.setdefault(name, [])
            rows.extend({} for _ in range(int(index) + 1 - len(rows)))
            node = rows[int(index)]
    node[last] = value


def compact(tree: Any) -> Any:
    """Return a tree as a label: marks become their compact texts."""
    if isinstance(tree, dict):
        return {key: compact(value) for key, value in tree.items() if value not in ({}, [])}
    if isinstance(tree, list):
        return [compact(value) for value in tree]
    return tree.label if isinstance(tree, Mark) else tree


def is_nothing(value: Decimal) -> bool:
    """Whether an amount is no money at all."""
    return value == ZERO


def wrapped(dice: Dice, words: str, chance: float = 0.3) -> str:
    """Return the text of a narrow cell, sometimes broken into lines as narrow cells are."""
    if len(words) <= _NARROW or "⏎" in words or not dice.chance(chance):
        return words
    at = dice.whole(2, len(words) - 2)
    return words if words[at - 1 : at + 1].isascii() else f"{words[:at]}⏎{words[at:]}"
