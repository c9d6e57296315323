"""A table of a web page → cells with their spans; and whether it is a table at all or only lays out the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.reading.parts import Grid, Spot
from extractor.reading.web.marks import hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

_MOST_COLUMNS = 1000
"""The HTML standard reads a larger colspan as this."""
_PROSE = 200
_PROSE_LINES = 3
"""A cell with more characters or paragraphs than this around a table holds a part of the page."""
_SIDE_BY_SIDE = 5
_LINES = ("p", "div", "br", "li", "h1", "h2", "h3", "h4")
_UNSEEN = {"script", "style"}
_SECTIONS = {"thead": 0, "tfoot": 2}


def is_layout(table: etree._Element) -> bool:
    """Tell whether a table only arranges the page: its content is then read as if the table were not there.

    It does when it has one column, when most of its text stands in tables inside it or a cell with a table in it
    holds prose as well, or when its only row holds paragraphs side by side.
    """
    cells = [row_cells(row) for row in rows(table)]
    if table.get("role") == "presentation" or max(map(len, cells), default=0) <= 1:
        return True
    inner = [found for found in table.iter("table") if found is not table]
    if inner:
        direct = [found for found in inner if _owner(found) is table]
        return 2 * sum(map(_weight, direct)) >= _weight(table) or any(map(_holds_prose, direct))
    return len(cells) == 1 and any(sum(1 for _ in cell.iter(*_LINES)) >= _SIDE_BY_SIDE for cell in cells[0])


def rows(table: etree._Element) -> list[etree._Element]:
    """Return the visible rows of a table, not those of tables inside it; the head first, the foot last."""
    found = [row for row in table.iter("tr") if _owner(row) is table and not _hidden_within(row, table)]
    return sorted(found, key=_section)


def _section(row: etree._Element) -> int:
    parent = row.getparent()
    return 1 if parent is None else _SECTIONS.get(str(parent.tag), 1)


def row_cells(row: etree._Element) -> list[etree._Element]:
    """Return the visible cells of a row."""
    return [cell for cell in row.iter("td", "th") if next(cell.iterancestors("tr")) is row and not hidden(cell)]


class TableReader:
    """Reads one table. `text` is asked once for each cell, in reading order."""

    def __init__(self, table: etree._Element, text: Callable[[etree._Element], str]) -> None:
        self._table = table
        self._text = text
        self._rows = rows(table)
        self._busy: dict[int, int] = {}  # column → last row that a cell above reaches down to

    def captions(self) -> list[etree._Element]:
        """Return the visible captions, which are lines of their own."""
        return [node for node in self._table if node.tag == "caption" and not hidden(node)]

    def stray(self) -> Iterator[str]:
        """Yield text that stands between the rows or cells, where a browser moves it before the table."""
        outside = [self._table, *(node for node in self._table.iter("tbody", "thead", "tfoot", "tr", "form"))]
        for node in outside:
            if node is self._table or _owner(node) is self._table:
                yield from (text for text in (node.text, *(child.tail for child in node)) if text and text.strip())

    def grid(self) -> Grid:
        """Return the cells; a span ends with the table, that of a row's only cell with the columns of the others."""
        lines = [list(self._row(at, row)) for at, row in enumerate(self._rows, 1)]
        width = max((_end(spot) for line in lines if len(line) > 1 for spot in line), default=1)
        spots = tuple(spot for line in lines for spot in (_cut(line, width) if len(line) == 1 else line))
        return Grid(spots, (len(lines), max(map(_end, spots))))

    def _row(self, at: int, row: etree._Element) -> Iterator[Spot]:
        column = 1
        for cell in row_cells(row):
            while self._busy.get(column, 0) >= at:
                column += 1
            span = self._free(at, column, min(_span(cell, "colspan") or 1, _MOST_COLUMNS))
            left = len(self._rows) - at + 1
            height = min(_span(cell, "rowspan") or left, left)
            self._busy |= dict.fromkeys(range(column, column + span), at + height - 1)
            yield Spot(at, column, self._text(cell), height, span)
            column += span

    def _free(self, row: int, column: int, span: int) -> int:
        """Return how far a span reaches before it meets a cell from above."""
        taken = (at for at in range(column + 1, column + span) if self._busy.get(at, 0) >= row)
        return next(taken, column + span) - column


def _end(spot: Spot) -> int:
    return spot.col + spot.col_span - 1


def _cut(line: list[Spot], width: int) -> list[Spot]:
    """Let the only cell of a row, such as a title with colspan=100, end with the columns of the other rows."""
    return [spot._replace(col_span=max(1, min(spot.col_span, width - spot.col + 1))) for spot in line]


def _owner(node: etree._Element) -> etree._Element | None:
    return next(node.iterancestors("table"), None)


def _hidden_within(row: etree._Element, table: etree._Element) -> bool:
    if hidden(row):
        return True
    for above in row.iterancestors():
        if above is table:
            return False
        if hidden(above):
            return True
    return False


def _weight(node: etree._Element) -> int:
    """Return how many characters stand in an element, spaces and scripts not counted."""
    texts = (text for part in node.iter() if part.tag not in _UNSEEN for text in _own_texts(part))
    return sum(len("".join(text.split())) for text in texts)


def _own_texts(node: etree._Element) -> Iterator[str]:
    """Yield the text in an element outside its children."""
    yield node.text or ""
    yield from (child.tail or "" for child in node)


def _holds_prose(inner: etree._Element) -> bool:
    """Tell whether the cell around a table holds text of its own as a page does."""
    around = next(inner.iterancestors("td", "th"), None)
    if around is None:
        return False
    tables = [found for found in around.iter("table") if _owner(found) is _owner(inner)]
    lines = sum(1 for line in around.iter(*_LINES) if _owner(line) is _owner(inner))
    return lines >= _PROSE_LINES or _weight(around) - sum(map(_weight, tables)) > _PROSE


def _span(cell: etree._Element, name: str) -> int | None:
    """Return a span; None for rowspan 0, which reaches to the end of the table, and for no number."""
    digits = re.match(r"\s*(\d{1,5})", cell.get(name) or "1")
    return int(digits.group(1)) or None if digits else 1
