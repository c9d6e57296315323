"""Office files that are the same, byte for byte, whenever they are written."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MOMENT = (2025, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def settle(path: Path) -> None:
    """Write a .docx or .xlsx again without the moment of its writing."""
    with ZipFile(path) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in members:
            info = ZipInfo(name, _MOMENT)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, _STAMP.sub(rb"\g<1>2025-01-01T00:00:00Z\2", data))
