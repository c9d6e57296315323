"""Calibration of `verified`, coverage, and the share of figures that a person must look at."""

from decimal import Decimal

import pytest

from extractor.eval.labelled import record_of
from extractor.eval.labels import Label
from extractor.eval.result import Share
from extractor.eval.scoring.fields import score
from extractor.eval.scoring.review import coverage, effort, silent, verified
from extractor.records.evidence import Evidence
from extractor.records.report import Coverage, Report, Unread

LABEL = {"staffing": {"authorized": "24人", "actual": "22人"}, "spending": {"government_fund": "无"}}


def marked(fields: dict, status: str = "verified") -> Report:
    """Return a record in which each figure has a status."""
    data = record_of(Label(report="甲", fields=fields)).model_dump()
    for group in ("staffing", "spending"):
        for value in (data[group] or {}).values():
            if isinstance(value, dict) and "status" in value:
                value["status"] = status
    return Report.model_validate(data)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (LABEL, (2, 0)),
        ({"staffing": {"authorized": "24人", "actual": "27人"}}, (2, 1)),
        ({"staffing": {"authorized": "22人", "actual": "24人"}}, (2, 2)),
        ({"staffing": {"authorized": "24人", "retired": "5人"}}, (2, 1)),
        ({"staffing": {"authorized": "24人"}, "spending": {"government_fund": "1万元"}}, (2, 1)),
        ({"staffing": {"authorized": "24人"}}, (1, 0)),
        ({}, (0, 0)),
    ],
    ids=["right", "wrong", "swapped", "invented", "a figure for a word", "missing", "nothing"],
)
def test_a_verified_figure_must_be_right(fields: dict, expected: tuple[int, int]) -> None:
    """A figure marked verified that is wrong, swapped or invented breaks the promise; a missing one is not marked."""
    record = marked({"staffing": {}, "spending": {}, **fields})

    assert verified(score(record, Label(report="甲", fields=LABEL)).results, record) == expected


def test_what_the_label_is_neutral_about_is_not_judged() -> None:
    """An unlabelled figure where the label is neutral is neither right nor wrong."""
    record = marked({"staffing": {"authorized": "24人", "retired": "5人"}, "spending": {}})
    label = Label(report="甲", fields=LABEL, neutral=["staffing.retired"])

    assert verified(score(record, label).results, record) == (1, 0)


@pytest.mark.parametrize("status", ["unchecked", "contradicted"])
def test_only_verified_figures_are_counted(status: str) -> None:
    """A figure that nobody vouched for may be wrong."""
    record = marked(LABEL, status)

    assert verified(score(record, Label(report="甲", fields=LABEL)).results, record) == (0, 0)


UNREAD = (Unread(text="7万元", at=Evidence(page=1, line="L0001", quote="7万元")),)


@pytest.mark.parametrize(
    ("record", "share"),
    [
        (marked(LABEL), Share(points=0, of=2)),
        (marked(LABEL).model_copy(update={"unread": UNREAD}), Share(points=1, of=3)),
        (marked(LABEL, "contradicted"), Share(points=2, of=2)),
        (record_of(Label(report="甲", fields={})), Share()),
    ],
    ids=["verified", "one not read", "contradicted", "no figure"],
)
def test_a_person_looks_at_what_is_not_verified_and_not_read(record: Report, share: Share) -> None:
    """Effort is the share of figures that are not verified, with those that no field holds."""
    assert effort(record) == share


def test_coverage_is_what_the_reader_counted() -> None:
    """Read figures among all on the paper; a record without that count is not scored."""
    counted = Coverage(figures=20, unread=3, ratio=Decimal("0.85"))

    assert coverage(marked(LABEL).model_copy(update={"coverage": counted})) == Share(points=17, of=20)
    assert coverage(marked(LABEL)).value is None


def doubted(report: Report, **mark: object) -> Report:
    """Return a record with the actual staff marked in its evidence."""
    actual = report.staffing.actual
    at = actual.at.model_copy(update=mark)
    staffing = report.staffing.model_copy(update={"actual": actual.model_copy(update={"at": at})})
    return report.model_copy(update={"staffing": staffing})


@pytest.mark.parametrize(
    ("actual", "mark", "expected"),
    [
        ("22人", {}, (0, 0)),
        ("22人", {"confidence": 0.5}, (0, 1)),
        ("27人", {}, (1, 0)),
        ("27人", {"confidence": 0.99}, (1, 0)),
        ("27人", {"confidence": 0.5}, (0, 0)),
        ("27人", {"match": "ocr-near"}, (0, 0)),
        ("27人", {"other": "22"}, (0, 0)),
    ],
)
def test_a_wrong_figure_without_a_mark_of_doubt_is_silent(actual: str, mark: dict, expected: tuple[int, int]) -> None:
    """Wrong figures count as silent unless their evidence is in doubt; doubt on right ones is counted beside them."""
    record = doubted(marked({"staffing": {"authorized": "24人", "actual": actual}, "spending": {}}), **mark)

    assert silent(score(record, Label(report="甲", fields=LABEL)).results, record) == expected
