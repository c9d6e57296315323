"""Findings by severity, and the corrections that a careful person names beside those that we suggest."""

from decimal import Decimal

import pytest

from extractor.eval.result import FindingCounts, Share
from extractor.eval.scoring.findings import Expectation, Expected, by_severity, compare
from extractor.eval.scoring.repairs import Correction, corrections, repairs
from extractor.records.finding import Change, Finding, Findings, Outcome, Repair, Side


def outcome(check: str, *texts: str, severity: str = "error", repair: Repair | None = None) -> Outcome:
    """Return a failed outcome about some printed figures."""
    sides = tuple(Side(path=f"budget.rows[{index}].executed", text=text) for index, text in enumerate(texts))
    return Outcome(check=check, status="fail", severity=severity, subject="budget", sides=sides, repair=repair)


def repair(*changes: tuple[str, str], verdict: str = "unique") -> Repair:
    """Return a suggestion of these changes."""
    made = tuple(Change(path="budget.rows[0].executed", old=old, new=new) for old, new in changes)
    return Repair(kind="cell-primary", verdict=verdict, changes=made)


@pytest.mark.parametrize(
    ("note", "old", "new"),
    [
        ("唯一1格修复：全年预算数2310.75→2864.20（正文亦作2864.20）", "2310.75", "2864.20"),
        ("数字颠倒：2864.20→2310.75", "2310.75", "2864.20"),
        ("小数点移位：2,310.75→23,107.50", "2310.75", "23107.50"),
        ("把得分2310.75改为2301.75即成立", "2310.75", "2301.75"),
        ("率2310.75%→2301.75%", "2310.75", "2301.75"),
        ("整表应为元", None, "元"),
    ],
    ids=["printed first", "right one first", "commas", "in words", "percent", "unit"],
)
def test_a_note_names_a_correction(note: str, old: str | None, new: str) -> None:
    """The figure that stands in the quotes is the printed one, whichever way round the note tells it."""
    expected = Expected(check="A01", quotes=("总额\t2310.75\t10",), note=note)

    (found,) = corrections(expected)

    assert (found.old and str(found.old), str(found.new)) == (old, new)


@pytest.mark.parametrize("note", ["同上根因", "口径可能不同（2023→2024决算）", "正文已说明军转安置", ""])
def test_a_note_without_a_correction_names_none(note: str) -> None:
    """Remarks, and arrows between numbers that are not quoted, are no corrections."""
    assert not corrections(Expected(check="A01", quotes=("总额\t2310.75\t10",), note=note))


def test_a_correction_may_be_named_outright() -> None:
    """The field `repair` goes before the note, and needs no quote to be believed."""
    expected = Expected(check="A10", quotes=("表头万元",), repair="万元→元", note="12→10")

    assert corrections(expected) == {Correction("万元", "元")}
    assert corrections(Expected(check="A01", quotes=(), repair="12→10")) == {Correction(Decimal(12), Decimal(10))}


EXPECTED = {"check": "A08", "quotes": ["总额\t281.93", "财政资金\t281.39"], "note": "数字颠倒：281.39→281.93"}
RIGHT = repair(("281.39万元", "281.93万元"))


@pytest.mark.parametrize(
    ("ours", "points"),
    [
        (Finding(root=outcome("A08", "281.93", "281.39", repair=RIGHT)), 1),
        (Finding(root=outcome("A01", "281.39", repair=RIGHT), explains=(outcome("A08", "281.93", "281.39"),)), 1),
        (Finding(root=outcome("A08", "281.93", "281.39", repair=repair(("281.39", "281.93"), ("7", "8")))), 1),
        (Finding(root=outcome("A08", "281.93", "281.39", repair=repair(("281.93", "281.39")))), 0),
        (Finding(root=outcome("A08", "281.93", "281.39", repair=repair(("281.39", "281.93"), verdict="tied"))), 0),
        (Finding(root=outcome("A08", "281.93", "281.39")), 0),
        (Finding(root=outcome("A01", "281.39", repair=RIGHT)), 0),
    ],
    ids=["right", "at the root", "with another", "turned round", "one of several", "silent", "not found"],
)
def test_a_repair_is_right_when_it_is_the_named_one(ours: Finding, points: int) -> None:
    """The finding that answers the expected one must suggest its change, alone and that way round."""
    findings = Findings(findings=(ours,))
    compared = compare(findings, Expectation.model_validate({"findings": [EXPECTED]}))

    assert repairs(compared, findings) == Share(points=points, of=1)


def test_a_correction_that_two_findings_name_counts_once() -> None:
    """A cause and what it explains name one change, and it is enough to answer one of them."""
    findings = Findings(findings=(Finding(root=outcome("A08", "281.93", "281.39", repair=RIGHT)),))
    both = [EXPECTED, {**EXPECTED, "check": "A01", "explained_by": "A08"}]

    compared = compare(findings, Expectation.model_validate({"findings": both}))

    assert repairs(compared, findings) == Share(points=1, of=1)


def test_without_a_named_correction_nothing_is_scored() -> None:
    """A label that says nothing of a repair gives no share, also when we suggest one."""
    findings = Findings(findings=(Finding(root=outcome("A08", "281.93", "281.39", repair=RIGHT)),))
    silent = Expectation.model_validate({"findings": [{**EXPECTED, "note": "财政资金一行"}]})

    assert repairs(compare(findings, silent), findings).value is None


def test_findings_are_counted_by_severity() -> None:
    """What a careful person insists on counts by theirs, our other findings by ours; the uncertain is not expected."""
    expectation = Expectation.model_validate({
        "findings": [
            {"check": "A08", "quotes": ["281.93"]},
            {"check": "A09", "quotes": ["55.5"]},
            {"check": "B09", "severity": "warning", "quotes": ["77.7"], "certain": False},
        ],
        "holds": [{"identity": "和", "check": "A06", "quotes": ["90\t60\t30"]}],
    })  # fmt: skip
    ours = [outcome("A08", "281.93"), outcome("A06", "90", "60", "30"), outcome("B10", "8", severity="warning")]

    found = by_severity(compare(Findings(findings=tuple(Finding(root=one) for one in ours)), expectation))

    assert found == {
        "error": FindingCounts(found=1, expected=2, false_alarms=1),
        "warning": FindingCounts(unlisted=1),
    }
