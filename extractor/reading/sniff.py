"""What a file is, told by its content: magic bytes, the names inside an archive, the tags of a page."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from extractor.errors import DamagedError, ProtectedError
from extractor.reading.dumps.encoding import decode
from extractor.reading.kinds import Kind

_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGE = re.compile(
    rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|RIFF....WEBP|BM....\0\0\0\0|....ftyp(?:heic|heix|mif1|avif)",
    re.DOTALL,
)
_OTHER_XML = (
    (re.compile(rb'progid="Word\.Document"|schemas\.microsoft\.com/office/word/2003'), Kind.WORD_XML),
    (re.compile(rb'progid="Excel\.Sheet"|urn:schemas-microsoft-com:office:spreadsheet'), Kind.EXCEL_XML),
)
_PREAMBLE = r"(?>\s+|\ufeff|<\?.*?\?>|<!--.*?-->|<!\[.*?\]>)*+"
_HTML = re.compile(
    _PREAMBLE
    + r"<(?:!doctype\s+html|html|head|body|meta|title|style|script|base|link|table|tbody|tr|td|div|p|span|h[1-6]"
    r"|br|center|font|b|strong|section|article|main|header|nav|form|ul|ol|dl|a|img|frameset)\b[^<]*?>",
    re.IGNORECASE | re.DOTALL,
)
HTML_TABLE = re.compile(r"<table\b[^<]*?>.*?</table\s*>", re.IGNORECASE | re.DOTALL)
"""A table of a web page, up to its first end tag."""
WRAPPING = re.compile(r"</?(?:html|body)\s*>", re.IGNORECASE)
"""Tags around a whole page that carry nothing."""
_ANY_TAG = re.compile(r"</?[a-z][a-z0-9]*\b[^<>]*>", re.IGNORECASE)
_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE)
_ARCHIVES = (
    ("word/", Kind.DOCX),
    ("xl/workbook.bin", Kind.XLSB),
    ("xl/", Kind.XLSX),
    ("ppt/", Kind.SLIDES),
    ("OFD.xml", Kind.OFD),
)
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
}
_WORKBOOK_START = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}", re.DOTALL)
_FILE_PASS = b"\x2f\x00"
_WRITE_PROTECT = b"\x86\x00\x00\x00"
_LOCKED = ("有打开密码，读不了", "请在 Word、Excel 或 WPS 里去掉密码，另存后重试")


def sniff(data: bytes) -> Kind:
    """Return the kind of the file with this content.

    Raises `DamagedError` for an empty file or a broken archive, `ProtectedError` for one that needs a password.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise DamagedError("文件是空的", "请重新下载或向报送单位索取原文件")
    head = data[:_HEAD]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-") or (b"%PDF-" in head[:1024] and b" obj" in head):
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(data)
    if head.startswith(_OLE):
        return _compound(data)
    if head.lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    return Kind.IMAGE if _IMAGE.match(head) else _textual(data)


def _archive(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if any(entry.flag_bits & 1 for entry in entries):
                raise ProtectedError(*_LOCKED)
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    return _OPEN_DOCUMENT.get(stream.read(_HEAD).strip(), Kind.ZIP)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise DamagedError("文件不完整或已损坏，打不开", "请重新下载或向报送单位索取原文件") from error
    if "[Content_Types].xml" not in names and "OFD.xml" not in names:
        return Kind.ZIP
    return next((kind for start, kind in _ARCHIVES if any(name.startswith(start) for name in names)), Kind.ZIP)


def _compound(data: bytes) -> Kind:
    """Tell the OLE containers apart by the names of their streams, which stand in UTF-16 in 128 byte entries."""
    if _stream(data, "EncryptedPackage") or _stream(data, "EncryptionInfo"):
        raise ProtectedError(*_LOCKED)
    if _stream(data, "WordDocument"):
        return _unlocked(Kind.DOC, locked=_locked_word(data))
    if _stream(data, "Workbook") or _stream(data, "Book"):
        return _unlocked(Kind.XLS, locked=_locked_excel(data))
    if _stream(data, "PowerPoint Document"):
        return Kind.SLIDES
    raise DamagedError("是旧版 Office 文件，但内容不完整或已损坏", "请重新下载，或用 Word、Excel、WPS 打开后另存")


def _stream(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") + b"\0\0" in data


def _unlocked(kind: Kind, *, locked: bool) -> Kind:
    if locked:
        raise ProtectedError(*_LOCKED)
    return kind


def _locked_word(data: bytes) -> bool:
    """Read the flag fEncrypted of the FIB, which opens the stream WordDocument; it lies at a sector's start."""
    starts = (at for at in range(512, min(len(data) - 12, 1 << 20), 512) if data[at : at + 2] == b"\xec\xa5")
    first = next(starts, None)
    return first is not None and bool(data[first + 11] & 1)


def _locked_excel(data: bytes) -> bool:
    """Look for the record FilePass right behind the first BOF of the workbook, or behind WriteProtect."""
    start = _WORKBOOK_START.search(data)
    behind = data[start.end() : start.end() + 8] if start else b""
    return behind.removeprefix(_WRITE_PROTECT).startswith(_FILE_PASS)


def has_text_around_tables(text: str) -> bool:
    """Tell text in which only the tables are HTML, as programs that recognise papers write it, from a page."""
    if not HTML_TABLE.search(text):
        return False
    outside = WRAPPING.sub("", HTML_TABLE.sub("", text))
    return bool(outside.strip()) and not _ANY_TAG.search(outside)


def _textual(data: bytes) -> Kind:
    head = data[:_HEAD]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        for pattern, kind in _OTHER_XML:
            if pattern.search(head):
                return kind
    if _MHTML.match(head.replace(b"\r\n", b"\n").lstrip()):
        return Kind.MHTML
    decoded = decode(data)
    if decoded is None:
        return Kind.UNKNOWN
    page = _HTML.match(decoded.text, 0, _HEAD * 16)
    return Kind.HTML if page and not has_text_around_tables(decoded.text) else Kind.TEXT
