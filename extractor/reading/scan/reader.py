"""The one door to the reading of scans: pages of PyMuPDF in, sheets out. Heavy parts load when the first scan comes."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from extractor.reading.pdf.page import Sheet
    from extractor.reading.scan.recognise import Recogniser

State = Literal["read", "blank", "wordless", "damaged", "huge", "untooled"]
"""How a scanned page came out: read; nothing stands on it; a picture without print; an image that cannot be unpacked,
or only into more memory than there is; no recogniser installed."""

_TOOLS = ("rapidocr", "onnxruntime", "cv2", "numpy")


class Scan(NamedTuple):
    """What became of a scanned page; a sheet only if it was read."""

    state: State
    sheet: Sheet | None = None


class Scanner:
    """Reads scanned pages; what was recognised once is kept in a folder, if there is one."""

    def __init__(self, cache: Path | None = None) -> None:
        self._cache = cache
        self._recogniser: Recogniser | None = None

    def read(self, page: Any) -> Scan:
        """Return what stands on a page of PyMuPDF."""
        if not all(map(find_spec, _TOOLS)):
            return Scan("untooled")
        from extractor.reading.scan.image import is_too_large, picture_of  # noqa: PLC0415 - heavy
        from extractor.reading.scan.page import scan_sheet  # noqa: PLC0415

        if is_too_large(page):
            return Scan("huge")
        sheet = scan_sheet(picture_of(page), self._engine())
        if sheet is None:
            return Scan("damaged" if _is_damaged(page) else "blank")
        return Scan("read", sheet) if sheet.words else Scan("wordless")

    def _engine(self) -> Recogniser:
        from extractor.reading.scan.memory import Remembering  # noqa: PLC0415
        from extractor.reading.scan.recognise import engine_name, rapid  # noqa: PLC0415

        if self._recogniser is None:
            folder = self._cache and self._cache / "recognised"
            self._recogniser = Remembering(rapid, engine_name(), folder) if folder else rapid()
        return self._recogniser


def _is_damaged(page: Any) -> bool:
    """Say whether an image of a page cannot be unpacked: then nothing is drawn, and the page only looks blank."""
    import pymupdf  # noqa: PLC0415

    for item in page.get_images():
        try:
            pixmap = pymupdf.Pixmap(page.parent, item[0])
        except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
            return True
        if not pixmap.samples:
            return True
    return False
