"""The Chinese words of the report: names of renderings, readers, verdicts and fields, and how numbers are written."""

from __future__ import annotations

import re

from extractor.eval.result import Counts, Verdict
from extractor.records import paths

UNSCORED = "未评"
"""Stands where nothing was scored; never a zero."""

RENDERINGS = {
    "native": "原文件",
    "text": "文本",
    "bars": "竖线文本",
    "lines": "逐格文本",
    "words": "网页文字",
    "docx": "Word",
    "xlsx": "Excel",
    "pdf": "电子版 PDF",
    "open": "横线表 PDF",
    "bare": "无线表 PDF",
    "clean300": "清晰扫描",
    "office200": "办公扫描",
    "grey200": "灰度扫描",
    "fax150": "传真",
    "phone": "手机拍照",
    "open200": "横线表扫描",
    "spread": "两页一拍",
}
"""Renderings in the order in which tables list them."""

READERS = {"rules": "离线规则", "hybrid": "规则加模型", "model": "模型"}

VERDICTS: dict[Verdict, str] = {
    "wrong": "读错",
    "misplaced": "放错",
    "invented": "多读",
    "missing": "漏读",
    "extra": "另有",
    "neutral": "不计",
    "right": "读对",
}
"""Verdicts, the gravest first: a wrong figure misleads, a missing one is seen."""

SIGNS: dict[Verdict, str] = {"wrong": "≠", "misplaced": "⇄", "invented": "＋", "missing": "∅"}
"""A sign beside each verdict, for eyes that do not tell the colours apart."""

FAULTS = ("wrong", "missing", "misplaced", "invented")

_STEP = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")


def rendering(name: str) -> str:
    """Return what a rendering is called; one that is not known keeps its name."""
    return RENDERINGS.get(name, name)


def reader(name: str) -> str:
    """Return what a reader is called; another tool keeps its name."""
    return READERS.get(name, name)


def rank(name: str, known: dict[str, str]) -> tuple[int, str]:
    """Return a key that sorts known names in their order and others behind them by name."""
    return (list(known).index(name) if name in known else len(known), name)


def faults(counts: Counts) -> int:
    """Return how many values went wrong in one way or another."""
    return sum(getattr(counts, name) for name in FAULTS)


def scored(counts: Counts) -> bool:
    """Whether there was anything to read, or anything was given."""
    return counts.f1 is not None


def score(value: float | None) -> str:
    """Write a score 0–1 with three decimals; what is not perfect never reads 1.000, what is something never 0.000."""
    return UNSCORED if value is None else f"{_honest(value, 0.001):.3f}"


def percent(value: float | None) -> str:
    """Write a share 0–1 as a percentage with one decimal, by the same rule."""
    return UNSCORED if value is None else f"{_honest(value, 0.001):.1%}"


def number(value: int) -> str:
    """Write a count with commas."""
    return f"{value:,}"


def span(interval: tuple[float, float] | None) -> str:
    """Write an interval of scores; nothing when there is none."""
    return "" if interval is None else f"{score(interval[0])}–{score(interval[1])}"


def field(path: str, row: str = "") -> str:
    """Return a field in words: 预算执行情况 › 年度资金总额 › 年初预算数; `row` stands in place of the row's number."""
    steps = _STEP.findall(path)
    last = max((number for number, (_, index) in enumerate(steps) if index), default=-1)
    names: list[str] = []
    for number, (step, index) in enumerate(steps):
        name = _title(".".join(step for step, _ in steps[: number + 1])) or step
        names += [] if names and names[-1] == name else [name]
        if index:
            names.append(row if row and number == last else f"第{int(index) + 1}行")
    return " › ".join(names)


def _title(path: str) -> str | None:
    try:
        return paths.title(path)
    except KeyError:
        return None


def _honest(value: float, step: float) -> float:
    """Round, but neither up to 1 nor down to 0 what is neither."""
    if not 0 < value < 1:
        return value
    return min(max(round(value / step) * step, step), 1 - step)
