"""Write the blocks of a fictional report as a Word, Excel or PDF file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.eval.content import Block, Box, Paragraph, Sheet


def write_docx(blocks: Sequence[Block], path: Path, *, page_numbers: bool = True) -> None:
    """Write a Word file with real merged cells, as an office types it: no heading styles."""
    import docx  # noqa: PLC0415 - heavy
    from docx.shared import Pt  # noqa: PLC0415

    document = docx.Document()
    document.styles["Normal"].font.size = Pt(12)
    for block in blocks:
        if isinstance(block, Sheet):
            _docx_table(document, block)
        else:
            _docx_paragraph(document, block)
    if page_numbers:
        _docx_page_number(document)
    document.save(str(path))


def write_xlsx(sheets: Sequence[Sheet], path: Path) -> None:
    """Write an Excel file, one sheet a table; figures are typed as numbers, percentages as formatted fractions."""
    import openpyxl  # noqa: PLC0415 - heavy

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for table in sheets:
        worksheet = book.create_sheet(table.title)
        for box in table.boxes:
            _xlsx_cell(worksheet, box)
    book.save(path)


def write_pdf(blocks: Sequence[Block], path: Path) -> None:
    """Write a digital PDF with ruled tables whose head is drawn again on each page."""
    from extractor.eval.typeset import Grid, GridCell, typeset_pdf  # noqa: PLC0415 - development only

    def typeset(block: Block) -> Any:
        if isinstance(block, Sheet):
            rows = [[GridCell(b.text, b.row_span, b.col_span) for b in block.boxes if b.row == row]
                    for row in range(block.rows)]  # fmt: skip
            return Grid(rows, repeat_head=block.boxes[0].text == "一级指标")
        return block

    typeset_pdf([typeset(block) for block in blocks], path, page_numbers=True)


def _docx_paragraph(document: Any, block: Paragraph) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - heavy

    paragraph = document.add_paragraph()
    run = paragraph.add_run(block.text)
    run.bold = block.style in {"title", "heading"}
    if block.style in {"title", "right"}:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if block.style == "title" else WD_ALIGN_PARAGRAPH.RIGHT


def _docx_table(document: Any, sheet: Sheet) -> None:
    table = document.add_table(rows=sheet.rows, cols=sheet.cols)
    table.style = "Table Grid"
    for box in sheet.boxes:
        cell = table.cell(box.row, box.col)
        if box.row_span > 1 or box.col_span > 1:
            cell = cell.merge(table.cell(box.row + box.row_span - 1, box.col + box.col_span - 1))
        cell.text = box.text


def _docx_page_number(document: Any) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - heavy
    from docx.oxml.ns import qn  # noqa: PLC0415

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    document.sections[0].footer.paragraphs[0]._p.append(field)  # noqa: SLF001 - python-docx has no call for fields


_PLAIN_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d+)?")
_PERCENT = re.compile(r"(\d+)(?:\.(\d+))?%")


def _xlsx_cell(worksheet: Any, box: Box) -> None:
    cell = worksheet.cell(box.row + 1, box.col + 1)
    cell.value, cell.number_format = _xlsx_value(box.text)
    if box.row_span > 1 or box.col_span > 1:
        worksheet.merge_cells(
            start_row=box.row + 1, end_row=box.row + box.row_span,
            start_column=box.col + 1, end_column=box.col + box.col_span,
        )  # fmt: skip


def _xlsx_value(text: str) -> tuple[Any, str]:
    """Return a cell's value and its number format, such that Excel shows the text."""
    if match := _PERCENT.fullmatch(text):
        decimals = len(match[2] or "")
        return float(Decimal(text.rstrip("%")) / 100), "0%" if not decimals else f"0.{'0' * decimals}%"
    if not _PLAIN_NUMBER.fullmatch(text):
        return text or None, "General"
    decimals = len(text.partition(".")[2])
    if not decimals:
        return int(text), "General"
    return float(text), f"0.{'0' * decimals}" if text.endswith("0") else "General"
