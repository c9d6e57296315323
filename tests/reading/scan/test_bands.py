"""Pages that are nearly empty: a few words on a sheet of white are found, whichever way it lies."""

import unicodedata
from pathlib import Path

import cv2
import pymupdf
import pytest
from drawing import figures, noisy, paper, stroke

from extractor.reading import read
from extractor.reading.scan.bands import bands_of
from extractor.settings import Settings

WIDTH, HEIGHT = 595, 842


def scanned(folder: Path, *lines: str, turn: int = 0) -> Path:
    """A picture of a page with a few lines of print, turned by quarters."""
    with pymupdf.open() as file:
        page = file.new_page(width=WIDTH, height=HEIGHT)
        for at, line in enumerate(lines):
            page.insert_text((100, 200 + 30 * at), line, fontname="china-s", fontsize=11)
        page.set_rotation(90 * turn)
        page.get_pixmap(dpi=200).save(folder / "page.png")
    return folder / "page.png"


def test_a_band_around_each_block_of_print():
    """Print far apart lies in bands of its own; each holds all of its print, and together they are no whole page."""
    ink = paper(WIDTH, HEIGHT)
    places = ((90, 120), (400, 700))
    for x, y in places:
        figures(ink, "96.86", x, y, 11)
    bands = bands_of(noisy(ink, 3))
    assert len(bands) == 2
    for (x, y), band in zip(places, bands, strict=True):
        left, top, right, bottom = (at * 72 / 200 for at in band)
        assert left < x < x + 30 < right
        assert top < y - 10 < y < bottom


def test_no_bands_on_a_full_page():
    """A page with print all over is its own band, and a white one has none."""
    ink = paper(WIDTH, HEIGHT)
    assert bands_of(ink) == []
    for y in range(60, 800, 30):
        for x in range(60, 540, 6):
            stroke(ink, x, y, x, y + 8)
    assert bands_of(ink) == []


def test_the_edge_of_the_paper_is_no_print():
    """The lid of a scanner beside the paper, and its edge, do not widen a band."""
    ink = paper(WIDTH, HEIGHT)
    figures(ink, "96.86", 200, 300, 11)
    alone = bands_of(ink)
    ink[:, :60] = 215
    stroke(ink, 22, 0, 22, HEIGHT, tone=170)
    assert bands_of(ink) == alone


@pytest.mark.parametrize("turn", [0, 2])
@pytest.mark.parametrize("lines", [("得分:96.86",), ("100", "98.6", "1068.90")], ids=["one line", "figures alone"])
def test_a_few_words_on_a_page_are_read(tmp_path: Path, lines: tuple[str, ...], turn: int) -> None:
    """However little stands on a page, it is read, also when the page lies on its head."""
    document = read(scanned(tmp_path, *lines, turn=turn), Settings())
    read_lines = [unicodedata.normalize("NFKC", line.text).replace(" ", "") for line in document.lines]
    assert (read_lines, document.problems) == (list(lines), ())


def test_a_page_with_dust_alone_is_blank(tmp_path: Path) -> None:
    """Specks on a white page are no print that could not be read."""
    ink = paper(WIDTH, HEIGHT)
    for at in range(40):
        ink[50 * at + 70 : 50 * at + 73, 40 * at + 30 : 40 * at + 33] = 90
    scanned(tmp_path, "得分：96.86")
    cv2.imwrite(str(tmp_path / "second.png"), ink)
    document = read(tmp_path, Settings())
    assert (document.problems, document.notes[-1]) == ((), "第 2 页是空白页")
