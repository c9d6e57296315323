"""The preview draws every value where it stands on the page."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extractor.errors import UsageError
from extractor.eval.case import cases
from extractor.eval.renderings import render
from extractor.eval.source import content_of
from extractor.output.preview import marks_of, write_preview
from extractor.pipeline import read_report
from extractor.records.document import Document
from extractor.records.paths import figures
from extractor.records.report import Report
from extractor.settings import Settings

CASE = "donglu-transport-2024"
ZOOM = 150 / 72
GREEN = (26, 153, 51)


@pytest.fixture(scope="module", params=["pdf", "office200", "phone"])
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Document, Report]:
    """Read a report as a digital PDF, as a scan that is askew and sealed, and as a photograph."""
    if request.param != "pdf":
        pytest.importorskip("rapidocr", reason="rapidocr is not installed, so no print can be recognised")
    case = next(case for case in cases() if case.name == CASE)
    path = render(content_of(case), request.param, tmp_path_factory.mktemp("paper"), seed=5).path
    return path, *read_report(path, Settings())


def pixels(picture: pymupdf.Pixmap, box: tuple[float, ...]) -> list[tuple[int, ...]]:
    """Return the pixels inside a box in points."""
    left, top, right, bottom = (round(at * ZOOM) for at in box)
    return [picture.pixel(x, y) for y in range(top, bottom) for x in range(left, right)]


def test_each_figure_is_framed(read: tuple[Path, Document, Report], tmp_path: Path) -> None:
    """A verified figure has a green frame on the picture of its page, with dark letters on light paper in it."""
    path, document, report = read
    written = write_preview([path], report, tmp_path / "pages")
    assert [one.name for one in written] == [f"预览-{number:03}.png" for number in range(1, len(document.pages) + 1)]
    pictures = [pymupdf.Pixmap(one) for one in written]
    verified = [figure.at for _, figure in figures(report) if figure.status == "verified"]
    assert len(verified) > 40
    for at in verified:
        left, top, right, bottom = at.box or pytest.fail(at.quote)
        inside = [sum(pixel[:3]) for pixel in pixels(pictures[at.page - 1], (left, top, right, bottom))]
        assert max(inside) - min(inside) > 150
        frame = pixels(pictures[at.page - 1], (left - 2, top - 2, right + 2, bottom + 2))
        assert sum(all(abs(a - b) < 60 for a, b in zip(pixel, GREEN, strict=False)) for pixel in frame) > 20


def test_what_the_box_holds_is_the_figure(read: tuple[Path, Document, Report]) -> None:
    """What is cut out of a page by the box of a figure, and read by itself, is that figure."""
    pytest.importorskip("rapidocr", reason="rapidocr is not installed, so no print can be recognised")
    recognise = pytest.importorskip("extractor.reading.scan.recognise")
    numpy = pytest.importorskip("numpy")
    path, _, report = read
    wanted = [(figure.text, figure.at) for _, figure in figures(report) if len(figure.text) > 5]
    assert len(wanted) > 15
    with pymupdf.open(path) as file:
        right = 0
        for text, at in wanted:
            left, top, end, bottom = at.box or pytest.fail(at.quote)
            clip = pymupdf.Rect(left - 2, top - 3, end + 2, bottom + 3)
            shot = file[at.page - 1].get_pixmap(dpi=250, clip=clip, colorspace="gray", alpha=False)
            grey = numpy.frombuffer(shot.samples, numpy.uint8).reshape(shot.height, shot.width)
            right += text.strip("%") in recognise.rapid().strip(grey)[0].replace(":", ".").replace(" ", "")
    assert right >= len(wanted) * 0.85


def test_everything_read_is_drawn(read: tuple[Path, Document, Report]) -> None:
    """Every figure of the record and every figure that no field holds has a mark of its kind."""
    _, _, report = read
    marks = list(marks_of(report))
    kinds = [mark.kind for mark in marks]
    assert kinds.count("unread") == len(report.unread)
    assert sum(kind in {"verified", "unchecked", "contradicted"} for kind in kinds) >= len(list(figures(report)))


def test_nothing_is_overwritten(read: tuple[Path, Document, Report], tmp_path: Path) -> None:
    """A folder that holds a preview already is refused, and its pictures stay as they are; other files may be there."""
    path, _, report = read
    (tmp_path / "预览-002.png").write_bytes(b"mine")
    with pytest.raises(UsageError, match="没有覆盖"):
        write_preview([path], report, tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["预览-002.png"]
    assert (tmp_path / "预览-002.png").read_bytes() == b"mine"


def test_a_report_without_pages(tmp_path: Path) -> None:
    """A text has no pages to draw on; it is said, and nothing is written."""
    path = tmp_path / "自评.txt"
    path.write_text("东麓县自评报告\n全年预算数503.37万元。\n", encoding="utf-8")
    _, report = read_report(path, Settings())
    with pytest.raises(UsageError, match="画不出预览"):
        write_preview([path], report, tmp_path / "pages")
    assert not (tmp_path / "pages").exists()


def test_damaged_page(tmp_path: Path) -> None:
    """A page that cannot be drawn is an empty sheet with its number; the others are drawn."""
    with pymupdf.open() as file:
        for _ in range(2):
            file.new_page().insert_text((72, 100), "全年预算数503.37万元，执行数498.20万元。", fontname="china-s")
        file.save(tmp_path / "two.pdf")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    _, report = read_report(tmp_path / "two.pdf", Settings())
    files = [tmp_path / "broken.pdf", tmp_path / "two.pdf"]
    assert len(write_preview(files, report, tmp_path / "pages")) == 3
