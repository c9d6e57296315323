"""Where each character of a content stands on printed pages, and where in it a quote stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from extractor.records.evidence import Box

_GOES_ON = re.compile(r"[0-9](?:[0-9]|[.,][0-9])")
_AFTER_POINT = re.compile(r"[0-9][.,][0-9]")
_WORD_GAP = 0.18
"""Justified text parts its characters by less, a blank by more."""


class Spot(NamedTuple):
    """A place in a content: the block, and in a table the row and column of the cell, all from 0."""

    block: int
    row: int | None = None
    col: int | None = None


class Printed(NamedTuple):
    """A run of text without white space, in the order of printing.

    `page` counts from 1. `copy` is 0 unless the same words are printed again, as the head of a table on its next page.
    `spot` is None for what is no content: page numbers.
    """

    page: int
    spot: Spot | None
    copy: int
    text: str


class Glyph(NamedTuple):
    """A printed character; page from 1, box in page points."""

    char: str
    page: int
    box: Box


Run = tuple[Glyph, ...]
"""The characters of one paragraph or cell without white space; also over a page break."""

Places = Mapping[Spot, tuple[Run, ...]]
"""For each paragraph and cell its characters, more than once where a page repeats the head of a table."""


def standing(run: Run, quote: str) -> Iterator[Run]:
    """Yield the characters of each place where a quote stands; a figure is not found inside a longer one."""
    text, words = "".join(glyph.char for glyph in run), "".join(quote.split())
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not _cuts_number(run, at) and not _cuts_number(run, end):
            yield run[at:end]
        at = text.find(words, at + 1)


def _cuts_number(run: Run, at: int) -> bool:
    """Whether a number goes on over this place: 5|03.37, 503|.37, 503.|37; not over a gap or the end of a line."""
    if not 0 < at < len(run) or not _beside(run[at - 1], run[at]) or _gap(run[at - 1], run[at]) > _WORD_GAP:
        return False
    before, behind = ("".join(glyph.char for glyph in part) for part in (run[max(at - 2, 0) : at], run[at : at + 2]))
    return bool(_GOES_ON.match(before[-1] + behind) or _AFTER_POINT.fullmatch(before + behind[0]))


def _gap(left: Glyph, right: Glyph) -> float:
    """Return the room between two characters, in heights of a character."""
    return (right.box[0] - left.box[2]) / (left.box[3] - left.box[1])


def by_line(run: Run) -> Iterator[Run]:
    """Cut a run where the next printed line or page begins."""
    begin = 0
    for at in range(1, len(run) + 1):
        if at == len(run) or not _beside(run[at - 1], run[at]):
            yield run[begin:at]
            begin = at


def _beside(left: Glyph, right: Glyph) -> bool:
    middle = (right.box[1] + right.box[3]) / 2
    return left.page == right.page and left.box[1] < middle < left.box[3] and left.box[0] < right.box[2]


def around(run: Run) -> Box:
    """Return the box around all characters of a run."""
    lefts, tops, rights, bottoms = zip(*(glyph.box for glyph in run), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
