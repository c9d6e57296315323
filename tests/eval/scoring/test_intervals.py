"""Bootstrap intervals over reports."""

from collections.abc import Callable

import pytest

from extractor.eval.result import Counts, Measurement, Miss, Share, total
from extractor.eval.scoring.intervals import interval

What = Callable[[Measurement], float | None]


def report(right: int, wrong: int = 0, **more: object) -> Measurement:
    """Return the measurement of one report."""
    counts = Counts(right=right, wrong=wrong)
    miss = (Miss(path="score.total", verdict="wrong"),)
    return Measurement(case="甲", figures=counts, groups={"budget": counts}, misses=miss, **more)


def f1(measured: Measurement) -> float | None:
    """Return the F1 of the figures."""
    return measured.figures.f1


MIXED = [report(10), report(9, 1), report(20), report(5, 5), report(12, 1)]


def test_the_interval_holds_the_score_and_is_the_same_every_time() -> None:
    """It lies around the score of all reports, within what single reports reach."""
    low, high = interval(MIXED, f1) or (0, 0)

    assert 0.5 <= low < (f1(total(MIXED)) or 0) < high <= 1
    assert interval(MIXED, f1) == (low, high)


def test_more_reports_make_the_interval_narrower() -> None:
    """Ten times the same reports say more."""
    few, many = interval(MIXED, f1) or (0, 0), interval(MIXED * 10, f1) or (0, 0)

    assert many[1] - many[0] < (few[1] - few[0]) / 2


def test_equal_reports_leave_no_doubt() -> None:
    """Where every report scores the same, so does every draw."""
    assert interval([report(9, 1)] * 3, f1) == (0.9, 0.9)


def test_draws_weigh_reports_by_their_figures() -> None:
    """A draw is scored by its summed counts, not by a mean of reports: the large report decides."""
    low, _ = interval([report(1000), report(0, 1)] * 2, f1) or (0, 0)

    assert low > 0.99 or low == 0


@pytest.mark.parametrize(
    ("measured", "what"),
    [
        ([], f1),
        ([report(5)], f1),
        ([report(5), Measurement(case="乙", failed="读不出")], f1),
        ([report(5), report(6)], lambda one: one.texts.value),
    ],
    ids=["none", "one", "one that could be measured", "never scored"],
)
def test_too_little_gives_no_interval(measured: list[Measurement], what: What) -> None:
    """Below two reports, or without a score, there is no interval."""
    assert interval(measured, what) is None


def test_reports_without_the_score_do_not_pull_it_down() -> None:
    """A share is drawn over the reports that have it, and groups that only some reports have are summed."""
    scored = report(5, facts=Share(points=3, of=4))
    apart = report(5).model_copy(update={"groups": {"score": Counts(right=1)}})

    assert interval([scored, report(5)], lambda one: one.facts.value) == (0.75, 0.75)
    assert interval([report(5), apart], lambda one: one.groups["score"].f1) == (1.0, 1.0)
