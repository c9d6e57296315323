"""What a check says of a record."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from extractor.records.base import Record
from extractor.records.evidence import Evidence
from extractor.records.review import Review

Status = Literal["pass", "hint", "fail", "not_applicable", "insufficient"]
"""Holds; holds within the printed precision only; contradicted; nothing to check; a needed field is absent."""

Severity = Literal["error", "warning", "info"]


class Side(Record):
    """One side of a contradiction: a field, what it says, and where."""

    path: str = Field(title="字段")
    text: str = Field(title="原文")
    at: Evidence | None = None


class Change(Record):
    """One figure of a repair: as printed, and what would make the rules hold."""

    path: str = Field(title="字段")
    old: str = Field(title="原值")
    new: str = Field(title="建议值")


class Repair(Record):
    """A suggestion beside the printed values, never written into the record."""

    kind: str = Field(
        title="类别", description="shift | unit | label | swap | cell-derived | cell-stale | cell-primary"
    )
    verdict: Literal["unique", "tied", "none"] = Field(title="结论")
    changes: tuple[Change, ...] = ()
    explains: tuple[str, ...] = Field(default=(), title="解释了哪些检查")
    cost: Decimal | None = Field(default=None, title="代价")
    alternatives: int = Field(default=0, title="几种改法", description="代价相差不到 0.5 的改法数；1 为只此一种")
    margin: Decimal | None = Field(default=None, title="差距", description="次优改法的代价减去最优的；没有次优为空")
    likely: Literal["misread", "report"] = Field(
        default="report", title="疑因", description="misread 疑为识读错误（扫描件）；report 报告本身有误"
    )
    message: str = Field(default="", title="说明")


class Outcome(Record):
    """The result of one check on one subject; also what passed and what could not be checked."""

    check: str = Field(title="检查编号", description="A01")
    status: Status
    severity: Severity
    subject: str = Field(title="对象", description="字段路径，如 budget.rows[0]")
    message: str = Field(default="", title="一句话", description="可直接写进复核意见的中文句子")
    computation: str = Field(default="", title="算式")
    sides: tuple[Side, ...] = ()
    missing: tuple[str, ...] = Field(default=(), title="缺少的字段")
    repair: Repair | None = None


class Finding(Record):
    """A failed or hinted outcome with what it explains below it: one root cause, one finding."""

    root: Outcome
    explains: tuple[Outcome, ...] = ()
    review: Review | None = Field(
        default=None, title="人工处理", description="对这条问题最近一次处理；没有处理过的没有"
    )


class Findings(Record):
    """All that the checks say of one report: what to act on, and everything that was looked at."""

    findings: tuple[Finding, ...] = ()
    dismissed: tuple[Finding, ...] = Field(default=(), title="已核", description="人已核过、不是问题的；不算错误")
    outcomes: tuple[Outcome, ...] = Field(default=(), title="全部结果", description="含通过、不适用与无法核对")

    @property
    def errors(self) -> int:
        """The number of root findings of severity error that nobody dismissed."""
        return sum(f.root.severity == "error" and f.root.status == "fail" for f in self.findings)
