"""Figures that contradict others on a scanned page: is it the report, or was it read wrongly? The image is asked."""

from __future__ import annotations

from pathlib import Path

from extractor.reading.again import look_again
from extractor.records.document import Document
from extractor.records.paths import figures, replaced
from extractor.records.report import Figure, Report

_DOUBT = 0.5
"""Confidence of a figure of which two looks read different things."""

_MOST = 40


def with_second_looks(path: Path, document: Document, report: Report) -> Report:
    """Return the report with doubt on each contradicted figure of a scan that a finer look reads otherwise.

    The reading itself stays, the other one stands beside it in the evidence: a look never makes figures agree. Where
    all looks read the same, the contradiction is the report's own.
    """
    scanned = {page.number for page in document.pages if page.kind == "scanned"}
    doubted = [
        (where, figure)
        for where, figure in figures(report)
        if figure.status == "contradicted" and figure.at.page in scanned and not figure.at.doubtful
    ][:_MOST]
    others = look_again(path, [figure.at for _, figure in doubted])
    found = zip(doubted, others, strict=True)
    return replaced(report, {where: _in_doubt(figure, other) for (where, figure), other in found if other})


def _in_doubt(figure: Figure, other: str) -> Figure:
    at = figure.at.model_copy(update={"match": "ocr-near", "confidence": _DOUBT, "other": other})
    return figure.model_copy(update={"at": at})
