"""Whole pages: a labelled report in every rendering as a scan, turned pages, pictures, and pages that hold no print."""

from pathlib import Path

import numpy as np
import pymupdf
import pytest

from extractor.errors import ZongshuError
from extractor.eval.case import all_cases
from extractor.eval.content import blocks, sheet
from extractor.eval.measuring import Cell, measure_cell
from extractor.eval.renderings import SCANS, render
from extractor.reading import read
from extractor.reading.scan import tools
from extractor.settings import Settings

pytestmark = pytest.mark.usefixtures("rapidocr")

FIGURES = 31
SENTENCES = ("全年预算数503.37万元，执行数498.20万元。", "资金来源：一般公共预算拨款1,204.65万元。")


@pytest.mark.parametrize("level", SCANS)
def test_report_at_each_level(tmp_path: Path, level: str) -> None:
    """Every figure of a page is right and stands in its place, sealed, askew, faxed or photographed."""
    case = next(case for case in all_cases() if case.name == "cangping-jobs-2024")
    measured = measure_cell(Cell(case, level, "rules"), Settings(), tmp_path)
    figures = measured.figures
    assert (figures.right, figures.wrong, figures.missing, figures.misplaced) == (FIGURES, 0, 0, 0)
    assert measured.grounded.f1 > 0.8


def picture(turn: int = 0) -> pymupdf.Pixmap:
    """A page of print as pixels, turned by so many degrees."""
    with pymupdf.open() as file:
        page = file.new_page()
        for at in range(12):
            page.insert_text((72, 100 + 30 * at), SENTENCES[at % 2], fontname="china-s", fontsize=14)
        page.set_rotation(turn)
        return page.get_pixmap(dpi=150, alpha=False)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_page(tmp_path: Path, turn: int) -> None:
    """A page that lies on its side or stands on its head is read upright, its boxes where the words lie."""
    path = tmp_path / "turned.png"
    picture(turn).save(path)
    document = read(path, Settings())
    lines = list(document.lines)
    assert [line.text for line in lines] == list(SENTENCES) * 6
    left, top, right, bottom = lines[0].box or (0, 0, 0, 0)
    assert (bottom - top > right - left) == (turn != 180)


def test_pictures_in_one_file(tmp_path: Path) -> None:
    """Each picture of a TIFF is a page."""
    from PIL import Image  # noqa: PLC0415 - comes with rapidocr

    shots = [Image.frombytes("RGB", (shot.width, shot.height), shot.samples) for shot in (picture(), picture())]
    path = tmp_path / "pages.tif"
    shots[0].save(path, save_all=True, append_images=shots[1:], dpi=(150, 150))
    document = read(path, Settings())
    assert [page.kind for page in document.pages] == ["scanned", "scanned"]
    assert [line.page for line in document.lines] == [1] * 12 + [2] * 12


def scan_of(path: Path, *, width: int, height: int) -> Path:
    """A PDF with a page of print as a picture and a page with a grey picture of a size in pixels."""
    shot = picture()
    other = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, width, height))
    other.clear_with(255)
    with pymupdf.open() as file:
        for image in (shot, other):
            file.new_page().insert_image(pymupdf.Rect(0, 0, 595, 842), pixmap=image)
        file.save(path)
    return path


def test_blank_page(tmp_path: Path) -> None:
    """A blank page is noted and no problem; the other page is read."""
    document = read(scan_of(tmp_path / "scan.pdf", width=200, height=280), Settings())
    assert len(document.all_lines) == 12
    assert (document.problems, document.notes) == ((), ("第 2 页是空白页",))


def test_picture_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture of too many pixels is not unpacked; the other page is read."""
    from extractor.reading.scan import image  # noqa: PLC0415 - needs numpy

    path = scan_of(tmp_path / "scan.pdf", width=3000, height=3000)
    monkeypatch.setattr(image, "MOST_BYTES", 8_000_000)
    document = read(path, Settings())
    assert len(document.all_lines) == 12
    assert document.problems == ("第 2 页的图像过大，未能读取，请降低分辨率后重试",)


def test_no_recogniser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a recogniser a scan is refused in a sentence that says how to get one."""
    path = tmp_path / "page.png"
    picture().save(path)
    monkeypatch.setattr(tools, "TOOLS", ("no_such_library",))
    with pytest.raises(ZongshuError, match="文字识别组件，未能读取，请运行 pip install"):
        read(path, Settings())


def test_something_else(tmp_path: Path) -> None:
    """In the picture of a landscape no words are found, and nothing is made up."""
    dice = np.random.default_rng(3)
    hills = np.cumsum(dice.integers(-2, 3, 600)) + 300
    scene = np.full((800, 600, 3), 210, np.uint8)
    for x, y in enumerate(hills):
        scene[int(y) :, x] = (60, 90, 50)
    path = tmp_path / "scene.png"
    pymupdf.Pixmap(pymupdf.csRGB, 600, 800, scene.tobytes(), False).save(path)
    with pytest.raises(ZongshuError):
        read(path, Settings())


def test_table_with_level_rules_alone(tmp_path: Path) -> None:
    """A scanned table whose columns no rule parts is read cell by cell."""
    drawn = sheet("""
        项目 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
        年度资金总额 | 1,503.37 | 1,673.50 | 1,498.20 | 89.53%
        其中：财政拨款 | 1,403.37 | 1,573.50 | 1,398.20 | 88.86%
        上年结转资金 | 80.00 | 80.00 | 80.00 | 100.00%
    """)
    document = read(render(blocks(SENTENCES[0], drawn), "open200", tmp_path, seed=1).path, Settings())
    (table,) = document.tables
    assert [cell.text for cell in table.cells] == [box.text for box in drawn.boxes]
