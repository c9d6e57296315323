"""A content as the text files that people make of reports: with tabs, with bars, with one cell a line.

All three lose which cells were merged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from extractor.eval.content import Block, Box, Paragraph, Sheet, Style

_MARKS: dict[Style, str] = {"title": "# ", "heading": "## "}


def tabbed(content: Sequence[Block]) -> str:
    """Return text with tabs between cells, as Word saves it.

    A cell merged across stands once; one merged down leaves an empty cell in each further row. A line break inside a
    cell becomes a space.
    """
    return _text(content, lambda block: block.text, lambda row: "\t".join(_one_line(text, " ") for text in row) + "\n")


def lined(content: Sequence[Block]) -> str:
    """Return text with one cell a line behind a tab and a blank line behind each row, as copied from a web page."""
    return _text(content, lambda block: block.text, lambda row: "".join(f"\t{text}\n" for text in row) + "\n")


def barred(content: Sequence[Block]) -> str:
    """Return text with bars between cells and a rule below the first row, as Markdown; covered places are empty cells.

    A line break inside a cell becomes `<br>`.
    """
    parts = []
    for block in content:
        if isinstance(block, Paragraph):
            parts.append(_MARKS.get(block.style, "") + block.text)
            continue
        first, *rows = (_barred_row(row) for row in _places(block, across=True))
        parts.append("\n".join([first, "|" + " --- |" * block.cols, *rows]))
    return "\n\n".join(parts) + "\n"


def _text(content: Sequence[Block], words: Callable[[Paragraph], str], line: Callable[[list[str]], str]) -> str:
    """Return paragraphs and tables with a blank line around each table."""
    parts = []
    for block in content:
        if isinstance(block, Paragraph):
            parts.append(words(block) + "\n")
        else:
            parts.append("\n" + "".join(line(row) for row in _places(block, across=False)).rstrip("\n") + "\n\n")
    return "".join(parts)


def _places(sheet: Sheet, *, across: bool) -> Iterator[list[str]]:
    """Yield the texts of each row; what is covered from above is empty, from the left only if `across`."""
    covered: dict[tuple[int, int], Box] = {
        (row, col): box
        for box in sheet.boxes
        for row in range(box.row, box.row + box.row_span)
        for col in range(box.col, box.col + box.col_span)
    }
    for row in range(sheet.rows):
        texts = []
        for col in range(sheet.cols):
            box = covered.get((row, col))
            if box is None or box.col == col:
                texts.append(box.text if box and box.row == row else "")
            elif across:
                texts.append("")
        yield texts


def _barred_row(row: list[str]) -> str:
    return "|" + "".join(f" {_one_line(text, '<br>').replace('|', chr(92) + '|')} |" for text in row)


def _one_line(text: str, instead: str) -> str:
    return instead.join(text.replace("\t", " ").split("\n"))
