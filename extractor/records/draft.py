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


class Passage(Record):
    """One paragraph, heading or table of the draft."""

    kind: Literal["title", "heading", "paragraph", "table"] = "paragraph"
    level: int = Field(default=0, title="标题层级", description="1 为一、，2 为（一）；正文为 0")
    text: str = Field(default="", title="文字")
    rows: tuple[tuple[str, ...], ...] = Field(default=(), title="表格各行", description="kind 为 table 时")
    template: str = Field(default="", title="模板文件")
    citations: tuple[Citation, ...] = ()


class Draft(Record):
    """The whole draft, in order."""

    outline: str = Field(title="提纲", description="hunan")
    title: str
    passages: tuple[Passage, ...]
    notes: tuple[str, ...] = Field(default=(), title="待核说明")
