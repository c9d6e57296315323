"""Word tables: every cell with its spans."""

from __future__ import annotations

from io import BytesIO

import docx as python_docx
from office_files import cell, docx, merged, para, row, table, told

from extractor.reading.word.body import read_word
from extractor.settings import Limits


def read(body: str, **parts: str) -> list[object]:
    """Return the blocks of a .docx with this body."""
    return told(read_word(docx(body, **parts), Limits()).blocks)


def wide(columns: int) -> str:
    """Return the properties of a cell over several columns."""
    return f'<w:gridSpan w:val="{columns}"/>'


def test_spans() -> None:
    """Cells over several columns or rows have spans; covered places have no cell."""
    rows = (
        row(cell("指标", merged("restart")), cell("预算数", wide(2)), "备注"),
        row(cell("", merged()), "年初", "年末", cell("甲", merged("restart"))),
        row("合计", cell("503.37", wide(2)), cell("", merged())),
    )
    assert read(table(*rows)) == [
        {
            (1, 1, 2, 1): "指标",
            (1, 2, 1, 2): "预算数",
            (1, 4): "备注",
            (2, 2): "年初",
            (2, 3): "年末",
            (2, 4, 2, 1): "甲",
            (3, 1): "合计",
            (3, 2, 1, 2): "503.37",
        }
    ]


def test_spans_of_python_docx() -> None:
    """A table merged by python-docx is read with the same 2×2 block."""
    made = python_docx.Document()
    grid = made.add_table(3, 3)
    grid.cell(0, 0).merge(grid.cell(1, 1)).text = "总计"
    out = BytesIO()
    made.save(out)
    (found,) = told(read_word(out.getvalue(), Limits()).blocks)
    assert found[(1, 1, 2, 2)] == "总计"
    assert len(found) == 6


def test_grid_before_shifts_the_row() -> None:
    """A row that begins or ends inside the grid keeps its cells in their columns."""
    rows = (row("a", "b", "c"), row("x", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'))
    assert read(table(*rows)) == [{(1, 1): "a", (1, 2): "b", (1, 3): "c", (2, 2): "x"}]


def test_two_merges_above_each_other() -> None:
    """A restart below a merge begins a new cell, and a continuation with nothing above stands for itself."""
    rows = (
        row(cell("", merged()), "1"),
        row(cell("产出", merged("restart")), "2"),
        row(cell("", merged()), "3"),
        row(cell("效益", merged("restart")), "4"),
    )
    (found,) = read(table(*rows))
    assert isinstance(found, dict)
    assert list(found) == [(1, 1), (1, 2), (2, 1, 2, 1), (2, 2), (3, 2), (4, 1), (4, 2)]


def test_old_horizontal_merge() -> None:
    """Cells joined by hMerge, as old programs write them, are one cell."""
    cells = (cell("合计", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "9")
    assert read(table(row(*cells))) == [{(1, 1, 1, 2): "合计", (1, 3): "9"}]


def test_nested_table_follows() -> None:
    """A table in a cell comes after the outer one; the cell keeps its own text only."""
    inner = table(row("工资", "10.5"))
    outer = table(row("明细", cell(para("如下") + inner + para("万元"))))
    assert read(outer) == [{(1, 1): "明细", (1, 2): "如下\n万元"}, {(1, 1): "工资", (1, 2): "10.5"}]


def test_frame_is_opened() -> None:
    """A table of one cell around other tables is only a frame."""
    assert read(table(row(cell(para("说明") + table(row("a", "b")) + para(""))))) == [
        "说明",
        {(1, 1): "a", (1, 2): "b"},
    ]


def test_deleted_and_hidden_rows() -> None:
    """Rows deleted by revision or hidden do not print."""
    rows = (row("a"), row("b", properties="<w:del/>"), row("c", properties="<w:hidden/>"), row("d", "e"))
    assert read(table(*rows)) == [{(1, 1): "a", (2, 1): "d", (2, 2): "e"}]


def test_absurd_spans() -> None:
    """A span beyond any page is not believed."""
    assert read(table(row(cell("a", wide(10**9)), "b"))) == [{(1, 1, 1, 256): "a", (1, 257): "b"}]
