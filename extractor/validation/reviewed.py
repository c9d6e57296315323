"""What a person decided before counts: a dismissed finding is no longer open, until what it was about changes."""

from __future__ import annotations

from collections.abc import Hashable

from extractor.records.finding import Finding, Findings, Outcome
from extractor.records.report import Report
from extractor.records.review import Printed, Review, Seen
from extractor.validation.rule import side
from extractor.validation.words import name


def settled(report: Report, findings: Findings) -> Findings:
    """Return the findings with the latest decision of a person on each; what was dismissed stands apart.

    A decision knows its finding by check, row and what was printed: when one of the figures changes, or another row
    takes its place, the finding is open again. A result that hangs below a dismissed root and was not there when the
    root was dismissed becomes a finding of its own.
    """
    if not report.reviews:
        return findings
    latest = _latest(report)
    still, dismissed = [], []
    for finding in findings.findings:
        review = latest.get(_key(seen(report, finding.root)))
        if review is None or review.decision != "dismissed":
            shown = review if review is not None and review.decision in {"pending", "returned"} else None
            still.append(finding.model_copy(update={"review": shown}))
            continue
        covered = [one for one in finding.explains if _is_dismissed(latest.get(_key(seen(report, one))))]
        still += [Finding(root=one) for one in finding.explains if one not in covered]
        dismissed.append(finding.model_copy(update={"explains": tuple(covered), "review": review}))
    return findings.model_copy(update={"findings": tuple(still), "dismissed": tuple(dismissed)})


def seen(report: Report, outcome: Outcome) -> Seen:
    """Return what a person sees of an outcome, as it is kept with a decision."""
    return Seen(
        check=outcome.check,
        subject=outcome.subject,
        label=_label(report, outcome.subject),
        printed=tuple(Printed(path=side.path, text=side.text) for side in outcome.sides),
        message=outcome.message,
    )


def brought_up(review: Review, before: Report, report: Report) -> Review:
    """Return a decision that also knows its figures as they are after the corrections of the same review."""
    return review.model_copy(
        update={
            "root": _brought_up(review.root, before, report),
            "explains": tuple(_brought_up(one, before, report) for one in review.explains),
        }
    )


def _brought_up(about: Seen, before: Report, report: Report) -> Seen:
    printed = []
    for one in about.printed:
        old, new = side(before, one.path).text, side(report, one.path).text
        printed.append(one if old == new or old != one.text else one.model_copy(update={"now": new}))
    return about.model_copy(update={"printed": tuple(printed)})


def decision_on(report: Report, about: Seen) -> Review | None:
    """Return the last decision of a person on a result that is about the same row and the same printed figures."""
    return _latest(report).get(_key(about))


def _latest(report: Report) -> dict[Hashable, Review]:
    """Return the last decision on each result; a dismissal speaks for what hung below its root as well."""
    latest: dict[Hashable, Review] = {}
    for review in report.reviews:
        about = (review.root, *review.explains) if review.decision == "dismissed" else (review.root,)
        after = (_key(one, after=True) for one in about)
        latest.update(dict.fromkeys((*map(_key, about), *after), review))
    return latest


def _is_dismissed(review: Review | None) -> bool:
    return review is not None and review.decision == "dismissed"


def _key(one: Seen, *, after: bool = False) -> Hashable:
    """Return what makes two results the same; without figures beside it, the sentence is all there is.

    `after`: with the figures as they were corrected in the same review that decided on the result.
    """
    printed = frozenset((side.path, (after and side.now) or side.text) for side in one.printed)
    return one.check, one.subject, one.label, printed or one.message


def _label(report: Report, path: str) -> str:
    try:
        return name(report, path)
    except KeyError:
        return path
