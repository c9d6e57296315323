"""PDF or image → pages, lines and ruled tables, each with its place. Pages without usable text are read as scans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import pymupdf

from extractor.errors import DamagedError, ProtectedError, TooLargeError
from extractor.reading.parts import Grid, Numbering, Reading, Spot
from extractor.reading.pdf.alignment import Aligner
from extractor.reading.pdf.joining import join_tables
from extractor.reading.pdf.page import PDF_ERRORS, Matrix, Sheet, condition, moved, read_sheet
from extractor.reading.pdf.pieces import pieces_of
from extractor.reading.pdf.rows import Row
from extractor.reading.scan.reader import Scanner
from extractor.reading.scan.tools import REMEDY
from extractor.records.document import Block, Page, PageKind

if TYPE_CHECKING:
    from pathlib import Path

    from extractor.settings import Settings

_PROBLEMS = {
    "crossed": "第 {} 页像是两页拍在一起，但有内容跨过中缝，已按一页读，请对照原件，或分页重拍后再读",
    "damaged": "第 {} 页已损坏，未能读取",
    "torn": "第 {} 页的图像已损坏，读出的内容可能不全，请对照原件",
    "recognised": "第 {} 页的文字层是扫描后识别所得，数字请与图像核对",
    "wordless": "第 {} 页的图像里认不出文字，未能读取",
    "unparted": "第 {} 页有没有竖线的表格，行列分不清，只按文字行读，其中的数字请与原件核对",
    "failed": "第 {} 页的图像无法识别，未能读取，请换一份按页扫描的文件后重试",
    "huge": "第 {} 页的图像过大，未能读取，请降低分辨率后重试",
    "untooled": f"第 {{}} 页是扫描图像，没有安装文字识别组件，未能读取，{REMEDY}",
}
_NOTES = {
    "parted": "第 {} 页一张图上有两页，已分开读，先左后右（上下放的先上后下）",
    "blank": "第 {} 页是空白页",
    "garbled": "第 {} 页的文字层是乱码，已按图像识别",
}
_REPAIRED = "文件已损坏，修复后读出 {} 页，内容可能不全"
_UNREAD = ("scanned", "garbled")
_WHOLE = ("digital", "read")


_Place = TypeVar("_Place", Row, Spot)


class _Side(NamedTuple):
    """A page that was read: how its text layer is, and the turn from the page as one reads it to the displayed one.

    Two pages that were photographed as one are two sides of the same page of the file. Its pieces have the number of
    the side until they are put together, so that tables go on from one side to the next.
    """

    page: Page
    state: str
    pieces: tuple[Row | Grid, ...] = ()
    back: Matrix | None = None
    size: tuple[float, float] | None = None


def read_pdf(path: Path, settings: Settings, kind: str = "pdf") -> Reading:
    """Read every page: the text layer where it is usable, else the picture. `kind` is the extension of the format.

    Boxes are in points from the upper left corner of the page as it is displayed. A table that goes on over a page
    break is one table. Page numbers alone in the margin are left out. Pages that cannot be read have no lines, and
    `problems` names them; blank ones are in `notes`. The kind of a page that is no digital one is `scanned`. Two pages
    that were photographed as one stay one page, of which the left half is read before the right one.

    Raises ProtectedError for a file that needs a password, DamagedError for one that is not of this format or beyond
    repair, TooLargeError beyond `settings.limits`.
    """
    scanner, aligner = _scanner(settings), Aligner()
    with _opened(path, kind) as file:
        count = _page_count(file, settings)
        sides: list[_Side] = []
        for index in range(count):
            sides += _read_page(file, index, sides, scanner, aligner)
        repaired = [_REPAIRED.format(count)] if file.is_repaired else []
    return _assembled(sides, repaired, settings)


def read_pictures(pictures: Sequence[tuple[Path, str]], settings: Settings) -> Reading:
    """Read pictures, each with the extension of its format, as the pages of one report in their order.

    One that cannot be opened is a page that `problems` names. Raises TooLargeError beyond `settings.limits`.
    """
    scanner, aligner = _scanner(settings), Aligner()
    sides: list[_Side] = []
    for path, kind in pictures:
        try:
            with _opened(path, kind) as file:
                for index in range(_page_count(file, settings, _pages_of(sides))):
                    sides += _read_page(file, index, sides, scanner, aligner)
        except (DamagedError, ProtectedError):
            sides.append(_Side(Page(number=_pages_of(sides) + 1, kind="scanned"), "damaged"))
    return _assembled(sides, [], settings)


def _scanner(settings: Settings) -> Scanner:
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    return Scanner(settings.cache, settings.threads)


def _assembled(sides: Sequence[_Side], problems: Sequence[str], settings: Settings) -> Reading:
    """Join the tables of all pages, give ids, and say which pages could not be read."""
    papers = [_paper(side, number) for number, side in enumerate(sides, start=1)]
    pieces = join_tables([piece for side in sides for piece in side.pieces], papers)
    pages = {side.page.number: side for side in sides}
    if len(pages) < len(sides) or any(side.back for side in sides):
        pieces = [_put_back(piece, sides) for piece in pieces]
    blocks = _numbered(pieces, settings.limits.cells)
    states = [side.state for side in pages.values()]
    held = Counter(side.page.number for side in sides)
    parted = ["parted" if held[number] > 1 else "" for number in pages]
    problems = (*problems, *_said(_PROBLEMS, states))
    notes = (*_said(_NOTES, states), *_said(_NOTES, parted))
    return Reading(tuple(side.page for side in pages.values()), blocks, problems, notes)


def _paper(side: _Side, number: int) -> Page:
    """Return the paper of a side with its own number, and with the size that it has when its text is upright."""
    width, height = side.size or (side.page.width, side.page.height)
    return side.page.model_copy(update={"number": number, "width": width, "height": height})


def _pages_of(sides: Sequence[_Side]) -> int:
    return sides[-1].page.number if sides else 0


@contextmanager
def _opened(path: Path, kind: str) -> Iterator[Any]:
    what = "PDF" if kind == "pdf" else "图片"
    try:
        file = pymupdf.open(path, filetype=kind)
    except PDF_ERRORS as error:
        raise DamagedError(f"不是完好的 {what} 文件", "请重新下载或向报送单位索取原文件") from error
    with file:
        if kind == "pdf" and not file.is_pdf:
            raise DamagedError("不是 PDF 文件", "请按其实际格式改正扩展名后再试")
        if file.needs_pass:
            raise ProtectedError("有打开密码，读不了", "请另存为不带密码的 PDF 后重试")
        yield file


def _page_count(file: Any, settings: Settings, before: int = 0) -> int:
    """Return the pages of a file; `before` are those of the files before it, which count against the limit."""
    try:
        count = int(file.page_count)
    except PDF_ERRORS as error:
        raise DamagedError("PDF 的页面目录已损坏", "请重新导出或重新下载后再试") from error
    if count == 0:
        raise DamagedError("PDF 里一页也没有，文件不完整或已损坏", "请重新下载或向报送单位索取原文件")
    if before + count > settings.limits.pages:
        message = f"共 {before + count} 页，超过上限 {settings.limits.pages} 页"
        raise TooLargeError(message, "请拆分文件，或在设置文件里调高 limits.pages 后重试")
    return count


def _read_page(file: Any, index: int, before: Sequence[_Side], scanner: Scanner, aligner: Aligner) -> list[_Side]:
    """Read the page of a file at an index from 0, which follows on the sides `before`: mostly one side."""
    number = _pages_of(before) + 1
    try:
        page = file[index]
        found: Sheet | None = read_sheet(page) if file.is_pdf else None
        state: str = condition(page, found.words) if found else "scanned"
        sheets: tuple[Sheet, ...] = (found,) if found else ()
        kind: PageKind = "digital"
        if state in _UNREAD:
            scan = scanner.read(page)
            state, sheets = state if scan.state == "read" else scan.state, scan.sheets
            kind = "scanned"
        pieces = []
        for at, sheet in enumerate(sheets, start=len(before) + 1):
            pieces.append(tuple(pieces_of(page, sheet, at, aligner)))
            if aligner.in_doubt and state in _WHOLE:
                state = "unparted"
    except PDF_ERRORS:
        return [_Side(Page(number=number, kind="scanned"), "damaged")]
    shown = Page(number=number, kind=kind, width=round(page.rect.width, 2), height=round(page.rect.height, 2))
    sides = zip(pieces, sheets, strict=True)
    return [_Side(shown, state, inside, sheet.back, sheet.size) for inside, sheet in sides] or [_Side(shown, state)]


def _put_back(piece: Row | Grid, sides: Sequence[_Side]) -> Row | Grid:
    """Give a piece the page of the file that it is on, and the boxes that it has there as the page is displayed."""
    if isinstance(piece, Row):
        return _on_page(piece, sides[piece.page - 1])
    return piece._replace(spots=tuple(_on_page(spot, sides[spot.page - 1]) for spot in piece.spots))


def _on_page(place: _Place, side: _Side) -> _Place:
    place = place._replace(page=side.page.number)
    if not side.back or not place.box:
        return place
    words = tuple(word._replace(box=moved(word.box, side.back)) for word in place.words)
    return place._replace(box=moved(place.box, side.back), words=words)


def _numbered(pieces: list[Row | Grid], most_cells: int) -> tuple[Block, ...]:
    numbering = Numbering(most_cells)
    for piece in pieces:
        if isinstance(piece, Grid):
            numbering.table(piece.spots, piece.size, piece.spots[0].page)
        else:
            numbering.line(*piece)
    return numbering.blocks


def _said(sentences: dict[str, str], states: list[str]) -> list[str]:
    """Return one sentence for each run of pages in the same state, if there is one for it."""
    found = []
    start = 0
    for at in range(1, len(states) + 1):
        if at == len(states) or states[at] != states[start]:
            if sentence := sentences.get(states[start]):
                found.append(sentence.format(start + 1 if at == start + 1 else f"{start + 1}–{at}"))
            start = at
    return found
