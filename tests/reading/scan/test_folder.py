"""A folder of page images is one report."""

import hashlib
from pathlib import Path

import pymupdf
import pytest

from extractor import batch
from extractor.errors import TooLargeError, UsageError
from extractor.reading import read
from extractor.reading.folder import content_hash
from extractor.settings import Limits, Settings

SENTENCES = ("东麓县交通运输局2024年度部门整体支出绩效自评报告", "全年预算数503.37万元，执行数498.20万元。")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two pages of print, the second before the tenth, and a picture between them that is damaged."""
    pages = tmp_path / "东麓县.2024"
    pages.mkdir()
    for name, sentence in zip(("第2页.png", "第10页.jpg"), SENTENCES, strict=True):
        with pymupdf.open() as file:
            page = file.new_page()
            page.insert_text((72, 100), sentence, fontname="china-s", fontsize=14)
            page.get_pixmap(dpi=150, alpha=False).save(pages / name)
    (pages / "第3页.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    return pages


@pytest.mark.usefixtures("rapidocr")
def test_pages_in_order(folder: Path) -> None:
    """Pages are numbered on in the order of their numbers; a damaged one is named, and how the folder was taken."""
    document = read(folder, Settings())
    assert [(line.page, line.text) for line in document.lines] == [(1, SENTENCES[0]), (3, SENTENCES[1])]
    assert document.problems == ("第 2 页已损坏，未能读取",)
    assert document.notes == ("文件夹里的 3 张图片（第2页.png 至 第10页.jpg）按一份报告的各页读",)
    assert (document.file, document.sha256) == ("东麓县.2024", content_hash(folder))


@pytest.mark.usefixtures("rapidocr")
def test_run_and_run_again(folder: Path, tmp_path: Path) -> None:
    """A run puts the report into a folder of its whole name, and takes it over until a page changes."""
    out = tmp_path / "结果"
    (first,) = batch.run_files([folder], out, Settings())
    (again,) = batch.run_files([folder], out, Settings())
    assert (first.summary.folder, first.reused, again.reused) == ("东麓县.2024", False, True)
    (folder / "第3页.png").unlink()
    (changed,) = batch.run_files([folder], out, Settings(), force=True)
    assert not changed.reused


def test_limits(folder: Path) -> None:
    """The limits count all pictures of a folder together."""
    with pytest.raises(TooLargeError, match="共 2 页，超过上限 1 页"):
        read(folder, Settings(limits=Limits(pages=1)))
    with pytest.raises(TooLargeError, match="MB"):
        read(folder, Settings(limits=Limits(file_bytes=1000)))


def test_a_folder_of_reports(folder: Path) -> None:
    """A folder that holds other files is no report; it is said what to do."""
    (folder / "说明.docx").touch()
    with pytest.raises(UsageError, match="zongshu run"):
        read(folder, Settings())


def test_hash(tmp_path: Path) -> None:
    """The hash of a file is its SHA-256; that of a folder depends on its pages and their order, not on their names."""
    for name in ("a/1.png", "a/2.png", "b/x.png", "b/y.png", "c/1.png", "c/2.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text({"1": "1", "x": "1"}.get(path.stem, "2") if "c" not in name else path.stem * 2, "utf-8")
    assert content_hash(tmp_path / "a" / "1.png") == hashlib.sha256(b"1").hexdigest()
    assert content_hash(tmp_path / "a") == content_hash(tmp_path / "b") != content_hash(tmp_path / "c")
