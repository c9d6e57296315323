"""A record as a draft of a label, and findings as a draft of an expectation: for a person to correct."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extractor.eval.labelling.leaves import HIDDEN
from extractor.eval.labels import STARTS, Heading, Label, field_of, plain, printed
from extractor.eval.scoring.align import KEYS
from extractor.eval.scoring.findings import Expectation, Expected
from extractor.records.base import Record
from extractor.records.finding import Finding, Findings, Outcome
from extractor.records.report import Date, Figure, Measure, Report, Text, Year
from extractor.validation.catalogue import RULES

LONGEST = 40
"""Characters of a text that is labelled whole; of a longer one only the opening words are."""

_OPENING = re.compile(r".{8,24}?(?=[，。；：、,;:（(]|$)|.{1,24}", re.DOTALL)
_BETWEEN_HAN = re.compile(r"(?<=[^\x00-\xff])\s+|\s+(?=[^\x00-\xff])")


def draft_label(report: Report, file: str) -> Label:
    """Return what was read of a report as a label; `file` names the report beside it."""
    sections = tuple(Heading(level=section.level, title=_tidy(section.title)) for section in report.sections)
    return Label(report=file, fields=_group(report), sections=sections)


def draft_expectation(findings: Findings) -> Expectation:
    """Return our findings as those of a careful person who has not decided yet: none is certain.

    Holds are not drafted: what we take for true is what a person is asked to judge.
    """
    return Expectation(findings=tuple(expected for finding in findings.findings for expected in _expected(finding)))


def _group(record: Record) -> dict[str, Any]:
    """Return the labelled fields of a group, without empty ones."""
    fields: dict[str, Any] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        hidden = isinstance(record, Report) and name in HIDDEN
        if value is None or value == () or hidden or field_of(type(record), name) is None:
            continue
        if isinstance(value, tuple):
            fields[name] = [_group(row) for row in value]
        elif isinstance(value, Text):
            fields |= _leaf(name, value)
        else:
            fields[name] = (_group(value) or None) if isinstance(value, Record) else value
    return {name: value for name, value in fields.items() if value is not None}


def _leaf(name: str, value: Text) -> dict[str, str]:
    """Return a value as a label writes it: the number with its unit, an ISO date, the words or the opening of many."""
    if isinstance(value, Figure):
        return {name: f"{value.value:f}{value.unit}"}
    if isinstance(value, Date | Year):
        return {name: value.value}
    text = _operator(value) + _tidy(value.text)
    if len(plain(text)) <= LONGEST or name in KEYS:
        return {name: text}
    opening = _OPENING.match(text)
    return {f"{name}{STARTS}": opening[0] if opening else text[:LONGEST]}


def _operator(value: Text) -> str:
    """Return the sign of a target that stands in a column of its own."""
    if not isinstance(value, Measure) or not value.operator:
        return ""
    figure = printed(value.text)
    return value.operator if figure is not None and not figure.operator else ""


def _tidy(text: str) -> str:
    """Return a text in one line; spaces beside a Chinese character are those of the layout."""
    return re.sub(r"\s+", " ", _BETWEEN_HAN.sub("", text.strip()))


def _expected(finding: Finding) -> Iterator[Expected]:
    yield _one(finding.root, None)
    for outcome in finding.explains:
        yield _one(outcome, finding.root.check)


def _one(outcome: Outcome, root: str | None) -> Expected:
    names = {rule.id: rule.name for rule in RULES}
    changes = outcome.repair.changes if outcome.repair and outcome.repair.verdict == "unique" else ()
    quotes = dict.fromkeys(side.at.quote for side in outcome.sides if side.at and side.at.quote)
    return Expected(
        check=outcome.check,
        kind=names.get(outcome.check, ""),
        severity=outcome.severity,
        certain=False,
        quotes=tuple(quotes),
        computation=outcome.computation,
        note=outcome.message,
        repair=f"{changes[0].old}→{changes[0].new}" if len(changes) == 1 else "",
        explained_by=root,
    )
