"""The printed lines of a cell → its text, with figures whole that a narrow column cut in two.

Word processors cut a figure that is too long for its column wherever the column ends: `1,26` above `0,00` above `0.00`.
That break is no more printed content than the width of the column. It is undone only where the next character would
not have fitted and the whole is a figure that its pieces are not by chance; other line breaks are kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.reading.pdf.rows import row_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.records.document import Word

_ALL_DIGITS = re.compile(r"[\d.,，]+")
_TAIL = re.compile(r"[\d.,，]+$")
_HEAD = re.compile(r"[\d.,，]*[%％]?")
_FIGURE = re.compile(r"(\d{1,3}([,，]\d{3})+(\.\d+)?|\d+\.\d{1,2})[%％]?|\d+[%％]")


def cell_text(rows: Sequence[Sequence[Word]], room: float) -> str:
    """Return the text of a cell, line breaks kept but for those inside figures.

    `room` is the width in points that the cell leaves to text between its margins.
    """
    texts = [row_text(row) for row in rows]
    lines: list[str] = []
    at = 0
    while at < len(rows):
        end = _figure_end(rows, texts, at, room)
        lines.append("".join(texts[at : end + 1]))
        at = end + 1
    return "\n".join(lines)


def is_cut_figure(before: str, after: str) -> bool:
    """Say whether `before` ends in a piece that is no figure (`1,68`, `1184.`) and `after` begins with its rest."""
    tail, head = _TAIL.search(before), _HEAD.match(after)
    if not tail or not head or not head.group() or _FIGURE.fullmatch(tail.group()) or tail.group().isdecimal():
        return False
    return bool(_FIGURE.fullmatch(tail.group() + head.group()))


def _figure_end(rows: Sequence[Sequence[Word]], texts: Sequence[str], start: int, room: float) -> int:
    """Return the line in which a figure ends that begins in line `start` and is cut by its end; or `start`."""
    tail = _TAIL.search(texts[start])
    if not tail:
        return start
    figure, end = tail.group(), start
    for number in range(start + 1, len(rows)):
        head = _HEAD.match(texts[number])
        if not head or not head.group() or not _is_full(rows[number - 1], rows[number][0], room):
            break
        figure += head.group()
        if _FIGURE.fullmatch(figure):
            end = number
        if not _ALL_DIGITS.fullmatch(texts[number]):
            break
    return end


def _is_full(row: Sequence[Word], following: Word, room: float) -> bool:
    """Say whether the first character of the next line would not have fitted behind a line."""
    left, _, right, _ = following.box
    return row[-1].box[2] - row[0].box[0] + (right - left) / len(following.text) > room
