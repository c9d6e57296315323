"""Tables with one cell a line, as Word exports them: a tab begins a cell, a blank line a row.

A cell may hold several lines, and blank lines above or below its text when it was padded in height. A padded
cell breaks its row into fragments: short ones whose continuation begins with a figure, an empty cell or the text
of the padded cell, and which together are as wide as the row before or after.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from extractor.reading.dumps.shapes import Found, is_blank, is_foot, skip_blank
from extractor.records.quantity import parse_quantity

_LONGEST_GAP = 8
_MOST_FRAGMENTS = 4
_SAMPLE = 60
_SENTENCE = 25


class _Fragment(NamedTuple):
    """Lines without a blank one between them: text before the first tab, then cells."""

    start: int
    head: str
    cells: list[str]
    end: int


class _Row(NamedTuple):
    cells: list[str]
    end: int


def read_cells(lines: list[str], at: int) -> Found | None:
    """Return the table that begins at a line, or None; the first lines decide whether it is one."""
    if not lines[at].startswith("\t") or not _is_table(_rows(_fragments(lines[at : at + _SAMPLE], 0))):
        return None
    rows = _rows(_fragments(lines, at))
    return Found([row.cells for row in rows], rows[-1].end)


def _rows(fragments: list[_Fragment]) -> list[_Row]:
    """Put fragments together to rows, up to text that is no part of a row."""
    rows: list[_Row] = []
    at = 0
    while at < len(fragments) and not fragments[at].head:
        row, used = _row(fragments[at : at + _MOST_FRAGMENTS + 1], len(rows[-1].cells) if rows else 0)
        rows.append(row)
        at += used
    return rows


def _fragments(lines: list[str], at: int) -> list[_Fragment]:
    """Return the fragments up to text that no tab follows, or a line that holds several cells."""
    fragments: list[_Fragment] = []
    while at < len(lines):
        fragment = _fragment(lines, at)
        if any("\t" in cell for cell in fragment.cells):
            break
        fragments.append(fragment)
        at = skip_blank(lines, fragment.end)
        if at - fragment.end > _LONGEST_GAP or not (fragment.cells or _is_figure(fragment.head)):
            break
    return fragments


def _fragment(lines: list[str], start: int) -> _Fragment:
    parts: list[list[str]] = [[]]
    at = start
    while at < len(lines) and not is_blank(lines[at]):
        if lines[at].startswith("\t"):
            parts.append([lines[at][1:]])
        elif len(parts) > 1 and (is_foot(lines[at]) or "\t" in lines[at]):
            break
        else:
            parts[-1].append(lines[at])
        at += 1
    head, *cells = ("\n".join(part).strip("\n") for part in parts)
    return _Fragment(start, head, cells, at)


def _row(fragments: list[_Fragment], width_before: int) -> tuple[_Row, int]:
    """Return the next row and how many fragments it took."""
    chain = [fragments[0].cells]
    for fragment in fragments[1:]:
        joined = _joined(chain[-1], fragment)
        if joined is None:
            break
        chain.append(joined)
    behind = fragments[len(chain)] if len(chain) < len(fragments) else None
    for width in (width_before, len(behind.cells) if behind and not behind.head else 0):
        for used, cells in enumerate(chain[1:], start=2):
            if len(cells) == width:
                return _Row(cells, fragments[used - 1].end), used
    return _Row(chain[0], fragments[0].end), 1


def _joined(cells: list[str], more: _Fragment) -> list[str] | None:
    """Return a fragment with its continuation, or None when that begins a row of its own."""
    if more.head:
        padded = not cells[-1] and (more.cells or _is_figure(more.head))
        return [*cells[:-1], more.head, *more.cells] if padded else None
    goes_on = _is_figure(more.cells[0]) or (
        cells[0] and all(not cell.strip() or _is_figure(cell) for cell in more.cells)
    )
    return [*cells, *more.cells] if goes_on else None


@lru_cache(maxsize=1024)
def _is_figure(cell: str) -> bool:
    return len(cell) < _SENTENCE and parse_quantity(cell) is not None


def _is_table(rows: list[_Row]) -> bool:
    """Whether these are cells and not paragraphs that begin with a tab: cells are short, empty or figures."""
    cells = [cell.strip() for row in rows for cell in row.cells]
    telling = sum(not cell or _is_figure(cell) for cell in cells)
    sentences = sum(len(cell) > _SENTENCE and cell.endswith("。") for cell in cells)
    return 1 < len(rows) < len(cells) and telling > 1 and sentences * 2 < len(cells)
