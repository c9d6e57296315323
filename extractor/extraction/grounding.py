"""A claim becomes a value only when its words stand at the place it names."""

from __future__ import annotations

import re
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
    if match is None and isinstance(printed, Line):
        match = "normalised" if _runs_on(document, printed, claim.text) else None
    if match is None:
        reason = "wrong_place" if _stands_elsewhere(document, claim.text) else "not_found"
        return Rejected(path=claim.path, text=claim.text, reason=reason)  # type: ignore[arg-type]
    label = _evidence(document, claim.label, claim.label.quote, "exact") if claim.label else None
    at = _evidence(document, place, claim.text, match)
    return Grounded(claim, at.model_copy(update={"label": label}) if label else at)


def _runs_on(document: Document, line: Line, text: str) -> bool:
    """Whether a text begins in a line and goes on in the next ones, as where a print wraps it."""
    wanted, joined = _squeezed(text), ""
    start = max(0, document.line_order[line.id] - 1)
    for following in document.all_lines[start:]:
        joined += _squeezed(following.text)
        if len(joined) > len(wanted) + _LONGEST_LINE:
            break
    return wanted in joined


_LONGEST_LINE = 2000


def _match(text: str, printed: str, *, figure: bool) -> Match | None:
    if text in printed:
        return "exact"
    wanted, found = _squeezed(text), _squeezed(printed)
    if wanted and wanted in found:
        return "normalised"
    if figure and re.sub(r"[.,:]", "", wanted.translate(_SAME_DIGIT)) in re.sub(
        r"[.,:]", "", found.translate(_SAME_DIGIT)
    ):
        return "ocr-near"
    return None


def _squeezed(text: str) -> str:
    return re.sub(r"[\s,，]+", "", simplify(text))


def _stands_elsewhere(document: Document, text: str) -> bool:
    wanted = _squeezed(text)
    return any(wanted in _squeezed(place.text) for place in document.places.values())


def _evidence(document: Document, place: Place, text: str, match: Match) -> Evidence:
    printed = document.places[place.id]
    return Evidence(
        page=printed.page,
        line=place.id,
        box=_box(printed, text),
        quote=place.quote.strip() or text,
        match=match,
        confidence=_confidence(printed),
    )


def _confidence(printed: Line | Cell) -> float | None:
    return printed.confidence


def _box(printed: Line | Cell, text: str) -> Box | None:
    """The box of a text inside a line or cell: the words it covers; else the box of the whole."""
    if not printed.words:
        return printed.box
    wanted = _squeezed(text)
    joined, spans = "", []
    for word in printed.words:
        squeezed = _squeezed(word.text)
        spans.append((len(joined), len(joined) + len(squeezed), word))
        joined += squeezed
    start = joined.find(wanted)
    covered = [word for begin, end, word in spans if begin < start + len(wanted) and start < end] if start >= 0 else []
    return _union(covered) if covered else printed.box


def _union(words: list[Word]) -> Box:
    boxes = [word.box for word in words]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def placed(document: Document, at: Evidence) -> Evidence:
    """Return evidence with the page and box of the place that it names."""
    printed = document.places.get(at.line)
    return at if printed is None else at.model_copy(update={"page": printed.page, "box": _box(printed, at.quote)})
