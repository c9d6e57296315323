"""Two parts of a table that a page break cut → one table: common columns, rows numbered on, cut cells made whole."""

from __future__ import annotations

import re
from operator import and_
from typing import TYPE_CHECKING, NamedTuple

from extractor.reading.parts import Grid, Spot
from extractor.reading.pdf.wrapping import is_cut_figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EDGE_TOLERANCE = 4.0
"""How far (points) the edges of one column may lie apart on two pages."""

_SCALES = 0.025
"""Share by which the scale of two photographs of pages may differ, more so of the bent halves of an opening."""

_SHARED_EDGES = 0.5
_FULL_LINE = 1.5
_SEVERAL = 2
_MOST = 0.5
_NUMBER = re.compile(r"[-+−≥≤<>=＝]*[\d.,，]+\s*(?:[%％]|[\u4e00-\u9fff]{1,2})?")
_WEIGHT = re.compile(r"[(（]\s*[\d.]+\s*[%％]?\s*分?\s*[)）]")
_SENTENCE_ENDS = "。；！？.;"


class Columns(NamedTuple):
    """Common columns of two tables: how many, and which of them each column edge of either table is (from 0)."""

    number: int
    above: tuple[int, ...]
    below: tuple[int, ...]


def column_edges(table: Grid) -> tuple[float, ...] | None:
    """Return the column edges from the left edge of the table in points, or None if a box is missing.

    Each page counts from its own left edge, since pages bound on alternate sides are shifted against each other. Where
    a merged cell of an earlier page takes the first columns, the edge of the next one is already known.
    """
    if not table.spots or any(cell.box is None for cell in table.spots):
        return None
    edges: dict[int, float] = {}
    for page in sorted({cell.page for cell in table.spots}):
        cells = [cell for cell in table.spots if cell.page == page]
        first = min(cells, key=_left)
        left = _left(first) - edges.get(first.col - 1, 0.0)
        for cell in cells:
            edges.setdefault(cell.col - 1, _left(cell) - left)
            edges.setdefault(cell.col - 1 + cell.col_span, _right(cell) - left)
    return tuple(edges[number] for number in sorted(edges)) if len(edges) == table.size[1] + 1 else None


def common_columns(above: Grid, below: Grid) -> Columns | None:
    """Return the columns that both tables fit into, or None if their widths or most of their edges differ."""
    first, second = column_edges(above), column_edges(below)
    if first and second and _is_recognised(below):
        second = _as_wide(second, first[-1])
    if not first or not second or abs(first[-1] - second[-1]) > EDGE_TOLERANCE:
        return None
    edges: list[float] = []
    for edge in sorted(first + second):
        if not edges or edge - edges[-1] > EDGE_TOLERANCE:
            edges.append(edge)
    ours, theirs = _places(first, edges), _places(second, edges)
    fewer = min(len(first), len(second)) - 2
    if len(set(ours) & set(theirs)) - 2 < _SHARED_EDGES * fewer or len(set(ours)) < len(ours):
        return None
    return Columns(len(edges) - 1, ours, theirs) if len(set(theirs)) == len(theirs) else None


def _is_recognised(table: Grid) -> bool:
    return any(cell.confidence is not None for cell in table.spots)


def _as_wide(edges: tuple[float, ...], width: float) -> tuple[float, ...]:
    """Return the edges at another width if that is nearly theirs: photographs of two pages differ in scale."""
    scale = width / edges[-1] if edges[-1] else 1.0
    return tuple(edge * scale for edge in edges) if abs(scale - 1) <= _SCALES else edges


def mend(above: Grid, below: Grid, head: int, columns: Columns) -> Grid:
    """Return one table: the rows of `above`, then those of `below` without its first `head` rows.

    An empty cell below the break that goes on with a merged cell lengthens it. A row that the break cut in two is one
    row; its cells keep page, box and words of the upper part, where a reader begins to read them.
    """
    rows = above.size[0]
    upper = [_moved(spot, 0, columns.above) for spot in above.spots]
    lower = [_moved(spot, rows - head, columns.below) for spot in below.spots if spot.row > head]
    pairs = _pairs(upper, lower, rows)
    cut = _is_cut_row(pairs)
    merging = {spot.col for spot in upper + lower if spot.row_span > 1}
    blank = {spot.col for spot in upper if not spot.text and spot.row + spot.row_span <= rows}
    grown = _whole_row(pairs) if cut else _whole_merges(pairs, merging, merging - blank)
    gone = {part.col for part, spot in pairs if cut or (spot and spot[:2] in grown)}
    whole = [grown.get(spot[:2], spot) for spot in upper]
    whole += [spot._replace(row=spot.row - cut) for spot in lower if not (spot.row == rows + 1 and spot.col in gone)]
    whole.sort(key=lambda spot: spot[:2])
    return above._replace(spots=tuple(whole), size=(rows + below.size[0] - head - cut, columns.number))


_Grown = dict[tuple[int, int], Spot]
"""Cells above the break made whole, by row and column."""

_Pair = tuple[Spot, Spot | None]
"""A cell of the first row below the break, and the cell of the same columns that ends above it."""


