"""The scores for other programs and for README: JSON and a Markdown table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from extractor.eval.report import words
from extractor.eval.report.page import About
from extractor.eval.report.rows import Interval, Row, rows, totals
from extractor.eval.result import Counts, Measurement


def as_json(
    measured: Sequence[Measurement],
    about: About = About(),  # noqa: B008 - a frozen record
    interval: Interval | None = None,
) -> str:
    """Return everything as indented JSON: `rows` by rendering and reader, `totals` by reader, all measurements.

    Scores are shares 0–1, null when not scored; seconds are seconds.
    """
    data = {
        **about.as_data(),
        "rows": [_row(row) for row in rows(measured, interval)],
        "totals": [_row(row) for row in totals(measured, interval)],
        "measurements": [one.as_data() for one in measured],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def markdown(measured: Sequence[Measurement]) -> str:
    """Return the table for README: one line a rendering (and reader, when there are several)."""
    lines = rows(measured)
    several = len({row.reader for row in lines}) > 1
    heads = ["样式", *(["读法"] if several else []), "份", "应读", "读对", "读错", "漏读", "放错", "多读", "F1"]
    marks = ["---" if head in {"样式", "读法"} else "--:" for head in heads]
    return "\n".join(_line(cells) for cells in (heads, marks, *(_cells(row, several=several) for row in lines)))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(row: Row, *, several: bool) -> list[str]:
    counts = row.sums.figures
    names = ("labelled", "right", *words.FAULTS)
    numbers = [words.number(getattr(counts, name)) if words.scored(counts) else words.UNSCORED for name in names]
    who = [_escaped(words.reader(row.reader))] if several else []
    return [_escaped(row.name), *who, words.number(len(row.done)), *numbers, words.score(counts.f1)]


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def _row(row: Row) -> dict[str, Any]:
    sums = row.sums
    shares = ("texts", "levels", "sections", "repairs", "facts", "quotes", "coverage", "effort")
    return {
        "rendering": row.rendering or None,
        "reader": row.reader,
        "reports": len(row.done),
        "failed": row.failed,
        "figures": _counts(sums.figures),
        "f1_interval": row.span,
        "groups": {name: _counts(counts) for name, counts in sums.groups.items()},
        "indicator_rows": _counts(sums.indicator_rows),
        "indicator_cells": _counts(sums.indicator_cells),
        "grounded": _counts(sums.grounded),
        **{name: getattr(sums, name).value for name in shares},
        "findings": {name: counts.as_data() for name, counts in sums.findings.items()},
        "wrong_statements": sums.wrong_statements if sums.facts.of else None,
        "no_draft": sums.no_draft,
        "verified": sums.verified,
        "verified_wrong": sums.verified_wrong if sums.verified else None,
        "pages": sums.pages,
        "seconds": sums.seconds,
    }


def _counts(counts: Counts) -> dict[str, Any] | None:
    if not words.scored(counts):
        return None
    scores = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    return {**counts.as_data(), "labelled": counts.labelled, **scores}
