"""What a file is, by its content."""

from __future__ import annotations

import pytest
from office_files import docx, packed, para

from extractor.errors import DamagedError, ProtectedError
from extractor.reading.kinds import Kind
from extractor.reading.sniff import sniff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
TYPES = {"[Content_Types].xml": "<Types/>"}


def entry(name: str) -> bytes:
    """Return the 128 byte directory entry of a stream in an OLE container."""
    return name.encode("utf-16-le").ljust(128, b"\0")


def word(flags: int) -> bytes:
    """Return the outline of an old Word file: the FIB with its flags, and the directory."""
    return OLE + (b"\xec\xa5\xc1\x00" + bytes(6) + b"\0" + bytes([flags])).ljust(512, b"\0") + entry("WordDocument")


def excel(record: bytes) -> bytes:
    """Return the outline of an old Excel file: BOF, one record, and the directory."""
    return OLE + b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12) + record.ljust(64, b"\0") + entry("Workbook")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", Kind.PDF),
        (b"\xef\xbb\xbf\r\n%PDF-1.4", Kind.PDF),
        (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj", Kind.PDF),
        (docx(para("a")), Kind.DOCX),
        (packed(TYPES | {"xl/workbook.xml": ""}), Kind.XLSX),
        (packed(TYPES | {"xl/workbook.bin": ""}), Kind.XLSB),
        (packed(TYPES | {"ppt/presentation.xml": ""}), Kind.SLIDES),
        (packed({"OFD.xml": "", "Doc_0/Document.xml": ""}), Kind.OFD),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), Kind.ODT),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), Kind.ODS),
        (packed({"报告.docx": "x"}), Kind.ZIP),
        (word(0), Kind.DOC),
        (excel(b"\x42\0"), Kind.XLS),
        (OLE + entry("PowerPoint Document"), Kind.SLIDES),
        (rb"{\rtf1 a}", Kind.RTF),
        (b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
        (b"\xff\xd8\xff\xe0", Kind.IMAGE),
        (b"II*\0\x08", Kind.IMAGE),
        (b"RIFF\x10\0\0\0WEBPVP8 ", Kind.IMAGE),
        (b"BM\x36\0\0\0\0\0\0\0", Kind.IMAGE),
        (b"BMI\xe7\xbb\xa9\xe6\x95\x88", Kind.TEXT),
        (b"<!DOCTYPE html><p>a", Kind.HTML),
        (b"\n <!-- x --><?xml version='1.0'?> <HTML>", Kind.HTML),
        ("<div class='a'>绩效".encode("gb18030"), Kind.HTML),
        ("\ufeff<table>".encode("utf-16"), Kind.HTML),
        ("<报告>绩效自评".encode(), Kind.TEXT),
        ("1 < 2，绩效自评 > 3".encode(), Kind.TEXT),
        (b"<!--" * 3000 + b"x", Kind.TEXT),
        (b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/related;\n boundary=x\n\n", Kind.MHTML),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', Kind.WORD_XML),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><w/>', Kind.EXCEL_XML),
        ("绩效自评".encode(), Kind.TEXT),
        ("部门整体支出绩效自评".encode("gb18030"), Kind.TEXT),
        (bytes(range(256)) * 8, Kind.UNKNOWN),
        (b"\x7fELF\x02\x01\x01" + bytes(64), Kind.UNKNOWN),
    ],
)
def test_kinds(data: bytes, kind: Kind) -> None:
    """Each kind is told by its content alone."""
    assert sniff(data) is kind


@pytest.mark.parametrize("data", [b"", b" \r\n\t", bytes(4096), docx(para("a"))[:-40], OLE, packed(TYPES)[:30]])
def test_empty_or_cut_off(data: bytes) -> None:
    """An empty file, a cut-off archive and a container without content are damaged."""
    with pytest.raises(DamagedError):
        sniff(data)


@pytest.mark.parametrize(
    "data", [OLE + entry("EncryptedPackage"), word(1), excel(b"\x2f\0\x36\0"), excel(b"\x86\0\0\0\x2f\0")]
)
def test_password(data: bytes) -> None:
    """An encrypted .docx or .xlsx, and an old Word or Excel file with a password, are told."""
    with pytest.raises(ProtectedError):
        sniff(data)


def test_encrypted_archive() -> None:
    """An archive whose members need a password is protected."""
    data = bytearray(packed(TYPES | {"word/document.xml": "a"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ProtectedError):
        sniff(bytes(data))
