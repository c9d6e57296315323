"""The sheets of a review: what a person decides on, what was checked, every figure, what was not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from extractor.output.sheets import BLUE, GREEN, GREY, RED, YELLOW, Column, Percent, Row
from extractor.records.evidence import Evidence
from extractor.records.finding import Change, Finding, Findings, Outcome, Severity
from extractor.records.finding import Status as Result
from extractor.records.paths import figures, get, title
from extractor.records.report import Report, Status, Text

DECISIONS = ("采纳建议", "更正", "不是问题")
"""What a person may decide on a finding, in the column 处理."""

SEVERITIES: dict[Severity, tuple[str, str]] = {
    "error": ("错误", RED),
    "warning": ("提醒", YELLOW),
    "info": ("提示", BLUE),
}
"""The word and the colour of each severity, the gravest first."""
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
_MATCHES = {"exact": "逐字相同", "normalised": "只差全半角或空格", "ocr-near": "识别有疑"}
_NAMES_OF_ROWS = ("label", "level3", "name")


class Sheet(NamedTuple):
    """A worksheet: its title, columns and rows, and how many columns stay in sight."""

    title: str
    columns: tuple[Column, ...]
    rows: list[Row]
    fixed: int = 0


def all_of(report: Report, findings: Findings, names: Mapping[str, str]) -> Iterator[Sheet]:
    """Yield the sheets of a review in their order; `names` is the title of each check by id."""
    yield _findings(report, findings, names)
    yield _outcomes(report, findings, names)
    yield _figures(report)
    yield _unread(report)
    yield _overview(report, findings)


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


def _findings(report: Report, findings: Findings, names: Mapping[str, str]) -> Sheet:
    columns = (
        Column("编号", 7), Column("名称", 16), Column("严重程度", 9), Column("问题", 46), Column("算式", 30),
        Column("原文", 34), Column("位置", 22), Column("建议", 34), Column("由此引起的其他结果", 30),
        Column("字段", 24), Column("处理", 11, DECISIONS), Column("改为", 14), Column("处理人", 10),
        Column("日期", 12), Column("理由", 24),
    )  # fmt: skip
    order = list(SEVERITIES)
    ranked = sorted(findings.findings, key=lambda f: (f.root.status != "fail", order.index(f.root.severity)))
    return Sheet("发现的问题", columns, [_finding(report, finding, names) for finding in ranked], fixed=2)


def _finding(report: Report, finding: Finding, names: Mapping[str, str]) -> Row:
    root = finding.root
    severity, colour = SEVERITIES[root.severity] if root.status == "fail" else SEVERITIES["info"]
    cells = (
        root.check,
        names.get(root.check, ""),
        severity,
        root.message,
        root.computation,
        "\n".join(f"{name_of(report, side.path)}：{side.text}" for side in root.sides),
        "\n".join(dict.fromkeys(place(side.at) for side in root.sides if side.at)),
        _suggestion(report, root),
        "\n".join(f"{outcome.check} {outcome.message}" for outcome in finding.explains),
        "\n".join(dict.fromkeys([root.subject, *(change.path for change in _changes(root))])),
    )
    return Row((*cells, *[""] * 5), colour, 2)


def _changes(outcome: Outcome) -> tuple[Change, ...]:
    return outcome.repair.changes if outcome.repair else ()


def _suggestion(report: Report, outcome: Outcome) -> str:
    repair = outcome.repair
    if repair is None:
        return ""
    joint = "建议改为" if repair.verdict == "unique" else "可能的改法（择一）"
    changes = "\n".join(f"{name_of(report, c.path)}：{c.old} → {c.new}" for c in repair.changes)
    return "\n".join(filter(None, [repair.message, f"{joint}\n{changes}" if changes else ""]))


def _outcomes(report: Report, findings: Findings, names: Mapping[str, str]) -> Sheet:
    columns = (
        Column("编号", 7), Column("名称", 18), Column("结果", 12), Column("对象", 34), Column("说明", 50),
        Column("算式", 34), Column("缺少", 24), Column("字段", 30),
    )  # fmt: skip
    rows = [
        Row(
            (o.check, names.get(o.check, ""), OUTCOMES[o.status][0], name_of(report, o.subject), o.message,
             o.computation, "、".join(o.missing), o.subject),
            OUTCOMES[o.status][1],
            2,
        )
        for o in findings.outcomes
    ]  # fmt: skip
    return Sheet("核对结果", columns, rows, fixed=2)


def _figures(report: Report) -> Sheet:
    columns = (
        Column("字段", 34), Column("名称", 38), Column("原文", 14), Column("数值", 14), Column("单位", 8),
        Column("状态", 9), Column("位置", 22), Column("引文", 30), Column("与原文相符", 16), Column("更正", 24),
    )  # fmt: skip
    rows = [
        Row(
            (path, name_of(report, path), figure.text, figure.value, figure.unit, STATUSES[figure.status][0],
             place(figure.at), figure.at.quote, _MATCHES[figure.at.match], _corrected(figure)),
            STATUSES[figure.status][1],
            5,
        )
        for path, figure in figures(report)
    ]  # fmt: skip
    return Sheet("数字", columns, rows, fixed=2)


def _corrected(value: Text) -> str:
    corrected = value.corrected
    return f"{corrected.text}{corrected.unit or ''}（{corrected.by}，{corrected.on}）" if corrected else ""


def _unread(report: Report) -> Sheet:
    columns = (Column("原文", 18), Column("最近的标签", 34), Column("位置", 22), Column("引文", 60))
    rows = [Row((unread.text, unread.label, place(unread.at), unread.at.quote)) for unread in report.unread]
    return Sheet("未读", columns, rows)


def _overview(report: Report, findings: Findings) -> Sheet:
    source, run, coverage = report.source, report.run, report.coverage
    facts: list[tuple[str, str | int | Percent | None]] = [
        ("文件", source.file), ("SHA-256", source.sha256), ("页数", source.pages), ("扫描页数", source.scanned_pages),
        ("表单", report.layout or ""), ("软件版本", run.version if run else ""), ("读法", run.reader if run else ""),
        ("错误", findings.errors), ("核对结果", len(findings.outcomes)),
        ("应读数字", coverage.figures if coverage else None), ("未读数字", coverage.unread if coverage else None),
        ("覆盖率", Percent(coverage.ratio) if coverage else None),
    ]  # fmt: skip
    rows = [Row(fact) for fact in facts]
    rows += [Row(("没读到的", problem), YELLOW) for problem in report.problems]
    rows += [Row(("附注", note)) for note in report.notes]
    rows += [Row(("归位", f"{move.message}（{move.table}）"), BLUE) for move in report.moves]
    rows += [Row(("未采信的读数", f"{rejected.path}：{rejected.text}"), YELLOW) for rejected in report.rejected]
    return Sheet("概况", (Column("项目", 16), Column("内容", 90)), rows)
