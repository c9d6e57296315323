"""A claim becomes a value only when its words stand at the place it names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from extractor.extraction.claims import Claim, Place
from extractor.extraction.lexicon import simplify
from extractor.records.document import Cell, Document, Line, Word
from extractor.records.evidence import Box, Evidence, Match
from extractor.records.report import Rejected

_SAME_DIGIT = str.maketrans("OoQlI|", "000111")


class Grounded(NamedTuple):
    """A claim that stands on the paper, with its evidence."""

    claim: Claim
    at: Evidence


def ground(document: Document, claim: Claim) -> Grounded | Rejected:
    """Find the words of a claim at its place; the claim is rejected when they do not stand there."""
    place = claim.at
    if place is None or place.id not in document.places:
        return Rejected(path=claim.path, text=claim.text, reason="not_found")
    printed = document.places[place.id]
    match = _match(claim.text, printed.text, figure=claim.kind == "figure")
    if match is None and isinstance(printed, Line) and (near := _near(document, printed, claim)):
        place, match = Place(near, place.quote), "normalised"
    if match is None:
        reason = "wrong_place" if _stands_elsewhere(document, claim.text) else "not_found"
        return Rejected(path=claim.path, text=claim.text, reason=reason)  # type: ignore[arg-type]
    label = evidence_of(document, claim.label, claim.label.quote, "exact") if claim.label else None
    at = evidence_of(document, place, claim.text, match)
    beside = [_confidence(document.places[other.id], other.quote, other.start) for other in claim.beside]
    sure = min((each for each in (at.confidence, *beside) if each is not None), default=None)
    return Grounded(claim, at.model_copy(update={"label": label, "confidence": sure}))


def _near(document: Document, line: Line, claim: Claim) -> str | None:
    """The line in which a text begins that a print wraps, or that stands whole in a line beside; None elsewhere.

    A figure must be wrapped itself, or stand in the quote of its claim that begins in the line and is wrapped.
    """
    if claim.kind != "figure":
        return _begins(document, line, claim.text, wrapped=False)
    begins = _begins(document, line, claim.text, wrapped=True)
    quote = claim.at.quote if claim.at else ""
    if begins is None and _whole(_squeezed(claim.text)).search(_squeezed(quote)):
        begins = line.id if _begins(document, line, quote, wrapped=True) == line.id else None
    return begins


def _begins(document: Document, line: Line, text: str, *, wrapped: bool) -> str | None:
    """Which of a line and its neighbours a text begins in; `wrapped`: only if it ends in a later one."""
    order, wanted, joined = document.line_order[line.id], _squeezed(text), ""
    ends: list[tuple[int, str]] = []
    first = max(0, order - 1)
    for near in document.all_lines[first:]:
        joined += _squeezed(near.text)
        ends.append((len(joined), near.id))
        if len(ends) > order + 2 - first and len(joined) - ends[order + 1 - first][0] > len(wanted):
            break
    match = _whole(wanted).search(joined)
    found = next(((end, id_) for end, id_ in ends[: order + 2 - first] if match.start() < end), None) if match else None
    return found[1] if match and found and (match.end() > found[0] or not wrapped) else None


def _match(text: str, printed: str, *, figure: bool) -> Match | None:
    """Say how a text stands in a print: letter for letter, but for spaces, or but for what an OCR mistakes."""
    if _whole(text).search(printed):
        return "exact"
    wanted, found = _squeezed(text), _squeezed(printed)
    if wanted and _whole(wanted).search(found):
        return "normalised"
    wanted, found = _bare_digits(wanted), _bare_digits(found)
    return "ocr-near" if figure and wanted and _whole(wanted).search(found) else None


def _whole(text: str) -> re.Pattern[str]:
    """A pattern for a text that is not cut out of a longer number: 50 does not stand in 503.37 or 1.50."""
    before = r"(?<!\d)(?<!\d[.,])" if text[:1].isdecimal() else ""
    return re.compile(before + re.escape(text) + (r"(?![.,]?\d)" if text[-1:].isdecimal() else ""))


def _bare_digits(squeezed: str) -> str:
    """A number without separators, its look-alike letters as digits: 5O3．37 and 503,37 become 50337."""
    return re.sub(r"[.,:]", "", squeezed.translate(_SAME_DIGIT))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s,，]+", "", simplify(text))


def _stands_elsewhere(document: Document, text: str) -> bool:
    wanted = _whole(_squeezed(text))
    return any(wanted.search(_squeezed(place.text)) for place in document.places.values())


def evidence_of(document: Document, place: Place, text: str, match: Match = "exact") -> Evidence:
    """Return where a text stands in a line or cell: its box, if the page has one, and how sure its reading is."""
    printed = document.places[place.id]
    other = _other(printed, text, place.start)
    return Evidence(
        page=printed.page,
        line=place.id,
        box=_box(printed, text, place.start),
        quote=place.quote.strip() or text,
        file=document.file_of(printed.page),
        match="ocr-near" if other else match,
        confidence=_confidence(printed, text, place.start),
        other=other,
    )


def _box(printed: Line | Cell, text: str, start: int | None = None) -> Box | None:
    """The box of a text inside a line or cell, else the box of the whole.

    `start` is the character of the line at which the text stands; without it, or when something else stands there,
    the first such words count.
    """
    covered = [_part(word.box, squeezed, *span) for word, squeezed, span in _covered(printed, text, start)]
    return _union(covered) if covered else printed.box


def _confidence(printed: Line | Cell, text: str, start: int | None) -> float | None:
    """How sure the least sure word of a text is, else of the whole line or cell; None where nothing was recognised."""
    covered = [word.confidence for word, _, _ in _covered(printed, text, start) if word.confidence is not None]
    return min(covered, default=printed.confidence)


def _other(printed: Line | Cell, text: str, start: int | None) -> str | None:
    """The words of a text as they were also read, if any was read in two ways; None where all looks agree."""
    covered = [word for word, _, _ in _covered(printed, text, start)]
    return "".join(word.other or word.text for word in covered) if any(word.other for word in covered) else None


def _covered(printed: Line | Cell, text: str, start: int | None) -> Iterator[tuple[Word, str, tuple[int, int]]]:
    """Yield the words of a line or cell in which a text stands, without spaces, and what of each belongs to it."""
    wanted = _squeezed(text)
    words = [(_squeezed(word.text), word) for word in printed.words]
    joined = "".join(squeezed for squeezed, _ in words)
    begin = len(_squeezed(printed.text[:start])) if start is not None else -1
    if begin < 0 or not joined.startswith(wanted, begin):
        begin = joined.find(wanted)
    at = 0
    for squeezed, word in words if begin >= 0 and wanted else ():
        first, last = max(begin - at, 0), min(begin + len(wanted) - at, len(squeezed))
        if first < last:
            yield word, squeezed, (first, last)
        at += len(squeezed)


def _part(box: Box, text: str, first: int, last: int) -> Box:
    """The box of some characters of a word, as wide as such characters are: Chinese ones twice as wide as digits."""
    if (first, last) == (0, len(text)):
        return box
    widths = [2 if unicodedata.east_asian_width(char) in {"W", "F", "A"} else 1 for char in text]
    left, top, right, bottom = box
    unit = (right - left) / sum(widths)
    return (
        round(left + unit * sum(widths[:first]), 2), top, round(left + unit * sum(widths[:last]), 2), bottom
    )  # fmt: skip


def _union(boxes: list[Box]) -> Box:
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def placed(document: Document, at: Evidence) -> Evidence:
    """Return evidence with the page and box of the place that it names."""
    printed = document.places.get(at.line)
    return (
        at
        if printed is None
        else at.model_copy(
            update={"page": printed.page, "box": _box(printed, at.quote), "file": document.file_of(printed.page)}
        )
    )
