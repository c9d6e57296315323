"""Tables as rows with a tab between cells, as a PDF converter or a spreadsheet prints them."""

from __future__ import annotations

from extractor.reading.dumps.shapes import Found, skip_blank

_PAGE_BREAK = 3
_SHORTEST_LONE_ROW = 3
_NEAR = 50

Rows = list[list[str]]


def read_tabs(lines: list[str], at: int) -> Found | None:
    """Return the table that begins at a line, or None.

    Blank lines inside a table are a page break: rows behind them belong to it when they are about as wide.
    """
    if all(map(_is_indented, _run(lines[at : at + _NEAR], 0)[0])):
        return None
    rows, end = _run(lines, at)
    while rows:
        more, behind = _run(lines, resume := skip_blank(lines, end))
        if not more or resume - end > _PAGE_BREAK or not _goes_on(rows[-_NEAR:], more):
            break
        rows.extend(more)
        end = behind
    return Found(rows, end) if len(rows) > 1 or _is_lone_row(rows) else None


def _run(lines: list[str], at: int) -> tuple[Rows, int]:
    """Return the rows that follow each other without a gap, and the index behind them."""
    end = at
    while end < len(lines) and "\t" in lines[end]:
        end += 1
    return [line.split("\t") for line in lines[at:end]], end


def _is_indented(row: list[str]) -> bool:
    """Whether a row is only a line that begins with a tab."""
    return len(row) == 2 and not row[0].strip()  # noqa: PLR2004 - what stands before and behind one tab


def _goes_on(before: Rows, after: Rows) -> bool:
    """Whether rows behind a gap are as wide; after a page break a lost merged cell may cost a column.

    Where trailing tabs were trimmed the rows are ragged, and narrower ones may follow.
    """
    wide, narrow = max(map(len, before)), min(map(len, before))
    width = max(map(len, after))
    return abs(width - wide) <= 1 or (wide - narrow > 1 and width < wide)


def _is_lone_row(rows: Rows) -> bool:
    """Whether a single row is a row of a table and not a line like 填表人：甲⇥联系电话：8400123."""
    return len(rows[0]) >= _SHORTEST_LONE_ROW and not any(mark in "".join(rows[0]) for mark in ":：")
