"""The smallest changes that explain the violations (after Fellegi and Holt).

A repair is a suggestion beside the printed values. Structural hypotheses come first (a table in another unit), then
all other candidates are ranked together: a label that stands for its whole, exchanged cells or rows, single cells,
pairs of cells. Larger sets and shifted tables are not searched here.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from extractor.arithmetic.cells import DERIVED, PRIMARY, Candidate, Graph, cell_candidates
from extractor.arithmetic.compare import Number
from extractor.arithmetic.facts import Facts, alternative
from extractor.arithmetic.hypotheses import (
    label_candidates,
    suspicious_size,
    swap_candidates,
    table_of,
    unit_candidates,
)
from extractor.arithmetic.identity import HOLDS, Identity, status
from extractor.arithmetic.parts import parts
from extractor.arithmetic.rivals import rival_weights
from extractor.records import paths
from extractor.records.finding import Change, Repair
from extractor.records.paths import figures
from extractor.records.report import Report

MARGIN = Decimal("0.5")
"""A repair is unique when no other stands within this cost."""

SHOWN = 3
"""More alternatives than this say nothing; the rules are listed without a repair."""


class Proposal(NamedTuple):
    """A repair, the identities that it explains, and the figures that it changes.

    `alternatives`: its changes one by one; several when it is tied, each of one or more changes that go together.
    """

    repair: Repair
    explains: frozenset[Identity]
    paths: tuple[str, ...]
    alternatives: tuple[tuple[Change, ...], ...] = ()


def proposals(report: Report, known: Facts, related: list[Identity]) -> list[Proposal]:
    """Return the repairs of a report, each for violations of its own; what has none is not listed."""
    units = _best_units(list(unit_candidates(known, related)), known)
    made = [_unit_proposal(candidate) for candidate in units]
    for candidate in units:
        known = {**known, **dict(candidate.changes)}
    confirmed = frozenset(path for path, figure in figures(report) if figure.also_at)
    graph = Graph(known, related, confirmed, _elsewhere(report, known))
    if graph.violated:
        labels = list(label_candidates(graph))
        cells = [one for one in cheapest_of_each(cell_candidates(graph)) if not _same_as_label(one, labels)]
        cells += rival_weights(graph, cells, _reasoned(report))
        candidates = [*labels, *swap_candidates(graph), *cells]
        made += [_proposal(group, graph, report) for group in needed(ranked(candidates), graph)]
    return made


def ranked(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """Return what stands after weighing: groups of one (unique) or of up to three within the margin (tied)."""
    kept = list(candidates)
    kept = [one for one in kept if not any(_beats(other, one, kept) for other in kept)]
    groups: list[list[Candidate]] = []
    left = sorted(kept, key=lambda one: (one.cost, -len(one.explains), one.changes))
    while left:
        best = left[0]
        rivals = [one for one in left if one.explains & best.explains]
        groups.append([one for one in rivals if one.cost <= best.cost + MARGIN])
        left = [one for one in left if not one.explains & best.explains]
    return [group for group in groups if len(group) <= SHOWN and not all(one.rival for one in group)]


def needed(groups: list[list[Candidate]], graph: Graph) -> list[list[Candidate]]:
    """Leave out what the other unique repairs explain together: a total that two mended scores make right."""
    kept = list(groups)
    for group in sorted(groups, key=lambda group: (len(group[0].explains), -group[0].cost)):
        others = [other[0] for other in kept if other is not group and len(other) == 1]
        after = graph.after({path: new for other in others for path, new in other.changes})
        explained = {identity for one in group for identity in one.explains}
        if others and all(status(identity, after) in HOLDS for identity in explained):
            kept = [other for other in kept if other is not group]
    return kept


def _beats(other: Candidate, one: Candidate, candidates: list[Candidate]) -> bool:
    """Whether a candidate explains more than another, for no more than the other needs to explain the same."""
    if other.rival or not other.explains > one.explains:
        return False
    rest = other.explains - one.explains
    return other.cost <= one.cost + sum((_cheapest(identity, other, candidates) for identity in rest), Decimal(0))


def _cheapest(identity: Identity, without: Candidate, candidates: list[Candidate]) -> Decimal:
    """Return the least cost of explaining a violation otherwise; a score alone may be wrong for reasons of its own."""
    costs = [one.cost for one in candidates if one is not without and identity in one.explains]
    return min([*costs, DERIVED]) if identity.form == "indicator" else min(costs, default=PRIMARY)


def cheapest_of_each(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return one candidate per set of cells and violations: of two values for a cell the cheaper, else the first."""
    best: dict[tuple[tuple[str, ...], frozenset[Identity]], Candidate] = {}
    for one in candidates:
        key = tuple(path for path, _ in one.changes), one.explains
        if key not in best or one.cost < best[key].cost:
            best[key] = one
    return list(best.values())


