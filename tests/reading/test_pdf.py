"""Digital PDFs: lines and tables with their places, and plain words about pages that cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pymupdf
import pytest

from extractor.eval.content import Paragraph
from extractor.eval.renderings.typeset import Grid, GridCell, place, typeset_pdf
from extractor.reading.parts import Reading
from extractor.reading.pdf.file import read_pdf
from extractor.records.document import Line, Table
from extractor.settings import Settings

HEAD = ["一级指标", "二级指标", GridCell("三级指标", 1, 2), "得分"]


def form(groups: int) -> list[list[GridCell | str]]:
    """A form of six rows a group, with cells merged over rows and columns, wrapped, empty and <marked>."""
    rows: list[list[GridCell | str]] = [list(HEAD)]
    for number in range(groups):
        rows += [
            [
                GridCell(f"产出指标{number}", 6),
                GridCell("数量指标", 2),
                "开展培训<10次，覆盖全部乡镇街道和社区居委会",
                "≥98%",
                "10.00",
            ],
            ["建档份数", "100%", f"{number}.5"],
            ["质量指标", "抽检合格率", "100.00%", "1,673,387.69"],
            ["时效指标", GridCell("按时完成率", 2), "90", "4"],
            ["成本指标", "123,456.78", "3"],
            ["其他", GridCell("无", 1, 2), ""],
        ]
    return rows


def read(path: Path) -> Reading:
    """Read a file."""
    return read_pdf(path, Settings())


def tables(reading: Reading) -> list[Table]:
    """The tables of a reading."""
    return [block for block in reading.blocks if isinstance(block, Table)]


def lines(reading: Reading) -> list[str]:
    """The texts of its lines."""
    return [block.text for block in reading.blocks if isinstance(block, Line)]


def expected(rows: Sequence[Sequence[GridCell | str]]) -> list[tuple[object, ...]]:
    """What stands in each cell: row, column, spans and text."""
    return [(cell.row + 1, cell.col + 1, cell.row_span, cell.col_span, cell.text) for cell in place(rows)]


def found(table: Table) -> list[tuple[object, ...]]:
    """What was read in each cell; line breaks inside a cell come from its width and are left out."""
    return [(cell.row, cell.col, cell.row_span, cell.col_span, cell.text.replace("\n", "")) for cell in table.cells]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where to put the file."""
    return tmp_path / "report.pdf"


def test_prose_and_tables(path: Path) -> None:
    """Every cell has its spans and text, lines and tables follow each other, and ids count on."""
    typeset_pdf([Paragraph("东麓县自评报告", "title"), Grid(form(2)), Paragraph("以上。"), Grid([["甲", "乙"]])], path)
    reading = read(path)
    assert [block.id for block in reading.blocks] == ["L0001", "T1", "L0002", "T2"]
    assert lines(reading) == ["东麓县自评报告", "以上。"]
    assert found(tables(reading)[0]) == expected(form(2))
    assert [cell.id for cell in tables(reading)[1].cells] == ["T2R1C1", "T2R1C2"]
    assert (reading.pages[0].number, reading.pages[0].kind, reading.problems) == (1, "digital", ())


def test_wrapped_text_keeps_its_lines(path: Path) -> None:
    """Text that wraps inside a cell keeps its line breaks, and its words lie inside the box of the cell."""
    typeset_pdf([Grid([["预算", "完成春秋两季培训覆盖全部乡镇街道和社区居委会并建档备查"]], widths=[3, 1])], path)
    cell = tables(read(path))[0].cells[1]
    assert cell.text.count("\n") >= 1
    assert cell.text.split("\n") == [word.text for word in cell.words]
    assert cell.box
    assert all(cell.box[0] <= w.box[0] and w.box[2] <= cell.box[2] and w.box[3] <= cell.box[3] + 1 for w in cell.words)


def test_figures_in_narrow_columns(path: Path) -> None:
    """Figures too long for their column come back whole, beside whole numbers that stand below each other."""
    rows = [["年初预算数", "1,260,000.00", "12\n34"], ["全年预算数", "85.08%", "5"]]
    typeset_pdf([Grid(rows, widths=[8, 1, 1])], path)
    cells = tables(read(path))[0].cells
    assert len(cells[1].words) > 1
    assert [cell.text for cell in cells] == ["年初预算数", "1,260,000.00", "12\n34", "全年预算数", "85.08%", "5"]


