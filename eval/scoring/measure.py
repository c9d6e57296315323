"""All scores of one report at once: what was read beside its label, its findings, its draft, its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractor.eval.labels import Label
from extractor.eval.result import Measurement, Share
from extractor.eval.scoring import counting, indicators, sections
from extractor.eval.scoring.drafts import facts, wrong_statements
from extractor.eval.scoring.fields import Score, score
from extractor.eval.scoring.findings import Expectation, by_severity, compare
from extractor.eval.scoring.grounding import Places, Spot, grounded
from extractor.eval.scoring.misplaced import with_misplaced
from extractor.eval.scoring.misses import misses
from extractor.eval.scoring.quotes import quotes
from extractor.eval.scoring.repairs import repairs
from extractor.eval.scoring.review import coverage, effort, silent, verified
from extractor.eval.scoring.texts import texts
from extractor.records.document import Document
from extractor.records.draft import Draft
from extractor.records.finding import Findings
from extractor.records.report import Report

__all__ = ["Judged", "Places", "measure"]


@dataclass(frozen=True)
class Judged:
    """What a tool made of one report, and what a careful person says of it.

    Without findings neither they nor the repairs are scored. Another tool's answer comes without a document: then
    quotes are not scored, and no draft was asked for, so that none is missing.
    """

    label: Label
    expectation: Expectation
    report: Report
    document: Document | None = None
    findings: Findings | None = None
    draft: Draft | None = None


def measure(
    judged: Judged,
    places: Places[Spot] | None = None,
    *,
    case: str = "",
    rendering: str = "native",
    reader: str = "rules",
) -> Measurement:
    """Return all scores of one report; what was not scored is a share of nothing.

    Args:
        judged: what a tool made of the report, and the labels.
        places: where the labelled values really stand; without them grounding is not scored.
        case: the name of the report.
        rendering: how it was rendered.
        reader: who read it.

    """
    report, label = judged.report, judged.label
    raw = score(report, label)
    settled = with_misplaced(raw, report)
    headings = sections.sections(report.sections, label)
    marked, marked_wrong = verified(raw.results, report)
    silently, doubted = silent(settled.results, report)
    fields = [result for result in settled.results if result.kind != "section"]
    return Measurement(
        case=case,
        rendering=rendering,
        reader=reader,
        figures=counting.figures(fields),
        groups=counting.groups(fields),
        texts=texts(fields, label),
        indicator_rows=indicators.rows(raw.results),
        indicator_cells=indicators.cells(fields),
        levels=indicators.levels(fields),
        sections=sections.share(headings),
        grounded=grounded(raw.results, report, places),
        quotes=Share() if judged.document is None else quotes(judged.document, report),
        verified=marked,
        verified_wrong=marked_wrong,
        silent=silently,
        doubted=doubted,
        coverage=coverage(report),
        effort=effort(report),
        misses=misses([*fields, *headings], report, places),
        **_found(judged),
        **_told(judged, raw),
    )


def _found(judged: Judged) -> dict[str, Any]:
    """Return the scores of the findings and their repairs."""
    if judged.findings is None:
        return {}
    compared = compare(judged.findings, judged.expectation)
    return {"findings": by_severity(compared), "repairs": repairs(compared, judged.findings)}


def _told(judged: Judged, raw: Score) -> dict[str, Any]:
    """Return the scores of the draft; of a missing one nothing but that it is missing, if it was asked for."""
    if judged.draft is None:
        return {"no_draft": int(judged.document is not None)}
    return {
        "facts": facts(judged.draft, raw, judged.label),
        "wrong_statements": wrong_statements(judged.draft, raw),
    }
