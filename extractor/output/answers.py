"""A review sheet that a person filled in, read back; whatever cannot be meant is named by sheet and cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from extractor.errors import UsageError, reason_of
from extractor.output.review_sheets import (
    DECISION,
    FIGURES_TITLE,
    FINDINGS_TITLE,
    KEY,
    NEW,
    OVERVIEW_TITLE,
    REASON,
    RECORD_ID,
    WHICH,
)

_ASKED = {FINDINGS_TITLE: (DECISION, WHICH, NEW, REASON, KEY), FIGURES_TITLE: (NEW, REASON, KEY)}
_OTHER_SHEET = "请用 zongshu run 写出的 review.xlsx，不要删改表头和工作表"
_DIGITS_OF_EXCEL = ".15g"
_DECIMALS = re.compile(r"0\.(0+)")


class Answer(NamedTuple):
    """What a person wrote in one row, empty where nothing was written. `problem`: a cell that cannot be used."""

    sheet: str
    row: int
    key: str
    words: Mapping[str, str]
    columns: Mapping[str, str]
    problem: tuple[str, str] | None = None

    def at(self, header: str) -> str:
        """Return a cell in words: 表“发现的问题”L5."""
        return f"表“{self.sheet}”{self.columns[header]}{self.row}"

    def word(self, header: str) -> str:
        """Return what stands in a column."""
        return self.words.get(header, "")


class Answers(NamedTuple):
    """The filled-in rows of a review sheet, and the mark of the record that it belongs to."""

    record: str
    findings: tuple[Answer, ...]
    figures: tuple[Answer, ...]


def read_answers(path: Path) -> Answers:
    """Return what a person filled in; raises UsageError for a file that is no review sheet of ours."""
    try:
        book = openpyxl.load_workbook(path)
    except OSError as error:
        raise UsageError(f"读不了 {path}：{reason_of(error)}", "请核对路径；文件若正打开着，先保存并关闭") from error
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise UsageError(f"{path.name} 不是 .xlsx 文件，或已损坏", "请在 Excel 或 WPS 里另存为 .xlsx 再试") from error
    overview = _sheet(book, OVERVIEW_TITLE, path)
    marks = [row[1] for row in overview.iter_rows(max_col=2, values_only=True) if row[0] == RECORD_ID]
    if not marks:
        raise UsageError(f"{path.name} 的表“{OVERVIEW_TITLE}”里没有“{RECORD_ID}”", _OTHER_SHEET)
    findings, figures = (tuple(_answers(_sheet(book, title, path), path)) for title in _ASKED)
    return Answers(str(marks[0]), findings, figures)


def is_filled_in(path: Path) -> bool:
    """Whether a person wrote into a review sheet; an unreadable file counts, as nobody knows what it holds."""
    try:
        answers = read_answers(path)
    except UsageError:
        return True
    asked = [answer.word(header) for answer in answers.findings for header in (DECISION, NEW, REASON)]
    return any(asked) or any(answer.word(header) for answer in answers.figures for header in (NEW, REASON))


def _sheet(book: Any, title: str, path: Path) -> Any:
    if title not in book.sheetnames:
        raise UsageError(f"{path.name} 里没有表“{title}”", _OTHER_SHEET)
    return book[title]


def _answers(sheet: Any, path: Path) -> Iterator[Answer]:
    """Yield the rows that say anything; a row without any word, such as one below the list, is passed over."""
    heads = {str(cell.value).strip(): cell.column for cell in sheet[1] if cell.value is not None}
    for header in _ASKED[sheet.title]:
        if header not in heads:
            raise UsageError(f"{path.name} 的表“{sheet.title}”缺少“{header}”一列", _OTHER_SHEET)
    columns = {header: get_column_letter(heads[header]) for header in _ASKED[sheet.title]}
    for number in range(2, sheet.max_row + 1):
        cells = {header: sheet.cell(number, heads[header]) for header in columns}
        said = {header: _said(cell) for header, cell in cells.items()}
        if any(word for word, _ in said.values()):
            words = {header: word for header, (word, _) in said.items()}
            problem = next(((header, told) for header, (_, told) in said.items() if told), None)
            yield Answer(sheet.title, number, words[KEY], words, columns, problem)


def _said(cell: Any) -> tuple[str, str]:
    """Return the words of a cell and what is wrong with it; a program may have turned them into a number or a date."""
    value = cell.value
    if cell.data_type in {"f", "e"}:
        return str(value), "是公式或出错的单元格，请直接写上结果"
    if isinstance(value, bool):
        return str(value), "成了 TRUE 或 FALSE，请改写成文字或数字"
    if isinstance(value, dt.datetime | dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        return day.isoformat(), ""
    if isinstance(value, dt.time | dt.timedelta):
        return str(value), "成了时间，请把单元格设为文本再写"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format)), ""
    return ("" if value is None else str(value).strip()), ""


def _number(value: float, shown_as: str) -> str:
    """Return a number as a person sees it in the cell: 0.95 shown as a percentage is 95%."""
    amount = Decimal(format(value, _DIGITS_OF_EXCEL)) * (100 if "%" in shown_as else 1)
    amount = amount.normalize()
    found = _DECIMALS.search(shown_as)
    decimals = max(-int(amount.as_tuple().exponent), len(found[1]) if found else 0, 0)
    return f"{amount:.{decimals}f}{'%' if '%' in shown_as else ''}"
