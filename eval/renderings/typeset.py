"""Typeset paragraphs and ruled tables as a digital PDF with embedded Chinese fonts and a true text layer.

The evaluation and the tests need PDFs whose every cell is known beforehand. Only pip packages are used.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer

from extractor.eval.content import Paragraph, Style
from extractor.eval.renderings.flow import Grid, GridCell, GridFlow, Lines, Placed, place
from extractor.eval.renderings.fonts import Face, registered
from extractor.eval.renderings.places import Printed, Spot
from extractor.eval.renderings.printed import Text, TextStyle

__all__ = ["Grid", "GridCell", "Lines", "Look", "place", "typeset_pdf"]

_FRAME = 6
"""What SimpleDocTemplate leaves free at each side of its frame, in points."""

_FOOT = 30.0
_FOOT_SIZE = 9.0


@dataclass(frozen=True)
class Look:
    """How an office sets its reports: typefaces, and sizes and margins in points; `leading` is in sizes."""

    face: Face = "droid"
    heading_face: Face = "droid"
    title_size: float = 18.0
    heading_size: float = 14.0
    heading_indent: float = 0.0
    heading_space: float = 4.0
    size: float = 12.0
    leading: float = 1.6
    margin: float = 56.0
    page_numbers: bool = False
    landscape: bool = False

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of a page."""
        return (A4[1], A4[0]) if self.landscape else A4

    @property
    def inner(self) -> tuple[float, float]:
        """Width and height of what is inside the margins."""
        width, height = (side - 2 * (self.margin + _FRAME) for side in self.page)
        return width, height


@dataclass(frozen=True)
class _Fonts:
    """The names under which reportlab knows the fonts of a file."""

    body: str
    heading: str


def typeset_pdf(
    blocks: Sequence[Paragraph | Grid],
    path: Path | str | BinaryIO,
    *,
    page_numbers: bool = False,
    look: Look | None = None,
) -> tuple[Printed, ...]:
    """Write `blocks` to `path` as a PDF on A4, and return what was printed in the order of printing.

    With `page_numbers` each page ends in `— 1 —`. Raises ValueError for a character that no font has, since it would
    vanish from the text layer.
    """
    look = look or Look(page_numbers=page_numbers)
    texts = "".join(map(_characters, blocks))
    ledger: list[Printed] = []
    with ExitStack() as stack:
        body = stack.enter_context(registered(look.face, texts + "—"))
        heading = body if look.heading_face == look.face else stack.enter_context(registered(look.heading_face, texts))
        fonts = _Fonts(body, heading)
        story = [flow for at, block in enumerate(blocks) for flow in _flows(block, Spot(at), fonts, look, ledger)]

        def footer(canvas: Any, _template: Any) -> None:
            if look.page_numbers:
                canvas.setFont(body, _FOOT_SIZE)
                text = f"— {canvas.getPageNumber()} —"
                canvas.drawCentredString(look.page[0] / 2, _FOOT, text)
                ledger.append(Printed(canvas.getPageNumber(), None, 0, text.replace(" ", "")))

        _template(path, look).build(story, onFirstPage=footer, onLaterPages=footer)
    return tuple(ledger)


def _template(path: Path | str | BinaryIO, look: Look) -> SimpleDocTemplate:
    margin = look.margin
    return SimpleDocTemplate(
        str(path) if isinstance(path, Path) else path,
        pagesize=look.page, leftMargin=margin, rightMargin=margin, topMargin=margin, bottomMargin=margin,
        title="report", invariant=True,
    )  # fmt: skip


def _characters(block: Paragraph | Grid) -> str:
    if isinstance(block, Paragraph):
        return block.text
    return "".join(cell if isinstance(cell, str) else cell.text for row in block.rows for cell in row)


def _flows(block: Paragraph | Grid, spot: Spot, fonts: _Fonts, look: Look, ledger: list[Printed]) -> list[Flowable]:
    if isinstance(block, Paragraph):
        return [Text(block.text, _paragraph_style(block.style, fonts, look)).at(spot, ledger)]

    def laid_out(cell: Placed) -> Placed:
        text = Text(cell.text, _cell_style(block, cell.text, fonts.body))
        return replace(cell, text=[text.at(Spot(spot.block, cell.row, cell.col), ledger)])

    cells = [laid_out(cell) for cell in place(block.rows)]
    return [Spacer(0, 6), GridFlow(block, cells, look.inner), Spacer(0, 6)]


def _cell_style(grid: Grid, text: str, font: str) -> TextStyle:
    size = grid.font_size
    return TextStyle(font, size, size * 1.3, "centre" if len(text) <= grid.centre_up_to else "left")


def _paragraph_style(style: Style, fonts: _Fonts, look: Look) -> TextStyle:
    if style == "title":
        return TextStyle(fonts.heading, look.title_size, look.title_size * look.leading, "centre", space_after=10.0)
    if style == "heading":
        leading = look.heading_size * look.leading
        return TextStyle(
            fonts.heading, look.heading_size, leading, indent=look.heading_indent, space_after=look.heading_space
        )
    if style == "right":
        return TextStyle(fonts.body, look.size, look.size * look.leading, "right")
    return TextStyle(fonts.body, look.size, look.size * look.leading, "justified", indent=2 * look.size)
