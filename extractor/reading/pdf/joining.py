"""A table that goes on over page breaks is one table. Works on cells with boxes, whatever they were read from.

Two tables are parts of one if the second stands on the page after the first with nothing between them but running
headers and repeated captions, if their column edges agree, and if the second is not the same form filled in anew. Heads
that are printed again are dropped; `mending` puts the rest together.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from extractor.reading.parts import Grid
from extractor.reading.pdf.mending import common_columns, mend
from extractor.reading.pdf.rows import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.records.document import Page

_MARGIN = 0.15
_SAME_PLACE = 5.0
_CAPTION_LINES = 4
_HEAD_SEARCH = 6
_ROOM = 0.25
_LOWEST = 0.88
_PAIR = 2
_ALIKE = 0.9
_CONTINUED = re.compile(r"[（(]?(续上?表.{0,6}|接上[页表]|续)[）)]?")
_FIGURE = re.compile(r"[-+]?[\d.,]*\d[%％]?")
_DIGITS = re.compile(r"\d+")
_FILLER = re.compile(r"\s+|\(续\)|[:;,、()]")
"""What does not tell two texts apart once they are as narrow as can be: print repeats it, recognisers vary it."""


class _Tail(NamedTuple):
    """The table that may go on: its place among the blocks, and the page and height at which it ends so far."""

    at: int
    page: int
    bottom: float


def join_tables(pieces: Sequence[Row | Grid], pages: Sequence[Page]) -> list[Row | Grid]:
    """Return the pieces of a file with the tables that go on over page breaks joined.

    A joined table stands where its first part stood; each of its cells keeps the page and box on which it was read.
    Tables without boxes are left alone.
    """
    paper = _Paper(pieces, pages)
    joined: list[Row | Grid] = []
    tail: _Tail | None = None
    for piece in pieces:
        if not isinstance(piece, Grid):
            joined.append(piece)
            continue
        whole = _joined(joined, tail, piece, paper) if tail else None
        if tail and whole:
            joined[tail.at] = whole
        else:
            joined.append(piece)
        tail = _Tail(tail.at if tail and whole else len(joined) - 1, _page(piece), _bottom(piece))
    return joined


class _Paper:
    """What is known of the paper as a whole: how far down its pages are filled, and which lines run through them."""

    def __init__(self, pieces: Sequence[Row | Grid], pages: Sequence[Page]) -> None:
        self.heights = {page.number: page.height or 0.0 for page in pages}
        self._floor = max((_bottom(piece) for piece in pieces), default=0.0)
        self._places: dict[str, list[tuple[int, float]]] = {}
        for piece in pieces:
            if isinstance(piece, Row) and piece.box and self._in_margin(piece):
                self._places.setdefault(_DIGITS.sub("", piece.text), []).append((piece.page, piece.box[1]))

    def runs(self, line: Row) -> bool:
        """Say whether a line stands at the same place in the margin of another page, but for its digits."""
        if not line.box or not self._in_margin(line):
            return False
        places = self._places.get(_DIGITS.sub("", line.text), ())
        return any(page != line.page and abs(top - line.box[1]) <= _SAME_PLACE for page, top in places)

    def room_below(self, tail: _Tail) -> float:
        """Return how many points of the page the table left empty."""
        return max(self._floor, _LOWEST * self.heights.get(tail.page, 0.0)) - tail.bottom

    def _in_margin(self, line: Row) -> bool:
        height = self.heights.get(line.page, 0.0)
        return line.box is not None and not (_MARGIN * height < line.box[1] < (1 - _MARGIN) * height)


def _joined(joined: Sequence[Row | Grid], tail: _Tail, table: Grid, paper: _Paper) -> Grid | None:
    """Return the table that ends at `tail` with `table` as its next part, or None if that is a table of its own."""
    above = joined[tail.at]
    if not isinstance(above, Grid) or _page(table) != tail.page + 1:
        return None
    if not all(_may_stand_between(piece, joined[: tail.at], paper) for piece in joined[tail.at + 1 :]):
        return None
    columns = common_columns(above, table)
    if not columns:
        return None
    start, head = _repeated_head(above, table)
    if _is_new_form(above, table, (start, head), paper.room_below(tail), paper.heights.get(tail.page, 0.0)):
        return None
    return mend(above, table, head, columns)


def _may_stand_between(piece: Row | Grid, before: Sequence[Row | Grid], paper: _Paper) -> bool:
    """Say whether what stands between two parts of a table is a running header, 续表, or the caption again."""
    if isinstance(piece, Grid):
        return False
    captions = {_plain(line.text) for line in before[-_CAPTION_LINES:] if isinstance(line, Row)}
    return bool(_CONTINUED.fullmatch(piece.text)) or _plain(piece.text) in captions or paper.runs(piece)


def _repeated_head(above: Grid, below: Grid) -> tuple[int, int]:
    """Return in which row of `above` (from 0) the head begins that `below` repeats, and how many rows it has.

    A title above the head need not be repeated, so the head may begin a few rows down, but in no row with a figure.
    """
    ours, theirs = _texts(above), _texts(below)
    for start in range(min(_HEAD_SEARCH, len(ours))):
        size = 0
        while size < min(len(theirs), len(ours) - start) and _is_repeated(ours[start + size], theirs[size]):
            size += 1
        while any(cell.row <= size < cell.row + cell.row_span - 1 for cell in below.spots):
            size -= 1
        if size and any(theirs[0]) and not (start and any(map(_FIGURE.fullmatch, theirs[0]))):
            return start, size
    return 0, 0


def _is_repeated(ours: list[str], theirs: list[str]) -> bool:
    """Say whether two rows print the same; of words, not of figures, a few letters may have been read otherwise."""
    if ours == theirs or len(ours) != len(theirs):
        return ours == theirs
    if any(one != other and _DIGITS.search(one + other) for one, other in zip(ours, theirs, strict=True)):
        return False
    return SequenceMatcher(None, "".join(ours), "".join(theirs)).ratio() >= _ALIKE


def _is_new_form(above: Grid, below: Grid, head: tuple[int, int], room: float, height: float) -> bool:
    """Say whether `below` is the same form filled in anew, or a table put on its own page.

    Then its first row beside the head has the same label with another content, or the row would still have fitted onto
    the page before.
    """
    start, size = head
    if size == below.size[0]:
        return False
    row = [cell.box for cell in below.spots if cell.box and cell.row == size + 1 and cell.row_span == 1]
    need = max((bottom - top for _, top, _, bottom in row), default=0.0)
    if room > max(_ROOM * height, 2 * need):
        return True
    ours, theirs = _texts(above)[start + size : start + size + 1], _texts(below)[size]
    if not ours or not theirs or not ours[0] or ours[0][0] != theirs[0] or not theirs[0]:
        return False
    return not size or len(theirs) <= _PAIR or room > need


def _texts(table: Grid) -> list[list[str]]:
    """Return for each row the texts of the cells that begin in it, without spaces and the widths of signs."""
    rows: list[list[str]] = [[] for _ in range(table.size[0])]
    for spot in table.spots:
        rows[spot.row - 1].append(_plain(spot.text))
    return rows


def _plain(text: str) -> str:
    return _FILLER.sub("", unicodedata.normalize("NFKC", text))


def _page(table: Grid) -> int:
    return table.spots[0].page if table.spots else 0


def _bottom(piece: Row | Grid) -> float:
    if isinstance(piece, Row):
        return piece.box[3] if piece.box else 0.0
    return max((spot.box[3] for spot in piece.spots if spot.box), default=0.0)