def _elsewhere(report: Report, known: Facts) -> dict[str, frozenset[Decimal]]:
    """Return the values that other places print for a field."""
    found = {}
    for path, figure in figures(report):
        if path in known and figure.alternatives:
            others = (alternative(path, other, known[path]) for other in figure.alternatives)
            found[path] = frozenset(other.value for other in others if other is not None)
    return found


def _reasoned(report: Report) -> frozenset[str]:
    """Return the rows of indicators that give a reason for the points that they lost."""
    rows = ((part.prefix, index, row) for part in parts(report) for index, row in enumerate(part.form.indicators))
    return frozenset(f"{prefix}indicators[{index}]" for prefix, index, row in rows if row.deviation is not None)


def _same_as_label(cell: Candidate, labels: list[Candidate]) -> bool:
    """Whether a changed cell says no more than a wrong label: that it equals the whole exactly is no chance."""
    changed = {path for path, _ in cell.changes}
    return any(changed <= {path for path, _ in label.changes} and cell.explains <= label.explains for label in labels)


def _best_units(candidates: list[Candidate], known: Facts) -> list[Candidate]:
    """Return the wrong units of tables: of two tables that disagree, the one that explains more or is implausible."""
    chosen: list[Candidate] = []
    explained: set[Identity] = set()
    ordered = sorted(candidates, key=lambda one: (-len(one.explains), -len(suspicious_size(known, _table(one)))))
    for index, one in enumerate(ordered):
        if one.explains & explained:
            continue
        explained |= one.explains
        rivals = ordered[index + 1 :]
        if not any(_as_good(rival, one, known) for rival in rivals):
            chosen.append(one)
    return chosen


def _as_good(rival: Candidate, one: Candidate, known: Facts) -> bool:
    same = rival.explains == one.explains
    return same and len(suspicious_size(known, _table(rival))) >= len(suspicious_size(known, _table(one)))


def _table(candidate: Candidate) -> str:
    return table_of(candidate.changes[0][0])


def _unit_proposal(candidate: Candidate) -> Proposal:
    path, new = candidate.changes[0]
    old = "万元" if new.unit == "元" else "元"
    change = Change(path=table_of(path), old=old, new=new.unit)
    repair = _repair([candidate], (change,)).model_copy(update={"explains": ("A10",)})
    return Proposal(repair, candidate.explains, tuple(path for path, _ in candidate.changes))


def _proposal(group: list[Candidate], graph: Graph, report: Report) -> Proposal:
    alternatives = tuple(tuple(_changes(one, graph, report)) for one in group)
    changes = tuple(change for one in alternatives for change in one)
    explained = frozenset(identity for one in group for identity in one.explains)
    changed = tuple(path for one in group for path, _ in one.changes)
    return Proposal(_repair(group, changes), explained, changed, alternatives)


def _changes(candidate: Candidate, graph: Graph, report: Report) -> list[Change]:
    if candidate.kind != "label":
        return [Change(path=path, old=_text(graph.known[path]), new=_text(new)) for path, new in candidate.changes]
    whole = min((one.whole for one in candidate.explains if one.whole), default="")
    label = paths.get(report, f"{whole.rpartition('.')[0]}.label")
    new_label = label.text if label is not None else paths.title(whole)
    return [Change(path=path, old=_label(report, path), new=new_label) for path, _ in candidate.changes]


def _label(report: Report, path: str) -> str:
    label = paths.get(report, f"{path.rpartition('.')[0]}.label")
    return label.text if label is not None else paths.title(path)


def _repair(group: list[Candidate], changes: tuple[Change, ...]) -> Repair:
    checks = sorted({identity.check for one in group for identity in one.explains})
    return Repair(
        kind=group[0].kind,
        verdict="unique" if len(group) == 1 else "tied",
        changes=changes,
        explains=tuple(checks),
        cost=group[0].cost,
    )


def _text(one: Number) -> str:
    sign = "%" if one.kind == "percent" else one.unit if one.kind != "points" else ""
    return format(one.printed, "f") + sign
