"""What the checks and the repairs make of one faulty report, beside the truth and the exhaustive search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from extractor.arithmetic.compare import Number, equal
from extractor.arithmetic.facts import Facts, facts
from extractor.arithmetic.identities import identities
from extractor.arithmetic.identity import status
from extractor.arithmetic.repair import Proposal
from extractor.eval.mutation.exhaustive import Found, cheapest
from extractor.eval.mutation.faults import Fault
from extractor.eval.mutation.score import Judged, Suggested
from extractor.records.report import Report
from extractor.settings import Settings
from extractor.validation.catalogue import RULES
from extractor.validation.rule import Case

Fails = frozenset[tuple[str, str]]

_BANDS = (("优", 90), ("良", 80), ("中", 60), ("差", 0))


def fails(case: Case) -> Fails:
    """Return what fails in a report: check and subject, without remarks of severity info."""
    outcomes = (outcome for rule in RULES for outcome in rule.outcomes(case))
    return frozenset((one.check, one.subject) for one in outcomes if one.status == "fail" and one.severity != "info")


def judge(fault: Fault, source: str, before: Fails, settings: Settings) -> Judged:
    """Return what became of a faulty report; `before` is what failed in it without the fault."""
    truth, known = (_without_copies(fault.report, one) for one in (fault.truth, facts(fault.report)))
    case = Case(None, fault.report, settings)
    broken = _breaks(fault, known)
    found = cheapest(fault.report) if broken else []
    return Judged(
        kind=fault.kind,
        source=source,
        fault="；".join(_changes(truth, known)),
        broken=broken,
        detected=bool(fails(case) - before),
        decidable=len(found) == 1,
        decided_rightly=len(found) == 1 and _is_truth(found[0], truth, known),
        suggested=_suggested(case.proposals, truth, known),
        said="；".join(_said(one) for one in case.proposals),
    )


def _without_copies(report: Report, known: Facts) -> Facts:
    """Leave out the copies of a merged cell (产出指标(50分)): the first row of a level stands for it."""
    related = identities(report, known)
    heads = {path for one in related for path in one.paths}
    return {path: one for path, one in known.items() if not path.endswith("level1_weight") or path in heads}


def _breaks(fault: Fault, known: Facts) -> bool:
    """Whether an identity that held before, and that the paper claims, fails, or the grade is not that of the score."""
    if fault.kind == "grade":
        return _wrong_grade(fault.report)
    related = (one for one in identities(fault.report, fault.truth) if one.binding)
    held = [one for one in related if status(one, fault.truth.get) != "fail"]
    return any(status(one, known.get) == "fail" for one in held)


def _wrong_grade(report: Report) -> bool:
    scores = [score for score in (report.score, *(one.score for one in report.projects)) if score is not None]
    return any(
        score.grade is not None and score.total is not None and score.grade.text != _grade(score.total.value)
        for score in scores
    )


def _grade(total: Decimal) -> str:
    return next(word for word, least in _BANDS if total >= least)


def _suggested(proposals: list[Proposal], truth: Facts, known: Facts) -> Suggested:
    unique = [one for one in proposals if one.repair.verdict == "unique"]
    after = {path: new for one in unique for path, new in one.after.items()}
    if any(not _restores(path, new, truth) for path, new in after.items()) or any(not one.after for one in unique):
        return "wrong"
    if not _open(truth, known, after):
        return "right"
    return "part" if after else "tied" if proposals else "none"


def _is_truth(found: Found, truth: Facts, known: Facts) -> bool:
    return not _open(truth, known, found.change) and all(
        _restores(path, new, truth) for path, new in found.change.items()
    )


def _restores(path: str, new: Number | None, truth: Facts) -> bool:
    """Whether a cell has its true value again; a blank where what fell out of the table stood is right too.

    So is the same amount with the decimals that a total was printed without, and an amount in 万元 that differs by the
    last digit: a total of rounded parts.
    """
    if new is None or path not in truth:
        return new is None
    true = truth[path]
    close = true.kind == "money" and not true.exact and abs(true.value - new.value) <= true.step
    return close or true.value == new.value or (new.step < true.step and equal(true, new) != "fail")


def _open(truth: Facts, known: Facts, after: Mapping[str, Number | None]) -> list[str]:
    """Return the paths whose value the fault changed and a repair leaves, but for what it took off the paper.

    Of the cells that it left blank as many have to be filled as show their value in another cell now: two cells with
    5 shown as one 5 and a blank have lost one 5.
    """
    wrong = [path for path in known if path not in truth or truth[path].value != known[path].value]
    moved = Counter(known[path].value for path in wrong)
    moved.subtract(truth[path].value for path in wrong if path in truth)
    blank = [path for path in truth if path not in known]
    moved.subtract(truth[path].value for path in blank if path in after)
    return [path for path in wrong if path not in after] + [
        path for path in blank if path not in after and moved[truth[path].value] > 0
    ]


def _changes(truth: Facts, known: Facts) -> list[str]:
    paths = [path for path in {**truth, **known} if _shown(truth, path) != _shown(known, path)]
    return [f"{path} {_shown(truth, path)}→{_shown(known, path)}" for path in paths]


def _said(proposal: Proposal) -> str:
    changes = "、".join(f"{one.path} {one.old}→{one.new}" for one in proposal.repair.changes)
    return f"{proposal.repair.verdict} {proposal.repair.kind}（{proposal.repair.cost}）{changes}"


def _shown(known: Mapping[str, Number], path: str) -> str:
    return f"{known[path].printed:f}{known[path].unit}" if path in known else "空"
