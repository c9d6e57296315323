"""Shares: which amount is how many per cent of which other (占比), and whether they make 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from extractor.arithmetic.facts import Facts
from extractor.arithmetic.identity import HOLDS, Identity, in_one_column, status
from extractor.arithmetic.parts import Part, column_of
from extractor.records import paths
from extractor.records.report import Report

_BASIC = ("wages", "goods_services", "individuals_families", "other"), ("personnel", "public")
_WHOLE = "=100%"

_INCOME = "income.total"
_TOTAL = re.compile(r"总支出|(?:支出|收入)(?:总额|合计|总计|总数|总量)|(?:全年|本年|年度|整体)支出|总收入")
_PART_OF_IT = re.compile(r"财政|拨款|公共|基金|专户|预算|经费|专项")
"""Words beside 支出 or 收入 that make it a part of all that was spent or received."""


def share_identities(report: Report, known: Facts, whole: Part) -> Iterator[Identity]:
    """Yield share = part / whole for every printed share, and Σ shares = 100 where the parts are all there are."""
    totals = _totals(whole)
    printed = sorted((path for path in known if _amount_of(path)), key=lambda path: _wholes(report, path, totals))
    for wholes, group in groupby(printed, key=lambda path: _wholes(report, path, totals)):
        shares = list(group)
        named = all(_names_the_total(_words(report, path)) for path in shares)
        claimed = named or (all(_inside(report, path) in known for path in shares) and _make_a_hundred(known, shares))
        yield from _group(known, shares, [path for path in wholes if path in known], claimed=claimed)
    for names in _BASIC:
        yield from _hundred(known, names)


def _make_a_hundred(known: Facts, shares: list[str]) -> bool:
    return len(shares) > 1 and status(Identity("A12", "sum", _WHOLE, tuple(shares)), known.get) in HOLDS


def _group(known: Facts, shares: list[str], wholes: list[str], *, claimed: bool) -> Iterator[Identity]:
    """Take the whole that explains most shares: the words that name it are rarely exact (占财政拨款支出的 …).

    Where a whole is `claimed` a share that fits no total of the paper is wrong: the words name all that was spent or
    received, or several shares make a hundred and what contains their amounts is printed.
    """
    column = column_of(known, shares, "percent")
    best: list[Identity] = []
    most = -1
    for whole in wholes:
        made = [Identity("A11", "ratio", path, (_amount_of(path), whole), column=column) for path in shares]
        holding = sum(status(one, known.get) in HOLDS for one in made)
        if holding > most:
            best, most = made, holding
    certain = most > 0 or len(wholes) == 1 or claimed
    for identity in in_one_column(best, known.get):
        yield identity._replace(binding=certain and identity.terms[0] != identity.terms[1])


def _hundred(known: Facts, names: tuple[str, ...]) -> Iterator[Identity]:
    """Σ占比 = 100, when the amounts of the same parts add up to the whole; other lists may be open."""
    amounts = tuple(f"spending.basic.{name}" for name in names)
    shares = tuple(f"spending.basic.shares.{name}" for name in names)
    present = tuple(path for path in shares if path in known)
    if len(present) > 1:
        closed = status(Identity("A06", "sum", "spending.basic.total", amounts), known.get) in HOLDS
        same = {path in known for path in shares} == {True} or len(present) == sum(path in known for path in amounts)
        yield Identity("A12", "sum", _WHOLE, present, binding=closed and same)


def _totals(whole: Part) -> tuple[str, ...]:
    cells = [whole.cell("total", "executed"), _INCOME, "income.fiscal", whole.cell("total", "adjusted")]
    return ("spending.total", *(cell for cell in cells if cell))


def _wholes(report: Report, path: str, totals: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a share may be a share of: by the words printed, else what contains the amount."""
    words = _words(report, path)
    if "基本" in words:
        return ("spending.basic.total",)
    if "项目" in words:
        return ("spending.project.total",)
    inside = _inside(report, path)
    if "三公" in words:
        return (inside,)
    if "收入" in words and _names_the_total(words) and paths.get(report, _INCOME) is not None:
        return (_INCOME,)
    return (*totals, inside) if words else (inside, *totals)


def _words(report: Report, path: str) -> str:
    """Return the words that say what a share is a share of; empty when none do."""
    named = paths.get(report, f"{path}_of")
    return named.text if named is not None else ""


def _names_the_total(words: str) -> bool:
    """Whether words name all that was spent or received, not a part of it (财政拨款支出)."""
    return bool(_TOTAL.search(words)) and not _PART_OF_IT.search(words)


def _inside(report: Report, path: str) -> str:
    """Return the field of what contains the amount of a share."""
    if "三公" in _words(report, path) or path.startswith("three_public"):
        return _three_public_total(report)
    return _container(path)


def _container(path: str) -> str:
    """Return the field of what contains an amount: 基本支出 for its kinds, 项目支出 for its items."""
    if path.startswith("spending.basic.shares.") and not path.endswith(".total"):
        return "spending.basic.total"
    if path.startswith("spending.project.items"):
        return "spending.project.total"
    return f"{path.partition('.')[0]}.total"


def _three_public_total(report: Report) -> str:
    rows = report.three_public.rows if report.three_public else ()
    index = next((index for index, row in enumerate(rows) if row.item == "total"), 0)
    return f"three_public.rows[{index}].final"


def _amount_of(path: str) -> str:
    """Return the path of the amount that a share belongs to; empty for other fields."""
    if ".shares." in path:
        return path.replace(".shares.", ".")
    if path.endswith("_share"):
        return path.removesuffix("_share")
    return path.removesuffix("share") + "total" if path.endswith(".share") else ""
