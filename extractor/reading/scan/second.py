"""A second look at doubtful figures: read again by themselves, larger, with and without what was lifted off them.

A look may change a figure only for what the image shows: the reading that most looks agree on stands, and where one of
them differs the figure keeps it beside its own and is in doubt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.reading.scan.cells import left_out
from extractor.reading.scan.letters import spread
from extractor.reading.scan.signs import DOUBT, FIGURE, repaired

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.reading.scan.cells import Beside, Cells
    from extractor.reading.scan.image import Pixels
    from extractor.reading.scan.paper import Paper, Place
    from extractor.reading.scan.recognise import Letter, Line, Recogniser

SURE = 0.97
"""Confidence below which a letter of a figure is looked at again."""

_LIFTED = 0.03
_FEW = 20
_HARDLY, _UNSURE = 0.8, re.compile(r"\?+")
"""A line of so many letters at most is looked at as a whole: its other letters help to tell its figures."""

_SIDE, _ABOVE = 0.5, 0.1
"""Margins of a look, in heights of the line."""

_MOST = 120
_WEIGHTS = (0.5, 1.0, 0.5, 1.5)
"""What looks weigh beside the first reading: at the ink again, in red light, and without the seal in two other ways."""

_LIKE_SIGN = re.compile(r"2\d{1,3}(\.\d+)?[%％]?$")
"""What a target such as ≥90% looks like when its sign is taken for a 2."""

_SIGNS = ("≥", "≤")
"""What is taken for a 2 or a figure before it: a figure is never taken for a sign."""

_LONE = ("/", "=", "一", "-", "—")
"""What stands in cells for nothing, and signs: told by their shape, so that looks only mistake them for letters."""

_TRUST = ((0.99, 1.0), (0.9, 0.75), (0.0, 0.4))
_TRUST_OF_FIRST = ((0.9, 1.0), (0.7, 0.75), (0.0, 0.4))
"""By how much a look counts, from a confidence on; of the first reading, that of its least sure letter."""

_SHORT_OF = 0.5
"""What a reading weighs that leaves out ink."""

_SAME = str.maketrans("，：；（）％．〈〉＜＞", ",:;()%.<><>")


class Look(NamedTuple):
    """Letters from `start` to before `end` of a line, and the place where they are looked at again."""

    line: int
    start: int
    end: int
    place: Place


def looked_again(lines: Sequence[Line], cells: Cells, paper: Paper, recogniser: Recogniser) -> list[Line]:
    """Return the lines, doubtful figures as most looks read them, with their doubt where these differ.

    Printed rows of cells whose lines leave out ink are read as a whole.
    """
    lines = _completed(lines, left_out(lines, cells, paper.ink, paper.scale), paper, recogniser)
    looks = [look for number, line in enumerate(lines) for look in _looks(number, line, cells, paper)]
    settled = list(lines)
    for look in reversed(looks[:_MOST]):
        line = settled[look.line]
        inside = look.start > 0 or look.end < len(line)
        found = seen(line[look.start : look.end], look.place, paper, recogniser, inside=inside)
        settled[look.line] = line[: look.start] + found + line[look.end :]
    for look in looks[_MOST:]:
        settled[look.line] = in_doubt(settled[look.line], "")
    return settled


def _completed(lines: Sequence[Line], rows: Iterable[Beside], paper: Paper, recogniser: Recogniser) -> list[Line]:
    """Return the lines, those that leave out ink in their row together as one, with what a look at all of it adds."""
    settled: list[Line | None] = list(lines)
    for numbers, place in rows:
        part = tuple(letter for number in numbers for letter in lines[number])
        if folded(part) in _LONE:
            continue
        settled[numbers[0]] = whole(part, place, paper, recogniser)
        for number in numbers[1:]:
            settled[number] = None
    return [line for line in settled if line]


def whole(part: Line, place: Place, paper: Paper, recogniser: Recogniser) -> Line:
    """Return a row of a cell as a look at all its ink reads it, if that adds to what was read; the rest is in doubt."""
    first = folded(part)
    looks = [_read(picture, place, recogniser) for picture in paper.looks(place)]
    others = [look for look in looks if look.text != first]
    if not others:
        return part
    best = _best(looks, first, _SHORT_OF)
    if first.rstrip("%") in best and best != first:
        return in_doubt(_line_of(best, looks), first)
    if not _figures(part):
        return tuple(letter._replace(confidence=min(letter.confidence, DOUBT)) for letter in part)
    return in_doubt(part, _another(others))


class Reading(NamedTuple):
    """What one look reads, without differences of width; how sure it is; and its letters."""

    text: str
    sure: float
    line: Line


def _read(picture: Pixels, place: Place, recogniser: Recogniser) -> Reading:
    text, sure = recogniser.strip(picture)
    line = repaired(spread(text, DOUBT, place))
    return Reading(folded(line), sure, line)


def _another(others: Sequence[Reading]) -> str:
    """Return what the last look reads that reads anything."""
    return next((look.text for look in reversed(others) if look.text), "")


def _line_of(text: str, looks: Sequence[Reading]) -> Line:
    return next(look.line for look in looks if look.text == text)


def _best(looks: Sequence[Reading], first: str, weight: float = 1.0) -> str:
    """Return the reading that weighs most, the earliest of equals; looks weigh the less the less sure they are."""
    votes = {first: weight}
    for look, share in zip(looks, _WEIGHTS, strict=False):
        if look.text:
            votes[look.text] = votes.get(look.text, 0.0) + share * _trust(look.sure, _TRUST)
    best = max(votes, key=lambda text: votes[text])
    return next((text for text in votes if text[:1] in _SIGNS and text[1:] == best[1:] != ""), best)


def _trust(sure: float, steps: Sequence[tuple[float, float]]) -> float:
    return next(part for least, part in steps if sure >= least)


def _looks(number: int, line: Line, cells: Cells, paper: Paper) -> Iterator[Look]:
    within = cells.around(line) or (0, 0, paper.ink.shape[1], paper.ink.shape[0])
    for start, end in _spans(line):
        if start == end or (line == line[:1] and line[0].text in _LONE):
            continue
        place = left, top, right, bottom = _place(line, start, end, within)
        if left >= right or top >= bottom:
            continue
        text = "".join(letter.text for letter in line[start:end])
        unsure = any(letter.confidence < SURE for letter in line[start:end]) or bool(_LIKE_SIGN.match(text))
        matters = any(map(str.isdecimal, text)) or any(letter.confidence < _HARDLY for letter in line[start:end])
        if (unsure or matters) if paper.lifted(place) > _LIFTED else (unsure and matters):
            yield Look(number, start, end, place)


def _spans(line: Line) -> Iterator[tuple[int, int]]:
    """Yield where in a line to look: a short line as a whole, of a long one each figure and what is hardly read."""
    text = "".join(letter.text for letter in line)
    if len(line) <= _FEW or len(text) != len(line):
        yield 0, len(line)
        return
    marks = "".join("?" if letter.confidence < _HARDLY else "." for letter in line)
    parts = [match.span() for match in FIGURE.finditer(text)]
    parts += [(max(0, match.start() - 2), min(len(line), match.end() + 2)) for match in _UNSURE.finditer(marks)]
    start = end = 0
    for low, high in sorted(parts):
        if low > end:
            yield start, end
            start = low
        end = max(end, high)
    yield start, end


def _place(line: Line, start: int, end: int, within: Place) -> Place:
    """Return the place of some letters with a little around them, up to the middle to neighbours and to the rules."""
    part = line[start:end]
    top, bottom = min(letter.box[1] for letter in part), max(letter.box[3] for letter in part)
    height = bottom - top
    left, right = part[0].box[0] - _SIDE * height, part[-1].box[2] + _SIDE * height
    if start:
        left = max(left, (line[start - 1].box[2] + part[0].box[0]) / 2)
    if end < len(line):
        right = min(right, (line[end].box[0] + part[-1].box[2]) / 2)
    low, high = min(within[0], int(part[0].box[0])), max(within[2], int(part[-1].box[2]))
    return (
        max(low, int(left)), max(within[1], int(top - _ABOVE * height)),
        min(high, int(right) + 1), min(within[3], int(bottom + _ABOVE * height) + 1),
    )  # fmt: skip


def seen(part: Line, place: Place, paper: Paper, recogniser: Recogniser, *, inside: bool = False) -> Line:
    """Return some letters as most looks read them: as it was read first, without what was lifted off, and with it.

    Of letters `inside` a line, what a look reads beside them is ink of their neighbours.
    """
    first = folded(part)
    looks = [_read(picture, place, recogniser) for picture in paper.looks(place)]
    if inside:
        looks = [look._replace(text=first) if first in look.text else look for look in looks]
    others = [look for look in looks if look.text != first]
    if not others and _LIKE_SIGN.match(first) and part[0].confidence < SURE:
        return in_doubt(part, "")
    if not others:
        sure = round(max(look.sure for look in looks), 3)
        return tuple(letter._replace(confidence=max(letter.confidence, sure)) for letter in part)
    best = _best(looks, first, _trust(min(letter.confidence for letter in part), _TRUST_OF_FIRST))
    return in_doubt(part, _another(others)) if best == first else in_doubt(_line_of(best, looks), first)


def in_doubt(part: Line, other: str) -> Line:
    """Return letters whose figures are in doubt; another reading stands with those that it has otherwise, if any."""
    figures = _figures(part)
    wanted = [match.group() for match in FIGURE.finditer(other)]
    paired = len(wanted) == len(figures)
    letters = list(part)
    for number, (start, end) in enumerate(figures):
        mine = folded(part[start:end])
        theirs = wanted[number] if paired else other
        if mine != theirs or not other:
            letters[start:end] = [
                letter._replace(
                    confidence=min(letter.confidence, DOUBT), other=None if not other else "" if at else theirs
                )
                for at, letter in enumerate(letters[start:end])
            ]
    return tuple(letters)


def _figures(part: Line) -> list[tuple[int, int]]:
    return [match.span() for match in FIGURE.finditer("".join(letter.text for letter in part))]


def folded(part: Iterable[Letter]) -> str:
    """Return the text of letters without what is no difference between two readings: widths and spaces."""
    return "".join(letter.text for letter in part).translate(_SAME).replace(" ", "")
