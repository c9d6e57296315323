"""A report as it lies on the paper: pages, lines and tables in reading order, no meaning yet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from pydantic import Field

from extractor.records.base import Record
from extractor.records.evidence import Box

PageKind = Literal["digital", "scanned", "text"]


class Word(NamedTuple):
    """A run of characters without a gap, with its box on the page.

    `other` is another reading of the same ink, where a scan leaves two open; empty where it leaves none.
    """

    text: str
    box: Box
    confidence: float | None = None
    other: str = ""


class Page(Record):
    """One sheet. A text, Word, Excel or web file is a single page of kind `text` without a size."""

    number: int = Field(description="页码，从 1 起")
    kind: PageKind = "text"
    width: float | None = Field(default=None, description="宽，磅")
    height: float | None = Field(default=None, description="高，磅")
    file: str | None = Field(default=None, description="几个文件合成一份报告时，所在文件的名称")


class Line(Record):
    """One printed line (or one paragraph of a file that has no lines) outside the tables."""

    id: str = Field(description="L0001，全文连续编号")
    page: int = 1
    text: str = Field(description="原文照录")
    box: Box | None = None
    words: tuple[Word, ...] = ()
    confidence: float | None = None


class Cell(Record):
    """One table cell; a merged cell appears once, at its upper left corner, with its spans."""

    id: str = Field(description="T2R3C4：第 2 张表第 3 行第 4 列，行列从 1 起")
    row: int = Field(description="行，从 1 起")
    col: int = Field(description="列，从 1 起")
    row_span: int = 1
    col_span: int = 1
    page: int = 1
    text: str = Field(default="", description="原文照录，格内换行保留为 \\n")
    box: Box | None = None
    words: tuple[Word, ...] = ()
    confidence: float | None = None


class Table(Record):
    """A grid of cells. `spans_known` is false for text dumps, in which merged cells are lost.

    `rows_known` is false for a dump that prints each cell on a line of its own: the table is one column, a cell a
    row, empty cells included, and where a printed row ends must be told from the words in it.
    """

    id: str = Field(description="T1，全文连续编号")
    page: int = 1
    rows: int
    cols: int
    cells: tuple[Cell, ...] = Field(description="按行、列排序；被合并覆盖的位置没有单元格")
    spans_known: bool = True
    rows_known: bool = True
    title: str = Field(default="", description="工作表名等表外名称；没有则为空")

    def by_row(self) -> list[list[Cell]]:
        """Return the cells grouped by the row they begin in, rows without cells included."""
        rows: list[list[Cell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row - 1].append(cell)
        return rows


class Heading(Record):
    """A section title and its place in the heading tree."""

    level: int = Field(description="层级，1 为最高")
    number: str = Field(description="序号原文，如 一、 （一） 1. 附件1；没有则为空")
    title: str = Field(description="标题文字，不含序号")
    line: str = Field(description="所在行号")


Block = Line | Table


class Document(Record):
    """A report on paper. `blocks` is the reading order: lines and tables as they follow each other."""

    file: str = Field(description="文件名")
    sha256: str
    media_type: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...] = ()
    problems: tuple[str, ...] = Field(default=(), description="读不出的页、表，每条一句话")
    notes: tuple[str, ...] = Field(default=(), description="不影响内容的说明，如扩展名不符、隐藏的工作表")

    @property
    def lines(self) -> Iterator[Line]:
        """The lines outside tables, in reading order."""
        return (block for block in self.blocks if isinstance(block, Line))

    @property
    def tables(self) -> Iterator[Table]:
        """The tables, in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))

    def file_of(self, page: int) -> str | None:
        """Return the file that a page belongs to; None for a report that is one file."""
        return self._files.get(page)

    @cached_property
    def _files(self) -> dict[int, str]:
        return {page.number: page.file for page in self.pages if page.file is not None}

    @cached_property
    def all_lines(self) -> tuple[Line, ...]:
        """The lines outside tables as a tuple, for looking ahead."""
        return tuple(self.lines)

    @cached_property
    def line_order(self) -> dict[str, int]:
        """The position of each line in `all_lines` by its id."""
        return {line.id: index for index, line in enumerate(self.all_lines)}

    @cached_property
    def places(self) -> dict[str, Line | Cell]:
        """Every line and cell by its id."""
        places: dict[str, Line | Cell] = {line.id: line for line in self.lines}
        places.update({cell.id: cell for table in self.tables for cell in table.cells})
        return places
