"""Pictures of pages, for a model that sees, and cut out of them for a person who looks after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extractor.errors import DamagedError
from extractor.reading.folder import page_images as pictures_in
from extractor.records.document import Document
from extractor.records.evidence import Box, Evidence

MOST_PAGES = 40

_DPI, _LONGEST = 110, 1600
"""Enough to read print of 9 points, and about a thousand tokens a page."""

_FINE, _WIDEST, _HIGHEST = 200, 1000, 700
"""Resolution of a picture that is cut out, and the most pixels of its sides."""

_ACROSS, _ALONG = 110.0, 14.0
"""Points around a box that are cut out with it, so that the cells beside it are seen."""

_POINTS = 72


def page_images(files: Sequence[Path], document: Document) -> dict[int, bytes]:
    """Return the scanned pages of a document as PNG by their numbers; all its pages when none is scanned.

    `files` are what the document was read from, PDFs, pictures or folders of pictures. Other kinds have no pages of
    their own: nothing is returned for them. Raises DamagedError when a page cannot be drawn.
    """
    places = _places(files, document)
    scanned = [page.number for page in document.pages if page.kind == "scanned"]
    wanted = [page for page in scanned or places if page in places][:MOST_PAGES]
    return {number: _drawn(*places[number]) for number in wanted}


def cut_out(files: Sequence[Path], document: Document, wanted: Sequence[Evidence]) -> list[bytes | None]:
    """Return the part of its page around each place as PNG, the whole page for a place without a box.

    None for what is on no page that can be drawn.
    """
    places = _places(files, document)
    return [_drawn_if_possible(places.get(at.page), at.box) for at in wanted]


def _drawn_if_possible(place: tuple[Path, int] | None, box: Box | None) -> bytes | None:
    try:
        return _drawn(*place, box, fine=True) if place else None
    except DamagedError:
        return None


def _places(files: Sequence[Path], document: Document) -> dict[int, tuple[Path, int]]:
    """In which file, and as its which page from 0, each page of a document lies that can be drawn."""
    named = {path.resolve().name: path for path in files}
    numbers: dict[str | None, list[int]] = {}
    for page in document.pages:
        numbers.setdefault(page.file, []).append(page.number)
    found: dict[int, tuple[Path, int]] = {}
    for name, pages in numbers.items():
        path = files[0] if name is None else named.get(name)
        found |= dict(zip(pages, _leaves(path) if path else (), strict=False))
    return found


def _leaves(path: Path) -> Iterator[tuple[Path, int]]:
    import pymupdf  # noqa: PLC0415 - heavy, and only here

    for file in pictures_in(path) if path.is_dir() else [path]:
        if _has_pages(file):
            with pymupdf.open(file) as opened:
                count = opened.page_count
            yield from ((file, index) for index in range(count))


def _has_pages(path: Path) -> bool:
    from extractor.reading.kinds import Kind  # noqa: PLC0415 - only when pages are drawn
    from extractor.reading.sniff import sniff  # noqa: PLC0415

    try:
        return sniff(path.read_bytes()) in {Kind.PDF, Kind.IMAGE}
    except OSError:
        return False


def _drawn(path: Path, index: int, box: Box | None = None, *, fine: bool = False) -> bytes:
    import pymupdf  # noqa: PLC0415 - heavy, and only here

    try:
        with pymupdf.open(path) as file:
            page = file[index]
            part = _around(page, box)
            most = (
                min(_WIDEST / part.width, _HIGHEST / part.height) if fine else _LONGEST / max(part.width, part.height)
            )
            zoom = min((_FINE if fine else _DPI) / _POINTS, most)
            image: bytes = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), clip=part, alpha=False).tobytes("png")
            return image
    except (RuntimeError, ValueError, IndexError) as error:
        raise DamagedError(f"{path.name} 的第 {index + 1} 页画不出来", "去掉 --vision 再试") from error


def _around(page: Any, box: Box | None) -> Any:
    """The part of a page around a box; the whole page without one, and when the box lies outside of it."""
    import pymupdf  # noqa: PLC0415 - heavy, and only here

    if box is None:
        return page.rect
    left, top, right, bottom = box
    part = pymupdf.Rect(left - _ACROSS, top - _ALONG, right + _ACROSS, bottom + _ALONG) & page.rect
    return page.rect if part.is_empty else part
