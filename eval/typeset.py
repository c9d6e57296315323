"""Typeset paragraphs and ruled tables as a digital PDF with an embedded Chinese font and a true text layer.

The evaluation cases and the tests need PDFs whose every cell is known beforehand. Only pip packages are used:
reportlab lays out, and the font is the Droid Sans Fallback that PyMuPDF carries inside its wheel.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pymupdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer, Table
from reportlab.platypus import Paragraph as Text

from extractor.eval.content import Paragraph, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FONT = "zongshu-cjk"
_MARGIN = 56.0
_PADDING = 4.0
_MIN_ROW = 16.0
_ALIGNMENT: dict[Style, Literal[1, 2, 4]] = {
    "title": 1,
    "heading": 4,
    "body": 4,
    "right": 2,
}
"""In the numbers of reportlab.lib.enums: centred, right, justified."""
_BREAK_TAGS = {"\n": "<br/>", "\u00a0": " "}


@dataclass(frozen=True)
class GridCell:
    """A cell as HTML has it: it stands at the first free place of its row."""

    text: str = ""
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True)
class Grid:
    """A ruled table.

    `rows` holds for each row the cells that begin in it (a plain string is a cell without spans); places covered by a
    merged cell are left out. `widths` are relative column widths, equal if empty. The first `head_rows` rows are drawn
    again on each page that the table continues on, if `repeat_head`. With `split_rows` a row that does not fit on the
    page is cut in two; otherwise it moves to the next page, and only a row taller than a page is cut.
    """

    rows: Sequence[Sequence[GridCell | str]]
    widths: Sequence[float] = ()
    head_rows: int = 1
    repeat_head: bool = False
    split_rows: bool = False
    font_size: float = 9.0


@dataclass(frozen=True)
class _Placed:
    """A cell with its place; rows and columns from 0."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: Any

    @property
    def end(self) -> int:
        """The row below the cell."""
        return self.row + self.row_span


def typeset_pdf(
    blocks: Sequence[Paragraph | Grid], path: Path | str, *, page_numbers: bool = False, landscape: bool = False
) -> None:
    """Write `blocks` to `path` as a PDF on A4; with `page_numbers` each page ends in `— 1 —`.

    Raises ValueError for a character that the font lacks, since it would vanish from the text layer.
    """
    font = _font()
    size = (A4[1], A4[0]) if landscape else A4
    template = SimpleDocTemplate(
        str(path), pagesize=size, leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_MARGIN,
        title=Path(path).stem, invariant=True,
    )  # fmt: skip
    story: list[Flowable] = []
    for block in blocks:
        if isinstance(block, Grid):
            story += [Spacer(0, 6), _GridFlow(block, place(block.rows), size[0] - 2 * _MARGIN - 12), Spacer(0, 6)]
        else:
            story.append(_text(block.text, _paragraph_style(block.style, font)))

    def footer(canvas: Any, _template: Any) -> None:
        if page_numbers:
            canvas.setFont(font, 9)
            canvas.drawCentredString(size[0] / 2, 30, f"— {canvas.getPageNumber()} —")

    template.build(story, onFirstPage=footer, onLaterPages=footer)


