"""Rows, cells and levels of the indicators."""

import json
from typing import Any

import pytest

from extractor.eval.labelled import record_of
from extractor.eval.labels import Label
from extractor.eval.result import Counts, Share
from extractor.eval.scoring.fields import Result, score
from extractor.eval.scoring.indicators import cells, levels, rows

ROWS: list[dict[str, Any]] = [
    {"level1": "产出指标", "level2": "数量指标", "level3": "采购图书", "target": "≥800册", "score": "10分"},
    {"level1": "产出指标", "level2": "质量指标", "level3": "编目差错率", "target": "≤1%", "score": "10分"},
    {"level1": "满意度指标", "level2": "服务对象满意度", "level3": "读者满意度", "target": "≥90%", "score": "8分"},
]


def results(got: list[dict[str, Any]], **asides: object) -> tuple[Result, ...]:
    """Return the comparison of indicators with those of the label."""
    label = Label.model_validate({"report": "甲", "fields": {"indicators": ROWS}, **asides})
    return score(record_of(Label(report="甲", fields={"indicators": got})), label).results


def changed(number: int, **cells: str | None) -> list[dict[str, Any]]:
    """Return the labelled rows with cells of one row replaced, or removed."""
    copied = json.loads(json.dumps(ROWS))
    copied[number] |= cells
    copied[number] = {key: value for key, value in copied[number].items() if value is not None}
    return copied


EXTRA = {"level3": "志愿服务时长", "score": "5分"}


@pytest.mark.parametrize(
    ("got", "of_rows", "of_cells", "filled"),
    [
        (ROWS, Counts(right=3), Counts(right=15), 6),
        (ROWS[1:], Counts(right=2, missing=1), Counts(right=10, missing=5), 4),
        ([*ROWS, EXTRA], Counts(right=3, invented=1), Counts(right=15, invented=1), 6),
        ([EXTRA, *ROWS], Counts(right=3, invented=1), Counts(right=15, invented=1), 6),
        (changed(0, score="9分"), Counts(right=2, wrong=1), Counts(right=14, wrong=1), 6),
        (changed(0, completion="98%"), Counts(right=2, wrong=1), Counts(right=15, invented=1), 6),
        (changed(1, level1="满意度指标"), Counts(right=2, wrong=1), Counts(right=14, wrong=1), 5),
        (changed(1, level2=None), Counts(right=2, wrong=1), Counts(right=14, missing=1), 5),
        (changed(2, deviation="无"), Counts(right=3), Counts(right=15), 6),
        ([], Counts(missing=3), Counts(missing=15), 0),
    ],
    ids=[
        "perfect", "row gone", "row more", "row more before", "wrong cell", "cell more", "wrong level", "level gone",
        "words more", "nothing",
    ],
)  # fmt: skip
def test_rows_cells_and_levels(got: list[dict], of_rows: Counts, of_cells: Counts, filled: int) -> None:
    """A row is right when every cell is; a missing row leaves the others right; words beyond the label do not count."""
    found = results(got)

    assert rows(found) == of_rows
    assert cells(found) == of_cells
    assert levels(found) == Share(points=filled, of=6)


def test_indicators_of_projects_count_too() -> None:
    """The indicators of a project are judged as those of the department."""
    label = Label(report="甲", fields={"projects": [{"name": "图书购置", "indicators": ROWS}]})

    assert rows(score(record_of(label), label).results) == Counts(right=3)


def test_other_rows_are_no_indicators() -> None:
    """The rows of a budget are not judged here, so without indicators nothing is."""
    label = Label(report="甲", fields={"budget": {"rows": [{"item": "total", "initial": "1万元"}]}})
    found = score(record_of(label), label).results

    assert (rows(found), cells(found), levels(found)) == (Counts(), Counts(), Share())
