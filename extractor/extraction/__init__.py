"""Document → Report: what the words and tables of a report mean, each value with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.arithmetic.graph import with_status
from extractor.extraction.assemble import assemble
from extractor.extraction.claims import Claim
from extractor.extraction.entries import is_workbook, read_workbook
from extractor.extraction.grounding import placed
from extractor.extraction.lexicon import learned
from extractor.extraction.model import Paper, ask_again, doubtful, lessons, looks, missing, read_model
from extractor.extraction.reconcile import reconciled
from extractor.extraction.rules import Reading, read_rules
from extractor.extraction.sections import sections
from extractor.extraction.unread import unread
from extractor.llm import LLM
from extractor.records.document import Document
from extractor.records.paths import figures
from extractor.records.report import Move, Rejected, Report, Source
from extractor.settings import Settings

Images = Mapping[int, bytes]
"""Pictures of pages by their number, for a model that sees."""


def extract(document: Document, settings: Settings) -> Report:  # noqa: ARG001 - every stage takes the settings
    """Return the record of a document, read by rules; a filled-in workbook of ours is taken at its word."""
    if is_workbook(document):
        return read_workbook(document)
    reading = read_rules(document)
    return _report(document, reading.claims, reading.moves)


def extract_by_model(document: Document, settings: Settings, llm: LLM, images: Images | None = None) -> Report:
    """Return the record of a document, read by a model alone."""
    reading = read_model(Paper(document, settings, dict(images or {})), llm)
    if reading.headings:
        document = document.model_copy(update={"headings": tuple(reading.headings)})
    report = _report(document, reading.claims, (), reading.rejected)
    return report.model_copy(update={"problems": (*report.problems, *reading.problems)})


def complete(document: Document, report: Report, settings: Settings, llm: LLM, images: Images | None = None) -> Report:
    """Return a record that was read by rules with what a model adds to it: asked once, about what is in doubt only.

    A record without doubts is returned as it is, and the model is not asked.
    """
    rules = read_rules(document)
    paper = Paper(document, settings, dict(images or {}))
    asked, doubted = paper.questions(missing(paper, report)), looks(paper, doubtful(rules.claims, report))
    if not asked and not doubted:
        return report
    reading = read_model(paper, llm, asked)
    again, problems = ask_again(paper, llm, doubted)
    rules = _taught(document, rules, reading.claims)
    forms = [frozenset(piece.id for piece in scope) for scope in paper.scopes.projects]
    claims = reconciled(
        rules.claims, [*reading.claims, *again], forms, lambda claims: _report(document, claims, rules.moves)
    )
    completed = _report(document, claims, rules.moves, reading.rejected)
    return completed.model_copy(update={"problems": (*completed.problems, *reading.problems, *problems)})


def _taught(document: Document, rules: Reading, claims: Sequence[Claim]) -> Reading:
    """Return what the rules read once they know the words that a model has shown them; as before when it is less."""
    words = lessons(document, claims)
    if not words:
        return rules
    with learned(words):
        again = read_rules(document)
    reports = (_report(document, one.claims, one.moves) for one in (rules, again))
    before, after = (sum(1 for _ in figures(report)) for report in reports)
    return again if after >= before else rules


def _report(document: Document, claims: list[Claim], moves: Sequence[Move], refused: Sequence[Rejected] = ()) -> Report:
    data, rejected = assemble(document, claims)
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
            "moves": [_placed(document, move) for move in moves],
            "sections": sections(document),
            "rejected": (*rejected, *refused),
            "problems": document.problems,
            "notes": document.notes,
        }
    )
    missing, coverage = unread(document, report)
    return with_status(report.model_copy(update={"unread": tuple(missing), "coverage": coverage}))


def _placed(document: Document, move: Move) -> Move:
    return move.model_copy(update={"places": tuple(placed(document, at) for at in move.places)})
