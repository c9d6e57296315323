"""The sheets of a review that a person acts on: the findings to decide, what holds, what could not be checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.output.review_sheets import (
    DECIDED,
    DECISION,
    DECISIONS,
    FINDINGS_TITLE,
    KEY,
    MOST_SHOWN,
    NEW,
    OUTCOMES,
    REASON,
    WHICH,
    Sheet,
    Shown,
    correctable,
    keys,
    name_of,
    place,
    said,
    severity_of,
    shown,
    signed,
)
from extractor.output.sheets import Column, Row
from extractor.records.finding import Finding, Findings, Outcome
from extractor.records.finding import Status as Result
from extractor.records.report import Report

_COLOURED = 2
_HELP = {
    DECISION: "采纳建议：照“建议”更正。改为：另填一个数。不是问题：核过了，不再算错误。退回修改、待核实：仍算问题。",
    WHICH: "改的是“原文”里标着①②…的哪一个；不改就不用管。",
    NEW: "只写改成的数（可连单位），如 26.67% 或 2951.83万元。",
    REASON: "依据或缘由，会连同姓名和日期记下。",
}


def findings_sheet(report: Report, findings: Findings, names: Mapping[str, str]) -> Sheet:
    """Return the findings in the order of a careful reviewer, those that were dismissed last."""
    columns = (
        Column("序", 5), Column("检查", 17), Column("程度", 7), Column("问题", 44), Column("原文", 48),
        Column("算式", 26), Column("建议", 30), Column("牵连", 30),
        Column(DECISION, 11, tuple(DECISIONS), help=_HELP[DECISION]), Column(WHICH, 8, help=_HELP[WHICH]),
        Column(NEW, 14, help=_HELP[NEW]), Column(REASON, 22, help=_HELP[REASON]), Column(KEY, 14, aside=True),
    )  # fmt: skip
    rows = [_finding(report, key, finding, names) for key, finding in keys(findings).items()]
    numbered = [row._replace(cells=(number, *row.cells)) for number, row in enumerate(rows, 1)]
    return Sheet(FINDINGS_TITLE, columns, numbered, fixed=_COLOURED)


def outcome_sheets(report: Report, findings: Findings, names: Mapping[str, str]) -> tuple[Sheet, Sheet]:
    """Return what was checked and holds, and what could not be checked or has nothing to check."""
    held = (
        Column("检查", 20), Column("结果", 11), Column("核的是什么", 40), Column("说明", 62), Column("算式", 44),
    )  # fmt: skip
    missing = (
        Column("检查", 20), Column("结果", 11), Column("核的是什么", 40), Column("缺什么", 34), Column("说明", 62),
    )  # fmt: skip
    passed = [
        _outcome(one, report, names, (one.message, one.computation))
        for one in _of(findings, ("pass", "hint"))
    ]  # fmt: skip
    not_checked = [
        _outcome(one, report, names, ("、".join(one.missing), one.message))
        for one in _of(findings, ("insufficient", "not_applicable"))
    ]
    return Sheet("查过相符的", held, passed, fixed=1), Sheet("没能查的", missing, not_checked, fixed=1)


def _of(findings: Findings, kinds: Sequence[Result]) -> list[Outcome]:
    """Return the outcomes of some kinds, kind by kind, each in the order of the catalogue."""
    return [one for kind in kinds for one in findings.outcomes if one.status == kind]


def _outcome(one: Outcome, report: Report, names: Mapping[str, str], rest: tuple[str, str]) -> Row:
    word, colour = OUTCOMES[one.status]
    return Row((_check(one, names), word, name_of(report, one.subject), *rest), colour, 1)


def _finding(report: Report, key: str, finding: Finding, names: Mapping[str, str]) -> Row:
    root, review = finding.root, finding.review
    figures = shown(report, finding)
    severity, colour = severity_of(finding)
    answer = DECIDED[review.decision] if review else ""
    cells = (
        _check(root, names),
        severity,
        root.message,
        _quotes(report, figures),
        root.computation,
        _suggestion(root),
        "\n".join(f"{outcome.check} {outcome.message}" for outcome in finding.explains),
        answer,
        _default(root, correctable(report, finding)),
        "",
        f"{review.reason}" if review else "",
        key,
    )
    note = f"{answer}：{signed(review)}" if review else ""
    cells = (*cells[:2], "\n".join(filter(None, [root.message, note])), *cells[3:])
    return Row(cells, colour, _COLOURED, {WHICH: tuple(correctable(report, finding))})


def _check(outcome: Outcome, names: Mapping[str, str]) -> str:
    return f"{outcome.check} {names.get(outcome.check, '')}".strip()


def _quotes(report: Report, figures: Sequence[Shown]) -> str:
    lines = [_quote(report, one) for one in figures[:MOST_SHOWN]]
    more = len(figures) - len(lines)
    return "\n".join([*lines, *([f"另有 {more} 处，见“数字”表"] if more else [])])


def _quote(report: Report, one: Shown) -> str:
    """Return ① 年度资金总额 · 执行率 100%（第1页 表2第3行第7列）, with the words around it where they say more."""
    told = f"{one.mark} {said(report, one.path, one.text)}"
    if one.at is None:
        return told
    words = one.at.quote.strip()
    around = "" if not words or words in told else f"“{words}”，"
    return f"{told}（{around}{place(one.at)}）"


def _default(root: Outcome, offered: Mapping[str, str]) -> str:
    """Return the mark of the figure that is most likely the wrong one; nothing when none stands out."""
    if root.status != "fail":
        return ""
    by_path = {path: mark for mark, path in offered.items()}
    unique = root.repair is not None and root.repair.verdict == "unique"
    changed = [change.path for change in root.repair.changes] if root.repair and unique else []
    return next((by_path[path] for path in (*changed, root.subject) if path in by_path), "")


def _suggestion(outcome: Outcome) -> str:
    repair = outcome.repair
    if repair is None:
        return ""
    changes = "\n".join(f"{change.old} → {change.new}" for change in repair.changes)
    return repair.message or changes
