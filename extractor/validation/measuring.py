"""What the words of a target and an actual value measure: units, score bands, the tier of a qualitative result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.arithmetic.parts import Part
from extractor.records.finding import Side
from extractor.records.quantity import COUNTERS, Quantity, find_quantities
from extractor.records.report import Indicator, Text
from extractor.validation.narrative import Sentence
from extractor.validation.rule import Case, side
from extractor.validation.thresholds import Tier
from extractor.validation.words import amount, indicator_name

_ALIKE = """
人 名 位 人次 个
次 场 场次 期 班 班次 轮 届 趟 批 批次 回
个 家 处 所 座 户 项 条 村 社区 乡镇
件 份 册 本 篇 张 幅 条 宗 起 例 个 项
台 辆 套 部 艘 架 台次 辆次 个
户 户次 家
天 日 工作日 个工作日 周 月 个月 年 小时 分钟
公里 千米 km 米
平方米 ㎡ m² m2 平方 亩 公顷 平方公里
公斤 千克 kg 吨 克 斤
盏 座 个 处
块 个 片 宗
支 个 部
株 棵
只 头 羽 尾
小时 学时 课时 个小时 个学时 个课时
间 个 栋 幢
口 眼 个 处
立方米 立方 方
剂 剂次 人次
"""
_GROUPS = tuple(frozenset(line.split()) for line in _ALIKE.splitlines())
"""Units that reports use for the same thing."""

_EVENTS = frozenset({"场", "次", "项", "期", "个", "家", "批", "场次", "批次", "班", "班次"})
"""Units of activities: a multiple of the target shows whichever of them counts it."""

_BAND = re.compile(r"\d+\s*[%％]?\s*[-－—~～至]\s*\d+\s*[%％]?\s*[(（]不?含[^)）]{0,3}[)）]")
_TIERS = (
    ("部分达成", re.compile(r"^(?:部分|基本未)(?:达成|完成|实现|达到)")),
    ("未达成", re.compile(r"^(?:未|没有)(?:达成|完成|实现|达到)")),
    ("达成", re.compile(r"^(?:已)?达成(?:年度|预期)?(?:指标|目标)?$")),
)
_PERCENTS = re.compile(r"\d+(?:\.\d+)?")
_LONG_NAME = 6
_NEAR = 12


class Elsewhere(NamedTuple):
    """Where the report counts the same thing in another unit."""

    message: str
    computation: str
    side: Side


def bare(text: Text | None) -> str:
    """Return a text without spaces and closing punctuation, for comparing letter by letter."""
    return re.sub(r"[\s\u00a0]+", "", text.text).strip('。；;，,、“”"') if text is not None else ""


def counts_differ(one: str, other: str, *, loose: bool = False) -> bool:
    """Whether two units count different things; loosely, any two units of activities are alike."""
    if one == other or any({one, other} <= group for group in _GROUPS):
        return False
    if loose and {one, other} <= _EVENTS:
        return False
    return one in COUNTERS and other in COUNTERS


def is_band(actual: Text | None) -> bool:
    """Whether a text is one of the bands that qualitative results are scored by: 100%-80%(含)."""
    return actual is not None and _BAND.search(actual.text) is not None


def stated_tier(row: Indicator, tiers: tuple[Tier, ...]) -> Tier | None:
    """Return the tier that an actual value states: by its band, else by its words; None where it states none."""
    if row.actual is None:
        return None
    if is_band(row.actual):
        bounds = sorted(float(text) for text in _PERCENTS.findall(row.actual.text))[:2]
        return next((tier for tier in tiers if sorted(map(float, (tier.lowest, tier.highest))) == bounds), None)
    words = bare(row.actual)
    name = next((name for name, pattern in _TIERS if pattern.search(words)), None)
    return next((tier for tier in tiers if tier.name == name), None)


def said_elsewhere(case: Case, part: Part, path: str, row: Indicator) -> Elsewhere | None:
    """Return where the goals or the narrative count what an indicator names in another unit, right behind its name."""
    unit, title = case.known[f"{path}.target"].unit, bare(row.level3)
    if case.known[f"{path}.target"].kind != "count" or not unit or len(title) < _LONG_NAME:
        return None
    for words, home in _texts(case, part):
        if title[:2] not in words:
            continue
        text = re.sub(r"\s", "", words)
        start = text.find(title)
        if start < 0:
            continue
        behind = text[start + len(title) :]
        figures = find_quantities(behind)
        figure = next(iter(figures), None)
        between = re.sub(r"[(（][^)）]*[)）]", "", behind[: figure.start]) if figure else ""
        if figure is None or re.search(r"[，。；、]", between) or len(between) > _NEAR:
            continue
        if counts_differ(unit, figure.unit):
            told = title + behind[: _end(behind, figures)]
            here = f"指标{indicator_name(case.report, path)}指标值 {amount(case.known, f'{path}.target')}"
            message = f"{here}，别处写“{told}”，计量单位不同"
            place = side(case.report, home) if isinstance(home, str) else home.side("sections")
            return Elsewhere(message, f"{unit}≠{figure.unit}", place)
    return None


def _texts(case: Case, part: Part) -> Iterator[tuple[str, str | Sentence]]:
    """Yield what the goals of a form and the narrative say, each with the field or the sentence."""
    goals = part.form.goals
    for field in ("expected", "actual"):
        text = getattr(goals, field, None)
        if text is not None:
            yield text.text, f"{part.prefix}goals.{field}"
    yield from ((one.text, one) for one in case.narrative)


def _end(text: str, figures: list[Quantity]) -> int:
    """Return where the first figure ends; a range (1~2家) ends with its second."""
    first, *others = figures
    ranged = bool(others) and text[first.end : others[0].start].strip("-~～—至到") == ""
    return others[0].end if ranged else first.end
