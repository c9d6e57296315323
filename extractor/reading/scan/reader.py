"""The one door to the reading of scans: pages of PyMuPDF in, sheets out. Heavy parts load when the first scan comes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from extractor.reading.scan import tools

if TYPE_CHECKING:
    from pathlib import Path

    from extractor.reading.pdf.page import Sheet
    from extractor.reading.scan.recognise import Recogniser

State = Literal["read", "crossed", "torn", "blank", "wordless", "damaged", "failed", "huge", "untooled"]
"""How a scanned page came out: read; read as one page though it may be two; read from a picture that is broken in
part; nothing stands on it; a picture without print; an image that cannot be unpacked, that has a shape nobody can work
on, or that takes more memory than there is; no recogniser installed."""


class Scan(NamedTuple):
    """What became of a scanned page; sheets only if it was read, be it from a broken picture.

    Two facing pages that were taken as one are two sheets, in the order of reading.
    """

    state: State
    sheets: tuple[Sheet, ...] = ()


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
        import cv2  # noqa: PLC0415 - heavy

        from extractor.reading.scan.damage import forget_complaints, is_lost, is_torn  # noqa: PLC0415 - heavy
        from extractor.reading.scan.image import is_too_large, picture_of  # noqa: PLC0415 - heavy
        from extractor.reading.scan.page import scan_sheets  # noqa: PLC0415

        if is_too_large(page):
            return Scan("huge")
        forget_complaints()
        picture = picture_of(page)
        torn = is_torn(page)
        try:
            sheets, doubtful = scan_sheets(picture, self._engine())
        except cv2.error:
            return Scan("failed")
        if any(sheet.words for sheet in sheets):
            return Scan("torn" if torn else "crossed" if doubtful else "read", sheets)
        if torn or is_lost(page):
            return Scan("damaged")
        return Scan("wordless" if sheets else "blank")

    def _engine(self) -> Recogniser:
        from extractor.reading.scan.memory import Remembering  # noqa: PLC0415
        from extractor.reading.scan.recognise import engine_name, rapid  # noqa: PLC0415

        if self._recogniser is None:
            make = partial(rapid, self._threads)
            folder = tools.kept_in(self._cache)
            self._recogniser = Remembering(make, engine_name(), folder) if folder else make()
        return self._recogniser
