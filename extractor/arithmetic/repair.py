"""The smallest changes that explain the violations (after Fellegi and Holt).

A repair is a suggestion beside the printed values. Structural hypotheses come first (a table in another unit), then
all other candidates are ranked together: a label that stands for its whole, exchanged cells or rows, single cells,
pairs of cells. Larger sets and shifted tables are not searched here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from extractor.arithmetic.cells import Candidate, cell_candidates
from extractor.arithmetic.clues import clues, is_misreading
from extractor.arithmetic.compare import Number
from extractor.arithmetic.facts import Facts
from extractor.arithmetic.hypotheses import label_candidates, suspicious_size, unit_candidates
from extractor.arithmetic.identity import Identity
from extractor.arithmetic.network import Graph
from extractor.arithmetic.parts import parts, table_of
from extractor.arithmetic.ranking import careful, cheapest_of_each, needed, ranked
from extractor.arithmetic.rivals import rival_weights
from extractor.arithmetic.shifts import shift_candidates, swap_candidates
from extractor.records import paths
from extractor.records.finding import Change, Repair
from extractor.records.report import Report


class Proposal(NamedTuple):
    """A repair, the identities that it explains, and the figures that it changes.

    `alternatives`: its changes one by one; several when it is tied, each of one or more changes that go together.
    `after`: the figures as a unique repair would have them.
    """

    repair: Repair
    explains: frozenset[Identity]
    paths: tuple[str, ...]
    alternatives: tuple[tuple[Change, ...], ...] = ()
    after: Mapping[str, Number | None] = {}


def proposals(report: Report, known: Facts, related: list[Identity]) -> list[Proposal]:
    """Return the repairs of a report, each for violations of its own; what has none is not listed."""
    graph = Graph(known, related, clues(report, known))
    if not graph.violated:
        return []
    units = _best_units(list(unit_candidates(graph)), known)
    made = [_unit_proposal(candidate, known) for candidate in units]
    if units:
        changed = {path: new for candidate in units for path, new in candidate.changes if new is not None}
        graph = Graph({**known, **changed}, related, graph.clues)
    labels = list(label_candidates(graph))
    cells = [one for one in cheapest_of_each(cell_candidates(graph)) if not _same_as_label(one, labels)]
    cells += rival_weights(graph, cells, _reasoned(report))
    candidates = [*labels, *shift_candidates(graph, report), *swap_candidates(graph, report), *cells]
    return made + [_proposal(group, graph, report) for group in careful(needed(ranked(candidates), graph), graph)]


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


def _unit_proposal(candidate: Candidate, known: Facts) -> Proposal:
    after = dict(candidate.changes)
    path, new = candidate.changes[0]
    unit = new.unit if new is not None else ""
    old, table = known[path].unit, table_of(path)
    others = any(table_of(other) == table and one.unit == old and other not in after for other, one in known.items())
    column = f"{table}.rows.{path.rpartition('.')[2]}"
    change = Change(path=column if others else table, old=old, new=unit)
    repair = _repair([candidate], (change,)).model_copy(update={"explains": ("A10",)})
    return Proposal(repair, candidate.explains, tuple(after), (), after)


def _proposal(group: list[Candidate], graph: Graph, report: Report) -> Proposal:
    alternatives = tuple(tuple(_changes(one, graph, report)) for one in group)
    changes = tuple(change for one in alternatives for change in one)
    explained = frozenset(identity for one in group for identity in one.explains)
    changed = tuple(path for one in group for path, _ in one.changes)
    after = dict(group[0].changes) if len(group) == 1 and group[0].kind != "label" else {}
    misread = any(_is_misread(report, graph, path, new) for one in group for path, new in one.changes)
    repair = _repair(group, changes).model_copy(update={"likely": "misread"} if misread else {})
    return Proposal(repair, explained, changed, alternatives, after)


def _is_misread(report: Report, graph: Graph, path: str, new: Number | None) -> bool:
    """Whether a change undoes what an eye or an OCR does: another reading of the place, or look-alike digits."""
    figure, old = paths.figure(report, path), graph.known.get(path)
    if figure is None or old is None or new is None:
        return False
    return is_misreading(figure, format(old.printed, "f"), format(new.printed, "f"))


def _changes(candidate: Candidate, graph: Graph, report: Report) -> list[Change]:
    if candidate.kind != "label":
        return [Change(path=path, old=_text(graph.known.get(path)), new=_text(new)) for path, new in candidate.changes]
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
        verdict="unique" if len(group) == 1 and not group[0].rough else "tied",
        changes=changes,
        explains=tuple(checks),
        cost=group[0].cost,
        alternatives=len(group),
        margin=group[0].margin,
    )


def _text(one: Number | None) -> str:
    if one is None:
        return "空"
    sign = "%" if one.kind == "percent" else one.unit if one.kind != "points" else ""
    return format(one.printed, "f") + sign
