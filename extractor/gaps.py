"""What a record lacks as a whole: said in `problems`, so that silence never means that all was read."""

from __future__ import annotations

import re

from extractor.records import paths
from extractor.records.document import Document
from extractor.records.report import Report

_SUBJECT = re.compile(r"绩效|自评|评价报告")
_SPACE = re.compile(r"\s+")


def with_gaps(document: Document, report: Report) -> Report:
    """Return the report with every part that could not be read named in `problems`, each sentence once."""
    sentences = (*report.problems, *document.problems, *_gaps(document, report))
    return report.model_copy(update={"problems": tuple(dict.fromkeys(sentences))})


def _gaps(document: Document, report: Report) -> list[str]:
    """Return a sentence for each thing that any 自评 report has and this one does not show."""
    if not any(place.text.strip() for place in document.places.values()):
        return ["没有读到任何文字"]
    gaps = []
    if not _is_on_subject(document):
        gaps.append("全文没有“绩效”“自评”字样，可能不是绩效自评报告")
    if not any(True for _ in paths.figures(report)):
        gaps.append("没有读到任何数值" if any(document.tables) else "没有读到任何数值，也没有表格")
    return gaps


def _is_on_subject(document: Document) -> bool:
    """Tell whether the words of the domain occur, also when a title is spaced out (绩 效 自 评)."""
    return any(_SUBJECT.search(_SPACE.sub("", place.text)) for place in document.places.values())
