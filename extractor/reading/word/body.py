"""Word (.docx) → Document: the body in its order, with automatic numbers, text boxes, headers, footers and notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.reading.package import Package
from extractor.reading.parts import Grid, single_page
from extractor.reading.word.numbering import Lists, Styles
from extractor.reading.word.table import TableGrid, cells, rows
from extractor.reading.word.text import ParagraphText, boxes, children
from extractor.reading.word.xml import W, switched_on, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from extractor.reading.parts import Piece, Reading
    from extractor.settings import Limits

_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_PAGE_SIZED = (3_600_000, 2_160_000)
"""10 cm by 6 cm in EMU: from here on a picture may well be a scanned table; seals and logos are smaller."""
_ONLY_PAGE_MARKS = re.compile(r"[\s\-—–_·.第页共/]*")


def read_word(data: bytes, limits: Limits) -> Reading:
    """Return the blocks of a .docx whose archive has been checked; all stand on page 1.

    A paragraph is one line, with its automatic number before it. The text of a text box follows the paragraph that
    it hangs on; a nested table follows the table that it stands in, whose cell keeps the other text. Headers come
    first, notes and footers last, each once.
    """
    package = Package(data)
    walk = _Walk(package)
    return single_page(walk.document(), limits.cells, walk.problems())


class _Walk:
    """The walk through one file, top to bottom, which counts lists and what was left aside."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(package.part("styles"))
        self._lists = Lists(package.part("numbering"), self._styles)
        self._text = ParagraphText(self._styles)
        self._covered = 0
        self._chunks = 0

    def document(self) -> Iterator[Piece]:
        """Yield the whole file."""
        body = self._package.main.find(W + "body")
        yield from self._margins("headerReference")
        yield from () if body is None else self._blocks(body)
        yield from self._notes()
        yield from self._margins("footerReference")

    def problems(self) -> Iterator[str]:
        """Yield one sentence for each sort of content that was seen but not read."""
        document = self._package.main
        pictures = sum(_is_large(drawing) for drawing in document.iter(W + "drawing"))
        objects = sum("Equation" not in (node.get("ProgID") or "") for node in document.iter(_OLE))
        if pictures:
            yield f"文档里有 {pictures} 张大图片，图中的文字没有读"
        if objects:
            yield f"文档里嵌有 {objects} 个 Excel 等对象，其中的内容没有读"
        if self._chunks:
            yield f"文档里嵌入的 {self._chunks} 个文件没有读"
        if self._covered:
            yield f"有 {self._covered} 个被合并遮住的单元格里还有文字，纸面上看不到，没有读"

    def _blocks(self, node: etree._Element) -> Iterator[Piece]:
        for child in children(node):
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag == W + "altChunk":
                yield from self._chunk(child)

    def _paragraph(self, node: etree._Element) -> Iterator[Piece]:
        yield (self._lists.label(node) + self._text(node)).strip("\n")
        for box in boxes(node):
            yield from self._blocks(box) if box.tag == W + "txbxContent" else (box.get("string") or "",)

    def _table(self, node: etree._Element) -> Iterator[Piece]:
        frame = _frame(node)
        if frame is not None:
            yield from self._blocks(frame)
            return
        nested: list[Piece] = []
        table = TableGrid(node, lambda cell: self._cell(cell, nested))
        self._covered += table.covered
        yield table.grid
        yield from nested

    def _cell(self, node: etree._Element, nested: list[Piece]) -> str:
        """Return the text of a cell; tables in it go to `nested`, so that no figure is lost or told twice."""
        lines: list[str] = []
        for piece in self._blocks(node):
            if isinstance(piece, Grid):
                nested.append(piece)
            else:
                lines.append(piece)
        return "\n".join(lines).strip()

    def _chunk(self, node: etree._Element) -> Iterator[Piece]:
        """Yield the web page that a web system has put into the file instead of paragraphs."""
        from extractor.reading.web.page import chunk_pieces  # noqa: PLC0415 - few files need it

        pieces = chunk_pieces(self._package.content(self._package.name(node)))
        self._chunks += pieces is None
        yield from pieces or ()

    def _margins(self, kind: str) -> Iterator[Piece]:
        """Yield headers or footers that print, page numbers left out, each text once."""
        text, self._text = self._text, ParagraphText(self._styles, page_numbers=False)
        seen: set[Piece] = set()
        for reference in self._references(kind):
            part = self._package.tree(self._package.name(reference))
            for piece in () if part is None else self._blocks(part):
                if piece not in seen and not (isinstance(piece, str) and _ONLY_PAGE_MARKS.fullmatch(piece)):
                    yield piece
                seen.add(piece)
        self._text = text

    def _references(self, kind: str) -> Iterator[etree._Element]:
        """Yield the references of all sections, without those to first or even pages that are switched off."""
        even = switched_on(self._package.part("settings"), "evenAndOddHeaders")
        for section in self._package.main.iter(W + "sectPr"):
            used = (
                {"default"} | ({"first"} if switched_on(section, "titlePg") else set()) | ({"even"} if even else set())
            )
            yield from (found for found in section.iterfind(W + kind) if found.get(W + "type", "default") in used)

    def _notes(self) -> Iterator[Piece]:
        for kind in ("footnote", "endnote"):
            part = self._package.part(kind + "s")
            for note in () if part is None else part.iterfind(W + kind):
                if note.get(W + "type") in {None, "normal"}:
                    yield from self._blocks(note)


def _frame(table: etree._Element) -> etree._Element | None:
    """Return the cell of a table that is only a frame: one cell, with a table in it."""
    all_rows = list(rows(table))
    only = list(cells(all_rows[0])) if len(all_rows) == 1 else []
    framed = len(only) == 1 and any(child.tag == W + "tbl" for child in children(only[0]))
    return only[0] if framed else None


def _is_large(drawing: etree._Element) -> bool:
    size = next(drawing.iter(_EXTENT), None)
    width, height = (0, 0) if size is None else (whole(size.get("cx"), 0), whole(size.get("cy"), 0))
    is_picture = next(drawing.iter(_BLIP), None) is not None
    return is_picture and width >= _PAGE_SIZED[0] and height >= _PAGE_SIZED[1]
