"""Plain, safe worksheets: a header that stays in sight, columns of set width, text as text and amounts as numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from extractor.output.files import NOT_XML, write_atomically

RED, YELLOW, BLUE, GREEN, GREY = "FFC7CE", "FFEB9C", "DDEBF7", "E2EFDA", "EDEDED"

_LONGEST = 32_000
"""Characters of one cell; Excel takes 32,767."""
_DIGITS = 15
"""Digits that Excel keeps of a number; a longer one is written as text."""
_WIDE = 0x2E80
"""From this character on they take the width of two digits."""
_LINE_HEIGHT, _HIGHEST = 14.5, 400.0
_A4_CHARACTERS = 200
_DIGIT_PIXELS, _HIGHEST_PICTURE, _POINTS_PER_PIXEL = 7, 420, 0.75
"""Pixels of a digit, which is what a column is as wide as; of the highest picture; and how high one is."""
_HEAD = {
    "font": Font(name="微软雅黑", size=10, bold=True),
    "fill": PatternFill("solid", fgColor="D9E1F2"),
    "alignment": Alignment(horizontal="center", vertical="center", wrap_text=True),
}
_FONT = Font(name="微软雅黑", size=10)
_TOP = Alignment(vertical="top", wrap_text=True)
_LINE = Side(style="thin", color="BFBFBF")
_LOOK = {"font": _FONT, "alignment": _TOP, "border": Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)}
_ASIDE = {"font": Font(name="微软雅黑", size=8, color="A6A6A6")}
_LINKED = Font(name="微软雅黑", size=10, color="0563C1", underline="single")
_TO_FILL_IN = PatternFill("solid", fgColor="FCE4D6")
# As text, "3-5" stays what was typed instead of becoming a date, and 95% stays 95%.
_ANSWER = {"fill": PatternFill("solid", fgColor="FFF9F3"), "number_format": "@"}
_LONGEST_LIST = 255
"""Characters of a drop-down list that stands in the sheet itself, and of a help text."""


class Percent(NamedTuple):
    """A ratio between 0 and 1, shown as a percentage with one decimal."""

    ratio: Decimal


class Link(NamedTuple):
    """Words that open a file or folder beside the workbook."""

    words: str
    target: str


class Picture(NamedTuple):
    """A PNG that lies over its cell, no larger than the cell is wide."""

    png: bytes


Value = str | int | Decimal | Percent | Link | Picture | None


class Column(NamedTuple):
    """A column: header, width in characters, and for those that a person fills in the choices and what they mean.

    A column `aside` is for the program: grey, and not printed.
    """

    header: str
    width: int
    choices: tuple[str, ...] = ()
    help: str = ""
    aside: bool = False


class Row(NamedTuple):
    """The cells of one row; `colour` fills the cell of column `coloured` (0-based).

    `picks`: by header, what a person may pick from in the cell of this row only.
    """

    cells: tuple[Value, ...]
    colour: str = ""
    coloured: int = 0
    picks: Mapping[str, tuple[str, ...]] = {}


def add_sheet(book: Any, title: str, columns: Sequence[Column], rows: Sequence[Row], *, fixed: int = 0) -> None:
    """Add a worksheet with a header that stays in sight; `fixed` columns stay too."""
    sheet = book.create_sheet(title)
    for number, column in enumerate(columns, 1):
        _put(sheet.cell(1, number), column.header, _HEAD | ({"fill": _TO_FILL_IN} if column.help else {}))
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    styles = {colour: PatternFill("solid", fgColor=colour) for colour in {row.colour for row in rows} if colour}
    for index, row in enumerate(rows, 2):
        for number, (value, column) in enumerate(zip(row.cells, columns, strict=True), 1):
            cell = sheet.cell(index, number)
            _put(cell, value, _LOOK | (_ASIDE if column.aside else _ANSWER if column.help else {}))
            if row.colour and number == row.coloured + 1:
                cell.fill = styles[row.colour]
        sheet.row_dimensions[index].height = max(_height(row, columns), _show(sheet, index, row, columns))
    sheet.freeze_panes = sheet.cell(2, fixed + 1)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    _offer(sheet, columns, len(rows))
    _offer_in_rows(sheet, columns, rows)
    _for_print(sheet, columns, len(rows))


def _show(sheet: Any, index: int, row: Row, columns: Sequence[Column]) -> float:
    """Lay the pictures of a row over their cells; return the height in points that the highest needs."""
    from openpyxl.drawing.image import Image  # noqa: PLC0415 - only where there are pictures

    highest = 0.0
    for number, (value, column) in enumerate(zip(row.cells, columns, strict=True), 1):
        if isinstance(value, Picture):
            image = Image(BytesIO(value.png))
            scale = min(column.width * _DIGIT_PIXELS / image.width, _HIGHEST_PICTURE / image.height, 1.0)
            image.width, image.height = round(image.width * scale), round(image.height * scale)
            sheet.add_image(image, f"{get_column_letter(number)}{index}")
            highest = max(highest, image.height * _POINTS_PER_PIXEL + 4)
    return highest


def new_book() -> Any:
    """Return a workbook without sheets."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    return book


