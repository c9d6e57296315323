"""A content as a digital PDF: what varies between offices is chosen by seed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path
from random import Random
from typing import NamedTuple

from extractor.eval.content import Block, Paragraph, Sheet
from extractor.eval.renderings.columns import least_width, shares
from extractor.eval.renderings.fonts import Face
from extractor.eval.renderings.glyphs import locate
from extractor.eval.renderings.places import Places
from extractor.eval.renderings.typeset import Grid, GridCell, Lines, Look, typeset_pdf

_FACES: tuple[tuple[Face, Face], ...] = (("song", "hei"), ("song-times", "hei"), ("song", "song"), ("droid", "droid"))
"""Typefaces of the text and of headings, the usual ones first."""

_SIZES = ((12.0, 1.6), (12.0, 1.75), (14.0, 1.7), (16.0, 1.75))
"""Size of the text in points and distance of its lines in sizes: 小四, 四号, 三号 with 28 pt."""

_TABLE_SIZES = (9.0, 10.0, 10.5)
_MARGINS = (54.0, 64.0, 74.0)
_HEAD_CELLS = 4
_LONGEST_HEAD = 20


class Style(NamedTuple):
    """How one office prints: the page, the size of its tables, and whether a table's head is repeated on each page."""

    look: Look
    table_size: float
    repeat_head: bool
    centre_up_to: int
    lines: Lines = "all"


class Paper(NamedTuple):
    """A digital PDF and where its characters stand."""

    data: bytes
    places: Places


def style_of(seed: int) -> Style:
    """Choose how the office of this seed prints."""
    dice = Random(f"office {seed}")  # noqa: S311 - no secret
    face, heading_face = dice.choices(_FACES, (5, 3, 1, 2))[0]
    size, leading = dice.choice(_SIZES)
    look = Look(
        face=face, heading_face=heading_face, title_size=dice.choice((18.0, 20.0, 22.0)), heading_size=size,
        heading_indent=2 * size, heading_space=0.0,
        size=size, leading=leading, margin=dice.choice(_MARGINS), page_numbers=True,
    )  # fmt: skip
    return Style(look, dice.choice(_TABLE_SIZES), dice.random() < 1 / 3, dice.choice((0, 12, 12)))


def print_pdf(content: Sequence[Block], seed: int, lines: Sequence[Lines] = ("all",)) -> Paper:
    """Print a content; the page is laid across where a table needs more width than upright paper has.

    The office of the seed rules its tables in one of the ways that `lines` names.
    """
    style = style_of(seed)._replace(lines=lines[seed % len(lines)])
    need = max((least_width(block, style.table_size) for block in content if isinstance(block, Sheet)), default=0.0)
    look = replace(style.look, landscape=need > style.look.inner[0])
    stream = BytesIO()
    blocks = [_grid(block, style, look) if isinstance(block, Sheet) else block for block in content]
    ledger = typeset_pdf(blocks, stream, look=look)
    return Paper(stream.getvalue(), locate(stream.getvalue(), ledger))


def write_pdf(blocks: Sequence[Block], path: Path) -> None:
    """Write a digital PDF in the plainest way: equal columns, single spaces, the head of indicators on each page."""
    plain = [_plain_grid(block) if isinstance(block, Sheet) else _single_spaced(block) for block in blocks]
    typeset_pdf(plain, path, page_numbers=True)


def _single_spaced(block: Paragraph) -> Paragraph:
    return replace(block, text=re.sub(" +", " ", block.text))


def _plain_grid(sheet: Sheet) -> Grid:
    return Grid(_rows(sheet), repeat_head=sheet.boxes[0].text == "一级指标")


def _grid(sheet: Sheet, style: Style, look: Look) -> Grid:
    head = [box for box in sheet.boxes if box.row == 0]
    return Grid(
        _rows(sheet),
        widths=shares(sheet, style.table_size, look.inner[0]),
        head_rows=max((box.row_span for box in head), default=1),
        repeat_head=style.repeat_head and _is_head([box.text for box in head]),
        font_size=style.table_size,
        centre_up_to=style.centre_up_to,
        lines=style.lines,
    )


def _rows(sheet: Sheet) -> list[list[GridCell]]:
    """Return the cells that begin in each row; where nothing stands an empty one, so that no cell moves there."""
    covered = {
        (row, col): box
        for box in sheet.boxes
        for row in range(box.row, box.row + box.row_span)
        for col in range(box.col, box.col + box.col_span)
    }
    rows: list[list[GridCell]] = [[] for _ in range(sheet.rows)]
    for row, col in product(range(sheet.rows), range(sheet.cols)):
        box = covered.get((row, col))
        if box is None:
            rows[row].append(GridCell())
        elif (box.row, box.col) == (row, col):
            rows[row].append(GridCell(box.text, box.row_span, box.col_span))
    return rows


def _is_head(texts: Sequence[str]) -> bool:
    """Whether a first row names columns: several short words without figures."""
    words = [text for text in texts if text]
    return len(words) >= _HEAD_CELLS and all(
        len(text) <= _LONGEST_HEAD and not any(char.isdigit() for char in text) for text in words
    )
