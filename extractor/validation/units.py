"""Amounts under a wrong unit of money: what rule A10 says, and what A09 therefore leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extractor.arithmetic.facts import Facts
from extractor.arithmetic.hypotheses import suspicious_size, table_of
from extractor.arithmetic.identity import HOLDS
from extractor.arithmetic.repair import Proposal
from extractor.records import paths
from extractor.records.quantity import is_money
from extractor.validation.goals import against_goals, differ_by_ten_thousand
from extractor.validation.rule import Case, Judged, Said
from extractor.validation.words import amount, name


def is_unit_slip(case: Case, one: Judged) -> bool:
    """Whether only another unit makes two sides equal: a repair says so, or they differ by a factor of 10 000."""
    return one.identity in case.wrong_units or _by_ten_thousand(one, case.known)


def _by_ten_thousand(one: Judged, known: Facts) -> bool:
    """Whether the sides differ by that factor within half a per cent."""
    result, verdict = known.get(one.verdict.read.result), one.verdict
    if result is None or result.kind != "money" or not result.printed or not verdict.computed:
        return False
    return differ_by_ten_thousand(verdict.computed, result.printed)


def unit_outcomes(case: Case) -> Iterator[Said]:
    """Say per table whether its unit of money can be true, and once whether units are mixed."""
    slips = defaultdict(list)
    for one in case.verdicts:
        if one.identity.check == "A09" and one.verdict.status not in HOLDS and is_unit_slip(case, one):
            slips[_table_at_fault(case, one)].append(one)
    wrong = []
    for table in sorted({table for path in case.known if (table := table_of(path))}):
        large = suspicious_size(case.known, table)
        cells = [made for made in _single_cells(case) if table_of(made.paths[0]) == table]
        if slips[table]:
            wrong.append(_confirmed(case, table, slips[table], large))
        elif cells:
            wrong += [_cell(case, made) for made in cells]
        elif goals := against_goals(case, table):
            wrong.append(goals)
        elif large:
            wrong.append(_implausible(case, table, large))
    yield from wrong
    yield from (one for one in _mixed(case) if not wrong or one.status == "hint")


def _single_cells(case: Case) -> list[Proposal]:
    """Return the repairs that give one amount another unit, where nothing else explains what fails."""
    units = (made for made in case.proposals if made.repair.kind == "unit" and made.repair.verdict == "unique")
    return [made for made in units if len(made.paths) == 1]


def _cell(case: Case, made: Proposal) -> Said:
    path, new = made.paths[0], made.repair.changes[0].new
    explained = [one for one in case.verdicts if one.identity in made.explains]
    sides = [path, *(other for one in explained for other in one.verdict.read.paths if other in case.known)]
    message = f"{name(case.report, path)} {amount(case.known, path)}的金额单位有误，按 {new} 计与相关各数相符"
    computations = "；".join(one.computation for one in explained)
    return Said("fail", path, message, computations, tuple(dict.fromkeys(sides)))


def _table_at_fault(case: Case, one: Judged) -> str:
    """Return the table whose unit a repair would change, else the one that holds the result."""
    changed = {change.path for made in case.proposals if made.repair.kind == "unit" for change in made.repair.changes}
    tables = [table_of(path) for path in one.verdict.read.paths]
    return next((table for table in tables if table in changed), tables[0])


def _confirmed(case: Case, table: str, slips: list[Judged], large: list[str]) -> Said:
    """Say that a table, or where a repair says so one cell of it, stands under the wrong unit."""
    slips = sorted(slips, key=lambda one: (one.identity.form, not _by_ten_thousand(one, case.known)))
    first = slips[0].verdict.read
    sides = [path for one in slips for path in one.verdict.read.paths if path in case.known]
    here = next(path for path in first.paths if table_of(path) == table)
    there = next((path for path in first.paths if table_of(path) != table), here)
    alone = any(made.paths[0] == here for made in _single_cells(case))
    message = (
        f"{name(case.report, here)} {amount(case.known, here)}与{name(case.report, there)} "
        f"{amount(case.known, there)}{_of_sum(slips[0])}相差一万倍，{'前者' if alone else _title(table)}的金额单位有误"
    )
    computations = "；".join(dict.fromkeys(one.computation for one in slips))
    return Said("fail", table, message, computations, tuple(dict.fromkeys([*sides, *large])))


def _of_sum(one: Judged) -> str:
    return "（其余各项合计后比较）" if one.identity.form == "sum" else ""


def _implausible(case: Case, table: str, large: list[str]) -> Said:
    message = (
        f"{name(case.report, large[0])}印为 {amount(case.known, large[0])}，"
        f"远大于全部预算，{_title(table)}的金额单位可能应为元"
    )
    return Said("fail", table, message, paths=tuple(large), severity="warning")


def _mixed(case: Case) -> Iterator[Said]:
    """Yield which units the amounts have; a price that an indicator counts in 元 mixes nothing."""
    amounts = {path: one for path, one in case.known.items() if is_money(one.unit)}
    money = {path: one for path, one in amounts.items() if "indicators[" not in path}
    units = sorted({one.unit for one in money.values()})
    firsts = tuple(next(path for path, one in money.items() if one.unit == unit) for unit in units)
    if len(units) > 1:
        yield Said("hint", firsts[0], f"报告中的金额同时使用{'、'.join(units)}作单位，核对时已换算", paths=firsts)
    elif units:
        yield Said("pass", firsts[0], f"金额单位都是{units[0]}", paths=firsts)


def _title(table: str) -> str:
    return paths.title(table)
