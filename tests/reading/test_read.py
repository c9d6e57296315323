"""The door: any file becomes a Document, or one clear sentence with a remedy."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING

import pymupdf
import pytest
from office_files import docx, packed, para, row, table, told
from openpyxl import Workbook

from extractor.errors import (
    DamagedError,
    FormatError,
    ProtectedError,
    TooLargeError,
    UnreadableError,
    UsageError,
    ZongshuError,
)
from extractor.reading import read
from extractor.settings import Limits, Settings

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "一、部门概况\n全年预算数503.37万元，执行率100%\n"
PAGE = "<html><body><p>一、部门概况</p><p>全年预算数503.37万元</p></body></html>"
TYPES = {"[Content_Types].xml": "<Types/>"}
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le").ljust(128, b"\0")


def xlsx() -> bytes:
    """Return a workbook with one amount."""
    made, out = Workbook(), BytesIO()
    made.active["A1"] = 503.37
    made.save(out)
    return out.getvalue()


def test_document(tmp_path: Path) -> None:
    """A document carries name, hash, media type, blocks and headings."""
    data = docx(para("一、部门概况") + para("人员12人") + table(row("合计", "503.37")))
    path = tmp_path / "报告.docx"
    path.write_bytes(data)
    document = read(path, Settings())
    assert (document.file, document.sha256) == ("报告.docx", hashlib.sha256(data).hexdigest())
    assert document.media_type.endswith("wordprocessingml.document")
    assert told(document.blocks) == ["一、部门概况", "人员12人", {(1, 1): "合计", (1, 2): "503.37"}]
    assert [(heading.number, heading.title, heading.line) for heading in document.headings] == [
        ("一、", "部门概况", "L0001")
    ]
    assert (document.problems, len(document.pages)) == ((), 1)


@pytest.mark.parametrize(
    ("name", "data", "media_type", "problem"),
    [
        ("a.docx", docx(para(TEXT)), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", None),
        ("a.xlsx", xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", None),
        ("a.html", PAGE.encode(), "text/html", None),
        ("a.txt", TEXT.encode(), "text/plain", None),
        ("a", TEXT.encode(), "text/plain", None),
        ("A.TXT", TEXT.encode("gb18030"), "text/plain", None),
        ("a.txt", TEXT.encode("utf-16"), "text/plain", None),
        ("a.txt", TEXT.encode("utf-8-sig"), "text/plain", None),
        ("a.pdf", PAGE.encode(), "text/html", "扩展名是 .pdf，内容是网页，已按网页读取"),
        ("a.doc", PAGE.encode("gb18030"), "text/html", "扩展名是 .doc，内容是网页，已按网页读取"),
        ("a.xls", xlsx(), None, "扩展名是 .xls，内容是Excel 工作簿，已按Excel 工作簿读取"),
        ("a.xlsx", docx(para(TEXT)), None, "扩展名是 .xlsx，内容是Word 文档，已按Word 文档读取"),
        ("a.pdf", TEXT.encode(), "text/plain", "扩展名是 .pdf，内容是纯文本，已按纯文本读取"),
    ],
)
def test_read_by_content(name: str, data: bytes, media_type: str | None, problem: str | None, tmp_path: Path) -> None:
    """The content decides; a name that says otherwise is noted, and every figure is there."""
    path = tmp_path / name
    path.write_bytes(data)
    document = read(path, Settings())
    assert media_type in (document.media_type, None)
    assert (document.problems, document.notes) == ((), (problem,) if problem else ())
    assert any("503.37" in place.text for place in document.places.values())


SMALL = Limits(file_bytes=20_000, unpacked_bytes=40_000)


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("a.docx", b"", DamagedError, "文件是空的"),
        ("a.txt", b" \r\n ", DamagedError, "文件是空的"),
        ("a.docx", docx(para("a"))[:-30], DamagedError, "不完整"),
        ("a.docx", docx("<w:p>"), DamagedError, "损坏"),
        ("a.docx", packed(TYPES | {"word/x.xml": "<x/>"}), DamagedError, "找不到正文"),
        ("a.xlsx", packed(TYPES | {"xl/workbook.xml": "<x/>"}), DamagedError, "读不出来"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), DamagedError, "损坏"),
        ("a.docx", ENCRYPTED, ProtectedError, "密码"),
        ("a.docx", docx(para("0" * 50_000)), TooLargeError, "解开后超过上限"),
        ("a.txt", b"1" * 30_000, TooLargeError, "超过上限"),
        ("a.docx", packed(TYPES | {"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), FormatError, "实体"),
        ("a.docx", docx(para("  ")), FormatError, "没有可读的文字"),
        ("a.html", b"<html><script>1</script></html>", FormatError, "没有可读的"),
        ("a.png", b"RIFF\x10\0\0\0WEBPVP8 ", FormatError, "不能直接打开的图片格式"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(99), FormatError, "已损坏"),
        ("a.ofd", packed({"OFD.xml": "<x/>"}), FormatError, "PDF"),
        ("a.zip", packed({"报告.docx": "x"}), FormatError, "解压"),
        ("a.pptx", packed(TYPES | {"ppt/presentation.xml": "<x/>"}), FormatError, "演示"),
        ("a.bin", bytes(range(256)) * 20, FormatError, "不是能识别"),
    ],
)
def test_bad_input(name: str, data: bytes, error: type[UnreadableError], words: str, tmp_path: Path) -> None:
    """Each bad file ends in the error of its kind: one Chinese sentence, then the remedy."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as caught:
        read(path, Settings(limits=SMALL))
    assert type(caught.value) is error
    assert words in str(caught.value)
    assert caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("limits", [Limits(cells=3)])
