"""What the sheets of a review share: their words and colours, places and fields in words, the marks of figures."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from extractor.output.sheets import BLUE, GREEN, GREY, RED, YELLOW, Column, Row
from extractor.records.evidence import Evidence
from extractor.records.finding import Finding, Findings, Outcome, Severity
from extractor.records.finding import Status as Result
from extractor.records.paths import get, title
from extractor.records.report import Corrected, Figure, Report, Status, Text
from extractor.records.review import Decision, Review

FINDINGS_TITLE, FIGURES_TITLE, OVERVIEW_TITLE = "发现的问题", "数字", "概况"
"""The sheets that `zongshu accept` reads back."""
DECISION, WHICH, NEW, REASON, KEY = "处理", "改哪个", "改为", "说明", "标识"
"""The columns that a person fills in, and the one that says what a row is about."""
RECORD_ID = "记录标识"
"""The line of the overview that says which record a review belongs to."""

DECISIONS: dict[str, Decision] = {
    "采纳建议": "accepted",
    "改为": "corrected",
    "不是问题": "dismissed",
    "退回修改": "returned",
    "待核实": "pending",
}
"""What a person may decide on a finding, as the column 处理 offers it."""
DECIDED: dict[Decision, str] = {code: word for word, code in DECISIONS.items()} | {"reopened": "撤销处理"}
"""The word of each decision."""

SEVERITIES: dict[Severity, tuple[str, str]] = {
    "error": ("错误", RED),
    "warning": ("提醒", YELLOW),
    "info": ("提示", BLUE),
}
"""The word and the colour of each severity, the gravest first."""
DISMISSED = ("已核", GREY)
"""The word and the colour of a finding that a person looked at and found to be no problem."""
OUTCOMES: dict[Result, tuple[str, str]] = {
    "pass": ("通过", GREEN),
    "hint": ("仅差在末位", BLUE),
    "fail": ("不符", RED),
    "insufficient": ("缺数据未查", YELLOW),
    "not_applicable": ("不适用", GREY),
}
"""The word and the colour of each result of a check."""
STATUSES: dict[Status, tuple[str, str]] = {
    "verified": ("已核实", GREEN),
    "contradicted": ("有矛盾", RED),
    "unchecked": ("未核对", YELLOW),
}
"""The word and the colour of how sure the arithmetic is of a figure."""
_NAMES_OF_ROWS = ("label", "level3", "name")
_CIRCLED = 20
MOST_SHOWN = 24
"""Figures of one finding that are written out and can be chosen; the sheet of figures has all of them."""


class Sheet(NamedTuple):
    """A worksheet: its title, columns and rows, and how many columns stay in sight."""

    title: str
    columns: tuple[Column, ...]
    rows: list[Row]
    fixed: int = 0


class Shown(NamedTuple):
    """One figure of a finding, as a person may choose it: its mark, field, words and place."""

    mark: str
    path: str
    text: str
    at: Evidence | None


def place(at: Evidence | None) -> str:
    """Return a place in words: 第1页 表2第3行第4列."""
    return at.words if at else ""


def name_of(report: Report, path: str) -> str:
    """Return a field in words: 流动书柜建设 · 年度资金总额 · 全年预算数."""
    steps = path.split(".")
    rows = (get(report, ".".join(steps[:depth])) for depth in range(1, len(steps)))
    labels = [
        label.text for row in rows for name in _NAMES_OF_ROWS if isinstance(label := getattr(row, name, None), Text)
    ]
    try:
        return " · ".join([*labels, title(path)])
    except KeyError:
        return path


def said(report: Report, path: str, text: str) -> str:
    """Return a field and what is printed there, with the unit that the figure inherits: 全年执行数 2951.83 万元."""
    value = get(report, path)
    unit = value.unit if isinstance(value, Figure) and value.text == text else ""
    return f"{name_of(report, path)} {text}{'' if unit in {'', '%'} else ' '}{unit}".rstrip()


def severity_of(finding: Finding) -> tuple[str, str]:
    """Return the word and the colour of a finding: 已核 when it was dismissed, 提示 when it holds by rounding."""
    if finding.review is not None and finding.review.decision == "dismissed":
        return DISMISSED
    return SEVERITIES[finding.root.severity if finding.root.status == "fail" else "info"]


def shown(report: Report, finding: Finding) -> list[Shown]:
    """Return the figures that a finding is about, marked ① ② …: its sides, then what its repair would change."""
    sides = [(side.path, side.text, side.at) for side in finding.root.sides]
    known = {path for path, _, _ in sides}
    for change in finding.root.repair.changes if finding.root.repair else ():
        value = get(report, change.path)
        if change.path not in known and isinstance(value, Text):
            sides.append((change.path, value.text, value.at))
    return [Shown(mark(number), *side) for number, side in enumerate(sides, 1)]


def correctable(report: Report, finding: Finding) -> dict[str, str]:
    """Return the marks of the figures and words of a finding that a person may correct, each with its field.

    A whole table or a row is no value; of a finding about very many figures only those that are written out count.
    """
    figures = shown(report, finding)[:MOST_SHOWN]
    return {one.mark: one.path for one in figures if isinstance(get(report, one.path), Text)}


def mark(number: int) -> str:
    """Return ① for 1 up to ⑳, then (21)."""
    return chr(0x2460 + number - 1) if number <= _CIRCLED else f"({number})"


def keys(findings: Findings) -> dict[str, Finding]:
    """Return every finding of a review by the key of its row, the open ones first.

    A key is made of the check and of what is printed, so it does not depend on the order of the rows.
    """
    found: dict[str, Finding] = {}
    for finding in (*findings.findings, *findings.dismissed):
        key, copy = _key(finding.root), 1
        while key in found:
            copy += 1
            key = f"{_key(finding.root)}-{copy}"
        found[key] = finding
    return found


def record_id(report: Report) -> str:
    """Return sixteen digits that change with any value or decision of a record, not with the run that made it."""
    return hashlib.sha256(report.model_copy(update={"run": None}).as_json().encode()).hexdigest()[:16]


def correction(value: Text, corrected: Corrected | None) -> str:
    """Return a correction with its unit; empty when there is none."""
    if corrected is None:
        return ""
    unit = (corrected.unit or getattr(value, "unit", None) or "") if isinstance(value, Figure) else ""
    return f"{corrected.text}{unit}"


def signed(one: Corrected | Review) -> str:
    """Return who decided and when: 王敏 2026-11-21."""
    return f"{one.by} {one.on}"


def _key(root: Outcome) -> str:
    about = [root.check, root.subject, *(f"{side.path}={side.text}" for side in root.sides)]
    told = about if root.sides else [*about, root.message]
    return f"{root.check}-{hashlib.sha256('|'.join(told).encode()).hexdigest()[:8]}"
