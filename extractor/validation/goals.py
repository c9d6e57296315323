"""Amounts that the goals of a form name beside those of its budget table, for rule A10."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.arithmetic.compare import Number
from extractor.arithmetic.facts import make_number
from extractor.arithmetic.hypotheses import LARGE
from extractor.arithmetic.parts import COLUMNS, Part, parts
from extractor.records import paths
from extractor.records.finding import Change, Repair
from extractor.records.quantity import find_quantities
from extractor.validation.rule import Case, Said
from extractor.validation.words import amount, name, with_unit

_TEN_THOUSAND = Decimal(10) ** 4
_TOLERANCE = Decimal("0.005")
_UNITS_OF_BUDGETS = frozenset({"万元", "亿元"})
"""A text that counts in 元 may mean a price."""

_EACH = re.compile(r"(?:每|人均|户均|亩均|均|标准|单价)[^，。；、]{0,6}$")
_TRADITIONAL = str.maketrans("萬億", "万亿")


def differ_by_ten_thousand(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts other than zero differ by that factor within half a per cent."""
    return any(abs(one / other / power - 1) <= _TOLERANCE for power in (_TEN_THOUSAND, 1 / _TEN_THOUSAND))


def against_goals(case: Case, table: str) -> Said | None:
    """Say that a budget table stands under the wrong unit: the goals of its form name the same digits, 10⁴ apart.

    Only where the size is implausible too: 10 亿元 and more, or less than 一万元.
    """
    part = next((part for part in parts(case.report) if f"{part.prefix}budget" == table), None)
    if part is None:
        return None
    for cell in _totals(case, part):
        one, other = case.known[cell], _OTHER_UNIT.get(case.known[cell].unit)
        for path, told in _told(case, part):
            if other is not None and _is_implausible(one) and differ_by_ten_thousand(one.value, told.value):
                return _said(case, (table, other), (cell, path), told)
    return None


_OTHER_UNIT = {"万元": "元", "元": "万元"}


def _said(case: Case, change: tuple[str, str], sides: tuple[str, str], told: Number) -> Said:
    (table, new), (cell, path) = change, sides
    one = case.known[cell]
    words = with_unit(format(told.printed, "f"), told)
    message = (
        f"{name(case.report, cell)} {amount(case.known, cell)}与{paths.title(path)}所说的 {words}相差一万倍，"
        f"{paths.title(table)}的金额单位应为{new}"
    )
    repair = Repair(
        kind="unit", verdict="unique", changes=(Change(path=table, old=one.unit, new=new),), explains=("A10",),
        message=f"表内金额单位“{one.unit}”应为“{new}”，改后与他处一致",
    )  # fmt: skip
    computation = f"{one.printed}{one.unit}≠{told.printed}{told.unit}"
    rows = tuple(other for other in case.known if other.startswith(f"{table}.") and case.known[other].kind == "money")
    return Said("fail", table, message, computation, (cell, path, *(row for row in rows if row != cell)), repair=repair)


def _totals(case: Case, part: Part) -> Iterator[str]:
    cells = (part.cell("total", column) for column in COLUMNS)
    return (cell for cell in cells if cell is not None and cell in case.known and case.known[cell].value)


def _told(case: Case, part: Part) -> Iterator[tuple[str, Number]]:
    """Yield the amounts that the goals of a form name, without those per head."""
    for path in (f"{part.prefix}goals.expected", f"{part.prefix}goals.actual"):
        text = getattr(paths.get(case.report, path), "text", "").translate(_TRADITIONAL)
        for found in find_quantities(text):
            if found.unit in _UNITS_OF_BUDGETS and found.value and not _EACH.search(text[: found.start]):
                yield path, make_number(path, found.text, found.value, found.unit)


def _is_implausible(one: Number) -> bool:
    return one.printed >= LARGE if one.unit == "万元" else one.value < _TEN_THOUSAND
