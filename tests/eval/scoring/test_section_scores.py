"""Headings beside the labelled minimum."""

import pytest

from extractor.eval.labelled import record_of
from extractor.eval.labels import Heading, Label
from extractor.eval.result import Share
from extractor.eval.scoring.sections import sections, share

WANTED = [(1, "基本情况"), (2, "人员编制"), (1, "支出情况"), (2, "人员编制")]


def label(headings: list[tuple[int, str]]) -> Label:
    """Return a label with these headings."""
    return Label(report="甲", fields={}, sections=[Heading(level=level, title=title) for level, title in headings])


@pytest.mark.parametrize(
    ("found", "verdicts"),
    [
        (WANTED, "right right right right"),
        ([(1, "前言"), *WANTED, (3, "附注")], "right right right right"),
        ([(1, "基本 情况"), *WANTED[1:]], "right right right right"),
        (WANTED[1:], "missing right right right"),
        ([(2, "基本情况"), *WANTED[1:]], "wrong right right right"),
        ([WANTED[2], *WANTED[:2], WANTED[3]], "right right wrong right"),
        (WANTED[:3], "right right right wrong"),
        ([], "missing missing missing missing"),
    ],
    ids=["same", "more", "spaces", "gone", "level", "order", "only once", "none"],
)
def test_a_heading_is_right_in_title_level_and_order(found: list[tuple[int, str]], verdicts: str) -> None:
    """Each labelled heading needs one of its own; more headings are no fault; a found title elsewhere is wrong."""
    results = sections(record_of(label(found)).sections, label(WANTED))

    assert [result.verdict for result in results] == verdicts.split()
    assert share(results) == Share(points=verdicts.count("right"), of=4)


def test_without_labelled_headings_nothing_is_scored() -> None:
    """No labelled heading is no share, and not a share of zero."""
    assert share(sections(record_of(label(WANTED)).sections, label([]))).value is None
