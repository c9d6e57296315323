"""Contradicted figures of scans are looked at again; the reading stays, the doubt is written beside it."""

from pathlib import Path

import pytest

from extractor import doubts
from extractor.arithmetic.graph import with_status
from extractor.records.document import Document, Page, PageKind
from extractor.records.report import Report
from tests.compact import report_from_compact

SCORES = {"score": {"total": "98分"}, "indicators": [{"level3": "甲", "weight": "100分", "score": "97分"}]}


def document(kind: PageKind) -> Document:
    """A paper with one page."""
    pages = (Page(number=1, kind=kind),)
    return Document(file="report.pdf", sha256="0", media_type="application/pdf", pages=pages, blocks=())


def asked(monkeypatch: pytest.MonkeyPatch, kind: PageKind, answer: str | None) -> tuple[Report, int]:
    """The report after second looks that all read `answer`, and how many places were looked at."""
    counted = []

    def look_again(_path: Path, places: list) -> list[str | None]:
        counted.extend(places)
        return [answer] * len(places)

    monkeypatch.setattr(doubts, "look_again", look_again)
    report = with_status(report_from_compact(SCORES))
    return doubts.with_second_looks(Path("report.pdf"), document(kind), report), len(counted)


def test_another_reading_stands_beside_the_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    """A figure that a look reads otherwise keeps its text and value, and is in doubt."""
    report, looks = asked(monkeypatch, "scanned", "96")
    total = report.score.total
    assert looks > 0
    assert (total.text, str(total.value), total.at.other, total.at.match) == ("98", "98", "96", "ocr-near")
    assert total.at.doubtful
    assert total.status == "contradicted"


def test_looks_that_agree_leave_no_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the image shows what was read the contradiction is the report's own."""
    report, looks = asked(monkeypatch, "scanned", None)
    assert looks > 0
    assert not report.score.total.at.doubtful


def test_only_scans_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A digital page says what it says."""
    assert asked(monkeypatch, "digital", "96")[1] == 0
