"""What a person decided on a finding: the log of the review that travels with the record."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extractor.records.base import Record

Decision = Literal["accepted", "corrected", "dismissed", "pending", "returned", "reopened"]
"""The suggestion taken; another value written; no problem; still to be looked into; confirmed and sent back to the
unit; an earlier decision taken back."""


class Printed(Record):
    """作出处理时，一个字段上印着什么."""

    path: str = Field(title="字段")
    text: str = Field(title="原文", description="有更正的连同更正")
    now: str = Field(default="", title="一并更正后", description="同一次审核里也更正了这个数时，更正后的样子")


class Seen(Record):
    """作出处理时看到的一项核对结果：哪项检查、对象是谁、当时印着什么."""

    check: str = Field(title="检查编号", description="A01")
    subject: str = Field(title="对象", description="字段路径")
    label: str = Field(default="", title="对象名称", description="行标签连同字段名，用来认出还是同一行")
    printed: tuple[Printed, ...] = Field(default=(), title="当时印着的", description="各方的字段与原文")
    message: str = Field(default="", title="当时的说法")


class Review(Record):
    """一条问题的人工处理；同一条问题有多次处理时，以最后一次为准，先前的都留着.

    decision 的写法：accepted 采纳建议、corrected 改为、dismissed 不是问题、pending 待核实、returned 退回修改、
    reopened 撤销处理。
    """

    decision: Decision = Field(title="处理")
    root: Seen = Field(title="问题")
    explains: tuple[Seen, ...] = Field(default=(), title="挂在它下面的结果", description="不是问题时一并算作已核")
    by: str = Field(title="处理人")
    on: str = Field(title="处理日期", description="ISO 日期")
    reason: str = Field(default="", title="说明")
