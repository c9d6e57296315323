"""Which figures are in doubt: those that an open finding of severity error points at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.drafting.marks import PENDING
from extractor.drafting.wording import printed
from extractor.records.base import Record
from extractor.records.draft import Passage, Remark
from extractor.records.finding import Finding, Findings, Outcome
from extractor.records.paths import figures, get
from extractor.records.quantity import is_money
from extractor.records.report import Figure, Report, Text

_UNQUOTABLE = frozenset({"C08", "C12", "C14", "C16"})
"""Template leftovers, conflicting counts, contradictory conclusions, conflicts between papers: a draft does
not repeat sentences that these checks object to."""

_ABSENCE = frozenset({"B11"})
"""What is wrong here is a blank; the figures beside it are only shown and not in doubt."""

_ROW = re.compile(r"^(.*\[)\d+(\].*)")
_MANY = 4


def open_errors(findings: Findings) -> list[Outcome]:
    """Return the root outcomes of severity error that stand."""
    return [f.root for f in findings.findings if _stands(f.root)]


def pending(report: Report, findings: Findings) -> dict[str, list[Outcome]]:
    """Return the fields in doubt, each with the errors that touch it.

    An error on a whole part, such as a wrong unit of a table, touches every amount printed in that table. A
    suggested repair narrows an error to the figures it would change; without one, every side of the contradiction
    is in doubt. Of a sum over many rows of one list the total stands for the rows.
    """
    found: dict[str, list[Outcome]] = {}
    for finding in findings.findings:
        for outcome in _errors(finding):
            for path in dict.fromkeys(p for touched in _touched(outcome) for p in _spread(report, touched)):
                found.setdefault(path, []).append(finding.root)
    return found


def remarks(passage: Passage, report: Report, findings: Findings) -> Passage:
    """Return a passage that knows which finding each of its 【待核】 is about."""
    if PENDING not in passage.text:
        return passage
    doubts = pending(report, findings)
    by_words: dict[str, list[Outcome]] = {}
    for path, outcomes in doubts.items():
        if isinstance(value := get(report, path), Figure):
            by_words.setdefault(printed(value), []).extend(outcomes)
    made = []
    for citation in passage.citations:
        if passage.text.startswith(PENDING, citation.end):
            found = doubts.get(citation.path or "") or by_words.get(citation.text, [])
            told = {(o.check, o.message): o for o in found}.values()
            made += [Remark(start=citation.start, end=citation.end, check=o.check, message=o.message) for o in told]
    return passage.model_copy(update={"remarks": tuple(made)})


def objections(findings: Findings) -> set[str]:
    """Return the words to which a text check objects; sentences with them are not quoted in a draft."""
    found = set()
    for finding in findings.findings:
        for outcome in (finding.root, *finding.explains):
            if outcome.status == "fail" and outcome.check in _UNQUOTABLE and outcome.severity != "info":
                found |= {re.sub(r"\s", "", side.text) for side in outcome.sides}
    return {words for words in found if len(words) > 1}


def _stands(outcome: Outcome) -> bool:
    return outcome.severity == "error" and outcome.status == "fail"


def _errors(finding: Finding) -> Iterator[Outcome]:
    """Yield what is to be marked: the root, and what it explains unless its repair speaks for all."""
    if _stands(finding.root) and finding.root.check not in _ABSENCE:
        yield finding.root
        if not (finding.root.repair and finding.root.repair.changes):
            yield from filter(_stands, finding.explains)


def _spread(report: Report, path: str) -> Iterator[str]:
    """Yield a field itself, or for a part of the record all amounts of the tables that it was read from.

    Nothing is nothing in every unit, so a zero is not in doubt there.
    """
    part = get(report, path)
    yield path
    if isinstance(part, Record) and not isinstance(part, Text):
        tables = {_table(figure) for _, figure in figures(part)} - {""}
        yield from (name for name, f in figures(report) if f.value and is_money(f.unit) and _table(f) in tables)


def _table(figure: Figure) -> str:
    """Return the table that a figure was read from, e.g. T1; empty for a line."""
    return figure.at.line.partition("R")[0] if figure.at.line.startswith("T") else ""


def _touched(outcome: Outcome) -> Sequence[str]:
    if outcome.repair and outcome.repair.changes:
        return [change.path for change in outcome.repair.changes]
    paths = [side.path for side in outcome.sides]
    fields = [match.groups() if (match := _ROW.match(path)) else (path,) for path in paths]
    kept = [path for path, field in zip(paths, fields, strict=True) if fields.count(field) <= _MANY]
    return kept or paths
