"""Excel files: each sheet a table, each cell as it prints."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from office_files import packed, told
from openpyxl import Workbook

from extractor.errors import DamagedError, TooLargeError
from extractor.reading.excel.book import read_excel
from extractor.reading.parts import Reading
from extractor.settings import Limits

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def book(*sheets: dict[str, Any]) -> tuple[Workbook, list[Worksheet]]:
    """Return a workbook with these sheets: values by cell, a tuple for value and number format."""
    made = Workbook()
    made.remove(made.active)
    for number, cells in enumerate(sheets, 1):
        sheet = made.create_sheet(f"表{number}")
        for place, content in cells.items():
            value, code = content if isinstance(content, tuple) else (content, "General")
            sheet[place].value = value
            sheet[place].number_format = code
    return made, made.worksheets


def read(made: Workbook, limits: Limits | None = None, change: Any = None) -> Reading:
    """Save and read a workbook; `change` may edit the XML of its parts."""
    out = BytesIO()
    made.save(out)
    data = out.getvalue()
    if change:
        with zipfile.ZipFile(out) as archive:
            data = packed({name: change(name, archive.read(name)) for name in archive.namelist()})
    return read_excel(data, limits or Limits())


def test_cells_as_printed() -> None:
    """Number formats decide what is read; a float never shows its tail."""
    made, _ = book(
        {
            "A1": (0.9593, "0.00%"),
            "B1": (1234.5, "#,##0.00"),
            "C1": 503.36999999999995,
            "A2": (datetime(2025, 6, 11), "yyyy-mm-dd"),
            "B2": "　各项\n合计 ",
            "C2": 0,
        }
    )
    assert told(read(made).blocks) == [
        {
            (1, 1): "95.93%",
            (1, 2): "1,234.50",
            (1, 3): "503.37",
            (2, 1): "2025-06-11",
            (2, 2): "各项\n合计",
            (2, 3): "0",
        }
    ]


def test_merged_cells() -> None:
    """A merged cell appears once with its spans; empty merges in a used row too."""
    made, (sheet,) = book({"A1": "部门整体支出绩效自评表", "A2": "一级指标", "B2": "a", "B3": "b", "D3": "c"})
    for merge in ("A1:D1", "A2:A3", "C2:D2"):
        sheet.merge_cells(merge)
    assert told(read(made).blocks) == [
        {
            (1, 1, 1, 4): "部门整体支出绩效自评表",
            (2, 1, 2, 1): "一级指标",
            (2, 2): "a",
            (2, 3, 1, 2): "",
            (3, 2): "b",
            (3, 3): "",
            (3, 4): "c",
        }
    ]


def test_sheets_are_tables() -> None:
    """Every sheet with content is a table under its name; rows keep their numbers, blank rows have no cells."""
    made, _ = book({"B2": "甲", "B5": 1}, {}, {"A1": "乙"})
    reading = read(made)
    assert [(table.title, table.rows, table.cols) for table in reading.blocks] == [("表1", 5, 2), ("表3", 1, 1)]
    assert told(reading.blocks) == [{(2, 2): "甲", (5, 2): "1"}, {(1, 1): "乙"}]
    assert reading.problems == ()


def test_hidden_parts_are_named() -> None:
    """Hidden sheets, rows and columns do not print; what they hold is counted."""
    made, (first, second) = book({"A1": "a", "A2": "b", "C1": "c", "D1": "d"}, {"A1": "x"})
    first.row_dimensions[2].hidden = True
    first.column_dimensions.group("C", "D", hidden=True)
    first.row_dimensions[9].hidden = True
    second.sheet_state = "veryHidden"
    reading = read(made)
    assert told(reading.blocks) == [{(1, 1): "a"}]
    assert reading.notes == ("工作表“表1”的隐藏行、列里有 3 个单元格没有读", "工作表“表2”是隐藏的，没有读")


def test_formula_without_result() -> None:
    """A formula that was saved without a result is empty and named; a stored result is read, also an empty one."""
    made, _ = book({"A1": "=1+1", "A2": "=2+2", "A3": '=""', "A4": "甲"})

    def calculated(name: str, data: bytes) -> bytes:
        if not name.startswith("xl/worksheets/"):
            return data
        data = data.replace(b"<f>2+2</f><v />", b"<f>2+2</f><v>4</v>").replace(
            b"<f>2+2</f><v></v>", b"<f>2+2</f><v>4</v>"
        )
        return data.replace(b'<c r="A3">', b'<c r="A3" t="str">')

    reading = read(made, change=calculated)
    assert told(reading.blocks) == [{(2, 1): "4", (4, 1): "甲"}]
    assert [sentence[:27] for sentence in reading.problems] == ["工作表“表1”有 1 个公式没有存下结果（A1），按空"]


def test_error_values_and_zeros() -> None:
    """An error prints as it shows; a sheet that hides zeros shows none."""
    made, (sheet,) = book({"A1": 0, "B1": "#DIV/0!", "C1": 1})
    sheet.sheet_view.showZeros = False
    assert told(read(made).blocks) == [{(1, 2): "#DIV/0!", (1, 3): "1"}]


def test_chinese_builtin_date() -> None:
    """The date formats of a Chinese spreadsheet that a file names only by number are known."""
    made, _ = book({"A1": (45819, "0.0")})

    def renumbered(name: str, data: bytes) -> bytes:
        if name != "xl/styles.xml":
            return data
        return re.sub(rb"<numFmts.*?</numFmts>", b"", data).replace(b'numFmtId="164"', b'numFmtId="31"')

    assert told(read(made, change=renumbered).blocks) == [{(1, 1): "2025年6月11日"}]


def test_far_cells_cost_nothing() -> None:
    """A stray cell at the end of the sheet does not fill the rows between; a merge of whole columns is cut."""
    made, (sheet,) = book({"A1": "标题", "A2": "甲", "XFD1048576": "x"})
    assert told(read(made, Limits(cells=100)).blocks) == [{(1, 1): "标题", (2, 1): "甲", (1048576, 16384): "x"}]
    made, (sheet,) = book({"A1": "标题", "A2": "甲", "B2": "乙"})
    sheet.merge_cells("A1:XFD1")
    assert told(read(made).blocks) == [{(1, 1, 1, 2): "标题", (2, 1): "甲", (2, 2): "乙"}]


def test_text_boxes_follow_their_sheet() -> None:
    """The text of a shape that lies on a sheet is read as lines after its table."""
    made, _ = book({"A1": "甲"})
    out = BytesIO()
    made.save(out)
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"
    shape = '<x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>单位：</a:t></a:r><a:r><a:t>万元</a:t></a:r></a:p></x>'
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="d" Type="{rel}s" Target="../drawings/drawing1.xml"/>'
            f'<Relationship Id="e" Type="{rel}" Target="../drawings/drawing1.xml"/></Relationships>',
        )
        archive.writestr("xl/drawings/drawing1.xml", shape)
    assert told(read_excel(out.getvalue(), Limits()).blocks)[1:] == ["单位：万元"]


def test_limit_and_damage() -> None:
    """More cells than the limit are refused; a broken part is a damaged file."""
    made, _ = book({"A1": 1, "B1": 2, "C1": 3})
    with pytest.raises(TooLargeError):
        read(made, Limits(cells=2))
    with pytest.raises(DamagedError):
        read(made, change=lambda name, data: data[:80] if name.startswith("xl/worksheets/") else data)
    with pytest.raises(DamagedError):
        read(made, change=lambda name, data: b"<x/>" if name == "xl/workbook.xml" else data)


def test_running_text_in_a_sheet_is_lines():
    """Rows of one cell with sentences among them are the narrative; tables before and behind keep their places."""
    prose = "2024年年初预算862.40万元，年中追加322.16万元，全年支出1137.18万元，执行率96.00%。"
    made, _ = book(
        {"A1": "项目名称", "B1": "甲", "A2": "一、支出情况", "A3": prose, "A4": "二、问题", "A5": "总分", "B5": 98}
    )

    blocks = read(made).blocks

    assert [getattr(block, "text", None) for block in blocks] == [None, "一、支出情况", prose, "二、问题", None]
    assert [cell.id for cell in blocks[-1].cells] == ["T2R5C1", "T2R5C2"]


def test_a_remark_in_a_sheet_stays_a_row():
    """A single long remark between the rows of a form is no narrative."""
    made, _ = book(
        {
            "A1": "名称",
            "B1": "甲",
            "A2": "备注：本表由各股室据实填写，数据截至当年十二月三十一日，经分管领导审核。",
            "A3": "总分",
            "B3": 98,
        }
    )

    assert len(read(made).blocks) == 1
