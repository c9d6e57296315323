"""How fields, figures and verdicts are put into the words of a 复核意见."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from extractor.arithmetic.compare import Number
from extractor.arithmetic.computation import RATE_DECIMALS, fixed, plain
from extractor.arithmetic.facts import CONSTANT, Facts, constant
from extractor.records import paths
from extractor.records.finding import Severity
from extractor.records.report import Report, Text
from extractor.validation.rule import Case, Judged, Said, field_title

_PROJECT = re.compile(r"projects\[(\d+)\]\.(?=.)")
_ROW = re.compile(r"(.*\[(\d+)\])\.\w+$")


def name(report: Report, path: str) -> str:
    """Return what a reviewer calls a field: 年度资金总额全年执行数, 正文基本支出, 指标“培训人数”得分."""
    project = _PROJECT.match(path)
    if project is not None:
        title = paths.get(report, f"projects[{project[1]}].name")
        return f"项目“{_short(title)}”" + _name(report, path, path[project.end() :])
    return _name(report, path, path)


def indicator_name(report: Report, row: str) -> str:
    """Return “开展文体活动次数”: the finest level that a row of the indicators names."""
    levels = (paths.get(report, f"{row}.{level}") for level in ("level3", "level2", "level1"))
    return f"“{_short(next((level for level in levels if level is not None), None))}”"


def part_name(report: Report, path: str) -> str:
    """Return a short name, for a list of parts: 工资福利支出, “送温暖”."""
    row = _ROW.match(path)
    if row is None:
        return paths.title(path)
    label = paths.get(report, f"{row[1]}.label") or paths.get(report, f"{row[1]}.name")
    return _short(label) if label is not None else paths.title(path)


def amount(known: Facts, path: str) -> str:
    """Return a figure with its unit: 787.36 万元, 26.78%, 10 分; also of a constant of the form."""
    one = constant(path) if path.startswith(CONSTANT) else known[path]
    return with_unit(format(one.printed, "f"), one)


def amounts(case: Case, several: Iterable[str]) -> str:
    """Return several figures with what they are called: 年度资金总额全年预算数 5642.15 万元、…"""
    return "、".join(f"{name(case.report, path)} {amount(case.known, path)}" for path in several)


def expected(value: Decimal, like: Number) -> str:
    """Return a computed amount at the decimals that matter beside the printed one: 26.67%, 3884.5 万元, 9 分."""
    if like.kind == "percent":
        return with_unit(fixed(value, max(like.decimals, RATE_DECIMALS)), like)
    rounded = value.quantize(Decimal(1).scaleb(-max(like.decimals, RATE_DECIMALS)))
    return with_unit(plain(rounded if like.kind == "points" else value), like)


def with_unit(text: str, like: Number) -> str:
    """Return a number with the unit of another, spaced as in official papers; 无 has none."""
    if like.kind == "percent":
        return f"{text}%"
    unit = like.unit or ("分" if like.kind == "points" else "")
    return f"{text} {unit}" if unit else text


def listed(report: Report, known: Facts, terms: tuple[str, ...]) -> str:
    """Return 工资福利支出 162.85 万元、商品和服务支出 294.9 万元 …"""
    return "、".join(f"{part_name(report, path)} {amount(known, path)}" for path in terms if path in known)


def say(case: Case, one: Judged, failed: str, severity: Severity | None = None) -> Said:
    """Return what a rule says of one identity: the sentence given when it fails, else that it holds or why not."""
    verdict = one.verdict
    subject = verdict.read.result if verdict.read.result in case.known else one.identity.paths[0]
    present = tuple(path for path in (*verdict.read.paths, *one.finer) if path in case.known)
    if one.finer:  # only the digits behind the printed ones disagree
        failed = f"{failed}；同一金额的细数是{amounts(case, one.finer)}，四舍五入也对不上"
        severity = "warning"
    return Said(
        status=verdict.status,
        subject=subject,
        message=failed if verdict.status == "fail" else _otherwise(case, one, subject),
        computation=one.computation,
        paths=present,
        missing=verdict.missing if verdict.status == "insufficient" else (),
        severity=severity,
    )


def quoted(text: str) -> str:
    """Return words of a report in quotation marks, their own marks inside single ones."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def blanks(one: Judged) -> str:
    """Return the remark that some cells are blank and counted as zero; empty when none is."""
    count = len(one.verdict.missing)
    return f"（{count} 处空白，按 0 计）" if count else ""


def _otherwise(case: Case, one: Judged, subject: str) -> str:
    title, verdict = name(case.report, subject), one.verdict
    if verdict.read.result.startswith(CONSTANT):
        title += "等各项合计"
    if verdict.status == "insufficient":
        if not verdict.missing:
            return f"{title}的各数单位不同或除数为 0，无法核对"
        return f"缺少{'、'.join(dict.fromkeys(field_title(path) for path in verdict.missing))}，{title}无法核对"
    words = "相符" if verdict.status == "pass" else "在印出的小数位内相符"
    return f"{title}{words}{blanks(one)}：{one.computation}"


def _name(report: Report, full: str, path: str) -> str:
    if path.startswith(CONSTANT) or path == "sections":
        return "正文" if path == "sections" else "满分"
    title = paths.title(full)
    if path.startswith("indicators"):
        return _indicator_field(report, full, title)
    row = _ROW.match(full)
    if row is None:
        return _BESIDE.get(path.partition(".")[0], "") + ("自评表" if path.startswith("budget.") else "") + title
    label = _short(paths.get(report, f"{row[1]}.label") or paths.get(report, f"{row[1]}.name"))
    if path.startswith("base_data"):
        return f"基础数据表“{label}”{title}"
    if path.startswith(("items", "spending")):
        return f"“{label}”{title}"
    return (label or f"第 {int(row[2]) + 1} 行") + title


_BESIDE = {"spending": "正文", "income": "正文"}


def _indicator_field(report: Report, full: str, title: str) -> str:
    if full.endswith("level1_weight"):
        level = paths.get(report, full.removesuffix("_weight"))
        return f"“{_short(level)}”括号内分值" if level is not None else "一级指标（名称缺失）括号内分值"
    return indicator_name(report, full.rpartition(".")[0]) + title


def _short(text: Text | None) -> str:
    """Return a label on one line, long ones cut."""
    words = re.sub(r"\s+", "", text.text) if text is not None else ""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


_LONGEST = 24
