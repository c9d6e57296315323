"""Document → Report: what the words and tables of a report mean, each value with its place."""

from __future__ import annotations

from extractor.arithmetic.graph import with_status
from extractor.extraction.assemble import assemble
from extractor.extraction.entries import is_workbook, read_workbook
from extractor.extraction.grounding import placed
from extractor.extraction.rules import read_rules
from extractor.extraction.sections import sections
from extractor.extraction.unread import unread
from extractor.records.document import Document
from extractor.records.report import Move, Report, Source
from extractor.settings import Settings


def extract(document: Document, settings: Settings) -> Report:  # noqa: ARG001
    """Return the record of a document; a filled-in workbook of ours is taken at its word."""
    if is_workbook(document):
        return read_workbook(document)
    reading = read_rules(document)
    data, rejected = assemble(document, reading.claims)
    scanned = sum(page.kind == "scanned" for page in document.pages)
    source = Source(
        file=document.file,
        sha256=document.sha256,
        media_type=document.media_type,
        pages=len(document.pages),
        scanned_pages=scanned,
    )
    report = Report.model_validate(
        {
            **data,
            "source": source,
            "moves": [_placed(document, move) for move in reading.moves],
            "sections": sections(document),
            "rejected": rejected,
            "problems": document.problems,
            "notes": document.notes,
        }
    )
    missing, coverage = unread(document, report)
    return with_status(report.model_copy(update={"unread": tuple(missing), "coverage": coverage}))


def _placed(document: Document, move: Move) -> Move:
    return move.model_copy(update={"places": tuple(placed(document, at) for at in move.places)})
