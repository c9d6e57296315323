"""Structural hypotheses about where figures stand: labels or rows that slipped, cells and rows exchanged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from extractor.arithmetic.cells import Candidate
from extractor.arithmetic.compare import Number
from extractor.arithmetic.facts import Facts
from extractor.arithmetic.hypotheses import LABEL
from extractor.arithmetic.identities import identities
from extractor.arithmetic.identity import HOLDS, Identity, Lookup, computed, number, status
from extractor.arithmetic.network import Graph
from extractor.records import paths
from extractor.records.finding import Status
from extractor.records.report import Report

SHIFT = Decimal(1)
FARTHEST = 2
"""Rows by which labels slip; further ones are not seen, and hold by chance."""

_NEAR = 12
_LONG = 40
"""Rows between two that are exchanged, at most; of a table with more rows only neighbours are looked at."""

_TESTED = 6
"""A slipped table needs so many sums, rates and equalities to be believed: three of four may hold by chance."""

_TESTED_TO_BLANKS = 3
"""Fewer will do where as many rows stand blank at the end of the table as its figures slipped by."""

_TESTED_IN_ROW = 1
_EXPLAINED = 2
_PAIR = 2
_EFFORT = 20_000
"""Identities that are drawn up for moved figures in one report: a budget, not a clock."""

_CELL = re.compile(r"(.*(?:budget|three_public|base_data)\.rows)\[(\d+)\]\.(\w+)$")
MONEY_COLUMNS = {
    "budget": ("initial", "adjusted", "executed"),
    "three_public": ("previous", "budget", "final"),
    "base_data": ("previous_final", "current_budget", "current_final"),
}
COMPUTED_COLUMNS = {
    "budget": ("weight", "rate", "score"),
    "three_public": ("change_from_previous", "growth"),
    "base_data": (),
}
"""Columns of the tables of amounts by table: the amounts as printed, and what is worked out from them or given."""

Moves = dict[str, Number | None]


class _Table(NamedTuple):
    """A table by its path; `rows` of the paper, blank ones too; `columns` of money, `computed` others."""

    path: str
    rows: range
    columns: tuple[str, ...]
    computed: tuple[str, ...]

    def cell(self, row: int, column: str) -> str:
        """Return the path of a cell."""
        return f"{self.path}[{row}].{column}"


def shift_candidates(graph: Graph, report: Report) -> Iterator[Candidate]:
    """Yield that the labels of a table stand some rows off their figures, or the amounts of a row one cell off.

    What moves out of the table was lost on the way; what moves in is blank. Identities are drawn up anew: a blank cell
    takes part in none. Nothing that is tested may fail afterwards, and far more must hold than as printed.
    """
    left = _EFFORT // max(len(graph.related), 1)
    for moves, tested in _slips(graph, report):
        if moves and left > 0:
            left -= 1
            yield from _believed(graph, report, moves, tested)


def _slips(graph: Graph, report: Report) -> Iterator[tuple[Moves, int]]:
    """Yield the moves of the rows of each disputed table, then those of each disputed row, and what must hold then.

    The cell that a row leaves behind is blank, or stays: what fell out was then the same amount.
    """
    for table in _tables(graph.known, report):
        wrong = [one for one in graph.violated if any(path.startswith(f"{table.path}[") for path in one.paths)]
        for by in (by for by in range(-FARTHEST, FARTHEST + 1) if by and len(wrong) >= _EXPLAINED):
            yield _rows_moved(graph.known, table, by), _TESTED_TO_BLANKS if _leaves(graph.known, table, by) else _TESTED
        cells = (cell for one in wrong for path in one.paths if (cell := _CELL.match(path)))
        for row in sorted({int(cell[2]) for cell in cells if cell[1] == table.path}):
            for by in (-1, 1):
                moved = _cells_moved(graph.known, table, row, by)
                yield moved, _TESTED_IN_ROW
                yield {path: one for path, one in moved.items() if one is not None}, _TESTED_IN_ROW


def swap_candidates(graph: Graph, report: Report) -> Iterator[Candidate]:
    """Yield that two cells of a column, two neighbours in a row, or two whole rows of a table are exchanged."""
    for table in _tables(graph.known, report):
        for first, second in dict.fromkeys(_exchanges(graph, table)):
            changes: Moves = {}
            for one, other in zip((*first, *second), (*second, *first), strict=True):
                changes[one] = graph.known[other]
            explained = graph.explained(changes)
            if explained and graph.mends(changes):
                settled = len(graph.settled(changes))
                rough = len(changes) > _PAIR and (len(explained) < _EXPLAINED or _has_blank_row(graph.known, table))
                yield Candidate("swap", tuple(sorted(changes.items())), explained, LABEL, settled=settled, rough=rough)


def _tables(known: Facts, report: Report) -> Iterator[_Table]:
    columns: dict[str, set[str]] = defaultdict(set)
    for path in known:
        if (cell := _CELL.match(path)) is not None:
            columns[cell[1]].add(cell[3])
    for path, present in columns.items():
        name = path.removesuffix(".rows").rpartition(".")[2]
        money = tuple(one for one in MONEY_COLUMNS[name] if one in present)
        computed = tuple(one for one in COMPUTED_COLUMNS[name] if one in present)
        if money:
            yield _Table(path, range(len(paths.get(report, path))), money, computed)


def _rows_moved(known: Facts, table: _Table, by: int) -> Moves:
    """Return the figures of every row as those of the row so many above."""
    lines = ([table.cell(row, column) for row in table.rows] for column in (*table.columns, *table.computed))
    return _moved(known, lines, by)


def _cells_moved(known: Facts, table: _Table, row: int, by: int) -> Moves:
    return _moved(known, [[table.cell(row, column) for column in table.columns]], by)


def _moved(known: Facts, lines: Iterable[list[str]], by: int) -> Moves:
    moves: Moves = {}
    for line in lines:
        for index, path in enumerate(line):
            source = line[index - by] if 0 <= index - by < len(line) else ""
            if known.get(source) != known.get(path):
                moves[path] = known.get(source)
    return moves


def _believed(graph: Graph, report: Report, moves: Moves, tested: int) -> Iterator[Candidate]:
    after = graph.after(moves)
    touched = graph.touched(moves)
    explained = frozenset(one for one in touched if graph.before[one] == "fail" and status(one, after) != "fail")
    if not explained or any(status(one, after) == "fail" for one in touched):
        return
    held = [one for one in touched if graph.before[one] in HOLDS and _says_something(one, graph.known.get)]
    agreed = [one for one in held if graph.before[one] == "pass"]
    if tested == _TESTED_IN_ROW and any(status(one, after) not in HOLDS for one in agreed):
        return
    outcomes = _drawn_up_anew(graph, report, moves)
    gained = {one for one in outcomes if outcomes[one] in HOLDS and graph.before.get(one) not in HOLDS}
    holding = sum(outcome in HOLDS for outcome in outcomes.values())
    far_more = holding >= tested and holding > len(held) and len(gained | explained) >= _EXPLAINED
    sharp = any(outcomes[one] == "pass" or _differs_by_tails(one, after) for one in gained)
    if sharp and far_more and "fail" not in outcomes.values():
        cost = SHIFT if tested > _TESTED_IN_ROW or None in moves.values() else LABEL
        yield Candidate("shift", tuple(sorted(moves.items())), explained, cost, settled=len(gained))


def _drawn_up_anew(graph: Graph, report: Report, moves: Moves) -> dict[Identity, Status]:
    """Return how the identities of a report stand after a move, those that the moved figures take part in."""
    known = {path: one for path, one in {**graph.known, **moves}.items() if one is not None}
    again = (one for one in identities(report, known) if any(path in moves for path in one.paths))
    return {one: status(one, known.get) for one in again if _says_something(one, known.get)}


def _says_something(identity: Identity, known: Lookup) -> bool:
    """Whether an identity can prove anything: an inequality and 0 = 0 cannot."""
    result = number(known, identity.result)
    return identity.form != "limit" and result is not None and bool(result.value)


def _differs_by_tails(identity: Identity, known: Lookup) -> bool:
    """Whether a sum misses its total by no more than the last digits of its parts; 11 万元 beside 11.97 by far more."""
    numbers = [one for path in (identity.result, *identity.terms) if (one := number(known, path)) is not None]
    result, value = number(known, identity.result), computed(identity, known)
    if identity.form != "sum" or result is None or value is None:
        return False
    return abs(result.value - value) <= len(numbers) * min(one.step for one in numbers)


def _has_blank_row(known: Facts, table: _Table) -> bool:
    """Whether a row stands empty: its figures may have slipped, and two rows only seem to be exchanged."""
    return any(_is_blank(known, table, row) for row in table.rows)


def _leaves(known: Facts, table: _Table, by: int) -> bool:
    """Whether the rows that a move fills, and only these, stand blank: figures that slipped left them so."""
    filled = table.rows[-by:] if by > 0 else table.rows[:-by]
    return [row for row in table.rows if _is_blank(known, table, row)] == list(filled)


def _is_blank(known: Facts, table: _Table, row: int) -> bool:
    return not any(table.cell(row, column) in known for column in table.columns)


def _exchanges(graph: Graph, table: _Table) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield pairs of cells, or of rows as their amounts, that differ; one of each pair is disputed."""
    known, rows = graph.known, table.rows
    disputed = [row for row in rows if any(table.cell(row, column) in graph.suspects for column in table.columns)]
    for row in disputed:
        cells = [(table.cell(row, column),) for column in table.columns]
        yield from _differing(known, pairwise(cells))
        near = _NEAR if len(rows) <= _LONG else 1
        for other in rows[max(row - near, 0) : row + near + 1]:
            if other == row or (other < row and other in disputed):
                continue
            pairs = [((table.cell(row, column),), (table.cell(other, column),)) for column in table.columns]
            yield from _differing(known, pairs)
            both = [column for column in table.columns if table.cell(row, column) in known
                    and table.cell(other, column) in known]  # fmt: skip
            whole = tuple(table.cell(row, one) for one in both), tuple(table.cell(other, one) for one in both)
            yield from _differing(known, [whole] if len(both) > 1 else [])


def _differing(
    known: Facts, pairs: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for one, other in pairs:
        printed = all(path in known for path in (*one, *other))
        if printed and any(known[a].value != known[b].value for a, b in zip(one, other, strict=True)):
            yield one, other
