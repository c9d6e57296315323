"""Against hand labels: every certain error of these checks is found, nothing that holds is contradicted."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from extractor.eval.scoring.findings import compare, load_expectation
from extractor.settings import Settings
from extractor.validation import check
from extractor.validation.catalogue import RULES
from tests.compact import load_compact

CASES = Path(__file__).parents[2] / "eval" / "cases"
REPORTS = ("yunxi-2024", "liangzhou-2024", "yueyang-2024", "nanyue-2023", "yiyang-2022")
FROM_THE_READER = {"C01", "C02", "C04", "C17", *(rule.id for rule in RULES if rule.on_paper)}
"""Moves, headings and the text of the paper are found while reading; a hand label has none (see test_whole_reports)."""

OURS = {rule.id for rule in RULES} - FROM_THE_READER


def missed(score):
    """Return the certain errors and warnings of our checks that were not found."""
    wanted = (one for one in score.missed if one.certain and one.check in OURS and one.severity != "info")
    return [(one.check, one.computation) for one in wanted]


@pytest.mark.parametrize("case", sorted(path.parent.name for path in CASES.glob("*/expected.json")))
def test_our_own_cases(case):
    """The expected record of a case gives its expected findings."""
    findings = check(None, load_compact(CASES / case / "expected.json"), Settings())
    score = compare(findings, load_expectation(CASES / case / "findings.json"))

    assert missed(score) == []
    assert score.false_alarms == ()


@pytest.mark.parametrize("name", REPORTS)
def test_real_reports(shared, name):
    """The hand label of a real report gives what a careful person found in it."""
    findings = check(None, load_compact(shared / "gold" / f"{name}.json"), Settings())
    score = compare(findings, load_expectation(shared / "gold" / "findings.json", name))

    assert missed(score) == []
    assert score.false_alarms == ()


@pytest.mark.parametrize(("name", "errors"), [("nanyue-2023", 0), ("yiyang-2022", 0), ("liangzhou-2024", 0)])
def test_sound_reports_have_no_errors(shared, name, errors):
    """Reports whose figures hold get no finding of severity error."""
    assert check(None, load_compact(shared / "gold" / f"{name}.json"), Settings()).errors == errors


def test_a_report_is_checked_in_no_time(shared):
    """The longest label takes milliseconds; a second would mean a search that runs away."""
    report = load_compact(shared / "gold" / "yueyang-2024.json")
    start = time.perf_counter()
    check(None, report, Settings())

    assert time.perf_counter() - start < 0.3
