"""Figures that were read into another field."""

import json
from typing import Any

import pytest

from extractor.eval.labelled import record_of
from extractor.eval.labels import Label
from extractor.eval.result import Counts
from extractor.eval.scoring.counting import figures, group_of, groups
from extractor.eval.scoring.fields import Score, score
from extractor.eval.scoring.misplaced import with_misplaced
from extractor.records.report import Report

LABEL = {
    "budget": {
        "rows": [
            {
                "item": "total",
                "label": "年度资金总额",
                "initial": "503.37万元",
                "executed": "480.12万元",
                "score": "9分",
            },
            {"item": "basic", "label": "基本支出", "initial": "300万元", "executed": "290万元"},
        ]
    },
    "spending": {"total": "477万元", "basic": {"total": "290.5万元"}, "government_fund": "无"},
    "staffing": {"authorized": "10人"},
}


def changed(**values: str | None) -> dict[str, Any]:
    """Return the fields of LABEL with some replaced, or removed; `__` parts the steps of a path."""
    fields = json.loads(json.dumps(LABEL))
    for path, value in values.items():
        *steps, last = [int(step) if step.isdigit() else step for step in path.split("__")]
        node = fields
        for step in steps:
            node = node[step] if isinstance(node, list) else node.setdefault(step, {})
        node.pop(last, None)
        if value is not None:
            node[last] = value
    return fields


def settled(fields: dict[str, Any]) -> tuple[Score, Score]:
    """Return the scores of a record beside LABEL, before and after looking for misplaced figures."""
    record: Report = record_of(Label(report="甲", fields=fields))
    before = score(record, Label(report="甲", fields=LABEL))
    return before, with_misplaced(before, record)


ROW = "budget__rows__{}__{}".format


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, Counts(right=8)),
        ({ROW(0, "initial"): None}, Counts(right=7, missing=1)),
        ({ROW(0, "initial"): None, ROW(0, "adjusted"): "503.37万元"}, Counts(right=7, misplaced=1)),
        ({ROW(0, "initial"): "480.12万元", ROW(0, "executed"): "503.37万元"}, Counts(right=6, misplaced=2)),
        ({ROW(0, "initial"): "480.12万元", ROW(0, "executed"): None}, Counts(right=6, misplaced=1, missing=1)),
        ({ROW(0, "initial"): "480.12万元", ROW(0, "executed"): "1万元"}, Counts(right=6, misplaced=1, wrong=1)),
        (
            {ROW(0, "initial"): "2万元", ROW(0, "adjusted"): "503.37万元"},
            Counts(right=7, misplaced=1, invented=1),
        ),
        ({ROW(0, "initial"): "480.12万元"}, Counts(right=7, wrong=1)),
        ({"spending__total": None, ROW(1, "adjusted"): "477万元"}, Counts(right=7, misplaced=1)),
        ({"staffing__authorized": None, "spending__balance": "10人"}, Counts(right=7, missing=1, invented=1)),
        ({"staffing__authorized": None, "staffing__retired": "10人"}, Counts(right=7, misplaced=1)),
        ({ROW(0, "initial"): None, ROW(0, "adjusted"): "503.37元"}, Counts(right=7, missing=1, invented=1)),
        ({"spending__total": None, "spending__government_fund": "477万元"}, Counts(right=7, misplaced=1)),
    ],
    ids=[
        "perfect", "dropped", "moved", "swapped", "pushed out", "pushed out, and another value", "stray value left",
        "copied", "telling, another group", "a ten, another group", "a ten, the same group", "another unit",
        "where a word is labelled",
    ],
)  # fmt: skip
def test_a_value_in_another_field_is_misplaced_once(values: dict[str, str | None], expected: Counts) -> None:
    """A value that stands in another field counts once; a right field holds nobody else's; chance is no proof."""
    _, after = settled(changed(**values))

    assert figures(after.results) == expected


def test_the_same_row_goes_before_the_same_group() -> None:
    """Of two fields that hold the value of a lost figure, the one in its own row has it, the other is invented."""
    fields = changed(**{ROW(0, "executed"): None, ROW(0, "adjusted"): "480.12万元", ROW(1, "adjusted"): "480.12万元"})

    _, after = settled(fields)

    assert [(f.path, f.verdict, f.read) for f in after.faults()] == [
        ("budget.rows[0].executed", "misplaced", "budget.rows[0].adjusted"),
        ("budget.rows[1].adjusted", "invented", "budget.rows[1].adjusted"),
    ]


def test_each_value_is_used_once() -> None:
    """One stray value cannot stand for two lost figures."""
    label = Label(report="甲", fields={"spending": {"total": "50.25万元", "balance": "50.25万元"}})
    record = record_of(Label(report="甲", fields={"spending": {"adjusted_budget": "50.25万元"}}))

    after = with_misplaced(score(record, label), record)

    assert figures(after.results) == Counts(misplaced=1, missing=1)


def test_a_column_moved_on_is_misplaced_and_not_invented() -> None:
    """Of a column moved on by one field, every value is misplaced; where nobody is pushed out, none is lost."""
    fields = changed(
        **{ROW(0, "executed"): None, ROW(1, "executed"): "480.12万元", "budget__by_income__other": "290万元"}
    )

    _, after = settled(fields)

    assert figures(after.results) == Counts(right=6, misplaced=2)


@pytest.mark.parametrize(
    ("path", "group"),
    [
        ("budget.rows[3].initial", "budget"),
        ("spending.basic.total", "spending"),
        ("projects[2].budget.rows[0].rate", "projects.budget"),
        ("projects[0].indicators[4].score", "projects.indicators"),
        ("projects[1]", "projects"),
    ],
)
def test_a_group_is_the_first_step_and_of_a_project_the_second(path: str, group: str) -> None:
    """The money of the department, of its projects, and their indicators are told apart."""
    assert group_of(path) == group


def test_groups_add_up_to_all_figures() -> None:
    """The counts by group are those of all figures, and a group without figures is not there."""
    _, after = settled(changed(**{ROW(0, "initial"): None, "staffing__actual": "3人"}))

    found = groups(after.results)

    assert sum(found.values(), Counts()) == figures(after.results)
    assert sorted(found) == ["budget", "spending", "staffing"]