def test_cell_limit_of_text(limits: Limits, tmp_path: Path) -> None:
    """The limit of cells holds for text files too."""
    path = tmp_path / "a.txt"
    path.write_text("a\tb\n1\t2\n3\t4\n")
    with pytest.raises(TooLargeError):
        read(path, Settings(limits=limits))


def test_page_limit(tmp_path: Path) -> None:
    """A PDF with more pages than the limit is refused."""
    path = tmp_path / "a.pdf"
    with pymupdf.open() as made:
        for number in range(3):
            made.new_page().insert_text((72, 72), f"Budget 503.37 ({number})")
        made.save(path)
    assert len(read(path, Settings(limits=Limits(pages=3))).pages) == 3
    with pytest.raises(TooLargeError, match="3 页"):
        read(path, Settings(limits=Limits(pages=2)))


def test_no_file(tmp_path: Path) -> None:
    """A path that does not exist, or is a folder, is wrong use."""
    for path in (tmp_path / "none.docx", tmp_path):
        with pytest.raises(UsageError):
            read(path, Settings())


def outcome(path: Path) -> str:
    """Return what comes of a file: its media type, or the remedy."""
    try:
        return read(path, Settings()).media_type
    except ZongshuError as error:
        return error.hint


@pytest.mark.parametrize("data", [docx(para("一、概况") + table(row("a", "1"))), xlsx(), PAGE.encode(), TEXT.encode()])
def test_cut_anywhere(data: bytes, tmp_path: Path) -> None:
    """A file cut off at any place is read or refused, never a crash."""
    path = tmp_path / "a"
    for end in range(0, len(data), max(1, len(data) // 60)):
        path.write_bytes(data[:end])
        assert outcome(path)


@pytest.mark.parametrize("data", [docx(para("一、概况") + table(row("a", "1"))), xlsx()])
def test_flipped_bytes(data: bytes, tmp_path: Path) -> None:
    """A file with a wrong byte at any place is read or refused, never a crash."""
    path = tmp_path / "a"
    for at in range(0, len(data), max(1, len(data) // 80)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        assert outcome(path)
