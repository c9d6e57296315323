"""Where on the paper a value was read."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field

from extractor.records.base import Record

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in page points (1/72 inch), origin in the upper left corner."""

Match = Literal["exact", "normalised", "ocr-near"]
"""How the quote was found: letter for letter; after folding width, spaces and commas; or with
separators or letters that stand for digits read differently by an OCR."""


_PLACE = re.compile(r"T(\d+)R(\d+)C(\d+)|L0*(\d+)")

SURE = 0.9
"""Confidence of a recogniser below which a person has to look at the place."""


class Evidence(Record):
    """The place of one value: a line or table cell, and the words that stand there."""

    page: int = Field(description="页码，从 1 起")
    line: str = Field(description="行号 L0031 或单元格号 T2R3C4（行列从 1 起）；只知道页的为 P3")
    box: Box | None = Field(default=None, description="引文在页面上的位置，单位磅；文本文件没有")
    quote: str = Field(description="原文照录")
    file: str | None = Field(default=None, description="几个文件合成一份报告时，所在文件的名称")
    match: Match = Field(default="exact", description="引文如何与原文对上")
    confidence: float | None = Field(default=None, description="识别置信度 0–1；数字版为空，表格行列分不清时除外")
    other: str | None = Field(default=None, description="同一处字迹的另一种读法；只在扫描件上看法不一时有")
    label: Evidence | None = Field(default=None, description="行标签不在数字旁边时，标签所在的位置")

    @property
    def words(self) -> str:
        """The place in words: 第1页 表2第3行第4列, 第1页 第31行, with the file before it when a report has several."""
        match = _PLACE.fullmatch(self.line)
        file = f"{self.file} " if self.file else ""
        if match is None:
            return f"{file}第{self.page}页" if self.line == f"P{self.page}" else self.line
        table, row, column, line = match.groups()
        return f"{file}第{self.page}页 " + (f"第{line}行" if line else f"表{table}第{row}行第{column}列")

    @property
    def doubtful(self) -> bool:
        """Whether the reading, not the report, may be at fault: recognised with little confidence or in two ways."""
        unsure = self.confidence is not None and self.confidence < SURE
        return unsure or self.match == "ocr-near" or self.other is not None
