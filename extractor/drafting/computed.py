"""The documented computations of a draft: what may be said that is not printed.

A computation is a text such as `share(spending.basic.wages, spending.basic.total)`; it stands in the
citation, and the lock evaluates it again. Operands are fields; units must agree.

    share(part, whole)   part ÷ whole × 100, %            rate(executed, budget)   the same, for 执行率 and 控制率
    growth(new, old)     (new − old) ÷ old × 100, %       difference(a, b)         a − b, in their unit
    total(a, b, …)       the sum, in their unit           count(a, b, …)           how many rows there are
    and what the checks say: see `said`. A count has the counting word of what is counted: 3项, 2个

Percentages are rounded half up to two decimals. 人, 名, 个 and 位 count as one unit, as in 编制10个、在职10名.
`growth` and `difference` are written without sign: the verb before them tells the direction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from extractor.drafting import said
from extractor.records.finding import Findings
from extractor.records.paths import get
from extractor.records.report import Figure, Measure, Report

_CALL = re.compile(r"(\w+)\((.*)\)")
_OF_TWO = frozenset({"share", "rate", "growth", "difference"})
_HEADS = frozenset({"人", "名", "个", "位"})
_FALL = re.compile(r"(?:减少|调减|下降|降低)[^，。；、]{0,4}$")


def call(name: str, *operands: str) -> str:
    """Return the text of a computation."""
    return f"{name}({', '.join(operands)})"


def compute(name: str, values: Sequence[tuple[Decimal, str]]) -> tuple[Decimal, str] | None:
    """Return the result and unit of an arithmetic computation.

    None when there is no such computation, units differ, operands are missing, or the base is zero.
    """
    amounts = [amount for amount, _ in values]
    units = {"人" if unit in _HEADS else unit for _, unit in values}
    if len(units) != 1 or (name != "total" and (name not in _OF_TWO or len(amounts) != 2)):  # noqa: PLR2004
        return None
    if name == "total":
        return sum(amounts, Decimal(0)), units.pop()
    if name == "difference":
        return amounts[0] - amounts[1], units.pop()
    if amounts[1] <= 0:
        return None
    part = amounts[0] - amounts[1] if name == "growth" else amounts[0]
    return (part / amounts[1] * 100).quantize(Decimal("0.01"), ROUND_HALF_UP), "%"


def written(result: Decimal, unit: str) -> str:
    """Return a computed number with its unit, without sign and without closing zeros behind the point."""
    text = f"{abs(result):f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}{unit}"


def reproduces(computation: str, words: str, before: str, report: Report, findings: Findings) -> bool:
    """Whether a computation, done again, gives the words; `before` is the text in front of them."""
    match = _CALL.fullmatch(computation)
    if not match:
        return False
    name, operands = match[1], match[2].split(", ")
    if name in said.KINDS:
        return words in said.said(name, operands, report, findings)
    if name in said.COUNTS:
        return said.is_counted(words, said.counted(name, operands, report, findings), name)
    if name == "count":
        return said.is_counted(words, _count(operands, report), _counted_list(operands[0]))
    values = [operand_value(get(report, path)) for path in operands]
    result = compute(name, [value for value in values if value]) if all(values) else None
    if result is None or written(*result) != words:
        return False
    return name not in {"growth", "difference"} or (result[0] < 0) == falls(before)


def falls(before: str) -> bool:
    """Whether the words in front of a number tell of a fall: 减少, 下降, 调减."""
    return bool(_FALL.search(before))


def operand_value(value: object) -> tuple[Decimal, str] | None:
    """Return the amount and unit of a field, as corrected if it was; None when it holds no figure."""
    if not isinstance(value, Figure | Measure) or value.value is None:
        return None
    corrected = value.corrected
    if corrected and corrected.value is not None:
        return corrected.value, corrected.unit or value.unit or ""
    return value.value, value.unit or ""


def _counted_list(path: str) -> str:
    """Return the name of the list that a path lies in: `indicators` for `projects[0].indicators[3]`."""
    return re.sub(r"\[\d+\]$", "", path).rpartition(".")[2]


def _count(operands: Sequence[str], report: Report) -> int | None:
    """How many rows the operands name; a list stands for all its rows."""
    found = [get(report, path) for path in operands]
    if any(value is None for value in found):
        return None
    return len(found[0]) if len(found) == 1 and isinstance(found[0], tuple) else len(found)
