"""What a person who checks a record has to look at, and whether the rest can be trusted."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.eval.result import Share
from extractor.eval.scoring.fields import FAULTS, Result
from extractor.records.paths import figures, get
from extractor.records.report import Figure, Report, Text


def verified(results: Iterable[Result], report: Report) -> tuple[int, int]:
    """Return how many figures marked `verified` the label judges, and how many of them are not right (must be 0).

    What the label is neutral or silent about is not judged.
    """
    judged = [result for result in results if result.verdict in {"right", *FAULTS} and result.read]
    marked = [result for result in judged if _is_verified(get(report, result.read or ""))]
    return len(marked), sum(result.verdict != "right" for result in marked)


def silent(results: Iterable[Result], report: Report) -> tuple[int, int]:
    """Return how many figures are not right and carry no mark of doubt (must be 0), and how many right ones carry one.

    A figure that stands in another field than it should is read rightly, and missing ones are not read at all.
    """
    read = [(result.verdict, get(report, result.read)) for result in results if result.kind == "figure" and result.read]
    marks = [(verdict, value.at.doubtful) for verdict, value in read if isinstance(value, Text)]
    wrong = sum(not doubtful for verdict, doubtful in marks if verdict in {"wrong", "invented"})
    return wrong, sum(doubtful for verdict, doubtful in marks if verdict == "right")


def coverage(report: Report) -> Share:
    """Return how many of the figures on the paper are in the record; not scored when the reader did not count them."""
    counted = report.coverage
    return Share() if counted is None else Share(points=counted.figures - counted.unread, of=counted.figures)


def effort(report: Report) -> Share:
    """Return how many figures a person must look at: those that are not verified, and those that were not read."""
    status = [figure.status for _, figure in figures(report)]
    unread = len(report.unread)
    return Share(points=len(status) - status.count("verified") + unread, of=len(status) + unread)


def _is_verified(value: object) -> bool:
    return isinstance(value, Figure) and value.status == "verified"
