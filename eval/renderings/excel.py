"""A content as an Excel file: figures are typed as numbers, percentages as formatted fractions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from extractor.eval.content import Block, Box, Paragraph, Sheet
from extractor.eval.renderings.archive import settle

_WHOLE = r"0|[1-9]\d{0,8}"
"""Without a leading zero, which a number would lose."""

_NUMBER = re.compile(rf"-?({_WHOLE})(?:\.(\d+))?")
_PERCENT = re.compile(rf"(?:{_WHOLE})(?:\.(\d+))?%")
_SHOWN_DIGITS = 10
"""More digits than these Excel shows rounded unless a format says otherwise."""


def write_xlsx(sheets: Sequence[Sheet], path: Path) -> None:
    """Write one worksheet for each table, under its title."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for table in sheets:
        _fill(book.create_sheet(table.title), table)
    book.save(path)
    settle(path)


def write_workbook(content: Sequence[Block], path: Path) -> None:
    """Write tables below each other, the paragraphs around them as rows of column A.

    A table with a title begins a worksheet of that name; what stands before it goes there too.
    """
    write_xlsx(list(_worksheets(content)), path)


def _worksheets(content: Sequence[Block]) -> Iterator[Sheet]:
    parts: list[Block] = []
    title = ""
    waiting: list[Block] = []
    for block in content:
        waiting.append(block)
        if isinstance(block, Sheet):
            if block.title not in {"", title} and any(isinstance(part, Sheet) for part in parts):
                yield _one_sheet(parts, title)
                parts = []
            title = block.title or title
            parts, waiting = parts + waiting, []
    yield _one_sheet(parts + waiting, title)


def _one_sheet(parts: Sequence[Block], title: str) -> Sheet:
    """Return paragraphs and tables as one table; a blank row parts two tables."""
    boxes: list[Box] = []
    row, cols = 0, 1
    for at, part in enumerate(parts):
        if isinstance(part, Paragraph):
            boxes.append(Box(row, 0, 1, 1, part.text))
            row += 1
            continue
        row += at > 0 and isinstance(parts[at - 1], Sheet)
        boxes += [replace(box, row=box.row + row) for box in part.boxes]
        row, cols = row + part.rows, max(cols, part.cols)
    return Sheet(row, cols, tuple(boxes), title or "Sheet1")


def _fill(worksheet: Any, table: Sheet) -> None:
    for box in table.boxes:
        cell = worksheet.cell(box.row + 1, box.col + 1)
        cell.value, cell.number_format = _value(box.text)
        if isinstance(cell.value, str):
            cell.data_type = "s"  # or `=100%` would be a formula
        if box.row_span > 1 or box.col_span > 1:
            worksheet.merge_cells(
                start_row=box.row + 1, end_row=box.row + box.row_span,
                start_column=box.col + 1, end_column=box.col + box.col_span,
            )  # fmt: skip


def _value(text: str) -> tuple[Any, str]:
    """Return a cell's value and its number format, such that Excel shows the text."""
    if match := _PERCENT.fullmatch(text):
        return float(Decimal(text.rstrip("%")) / 100), _format(match[1] or "") + "%"
    match = _NUMBER.fullmatch(text)
    if not match or len(match[1] + (match[2] or "")) > _SHOWN_DIGITS or (text[0] == "-" and not Decimal(text)):
        return text or None, "General"
    if not match[2]:
        return int(text), "General"
    return float(text), _format(match[2]) if text.endswith("0") else "General"


def _format(decimals: str) -> str:
    return f"0.{'0' * len(decimals)}" if decimals else "0"
