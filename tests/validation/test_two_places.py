"""B13 and B14: one fact that two places of the paper print differently."""

from __future__ import annotations

import pytest

from extractor.records.report import Alternative
from extractor.settings import Settings
from extractor.validation import check
from tests.compact import place
from tests.validation.samples import report, said


def elsewhere(path, text, value=None, unit=None):
    """Return what the checks say when another place prints another value of one field."""
    made = report()
    other = Alternative(text=text, value=value, unit=unit, at=place("T9R1C1", text))
    if path == "score.total":
        total = made.score.total.model_copy(update={"alternatives": (other,)})
        made = made.model_copy(update={"score": made.score.model_copy(update={"total": total})})
    elif path == "score.grade":
        grade = made.score.grade.model_copy(update={"alternatives": (other,)})
        made = made.model_copy(update={"score": made.score.model_copy(update={"grade": grade})})
    else:
        project = made.projects[0]
        row = project.budget.rows[0]
        cell = place("T2R3C4", "50.5")
        adjusted = row.adjusted.model_copy(update={"alternatives": (other,), "at": cell})
        rows = (row.model_copy(update={"adjusted": adjusted}), *project.budget.rows[1:])
        budget = project.budget.model_copy(update={"rows": rows})
        made = made.model_copy(update={"projects": (project.model_copy(update={"budget": budget}),)})
    return check(None, made, Settings()).outcomes


@pytest.mark.parametrize(
    ("identifier", "path", "other", "computation"),
    [
        ("B13", "score.total", ("91.9", "91.9", "分"), "99.1≠91.9"),
        ("B13", "score.total", ("99.10", "99.10", "分"), None),
        ("B13", "score.grade", ("良好",), "优秀≠良好"),
        ("B13", "score.grade", ("优",), None),
        ("B14", "projects", ("48.60", "48.60", "万元"), "50.5≠48.60"),
        ("B14", "projects", ("505,000.00", "505000.00", "元"), None),
    ],
)
def test_another_place_says_otherwise(identifier, path, other, computation):
    """A score, a grade or a budget that another place prints differently is an error; the same one is none."""
    found = [one for one in elsewhere(path, *other) if one.check == identifier and one.status == "fail"]

    assert [(one.computation, one.severity) for one in found] == ([(computation, "error")] if computation else [])


def test_a_part_of_the_score_is_no_other_total():
    """Another score that the narrative does not call the total only warns."""
    made = report()
    other = Alternative(text="88", value="88", unit="分", at=place("L0009", "88分"))
    total = made.score.total.model_copy(update={"alternatives": (other,)})
    made = made.model_copy(update={"score": made.score.model_copy(update={"total": total})})

    assert [one.severity for one in check(None, made, Settings()).outcomes if one.status == "fail"] == ["warning"]


def test_a_narrative_without_a_conclusion():
    """A narrative that names neither score nor grade is a warning; a form without a column for scores is none."""
    told = {"score": None, "indicators": None, "projects": None}

    assert [(one.status, one.severity) for one in said("B13", told)] == [("fail", "warning")]
    assert "fail" not in [one.status for one in said("B13", {"score": None})]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("经综合评定，等级为优秀。", "insufficient"),
        ("最后评分：96.5分。", "insufficient"),
        ("评价结论良好，职工满意。", "fail"),
        ("对评分过程进行了复核。", "fail"),
    ],
)
def test_a_conclusion_that_was_not_read_is_left_open(text, status):
    """Where the narrative seems to name a score or a grade, the checks do not claim that it has none."""
    told = {"score": None, "indicators": None, "projects": None,
            "sections": [{"title": "结论", "level": 1, "text": text}]}  # fmt: skip

    assert [one.status for one in said("B13", told)] == [status]
