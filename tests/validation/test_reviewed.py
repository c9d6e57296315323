"""What a person decided on a finding before counts when a report is checked again."""

import pytest

from extractor.records.finding import Finding, Findings, Outcome, Side
from extractor.records.review import Review
from extractor.validation.reviewed import seen, settled
from tests.compact import report_from_compact

REPORT = report_from_compact(
    {
        "budget": {"rows": [{"item": "total", "label": "年度资金总额", "adjusted": "100万元", "rate": "95%"}]},
        "indicators": [{"level3": "培训人数", "score": "9分"}, {"level3": "培训期数", "score": "9分"}],
    }
)


def outcome(check="A01", subject="budget.rows[0].rate", text="95", **more):
    """Return a failed check of one figure."""
    sides = (Side(path=subject, text=text),) if text else ()
    return Outcome(check=check, status="fail", severity="error", subject=subject, sides=sides, **more)


def reviewed(one, decision="dismissed", explains=(), report=REPORT):
    """Return the record with a decision on a finding."""
    review = Review(
        decision=decision,
        root=seen(report, one),
        explains=tuple(seen(report, other) for other in explains),
        by="王敏",
        on="2026-11-21",
    )
    return report.model_copy(update={"reviews": (*report.reviews, review)})


def checks(found):
    """Return the checks of some findings."""
    return [finding.root.check for finding in found]


@pytest.mark.parametrize(
    ("now", "open_again"),
    [
        (outcome(), False),
        (outcome(message="换了一种说法"), False),
        (outcome(text="93"), True),
        (outcome(text="95（更正为 93%）"), True),
        (outcome(check="A02"), True),
        (outcome(subject="indicators[0].score"), True),
    ],
)
def test_a_dismissal_knows_its_finding(now, open_again):
    """The same check about the same figures is no problem, however worded; another figure is a new one."""
    found = settled(reviewed(outcome()), Findings(findings=(Finding(root=now),)))

    assert bool(found.findings) is open_again
    assert found.errors == int(open_again)
    assert checks(found.dismissed) == ([] if open_again else ["A01"])


def test_another_row_in_the_same_place_is_open():
    """A row that moved up does not inherit the dismissal of the row that stood there."""
    one = outcome("B09", "indicators[0].score", "9")
    report = reviewed(one)
    moved = report.model_copy(update={"indicators": report.indicators[1:]})

    assert checks(settled(report, Findings(findings=(Finding(root=one),))).dismissed) == ["B09"]
    assert checks(settled(moved, Findings(findings=(Finding(root=one),))).findings) == ["B09"]


def test_a_finding_without_figures_is_known_by_its_sentence():
    """Where nothing stands beside it, the sentence is all there is to know it by."""
    report = reviewed(outcome(text="", message="缺少附件3"))
    found = settled(report, Findings(findings=(Finding(root=outcome(text="", message="缺少附件2")),)))

    assert checks(found.findings) == ["A01"]


def test_what_hung_below_is_dismissed_with_it():
    """A dismissal speaks for the consequences that were shown; one that came later is a finding of its own."""
    below, later = outcome("A03", text="100"), outcome("A04", text="100")
    report = reviewed(outcome(), explains=(below,))
    found = settled(report, Findings(findings=(Finding(root=outcome(), explains=(below, later)),)))

    assert checks(found.findings) == ["A04"]
    assert [one.check for one in found.dismissed[0].explains] == ["A03"]


def test_the_last_decision_counts():
    """A dismissal that was taken back is open again; 待核实 stands beside the finding."""
    reopened = reviewed(outcome(), "reopened", report=reviewed(outcome()))
    pending = reviewed(outcome(), "pending", report=reviewed(outcome()))
    findings = Findings(findings=(Finding(root=outcome()),))

    assert settled(reopened, findings).findings[0].review is None
    assert settled(pending, findings).findings[0].review.decision == "pending"
    assert not settled(pending, findings).dismissed


def test_without_decisions_nothing_changes():
    """A record that nobody reviewed gives its findings as they are."""
    findings = Findings(findings=(Finding(root=outcome()),))

    assert settled(REPORT, findings) is findings
