"""Reports as plain text, read and checked as a file would be."""

from __future__ import annotations

from pathlib import Path

from extractor.extraction import extract
from extractor.reading.dumps.plain import read_plain
from extractor.reading.joined import join
from extractor.reading.outline import find_headings
from extractor.records.document import Document
from extractor.records.finding import Outcome
from extractor.settings import Limits, Settings
from extractor.validation import check
from extractor.validation.catalogue import by_id
from extractor.validation.rule import Case

DATA = Path(__file__).parents[2] / "extractor" / "validation" / "rules"


def paper(text: str, file: str = "报告.txt") -> Document:
    """Return a text as the paper that a reader makes of it."""
    reading = read_plain(text.encode(), Limits())
    return Document(
        file=file,
        sha256="0" * 64,
        media_type="text/plain",
        pages=reading.pages,
        blocks=reading.blocks,
        headings=find_headings(reading.blocks),
    )


def case(*texts: str) -> Case:
    """Return one report of some texts, each a file of its own, ready for a rule."""
    document = join([paper(text, f"文件{number}.txt") for number, text in enumerate(texts, 1)])
    return Case(document, extract(document, Settings()), Settings())


def outcomes(identifier: str, *texts: str) -> list[Outcome]:
    """Return what one check says of some texts that are one report."""
    rule = by_id(identifier)
    assert rule is not None
    return rule.outcomes(case(*texts))


def failed(identifier: str, *texts: str) -> list[Outcome]:
    """Return what one check has against it."""
    return [outcome for outcome in outcomes(identifier, *texts) if outcome.status == "fail"]


def unplaced(outcome: Outcome, document: Document) -> list[str]:
    """Return the quotes of an outcome that do not stand where they are said to stand."""
    sides = [side for side in outcome.sides if side.at is not None]
    return [
        side.at.quote for side in sides if "".join(side.at.quote.split())[:8] not in _printed(document, side.at.line)
    ]


def _printed(document: Document, place: str) -> str:
    return "".join(document.places[place].text.split())


def findings(text: str) -> list[str]:
    """Return the ids of all findings of a text."""
    made = case(text)
    return [one.root.check for one in check(made.document, made.report, Settings()).findings]
