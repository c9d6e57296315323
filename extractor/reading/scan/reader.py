"""The one door to the reading of scans: pages of PyMuPDF in, sheets out. Heavy parts load when the first scan comes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from extractor.reading.scan import tools

if TYPE_CHECKING:
    from pathlib import Path

    from extractor.reading.pdf.page import Sheet
    from extractor.reading.scan.recognise import Recogniser

State = Literal["read", "blank", "wordless", "damaged", "huge", "untooled"]
"""How a scanned page came out: read; nothing stands on it; a picture without print; an image that cannot be unpacked,
or only into more memory than there is; no recogniser installed."""


class Scan(NamedTuple):
    """What became of a scanned page; a sheet only if it was read."""

    state: State
    sheet: Sheet | None = None


class Scanner:
    """Reads scanned pages; what was recognised once is kept in a folder, if there is one.

    `threads` is how many cores recognising may use, None for all.
    """

    def __init__(self, cache: Path | None = None, threads: int | None = None) -> None:
        self._cache, self._threads = cache, threads
        self._recogniser: Recogniser | None = None

    def read(self, page: Any) -> Scan:
        """Return what stands on a page of PyMuPDF."""
        if tools.missing():
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
            make = partial(rapid, self._threads)
            folder = tools.kept_in(self._cache)
            self._recogniser = Remembering(make, engine_name(), folder) if folder else make()
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
