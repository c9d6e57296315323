"""One root cause, one finding: what a repair explains hangs below the outcome nearest to the changed figure."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.arithmetic.facts import Facts
from extractor.arithmetic.identity import Identity
from extractor.arithmetic.repair import Proposal
from extractor.records.document import Document
from extractor.records.finding import Finding, Outcome
from extractor.validation.rule import Case
from extractor.validation.words import name

_SEVERITY = {"error": 0, "warning": 1, "info": 2}
_CLUES = {"A04": frozenset({"A01", "A03"})}
"""A hint that only helps to understand another finding about the same figures hangs below it."""


_CONSEQUENCES = frozenset({"A03", "A05", "A08", "A09"})
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
    causes = _with_clues(causes)
    order = _order(case.document)
    causes.sort(key=lambda cause: (_SEVERITY[cause.root.severity], _first_place(cause.root, order)))
    return tuple(Finding(root=cause.root, explains=tuple(cause.explains)) for cause in causes)


def _explained(proposal: Proposal, outcomes: list[Outcome], known: Facts) -> list[Outcome]:
    """Return the outcomes whose identities a repair explains; a wrong unit explains what A10 says of its table."""
    if proposal.repair.kind == "unit" and len(proposal.paths) > 1:
        tables = {change.path for change in proposal.repair.changes}
        return [one for one in outcomes if one.check == "A10" and one.status == "fail" and one.subject in tables]
    found = [one for one in outcomes if any(_says(one, identity, known) for identity in proposal.explains)]
    return [one for one in found if one.status == "fail"]


def _says(outcome: Outcome, identity: Identity, known: Facts) -> bool:
    about = {side.path for side in outcome.sides}
    present = {path for path in identity.paths if path in known}
    return outcome.check in {identity.check, "A10"} and present <= about and bool(present)


def _causes(case: Case, proposal: Proposal, explained: list[Outcome]) -> list[_Cause]:
    """Return one root per changed figure (one for a label or a table), the rest below the first."""
    if not explained:
        return []
    single = proposal.repair.verdict != "unique" or not proposal.repair.kind.startswith("cell")
    groups = [proposal.paths] if single else [(path,) for path in proposal.paths]
    repair = proposal.repair.model_copy(update={"message": _message(case, proposal)})
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


def _message(case: Case, proposal: Proposal) -> str:
    repair = proposal.repair
    if repair.kind == "unit" and not proposal.alternatives:
        unit = repair.changes[0]
        return f"表内金额单位“{unit.old}”应为“{unit.new}”，改后与他处一致"
    names = {change.path: name(case.report, change.path) for change in repair.changes}
    if repair.kind == "label":
        return "；".join(f"{names[one.path]}疑为“{one.new}”，不是“{one.old}”" for one in repair.changes)
    if repair.kind == "swap" and repair.verdict == "unique":
        return f"{'、'.join(f'{names[one.path]} {one.old}' for one in repair.changes)}疑似互相填错了位置"
    texts = [
        "、".join(f"{names[one.path]} {one.old} 改为 {one.new}" for one in changes) for changes in proposal.alternatives
    ]
    if repair.verdict == "tied":
        return f"{'，或'.join(texts)}，{'二' if len(texts) == _PAIR else '几'}者必有一误"
    return f"建议核对：{'，'.join(texts)}，改后各式成立"


_PAIR = 2


def _with_clues(causes: list[_Cause]) -> list[_Cause]:
    kept = []
    for cause in causes:
        below = next(
            (other for other in causes if any(_is_clue(cause.root, one) for one in (other.root, *other.explains))), None
        )
        if below is None:
            kept.append(cause)
        else:
            below.explains.append(cause.root)
    return kept


def _is_clue(outcome: Outcome, root: Outcome) -> bool:
    shared = {side.path for side in outcome.sides} & {side.path for side in root.sides}
    return root.check in _CLUES.get(outcome.check, frozenset()) and bool(shared) and root.status == "fail"


def _order(document: Document | None) -> dict[str, int]:
    """Return where each line and table stands in reading order."""
    if document is None:
        return {}
    return {block.id: index for index, block in enumerate(document.blocks)}


def _first_place(outcome: Outcome, order: dict[str, int]) -> tuple[int, int, tuple[int, ...]]:
    """Return where the figure stands that an outcome is about, as a key for sorting: page, block, row and column."""
    at = next((side.at for side in outcome.sides if side.at is not None), None)
    if at is None:
        return (0, 0, ())
    block = re.sub(r"R\d+C\d+$", "", at.line)
    return at.page, order.get(block, 0), tuple(map(int, re.findall(r"\d+", at.line)))
