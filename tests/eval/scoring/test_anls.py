"""The similarity of texts, beside its definition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.eval.labelled import record_of
from extractor.eval.labels import Label
from extractor.eval.result import Share
from extractor.eval.scoring.distance import distance, distances
from extractor.eval.scoring.fields import score
from extractor.eval.scoring.texts import opening_similarity, similarity, texts

WORDS = st.text("甲乙丙丁", max_size=9)


def by_the_book(one: str, other: str) -> int:
    """Return the edit distance by the table of Wagner and Fischer."""
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, beside in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (char != beside))
    return row[-1]


@given(WORDS, WORDS)
def test_the_distance_is_that_of_the_book(one: str, other: str) -> None:
    """The fast distance equals the table's, for every opening of the second text."""
    assert list(distances(one, other)) == [by_the_book(one, other[:end]) for end in range(len(other) + 1)]


@given(WORDS, WORDS, WORDS)
def test_the_distance_is_a_metric(one: str, other: str, third: str) -> None:
    """It is zero for equal texts only, the same both ways, and no detour is shorter."""
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) == distance(other, one)
    assert distance(one, third) <= distance(one, other) + distance(other, third)


@given(WORDS, WORDS)
def test_a_similarity_is_one_minus_the_share_of_changes(one: str, other: str) -> None:
    """Below half of the longer text changed it is what remains, from half on nothing."""
    changed = by_the_book(one, other) / max(len(one), len(other), 1)

    assert similarity(one, other) == (1 - changed if changed < 0.5 else 0)


@pytest.mark.parametrize(
    ("wanted", "got", "points"),
    [
        ("云岭县总工会", "云岭县总工会", 1.0),
        ("云岭县总工会", "云岭 县总工会", 1.0),
        ("云岭县总工会", "云岭县总二会", 5 / 6),
        ("甲乙丙丁", "甲乙戊己", 0.0),
        ("云岭县总工会", "", 0.0),
    ],
    ids=["same", "spaces", "misread", "half", "empty"],
)
def test_similarity_of_two_texts(wanted: str, got: str, points: float) -> None:
    """Spaces do not count, one misread of six costs a sixth, half is another text."""
    assert similarity(wanted, got) == pytest.approx(points)


@pytest.mark.parametrize(
    ("got", "points"),
    [
        ("做好职工服务，全年走访", 1.0),
        ("做好职二服务，全年走访", 5 / 6),
        ("做职工服务，全年走访", 5 / 6),
        ("全年", 0.0),
    ],
    ids=["opening", "misread", "a character lost", "another text"],
)
def test_similarity_of_an_opening(got: str, points: float) -> None:
    """What follows a labelled opening does not count, also when the opening lost a character."""
    assert opening_similarity("做好职工服务", got) == pytest.approx(points)


FIELDS = {
    "profile": {"unit_name": "云岭县总工会", "report_date": "2025-06-11"},
    "goals": {"expected_starts": "做好职工服务"},
    "spending": {"government_fund": "无"},
}


@pytest.mark.parametrize(
    ("path", "value", "points"),
    [
        ("profile.unit_name", "云岭县总二会", 3 + 5 / 6),
        ("profile.report_date", "2025-06-12", 3),
        ("profile.unit_name", None, 3),
        ("goals.expected_starts", "做好职二服务", 3 + 5 / 6),
        ("spending.government_fund", "无政府性基金", 3),
    ],
    ids=["misread", "another date", "missing", "opening", "longer"],
)
def test_texts_are_summed_over_the_label(path: str, value: str | None, points: float) -> None:
    """A misread text keeps its similarity, a missing one and another date have none; four are labelled."""
    group, name = path.split(".")
    changed = {**FIELDS, group: {key: part for key, part in FIELDS[group].items() if key != name}}
    if value is not None:
        changed[group][name] = value
    label = Label(report="甲", fields=FIELDS)

    found = texts(score(record_of(Label(report="甲", fields=changed)), label).results, label)

    assert (found.points, found.of) == (pytest.approx(points), 4)


def test_the_best_of_all_right_answers_counts() -> None:
    """A text is compared with each answer that the label accepts."""
    label = Label(
        report="甲", fields=FIELDS, accept=[{"path": "profile.unit_name", "also": ["云岭县工会委员会", None]}]
    )
    got = {**FIELDS, "profile": {**FIELDS["profile"], "unit_name": "云岭县工会委员舍"}}

    found = texts(score(record_of(Label(report="甲", fields=got)), label).results, label)

    assert found.points == pytest.approx(3 + 7 / 8)


def test_without_labelled_texts_nothing_is_scored() -> None:
    """No text is no share, and not a share of zero."""
    label = Label(report="甲", fields={"staffing": {"actual": "9人"}})

    assert texts(score(record_of(label), label).results, label) == Share()
