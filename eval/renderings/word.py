"""A content as a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from extractor.eval.content import Block, Paragraph, Sheet
from extractor.eval.renderings.archive import settle


def write_docx(blocks: Sequence[Block], path: Path, *, page_numbers: bool = True) -> None:
    """Write a Word file with real merged cells, as an office types it: no heading styles."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(12)
    for block in blocks:
        if isinstance(block, Sheet):
            _table(document, block)
        else:
            _paragraph(document, block)
    if page_numbers:
        _page_number(document)
    document.save(str(path))
    settle(path)


def _paragraph(document: Any, block: Paragraph) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(block.text)
    run.bold = block.style in {"title", "heading"}
    if block.style in {"title", "right"}:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if block.style == "title" else WD_ALIGN_PARAGRAPH.RIGHT


def _table(document: Any, sheet: Sheet) -> None:
    table = document.add_table(rows=sheet.rows, cols=sheet.cols)
    table.style = "Table Grid"
    rows = [list(row.cells) for row in table.rows]
    for box in sheet.boxes:
        cell = rows[box.row][box.col]
        if box.row_span > 1 or box.col_span > 1:
            cell = cell.merge(rows[box.row + box.row_span - 1][box.col + box.col_span - 1])
        cell.text = box.text


def _page_number(document: Any) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    document.sections[0].footer.paragraphs[0]._p.append(field)  # noqa: SLF001 - python-docx has no call for fields
