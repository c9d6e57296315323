"""A review sheet in the hands of a person: filled in row by row, and read again."""

import openpyxl

from extractor import folders
from extractor.corrections import Signature
from extractor.eval.case import CASES

WHO = Signature("王敏", "2026-11-21")
LATER = Signature("李华", "2026-11-22")
REPORT = CASES / "donglu-transport-2024" / "report.pdf"


def fill(sheet, check, **words):
    """Fill in the row of a check on the sheet of findings, as a person does."""
    book = openpyxl.load_workbook(sheet)
    page = book["发现的问题"]
    columns = {cell.value: cell.column for cell in page[1]}
    row = next(r for r in range(2, page.max_row + 1) if page.cell(r, columns["检查"]).value.startswith(check))
    for header, word in words.items():
        page.cell(row, columns[header]).value = word
    book.save(sheet)


def fill_figure(sheet, path, **words):
    """Fill in the row of a field on the sheet of figures."""
    book = openpyxl.load_workbook(sheet)
    page = book["数字"]
    columns = {cell.value: cell.column for cell in page[1]}
    row = next(r for r in range(2, page.max_row + 1) if page.cell(r, columns["标识"]).value == path)
    for header, word in words.items():
        page.cell(row, columns[header]).value = word
    book.save(sheet)


def roots(folder):
    """Return the checks of the open findings of a folder, and those of the dismissed ones."""
    findings = folders.load(folder)[1]
    return [one.root.check for one in findings.findings], [one.root.check for one in findings.dismissed]


def row_of(sheet, check):
    """Return the row of a check on the sheet of findings by header."""
    page = openpyxl.load_workbook(sheet)["发现的问题"]
    head, *body = page.iter_rows(values_only=True)
    return next(row for line in body if (row := dict(zip(head, line, strict=True)))["检查"].startswith(check))