def _pairs(upper: Iterable[Spot], lower: Iterable[Spot], rows: int) -> list[_Pair]:
    ending = {(cell.col, cell.col_span): cell for cell in upper if cell.row + cell.row_span - 1 == rows}
    return [(cell, ending.get((cell.col, cell.col_span))) for cell in lower if cell.row == rows + 1]


def _is_cut_row(pairs: Sequence[_Pair]) -> bool:
    """Say whether the first row below the break holds nothing but the rest of the texts of the last row above it."""
    if not pairs or any(cell is None for _, cell in pairs):
        return False
    if _complete_each_other(pairs):
        return True
    rests = [(part, cell) for part, cell in pairs if part.text]
    if not rests or not all(cell and _goes_on(cell, part) for part, cell in rests):
        return False
    if len(pairs) == 1:
        return rests[0][1] is not None and rests[0][1].text[-1] not in _SENTENCE_ENDS
    return any(cell and cell.text and not part.text for part, cell in pairs)


def _complete_each_other(pairs: Sequence[_Pair]) -> bool:
    """Say whether two parts of a row have its words on different pages: no cell has any in both, and half have some.

    Word processors keep the two lines of a short cell together, so they stand below the break while the single lines
    of their neighbours stand above it.
    """
    above = [bool(cell and cell.text) for _, cell in pairs]
    below = [bool(part.text) for part, _ in pairs]
    if min(sum(above), sum(below)) < _SEVERAL or any(map(and_, above, below)):
        return False
    return sum(above) + sum(below) >= _MOST * len(pairs)


def _goes_on(cell: Spot, part: Spot) -> bool:
    """Say whether `part` may be the rest of the text of `cell`.

    That text reaches the lower right corner of its cell, or at least its bottom with a sentence that ends there (the
    next one begins on the next page). A figure is a rest only of a figure that is cut.
    """
    if not (cell.words and cell.box):
        return False
    if _NUMBER.fullmatch(part.text):
        return is_cut_figure(cell.text, part.text)
    _, top, right, bottom = cell.words[-1].box
    line = _FULL_LINE * (bottom - top)
    is_full = cell.box[2] - right < line or cell.text[-1] in _SENTENCE_ENDS
    return is_full and cell.box[3] - bottom < line


def _whole_row(pairs: Sequence[_Pair]) -> _Grown:
    grown = {}
    for part, cell in pairs:
        if cell:
            break_ = "" if not part.text or not cell.text or is_cut_figure(cell.text, part.text) else "\n"
            grown[cell[:2]] = cell._replace(
                text=cell.text + break_ + part.text, row_span=cell.row_span + part.row_span - 1
            )
    return grown


def _whole_merges(pairs: Sequence[_Pair], merging: set[int], filled: set[int]) -> _Grown:
    """Return the cells above the break that go on below it, longer by the empty cell there.

    That cell must be merged itself; or else the cell above is, or others of its column (`merging`) are and it is a
    label, and no cell to its left begins anew: an empty remark is not the remark above it. The name of a merged cell
    may stand below the break alone, in a column that leaves no other cell blank (`filled`).
    """
    grown = {}
    labels = True
    for part, cell in sorted(pairs, key=lambda pair: pair[0].col):
        named_below = labels and cell is not None and _is_named_below(cell, part, filled)
        is_rest = cell is not None and (not part.text or named_below or _is_torn(cell.text, part.text))
        labels = labels and is_rest
        if cell is None or not is_rest:
            continue
        label = named_below or cell.row_span > 1 or _is_label(cell, merging)
        if part.row_span > 1 or (labels and label):
            whole = "\n".join(text for text in (cell.text, part.text) if text)
            grown[cell[:2]] = cell._replace(row_span=cell.row_span + part.row_span, text=whole)
    return grown


def _is_label(cell: Spot, merging: set[int]) -> bool:
    return cell.col in merging and bool(cell.text) and not _NUMBER.fullmatch(cell.text)


def _is_named_below(cell: Spot, part: Spot, filled: set[int]) -> bool:
    """Say whether a cell without words ends above the break, and the label of its column begins below."""
    return not cell.text and _is_label(part, filled)


def _is_torn(text: str, rest: str) -> bool:
    """Say whether a text lacks its end: of a bracket (`效益（30` and `分）`), or all of one (`效益` and `（30分）`)."""
    if text and _WEIGHT.fullmatch(rest):
        return True
    opened = max(text.rfind("("), text.rfind("（"))
    closes = re.match(r"[^()（）]*[)）]", rest)
    return opened > max(text.rfind(")"), text.rfind("）")) and closes is not None


def _moved(cell: Spot, rows: int, columns: tuple[int, ...]) -> Spot:
    """Return the cell `rows` further down, and in the columns that it covers among the common ones."""
    start, end = columns[cell.col - 1], columns[cell.col - 1 + cell.col_span]
    return cell._replace(row=cell.row + rows, col=start + 1, col_span=end - start)


def _places(edges: Sequence[float], common: Sequence[float]) -> tuple[int, ...]:
    """Return for each edge the place of the common edge next to it."""
    return tuple(min(range(len(common)), key=lambda place: abs(common[place] - edge)) for edge in edges)


def _left(cell: Spot) -> float:
    return cell.box[0] if cell.box else 0.0


def _right(cell: Spot) -> float:
    return cell.box[2] if cell.box else 0.0
