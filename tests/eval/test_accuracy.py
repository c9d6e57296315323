"""How well the offline reader and the checks do on every labelled report; each failure names what was missed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.eval.case import Case, cases, labelled_reports
from extractor.eval.labelled import record_of
from extractor.eval.scoring.fields import Score, score, table
from extractor.eval.scoring.findings import FindingsScore, compare
from extractor.records.document import Document
from extractor.records.finding import Findings
from extractor.records.report import Report

SHARED = Path(__file__).parents[3] / "shared"
EACH = pytest.mark.parametrize("case", [*cases(), *labelled_reports(SHARED)], ids=lambda case: case.name)

Read = Callable[[Path], Document]
Extract = Callable[[Path], Report]
Check = Callable[[Document | None, Report], Findings]

CHECKS = frozenset(
    [f"A{n:02}" for n in (*range(1, 13), 21, 22)] + [f"B{n:02}" for n in (1, 2, 4, 5, 6, 9, 11, 12)] + ["C04"]
)
"""The checks whose findings must be found."""

FROM_PAPER = frozenset({"A09", "A10", "C04"})
"""Checks that need places on paper, which a record made of a label does not have."""


def scored(case: Case, extract: Extract) -> Score:
    """Read, extract and score one report."""
    return score(extract(case.report), case.label)


def compared(findings: Findings, case: Case) -> FindingsScore:
    """Compare findings with the expectation of a case."""
    return compare(findings, case.expectation)


def missed(result: FindingsScore, *, checks: frozenset[str] = CHECKS) -> list[str]:
    """Return the findings that a careful person would insist on and we do not have."""
    insisted = [e for e in result.missed if e.certain and e.severity != "info" and e.check in checks]
    return [f"{expected.check} {expected.computation}" for expected in insisted]


def alarms(result: FindingsScore) -> list[str]:
    """Return our findings that contradict what is true."""
    return [f"{alarm.outcome.check} {alarm.outcome.message} ⊥ {alarm.hold.identity}" for alarm in result.false_alarms]


@EACH
def test_every_figure_is_right_and_none_is_invented(case: Case, extract: Extract) -> None:
    """Each labelled figure is in the record with its value and unit, and no other figure is."""
    result = scored(case, extract)

    assert not result.faults("figure"), f"{case.name}\n{table(result)}"


@EACH
def test_every_text_is_right(case: Case, extract: Extract) -> None:
    """Names, dates, labels and words such as 无 are read as printed."""
    result = scored(case, extract)

    assert not result.faults("text"), f"{case.name}\n{table(result)}"


@EACH
def test_every_section_is_found(case: Case, extract: Extract) -> None:
    """Each labelled heading is found with its level."""
    result = scored(case, extract)

    assert not result.faults("section"), f"{case.name}\n{table(result)}"


@EACH
def test_findings_are_found_in_the_report(case: Case, read: Read, extract: Extract, check: Check) -> None:
    """From file to findings: what a careful person insists on is found, and nothing that holds is reported."""
    result = compared(check(read(case.report), extract(case.report)), case)

    assert missed(result) == []
    assert alarms(result) == []


@EACH
def test_findings_are_found_in_a_perfect_record(case: Case, check: Check) -> None:
    """With nothing misread, the checks alone find what the figures contradict, and stay silent on what holds."""
    result = compared(check(None, record_of(case.label)), case)

    assert missed(result, checks=CHECKS - FROM_PAPER) == []
    assert alarms(result) == []


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_nothing_else_is_reported_in_our_own_cases(case: Case, read: Read, extract: Extract, check: Check) -> None:
    """Our own reports hold no other mistake of amounts and scores, so any other error or warning is a false alarm."""
    result = compared(check(read(case.report), extract(case.report)), case)

    strangers = [o for o in result.unlisted if o.check in CHECKS - {"C04"} and o.status == "fail"]

    assert [f"{o.check} {o.message}" for o in strangers if o.severity != "info"] == []
