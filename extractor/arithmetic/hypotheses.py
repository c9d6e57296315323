"""Structural hypotheses: one cause for many violations.

A table under the wrong unit; a figure of the whole under the label of a part; two cells or two rows exchanged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

from extractor.arithmetic import compare
from extractor.arithmetic.cells import UNIT, Candidate, Graph
from extractor.arithmetic.compare import Number
from extractor.arithmetic.facts import Facts, rescaled
from extractor.arithmetic.identity import HOLDS, Identity, number, status
from extractor.arithmetic.parts import COLUMNS
from extractor.records.quantity import MONEY_IN_YUAN

LABEL = Decimal("1.2")
_CELL = re.compile(r"(.*budget\.rows)\[(\d+)\]\.(\w+)$")
_UNITS = (("万元", "元"), ("元", "万元"))
_TABLE = re.compile(r"(?:projects\[\d+\]\.)?(?:base_data|three_public|budget|spending|income)(?=\.)")
LARGE = Decimal(10) ** 5
"""An amount of this many 万元 is 10 亿元: more than the whole budget of a unit that files such a report."""

_TOTALS = ("spending.total", "spending.adjusted_budget", "income.total")


def table_of(path: str) -> str:
    """Return the table or narrative section that a field belongs to: base_data, projects[0].budget."""
    found = _TABLE.match(path)
    return found[0] if found else ""


def unit_candidates(known: Facts, related: list[Identity]) -> Iterator[Candidate]:
    """Yield, per table, that its amounts stand under a unit 10 000 times too large or too small.

    It must make equalities with other tables true that are not, and may break none that is.
    """
    for table in sorted({name for path in known if (name := table_of(path))}):
        crossing = [one for one in related if one.form in {"sum", "equal"} and _crosses(one, table, known)]
        for old, new in _UNITS:
            changes = _other_unit(known, table, old, new)
            if len(changes) > 1:
                yield from _unit_candidate(known, crossing, changes)


def suspicious_size(known: Facts, table: str) -> list[str]:
    """Return the amounts of a table that are implausible in 万元 beside a budget that is not that large."""
    budget = _budget(known)
    if budget is None or budget >= LARGE * MONEY_IN_YUAN["万元"]:
        return []
    inside = {path: one for path, one in known.items() if table_of(path) == table and one.unit == "万元"}
    return [path for path, one in inside.items() if one.printed >= LARGE and one.value > budget]


def _budget(known: Facts) -> Decimal | None:
    """Return the largest amount that a form says was spent, else the largest total of the narrative, in 元."""
    spent = [one.value for path, one in known.items() if path.endswith("executed") and one.kind == "money"]
    told = [known[path].value for path in _TOTALS if path in known]
    return max(spent or told, default=None)


def label_candidates(graph: Graph) -> Iterator[Candidate]:
    """Yield that figures which contradict a part of a whole are really the whole itself.

    Such a figure equals, to the last digit, what the form prints for the whole; every violation in which it stands for
    the part is then explained, and what else it takes part in keeps holding.
    """
    wrong = [one for one in graph.violated if one.form == "equal" and one.whole and _is_whole(graph, one)]
    for group in _about_one_part(wrong):
        figures = {one.result: graph.known[one.result] for one in group}
        explained = frozenset(one for one in graph.violated if _stands_for_part(one, figures))
        if len(explained) > 1:
            yield Candidate("label", tuple(sorted(figures.items())), explained, LABEL)


def swap_candidates(graph: Graph) -> Iterator[Candidate]:
    """Yield that two cells of a column, two neighbours in a row, or two whole rows of a budget table are exchanged."""
    involved = {path for one in graph.violated for path in one.paths}
    for first, second in _exchanges(graph.known):
        if not involved & {*first, *second}:
            continue
        changes = {}
        for one, other in zip((*first, *second), (*second, *first), strict=True):
            changes[one] = graph.known[other]
        explained = graph.explained(changes)
        if explained and not graph.broken(changes):
            yield Candidate("swap", tuple(sorted(changes.items())), explained, LABEL)


def _exchanges(known: Facts) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield pairs of cells, or of rows as their amounts, that stand beside or below each other and differ."""
    tables: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for path in known:
        if (cell := _CELL.match(path)) is not None:
            tables[cell[1]][cell[2]][cell[3]] = path
    for rows in tables.values():
        for row in rows.values():
            yield from _differing(known, pairwise([(row[column],) for column in COLUMNS if column in row]))
        for one, other in combinations(rows.values(), 2):
            shared = [column for column in COLUMNS if column in one and column in other]
            yield from _differing(known, (((one[column],), (other[column],)) for column in shared))
            whole = tuple(one[column] for column in shared), tuple(other[column] for column in shared)
            yield from _differing(known, [whole] if len(shared) > 1 else [])


def _differing(known: Facts, pairs: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> Iterator[Any]:
    return (pair for pair in pairs if any(known[a].value != known[b].value for a, b in zip(*pair, strict=True)))


def _about_one_part(wrong: list[Identity]) -> list[list[Identity]]:
    """Group equalities that contradict the same part of the form, or are contradicted by the same figure."""
    groups: list[list[Identity]] = []
    for identity in wrong:
        near = [group for group in groups if any({*identity.paths} & {*one.paths} for one in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(one for group in near for one in group), identity])
    return groups


def _stands_for_part(identity: Identity, figures: Mapping[str, Number]) -> bool:
    """Whether some figures take part in an identity as a part of the whole, not as what others add up to."""
    if identity.form == "equal":
        return identity.result in figures
    return identity.form == "sum" and any(path in figures for path in identity.terms)


def _is_whole(graph: Graph, identity: Identity) -> bool:
    one, whole = graph.known.get(identity.result), graph.known.get(identity.whole or "")
    return one is not None and whole is not None and bool(one.value) and compare.equal(one, whole) == "pass"


def _unit_candidate(known: Facts, crossing: list[Identity], changes: dict[str, Number]) -> Iterator[Candidate]:
    changed = {**known, **changes}
    explained = []
    for identity in crossing:
        before, after = status(identity, known.get) in HOLDS, status(identity, changed.get) in HOLDS
        if before and not after:
            return
        if after and not before:
            explained.append(identity)
    if explained:
        yield Candidate("unit", tuple(sorted(changes.items())), frozenset(explained), UNIT)


def _other_unit(known: Facts, table: str, old: str, new: str) -> dict[str, Number]:
    inside = {path: one for path, one in known.items() if table_of(path) == table and one.unit == old}
    return {path: rescaled(one, new) for path, one in inside.items()}


def _crosses(identity: Identity, table: str, known: Facts) -> bool:
    """Whether an identity compares this table with another, and not zeros."""
    sides = {table_of(path) == table for path in identity.paths if path in known}
    result = number(known.get, identity.result)
    return len(sides) > 1 and result is not None and bool(result.value)
