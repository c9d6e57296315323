"""A table of a draft as WordprocessingML: ruled, as wide as the text, columns as wide as what stands in them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from extractor.output import official
from extractor.output.markdown import PENDING
from extractor.output.runs import bare, paragraph_xml, pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

_CENTRED = 9
"""A column whose cells have at most so many characters is centred."""
_MERGED_COLUMNS, _WIDE_TABLE = 2, 5
"""In a table of so many columns or more, the first ones may have merged cells."""
_LONG, _NARROWEST, _NARROW = 16, 4, 6
"""Widths of a column in characters: beyond the first it grows slowly, up to the third it keeps what it needs."""
_WHOLE = re.compile(r"[0-9.,%％:/-]+[亿万千元人个]*")
"""What must not be broken over two lines of a cell: a figure, with the unit of money behind it."""
_CHARACTER = 210.0
"""The width of a Chinese character in a table, in twentieths of a point."""
_SHORT_TABLE = 10
"""A table of so many rows stays on one page."""


def table(rows: Sequence[Sequence[str]]) -> Any:
    """Return a ruled table as wide as the text.

    Its first row is repeated on each page and no row breaks over pages; a short table stays on one page.
    """
    from docx.oxml import parse_xml  # noqa: PLC0415 - heavy, and only here
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    widths = _widths(rows)
    styles = [_alignment(column[1:] or column) for column in zip(*rows, strict=True)]
    merges = _merges(rows)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    made = [_row(row, widths, ["TableHead"] * len(row) if not n else styles, merges[n]) for n, row in enumerate(rows)]
    if len(made) <= _SHORT_TABLE:
        made[:-1] = [row.replace("/></w:pPr>", "/><w:keepNext/></w:pPr>") for row in made[:-1]]
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{made[0].replace('<w:cantSplit/>', '<w:cantSplit/><w:tblHeader/>')}{''.join(made[1:])}</w:tbl>"
    )


def _alignment(column: Sequence[str]) -> str:
    longest = max(len(bare(cell)) for cell in column)
    if all(_WHOLE.fullmatch(bare(cell)) for cell in column if cell):
        return "TableCentred"
    return "TableCentred" if longest <= _CENTRED else "TableText"


def _row(row: Sequence[str], widths: Sequence[int], styles: Sequence[str], merges: Sequence[str]) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph_xml('' if 'continue' in merge else _below(text), style)}</w:tc>"
        for text, width, style, merge in zip(row, widths, styles, merges, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _below(text: str) -> str:
    """Return the text of a cell with 【待核】 on a line of its own, where no width can break it."""
    return text.replace(PENDING, f"\n{PENDING}")


def _merges(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return `w:vMerge` for each cell: in the first columns of a wide table equal neighbours become one cell."""
    columns = _MERGED_COLUMNS if len(rows[0]) >= _WIDE_TABLE else 0
    same = [[False] * len(rows[0])]
    for above, row in pairwise(rows):
        same.append([c < columns and bool(row[c]) and row[: c + 1] == above[: c + 1] for c in range(len(row))])
    below = [*same[1:], [False] * len(rows[0])]
    words = {(True, True): "continue", (True, False): "continue", (False, True): "restart"}
    pairs = [zip(a, b, strict=True) for a, b in zip(same, below, strict=True)]
    return [[f'<w:vMerge w:val="{words[pair]}"/>' if pair in words else "" for pair in row] for row in pairs]


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Share the width of the type area among the columns by what stands in them."""
    needs, floors, figures = [], [], []
    for column in zip(*rows, strict=True):
        head = max(_measure(part) for part in column[0].replace("（", "\n（").split("\n"))
        widest = max(head, _NARROWEST, *(_width(cell) for cell in column[1:]))
        needs.append(min(widest, _LONG) + round(2 * max(widest - _LONG, 0) ** 0.5))
        whole = max((_measure(piece) for cell in column[1:] for piece in _WHOLE.findall(bare(cell))), default=0)
        figures.append(min(max(whole, _NARROWEST), needs[-1]))
        floors.append(needs[-1] if needs[-1] <= _NARROW else figures[-1])
    kept = next((f for f in (floors, figures) if sum(f) * _CHARACTER <= official.WIDTH), [0] * len(needs))
    widths = [round(share) for share in _shares(needs, kept)]
    return [*widths[:-1], widths[-1] + official.WIDTH - sum(widths)]


def _width(cell: str) -> int:
    """Return the width that a cell needs in one line; a highlighted word may stand below."""
    return max(_measure(piece) for piece in pieces(cell))


def _shares(needs: Sequence[int], floors: Sequence[int]) -> list[float]:
    """Share the width by need; a column that would get less than its floor gets that, and the others the rest."""
    kept: set[int] = set()
    while True:
        room = official.WIDTH - sum(floors[n] for n in kept) * _CHARACTER
        unit = room / (sum(need for n, need in enumerate(needs) if n not in kept) or 1)
        shares = [floors[n] * _CHARACTER if n in kept else need * unit for n, need in enumerate(needs)]
        small = {n for n, floor in enumerate(floors) if n not in kept and shares[n] < floor * _CHARACTER}
        if not small:
            return shares
        kept |= small


def _measure(text: str) -> int:
    """Return the width of a text in Chinese characters, margins included; a Latin letter or digit takes half of one."""
    return -(-sum(1 if ord(char) < 0x2E80 else 2 for char in text) // 2) + 1  # noqa: PLR2004 - where wide characters begin
