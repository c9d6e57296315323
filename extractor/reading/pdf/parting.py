"""The chunks of a table without upright rules → its rows and merged cells, or None where they are not beyond doubt.

Level rules below each row part rows for certain. Without them the white between lines does: lines of one cell stand
nearer to each other than rows do. A first column whose labels stand once for several rows is taken as merged if each
label stands in the middle, or on the first line, of the rows that the labels share out among them.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from extractor.reading.pdf.chunks import is_figure
from extractor.reading.pdf.labels import LINE, ROW, Block, Piece, Row, bottom_of, merged_edges, top_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.reading.pdf.grid import Rule

_HALF = 0.3
"""In sizes of letters: half of the height of a line that counts when white between lines is looked for."""

_WIDER, _MORE = 1.5, 0.25
"""White between rows is so much wider than within them, in shares and in sizes of letters."""

_ROW_ALONE = 2.6
"""In sizes of letters: how far a row without figures stands from the next if no cell shows how far lines do."""

_DEEPEST = 3
"""How many first columns may hold labels for several rows."""

_FEWEST_ROWS = 3

_SAME_EDGE = 3.0
"""Points within which two level rules are one."""


class Parting(NamedTuple):
    """Row edges from top to bottom, in points; and (edge, column), from 0, where a cell runs through."""

    edges: list[float]
    merged: frozenset[tuple[int, int]]


def part(block: Block, rules: Sequence[Rule]) -> Parting | None:
    """Return how a table falls into rows; `rules` are the level ones that run through it or along it."""
    if not _has_figures(block.pieces, block):
        return None
    return _by_rules(block, rules) or _by_white(block, rules)


def _by_white(block: Block, rules: Sequence[Rule]) -> Parting | None:
    """Part rows by the white between them, for as few columns of labels as possible."""
    for first in range(max(0, min(_DEEPEST, block.figures[0] - 1)) + 1):
        found = [parting for rows in _ways(block, first, rules) if (parting := _parting(block, rows, first, rules))]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _ways(block: Block, first: int, rules: Sequence[Rule]) -> Iterator[list[Row]]:
    """Yield the rows that the pieces from a column on may form: each band of print one, or bands with little white.

    What stands between the first two rules is a head whatever white there is in it.
    """
    pieces = [piece for piece in block.pieces if piece.col >= first]
    level = [rule.at for rule in rules if _runs_below(rule, block)] + [0.0, 0.0]
    head = [piece for piece in pieces if level[0] < piece.chunk.middle < level[1]]
    if head and not block.goes_on and _is_head(head, block.figures):
        below = [piece for piece in pieces if piece.chunk.middle > level[1]]
        yield from ([head, *rows] for rows in _rows(below, block.size))
    else:
        yield from _rows(pieces, block.size)


def _rows(pieces: Sequence[Piece], size: float) -> Iterator[list[Row]]:
    bands = _bands(pieces, size)
    yield bands
    gaps = [_white(one, other, size) for one, other in pairwise(bands)]
    for low, high in pairwise(sorted(set(gaps))):
        if high - low > _MORE * size and high > _WIDER * low:
            yield _joined(bands, gaps, high)


def _bands(pieces: Sequence[Piece], size: float) -> list[Row]:
    bands: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: piece.chunk.middle):
        if bands and piece.chunk.middle - bands[-1][-1].chunk.middle <= 2 * _HALF * size:
            bands[-1].append(piece)
        else:
            bands.append([piece])
    return bands


def _white(band: Row, below: Row, size: float) -> float:
    return max(0.0, below[0].chunk.middle - band[-1].chunk.middle - 2 * _HALF * size)


def _joined(bands: Sequence[Row], gaps: Sequence[float], least: float) -> list[Row]:
    rows = [list(bands[0])]
    for band, gap in zip(bands[1:], gaps, strict=True):
        if gap < least:
            rows[-1] += band
        else:
            rows.append(list(band))
    return rows


def _parting(block: Block, rows: list[Row], first: int, rules: Sequence[Rule]) -> Parting | None:
    """Return the rows with the merged labels of the columns before `first`, or None if something speaks against it."""
    rows = _table_rows(block, rows)
    if not rows or not _is_sound(block, rows, first):
        return None
    edges = _edges(rows, block, rules)
    if edges is None:
        return None
    tail = sum(not _cell(row, first) for row in rows[-1:])
    above: set[int] | None = None
    merged: set[tuple[int, int]] = set()
    for col in range(first):
        inner = merged_edges(block, rows[: len(rows) - tail], edges, col)
        if inner is None or (above is not None and not inner <= above):
            return None
        above = inner
        merged |= {(edge, col) for edge in inner}
    return Parting(edges, frozenset(merged))


def _table_rows(block: Block, rows: list[Row]) -> list[Row]:
    """Return the rows from the head to the last one with a figure; none without a head."""
    heads = (n for n, row in enumerate(rows) if _is_head(row, block.figures))
    start = 0 if block.goes_on else next(heads, len(rows))
    end = len(rows)
    while end > start and not _has_figures(rows[end - 1], block):
        end -= 1
    return rows[start:end] if end - start >= _FEWEST_ROWS - block.goes_on else []


def _is_head(row: Row, figures: Sequence[int]) -> bool:
    """Say whether a row names all columns of figures and holds none."""
    return all(_cell(row, col) for col in figures) and not any(is_figure(piece.chunk.text) for piece in row)


def _cell(row: Sequence[Piece], col: int) -> Row:
    return [piece for piece in row if piece.col == col]


def _has_figures(row: Sequence[Piece], block: Block) -> bool:
    return any(is_figure(piece.chunk.text) for col in block.figures for piece in _cell(row, col))


def _is_sound(block: Block, rows: Sequence[Row], first: int) -> bool:
    """Say whether rows are what the rows of a table are."""
    body = rows if block.goes_on else rows[1:]
    if any(is_figure(piece.chunk.text) for piece in block.pieces if piece.col < first):
        return False
    if not all(_one_figure_each(row, block.figures) and _is_named(row, first, block) for row in body[:-1]):
        return False
    if not (_one_figure_each(body[-1], block.figures) and _is_labelled(body[-1], block)):
        return False
    blank = [len(rows) - len(body) + at for at, row in enumerate(body) if not _has_figures(row, block)]
    least = (ROW if any(_is_wrapped(row) for row in rows) else _ROW_ALONE) * block.size
    if not all(_stands_apart(rows, at, least) for at in blank):
        return False
    return any(all(_is_set(row, block, top=top) for row in body) for top in (False, True))


def _one_figure_each(row: Row, figures: Sequence[int]) -> bool:
    cells = [[piece.chunk.text for piece in _cell(row, col)] for col in figures]
    return all(len(texts) == 1 or not any(map(is_figure, texts)) for texts in cells)


def _is_named(row: Row, first: int, block: Block) -> bool:
    return bool(_cell(row, first)) and (len({piece.col for piece in row}) > 1 or not _has_figures(row, block))


def _is_labelled(row: Row, block: Block) -> bool:
    """Say whether something names a row before its figures: a total has its label in any column."""
    most = LINE * block.size
    labels = [piece.chunk.middle for piece in block.pieces if piece.col < max(block.figures[0], 1)]
    return any(top_of(row) - most <= label <= bottom_of(row) + most for label in labels)


def _is_wrapped(row: Row) -> bool:
    """Say whether a cell of a row has several lines."""
    return len({piece.col for piece in row}) < len(row)


def _stands_apart(rows: Sequence[Row], at: int, least: float) -> bool:
    """Say whether a row is too far from its neighbours to be a line of one of their cells."""
    gaps = [top_of(below) - bottom_of(row) for row, below in pairwise(rows[max(0, at - 1) : at + 2])]
    return all(gap >= least for gap in gaps)


def _is_set(row: Row, block: Block, *, top: bool) -> bool:
    """Say whether the cells of a row stand in its middle, or begin on its first line."""
    cells = [cell for col in range(block.columns) if (cell := _cell(row, col))]
    high, low, most = top_of(row), bottom_of(row), LINE * block.size
    if top:
        return all(top_of(cell) - high <= most for cell in cells)
    return all(abs(top_of(cell) + bottom_of(cell) - high - low) <= 2 * most for cell in cells)


def _edges(rows: Sequence[Row], block: Block, rules: Sequence[Rule]) -> list[float] | None:
    """Return the heights at which rows end: where rules run, else in the middle of the white; None if a row is cut."""
    level = [rule.at for rule in rules if _runs_below(rule, block)]
    if any(top_of(row) < at < bottom_of(row) for row in rows for at in level):
        return None
    between = [(bottom_of(row), top_of(below)) for row, below in pairwise(rows)]
    around = median(below - above for above, below in between)
    ends = [(top_of(rows[0]) - around, top_of(rows[0])), *between, (bottom_of(rows[-1]), bottom_of(rows[-1]) + around)]
    return [next((at for at in level if high < at < low), (high + low) / 2) for high, low in ends]


def _runs_below(rule: Rule, block: Block) -> bool:
    """Say whether a rule runs through all columns of figures."""
    chunks = [piece.chunk for piece in block.pieces if piece.col in block.figures and is_figure(piece.chunk.text)]
    return rule.start <= min(chunk.left for chunk in chunks) and rule.end >= max(chunk.right for chunk in chunks)


def _by_rules(block: Block, rules: Sequence[Rule]) -> Parting | None:
    """Part rows by the rules below each; None if there are none, or some part has more than one figure in a cell."""
    edges: list[float] = []
    for rule in rules:
        if _runs_below(rule, block) and (not edges or rule.at - edges[-1] > _SAME_EDGE):
            edges.append(rule.at)
    rows = [[piece for piece in block.pieces if top < piece.chunk.middle < low] for top, low in pairwise(edges)]
    heads = (n for n, row in enumerate(rows) if _is_head(row, block.figures))
    start = 0 if block.goes_on else next(heads, 0)
    rows, edges = rows[start:], edges[start:]
    fewest = _FEWEST_ROWS - block.goes_on
    if len(rows) < fewest or sum(_has_figures(row, block) for row in rows) < fewest - 1:
        return None
    if not all(_one_figure_each(row, block.figures) for row in rows):
        return None
    merged = {
        (edge, col)
        for edge in range(1, len(rows))
        for col in range(block.columns)
        if not _is_ruled(edges[edge], col, block, rules)
    }
    return Parting(edges, frozenset(merged))


def _is_ruled(at: float, col: int, block: Block, rules: Sequence[Rule]) -> bool:
    """Say whether a level rule runs along an edge in a column."""
    chunks = [piece.chunk for piece in block.pieces if piece.col == col]
    if not chunks:
        return True
    middle = (min(chunk.left for chunk in chunks) + max(chunk.right for chunk in chunks)) / 2
    return any(abs(rule.at - at) <= _SAME_EDGE and rule.start < middle < rule.end for rule in rules)
