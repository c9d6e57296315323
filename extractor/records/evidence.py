"""Where on the paper a value was read."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extractor.records.base import Record

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in page points (1/72 inch), origin in the upper left corner."""

Match = Literal["exact", "normalised", "ocr-near"]
"""How the quote was found: letter for letter; after folding width, spaces and commas; or with
separators or letters that stand for digits read differently by an OCR."""


SURE = 0.9
"""Confidence of a recogniser below which a person has to look at the place."""


class Evidence(Record):
    """The place of one value: a line or table cell, and the words that stand there."""

    page: int = Field(description="页码，从 1 起")
    line: str = Field(description="行号 L0031 或单元格号 T2R3C4（行列从 1 起）")
    box: Box | None = Field(default=None, description="引文在页面上的位置，单位磅；文本文件没有")
    quote: str = Field(description="原文照录")
    match: Match = Field(default="exact", description="引文如何与原文对上")
    confidence: float | None = Field(default=None, description="识别置信度 0–1；数字版为空")
    other: str | None = Field(default=None, description="同一处字迹的另一种读法；只在扫描件上看法不一时有")
    label: Evidence | None = Field(default=None, description="行标签不在数字旁边时，标签所在的位置")

    @property
    def doubtful(self) -> bool:
        """Whether the reading, not the report, may be at fault: recognised with little confidence or in two ways."""
        unsure = self.confidence is not None and self.confidence < SURE
        return unsure or self.match == "ocr-near" or self.other is not None
