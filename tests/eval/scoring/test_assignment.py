"""The optimal assignment, beside trying every one."""

from itertools import permutations
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from extractor.eval.scoring.assignment import assign

GAINS = st.integers(0, 5).flatmap(
    lambda width: st.lists(st.lists(st.integers(-2, 9), min_size=width, max_size=width), max_size=5)
)


def best(gains: list[list[int]]) -> int:
    """Return the most that any assignment gains, by trying all."""
    width = max((len(row) for row in gains), default=0)
    places = [*range(width), *([None] * len(gains))]
    tried = permutations(places, len(gains))
    return max(sum(max(row[j], 0) for row, j in zip(gains, cols, strict=True) if j is not None) for cols in tried)


@given(GAINS)
def test_no_other_assignment_gains_more(gains: list[list[int]]) -> None:
    """The pairs gain as much as the best of all assignments; each column is used once and each pair gains."""
    pairs = assign(gains)

    assert sum(gains[i][j] for i, j in pairs.items()) == best(gains)
    assert len(set(pairs.values())) == len(pairs)
    assert all(gains[i][j] > 0 for i, j in pairs.items())


def test_two_good_pairs_beat_one_excellent_pair() -> None:
    """Taking the best pair first would leave the second row without any."""
    assert assign([[9, 8], [8, 0]]) == {0: 1, 1: 0}


def test_two_hundred_rows_take_no_time() -> None:
    """Two hundred rows that are all alike, the hardest case, are assigned in a moment."""
    gains = [[1000 - abs(i - j) for j in range(200)] for i in range(200)]
    started = perf_counter()

    assert assign(gains) == {i: i for i in range(200)}
    assert perf_counter() - started < 2
