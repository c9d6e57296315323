"""The true content of a case, apart from its file, and where in it each labelled figure stands.

Of a text dump a layout tells the content (see `layout`); of any other file our own reader does, with what belongs to
the page and not to the report taken away (see `paper`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from extractor.eval.case import Case
from extractor.eval.content import Block, Sheet
from extractor.eval.labels import Label
from extractor.eval.layout import lay_out
from extractor.eval.paper import content_from
from extractor.eval.scoring.fields import score
from extractor.extraction import extract
from extractor.reading import read
from extractor.reading.dumps.encoding import decode
from extractor.reading.outline import find_headings
from extractor.reading.parts import Numbering
from extractor.reading.parts import Spot as Cell
from extractor.records.document import Document, Page
from extractor.records.evidence import Evidence
from extractor.records.paths import get
from extractor.records.report import Text
from extractor.settings import Settings

LAYOUTS = Path(__file__).parent / "layouts"
"""Layouts of labelled reports that are kept elsewhere; each is named by the key of its report."""

_CELL = re.compile(r"T(\d+)R(\d+)C(\d+)")


class Spot(NamedTuple):
    """Where a figure stands: the block (from 0), in a table the row and column of its cell (from 0), and the words.

    `figure` is the figure itself as it is printed inside the quote.
    """

    block: int
    row: int | None
    col: int | None
    quote: str
    figure: str = ""


def content_of(case: Case) -> tuple[Block, ...]:
    """Return the paragraphs and tables of a case.

    Without a layout a text dump with tables has none, since where its cells stood is not known. Raises UsageError for
    a layout that does not fit the report, UnreadableError for a report of which nothing can be read.
    """
    if layout := layout_of(case):
        return lay_out(layout.read_text("utf-8"), dump_of(case)).content
    document = read(case.report, Settings())
    is_known = all(table.spans_known for table in document.tables)
    return content_from(document) if is_known else ()


def layout_of(case: Case) -> Path | None:
    """Return the file with the layout of a case; None when it has none."""
    places = [case.report.parent / "layout.txt"] if case.key is None else [LAYOUTS / f"{case.key}.txt"]
    return next((place for place in places if place.is_file()), None)


def dump_of(case: Case) -> str:
    """Return the text of a case that is a text file."""
    decoded = decode(case.report.read_bytes())
    return decoded.text if decoded else ""


def document_of(content: Sequence[Block]) -> Document:
    """Return a content as our reader returns a file: one line or table for each block, merged cells known."""
    numbering = Numbering()
    for block in content:
        if isinstance(block, Sheet):
            numbering.table(_cells(block), (block.rows, block.cols), title=block.title)
        else:
            numbering.line(block.text)
    blocks = numbering.blocks
    return Document(
        file="", sha256="", media_type="", pages=(Page(number=1),), blocks=blocks, headings=find_headings(blocks)
    )


def spots(content: Sequence[Block], label: Label) -> dict[str, tuple[Spot, ...]]:
    """Return for each labelled figure where it stands, the place that our reader takes it from first.

    A path counts rows as the label does. Figures that our reader does not get right from the content have no spot.
    """
    document = document_of(content)
    report = extract(document, Settings())
    blocks = {block.id: index for index, block in enumerate(document.blocks)}
    right = [r for r in score(report, label).results if (r.kind, r.verdict) == ("figure", "right")]
    values = {result.path: get(report, result.read) for result in right if result.read}
    return {
        path: tuple(_spot(at, blocks, value.text) for at in (value.at, *value.also_at))
        for path, value in values.items()
        if isinstance(value, Text)
    }


def _spot(at: Evidence, blocks: Mapping[str, int], figure: str) -> Spot:
    if cell := _CELL.fullmatch(at.line):
        return Spot(blocks[f"T{cell[1]}"], int(cell[2]) - 1, int(cell[3]) - 1, at.quote, figure)
    return Spot(blocks[at.line], None, None, at.quote, figure)


def _cells(table: Sheet) -> Iterator[Cell]:
    for box in table.boxes:
        yield Cell(box.row + 1, box.col + 1, box.text, box.row_span, box.col_span)
