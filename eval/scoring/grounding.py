"""Whether the boxes of a record lie on the words: grounding as ExtractBench (2026) counts it.

A field is grounded when its value is right and a box that is given for it overlaps the box of the word on the same page
with an IoU of at least 0.5. Recall is over the labelled fields whose box is known, precision over those of them for
which the record gives a box; a box of any other field can be called neither right nor wrong and is not counted. Where
no box is known (text, Word, Excel) nothing is scored. A value printed on several lines has one box a line: the given
box must overlap what encloses them all, and cover at least half of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from extractor.eval.result import Counts
from extractor.eval.scoring.fields import LABELLED, Result
from extractor.records.evidence import Box, Evidence
from extractor.records.paths import get
from extractor.records.report import Report, Text

OVERLAP = 0.5
"""The least IoU of two boxes that are about the same word, and the least part of a line that a box covers."""

Spot = TypeVar("Spot")
PageBox = tuple[int, Box]


class Places(NamedTuple, Generic[Spot]):
    """Where labelled values really stand: each field's spots in the content, and the boxes of a spot on the pages.

    A value that is printed more than once has several spots, and each is right; the first is the most specific.
    `boxes` returns one page (from 1) and box (points) for each line that a spot takes; none where there are no pages.
    """

    spots: Mapping[str, Sequence[Spot]]
    boxes: Callable[[Spot], Sequence[PageBox] | None]

    def of(self, path: str) -> list[Sequence[PageBox]]:
        """Return for each place of a labelled field the boxes of its lines; empty when none is known."""
        return [lines for spot in self.spots.get(path, ()) if (lines := self.boxes(spot))]


def grounded(results: Iterable[Result], report: Report, places: Places[Spot] | None) -> Counts:
    """Return the counts of labelled fields with a known box.

    Right: value and box; misplaced: the value alone; wrong: a box for another value; missing: no box given.
    """
    if places is None:
        return Counts()
    counts = Counts()
    for result in results:
        known = places.of(result.path) if result.verdict in LABELLED and not result.beyond else []
        if known:
            given = list(given_boxes(report, result.read))
            counts += _judged(right=result.verdict == "right", given=given, known=known)
    return counts


def given_boxes(report: Report, path: str | None) -> Iterator[PageBox]:
    """Yield the boxes that a record gives for a field: where it was read, and where the same value stands again."""
    value = get(report, path) if path else None
    evidence: tuple[Evidence, ...] = (value.at, *value.also_at) if isinstance(value, Text) else ()
    return ((one.page, one.box) for one in evidence if one.box is not None)


def enclosing(boxes: Sequence[Box]) -> Box:
    """Return the smallest box around some boxes."""
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def overlap(one: Box, other: Box) -> float:
    """Return the intersection of two boxes over their union (IoU), 0–1; 0 for a box without area."""
    union = _area(one) + _area(other) - _shared(one, other)
    return _shared(one, other) / union if union > 0 else 0.0


def _judged(*, right: bool, given: Sequence[PageBox], known: Sequence[Sequence[PageBox]]) -> Counts:
    if not given:
        return Counts(missing=1)
    if not right:
        return Counts(wrong=1)
    covered = any(_covers(one, lines) for one in given for lines in known)
    return Counts(right=1) if covered else Counts(misplaced=1)


def _covers(given: PageBox, place: Sequence[PageBox]) -> bool:
    page, box = given
    lines = [line for number, line in place if number == page]
    if not lines or overlap(box, enclosing(lines)) < OVERLAP:
        return False
    return len(lines) == 1 or all(_shared(box, line) >= OVERLAP * _area(line) for line in lines)


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def _shared(one: Box, other: Box) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0
