"""The workbook that a unit fills in: drop-downs, units, explanations, and a sheet that shows it filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from extractor.output.files import write_atomically
from extractor.records.entries import (
    FIRST_ROW,
    HEAD_ROW,
    MARK,
    MONEY_UNITS,
    NOTE_ROW,
    SHEETS,
    UNIT_CELL,
    UNITS,
    Column,
    Sheet,
    coordinate,
)

_ROWS = 60
"""Rows of a list that are ready to be filled in."""
_FONT = "微软雅黑"
_LINE = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TITLE = Font(name=_FONT, size=14, bold=True)
_HEAD, _TEXT = Font(name=_FONT, size=10, bold=True), Font(name=_FONT, size=10)
_NOTE = Font(name=_FONT, size=9, italic=True, color="7F7F7F")
_HEAD_FILL, _INPUT_FILL = PatternFill("solid", fgColor="D9E1F2"), PatternFill("solid", fgColor="FFFDE7")
_WRAP = Alignment(vertical="center", wrap_text=True)
_NUMBERS = frozenset({"money", "percent", "points", "people", "cars"})
_HOW = (
    f"{MARK}（由 zongshu template 写出，请保留这一格）",
    "逐张表填写浅黄色的格；带 * 的必须填，其他没有的空着，不要写 0。",
    "金额按表头 B1 选定的单位填，一张表只用一个单位；没有某项预算的写“无”。",
    "数字只写数字，不写单位和千分位也可以；绩效指标的指标值和完成值要带单位。",
    "填好后运行：zongshu draft 本文件 -o 综述.docx。填错的格会按表名和格号指出来。",
    "“示例”表是填好的样子，单位和数字都是虚构的，不会被读取。",
)


def write_workbook(path: Path) -> None:
    """Write the workbook, empty and ready to be filled in.

    Raises:
        UsageError: the file cannot be written.

    """
    book = Workbook()
    _explain(book.active or book.create_sheet())
    for sheet in SHEETS:
        _fill(book.create_sheet(sheet.name), sheet)
    _show_example(book.create_sheet("示例"))
    for page in book.worksheets:
        page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    write_atomically(path, book.save)


def _explain(page: Any) -> None:
    page.title = "填写说明"
    page.column_dimensions["A"].width = 96
    for row, words in enumerate(_HOW, 1):
        _write(page, row, 1, words, _TITLE if row == 1 else _TEXT)


def _fill(page: Worksheet, sheet: Sheet) -> None:
    _write(page, 1, 1, "金额单位" if sheet.has_money else sheet.name, _HEAD)
    if sheet.has_money:
        _write(page, 1, 2, MONEY_UNITS[0], _TEXT, box=True)
        _choose(page, UNIT_CELL, MONEY_UNITS, strict=True)
    (_list if sheet.path else _form)(page, sheet)
    page.freeze_panes = coordinate(FIRST_ROW, 1)


def _form(page: Worksheet, sheet: Sheet) -> None:
    """A line for each field: name, answer, unit, explanation."""
    for number, (title, width) in enumerate((("项目", 26), ("内容", 46), ("单位", 8), ("说明", 40)), 1):
        _head(page, number, title, width)
    for row, column in enumerate(sheet.columns, FIRST_ROW):
        _write(page, row, 1, _name(column), _TEXT, box=True)
        _input(page, row, 2, column)
        _write(page, row, 3, "见 B1" if column.kind == "money" else UNITS.get(column.kind, ""), _NOTE, box=True)
        _write(page, row, 4, column.note, _NOTE, box=True)


def _list(page: Worksheet, sheet: Sheet) -> None:
    """A column for each field, and empty rows."""
    for number, column in enumerate(sheet.columns, 1):
        unit = "（%）" if column.kind == "percent" else "（分）" if column.kind == "points" else ""
        _head(page, number, f"{_name(column)}{unit}", 14 if column.kind in _NUMBERS else 26)
        _write(page, NOTE_ROW, number, column.note, _NOTE, box=True)
        for row in range(FIRST_ROW, FIRST_ROW + _ROWS):
            _input(page, row, number, column, choose=row == FIRST_ROW)


def _show_example(page: Worksheet) -> None:
    row = 1
    for width, letter in zip((28, 22, 24, 18, 18, 12, 12, 36), "ABCDEFGH", strict=True):
        page.column_dimensions[letter].width = width
    for sheet in SHEETS:
        _write(page, row, 1, f"{sheet.name}（单位：{MONEY_UNITS[0]}）" if sheet.has_money else sheet.name, _HEAD)
        heads = [tuple(column.title for column in sheet.columns)] if sheet.path else []
        rows = sheet.examples or tuple((column.title, column.example) for column in sheet.columns if column.example)
        for cells in (*heads, *rows):
            row += 1
            for number, words in enumerate(cells, 1):
                _write(page, row, number, words, _TEXT, box=True)
        row += 2


def _head(page: Worksheet, number: int, title: str, width: float) -> None:
    cell = _write(page, HEAD_ROW, number, title, _HEAD, box=True)
    cell.fill = _HEAD_FILL
    page.column_dimensions[cell.column_letter].width = width


def _input(page: Worksheet, row: int, number: int, column: Column, *, choose: bool = True) -> None:
    cell = _write(page, row, number, None, _TEXT, box=True)
    cell.fill = _INPUT_FILL
    if column.kind not in _NUMBERS:
        cell.number_format = "@"
    if column.choices and choose:
        last = row + _ROWS - 1 if number == 1 and row == FIRST_ROW else row
        place = cell.coordinate if last == row else f"{cell.coordinate}:{coordinate(last, number)}"
        _choose(page, place, column.choices, strict=column.kind == "choice")


def _choose(page: Worksheet, place: str, choices: tuple[str, ...], *, strict: bool) -> None:
    """Offer a list of choices in a cell; a strict one takes nothing else."""
    rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=strict)
    rule.error, rule.errorTitle = f"请选：{'、'.join(choices)}", "不在列表里"
    page.add_data_validation(rule)
    rule.add(place)


def _write(page: Any, row: int, number: int, words: str | None, font: Font, *, box: bool = False) -> Any:
    cell = page.cell(row, number, words)
    cell.font, cell.alignment = font, _WRAP
    if box:
        cell.border = _BOX
    return cell


def _name(column: Column) -> str:
    return f"{column.title} *" if column.required else column.title
