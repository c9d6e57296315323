"""Pictures that came broken: what cannot be unpacked, and what was unpacked with a part missing or garbled."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pymupdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COMPLAINTS = re.compile(r"premature|truncated|read error|jpeg|jpx|jbig2")
"""Words by which MuPDF says that a picture ended early or could not be unpacked; then it draws what it has."""

_START, _END, _SCAN = b"\xff\xd8", 0xD9, 0xDA
_ALONE = (0x01, *range(0xD0, 0xD8))
"""Markers of JPEG without a segment behind them: ITU-T T.81, table B.1."""

_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends the coded picture: stuffed bytes and restarts belong to it."""


def forget_complaints() -> None:
    """Let only what comes from now on count as complaints."""
    pymupdf.TOOLS.reset_mupdf_warnings()


def is_torn(page: Any) -> bool:
    """Say whether a page that was just drawn has a picture of which a part is missing or garbled."""
    complaints = pymupdf.TOOLS.mupdf_warnings()
    return bool(_COMPLAINTS.search(complaints)) or not all(map(is_whole_jpeg, _jpegs(page)))


def is_lost(page: Any) -> bool:
    """Say whether an image of a page cannot be unpacked: then nothing is drawn, and the page only looks blank."""
    for item in page.get_images():
        try:
            pixmap = pymupdf.Pixmap(page.parent, item[0])
        except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
            return True
        if not pixmap.samples:
            return True
    return False


def is_whole_jpeg(data: bytes) -> bool:
    """Say whether the segments of a JPEG follow each other to its end; garbled data holds stray markers."""
    at = len(_START)
    while data[at : at + 1] == b"\xff" and at + 1 < len(data):
        marker = data[at + 1]
        if marker == _END:
            return True
        if marker in _ALONE:
            at += 2
            continue
        at += 1 if marker == data[at] else 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == _SCAN:
            found = _MARKER.search(data, at)
            at = found.start() if found else len(data)
    return False


def _jpegs(page: Any) -> Iterator[bytes]:
    """Yield the JPEGs of a page of a PDF, or the file itself that is one."""
    file = page.parent
    found: Iterable[bytes] = ()
    if file.is_pdf:
        found = (file.xref_stream_raw(item[0]) for item in page.get_images())
    elif Path(file.name).suffix.lower() in (".jpg", ".jpeg"):
        found = (Path(file.name).read_bytes(),)
    yield from (data for data in found if data.startswith(_START))
