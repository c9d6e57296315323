"""How much of the labelled words was read: the average normalised Levenshtein similarity (ANLS).

For one text with right answers a and the answer o that was given (Biten and others, Scene Text Visual Question
Answering, 2019): `s(a, o) = 1 − NL(a, o)` where `NL < τ`, else 0; the best of all right answers counts. NL is the edit
distance divided by the length of the longer text, τ is 0.5. Width is folded and spaces do not count, as everywhere in
labels. Of a text of which only the opening is labelled, the opening that fits best is compared. Dates and codes are
right as a whole or not at all: a date with one other digit is another date.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractor.eval.labels import Label, plain
from extractor.eval.result import Share
from extractor.eval.scoring.distance import distance, distances
from extractor.eval.scoring.fields import LABELLED, Result

THRESHOLD = 0.5
"""τ: from this normalised distance on, an answer is another answer and not a misread one."""


def texts(results: Iterable[Result], label: Label) -> Share:
    """Return the similarity of all labelled texts, summed; a missing text has none."""
    judged = [result for result in results if result.kind == "text" and result.verdict in LABELLED]
    points = sum(_points(result, label) for result in judged)
    return Share(points=points, of=len(judged))


def similarity(wanted: str, got: str) -> float:
    """Return the similarity of two texts, 0–1; 0 when they are less than half alike."""
    one, other = plain(wanted), plain(got)
    return _beyond_threshold(distance(one, other) / max(len(one), len(other), 1))


def opening_similarity(wanted: str, got: str) -> float:
    """Return the similarity of an opening with that opening of a longer text that fits it best, 0–1."""
    one, other = plain(wanted), plain(got)
    away = (steps / max(len(one), read, 1) for read, steps in enumerate(distances(one, other)))
    return _beyond_threshold(min(away))


def _points(result: Result, label: Label) -> float:
    if result.verdict == "right":
        return 1.0
    if result.verdict != "wrong" or result.whole:
        return 0.0
    if result.starts:
        return opening_similarity(result.expected.removesuffix("…"), result.got)
    answers = [result.expected, *(answer for answer in label.also(result.path) if answer)]
    return max(similarity(answer, result.got) for answer in answers)


def _beyond_threshold(away: float) -> float:
    return 1 - away if away < THRESHOLD else 0.0
