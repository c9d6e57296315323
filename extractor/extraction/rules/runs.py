"""A document as tables and what stands between them, in reading order."""

from __future__ import annotations

import re

from extractor.extraction.rules.blocks import split
from extractor.extraction.rules.grids import Grid, grid_of
from extractor.extraction.rules.indicators import is_open, read_indicator_table
from extractor.extraction.rules.reflow import reflow
from extractor.extraction.rules.tokens import stream_of_table
from extractor.records.document import Document, Line, Table

Run = Grid | list[Line]
"""A table, or the lines between two tables."""

_MOST_MOVED = 0.3
_FEWEST = 4
_PAGE_NUMBER = re.compile(r"[-—–－\s第页共/\d]*")


def runs(document: Document) -> list[Run]:
    """Return the tables and the lines between them; a table that goes on behind a page number is one grid."""
    found: list[Run] = []
    for block in document.blocks:
        if isinstance(block, Table):
            _add_table(found, _grid(block))
        elif found and isinstance(found[-1], list):
            found[-1].append(block)
        else:
            found.append([block])
    return found


def _grid(table: Table) -> Grid:
    """A table as a grid; one whose rows, or most of whose columns, are lost is laid out again."""
    grid = grid_of(table)
    lost = not table.rows_known or (not table.spans_known and _moved_share(grid) > _MOST_MOVED)
    return (reflow(stream_of_table(table), table.id) if lost else None) or grid


def _moved_share(grid: Grid) -> float:
    """The share of indicators that stand in other columns than their heads: a dump that drops merged cells."""
    rows = [row for block in split(grid) if block.kind == "indicators" for row in read_indicator_table(block).rows]
    return sum(row.moved != 0 for row in rows) / max(len(rows), _FEWEST)


def _add_table(found: list[Run], grid: Grid) -> None:
    """Add a table, below the one before when that broke off inside its indicators."""
    if len(found) > 1 and isinstance(found[-1], list) and all(_PAGE_NUMBER.fullmatch(line.text) for line in found[-1]):
        found.pop()
    last = found[-1] if found else None
    if isinstance(last, Grid) and is_open(last) and split(grid)[0].body:
        found[-1] = last.followed_by(grid)
    else:
        found.append(grid)
