"""What the leaves of a record are: texts, dates and figures as printed, each with its place."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from extractor.records.base import Record
from extractor.records.evidence import Evidence

Status = Literal["verified", "contradicted", "unchecked"]


def optional(title: str, description: str = "") -> Any:
    """Return an optional field with its Chinese name and meaning."""
    return Field(default=None, title=title, description=description)


def many(title: str, description: str = "") -> Any:
    """Return a list field with its Chinese name and meaning."""
    return Field(default=(), title=title, description=description)


class Corrected(Record):
    """A correction that a person accepted; it stands beside the printed value, which keeps its place on paper.

    The one that counts is `Text.corrected`; those that it replaced are kept in `Text.history`, the oldest first.
    """

    text: str = Field(title="改为")
    value: Decimal | None = optional("数值")
    unit: str | None = optional("单位")
    by: str = Field(title="处理人")
    on: str = Field(title="处理日期", description="ISO 日期")
    reason: str = Field(default="", title="理由")


class Alternative(Record):
    """The same fact printed elsewhere with another value, or another reader's reading of it."""

    text: str = Field(title="原文")
    value: Decimal | None = optional("数值")
    unit: str | None = optional("单位")
    reader: Literal["rules", "model"] | None = optional("谁的读法", "算式表明不取的另一种读法；纸上另有异值时为空")
    at: Evidence


class Text(Record):
    """Words as printed, with their place."""

    text: str = Field(title="原文")
    at: Evidence
    also_at: tuple[Evidence, ...] = many("同值另见")
    alternatives: tuple[Alternative, ...] = many("异值另见")
    corrected: Corrected | None = optional("人工更正", "现行的更正；核对和起草用它，原文、数值和位置不动")
    history: tuple[Corrected, ...] = many("更正经过", "先前的更正，旧的在前；被后来的更正取代，仍连同姓名和日期留着")


class Date(Text):
    """A date as printed, with its ISO value."""

    value: str = Field(title="日期", description="ISO 日期 2025-06-24；只到月的为 2025-06")


class Year(Text):
    """A fiscal year."""

    value: str = Field(title="年度", description="四位年份")


class Figure(Text):
    """A number as printed, its decimal value and unit, and what the arithmetic says of it."""

    value: Decimal = Field(title="数值", description="十进制，减少为负；从不换算")
    unit: str = Field(default="", title="单位", description="随数印出，或由表头、行标签、单位行继承")
    status: Status = Field(default="unchecked", title="核对状态")
    approximate: bool | None = optional("约数", "约、近、余、多")


class Measure(Text):
    """A target or an actual value: words as printed, and its figure when it holds exactly one."""

    operator: str | None = optional("比较符", "≥ ≤ > < =")
    value: Decimal | None = optional("数值")
    unit: str | None = optional("单位")
    approximate: bool | None = optional("约数")


Amount = Figure | Text
"""A sum of money: a figure, or the printed word 无."""
