"""PDFs made by hand: what programs do to text and rules, pages without usable text, and files that cannot be read."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pymupdf
import pytest

from extractor.errors import DamagedError, ProtectedError, TooLargeError
from extractor.eval.content import Paragraph
from extractor.eval.renderings.typeset import Grid, typeset_pdf
from extractor.reading.parts import Reading
from extractor.reading.pdf.file import read_pdf
from extractor.reading.pdf.page import Sheet
from extractor.reading.scan.reader import Scan, Scanner, State
from extractor.records.document import Line, Table, Word
from extractor.settings import Limits, Settings

PROSE = "全年预算数503.37万元，执行数498.20万元，执行率98.97%，"


def read(path: Path, **limits: int) -> Reading:
    """Read a file with these limits."""
    return read_pdf(path, Settings(limits=Limits(**limits)))


def lines(reading: Reading) -> list[str]:
    """The texts of the lines."""
    return [block.text for block in reading.blocks if isinstance(block, Line)]


def cells(reading: Reading) -> list[list[str]]:
    """The texts of the cells of each table."""
    return [[cell.text for cell in block.cells] for block in reading.blocks if isinstance(block, Table)]


class Paper:
    """A PDF drawn by hand."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = pymupdf.open()
        self.page = self.file.new_page()

    def text(self, x: float, y: float, text: str, size: float = 10, **options: object) -> None:
        """Set a line of text with its baseline at y."""
        self.page.insert_text((x, y), text, fontname="china-s", fontsize=size, **options)

    def next(self) -> None:
        """Begin another page."""
        self.page = self.file.new_page()

    def image(self, box: tuple[float, float, float, float]) -> None:
        """Put a grey picture onto the page."""
        picture = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 40, 40))
        picture.clear_with(200)
        self.page.insert_image(pymupdf.Rect(box), pixmap=picture)

    def read(self, **limits: int) -> Reading:
        """Save and read the file."""
        self.file.save(self.path)
        return read(self.path, **limits)


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """An empty sheet."""
    return Paper(tmp_path / "report.pdf")


def test_order_is_that_of_the_paper(paper: Paper) -> None:
    """Words come in the order in which they stand, whatever the order and font in which the file stores them."""
    paper.text(72, 140, "第二行")
    paper.text(102, 100, "三公")
    paper.text(122, 102.5, "”经费")
    paper.text(72, 100, "开支“", size=10)
    paper.text(152, 98, "2", size=6)
    assert lines(paper.read()) == ["开支“三公”经费2", "第二行"]


def test_gaps(paper: Paper) -> None:
    """A loose setting of Chinese is no space, a printed space is one, and a gap as wide as a column is two."""
    for number, letter in enumerate("绩效自评"):
        paper.text(72 + number * 12.1, 100, letter)
    paper.text(72, 130, "合计 503.37 万元")
    paper.text(72, 160, "单位：万元")
    paper.text(300, 160, "12.5")
    assert lines(paper.read()) == ["绩效自评", "合计 503.37 万元", "单位：万元  12.5"]


def test_words_of_tight_cells_are_cut(paper: Paper) -> None:
    """Two figures set without a space on both sides of a rule are two; a text that runs over a rule is one."""
    for x in (60, 112, 200):
        paper.page.draw_line((x, 80), (x, 140))
    for y in (80, 110, 140):
        paper.page.draw_line((60, y), (200, y))
    paper.page.insert_text((62, 100), "1234567.89100.00%", fontname="cour", fontsize=8.33)
    paper.text(65, 130, "超出单元格的很长的名称")
    assert cells(paper.read()) == [["1234567.89", "100.00%", "超出单元格的很长的名称", ""]]


