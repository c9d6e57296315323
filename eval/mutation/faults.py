"""One fault of each class in a consistent report; the truth is known because it was there before.

A fault is drawn by a source of chance, so that a seed gives the same faults everywhere. A class that does not fit a
report (no indicator with a quantity, no adjusted budget) yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple

from extractor.arithmetic.facts import Facts, facts
from extractor.arithmetic.identities import identities
from extractor.eval.mutation.editing import edited
from extractor.eval.mutation.tables import Table, tables
from extractor.eval.mutation.typing_slips import Value, digits_of, moved_point, retyped, transposed, wrong_digit
from extractor.records import paths
from extractor.records.quantity import is_money
from extractor.records.report import Figure, Measure, Report

Changes = Mapping[str, Any]
_Draw = Callable[[Report, Random], Changes | None]

_TEN_THOUSAND = 4
_HALF = 0.5
_MOST_OFF = 15
_GRADES = ("优", "良", "中", "差")
_RATE = re.compile(r"(?:rate|growth|share|completion)$|\.shares\.\w+$")
_MONEY_TABLE = re.compile(r"(?:projects\[\d+\]\.)?(?:base_data|three_public|budget)(?=\.)")


class Fault(NamedTuple):
    """A report with one fault; `truth` are its numbers before."""

    kind: str
    report: Report
    truth: Facts


def inject(kind: str, report: Report, chance: Random) -> Fault | None:
    """Return a report with one fault of a class; None when the class does not fit it."""
    changes = _KINDS[kind](report, chance)
    if not changes:
        return None
    correct = edited(report, changes.get(CORRECT, {}))
    return Fault(kind, edited(correct, _copies(correct, changes)), facts(correct))


CORRECT = ""
"""Under this key of a change stand the changes that make another consistent report first."""


def _copies(report: Report, changes: Changes) -> dict[str, Any]:
    """Return the changes, also of the other rows that a merged cell (产出指标(50分)) was read into."""
    made = {path: value for path, value in changes.items() if path != CORRECT}
    for path in list(made):
        if not path.endswith("level1_weight"):
            continue
        old, level = paths.get(report, path), paths.get(report, path.replace("level1_weight", "level1"))
        prefix = path[: path.rindex("[")]
        for index in range(len(paths.get(report, prefix))):
            row = f"{prefix}[{index}]"
            same = paths.get(report, f"{row}.level1") == level and paths.get(report, f"{row}.level1_weight") == old
            made |= {f"{row}.level1_weight": made[path]} if same else {}
    return made


def _values(report: Report) -> list[str]:
    """Return the paths of all figures with digits; targets and results too."""
    known = facts(report)
    return [path for path, value in paths.walk(report) if isinstance(value, Figure | Measure) and path in known]


def _typed(slip: Callable[[str, Random], str | None]) -> _Draw:
    def draw(report: Report, chance: Random) -> Changes | None:
        path = chance.choice(_values(report))
        value: Value = paths.get(report, path)
        digits = slip(digits_of(value), chance)
        return None if digits is None else {path: retyped(value, digits)}

    return draw


def _ten_thousandfold(report: Report, chance: Random) -> Changes | None:
    """元 under 万元 or the other way round: one cell with its unit, one cell without, or a whole table."""
    money = [path for path in _values(report) if is_money(paths.get(report, path).unit or "")]
    money = [path for path in money if paths.get(report, path).unit in {"元", "万元"} and paths.get(report, path).value]
    if not money:
        return None
    path = chance.choice(money)
    value = paths.get(report, path)
    if chance.random() < _HALF:
        found = _MONEY_TABLE.match(path)
        inside = [other for other in money if found and other.startswith(f"{found[0]}.")] or [path]
        return {other: _other_size(paths.get(report, other)) for other in inside}
    if chance.random() < _HALF:
        return {path: _other_size(value)}
    return {path: value.model_copy(update={"unit": "元" if value.unit == "万元" else "万元"})}


def _other_size(value: Value) -> Value:
    """Return what stands there when the amount was written in the other unit, under the unit that is printed."""
    assert value.value is not None  # noqa: S101 - the caller asks for amounts only
    other = value.value.scaleb(_TEN_THOUSAND if value.unit == "万元" else -_TEN_THOUSAND)
    return retyped(value, format(other.normalize(), "f"))


def _row_shift(report: Report, chance: Random) -> Changes | None:
    """The labels of a table one row above or below their figures; what falls out at the end is lost."""
    table = _chosen(report, chance, rows=3)
    if table is None:
        return None
    down = chance.random() < _HALF
    changes: dict[str, Any] = {}
    for index, row in enumerate(table.whole):
        other = index - 1 if down else index + 1
        source = table.whole[other] if 0 <= other < len(table.whole) else None
        for column, path in row.items():
            changes[path] = paths.get(report, source[column]) if source and column in source else None
    return changes


def _cell_shift(report: Report, chance: Random) -> Changes | None:
    """The amounts of one row one cell to the left or right; what falls out is lost."""
    table = _chosen(report, chance, columns=3)
    if table is None:
        return None
    known = facts(report)
    row = chance.choice([row for row in table.rows if sum(path in known for path in row.values()) > 1])
    cells = list(row.values())
    values = [paths.get(report, path) for path in cells]
    moved = [None, *values[:-1]] if chance.random() < _HALF else [*values[1:], None]
    return dict(zip(cells, moved, strict=True)) if moved != values else None


def _chosen(report: Report, chance: Random, rows: int = 1, columns: int = 1) -> Table | None:
    """Return a table with at least so many rows and columns with figures."""
    known = facts(report)
    fitting = [
        one
        for one in tables(report)
        if sum(any(path in known for path in row.values()) for row in one.rows) >= rows
        and any(len(row) >= columns and sum(path in known for path in row.values()) > 1 for row in one.rows)
    ]
    return chance.choice(fitting) if fitting else None


def _swapped(report: Report, chance: Random) -> Changes | None:
    """Two cells exchanged: neighbours in a row, or two of a column."""
    table = _chosen(report, chance)
    if table is None:
        return None
    pairs = [pair for row in table.rows for pair in pairwise(row.values())]
    pairs += [(one[name], other[name]) for one, other in pairwise(table.rows) for name in one if name in other]
    known = facts(report)
    pairs = [(a, b) for a, b in pairs if a in known and b in known and known[a].value != known[b].value]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    return {one: paths.get(report, other), other: paths.get(report, one)}


def _stale(report: Report, chance: Random) -> Changes | None:
    """全年预算数 still 年初预算数."""
    pairs = [(path, path.replace("adjusted", "initial")) for path in _values(report) if path.endswith("].adjusted")]
    return _copied(report, chance, pairs)


def _copied(report: Report, chance: Random, pairs: Sequence[tuple[str, str]]) -> Changes | None:
    known = facts(report)
    fitting = [(to, old) for to, old in pairs if old in known and known[to].value != known[old].value]
    if not fitting:
        return None
    to, old = chance.choice(fitting)
    return {to: paths.get(report, old)}


def _wrong_rate(report: Report, chance: Random) -> Changes | None:
    """A rate, share or growth that was computed wrongly: some points off, or the rest to a hundred."""
    rates = [path for path in _values(report) if _RATE.search(path) and isinstance(paths.get(report, path), Figure)]
    if not rates:
        return None
    path = chance.choice(rates)
    digits = digits_of(paths.get(report, path))
    step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    off = (Decimal(chance.randint(1, _MOST_OFF * 100)) / 100).quantize(step)
    new = Decimal(digits) + chance.choice((-1, 1)) * max(off, step)
    return {path: retyped(paths.get(report, path), format(abs(new), "f"))}


def _wrong_total(report: Report, chance: Random) -> Changes | None:
    """A total in which one part was forgotten or counted twice."""
    known = facts(report)
    sums = [
        (one.result, term)
        for one in identities(report, known)
        if one.form == "sum" and one.result in known and isinstance(paths.get(report, one.result), Figure)
        for term in one.terms
        if term in known and 0 < known[term].value < known[one.result].value
    ]
    if not sums:
        return None
    total, part = chance.choice(sums)
    value: Figure = paths.get(report, total)
    off = known[part].value * known[total].printed_unit * chance.choice((-1, 1))
    return {total: retyped(value, format((value.value + off).normalize(), "f"))}


def _wrong_grade(report: Report, chance: Random) -> Changes | None:
    """等次 one of the others."""
    graded = [path for path, value in paths.walk(report) if path.endswith("score.grade") and value.text in _GRADES]
    if not graded:
        return None
    path = chance.choice(graded)
    value = paths.get(report, path)
    return {path: value.model_copy(update={"text": chance.choice([one for one in _GRADES if one != value.text])})}


def _full_though_unmet(report: Report, chance: Random) -> Changes | None:
    """Full marks for a target that was not reached; the total is the right one, or counts them too."""
    rows = [path.removesuffix(".score") for path in _values(report) if re.search(r"indicators\[\d+\]\.score$", path)]
    rows = [row for row in rows if _is_quantified(report, row)]
    if not rows:
        return None
    row = chance.choice(rows)
    form = row[: row.index("indicators")]
    actual, weight, score = (paths.get(report, f"{row}.{name}") for name in ("actual", "weight", "score"))
    target = paths.get(report, f"{row}.target")
    share = Decimal(chance.randint(50, 97)) / 100
    missed = retyped(actual, format((target.value * share).quantize(Decimal("0.01")).normalize(), "f"))
    share = missed.value / target.value
    earned = (share * weight.value).quantize(Decimal("0.01"))
    total = paths.get(report, f"{form}score.total")
    right = retyped(total, format((total.value - score.value + earned).normalize(), "f"))
    true = {f"{row}.actual": missed, f"{row}.score": retyped(score, format(earned.normalize(), "f")),
            f"{form}score.total": right}  # fmt: skip
    counted = {f"{form}score.total": total} if chance.random() < _HALF else {}
    return {CORRECT: true, f"{row}.score": retyped(score, format(weight.value, "f")), **counted}


def _is_quantified(report: Report, row: str) -> bool:
    known = facts(report)
    target, total = paths.get(report, f"{row}.target"), row[: row.index("indicators")] + "score.total"
    numbers = [known.get(f"{row}.{name}") for name in ("target", "actual", "weight", "score")]
    full = all(numbers) and known[f"{row}.score"].value == known[f"{row}.weight"].value
    more = target is not None and target.operator in {"≥", ">"} and bool(target.value)
    return full and more and total in known and known[f"{row}.actual"].kind == known[f"{row}.target"].kind


_KINDS: dict[str, _Draw] = {
    "digit": _typed(wrong_digit),
    "transposition": _typed(transposed),
    "point": _typed(moved_point),
    "unit": _ten_thousandfold,
    "row-shift": _row_shift,
    "cell-shift": _cell_shift,
    "swap": _swapped,
    "stale": _stale,
    "rate": _wrong_rate,
    "total": _wrong_total,
    "grade": _wrong_grade,
    "unmet": _full_though_unmet,
}

KINDS: tuple[str, ...] = tuple(_KINDS)
"""The classes of faults."""
