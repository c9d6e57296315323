"""The pages of a report as pictures, with a box around every value of the record, coloured by its status.

Boxes are in points of the page as it is displayed, which is what they are drawn on: a person sees at once which
figures were read, where, and which of them nobody has confirmed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from extractor.errors import UsageError
from extractor.output.files import write_atomically
from extractor.output.review_sheets import STATUSES
from extractor.records.evidence import Box, Evidence
from extractor.records.paths import walk
from extractor.records.report import Figure, Report

_Colour = tuple[float, float, float]

_KINDS: dict[str, tuple[str, _Colour]] = {
    "text": ("文字、指标值", (0.45, 0.55, 0.75)),
    "verified": (STATUSES["verified"][0], (0.10, 0.60, 0.20)),
    "unchecked": (STATUSES["unchecked"][0], (0.95, 0.60, 0.00)),
    "contradicted": (STATUSES["contradicted"][0], (0.85, 0.10, 0.10)),
    "alternative": ("别处印的不同数", (0.55, 0.15, 0.75)),
    "unread": ("没有字段收下", (0.35, 0.35, 0.35)),
}
"""The word and the colour of each kind of box, in the order in which they are drawn."""

_DOUBTFUL = "虚线：识别有疑"

_DPI, _LONGEST_SIDE, _SHORTEST_SIDE = 150, 2400, 200
_POINTS = 72
_AROUND = 1.0
"""Points between a value and its box."""

_BAND, _LETTERS = 26, 13
"""Height of the legend and of its letters, on a page as wide as A4 at 150 dpi."""

_USUAL_WIDTH = 1240
_NAMES = "预览-{:03}.png"
"""Names that `extractor.reading.folder` passes over."""


class Mark(NamedTuple):
    """A box on a page (from 1) around a value of a kind; `doubtful` if its reading is only near the printed letters."""

    page: int
    box: Box
    kind: str
    doubtful: bool


def refuse_overwriting(folder: Path) -> None:
    """Raise UsageError if a folder holds pictures of an earlier preview; called before a long reading."""
    if found := next(iter(sorted(folder.glob("预览-*.png"))), None):
        raise UsageError(f"{folder} 里已有 {found.name}，没有覆盖", "换一个文件夹，或先删掉原来的预览图")


def write_preview(files: Sequence[Path], report: Report, folder: Path) -> list[Path]:
    """Write each page of the files, their pages numbered on, as 预览-001.png into a folder; return their paths.

    Raises UsageError when the report has no places on pages (a text, Word or web file), when a picture of that name is
    there already, or when one cannot be written.
    """
    marks = list(marks_of(report))
    if not marks:
        raise UsageError("这份报告没有页面图像，画不出预览", "只有 PDF、扫描件和图片有页面；其他格式请看记录里的出处")
    refuse_overwriting(folder)
    return [_write(page, number, marks, folder) for number, page in enumerate(_pages(files), start=1)]


def marks_of(report: Report) -> Iterator[Mark]:
    """Yield the box of every value of a record that has one, and of the figures that no field holds."""
    for _, value in walk(report):
        kind = value.status if isinstance(value, Figure) else "text"
        yield from _marks((value.at, *value.also_at), kind)
        yield from _marks((other.at for other in value.alternatives), "alternative")
    yield from _marks((unread.at for unread in report.unread), "unread")


def _marks(places: Iterable[Evidence], kind: str) -> Iterator[Mark]:
    return (Mark(at.page, at.box, kind, at.match == "ocr-near") for at in places if at.box)


def _pages(files: Sequence[Path]) -> Iterator[Any]:
    """Yield the pages of PDFs and pictures, one at a time; None for one that is damaged."""
    import pymupdf  # noqa: PLC0415 - heavy

    damaged = (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase)
    for path in files:
        try:
            file = pymupdf.open(path)
        except damaged:
            yield None
            continue
        with file:
            for number in range(file.page_count):
                try:
                    page = file[number]
                except damaged:
                    page = None
                yield page


def _write(page: Any, number: int, marks: Sequence[Mark], folder: Path) -> Path:
    path = folder / _NAMES.format(number)
    picture = _drawn(page, _seen(mark for mark in marks if mark.page == number), number)
    write_atomically(path, picture.save)
    return path


def _seen(marks: Iterable[Mark]) -> list[Mark]:
    """Return one box for each place, that of the gravest kind: a merged cell is the place of several values."""
    order = list(_KINDS)
    graver = sorted(marks, key=lambda mark: order.index(mark.kind))
    return list({mark.box: mark for mark in graver}.values())


def _drawn(page: Any, marks: Sequence[Mark], number: int) -> Any:
    """Return the picture of a page with its boxes and a legend below it; a damaged page is an empty sheet."""
    import pymupdf  # noqa: PLC0415 - heavy

    zoom = _zoom(page) if page else _DPI / _POINTS
    picture = _picture(page, zoom)
    width, height = (picture.width, picture.height) if picture else (_USUAL_WIDTH, _USUAL_WIDTH)
    size = max(width, _SHORTEST_SIDE) / _USUAL_WIDTH
    with pymupdf.open() as sheet:
        paper = sheet.new_page(width=max(width, _SHORTEST_SIDE), height=height + _BAND * size)
        if picture:
            paper.insert_image(pymupdf.Rect(0, 0, width, height), pixmap=picture)
        for mark in marks:
            _draw(paper, mark, zoom)
        _write_legend(paper, (height, size), marks, number)
        return paper.get_pixmap(alpha=False)


def _zoom(page: Any) -> float:
    """Return how many pixels of the preview lie on a point of the page."""
    longest = max(page.rect.width, page.rect.height, 1.0)
    return float(min(_DPI / _POINTS, _LONGEST_SIDE / longest))


def _picture(page: Any, zoom: float) -> Any:
    import pymupdf  # noqa: PLC0415 - heavy

    try:
        return page and page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        return None


def _draw(paper: Any, mark: Mark, zoom: float) -> None:
    left, top, right, bottom = mark.box
    box = [at * zoom for at in (left - _AROUND, top - _AROUND, right + _AROUND, bottom + _AROUND)]
    _, colour = _KINDS[mark.kind]
    filled = None if mark.kind == "text" else colour
    dashes = "[4 3] 0" if mark.doubtful else None
    paper.draw_rect(box, color=colour, fill=filled, width=1.4, dashes=dashes, fill_opacity=0.15)


def _write_legend(paper: Any, place: tuple[float, float], marks: Sequence[Mark], number: int) -> None:
    """Write below the page (at a height in pixels, letters of a size) what the colours mean, and how many there are."""
    import pymupdf  # noqa: PLC0415 - heavy

    height, size = place
    counts = Counter(mark.kind for mark in marks)
    letters, base = _LETTERS * size, height + _BAND * size * 0.7
    writer, font = pymupdf.TextWriter(paper.rect), pymupdf.Font("cjk")

    def write(text: str, across: float) -> float:
        return float(writer.append((across, base), text, font, letters)[1].x) + letters

    across = write(f"第 {number} 页", letters / 2)
    for kind, (word, colour) in _KINDS.items():
        swatch = (across, base - letters * 0.9, across + letters, base + letters * 0.1)
        paper.draw_rect(swatch, color=colour, fill=colour)
        across = write(f"{word} {counts[kind]}", across + letters * 1.3)
    write(_DOUBTFUL, across)
    writer.write_text(paper)
