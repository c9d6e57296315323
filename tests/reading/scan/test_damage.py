"""Pictures that came broken: the page says so, and the other pages are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from extractor.reading import read
from extractor.reading.scan.damage import is_whole_jpeg
from extractor.settings import Settings

LINES = 12


def jpeg(number: int = 1) -> bytes:
    """A page of print; another one for every number."""
    with pymupdf.open() as file:
        page = file.new_page()
        for at in range(LINES):
            text = f"第{number}页，全年预算数503.37万元，执行数498.20万元。"
            page.insert_text((72, 100 + 30 * at), text, fontname="china-s", fontsize=14)
        return bytes(page.get_pixmap(dpi=150).tobytes("jpeg"))


def garbled(data: bytes) -> bytes:
    """Other bytes in the middle of the coded picture."""
    middle = len(data) // 2
    return data[:middle] + bytes(range(256)) * 8 + data[middle + 2048 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[: len(data) // 2],
    "garbled": garbled,
    "no picture": lambda data: bytes(600) + data[600:],
    "empty": lambda _: b"",
}


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A page of print as a JPEG."""
    return jpeg()


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.999])
def test_cut_jpeg(whole: bytes, share: float) -> None:
    """A JPEG that was cut off anywhere is not whole."""
    assert is_whole_jpeg(whole)
    assert not is_whole_jpeg(whole[: int(len(whole) * share)])


def test_garbled_jpeg(whole: bytes) -> None:
    """Stray bytes in the coded picture show, those behind its end do not matter."""
    assert not is_whole_jpeg(garbled(whole))
    assert is_whole_jpeg(whole + b"\0\0 appended")


@pytest.mark.usefixtures("rapidocr")
@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_page(tmp_path: Path, whole: bytes, damage: str) -> None:
    """Of three pages the second is damaged: a problem names it, the others are read whole."""
    path = tmp_path / "scan.pdf"
    with pymupdf.open() as file:
        for number in (1, 2, 3):
            page = file.new_page()
            page.insert_image(page.rect, stream=jpeg(number))
        image = file[1].get_images()[0][0]
        file.update_stream(image, DAMAGES[damage](whole), compress=False)
        file.xref_set_key(image, "Filter", "/DCTDecode")
        file.save(path)
    document = read(path, Settings())
    (problem,) = document.problems
    assert problem.startswith("第 2 页")
    assert "损坏" in problem
    for number in (1, 3):
        assert sum(line.page == number for line in document.lines) == LINES
