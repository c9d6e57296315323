"""The functions that a template may call: computations with their origin, lists, rows, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from extractor.drafting import computed
from extractor.drafting.marks import mark
from extractor.drafting.view import Node, Scope, Value
from extractor.records.paths import get
from extractor.records.quantity import in_yuan

_IN_BUDGET = re.compile(r"budget\[(\w+)\]\.(\w+)")


class Helpers:
    """The functions of one draft; each result knows its origin or is None."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def share(self, part: object, whole: object) -> Value | None:
        """Return part ÷ whole in percent, e.g. of the wages in the basic expenditure."""
        return self._compute("share", part, whole)

    def rate(self, executed: object, budget: object) -> Value | None:
        """Return executed ÷ budget in percent."""
        return self._compute("rate", executed, budget)

    def growth(self, new: object, old: object) -> Value | None:
        """Return (new − old) ÷ old in percent, written without sign."""
        return self._compute("growth", new, old)

    def difference(self, first: object, second: object) -> Value | None:
        """Return first − second, written without sign."""
        return self._compute("difference", first, second)

    def total(self, nodes: Sequence[Node], name: str) -> Value | None:
        """Return the sum of one field over rows; None when a row lacks it."""
        return self._compute("total", *(getattr(node, name) for node in nodes))

    def _compute(self, name: str, *operands: object) -> Value | None:
        values = [v for v in operands if isinstance(v, Value) and v.value is not None and not v.pending]
        if len(values) < len(operands) or any(v.origin.startswith("=") for v in values):
            return None
        result = computed.compute(name, [(v.value, v.unit) for v in values if v.value is not None])
        if result is None:
            return None
        origin = "=" + computed.call(name, *(v.origin for v in values))
        return Value(computed.written(*result), origin, *result)

    def count(self, nodes: Sequence[Node], unit: str) -> Value:
        """Return how many rows there are, with a counting word: 3项."""
        origins = [node.origin for node in nodes]
        whole = origins[0].rpartition("[")[0] if origins else ""
        listed = get(self._scope.report, whole) if whole else None
        named = [whole] if isinstance(listed, tuple) and len(listed) == len(origins) else origins
        return Value(f"{len(origins)}{unit}", "=" + computed.call("count", *named))

    @staticmethod
    def same(first: object, second: object) -> bool:
        """Whether two amounts are equal, whatever their units of money."""
        if not (isinstance(first, Value) and isinstance(second, Value)) or first.value is None or second.value is None:
            return False
        one, other = in_yuan(first.value, first.unit), in_yuan(second.value, second.unit)
        return first.value == second.value if one is None or other is None else one == other

    def row(self, budget: Node, item: str) -> Node:
        """Return the first row of a budget table with a code such as `total`, or an absent one."""
        rows: Sequence[Node] = budget.rows if budget else ()
        for node in rows:
            if node.item == item:
                return node
        return Node(self._scope, f"{budget.origin}.rows[]")

    @staticmethod
    def trend(change: object, growth: object) -> str:
        """Return how an amount moved against the year before: 较上年增加27.32万元、增长16.6%.

        An increase that the report calls a fall at once is told as printed, and said to be doubtful.
        """
        moves = [
            "与上年持平" if value.value == 0 else f"{verbs[value.value < 0]}{value.unsigned}"
            for value, verbs in ((change, ("增加", "减少")), (growth, ("增长", "下降")))
            if isinstance(value, Value) and value.value is not None
        ]
        same = moves and moves[0] == "与上年持平"
        signs = {v.value > 0 for v in (change, growth) if isinstance(v, Value) and v.value}
        doubt = "（增减额与增减率方向相反，待核实）" if len(signs) > 1 else ""
        return "与上年持平" if same else "较上年" + "、".join(moves) + doubt if moves else ""

    def table(self, nodes: Sequence[Node], columns: Sequence[tuple[str, str]]) -> str:
        """Return a table of rows: (header, field) a column; columns without any value are left out.

        A column whose figures share one unit has it in its header, e.g. 全年预算数（万元）, and bare numbers. A field
        may lie deeper (`score.total`) or in a row of the budget table (`budget[total].executed`).
        """
        grid = [[self._cell(node, name) for _, name in columns] for node in nodes]
        kept = [index for index in range(len(columns)) if any(row[index] is not None for row in grid)]
        units = {index: _unit(row[index] for row in grid) for index in kept}
        head = [columns[i][0] + (f"（{units[i]}）" if units[i] else "") for i in kept]
        body = [[_written(row[i], bare=bool(units[i])) for i in kept] for row in grid]
        for node, cells in zip(nodes, body, strict=True):
            if kept and columns[kept[0]][1] == "label" and not cells[0] and node.item == "total":
                cells[0] = "合计"  # a narrative has no label for its total
        return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, *body])

    @staticmethod
    def form(pairs: Sequence[tuple[str, object]]) -> str:
        """Return a table of two columns: what a form asks, and the answer or （待补充）."""
        rows = [("项目", "内容"), *((name, str(value or "（待补充）")) for name, value in pairs)]
        return "\n".join(f"| {name} | {value} |" for name, value in rows)

    def _cell(self, node: Node, name: str) -> Value | None:
        match = _IN_BUDGET.fullmatch(name)
        value: Any = self.row(node.budget, match[1]) if match else node
        for step in (match[2] if match else name).split("."):
            value = getattr(value, step)
        return value if isinstance(value, Value) else None


def _unit(values: Any) -> str:
    """Return the one unit of a column of figures; empty when there is none or more than one."""
    present = [value for value in values if value is not None]
    units = {value.unit if value.is_figure else "" for value in present if not (not value.is_figure and value.none)}
    return units.pop() if len(units) == 1 else ""


def _written(value: Value | None, *, bare: bool) -> str:
    if value is None:
        return ""
    return str(value.bare if bare else value)


def cited_message(check: str, subject: str, message: str) -> str:
    """Return the sentence of a finding with its origin."""
    return mark(message, "=" + computed.call("finding", check, subject))
