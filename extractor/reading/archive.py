"""The contents of a .docx or .xlsx archive, weighed before anything is built from them."""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from extractor.errors import DamagedError, FormatError, TooLargeError

if TYPE_CHECKING:
    from extractor.settings import Limits

_CHUNK = 1 << 20
_SUSPECT_BYTES = 64 << 20
_SUSPECT_RATIO = 200
"""No office file of this size packs 200 to 1; a bomb packs 1000 to 1."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises for archives that are cut off, altered, or packed in ways of their own."""
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_archive(data: bytes, limits: Limits) -> None:
    """Refuse an archive that unpacks to too much, is broken, or declares XML entities.

    The sizes of the central directory are believed first, so that a bomb costs nothing; then every member is
    unpacked once in pieces and counted, so that a directory that lies gains nothing.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_directory(archive.infolist(), limits)
            unpacked = 0
            for entry in archive.infolist():
                unpacked = _check_member(archive, entry, unpacked, limits)
    except _BROKEN as error:
        raise DamagedError("文件内部有损坏，读不完整", "请重新下载，或用 Word、Excel、WPS 打开后另存") from error


def _check_directory(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    _check_size(sum(entry.file_size for entry in entries), limits)
    for entry in entries:
        ratio = entry.file_size // max(1, entry.compress_size)
        if entry.file_size > _SUSPECT_BYTES and ratio > _SUSPECT_RATIO:
            raise TooLargeError(
                f"压缩比异常（{entry.filename} 解开后是原来的 {ratio} 倍），疑似压缩炸弹",
                "请确认文件来源；确属正常文件的，请打开后另存",
            )


def _check_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, unpacked: int, limits: Limits) -> int:
    """Return the bytes unpacked so far, this member included."""
    markup = entry.filename.endswith((".xml", ".rels", ".vml"))
    tail = b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            unpacked += len(chunk)
            _check_size(unpacked, limits)
            if markup and _DECLARATION.search((tail + chunk).replace(b"\0", b"")):  # UTF-16 hides it behind NULs
                raise FormatError("文件内部带有实体声明，可能有害，不予读取", "请用 Word、Excel 或 WPS 打开后另存")
            tail = chunk[-32:]
    return unpacked


def _check_size(size: int, limits: Limits) -> None:
    if size > limits.unpacked_bytes:
        raise TooLargeError(
            f"解开后超过上限 {limits.unpacked_bytes >> 20} MB",
            "请确认文件来源；确需读取的，请在设置文件里调高 limits.unpacked_bytes",
        )
