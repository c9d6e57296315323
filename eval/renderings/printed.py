"""Text that is laid out on pages and remembers which page it was printed on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, Self

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from extractor.eval.renderings.lines import Line, break_lines
from extractor.eval.renderings.places import Printed, Spot

_BLANKS = str.maketrans("\u00a0\t", "  ")
_ASCENT = 0.88
"""How far characters reach above the base line, in sizes."""

_LOOSEST = 0.12
"""In sizes: a line is not justified by wider gaps than this between its characters."""


@dataclass(frozen=True)
class TextStyle:
    """How a paragraph is set; lengths in points, `font` is a name that reportlab knows."""

    font: str
    size: float
    leading: float
    align: Literal["left", "centre", "right", "justified"] = "left"
    indent: float = 0.0
    space_after: float = 0.0


class Text(Flowable):
    """A paragraph of one font. It writes into a ledger what it prints, also when a page break cuts it in two."""

    def __init__(self, text: str, style: TextStyle) -> None:
        super().__init__()
        self.text = text.translate(_BLANKS)
        self.style = style
        self.lines: list[Line] = []
        self.spaceAfter = style.space_after
        self.measure = 0.0
        self._spot: Spot | None = None
        self._ledger: list[Printed] | None = None
        self._drawn = 0

    def at(self, spot: Spot | None, ledger: list[Printed] | None) -> Self:
        """Say which part of the content this is and where to note what is printed; returns itself."""
        self._spot, self._ledger = spot, ledger
        return self

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Break the text for a width; return the width and the height that it takes, all in points."""
        if width != self.measure:
            self.lines = break_lines(self.text, self._width_of, width - self.style.indent, width)
            self.measure = width
        return width, len(self.lines) * self.style.leading

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the part that fits into the height (points) and the rest; nothing if not even two lines fit."""
        self.wrap(width, height)
        fit = int(height / self.style.leading + 1e-6)
        if fit >= len(self.lines):
            return [self]
        return [self._part(0, fit), self._part(fit, len(self.lines))] if fit > 1 else []

    def draw(self) -> None:
        """Print."""
        top = len(self.lines) * self.style.leading - (self.style.leading - self.style.size) / 2
        for number, line in enumerate(self.lines):
            self._draw_line(line, top - _ASCENT * self.style.size - number * self.style.leading, first=number == 0)
        if self._ledger is not None:
            text = "".join("".join(line.text.split()) for line in self.lines)
            self._ledger.append(Printed(self.canv.getPageNumber(), self._spot, self._drawn, text))
            self._drawn += 1

    def _draw_line(self, line: Line, y: float, *, first: bool) -> None:
        indent = self.style.indent if first else 0.0
        free = self.measure - indent - stringWidth(line.text, self.style.font, self.style.size)
        gap = free / max(1, len(line.text) - 1)
        is_spread = self.style.align == "justified" and not line.ends and abs(gap) < _LOOSEST * self.style.size
        shift = {"centre": free / 2, "right": free}.get(self.style.align, 0.0)
        text: Any = self.canv.beginText(indent + shift, y)
        text.setFont(self.style.font, self.style.size)
        text.setCharSpace(gap if is_spread else 0)
        text.textOut(line.text)
        self.canv.drawText(text)

    def _part(self, begin: int, end: int) -> Text:
        part = Text("", self.style if begin == 0 else replace(self.style, indent=0.0)).at(self._spot, self._ledger)
        part.lines, part.measure = self.lines[begin:end], self.measure
        part.text = "\n".join(line.text for line in part.lines)
        return part

    def _width_of(self, char: str) -> float:
        return float(stringWidth(char, self.style.font, self.style.size))
