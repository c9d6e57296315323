"""Whether the evidence of a record stands on the paper: each quote in the line or cell that it names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.eval.labels import plain
from extractor.eval.result import Share
from extractor.records.base import Record
from extractor.records.document import Document, Line
from extractor.records.evidence import Evidence
from extractor.records.report import Report

NOWHERE = "L0000"
"""The line that a value without a place names; no document has it, and its quote is not judged."""

_CLAIMED_ONLY = frozenset({"rejected"})
"""Parts of a record whose places were not found, and say so."""


def quotes(document: Document, report: Report) -> Share:
    """Return how many of all places that a record names hold their quote, on the page they name.

    Width is folded and spaces do not count. A quote that a print wraps begins in the line it names and goes on in the
    lines behind it; an empty quote stands in an empty cell only.
    """
    judged = [_stands(document, evidence) for evidence in evidence_of(report) if evidence.line != NOWHERE]
    return Share(points=sum(judged), of=len(judged))


def evidence_of(record: Record) -> Iterator[Evidence]:
    """Yield every place in a record: of values, of the same value elsewhere, of labels, and of figures not read."""
    for name in type(record).model_fields:
        if name not in _CLAIMED_ONLY:
            yield from _inside(getattr(record, name))


def _inside(node: Any) -> Iterator[Evidence]:
    if isinstance(node, Evidence):
        yield node
    if isinstance(node, Record):
        yield from evidence_of(node)
    elif isinstance(node, tuple | list):
        for part in node:
            yield from _inside(part)


def _stands(document: Document, evidence: Evidence) -> bool:
    place = document.places.get(evidence.line)
    wanted = plain(evidence.quote)
    if place is None or place.page != evidence.page:
        return False
    printed = plain(place.text)
    if not wanted:
        return not printed
    return wanted in printed or (isinstance(place, Line) and _begins(document, place, wanted))


def _begins(document: Document, line: Line, wanted: str) -> bool:
    """Whether a quote begins in a line and goes on in the lines behind it."""
    joined = first = plain(line.text)
    for later in document.all_lines[document.line_order[line.id] + 1 :]:
        if len(joined) >= len(first) + len(wanted):
            break
        joined += plain(later.text)
    return 0 <= joined.find(wanted) < len(first)