def place(rows: Sequence[Sequence[GridCell | str]]) -> list[_Placed]:
    """Give each cell its row and column (from 0) by the rule of HTML: the first free place of its row."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for number, row in enumerate(rows):
        col = 0
        for item in row:
            cell = GridCell(item) if isinstance(item, str) else item
            while (number, col) in taken:
                col += 1
            taken |= {(number + r, col + c) for r in range(cell.row_span) for c in range(cell.col_span)}
            placed.append(_Placed(number, col, cell.row_span, cell.col_span, cell.text))
    return placed


class _GridFlow(Flowable):
    """A table that reportlab measures and draws, cut over pages by our own rule: it cannot cut a merged cell."""

    def __init__(self, grid: Grid, cells: list[_Placed], width: float) -> None:
        super().__init__()
        self.grid = grid
        style = _cell_style(grid.font_size, _font())
        self.cells = [
            cell if isinstance(cell.text, list) else replace(cell, text=[_text(cell.text, style)]) for cell in cells
        ]
        self.rows = max(cell.end for cell in cells)
        cols = max(cell.col + cell.col_span for cell in cells)
        shares = list(grid.widths) or [1.0] * cols
        self.widths = [width * share / sum(shares) for share in shares]
        self.total = width
        self.heights = _row_heights(self.cells, self.rows, self.widths)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the width and height in points, as reportlab asks for them."""
        return self.total, sum(self.heights)

    def draw(self) -> None:
        """Draw the table where reportlab has moved the origin to."""
        table = _table(self.cells, self.heights, self.widths)
        table.wrapOn(self.canv, self.total, sum(self.heights))
        table.drawOn(self.canv, 0, 0)

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Cut at the last row that fits, or inside the first that does not; nothing if not even the head fits."""
        fit = _rows_that_fit(self.heights, height)
        room = height - sum(self.heights[:fit])
        head = self.grid.head_rows if self.grid.repeat_head else 0
        if fit < self.rows and (self.grid.split_rows or fit <= head) and room > 2 * _MIN_ROW:
            return self._parts(self._cut_row(fit, room), [*self.heights[:fit], room], head)
        return self._parts(self.cells, self.heights[:fit], head) if fit > head else []

    def _cut_row(self, row: int, room: float) -> list[_Placed]:
        """Make two rows of `row`: the text that fits into `room` points, and the rest."""
        cells = []
        for cell in self.cells:
            if cell.row > row:
                cells.append(replace(cell, row=cell.row + 1))
            elif cell.end <= row:
                cells.append(cell)
            elif cell.end > row + 1 or cell.row < row:
                cells.append(replace(cell, row_span=cell.row_span + 1))
            else:
                first, rest = _cut_text(cell, self.widths, room)
                cells += [replace(cell, text=first), replace(cell, row=row + 1, text=rest)]
        return cells

    def _parts(self, cells: list[_Placed], heights: list[float], head: int) -> list[Flowable]:
        """Cut below the rows of `heights`; a merged cell that spans the cut goes on with the text that did not fit."""
        at = len(heights)
        above, below = [], []
        for cell in cells:
            if cell.end <= at:
                above.append(cell)
            elif cell.row >= at:
                below.append(replace(cell, row=cell.row - at + head))
            else:
                first, rest = _cut_text(cell, self.widths, sum(heights[cell.row :]))
                above.append(replace(cell, row_span=at - cell.row, text=first))
                below.append(replace(cell, row=head, row_span=cell.end - at, text=rest))
        below = [cell for cell in cells if cell.end <= head] + below
        return [_GridFlow(self.grid, part, self.total) for part in (above, below)]


def _rows_that_fit(heights: list[float], room: float) -> int:
    used = 0.0
    for number, height in enumerate(heights):
        used += height
        if used > room:
            return number
    return len(heights)


def _cut_text(cell: _Placed, widths: list[float], room: float) -> tuple[list[Any], list[Any]]:
    """Return the paragraphs of a cell that fit into `room` points of height, and those that do not."""
    width = _inner_width(cell, widths)
    first: list[Any] = []
    rest: list[Any] = []
    left = room - 2 * _PADDING
    for text in cell.text:
        _, height = text.wrap(width, 1e6)
        if rest or height <= left:
            (rest or first).append(text)
            left -= height
            continue
        parts = text.split(width, left)
        first, rest = (first + parts[:1], parts[1:]) if parts else (first, [text])
    return first, rest


def _inner_width(cell: _Placed, widths: list[float]) -> float:
    return sum(widths[cell.col : cell.col + cell.col_span]) - 2 * _PADDING


def _row_heights(cells: list[_Placed], rows: int, widths: list[float]) -> list[float]:
    """Return heights in points in which each text fits; what a merged cell lacks goes to its last row."""
    heights = [_MIN_ROW] * rows
    for cell in sorted(cells, key=lambda cell: cell.row_span):
        need = sum(text.wrap(_inner_width(cell, widths), 1e6)[1] for text in cell.text) + 2 * _PADDING
        heights[cell.end - 1] += max(0.0, need - sum(heights[cell.row : cell.end]))
    return heights


def _table(cells: list[_Placed], heights: list[float], widths: list[float]) -> Table:
    data: list[list[Any]] = [[""] * len(widths) for _ in heights]
    style: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        *((f"{side}PADDING", (0, 0), (-1, -1), _PADDING) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
    ]
    for cell in cells:
        data[cell.row][cell.col] = cell.text
        style.append(("SPAN", (cell.col, cell.row), (cell.col + cell.col_span - 1, cell.end - 1)))
    return Table(data, colWidths=widths, rowHeights=heights, style=style)


def _text(text: str, style: ParagraphStyle) -> Text:
    missing = sorted(_missing(text))
    if missing:
        raise ValueError(f"the font has no glyph for {missing}")
    marked = escape(text, quote=False)
    for char, tag in _BREAK_TAGS.items():
        marked = marked.replace(char, tag)
    return Text(marked, style)


def _missing(text: str) -> Iterator[str]:
    font: Any = pdfmetrics.getFont(_font())
    return (char for char in set(text) if char not in _BREAK_TAGS and ord(char) not in font.face.charToGlyph)


@cache
def _font() -> str:
    """Register the font once and return its name."""
    pdfmetrics.registerFont(TTFont(_FONT, BytesIO(pymupdf.Font("china-s").buffer)))
    return _FONT


def _cell_style(size: float, font: str) -> ParagraphStyle:
    return ParagraphStyle("cell", fontName=font, fontSize=size, leading=size * 1.3, wordWrap="CJK")


def _paragraph_style(style: Style, font: str) -> ParagraphStyle:
    size = {"title": 18.0, "heading": 14.0}.get(style, 12.0)
    return ParagraphStyle(
        style, fontName=font, fontSize=size, leading=size * 1.6, wordWrap="CJK",
        spaceAfter={"title": 10.0, "heading": 4.0}.get(style, 0.0),
        alignment=_ALIGNMENT[style],
        firstLineIndent=24.0 if style == "body" else 0.0,
    )  # fmt: skip
