"""Consistent reports to put faults into: labelled ones with their own mistakes mended, and generated ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.arithmetic.facts import facts
from extractor.arithmetic.identities import identities
from extractor.arithmetic.identity import status
from extractor.eval.case import Case
from extractor.eval.generator import generate
from extractor.eval.labelled import record_of
from extractor.eval.labels import Label
from extractor.eval.mutation.editing import edited
from extractor.eval.scoring.findings import Expectation, Expected
from extractor.eval.scoring.repairs import Correction, corrections
from extractor.records.paths import walk
from extractor.records.report import Figure, Measure, Report

_SAME_ROOT = "同上根因"


class Clean(NamedTuple):
    """A consistent report."""

    name: str
    report: Report


def generated(form: str, seed: int) -> Clean:
    """Return the generated report of a form and a seed, as a perfect reader would read it."""
    made = generate(seed, form)
    asides = {name: made.label[name] for name in ("report", "accept", "neutral", "sections") if name in made.label}
    fields = {name: value for name, value in made.label.items() if name not in asides}
    return Clean(made.name, record_of(Label.model_validate({**asides, "fields": fields})))


def labelled(cases: Iterable[Case]) -> Iterator[Clean]:
    """Yield the labelled reports that are consistent once the errors that a careful person found are mended.

    A report with an error for which the label names no correction is left out, and so is one that still contradicts
    itself afterwards (it then holds mistakes that nobody labelled as errors).
    """
    for case in cases:
        report = mended(record_of(case.label), case.expectation)
        if report is not None and not contradictions(report):
            yield Clean(case.name, report)


def mended(report: Report, expectation: Expectation) -> Report | None:
    """Return a report with the corrections that its labels name; None when an error has none."""
    errors = [one for one in expectation.findings if one.severity == "error"]
    if any(not corrections(one) and not _follows(one) for one in errors):
        return None
    for correction in dict.fromkeys(change for one in errors for change in sorted(corrections(one), key=str)):
        report = _corrected(report, correction)
    return report


def contradictions(report: Report) -> int:
    """Count the identities of a report that fail."""
    known = facts(report)
    return sum(status(one, known.get) == "fail" for one in identities(report, known))


def _follows(expected: Expected) -> bool:
    return expected.explained_by is not None or _SAME_ROOT in expected.note


def _corrected(report: Report, correction: Correction) -> Report:
    """Change the figure that a correction means: where several have its value, the one that mends most."""
    if not isinstance(correction.old, Decimal) or not isinstance(correction.new, Decimal):
        return report
    changed = {"value": correction.new, "text": format(correction.new, "f")}
    tried = [
        edited(report, {path: value.model_copy(update=changed)})
        for path, value in walk(report)
        if isinstance(value, Figure | Measure) and value.value == correction.old
    ]
    return min(tried, key=contradictions, default=report)
