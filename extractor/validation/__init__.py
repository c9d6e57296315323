"""Third step: record → findings. Every check says what it found, also that it holds or could not be checked."""

from __future__ import annotations

from extractor.records.document import Document
from extractor.records.finding import Findings
from extractor.records.report import Report
from extractor.settings import Settings
from extractor.validation.catalogue import RULES
from extractor.validation.causes import findings_of
from extractor.validation.reviewed import settled
from extractor.validation.rule import Case


def check(document: Document | None, report: Report, settings: Settings) -> Findings:
    """Run every check on a report.

    `outcomes` holds what each check said, in the order of the catalogue; `findings` what fails or holds only by
    rounding, one finding per root cause, errors first, then in the order of the paper. Without the document the
    order is that of the places, and checks of the wording are `insufficient`. What a person dismissed stands in
    `dismissed`.
    """
    case = Case(document, report, settings)
    outcomes = [outcome for rule in RULES for outcome in rule.outcomes(case)]
    return settled(report, Findings(findings=findings_of(case, outcomes), outcomes=tuple(outcomes)))


__all__ = ["check"]
