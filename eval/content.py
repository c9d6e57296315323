"""What stands in a report, apart from any file format: paragraphs and tables with merged cells.

The cases, the renderings and the generator share it: one content can be written as text, Word, Excel, PDF or a scan.
A table can be drawn in text: one line is one row, `|` stands between cells, `<` continues the cell to the left, `^` the
cell above, `⏎` breaks a line inside a cell and `␣` is a no-break space.

    项目名称 | 山洪防治 | <        项目名称 is one cell, 山洪防治 takes two columns
    产出指标 | 数量指标 | 3处
    ^        | 质量指标 | 达标     产出指标 takes two rows
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Style = Literal["title", "heading", "body", "right"]


@dataclass(frozen=True)
class Paragraph:
    """Running text; a newline in it breaks the line."""

    text: str
    style: Style = "body"


@dataclass(frozen=True)
class Box:
    """One cell with its place; rows and columns from 0."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str


@dataclass(frozen=True)
class Sheet:
    """A table: its size and its cells by row and column; covered places have none. `title` names a worksheet."""

    rows: int
    cols: int
    boxes: tuple[Box, ...]
    title: str = ""


Block = Paragraph | Sheet

_MARKS: dict[str, Style] = {"# ": "title", "## ": "heading", "> ": "right"}


def blocks(*parts: str | Sheet) -> tuple[Block, ...]:
    """Return paragraphs and tables; a text that begins with `# ` is a title, `## ` a heading, `> ` is set right."""
    return tuple(_paragraph(part) if isinstance(part, str) else part for part in parts)


def sheet(drawing: str, title: str = "") -> Sheet:
    """Read a drawing; every row must have the same number of cells."""
    lines = [[part.strip() for part in line.split("|")] for line in drawing.strip().splitlines()]
    cols = len(lines[0])
    for line in lines:
        if len(line) != cols:
            raise ValueError(f"a row of {len(line)} cells in a table of {cols}: {line}")
    return Sheet(len(lines), cols, tuple(_boxes(lines)), title)


def _paragraph(line: str) -> Paragraph:
    for mark, style in _MARKS.items():
        if line.startswith(mark):
            return Paragraph(line.removeprefix(mark), style)
    return Paragraph(line)


def _boxes(lines: list[list[str]]) -> Iterator[Box]:
    for row, line in enumerate(lines):
        for col, text in enumerate(line):
            if text not in {"<", "^"}:
                across = _run([line[c] for c in range(col + 1, len(line))], "<")
                down = _run([lines[r][col] for r in range(row + 1, len(lines))], "^")
                yield Box(row, col, 1 + down, 1 + across, text.replace("⏎", "\n").replace("␣", "\u00a0"))


def _run(texts: list[str], mark: str) -> int:
    """Return how many texts from the first on are the mark."""
    return next((index for index, text in enumerate(texts) if text != mark), len(texts))
