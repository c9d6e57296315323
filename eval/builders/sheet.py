"""A table drawn in text, with merged cells: the source from which a Word, Excel or PDF table is written.

One line is one row, `|` stands between cells, `<` continues the cell to the left, `^` the cell above, `⏎` breaks a line
inside a cell and `␣` is a no-break space.

    项目名称 | 山洪防治 | <        项目名称 is one cell, 山洪防治 takes two columns
    产出指标 | 数量指标 | 3处
    ^        | 质量指标 | 达标     产出指标 takes two rows
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


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
    """A table: its size and its cells by row and column; covered places have none."""

    rows: int
    cols: int
    boxes: tuple[Box, ...]


def sheet(drawing: str) -> Sheet:
    """Read a drawing; every row must have the same number of cells."""
    lines = [[part.strip() for part in line.split("|")] for line in drawing.strip().splitlines()]
    cols = len(lines[0])
    for line in lines:
        if len(line) != cols:
            raise ValueError(f"a row of {len(line)} cells in a table of {cols}: {line}")
    return Sheet(len(lines), cols, tuple(_boxes(lines)))


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