@pytest.mark.parametrize("style", ["fills", "strokes", "boxes", "colours"])
def test_ways_to_draw_a_table(paper: Paper, style: str) -> None:
    """Thin filled boxes, strokes, outlined cells and coloured cells without rules all make the same table."""
    for row in range(3):
        for col in range(2):
            left, top = 60.0 + 100 * col, 80.0 + 20 * row
            paper.text(left + 4, top + 14, f"{row}-{col}")
            box = pymupdf.Rect(left, top, left + 100, top + 20)
            corners = (box.tl, box.tr), (box.bl, box.br), (box.tl, box.bl), (box.tr, box.br)
            if style == "boxes":
                paper.page.draw_rect(box)
            elif style == "colours":
                paper.page.draw_rect(box, color=None, fill=(0.8 + 0.1 * col, 1, 1), overlay=False)
            elif style == "strokes":
                for start, end in corners:
                    paper.page.draw_line(start, end, width=0.5, dashes="[2] 0")
            else:
                for start, end in corners:
                    rule = pymupdf.Rect(start, pymupdf.Point(end.x + 0.5, end.y + 0.5))
                    paper.page.draw_rect(rule, color=None, fill=(0, 0, 0))
    assert cells(paper.read()) == [["0-0", "0-1", "1-0", "1-1", "2-0", "2-1"]]


@pytest.mark.parametrize("number", ["— 1 —", "第1页 共7页", "1/7", "12"])
def test_page_numbers_are_no_lines(paper: Paper, number: str) -> None:
    """A page number alone at the foot of a page is left out; the same text in the middle of it stays."""
    paper.text(72, 100, "正文")
    paper.text(72, 400, number)
    paper.text(280, 810, number)
    assert [text.replace(" ", "") for text in lines(paper.read())] == ["正文", number.replace(" ", "")]


def test_number_in_the_middle_of_a_page(paper: Paper) -> None:
    """A number alone that ends the text far above the foot of the page is text."""
    paper.text(72, 100, "合计")
    paper.text(72, 400, "12")
    assert lines(paper.read()) == ["合计", "12"]


def test_table_in_a_cell(paper: Paper) -> None:
    """A table inside a cell is a table of its own, and the cell keeps the words beside it."""
    for left, top, right, bottom in (
        (60, 80, 300, 200),
        (300, 80, 500, 200),
        (80, 120, 150, 140),
        (150, 120, 220, 140),
    ):
        paper.page.draw_rect(pymupdf.Rect(left, top, right, bottom))
        paper.text(left + 4, top + 14, f"{left}")
    assert cells(paper.read()) == [["60", "300"], ["80", "150"]]


def test_drawing_of_many_lines(paper: Paper) -> None:
    """Graph paper and the like with a few words is no table; the words are lines."""
    for number in range(30):
        paper.page.draw_line((60, 100 + 10 * number), (350, 100 + 10 * number))
        paper.page.draw_line((60 + 10 * number, 100), (60 + 10 * number, 390))
    paper.text(100, 207, "走势图")
    reading = paper.read()
    assert (lines(reading), cells(reading)) == (["走势图"], [])


@pytest.mark.parametrize(
    ("state", "problems", "notes"),
    [
        ("read", [], []),
        ("blank", [], ["第 2–3 页是空白页", "第 6 页是空白页"]),
        ("wordless", ["第 2–3 页的图像里认不出文字，未能读取", "第 6 页的图像里认不出文字，未能读取"], []),
    ],
)
def test_scanned_pages_among_digital_ones(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, state: State, problems: list[str], notes: list[str]
) -> None:
    """Pages that are pictures are handed to the reader of scans; what became of them is named, in ranges."""
    paper.text(72, 100, "第一页")
    for _ in range(2):
        paper.next()
        paper.image((0, 0, 595, 842))
    paper.next()
    paper.text(72, 100, "第四页")
    paper.next()
    paper.next()
    paper.image((20, 20, 570, 800))
    paper.text(280, 820, "6")
    words = [Word("识别", (72.0, 90.0, 92.0, 100.0), 0.99)]
    sheets = (Sheet(words, [], [], (595.0, 842.0)),) if state == "read" else ()
    monkeypatch.setattr(Scanner, "read", lambda _self, _page: Scan(state, sheets))
    reading = paper.read()
    assert lines(reading) == (["第一页", "识别", "识别", "第四页", "识别"] if sheets else ["第一页", "第四页"])
    assert [page.kind for page in reading.pages] == ["digital", "scanned", "scanned", "digital", "digital", "scanned"]
    assert (list(reading.problems), list(reading.notes)) == (problems, notes)


