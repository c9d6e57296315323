"""Which of many candidates stands: alone, beside equals, or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.arithmetic.cells import DERIVED, PRIMARY, Candidate
from extractor.arithmetic.identity import HOLDS, Identity, status
from extractor.arithmetic.network import Graph
from extractor.arithmetic.parts import table_of

MARGIN = Decimal("0.5")
"""A repair is unique when no other stands within this cost."""

SHOWN = 3
"""More alternatives than this say nothing; the rules are listed without a repair."""


def ranked(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """Return what stands after weighing: groups of one (unique) or of up to three within the margin (tied).

    By cost, then by how many violations are explained, then by how near the digits are. Candidates that explain
    nothing in common are weighed apart.
    """
    return [group for apart in _apart(_different(candidates)) for group in _groups(apart)]


def _different(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return one candidate, the cheapest, for each set of changes: one cause may look like a slip and an exchange."""
    best: dict[tuple[tuple[str, Decimal | None], ...], Candidate] = {}
    for one in candidates:
        key = tuple((path, None if new is None else new.value) for path, new in one.changes)
        if key not in best or one.cost < best[key].cost:
            best[key] = one
    return list(best.values())


def _groups(candidates: list[Candidate]) -> Iterator[list[Candidate]]:
    kept = [one for one in candidates if not any(_beats(other, one, candidates) for other in candidates)]
    left = sorted(kept, key=lambda one: (one.cost, -len(one.explains), -one.settled, one.far, _paths(one)))
    while left:
        best = left[0]
        rivals = [one for one in left if one.explains & best.explains]
        group = [one for one in rivals if one.cost <= best.cost + MARGIN]  # rivals are in order of cost
        left = [one for one in left if not one.explains & best.explains]
        group[0] = best._replace(margin=rivals[len(group)].cost - best.cost if rivals[len(group) :] else None)
        if len(group) <= SHOWN and not all(one.rival for one in group):
            yield group


def needed(groups: list[list[Candidate]], graph: Graph) -> list[list[Candidate]]:
    """Leave out what the other unique repairs explain together: a total that two mended scores make right."""
    kept = list(groups)
    for group in sorted(groups, key=lambda group: (len(group[0].explains), -group[0].cost)):
        explained = {identity for one in group for identity in one.explains}
        about = {path for identity in explained for path in identity.paths}
        others = [other[0] for other in kept if other is not group and len(other) == 1 and not other[0].rough
                  and any(path in about for path, _ in other[0].changes)]  # fmt: skip
        after = graph.after({path: new for other in others for path, new in other.changes})
        if others and all(status(identity, after) in HOLDS for identity in explained):
            kept = [other for other in kept if other is not group]
    return kept


def careful(groups: list[list[Candidate]], graph: Graph) -> list[list[Candidate]]:
    """Doubt a repair, unless a slip explains it, in a table in which something else fails for no known reason.

    Figures that slipped by a row or a cell contradict each other in many ways; each way has its own wrong repair.
    """
    alone = [group[0] for group in groups if len(group) == 1 and not group[0].rough]
    explained = {identity for one in alone for identity in one.explains}
    paths = (path for one in graph.violated if one not in explained for path in one.paths)
    unclear = {table for path in paths if (table := table_of(path))}
    made = []
    for group in groups:
        tables = {table_of(path) for path, _ in group[0].changes}
        doubted = len(group) == 1 and group[0].cost >= DERIVED and tables & unclear and group[0].kind != "label"
        made.append([group[0]._replace(rough=True)] if doubted else group)
    return made


def cheapest_of_each(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates of least cost per set of cells and violations: several where values cost the same."""
    best: dict[tuple[tuple[str, ...], frozenset[Identity]], dict[tuple[Decimal | None, ...], Candidate]] = {}
    for one in candidates:
        same = best.setdefault((_paths(one), one.explains), {})
        least = min((other.cost for other in same.values()), default=one.cost)
        if one.cost < least:
            same.clear()
        if one.cost <= least:
            values = tuple(None if new is None else new.value for _, new in one.changes)
            if values not in same or same[values].rough:
                same[values] = one
    return [one for same in best.values() for one in _exact(list(same.values()))]


def _exact(same: list[Candidate]) -> list[Candidate]:
    """Prefer what settles more, then what a rule fixes to the last digit."""
    most = max(one.settled for one in same)
    same = [one for one in same if one.settled == most]
    return [one for one in same if not one.rough] or same[:1]


def _apart(candidates: list[Candidate]) -> Iterator[list[Candidate]]:
    """Yield the candidates in groups that explain nothing in common, in the order in which they came."""
    root: dict[Identity, Identity] = {}

    def top(identity: Identity) -> Identity:
        while root.setdefault(identity, identity) != identity:
            root[identity] = identity = root[root[identity]]
        return identity

    for one in candidates:
        first, *rest = one.explains
        for other in rest:
            root[top(other)] = top(first)
    groups: dict[Identity, list[Candidate]] = defaultdict(list)
    for one in candidates:
        groups[top(next(iter(one.explains)))].append(one)
    yield from groups.values()


def _beats(other: Candidate, one: Candidate, candidates: list[Candidate]) -> bool:
    """Whether a candidate explains or settles more than another, for no more than that costs otherwise."""
    if other.rival or other is one:
        return False
    if _is_simpler(other, one):
        return True
    if other.explains == one.explains:
        return other.settled > one.settled and other.cost <= one.cost and not one.rival
    if not other.explains > one.explains:
        return False
    rest = other.explains - one.explains
    return other.cost <= one.cost + sum((_cheapest(identity, other, candidates) for identity in rest), Decimal(0))


def _is_simpler(other: Candidate, one: Candidate) -> bool:
    """Whether one slip, or one wrong figure, explains what several wrong figures do, for no more.

    Rows that only seem to be exchanged, because a table with a blank row slipped, do not dispute the slip either.
    """
    if not other.explains >= one.explains:
        return False
    if not _is_set_of_cells(one):
        return one.kind == "swap" and one.rough and other.kind == "shift" and other.cost < one.cost
    alone = len(other.changes) == 1 and not other.rough and other.settled >= one.settled
    return (alone and other.cost <= one.cost) or (_is_structure(other) and other.cost < one.cost)


def _is_structure(one: Candidate) -> bool:
    return one.kind in {"shift", "swap"} and not one.rough


def _is_set_of_cells(one: Candidate) -> bool:
    return one.kind.startswith("cell") and len(one.changes) > 1


def _cheapest(identity: Identity, without: Candidate, candidates: list[Candidate]) -> Decimal:
    """Return the least cost of explaining a violation otherwise; a score alone may be wrong for reasons of its own."""
    costs = [one.cost for one in candidates if one is not without and identity in one.explains]
    return min([*costs, DERIVED]) if identity.form == "indicator" else min(costs, default=PRIMARY)


def _paths(one: Candidate) -> tuple[str, ...]:
    return tuple(path for path, _ in one.changes)
