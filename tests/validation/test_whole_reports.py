"""Families C and X on whole reports as they are read: what a careful person insists on, and nothing else."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from extractor.eval.scoring.findings import compare, load_expectation
from extractor.pipeline import read_report
from extractor.settings import Settings
from extractor.validation import check
from extractor.validation.catalogue import RULES
from extractor.validation.rule import Case
from tests.validation.papers import unplaced

CASES = Path(__file__).parents[2] / "eval" / "cases"
OPEN = {"nanyue-2023": ["C09"]}
"""Certain warnings that no check finds: 物质文化非遗传承人 takes the sense of a sentence."""

READ_AND_RIGHT = {
    "yunxi-2024": {"C01", "C09", "C12"},
    "liangzhou-2024": {"C14", "C17"},
    "yueyang-2024": {"C05", "C06", "C08", "C09", "C10"},
    "nanyue-2023": {"C01", "C02", "C09"},
    "yiyang-2022": {"C09", "C10"},
}
"""The checks whose warnings a person has read in these reports and would write into a 复核意见."""


def read(path):
    """Return the paper, the record and the findings of a file."""
    document, report = read_report(path, Settings())
    return document, report, check(document, report, Settings())


def text_roots(findings):
    """Return the findings of families C and X, moves of the reader aside."""
    return [one.root for one in findings.findings if one.root.check[0] in "CX" and one.root.check != "C04"]


@pytest.mark.parametrize("name", sorted(READ_AND_RIGHT))
def test_real_reports(shared, name):
    """Every certain warning of the text is found, but for those listed; every warning of ours was read and is right."""
    document, _, findings = read(shared / "reports" / f"{name}.txt")
    score = compare(findings, load_expectation(shared / "gold" / "findings.json", name))
    missed = [one.check for one in score.missed if one.certain and one.severity != "info" and one.check[0] in "CX"]
    roots = text_roots(findings)

    assert missed == OPEN.get(name, [])
    assert [alarm for alarm in score.false_alarms if alarm.outcome.check[0] in "CX"] == []
    assert {one.check for one in roots if one.severity != "info"} == READ_AND_RIGHT[name]
    assert [quote for one in roots for quote in unplaced(one, document)] == []


@pytest.mark.parametrize("case", sorted(path.parent.name for path in CASES.glob("*/findings.json")))
def test_our_own_cases(case):
    """No case gets an error or more than one warning of the text, nothing that holds is contradicted."""
    path = next((CASES / case).glob("report.*"))
    document, _, findings = read(path)
    roots = text_roots(findings)
    score = compare(findings, load_expectation(CASES / case / "findings.json"))

    assert [one.check for one in roots if one.severity == "error"] == []
    assert len([one for one in roots if one.severity == "warning"]) <= 1
    assert [alarm for alarm in score.false_alarms if alarm.outcome.check[0] in "CX"] == []
    assert [quote for one in roots for quote in unplaced(one, document)] == []


def test_the_text_is_checked_in_no_time(shared):
    """The longest report takes milliseconds; a tenth of a second would mean a pattern that runs away."""
    document, report = read_report(shared / "reports" / "yiyang-2022.txt", Settings())
    rules = [rule for rule in RULES if rule.id[0] in "CX"]
    Case(document, report, Settings())
    start = time.process_time()
    for rule in rules:
        rule.outcomes(Case(document, report, Settings()))

    assert time.process_time() - start < 0.5
