"""Against hand labels: every certain error of these checks is found, nothing that holds is contradicted."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from extractor.eval.scoring.findings import compare, load_expectation
from extractor.extraction import extract
from extractor.reading import read
from extractor.settings import Settings
from extractor.validation import check
from extractor.validation.catalogue import RULES
from tests.compact import load_compact

CASES = Path(__file__).parents[2] / "eval" / "cases"
REPORTS = ("yunxi-2024", "liangzhou-2024", "yueyang-2024", "nanyue-2023", "yiyang-2022")
FROM_THE_READER = {"A14", "B13", "B14", "B20", "C01", "C02", "C04", "C17"}
FROM_THE_READER |= {rule.id for rule in RULES if rule.on_paper}
"""Moves, other places of a field, headings and the text of the paper are found while reading; a hand label has none."""

ALL = {rule.id for rule in RULES if rule.id < "C"} | {"C04"}
"""Families A and B and the moves; of the text see test_whole_reports."""

EVERY = {rule.id for rule in RULES}
OURS = EVERY - FROM_THE_READER


def missed(score, ours):
    """Return the certain errors and warnings of some checks that were not found."""
    wanted = (one for one in score.missed if one.certain and one.check in ours and one.severity != "info")
    return [(one.check, one.computation) for one in wanted]


def alarms(score, ours):
    """Return what some checks say against what holds."""
    return [one.outcome.message for one in score.false_alarms if one.outcome.check in ours]


def as_read(path):
    """Return what the checks say of a report as it is read from its file."""
    document = read(path, Settings())
    return check(document, extract(document, Settings()), Settings())


@pytest.mark.parametrize("case", sorted(path.parent.name for path in CASES.glob("*/expected.json")))
def test_our_own_cases(case):
    """The expected record of a case gives its expected findings."""
    findings = check(None, load_compact(CASES / case / "expected.json"), Settings())
    score = compare(findings, load_expectation(CASES / case / "findings.json"))

    assert missed(score, OURS) == []
    assert alarms(score, OURS) == []


@pytest.mark.parametrize("name", REPORTS)
def test_real_reports(shared, name):
    """The hand label of a real report gives what a careful person found in it."""
    findings = check(None, load_compact(shared / "gold" / f"{name}.json"), Settings())
    score = compare(findings, load_expectation(shared / "gold" / "findings.json", name))

    assert missed(score, OURS) == []
    assert alarms(score, OURS) == []


@pytest.mark.parametrize("case", sorted(path.parent.name for path in CASES.glob("*/expected.json")))
def test_our_own_cases_as_read(case):
    """The file of a case gives its expected findings, those that need its words too."""
    file = next(path for path in (CASES / case).iterdir() if path.stem == "report")
    score = compare(as_read(file), load_expectation(CASES / case / "findings.json"))

    assert missed(score, ALL) == []
    assert alarms(score, ALL) == []


@pytest.mark.parametrize("name", REPORTS)
def test_real_reports_as_read(shared, name):
    """A real report gives what a careful person found in it, also in its words."""
    score = compare(
        as_read(shared / "reports" / f"{name}.txt"), load_expectation(shared / "gold" / "findings.json", name)
    )

    assert missed(score, ALL) == []
    assert alarms(score, ALL) == []


@pytest.mark.parametrize(("name", "errors"), [("nanyue-2023", []), ("yiyang-2022", []), ("liangzhou-2024", ["B15"])])
def test_sound_reports_have_no_errors(shared, name, errors):
    """Reports whose figures hold get no finding of severity error; one restates a rate wrongly."""
    findings = check(None, load_compact(shared / "gold" / f"{name}.json"), Settings()).findings

    assert [one.root.check for one in findings if one.root.severity == "error"] == errors


CLEAN = {
    "canglan-funeral-2022": 0, "lanan-coop-2022": 0, "luoshi-media-2023": 1, "meihu-science-2022": 0,
    "michuan-archives-2023": 0, "ningxi-rural-2023": 0, "yunhan-sanitation-2022": 0,
}  # fmt: skip
"""Our own reports without a fault, and how many warnings they deserve."""


@pytest.mark.parametrize("case", CLEAN)
def test_clean_reports_are_left_alone(case):
    """No error, and only the warning that a narrative names no score."""
    file = next(path for path in (CASES / case).iterdir() if path.stem == "report")
    failed = [one.root for one in as_read(file).findings if one.root.severity != "info"]

    assert [one.check for one in failed] == ["B13"] * CLEAN[case]


def test_a_report_is_checked_in_no_time(shared):
    """The longest label takes milliseconds; a second would mean a search that runs away."""
    report = load_compact(shared / "gold" / "yueyang-2024.json")
    start = time.perf_counter()
    check(None, report, Settings())

    assert time.perf_counter() - start < 0.3
