"""What a record lacks as a whole: said in `problems`, so that silence never means that all was read."""

from __future__ import annotations

import re

from extractor.extraction.lexicon import plain
from extractor.records import paths
from extractor.records.document import Document
from extractor.records.report import Report

_SUBJECT = re.compile(r"绩效|自评|评价报告")


def with_gaps(document: Document, report: Report) -> Report:
    """Return the report with every part that could not be read named in `problems`, each sentence once."""
    sentences = (*report.problems, *document.problems, *_gaps(document, report))
    return report.model_copy(update={"problems": tuple(dict.fromkeys(sentences))})


def is_blank(report: Report) -> bool:
    """Tell whether a record names no unit or project and holds no figure."""
    return paths.get(report, "profile.unit_name") is None and not report.projects and not any(paths.figures(report))


def _gaps(document: Document, report: Report) -> list[str]:
    """Return a sentence for each thing that any 自评 report has and this one does not show."""
    if not any(place.text.strip() for place in document.places.values()):
        return ["没有读到任何文字"]
    gaps = []
    if not _is_on_subject(document):
        gaps.append("全文没有“绩效”“自评”字样，可能不是绩效自评报告，请核对是否放错了文件")
    if not any(paths.figures(report)):
        missing = "没有读到任何数值" if any(document.tables) else "没有读到任何数值，也没有表格"
        gaps.append(f"{missing}，请核对自评表是否漏附，或者是图片")
    return gaps


def _is_on_subject(document: Document) -> bool:
    """Tell whether the words of the domain occur, also spaced out (绩 效 自 评) or in traditional characters."""
    return any(_SUBJECT.search(plain(place.text)) for place in document.places.values())
