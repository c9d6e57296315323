"""Words → printed lines of chunks: what stands together, and the white between. For tables that rules do not part."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from extractor.reading.pdf.rows import letter_size, row_text
from extractor.records.quantity import parse_quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractor.records.document import Word

_RIVER, _GAP = 0.3, 0.5
"""In sizes of letters: the least white between two columns, also the gap at which a line falls into chunks beside a
figure; and that gap between words.
"""

_SAME_LINE = 0.35
"""In sizes of letters: how far the middles of two words of one line may lie apart."""

_SPACED_OUT = 4.0
"""In sizes of letters: how far the two characters of a word may be set apart: 合　计."""

_NOTHING = re.compile(r"[-—–/\\]{1,3}|无")
_LETTER = re.compile(r"[\u4e00-\u9fff]")


class Chunk(NamedTuple):
    """Words of one printed line without a wide gap; `middle` is their height, `size` that of their letters (points)."""

    left: float
    right: float
    middle: float
    size: float
    text: str


Line = list[Chunk]
"""The chunks of a printed line from left to right."""

Spans = list[tuple[float, float]]
"""Left and right ends of columns, with white between them."""


def printed_lines(words: Iterable[Word]) -> list[Line]:
    """Return the lines of chunks from top to bottom; words half a line lower than others are a line of their own."""
    rows: list[list[Word]] = []
    at = size = 0.0
    for word in sorted(words, key=lambda word: word.box[1] + word.box[3]):
        middle, letter = (word.box[1] + word.box[3]) / 2, letter_size(word)
        if not rows or middle - at > _SAME_LINE * min(size, letter):
            rows.append([])
            at, size = middle, letter
        rows[-1].append(word)
    return [_chunks(sorted(row, key=lambda word: word.box[0])) for row in rows]


def _chunks(row: Sequence[Word]) -> Line:
    groups = [[row[0]]]
    for word in row[1:]:
        before = groups[-1][-1]
        gap = (word.box[0] - before.box[2]) / (max(letter_size(before), letter_size(word)) or 1.0)
        letters = len(groups[-1]) == 1 and all(_LETTER.fullmatch(one.text) for one in (before, word))
        beside_figure = is_figure(before.text) or is_figure(word.text)
        if gap < (_SPACED_OUT if letters else _RIVER if beside_figure else _GAP):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_chunk(group) for group in groups]


def _chunk(words: Sequence[Word]) -> Chunk:
    middle = median((word.box[1] + word.box[3]) / 2 for word in words)
    size = median(letter_size(word) for word in words)
    return Chunk(words[0].box[0], max(word.box[2] for word in words), middle, size, row_text(words))


def spans_with(spans: Spans, line: Line) -> Spans:
    """Return columns so wide that the chunks of a line lie in them too; those without a river between are one."""
    widened: Spans = []
    least = _RIVER * min((chunk.size for chunk in line), default=0.0)
    for left, right in sorted([*spans, *((chunk.left, chunk.right) for chunk in line)]):
        if widened and left - widened[-1][1] < least:
            widened[-1] = widened[-1][0], max(widened[-1][1], right)
        else:
            widened.append((left, right))
    return widened


def columns_of(lines: Sequence[Line]) -> Spans | None:
    """Return the columns that lines share, no line with two chunks in one; None if there are none."""
    spans: Spans = []
    for line in lines:
        spans = spans_with(spans, line)
    for line in lines:
        homes = [column_of(chunk, spans) for chunk in line]
        if len(set(homes)) < len(homes):
            return None
    return spans


def column_of(chunk: Chunk, spans: Spans) -> int:
    """Return in which of the columns that it is a part of a chunk stands, from 0."""
    return next(number for number, (_, right) in enumerate(spans) if chunk.left <= right)


def is_figure(text: str) -> bool:
    """Say whether a chunk is a figure, or a mark that stands for one: `/`, 无; in brackets it is a word's weight."""
    return _NOTHING.fullmatch(text) is not None or (text[0] not in "(（" and parse_quantity(text) is not None)
