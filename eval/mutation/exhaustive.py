"""A slow search for all single repairs of a report: every cell that a rule derives, every structure tried.

It shares only the evaluation of identities with the search that it judges. A repair counts when it leaves no
contradiction in the report, those of the identities that follow from the changed figures included. Costs are those of
the rules for error localisation: a slip of structure or unit 1, an exchange 1.2, a computed figure 1, any other figure
2, what the plan sets 3; half for a slip of the fingers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import combinations, pairwise
from typing import NamedTuple

from extractor.arithmetic.compare import HUNDRED, Number
from extractor.arithmetic.facts import Facts, facts, rescaled
from extractor.arithmetic.identities import identities
from extractor.arithmetic.identity import HOLDS, Identity, computed, number, status
from extractor.eval.mutation.tables import Table, tables
from extractor.records.quantity import is_money
from extractor.records.report import Report

Change = Mapping[str, Number | None]

MARGIN = Decimal("0.5")
_STRUCTURE, _EXCHANGE, _COMPUTED, _OTHER, _PLANNED = map(Decimal, ("1", "1.2", "1", "2", "3"))
_RESULT = re.compile(r"(?:rate|growth|share|completion|score|score\.total)$|\.shares\.\w+$")
_PLAN = re.compile(r"(?:weight|target)$")
_FACT = re.compile(r"indicators\[\d+\]\.(?:target|actual)$")
_TURNED = {"元": "万元", "万元": "元"}
_ROUNDED = frozenset({"ratio", "product", "indicator"})
_FARTHEST = 2
"""Rows by which the labels of a table may have slipped."""


class Found(NamedTuple):
    """A repair that leaves no contradiction."""

    change: dict[str, Number | None]
    cost: Decimal


def cheapest(report: Report) -> list[Found]:
    """Return the repairs within the margin of the cheapest one; empty when no single repair mends everything."""
    known = facts(report)
    related = identities(report, known)
    wrong = [one for one in related if status(one, known.get) == "fail"]
    if not wrong:
        return []
    found: dict[tuple[tuple[str, Decimal | None], ...], Found] = {}
    for change, cost in (*_cells(known, related, wrong), *_structures(report, known)):
        key = tuple(sorted((path, None if new is None else new.value) for path, new in change.items()))
        if (key not in found or cost < found[key].cost) and _mends(report, known, change, (related, wrong)):
            found[key] = Found(dict(change), cost)
    best = min((one.cost for one in found.values()), default=Decimal(0))
    return [one for one in found.values() if one.cost <= best + MARGIN]


def _mends(report: Report, known: Facts, change: Change, rules: tuple[list[Identity], list[Identity]]) -> bool:
    """Whether nothing fails after a change, of the rules that it brings too, and more holds than before.

    (A table moved out of sight contradicts nothing.)
    """
    related, wrong = rules

    def after(path: str) -> Number | None:
        return change[path] if path in change else known.get(path)

    if any(status(one, after) == "fail" for one in wrong):
        return False
    touched = [one for one in related if any(path in change for path in (*one.paths, *one.instead))]
    if any(status(one, after) == "fail" for one in touched):
        return False
    changed = {path: new for path in {**known, **change} if (new := after(path)) is not None}
    outcomes = [status(one, changed.get) for one in identities(report, changed) if one.form != "limit"]
    before = sum(status(one, known.get) in HOLDS for one in related if one.form != "limit")
    return "fail" not in outcomes and sum(outcome in HOLDS for outcome in outcomes) > before


def _cells(known: Facts, related: list[Identity], wrong: list[Identity]) -> Iterator[tuple[Change, Decimal]]:
    """Yield every change of one figure of a wrong rule to what a rule derives for it, or to the other unit."""
    sums = {one.result for one in related if one.form == "sum"}
    suspects = dict.fromkeys(path for one in wrong for path in (*one.paths, *one.instead) if path in known)
    for path in suspects:
        old = known[path]
        values = {new for one in related if path in one.paths for new in _derived(one, path, known)}
        for value in sorted(values - {old.value}):
            new = _reprinted(old, value)
            if new is not None and value >= 0:
                yield {path: new}, _cost(path, old, new, computed_figure=path in sums)
        if old.unit in _TURNED and not _FACT.search(path):
            yield {path: rescaled(old, _TURNED[old.unit])}, _STRUCTURE


def _derived(identity: Identity, path: str, known: Facts) -> Iterator[Decimal]:
    """Yield the values, rounded and cut, that an identity gives one of its figures.

    A rounded rate or score fits several figures: those beside the computed one are tried too, to see whether it does.
    """
    old, result = known[path], number(known.get, identity.result)
    exact = computed(identity, known.get) if path == identity.result else _term(identity, path, known, result)
    if exact is None:
        return
    shown = (one for other in identity.paths if (one := known.get(other)) is not None and one.kind == old.kind)
    finest = min((one.step for one in shown), default=old.step)
    beside = (-1, 0, 1) if identity.form in _ROUNDED else (0,)
    for step in {min(finest, old.step), old.step}:
        for mode in (ROUND_HALF_UP, ROUND_DOWN):
            nearest = (exact / step).quantize(Decimal(1), mode)
            yield from ((nearest + by) * step for by in beside)


def _term(identity: Identity, path: str, known: Facts, result: Number | None) -> Decimal | None:
    if result is None or path not in identity.terms:
        return None
    terms = [number(known.get, term) for term in identity.terms]
    at = identity.terms.index(path)
    if identity.form in {"sum", "equal"}:
        rest = sum((one.value for index, one in enumerate(terms) if one is not None and index != at), Decimal(0))
        return result.value - rest
    if identity.form == "ratio" and all(terms):
        part, whole = (one.value for one in terms if one is not None)
        return result.value * whole / HUNDRED if at == 0 else part * HUNDRED / result.value if result.value else None
    weight = terms[0].value if terms[0] is not None else Decimal(0)
    if identity.form == "product" and at == 1 and weight:
        return result.value / weight * HUNDRED
    if identity.form == "indicator" and at == len(terms) - 1 and 0 < result.value < weight and terms[1] is not None:
        return result.value / weight * terms[1].value
    return None


def _structures(report: Report, known: Facts) -> Iterator[tuple[Change, Decimal]]:
    for table in tables(report):
        yield from _units(table, known)
        yield from _shifts(table, known)
        yield from ((change, _EXCHANGE) for change in _exchanges(table, known))


def _units(table: Table, known: Facts) -> Iterator[tuple[Change, Decimal]]:
    """Yield the other unit for a whole table and for each of its columns."""
    cells = [path for row in table.rows for path in row.values()]
    columns = [[row[name] for row in table.rows] for name in table.rows[0]]
    for group in (cells, *columns):
        turned = {path: known[path] for path in group if path in known and is_money(known[path].unit)}
        change = {path: rescaled(one, _TURNED[one.unit]) for path, one in turned.items() if one.unit in _TURNED}
        if len(change) > 1:
            yield change, _STRUCTURE


def _shifts(table: Table, known: Facts) -> Iterator[tuple[Change, Decimal]]:
    """Yield the rows of a table moved up or down, and the cells of one row moved left or right."""
    for by in (by for by in range(-_FARTHEST, _FARTHEST + 1) if by):
        yield _moved([[row[name] for row in table.whole] for name in table.whole[0]], by, known), _STRUCTURE
    for row in table.rows:
        for by in (-1, 1):
            yield _moved([list(row.values())], by, known), _STRUCTURE


def _moved(lines: Iterable[list[str]], by: int, known: Facts) -> Change:
    change: dict[str, Number | None] = {}
    for line in lines:
        for index, path in enumerate(line):
            source = line[index - by] if 0 <= index - by < len(line) else None
            change[path] = known.get(source) if source is not None else None
    return {path: new for path, new in change.items() if new != known.get(path)}


def _exchanges(table: Table, known: Facts) -> Iterator[Change]:
    """Yield two neighbours of a row, two cells of a column, or two whole rows exchanged."""
    pairs: list[tuple[list[str], list[str]]] = [([a], [b]) for row in table.rows for a, b in pairwise(row.values())]
    for one, other in combinations(table.rows, 2):
        pairs += [([one[name]], [other[name]]) for name in one]
        pairs.append((list(one.values()), list(other.values())))
    for first, second in pairs:
        change = {a: known.get(b) for one, other in ((first, second), (second, first))
                  for a, b in zip(one, other, strict=True)}  # fmt: skip
        if any(new != known.get(path) for path, new in change.items()):
            yield change


def _cost(path: str, old: Number, new: Number, *, computed_figure: bool) -> Decimal:
    cost = _PLANNED if _PLAN.search(path) else _COMPUTED if computed_figure or _RESULT.search(path) else _OTHER
    return cost / 2 if _is_slip(format(old.printed, "f"), format(new.printed, "f")) else cost


def _is_slip(old: str, new: str) -> bool:
    """Whether one edit makes a number the other: a digit replaced, added or left out, two exchanged, a point moved."""
    one, other = old.rstrip("0").rstrip(".") if "." in old else old, new.rstrip("0").rstrip(".") if "." in new else new
    if one.replace(".", "").strip("0") == other.replace(".", "").strip("0"):
        return True
    edits = {one[:i] + digit + one[i + 1 :] for i in range(len(one)) for digit in ("", *"0123456789")}
    edits |= {one[:i] + one[i + 1] + one[i] + one[i + 2 :] for i in range(len(one) - 1)}
    return other in edits or one in {other[:i] + other[i + 1 :] for i in range(len(other))}


def _reprinted(old: Number, value: Decimal) -> Number | None:
    printed = value * old.printed_unit
    decimals = max(old.decimals, -int(printed.normalize().as_tuple().exponent))
    step = old.step.scaleb(old.decimals - decimals)
    return old._replace(value=value, printed=printed, step=step, decimals=decimals)