def test_picture_beside_text(paper: Paper) -> None:
    """A page with text and a picture of its own is digital."""
    paper.image((100, 300, 400, 500))
    paper.text(72, 100, PROSE)
    reading = paper.read()
    assert (lines(reading), reading.problems) == ([PROSE], ())


def test_text_of_an_ocr_program(paper: Paper) -> None:
    """Invisible text over a picture of the whole page is read, with a warning."""
    paper.image((0, 0, 595, 842))
    paper.text(72, 100, PROSE, render_mode=3)
    reading = paper.read()
    assert lines(reading) == [PROSE]
    assert len(reading.problems) == 1
    assert "扫描后识别所得" in reading.problems[0]


@pytest.mark.parametrize("letter", ["\ue123", "\ufffd", "\u0e01", "\ua4a1"])
def test_garbled_text_layer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, letter: str) -> None:
    """A page whose letters mean nothing, or other scripts, is read as a scan, and the notes say so."""
    sheet = Sheet([Word("识别", (72.0, 90.0, 92.0, 100.0), 0.99)], [], [], (595.0, 842.0))
    monkeypatch.setattr(Scanner, "read", lambda _self, _page: Scan("read", (sheet,)))
    path = tmp_path / "garbled.pdf"
    typeset_pdf([Paragraph(PROSE)], path)
    _remap(path, letter)
    reading = read(path)
    assert (reading.pages[0].kind, lines(reading)) == ("scanned", ["识别"])
    assert (reading.problems, reading.notes) == ((), ("第 1 页的文字层是乱码，已按图像识别",))


def _remap(path: Path, letter: str) -> None:
    """Let the character map of every font say that each letter is this one."""
    with pymupdf.open(path) as file:
        for xref in range(1, file.xref_length()):
            stream = file.xref_stream(xref) if file.xref_is_stream(xref) else b""
            if b"beginbfchar" in stream or b"beginbfrange" in stream:
                code = letter.encode("utf-16-be").hex().encode()
                file.update_stream(xref, re.sub(rb"(?m)^(<\w\w>) <\w{4}>$", rb"\1 <" + code + b">", stream))
        file.saveIncr()


def test_password(paper: Paper) -> None:
    """A file that asks for a password is refused with the remedy; one that only forbids printing is read."""
    paper.text(72, 100, "密")
    paper.file.save(paper.path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="u", owner_pw="o")
    with pytest.raises(ProtectedError, match="密码"):
        read(paper.path)
    paper.file.save(paper.path, encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="o", permissions=0)
    assert lines(read(paper.path)) == ["密"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"plain text" * 100, b"<html><body>x</body></html>"])
def test_no_pdf(tmp_path: Path, data: bytes) -> None:
    """A file that is empty, no PDF or nothing but a head is refused."""
    path = tmp_path / "broken.pdf"
    path.write_bytes(data)
    with pytest.raises(DamagedError):
        read(path)


def test_truncated(tmp_path: Path) -> None:
    """A cut-off file is read as far as it can be repaired, and says so."""
    path = tmp_path / "cut.pdf"
    typeset_pdf([Paragraph(PROSE), Grid([["甲", "乙"]])], path)
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"xref")])
    reading = read(path)
    assert cells(reading) == [["甲", "乙"]]
    assert len(reading.problems) == 1
    assert "修复" in reading.problems[0]


@pytest.mark.parametrize("share", [0.05, 0.2, 0.4, 0.6, 0.8, 0.95])
def test_cut_anywhere(tmp_path: Path, share: float) -> None:
    """A file cut off anywhere is read with a problem, or refused; it is never taken for whole."""
    path = tmp_path / "cut.pdf"
    typeset_pdf([Paragraph(PROSE * 40) for _ in range(4)], path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with suppress(DamagedError):
        assert read(path).problems


def test_limits(paper: Paper) -> None:
    """Too many pages or cells are refused with the number and the remedy."""
    for _ in range(3):
        paper.text(72, 100, "页")
        paper.next()
    with pytest.raises(TooLargeError, match="共 4 页，超过上限 3 页"):
        paper.read(pages=3)
    typeset_pdf([Grid([["甲", "乙"], ["丙", "丁"]])], paper.path)
    with pytest.raises(TooLargeError, match="3"):
        read(paper.path, cells=3)
