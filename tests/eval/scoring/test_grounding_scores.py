"""Boxes beside the words: value right and IoU of at least a half."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.eval.labelled import record_of
from extractor.eval.labels import Label
from extractor.eval.result import Counts
from extractor.eval.scoring.fields import score
from extractor.eval.scoring.grounding import PageBox, Places, grounded, overlap
from extractor.records.evidence import Box, Evidence
from extractor.records.report import Report

LABEL = Label(report="甲", fields={"score": {"total": "98.5分"}, "staffing": {"actual": "9人"}})
WORD: Box = (100.0, 100.0, 140.0, 110.0)
FAR: Box = (300.0, 100.0, 340.0, 110.0)

BOXES = st.tuples(*[st.integers(0, 20)] * 4).map(lambda b: (b[0], b[1], b[0] + b[2], b[1] + b[3]))


@given(BOXES, BOXES)
def test_overlap_is_shared_area_over_all_area(one: Box, other: Box) -> None:
    """Counted point by point on a grid, both ways round; equal boxes with an area overlap wholly."""
    points = [{(x, y) for x in range(b[0], b[2]) for y in range(b[1], b[3])} for b in (one, other)]
    both, either = points[0] & points[1], points[0] | points[1]

    assert overlap(one, other) == pytest.approx(len(both) / len(either) if either else 0)
    assert overlap(one, other) == overlap(other, one)


def read(total: str | None, *places: tuple[int, Box | None]) -> Report:
    """Return a record with this score, read at the first place and seen again at the others."""
    fields = {"score": {"total": total}} if total else {}
    record = record_of(Label(report="甲", fields=fields))
    if record.score is None or record.score.total is None:
        return record
    at = [Evidence(page=page, line="L0001", box=box, quote="98.5") for page, box in places]
    figure = record.score.total.model_copy(update={"at": at[0], "also_at": tuple(at[1:])})
    return record.model_copy(update={"score": record.score.model_copy(update={"total": figure})})


def places(*spots: list[PageBox]) -> Places[Any]:
    """Return the places of the labelled score, each with the boxes of its lines."""
    return Places({"score.total": tuple(range(len(spots)))}, lambda spot: spots[spot])


@pytest.mark.parametrize(
    ("record", "known", "expected"),
    [
        (read("98.5分", (1, WORD)), [(1, WORD)], Counts(right=1)),
        (read("98.5分", (1, (100, 100, 180, 110))), [(1, WORD)], Counts(right=1)),
        (read("98.5分", (1, (100, 100, 181, 110))), [(1, WORD)], Counts(misplaced=1)),
        (read("98.5分", (1, FAR)), [(1, WORD)], Counts(misplaced=1)),
        (read("98.5分", (2, WORD)), [(1, WORD)], Counts(misplaced=1)),
        (read("98.6分", (1, WORD)), [(1, WORD)], Counts(wrong=1)),
        (read("98.5分", (1, None)), [(1, WORD)], Counts(missing=1)),
        (read(None), [(1, WORD)], Counts(missing=1)),
        (read("98.5分", (1, FAR), (1, WORD)), [(1, WORD)], Counts(right=1)),
        (read("98.5分", (1, WORD)), [], Counts()),
    ],
    ids=[
        "same", "half", "less than half", "elsewhere", "another page", "another value", "no box", "not read",
        "seen again", "no box known",
    ],
)  # fmt: skip
def test_value_and_box_must_be_right(record: Report, known: list[PageBox], expected: Counts) -> None:
    """A right value with a box on the word counts; elsewhere it is misplaced; without a known box nothing is judged."""
    assert grounded(score(record, LABEL).results, record, places(known)) == expected


LINES: list[PageBox] = [(1, (100, 100, 200, 110)), (1, (100, 112, 160, 122))]


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((100, 100, 200, 122), Counts(right=1)),
        ((100, 100, 200, 110), Counts(misplaced=1)),
        ((100, 100, 200, 112), Counts(misplaced=1)),
    ],
    ids=["both lines", "the first line", "more than half, but one line"],
)
def test_a_wrapped_value_needs_all_its_lines(box: Box, expected: Counts) -> None:
    """A box around both lines is right; one line of two is not the value, even where it is half of the area."""
    record = read("98.5分", (1, box))

    assert grounded(score(record, LABEL).results, record, places(LINES)) == expected


def test_any_place_of_a_value_that_is_printed_twice_is_right() -> None:
    """A value may be read where it is printed again."""
    record = read("98.5分", (2, FAR))

    assert grounded(score(record, LABEL).results, record, places([(1, WORD)], [(2, FAR)])) == Counts(right=1)


def test_without_places_nothing_is_scored() -> None:
    """Without known places there is no F1, and not one of zero."""
    record = read("98.5分", (1, WORD))

    assert grounded(score(record, LABEL).results, record, None).f1 is None
