"""Structural hypotheses: one cause for many violations.

A table or column under the wrong unit; a figure of the whole under the label of a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from extractor.arithmetic import compare
from extractor.arithmetic.cells import UNIT, Candidate
from extractor.arithmetic.compare import Number
from extractor.arithmetic.facts import Facts, rescaled
from extractor.arithmetic.identity import HOLDS, Identity, number, status
from extractor.arithmetic.network import Graph
from extractor.arithmetic.parts import table_of
from extractor.records.quantity import MONEY_IN_YUAN

LABEL = Decimal("1.2")
_UNITS = (("万元", "元"), ("元", "万元"))
_ROW = re.compile(r"\.rows\[\d+\]\.\w+$")
LARGE = Decimal(10) ** 5
"""An amount of this many 万元 is 10 亿元: more than the whole budget of a unit that files such a report."""

_ROUND = 100
"""元 in the last two digits of 万元 with two decimals."""

_TOTALS = ("spending.total", "spending.adjusted_budget", "income.total")


def unit_candidates(graph: Graph) -> Iterator[Candidate]:
    """Yield, per table and per column, that its amounts stand under a unit 10 000 times too large or too small.

    It must make relations with other figures true that are not, and may break none that is. Where one of its cells
    alone does the same, the cell is wrong and not the table.
    """
    disputed = {table_of(path) for path in graph.suspects} - {""}
    for table in sorted(disputed):
        inside = [path for path in graph.known if table_of(path) == table]
        columns = sorted({path.rpartition(".")[2] for path in inside if _ROW.search(path)})
        groups = [[path for path in inside if path.endswith(f".{column}")] for column in columns]
        whole = list(_in_other_units(graph, inside))
        yield from whole or (one for group in groups for one in _in_other_units(graph, group))


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


def _in_other_units(graph: Graph, paths: list[str]) -> Iterator[Candidate]:
    for old, new in _UNITS:
        changes = {path: rescaled(graph.known[path], new) for path in paths if graph.known[path].unit == old}
        if len(changes) > 1:
            yield from _unit_candidate(graph, changes)


def _unit_candidate(graph: Graph, changes: dict[str, Number]) -> Iterator[Candidate]:
    typed = _are_typed_in_yuan([graph.known[path] for path in changes])
    crossing = [
        one
        for one in graph.touched(changes)
        if one.form != "limit" and (_crosses(one, changes, graph.known) or (typed and graph.before[one] == "fail"))
    ]
    after = graph.after(changes)
    explained = set()
    for identity in crossing:
        holds = status(identity, after) in HOLDS
        if graph.before[identity] in HOLDS and not holds:
            return
        if holds and graph.before[identity] not in HOLDS:
            explained.add(identity)
    large = len(suspicious_size(graph.known, table_of(next(iter(changes))))) > 1
    mended = len(explained) > 1 or any(graph.before[one] == "fail" for one in explained)
    if explained and (large or typed or (mended and not _by_one_cell(graph, explained))):
        yield Candidate("unit", tuple(sorted(changes.items())), frozenset(explained), UNIT)


def _are_typed_in_yuan(amounts: list[Number]) -> bool:
    """Whether amounts under 万元 are as large and as round as those in 元 would be: 57886500, 8068900.

    They were rounded in 万元, so that their sums miss by hundreds and hold to the last digit of 万元.
    """
    whole = all(one.unit == "万元" and not one.printed % _ROUND for one in amounts)
    return whole and max(one.printed for one in amounts) >= LARGE


def _by_one_cell(graph: Graph, explained: set[Identity]) -> bool:
    """Whether one cell under another unit explains the same and contradicts nothing."""
    for path in {path for one in explained for path in one.paths}:
        old = graph.known.get(path)
        for new in () if old is None else (rescaled(old, new) for unit, new in _UNITS if unit == old.unit):
            if explained <= graph.settled({path: new}) and graph.mends({path: new}):
                return True
    return False


def _crosses(identity: Identity, changes: Mapping[str, Number], known: Facts) -> bool:
    """Whether an identity binds changed figures to others, and not zeros."""
    sides = {path in changes for path in identity.paths if path in known}
    result = number(known.get, identity.result)
    return len(sides) > 1 and result is not None and bool(result.value)
