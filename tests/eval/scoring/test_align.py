"""The pairing of labelled rows with the rows of a record."""

from time import perf_counter

import pytest

from extractor.eval.labelled import record_of
from extractor.eval.labels import Label
from extractor.eval.scoring.align import align


def pairs(wanted: list[dict], got: list[dict]) -> list[tuple[int, int | None]]:
    """Return the pairs of two lists of labelled indicators."""
    return align(wanted, record_of(Label(report="甲", fields={"indicators": got})).indicators)


ROWS = [
    {"level3": "图书采购册数", "target": "≥800册", "score": "10分"},
    {"level3": "图书编目册数", "target": "≥700册", "score": "5分"},
    {"level3": "读者满意度", "target": "≥90%", "score": "8分"},
]


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (ROWS, [0, 1, 2]),
        (ROWS[::-1], [2, 1, 0]),
        (ROWS[1:], [None, 0, 1]),
        ([*ROWS[:2], {"level3": "志愿服务时长"}], [0, 1, None]),
        ([{**ROWS[0], "level3": "图书采购删数"}, *ROWS[1:]], [0, 1, 2]),
        ([{**ROWS[0], "score": "9分"}, ROWS[2]], [0, None, 1]),
    ],
    ids=["same", "turned", "first gone", "another row", "misread name", "alike but gone"],
)
def test_rows_are_paired_by_what_they_mean(got: list[dict], expected: list[int | None]) -> None:
    """Order, a missing row and a misread name do not matter; a row that is merely alike does not part a good pair."""
    assert [j for _, j in pairs(ROWS, got)] == expected


def test_the_pairing_is_the_best_in_all_and_not_row_by_row() -> None:
    """The first row leaves its most alike partner to the second row, which has no other, and takes the next."""
    wanted = [{"level3": "一二三四五六七八九十"}, {"level3": "甲乙三四五丙丁戊九十"}]
    got = [{"level3": "甲乙三四五六七八九十"}, {"level3": "一二己庚辛六七八九十"}]

    assert pairs(wanted, got) == [(0, 1), (1, 0)]


def test_equal_rows_are_paired_in_their_order() -> None:
    """Rows that say the same are paired with the row at the same place."""
    rows = [{"level3": "满意度"}] * 5

    assert pairs(rows, rows) == [(i, i) for i in range(5)]


def test_two_hundred_rows_are_paired_in_a_moment() -> None:
    """A long table of alike indicators takes less than a few seconds."""
    rows = [{"level3": f"第{number}批培训完成率", "target": f"≥{number}场", "score": "1分"} for number in range(200)]
    started = perf_counter()

    assert pairs(rows, rows[::-1]) == [(i, 199 - i) for i in range(200)]
    assert perf_counter() - started < 10
