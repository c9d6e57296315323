"""A drafted 综述 in which each number knows the field that it comes from."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extractor.records.base import Record


class Citation(Record):
    """A number, date or name of the draft and its origin in the record."""

    text: str = Field(title="文中写法")
    start: int = Field(title="起", description="在段落文字中的位置")
    end: int = Field(title="止")
    path: str | None = Field(default=None, title="字段")
    computation: str | None = Field(default=None, title="算式", description="由哪些字段如何算出")


class Remark(Record):
    """A figure of the draft that an open finding touches, and what the finding says of it."""

    start: int = Field(title="起", description="在段落文字中的位置")
    end: int = Field(title="止")
    check: str = Field(title="检查编号", description="A01")
    message: str = Field(title="一句话")


class Passage(Record):
    """One paragraph, heading, table or chart of the draft."""

    kind: Literal["title", "heading", "paragraph", "table", "chart"] = "paragraph"
    level: int = Field(default=0, title="标题层级", description="1 为一、，2 为（一），3 为 1.，4 为（1）；正文为 0")
    text: str = Field(default="", title="文字")
    rows: tuple[tuple[str, ...], ...] = Field(
        default=(), title="表格各行", description="kind 为 table、chart 时；图的第一格是图题"
    )
    template: str = Field(default="", title="模板文件", description="shared/basic-spending.md；自备的前有“自备 ”")
    citations: tuple[Citation, ...] = ()
    remarks: tuple[Remark, ...] = Field(default=(), title="待核", description="文中【待核】处的问题")


class Readback(Record):
    """What our own reader and checks say of the finished draft."""

    findings: int = Field(title="读回后的错误和警告")
    added: tuple[str, ...] = Field(default=(), title="报告没有而综述新添的问题", description="编号和一句话；应为空")


class Draft(Record):
    """The whole draft, in order."""

    outline: str = Field(title="提纲", description="hunan、gansu、yueyang、national、project；复核意见为 review")
    title: str
    passages: tuple[Passage, ...]
    notes: tuple[str, ...] = Field(default=(), title="待核说明")
    templates: dict[str, str] = Field(default_factory=dict, title="模板散列", description="文件名 → SHA-256")
    readback: Readback | None = Field(default=None, title="读回核对", description="没有读回的为空")
