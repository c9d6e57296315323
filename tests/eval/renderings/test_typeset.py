"""Typeset PDFs say what they were given: every text, every merged cell, over page breaks too."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extractor.eval.content import Paragraph
from extractor.eval.renderings.typeset import Grid, GridCell, place, typeset_pdf


def plain(path: Path) -> list[str]:
    """The text of each page without white space."""
    with pymupdf.open(path) as file:
        return ["".join(page.get_text().split()) for page in file]


def test_text_layer_is_true(tmp_path: Path) -> None:
    """Marks, fractions and brackets come back letter for letter, from an embedded font."""
    text = "“三公”经费<3.5%&≥98‰，①《办法》〔2024〕5号—增减-3人，1,234.50万元"
    typeset_pdf([Paragraph(text), Grid([[text]])], tmp_path / "a.pdf")
    assert plain(tmp_path / "a.pdf") == [text + text]
    with pymupdf.open(tmp_path / "a.pdf") as file:
        assert any(file.extract_font(font[0])[3] for font in file[0].get_fonts())


def test_missing_glyph(tmp_path: Path) -> None:
    """A character that the font lacks is refused: it would vanish."""
    with pytest.raises(ValueError, match="😀"):
        typeset_pdf([Paragraph("😀是")], tmp_path / "a.pdf")


def test_place() -> None:
    """Cells stand where HTML puts them."""
    cells = place([[GridCell("甲", 2), GridCell("乙", 1, 2)], ["丙", "丁"]])
    assert [(cell.row, cell.col, cell.text) for cell in cells] == [
        (0, 0, "甲"),
        (0, 1, "乙"),
        (1, 1, "丙"),
        (1, 2, "丁"),
    ]


@pytest.mark.parametrize(("repeat_head", "heads"), [(False, 1), (True, 3)])
def test_page_breaks(tmp_path: Path, repeat_head: bool, heads: int) -> None:
    """A table breaks between rows, also within a merged cell, and its head is drawn again if asked for."""
    rows = [["指标", "得分"], [GridCell("产出指标", 100), "第0项"], *([f"第{number}项"] for number in range(1, 100))]
    typeset_pdf([Grid(rows, repeat_head=repeat_head)], tmp_path / "a.pdf", page_numbers=True)
    pages = plain(tmp_path / "a.pdf")
    text = "".join(pages)
    assert len(pages) == 3
    assert [page[:3] for page in pages] == ["—1—", "—2—", "—3—"]
    assert (text.count("指标得分"), text.count("产出指标")) == (heads, 1)
    assert all(text.count(f"第{number}项") == 1 for number in range(100))


def test_a_row_moves_whole(tmp_path: Path) -> None:
    """A row that does not fit on the page any more is not cut: it begins the next page."""
    texts = [f"第{number}项完成春秋两季培训覆盖全部乡镇街道和社区居委会并建档备查" for number in range(60)]
    typeset_pdf([Grid([["指标", text] for text in texts], widths=[5, 1])], tmp_path / "a.pdf")
    pages = plain(tmp_path / "a.pdf")
    assert len(pages) > 1
    assert all(any(text in page for page in pages) for text in texts)


def test_row_taller_than_a_page(tmp_path: Path) -> None:
    """A row that no page can hold goes on over pages without loss."""
    text = "".join(f"第{number}项，" for number in range(1500))
    typeset_pdf([Grid([["说明", text]], widths=[1, 3], head_rows=0)], tmp_path / "a.pdf")
    pages = plain(tmp_path / "a.pdf")
    assert len(pages) > 1
    assert "".join(pages).replace("说明", "") == text


def test_same_bytes(tmp_path: Path) -> None:
    """The same input gives the same file, so that cases do not change when they are made again."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        typeset_pdf([Paragraph("正文"), Grid([["甲"]])], tmp_path / name / "report.pdf")
    assert (tmp_path / "a/report.pdf").read_bytes() == (tmp_path / "b/report.pdf").read_bytes()
