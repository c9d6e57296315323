"""Pictures of two pages in a file: one page of the file, two sides to be read, one after the other."""

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from extractor.reading.parts import Reading
from extractor.reading.pdf.file import read_pdf
from extractor.reading.pdf.grid import Rule
from extractor.reading.pdf.page import Sheet
from extractor.reading.scan.reader import Scan, Scanner, State
from extractor.records.document import Line, Table, Word
from extractor.settings import Settings

SIZE = (595.0, 842.0)
EDGES = (60.0, 200.0, 340.0)


def side(text: str, *, shift: float, table: float | None = None) -> Sheet:
    """A side with a line of print, a page number, and if wanted a row of a table at a height; it lies so far right."""
    words = [Word(text, (60.0, 400.0, 200.0, 412.0), 0.99), Word("- 7 -", (280.0, 815.0, 310.0, 825.0), 0.99)]
    across, down = [], []
    if table:
        words += [Word(f"{text}{at}", (x + 4, table + 6, x + 40, table + 16), 0.99) for at, x in enumerate(EDGES[:2])]
        across = [Rule(table, EDGES[0], EDGES[-1]), Rule(table + 22, EDGES[0], EDGES[-1])]
        down = [Rule(x, table, table + 22) for x in EDGES]
    return Sheet(words, across, down, SIZE, (1, 0, shift, 0, 1, 0, 0, 0, 1), letters=())


def read(path: Path, monkeypatch: pytest.MonkeyPatch, scans: list[Scan]) -> Reading:
    """What is read from a file with a picture for each scan."""
    coming: Iterator[Scan] = iter(scans)
    monkeypatch.setattr(Scanner, "read", lambda _self, _page: next(coming))
    grey = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 119, 84))
    with pymupdf.open() as file:
        for _ in scans:
            page = file.new_page(width=1190, height=842)
            page.insert_image(page.rect, pixmap=grey)
        file.save(path)
    return read_pdf(path, Settings())


def test_sides_of_one_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sides come one after the other, on the page that shows them, in their places there, without page numbers."""
    both = Scan("read", (side("甲", shift=0), side("乙", shift=595)))
    reading = read(tmp_path / "a.pdf", monkeypatch, [both, Scan("read", (side("丙", shift=0),)), both])
    lines = [block for block in reading.blocks if isinstance(block, Line)]
    assert [(line.text, line.page) for line in lines] == [("甲", 1), ("乙", 1), ("丙", 2), ("甲", 3), ("乙", 3)]
    assert [line.box[0] for line in lines if line.box] == [60, 655, 60, 60, 655]
    assert [(page.number, page.width) for page in reading.pages] == [(1, 1190), (2, 1190), (3, 1190)]
    assert (reading.problems, len(reading.notes)) == ((), 2)
    assert "先左后右" in reading.notes[0]


def test_a_table_over_sides_and_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table goes on from side to side and from page to page; each cell knows on which page it stands."""
    sides = [side("", shift=595 * (at % 2), table=60 if at % 2 else 790) for at in range(2)]
    bare = [one._replace(words=one.words[2:]) for one in sides]
    bare = [
        one._replace(words=[word._replace(text=f"{at}{word.text}") for word in one.words])
        for at, one in enumerate(bare)
    ]
    reading = read(tmp_path / "a.pdf", monkeypatch, [Scan("read", tuple(bare))])
    (table,) = (block for block in reading.blocks if isinstance(block, Table))
    assert [(cell.row, cell.text, cell.page) for cell in table.cells] == [
        (1, "00", 1), (1, "01", 1), (2, "10", 1), (2, "11", 1),
    ]  # fmt: skip
    assert [cell.box[0] for cell in table.cells if cell.box] == [60, 200, 655, 795]


def test_an_empty_side_parts_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table does not go on over a side on which nothing stands."""
    parts = [side(text, shift=0, table=height) for text, height in (("甲", 790), ("乙", 60))]
    bare = [one._replace(words=one.words[2:]) for one in parts]
    empty = Sheet([], [], [], SIZE, letters=())
    reading = read(tmp_path / "a.pdf", monkeypatch, [Scan("read", (bare[0], empty)), Scan("read", (bare[1],))])
    assert [block.page for block in reading.blocks if isinstance(block, Table)] == [1, 2]


@pytest.mark.parametrize(("state", "said"), [("crossed", "像是两页拍在一起"), ("torn", "图像已损坏")])
def test_doubtful_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: State, said: str) -> None:
    """A page that may be two is read as one and named."""
    reading = read(tmp_path / "a.pdf", monkeypatch, [Scan(state, (side("甲", shift=0),))])
    assert len(reading.blocks) == 1
    (problem,) = reading.problems
    assert problem.startswith("第 1 页")
    assert said in problem
