"""A draft as LibreOffice lays it out: pages, page numbers, charts. Skipped where it is not installed."""

from __future__ import annotations

import subprocess

import pymupdf
import pytest

from extractor.output import charts
from extractor.output.word import write_word
from extractor.reading.legacy import find_office
from tests.drafting.examples import department, drafted, error


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> pymupdf.Document:
    """Return the PDF that LibreOffice makes of a draft with charts, a doubtful figure and notes."""
    if not (office := find_office()):
        pytest.skip("没有 LibreOffice，不看版面")
    folder = tmp_path_factory.mktemp("office")
    findings = error("A01", "budget.rows[0].rate", "执行率不符。", "budget.rows[0].executed")
    write_word(drafted(department(), findings), folder / "draft.docx")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    call = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "draft.docx")]
    subprocess.run(call, check=True, capture_output=True, timeout=240)  # noqa: S603 - the office that was found
    return pymupdf.open(folder / "draft.pdf")


def test_every_page_is_a4(pdf: pymupdf.Document) -> None:
    """210 × 297 mm, as the file says."""
    assert {(round(page.rect.width / 72 * 25.4), round(page.rect.height / 72 * 25.4)) for page in pdf} == {(210, 297)}


def test_text_stays_inside_the_type_area(pdf: pymupdf.Document) -> None:
    """37 mm above and 28 mm to the left stay free, but for hanging marks at the right."""
    left = min(word[0] for page in pdf for word in page.get_text("words"))
    top = min(word[1] for page in pdf for word in page.get_text("words"))
    assert left / 72 * 25.4 > 27
    assert top / 72 * 25.4 > 35


def test_pages_are_numbered_between_dashes(pdf: pymupdf.Document) -> None:
    """— 1 —, — 2 — and so on."""
    for number, page in enumerate(pdf, 1):
        assert f"—{number}—" in page.get_text().replace(" ", "")


@pytest.mark.skipif(not charts.is_possible(), reason="matplotlib 或中文字体没有安装")
def test_both_charts_are_drawn(pdf: pymupdf.Document) -> None:
    """The pictures are on the pages, their captions below them."""
    assert sum(len(page.get_image_info()) for page in pdf) == 2
    assert "图2" in "".join(page.get_text() for page in pdf).replace(" ", "")
