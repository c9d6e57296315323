"""Findings against the expectation of a careful person."""

from pathlib import Path

import pytest

from extractor.eval.scoring.findings import Expectation, FindingsScore, compare, load_expectation
from extractor.records.evidence import Evidence
from extractor.records.finding import Finding, Findings, Outcome, Side

EXPECTED = {"check": "A01", "quotes": ["年度资金总额\t200\t200\t150\t10\t80%\t8"], "computation": "150/200=75%"}
HOLD = {"identity": "基本支出合计", "quotes": ["基本支出90万元，其中人员60万元、公用30万元"], "computation": "60+30=90"}


def outcome(check: str, *texts: str, severity: str = "error", status: str = "fail") -> Outcome:
    """Return an outcome about figures printed like this."""
    sides = tuple(Side(path="x", text=text, at=Evidence(page=1, line="L0001", quote=text)) for text in texts)
    return Outcome.model_validate(
        {"check": check, "status": status, "severity": severity, "subject": "x", "sides": sides}
    )


def compared(*roots: Outcome, **expectation: object) -> FindingsScore:
    """Compare findings without anything below them."""
    return compare(Findings(findings=tuple(Finding(root=root) for root in roots)), Expectation(**expectation))


@pytest.mark.parametrize(
    ("ours", "found"),
    [
        (outcome("A01", "200", "150", "80%"), 1),
        (outcome("A01", "199", "149", "81%"), 0),
        (outcome("A02", "200", "150", "80%"), 0),
        (outcome("A01", "年度资金总额"), 1),
        (outcome("A01", "200", "150"), 1),
        (outcome("A01", "200", "151"), 0),
    ],
    ids=["same figures", "other figures", "another check", "same words", "some of them", "some and another"],
)
def test_found_means_the_same_check_about_the_same_place(ours: Outcome, found: int) -> None:
    """The check id must be the same, and the figures or words of a quote must be shared."""
    result = compared(ours, findings=[EXPECTED])

    assert (len(result.found), len(result.missed)) == (found, 1 - found)


def test_a_shared_zero_is_no_match() -> None:
    """A zero stands in every table, so it does not say that two findings are about the same place."""
    result = compared(outcome("A08", "0", "35"), findings=[{"check": "A08", "quotes": ["上年结转资金\t0\t0\t0"]}])

    assert result.found == ()


def test_what_hangs_below_a_root_counts_as_found() -> None:
    """A consequence that is reported under its root is found too."""
    finding = Finding(root=outcome("A03", "200", "150"), explains=(outcome("A01", "200", "150", "80%"),))

    result = compare(Findings(findings=(finding,)), Expectation(findings=[EXPECTED]))

    assert [wanted.check for wanted, _ in result.found] == ["A01"]


def test_two_expected_findings_need_their_own_outcomes() -> None:
    """Each expected finding is paired with the outcome that is most like it."""
    first = {"check": "B02", "quotes": ["产出指标(50分)", "培训\t20\t20"]}
    second = {"check": "B02", "quotes": ["效益指标(30分)", "服务\t20\t20"]}
    ours = [outcome("B02", "30分", "20"), outcome("B02", "50分", "20")]

    result = compared(*ours, findings=[first, second])

    assert [found.sides[0].text for _, found in result.found] == ["50分", "30分"]
    assert compared(ours[0], findings=[first]).missed == ()


@pytest.mark.parametrize(
    ("ours", "hold", "alarm"),
    [
        (outcome("A06", "90", "60", "30"), HOLD, True),
        (outcome("A06", "90", "60", "30", severity="info"), HOLD, False),
        (outcome("A06", "90", "60", "30", status="hint"), HOLD, False),
        (outcome("A06", "90", "60", "31"), HOLD, False),
        (outcome("B09", "90", "60"), HOLD, False),
        (outcome("A05", "90", "60", "30"), {**HOLD, "check": "A06"}, False),
    ],
    ids=["contradicts", "info", "hint", "another figure", "no identity", "another check"],
)
def test_a_false_alarm_contradicts_a_hold(ours: Outcome, hold: dict, alarm: object) -> None:
    """Only an error or warning about exactly the figures of a true identity is a false alarm; the rest is unlisted."""
    result = compared(ours, holds=[hold])

    assert (len(result.false_alarms), len(result.unlisted)) == ((1, 0) if alarm else (0, 1))


GOLD = Path(__file__).parents[4] / "shared" / "gold" / "findings.json"


@pytest.mark.skipif(not GOLD.exists(), reason="the shared labels are not here")
def test_the_shared_expectations_can_be_read() -> None:
    """All findings and holds of the shared reports fit our records."""
    expectation = load_expectation(GOLD, "yunxi-2024")

    assert len(expectation.findings) == 27
    assert len(expectation.holds) == 9
