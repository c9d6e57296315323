"""Single cells that explain violated identities, and two or three of them that do so together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.arithmetic.compare import Number
from extractor.arithmetic.identity import Identity
from extractor.arithmetic.network import Changes, Graph
from extractor.arithmetic.slips import distance, is_slip
from extractor.arithmetic.solving import FACT, Solution, solutions

MAX_COST = Decimal(3)
DERIVED, STALE, PRIMARY, UNIT = Decimal(1), Decimal(1), Decimal(2), Decimal(1)
CONFIRMED = Decimal(4)
PLANNED = Decimal("2.5")
_TYPO = Decimal("0.5")
_DOUBTFUL = Decimal("0.5")
_LEAST = DERIVED * _TYPO * _DOUBTFUL
"""No change of a cell costs less."""

_FEW = 1000
"""Between whole rates of 90 and 99, or scores of 8 and 9, a slip may well be chance."""

_MOST_CELLS = 3
_NODES = 2000
"""Sets of changes that are tried for one report when several cells must change together: a budget, not a clock."""

_MOST_FOR_SETS = 12
"""In a longer sum any two figures may be wrong: there are too many pairs for one of them to mean anything."""

_WEIGHT = re.compile(r"indicators\[\d+\]\.weight$")
_BRACKET = re.compile(r"level1_weight$")
"""The weight of a level changes only where its rows and the other levels both ask for it."""

_DERIVED = re.compile(r"(?:rate|growth|share|completion|score|score\.total|score\.weight)$|\.shares\.\w+$")
_STALE = re.compile(r"(.*budget\.rows\[\d+\]\.)adjusted$")


class Candidate(NamedTuple):
    """A set of changes, what it explains, and what it costs to believe it."""

    kind: str
    changes: tuple[tuple[str, Number | None], ...]
    explains: frozenset[Identity]
    cost: Decimal
    rival: bool = False
    """Only there to dispute another candidate: it does not mend all that it touches."""
    settled: int = 0
    """How many identities hold after it and not before, also those that claim nothing."""
    rough: bool = False
    """A rule fixes a new value only to its first digits: it can be suggested, never as the only answer."""
    far: Decimal = Decimal(0)
    """How unlike the old and new digits are; decides nothing but the order of equals."""
    margin: Decimal | None = None
    """How much more the next best explanation of the same costs; None without one."""


def cell_candidates(graph: Graph) -> Iterator[Candidate]:
    """Yield the changes of one cell, and where those are dear or missing of two or three, that explain a violation."""
    left = _NODES
    for violated in graph.violated:
        firsts = list(solutions(graph, violated))
        singles = [made for one in firsts if (made := _candidate(graph, one))]
        yield from singles
        dear = min((single.cost for single in singles), default=MAX_COST) > DERIVED
        if dear and len(violated.paths) <= _MOST_FOR_SETS and left > 0:
            sets, left = _sets(graph, firsts, left)
            yield from sets


def _sets(graph: Graph, firsts: list[Solution], left: int) -> tuple[list[Candidate], int]:
    """Return sets of changes of which each mends what those before it break, the cheap ones first; and nodes left."""
    found: list[Candidate] = []
    bound = MAX_COST
    waiting = sorted(firsts, key=lambda one: cost_of(graph, one.changes))
    while waiting and left > 0:
        partial = waiting.pop(0)
        cost = cost_of(graph, partial.changes)
        if cost + _LEAST > bound:
            continue
        broken = graph.broken(partial.changes)
        if not broken or len(broken) > _MOST_CELLS - len(partial.changes) or len(broken[0].paths) > _MOST_FOR_SETS:
            continue
        for more in solutions(graph, broken[0], partial):
            left -= 1
            if (made := _candidate(graph, more)) is not None:
                found.append(made)
                bound = min(bound, made.cost + _TYPO)
            elif len(more.changes) < _MOST_CELLS:
                waiting.append(more)
    return found, left


def cost_of(graph: Graph, changes: Changes) -> Decimal:
    """Return what it costs to believe that some cells are wrong."""
    return sum((_kind(graph, path, new)[1] for path, new in changes.items() if new is not None), Decimal(0))


def _candidate(graph: Graph, solution: Solution) -> Candidate | None:
    changes = solution.changes
    cost = cost_of(graph, changes)
    if cost > MAX_COST or not graph.mends(changes):
        return None
    explained = graph.explained(changes)
    if len(explained) < len(changes):
        return None  # two mistakes for one contradiction explain nothing
    settled = len(graph.settled(changes))
    if any(_BRACKET.search(path) for path in changes) and settled <= len(explained):
        return None
    far = sum((distance(_text(graph.known[path]), _text(new)) for path, new in changes.items()), Decimal(0))
    ((path, new), *more) = changes.items()
    slip = is_slip(_text(graph.known[path]), _text(new))
    kind = max((_kind(graph, path, new) for path, new in changes.items()), key=lambda pair: pair[1])[0]
    # some other amount, for the sake of one rule
    another = kind == "cell-primary" and not more and settled == 1 and not slip
    rough = solution.rough or another
    return Candidate(kind, tuple(sorted(changes.items())), explained, cost, settled=settled, rough=rough, far=far)


def _kind(graph: Graph, path: str, new: Number) -> tuple[str, Decimal]:
    """Return the class of a changed cell and its cost; a slip costs half, as does what another place prints.

    A cell that was read with doubt costs half as well.
    """
    old, clues = graph.known[path], graph.clues
    doubt = _DOUBTFUL if path in clues.doubtful else Decimal(1)
    if new.unit != old.unit:
        return "unit", UNIT
    stale = _STALE.match(path)
    initial = graph.known.get(f"{stale[1]}initial") if stale else None
    planned = _WEIGHT.search(path) or _BRACKET.search(path)
    if path in clues.confirmed or planned:
        kind, cost = "cell-primary", CONFIRMED if path in clues.confirmed else PRIMARY
    elif _DERIVED.search(path) or path in graph.totals:
        kind, cost = "cell-derived", DERIVED
    elif initial is not None and initial.value == old.value != 0:
        kind, cost = "cell-stale", STALE
    else:
        kind, cost = "cell-primary", PRIMARY
    if FACT.search(path):
        return "cell-primary", PRIMARY if path.endswith("actual") else PLANNED
    chance = kind == "cell-derived" and max(old.printed, new.printed) < _FEW and not old.decimals + new.decimals
    slip = is_slip(_text(old), _text(new)) and not _WEIGHT.search(path) and not chance
    printed = any(other.value == new.value for other in clues.readings.get(path, ()))
    return kind, cost * doubt * (_TYPO if slip or printed else Decimal(1))


def _text(one: Number) -> str:
    return format(one.printed, "f")
