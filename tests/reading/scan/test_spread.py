"""Whole pictures of two facing pages: read left before right, tables over the fold whole, boxes where the print is."""

from pathlib import Path

import pymupdf
import pytest

from extractor.eval.case import all_cases
from extractor.eval.renderings import render
from extractor.eval.source import content_of
from extractor.reading import read
from extractor.records.document import Document
from extractor.settings import Settings

pytestmark = pytest.mark.usefixtures("rapidocr")

WIDTH, HEIGHT = 595, 842
LEFT = [f"左页{word}行，全年预算数503.37万元。" for word in "甲乙丙丁"]
RIGHT = [f"右页{word}行，财政拨款1204.65万元。" for word in "戊己庚辛壬癸"]
HEAD = ["指标", "分值", "得分"]
ROWS = [["设备购置数量", "10", "9.50"], ["培训人次", "15", "14.25"]]
MORE_ROWS = [["验收合格率", "20", "19.75"], ["满意度", "10", "8.60"]]
NOTE = "第 1 页一张图上有两页，已分开读，先左后右（上下放的先上后下）"


def ruled(page: pymupdf.Page, left: float, top: float, rows: list[list[str]]) -> None:
    """Print a table of three columns with its rules."""
    edges = [left, left + 200, left + 320, left + 440]
    for number, row in enumerate(rows):
        for text, start, end in zip(row, edges, edges[1:], strict=False):
            page.draw_rect((start, top + 30 * number, end, top + 30 * number + 30), width=0.8)
            page.insert_text((start + 8, top + 30 * number + 20), text, fontname="china-s", fontsize=14)


def opening(path: Path, *, turn: int = 0, right: bool = True) -> Path:
    """A picture of two A4 pages side by side, turned by so many degrees; a table goes on from the left to the right."""
    with pymupdf.open() as file:
        page = file.new_page(width=2 * WIDTH, height=HEIGHT)
        for at, line in enumerate(LEFT):
            page.insert_text((70, 100 + 60 * at), line, fontname="china-s", fontsize=14)
        ruled(page, 70, 660, [HEAD, *ROWS])
        page.insert_text((WIDTH / 2 - 10, 800), "- 3 -", fontname="china-s", fontsize=10)
        if right:
            ruled(page, WIDTH + 70, 70, MORE_ROWS)
            for at, line in enumerate(RIGHT):
                page.insert_text((WIDTH + 70, 220 + 60 * at), line, fontname="china-s", fontsize=14)
            page.insert_text((WIDTH * 1.5 - 10, 800), "- 4 -", fontname="china-s", fontsize=10)
        page.draw_line((WIDTH, 0), (WIDTH, HEIGHT), color=(0.4, 0.4, 0.4), width=3)
        page.set_rotation(turn)
        page.get_pixmap(dpi=150, alpha=False).save(path)
    return path


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """What is read from an opening that lies as one reads it."""
    return read(opening(tmp_path_factory.mktemp("opening") / "opening.png"), Settings())


def test_left_before_right(document: Document) -> None:
    """All of the left page comes before the right one, without the numbers of the pages."""
    assert [line.text for line in document.lines] == [*LEFT, *RIGHT]


def test_it_is_one_page_of_the_file(document: Document) -> None:
    """The picture stays one page, and a note says how it was read."""
    (page,) = document.pages
    assert page.width > page.height
    assert (document.problems, document.notes) == ((), (NOTE,))
    assert {line.page for line in document.all_lines} == {1}


def test_a_table_goes_on_over_the_fold(document: Document) -> None:
    """A table that ends the left page and goes on at the top of the right one is one table."""
    (table,) = document.tables
    assert [["".join(cell.text.split()) for cell in row] for row in table.by_row()] == [HEAD, *ROWS, *MORE_ROWS]


def test_boxes_lie_where_the_print_is(document: Document) -> None:
    """Boxes are in points of the picture: each half has its own place there."""
    (page,) = document.pages
    zoom = page.width / (2 * WIDTH)
    for line, text in zip(document.lines, [*LEFT, *RIGHT], strict=True):
        at = [*LEFT, *RIGHT].index(text)
        left, base = (70, 100 + 60 * at) if at < len(LEFT) else (WIDTH + 70, 220 + 60 * (at - len(LEFT)))
        assert line.box[0] / zoom == pytest.approx(left, abs=4)
        assert line.box[1] / zoom == pytest.approx(base - 13, abs=4)
        assert line.box[3] / zoom == pytest.approx(base + 2, abs=4)
    boxes = {cell.text: cell.box for table in document.tables for cell in table.cells}
    assert [at / zoom for at in boxes["8.60"]] == pytest.approx((WIDTH + 390, 100, WIDTH + 510, 130), abs=4)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned(tmp_path: Path, document: Document, turn: int) -> None:
    """An opening that was photographed sideways or upside down is read in the same order."""
    turned = read(opening(tmp_path / "turned.png", turn=turn), Settings())
    assert [line.text for line in turned.lines] == [line.text for line in document.lines]
    assert [len(table.cells) for table in turned.tables] == [15]
    tall = [(line.box[3] - line.box[1]) > (line.box[2] - line.box[0]) for line in turned.lines]
    assert set(tall) == {turn != 180}


def test_an_empty_half(tmp_path: Path) -> None:
    """A page that faces an empty one is read as a page of its own size."""
    half = read(opening(tmp_path / "half.png", right=False), Settings())
    assert [line.text[:3] for line in half.lines] == [line[:3] for line in LEFT]
    assert (half.problems, half.notes) == ((), (NOTE,))
    assert max(line.box[2] for line in half.lines) < half.pages[0].width / 2


def test_photographed_report(tmp_path: Path) -> None:
    """A table of a report goes on from the left page of a photograph to the right one, every figure in its place."""
    case = next(case for case in all_cases() if case.name == "baihua-forestry-2024")
    digital, photograph = (
        read(render(content_of(case), name, tmp_path).path, Settings()) for name in ("pdf", "spread")
    )
    assert len(photograph.pages) == 1
    assert len(digital.pages) == 2
    assert [(table.rows, table.cols) for table in photograph.tables] == [(one.rows, one.cols) for one in digital.tables]
