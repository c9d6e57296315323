"""Pictures of pages, for a model that sees."""

from __future__ import annotations

from pathlib import Path

from extractor.errors import DamagedError
from extractor.records.document import Document

_DPI = 110
"""Enough to read print of 9 points, and about a thousand tokens a page."""

MOST_PAGES = 40


def page_images(path: Path, document: Document) -> dict[int, bytes]:
    """Return the scanned pages of a PDF as PNG by their numbers; all its pages when none is scanned.

    Other kinds of files have no pages of their own: nothing is returned for them.
    """
    if document.media_type != "application/pdf":
        return {}
    scanned = [page.number for page in document.pages if page.kind == "scanned"]
    wanted = (scanned or [page.number for page in document.pages])[:MOST_PAGES]
    return _rendered(path, wanted)


def _rendered(path: Path, numbers: list[int]) -> dict[int, bytes]:
    import pymupdf  # noqa: PLC0415 - heavy, and only here

    try:
        with pymupdf.open(path) as file:
            return {number: file[number - 1].get_pixmap(dpi=_DPI).tobytes("png") for number in numbers}
    except (RuntimeError, ValueError, IndexError) as error:
        raise DamagedError(f"{path.name} 的页面画不出来", "去掉 --vision 再试") from error
