"""One root cause, one finding: what a repair explains hangs below the outcome nearest to the changed figure."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import NamedTuple

from extractor.arithmetic.facts import Facts
from extractor.arithmetic.identity import Identity
from extractor.arithmetic.repair import Proposal
from extractor.records.document import Document
from extractor.records.finding import Finding, Outcome
from extractor.validation.rule import Case
from extractor.validation.suggestions import suggestion

_SEVERITY = {"error": 0, "warning": 1, "info": 2}
_FOLLOWS: dict[str, frozenset[str]] = {
    "A03": frozenset({"A01"}),
    "A04": frozenset({"A01", "A03"}),
    "A12": frozenset({"A11"}),
    "B13": frozenset({"B05"}),
    "B14": frozenset({"A01", "A03", "A08"}),
    "B15": frozenset({"A01", "A15", "A16", "A17", "A18", "A19", "A20", "A21", "A23"}),
    "C12": frozenset({"A09", "A21", "A22", "B13", "C16"}),
}
"""What is seen only because of another finding about the same figures hangs below that one, also without a repair:
an overrun below the rate that hides it, the sum of shares below the share, an indicator below the rate that it
restates, two wordings of a number below the amounts that disagree."""

_CONSEQUENCES = frozenset({"A03", "A05", "A08", "A09", "C16"})
"""A budget that is overspent, a total or another place that disagrees: seen only once a cell of a row is wrong."""


class _Cause(NamedTuple):
    root: Outcome
    explains: list[Outcome]


def findings_of(case: Case, outcomes: list[Outcome]) -> tuple[Finding, ...]:
    """Return the failed and hinted outcomes as findings: grouped by cause, the gravest first, then by place."""
    open_outcomes = [outcome for outcome in outcomes if outcome.status in {"fail", "hint"}]
    causes: list[_Cause] = []
    for proposal in case.proposals:
        explained = _explained(proposal, open_outcomes, case.known)
        made = _causes(case, proposal, explained)
        causes += made
        taken = [one for cause in made for one in (cause.root, *cause.explains)]
        plain_taken = [one.model_copy(update={"repair": None}) for one in taken]
        open_outcomes = [one for one in open_outcomes if one not in plain_taken]
    causes += [_Cause(one, []) for one in open_outcomes]
    causes = _with_consequences(causes)
    order = _order(case.document)
    causes.sort(key=lambda cause: (_SEVERITY[cause.root.severity], _first_place(cause.root, order)))
    return tuple(Finding(root=cause.root, explains=tuple(cause.explains)) for cause in causes)


def _explained(proposal: Proposal, outcomes: list[Outcome], known: Facts) -> list[Outcome]:
    """Return the outcomes whose identities a repair explains; a wrong unit explains what A10 says of its table."""
    if proposal.repair.kind == "unit" and len(proposal.paths) > 1:
        tables = {change.path.partition(".rows.")[0] for change in proposal.repair.changes}
        unit = [one for one in outcomes if one.check == "A10" and one.status == "fail" and one.subject in tables]
        if unit:
            return unit
    found = [one for one in outcomes if any(_says(one, identity, known) for identity in proposal.explains)]
    return [one for one in found if one.status == "fail"]


def _says(outcome: Outcome, identity: Identity, known: Facts) -> bool:
    about = {side.path for side in outcome.sides}
    present = {path for path in identity.paths if path in known}
    return outcome.check in {identity.check, "A10", "C16"} and present <= about and bool(present)


def _causes(case: Case, proposal: Proposal, explained: list[Outcome]) -> list[_Cause]:
    """Return one root per changed figure (one for a label or a table), the rest below the first."""
    if not explained:
        return []
    single = proposal.repair.verdict != "unique" or not proposal.repair.kind.startswith("cell")
    groups = [proposal.paths] if single else [(path,) for path in proposal.paths]
    repair = proposal.repair.model_copy(update={"message": suggestion(case, proposal)})
    unit = proposal.repair.kind == "unit"
    roots: list[Outcome] = []
    for changed in groups:
        near = [one for one in explained if one not in roots and any(side.path in changed for side in one.sides)]
        if near or (not roots and explained):
            roots.append(min(near or explained, key=lambda one: (unit and one.check != "A10", *_distance(one))))
    rest = [one for one in explained if one not in roots]
    made = [_Cause(root.model_copy(update={"repair": repair}), []) for root in roots]
    made[0].explains.extend(rest)
    return made


def _distance(outcome: Outcome) -> tuple[int, bool, int]:
    """Say how far an outcome is from being the root: graver, within one form, and with fewer figures comes first."""
    return _SEVERITY[outcome.severity], outcome.check in _CONSEQUENCES, len(outcome.sides)


def _with_consequences(causes: list[_Cause]) -> list[_Cause]:
    """Hang what only follows from another finding below that one, with what hangs below it; what has a repair stays."""
    kept = causes
    for cause in causes:
        if cause.root.repair is not None:
            continue
        others = (other for other in kept if other is not cause)
        host = next((o for o in others if any(_follows(cause.root, one) for one in (o.root, *o.explains))), None)
        if host is not None:
            host.explains.extend((cause.root, *cause.explains))
            kept = [other for other in kept if other is not cause]
    return kept


def _follows(outcome: Outcome, root: Outcome) -> bool:
    known = root.check in _FOLLOWS.get(outcome.check, frozenset()) and root.status == "fail"
    return (
        known and _SEVERITY[root.severity] <= _SEVERITY[outcome.severity] and bool(_figures(outcome) & _figures(root))
    )


def _figures(outcome: Outcome) -> set[Hashable]:
    """Return the fields and the places of an outcome: one figure may be read into two fields, or into none."""
    places = ((side.at.page, side.at.line, side.at.quote) for side in outcome.sides if side.at is not None)
    return {*places, *(side.path for side in outcome.sides if side.path)}


def _order(document: Document | None) -> dict[str, int]:
    """Return where each line and table stands in reading order."""
    if document is None:
        return {}
    return {block.id: index for index, block in enumerate(document.blocks)}


def _first_place(outcome: Outcome, order: dict[str, int]) -> tuple[int, int, tuple[int, ...]]:
    """Return where the figure stands that an outcome is about, as a key for sorting: page, block, row and column.

    Without the document, lines come before tables: the narrative of most reports stands before its forms.
    """
    places = {side.path: side.at for side in reversed(outcome.sides) if side.at is not None}
    first = next((side.at for side in outcome.sides if side.at is not None), None)
    at = places.get(outcome.subject, first)
    if at is None:
        return (0, 0, ())
    block = re.sub(r"R\d+C\d+$", "", at.line)
    return at.page, order.get(block, int(not block.startswith("L"))), tuple(map(int, re.findall(r"\d+", at.line)))