def save(book: Any, path: Path) -> None:
    """Write a workbook whole or not at all; raises UsageError when it cannot be written."""
    write_atomically(path, book.save)


def _put(cell: Any, value: Value, look: dict[str, Any]) -> None:
    """Write one value. Text is never a formula, whatever it begins with; an amount keeps its printed decimals."""
    for name, style in look.items():
        setattr(cell, name, style)
    if isinstance(value, Decimal):
        _put_number(cell, value)
    elif isinstance(value, Picture):
        cell.value = None
    elif isinstance(value, Percent):
        cell.value, cell.number_format = value.ratio, "0.0%"
    elif isinstance(value, Link):
        cell.value, cell.hyperlink, cell.font = NOT_XML.sub("", value.words), value.target, _LINKED
    elif isinstance(value, str):
        cell.value = NOT_XML.sub("", value)[:_LONGEST]
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value


def _put_number(cell: Any, value: Decimal) -> None:
    decimals = max(-int(value.as_tuple().exponent), 0)
    if len(value.as_tuple().digits) > _DIGITS:
        cell.value, cell.data_type = f"{value:f}", "s"
        return
    cell.value = value
    cell.number_format = f"0.{'0' * decimals}" if decimals else "0"


def _offer(sheet: Any, columns: Sequence[Column], rows: int) -> None:
    """Let a person pick from the choices of a column, and say in each cell to fill in what belongs there."""
    for number, column in enumerate(columns, 1):
        if column.help and rows:
            cells = f"{get_column_letter(number)}2:{get_column_letter(number)}{rows + 1}"
            _validate(sheet, column.choices, cells, column)


def _offer_in_rows(sheet: Any, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """Let a person pick from what a row of its own has to choose from; rows with the same choices share one list."""
    for number, column in enumerate(columns, 1):
        cells = defaultdict(list)
        for index, row in enumerate(rows, 2):
            if picks := row.picks.get(column.header):
                cells[picks].append(f"{get_column_letter(number)}{index}")
        for picks, places in cells.items():
            _validate(sheet, picks, " ".join(places), column)


def _validate(sheet: Any, choices: Sequence[str], cells: str, column: Column) -> None:
    offered = ",".join(choices)
    listed = bool(offered) and len(offered) <= _LONGEST_LIST
    rule = DataValidation(
        type="list" if listed else None, formula1=f'"{offered}"' if listed else None, allow_blank=True
    )
    rule.errorTitle, rule.error = column.header, f"请从这些里选：{offered}"[:_LONGEST_LIST]
    rule.promptTitle, rule.prompt = column.header, column.help[:_LONGEST_LIST]
    rule.showErrorMessage, rule.showInputMessage = listed, True
    rule.sqref = cells
    sheet.add_data_validation(rule)


def _height(row: Row, columns: Sequence[Column]) -> float:
    """Return the height that shows the whole of a row, in points; no program does it for all others."""
    lines = 1
    for value, column in zip(row.cells, columns, strict=True):
        if isinstance(value, str) and not column.aside:
            widths = [sum(1 if ord(char) < _WIDE else 2 for char in line) for line in value.split("\n")]
            lines = max(lines, sum(max(-(-width // (column.width - 1)), 1) for width in widths))
    return min(lines * _LINE_HEIGHT + 3, _HIGHEST)


def _for_print(sheet: Any, columns: Sequence[Column], rows: int) -> None:
    """Fit the columns that are for people to the width of a landscape page, A4 or A3, the header on every page."""
    printed = [column for column in columns if not column.aside]
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{get_column_letter(len(printed))}{rows + 1}"
    sheet.oddHeader.center.text, sheet.oddFooter.center.text = "&A", "第 &P 页，共 &N 页"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8 if sum(column.width for column in printed) > _A4_CHARACTERS else 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
