"""The cells of a workbook as a person left them: by the name of their column, as texts, and what is wrong with them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from extractor.errors import UsageError


class Line:
    """One row of a sheet; a column is asked for by its header."""

    def __init__(self, sheet: Any, number: int, columns: dict[str, int]) -> None:
        self._sheet, self._number, self._columns = sheet, number, columns

    def __getitem__(self, header: str) -> str:
        """Return what stands in a column; empty when nothing does."""
        return _text(self._sheet.cell(self._number, self._columns[header]))

    def where(self, header: str) -> str:
        """Return how a person finds the cell: 《标注》F12."""
        return f"《{self._sheet.title}》{get_column_letter(self._columns[header])}{self._number}"


def open_book(path: Path) -> Any:
    """Open a workbook with the values that its formulas had when it was saved; raises UsageError for another file."""
    try:
        return openpyxl.load_workbook(path, data_only=True)
    except (OSError, zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise UsageError(f"打不开 {path}", "要给 zongshu eval label 写出的 .xlsx；改过以后另存为 .xlsx") from error


def lines(book: Any, title: str, headers: Sequence[str]) -> Iterator[Line]:
    """Yield the rows of a sheet below its header, empty ones too.

    Columns may have been moved and others added. Raises UsageError when the sheet or a column is missing.
    """
    if title not in book.sheetnames:
        raise UsageError(f"工作簿里没有《{title}》这张表", "表名不要改；不要了就用 zongshu eval label sheet 重写")
    sheet = book[title]
    columns = {_text(cell): cell.column for cell in sheet[1]}
    if missing := [header for header in headers if header not in columns]:
        raise UsageError(f"《{title}》里没有“{'”“'.join(missing)}”这一列", "第一行的列名不要改")
    for number in range(2, sheet.max_row + 1):
        yield Line(sheet, number, columns)


def _text(cell: Any) -> str:
    """Return a cell as it looks: Excel may have made a number or a date of what was typed."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, int | float | Decimal):
        return _number(Decimal(repr(value)) if isinstance(value, float) else Decimal(value), str(cell.number_format))
    return str(value).replace("_x000D_", "").replace("\r", "").strip()


def _number(value: Decimal, number_format: str) -> str:
    if "%" in number_format:
        return f"{_plain(value * 100)}%"
    return _plain(value)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
