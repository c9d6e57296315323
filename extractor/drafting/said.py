"""What the checks say of a report, word for word: the computations of a 复核意见.

- `finding(id, field)` the sentence of an outcome, `formula(id, field)` its arithmetic, `check(id, field)` its number;
- `side(id, field)` one side of it: what, how much, where; `repair(id, field)` what is suggested;
- `outcomes(status, …)` how many outcomes there are, `severities(word, …)` how many findings of a severity;
- `figures(status, …)` how many figures the record holds, `size(field)` a plain number of the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.drafting.notes import name_of
from extractor.drafting.wording import clean, sentence
from extractor.records.finding import Findings, Outcome, Repair, Side
from extractor.records.paths import figures, get
from extractor.records.report import Report

KINDS = frozenset({"finding", "formula", "side", "repair", "check"})
COUNTS = frozenset({"outcomes", "figures", "severities", "size"})

_COUNTED = re.compile(r"(\d+)(\D{0,4})")
_WORDS = {
    "outcomes": "项",
    "severities": "项",
    "figures": "个",
    "size": "页",
    "indicators": "项条",
    "projects": "个",
    "rows": "项行个",
}
"""The counting words of what is counted; of anything else none is wrong."""


def said(kind: str, operands: Sequence[str], report: Report, findings: Findings) -> set[str]:
    """Return all that may be written for one of `KINDS`."""
    if len(operands) != 2:  # noqa: PLR2004 - a check and a field
        return set()
    check, subject = operands
    chosen = [o for o in _all(findings) if o.check == check and o.subject == subject]
    return {words for outcome in chosen for words in _words(kind, outcome, report)}


def counted(kind: str, operands: Sequence[str], report: Report, findings: Findings) -> int | None:
    """Return the number that one of `COUNTS` stands for."""
    if kind == "outcomes":
        return sum(outcome.status in operands for outcome in findings.outcomes)
    if kind == "severities":
        return sum(f.root.severity in operands and f.root.status != "pass" for f in findings.findings)
    if kind == "figures":
        return sum(figure.status in operands for _, figure in figures(report))
    value = get(report, operands[0])
    return value if isinstance(value, int) else None


def is_counted(words: str, number: int | None, what: str) -> bool:
    """Whether the words are the number with a counting word of what is counted behind it."""
    match = _COUNTED.fullmatch(words)
    if match is None or number is None or match[1] != str(number):
        return False
    return what not in _WORDS or (match[2] != "" and match[2] in _WORDS[what])


def side_words(side: Side, report: Report) -> str:
    """Return one side of a contradiction in words: 全年预算数“790.77”（第1页 表1第2行第3列）."""
    place = f"（{side.at.words}）" if side.at else ""
    return clean(f"{name_of(report, side.path)}“{side.text}”{place}")


def repair_words(repair: Repair) -> str:
    """Return what a repair suggests, without the words that say that it is a suggestion."""
    return sentence(clean(repair.message)).removeprefix("建议核对：")


def _all(findings: Findings) -> Iterator[Outcome]:
    yield from findings.outcomes
    for finding in findings.findings:
        yield finding.root
        yield from finding.explains


def _words(kind: str, outcome: Outcome, report: Report) -> Iterator[str]:
    if kind == "finding":
        yield sentence(clean(outcome.message))
    elif kind == "formula":
        yield clean(outcome.computation)
    elif kind == "check":
        yield outcome.check
    elif kind == "repair" and outcome.repair:
        yield repair_words(outcome.repair)
    elif kind == "side":
        yield from (side_words(side, report) for side in outcome.sides)
