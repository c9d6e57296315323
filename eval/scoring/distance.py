"""How far two texts are apart: the fewest characters to insert, delete or replace (Levenshtein).

Computed on whole columns of the table at once, as bits of one integer (Myers 1999, Hyyrö 2003), so that texts of
thousands of characters take milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator


def distance(one: str, other: str) -> int:
    """Return the edit distance of two texts."""
    *_, last = distances(one, other)
    return last


def distances(one: str, other: str) -> Iterator[int]:
    """Yield the edit distance of the first text to each opening of the second, the empty one first."""
    size, last, known = len(one), 1 << max(len(one) - 1, 0), (1 << len(one)) - 1
    places: dict[str, int] = {}
    for index, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << index
    away, up, down = size, known, 0
    yield away
    for char in other:
        equal = places.get(char, 0)
        steady = (((equal & up) + up) ^ up) | equal | down
        right_up, right_down = (down | ~(steady | up)) & known, up & steady
        away += bool(right_up & last) - bool(right_down & last) if size else 1
        shifted, equal = right_up << 1 | 1, equal | down
        up, down = (right_down << 1 | ~(equal | shifted)) & known, shifted & equal & known
        yield away