@pytest.mark.parametrize("repeat_head", [False, True])
def test_table_over_page_breaks(path: Path, repeat_head: bool) -> None:
    """A table over three pages is one, merged cells over the breaks whole, page numbers and repeated heads left out."""
    typeset_pdf([Paragraph("附件", "heading"), Grid(form(14), repeat_head=repeat_head)], path, page_numbers=True)
    reading = read(path)
    (table,) = tables(reading)
    assert len(reading.pages) == 3
    assert lines(reading) == ["附件"]
    assert found(table) == expected(form(14))
    assert {cell.page for cell in table.cells} == {1, 2, 3}


def test_row_cut_by_a_page_break(path: Path) -> None:
    """A row that the page break cuts in two is one row."""
    long = "".join(f"第{number}项培训覆盖全部乡镇街道和社区居委会，" for number in range(90))
    rows = [["指标", "说明", "得分"], ["培训", long, "10"], ["建档", "备查", "5"]]
    typeset_pdf([Paragraph("文\n" * 30), Grid(rows, widths=[1, 4, 1], split_rows=True)], path)
    reading = read(path)
    assert len(reading.pages) == 2
    assert found(tables(reading)[0]) == expected(rows)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_rotated_page(path: Path, turn: int) -> None:
    """A page that is turned for display is read as displayed, boxes included."""
    typeset_pdf([Paragraph("标题", "title"), Grid(form(2))], path)
    flat = read(path)
    with pymupdf.open(path) as file:
        _turn_contents(file, turn)
        file.save(path.with_name("turned.pdf"))
    turned = read(path.with_name("turned.pdf"))
    assert [block.model_dump() for block in turned.blocks] == [_near(block.model_dump()) for block in flat.blocks]
    assert turned.pages == flat.pages


def _near(data: object) -> object:
    """Compare boxes to a tenth of a point."""
    if isinstance(data, dict):
        return {key: _near(value) for key, value in data.items()}
    if isinstance(data, (tuple, list)) and data and isinstance(data[0], float):
        return pytest.approx(tuple(data), abs=0.1)
    return type(data)(map(_near, data)) if type(data) in {tuple, list} else data


def _turn_contents(file: pymupdf.Document, turn: int) -> None:
    """Turn what is printed against the display rotation, so that both together show the same page."""
    page = file[0]
    width, height = page.rect.width, page.rect.height
    matrix = {
        90: f"0 1 -1 0 {height} 0",
        180: f"-1 0 0 -1 {width} {height}",
        270: f"0 -1 1 0 0 {width}",
    }[turn]
    if turn != 180:
        page.set_mediabox(pymupdf.Rect(0, 0, height, width))
    page.clean_contents()
    xref = page.get_contents()[0]
    file.update_stream(xref, f"q {matrix} cm\n".encode() + file.xref_stream(xref) + b"\nQ")
    page.set_rotation(turn)


@pytest.mark.parametrize("turn", [90, 270])
def test_page_lying_on_its_side(path: Path, turn: int) -> None:
    """A table printed sideways is read the right way round, and its boxes are those on the page as displayed."""
    typeset_pdf([Grid(form(9), repeat_head=True), Paragraph("以上。")], path)
    with pymupdf.open(path) as file, pymupdf.open() as sideways:
        for page in file:
            sheet = sideways.new_page(width=page.rect.height, height=page.rect.width)
            sheet.show_pdf_page(sheet.rect, file, page.number, rotate=turn)
        sideways.save(path.with_name("sideways.pdf"))
    reading = read(path.with_name("sideways.pdf"))
    (table,) = tables(reading)
    assert found(table) == expected(form(9))
    assert lines(reading) == ["以上。"]
    first, last = table.cells[0].box, table.cells[-1].box
    assert first
    assert last
    assert reading.pages[0].width > reading.pages[0].height  # type: ignore[operator]  # a PDF page has a size
    assert (first[0] > 595) == (turn == 270)
    with pymupdf.open(path.with_name("sideways.pdf")) as file:
        assert file[0].get_textbox(pymupdf.Rect(first)).strip() == "一级指标"
