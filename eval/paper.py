"""What our reader found in a file → the content that was on the paper, apart from how it fell on pages.

Page numbers are gone already; running heads and captions that a page break repeats go here. Lines of a PDF that only
the width of the page or of a cell has broken are made whole: a line was broken by the width when the first word of the
next one would not have fitted behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

from extractor.eval.content import Block, Box, Paragraph, Sheet, Style
from extractor.records.document import Cell, Document, Line, Table, Word

_MARGIN = 0.15
"""Share of a page, above and below, in which running heads stand."""

_SAME_HEIGHT = 5.0
"""How far (points) a running head may move from page to page."""

_SLACK = 0.4
"""In letters: how much room may seem left behind a line that the width has broken."""

_INDENT = 0.6
"""In letters: a line that begins further in than this begins a paragraph."""

_NARROWEST = 0.6
"""Share of the width of a page that text reaches at least where its width breaks lines."""

_CAPTION_LINES = 3
_LONGEST_NAME = 24
_SHORT = 8

_DIGITS = re.compile(r"\d+")
_CONTINUED = re.compile(r"[（(]?(续上?表.{0,6}|接上[页表]|续)[）)]?")
_FIRST_WORD = re.compile(r"(?:[A-Za-z]+|[\d.,%]+|.)[，。、；：！？”’》）％)]*", re.DOTALL)
_WIDE_FROM = "\u2e80"
_WIDE_SIGNS = frozenset("“”‘’—…·≥≤%")

_TITLE = re.compile(r"[^。；：:，]{2,40}(?:报告|自评表|评价表|自评|评价|数据表|综述)(?:[（(][^）)]{1,12}[）)])?")
_DATE = re.compile(r"[\d〇○零一二三四五六七八九]{4}\s*年\s*\S{1,3}\s*月\s*\S{1,3}\s*日")
_STOP = re.compile(r"[。；：:，]")


def content_from(document: Document) -> tuple[Block, ...]:
    """Return the paragraphs and tables of a document; the names of worksheets are the titles of their tables."""
    furniture, styles = _furniture(document), _styles(document)
    blocks = [block for block in document.blocks if block.id not in furniture]
    width = max((page.width or 0.0 for page in document.pages), default=0.0)
    return tuple(
        _sheet(block) if isinstance(block, Table) else Paragraph(block.text, styles.get(block.id, "body"))
        for block in _paragraphs(blocks, {heading.line for heading in document.headings}, _Measure.of(blocks, width))
    )


def _furniture(document: Document) -> set[str]:
    """Return the lines that belong to the page: running heads, 续表, and the caption of a table printed again."""
    heights = {page.number: page.height for page in document.pages}
    margins = [line for line in document.lines if _in_margin(line, heights.get(line.page))]
    found = {line.id for line in margins if any(_same_place(line, other) for other in margins)}
    captions: dict[str, Table] = {}
    before: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            captions |= dict.fromkeys(before[-_CAPTION_LINES:], block)
        elif _CONTINUED.fullmatch(block.text) or _is_repeated(block, captions.get(_plain(block.text))):
            found.add(block.id)
        else:
            before.append(_plain(block.text))
    return found


def _in_margin(line: Line, height: float | None) -> bool:
    return bool(height and line.box and not _MARGIN * height < line.box[1] < (1 - _MARGIN) * height)


def _same_place(line: Line, other: Line) -> bool:
    """Whether two lines of different pages say the same at the same height, but for the page number in them."""
    if line.page == other.page or not line.box or not other.box:
        return False
    texts = {_DIGITS.sub("", _plain(one.text)) for one in (line, other)}
    return len(texts) == 1 and abs(line.box[1] - other.box[1]) < _SAME_HEIGHT


def _is_repeated(line: Line, captioned: Table | None) -> bool:
    """Whether a line is the caption, on a later page, of a table that goes on there."""
    return captioned is not None and captioned.page < line.page in {cell.page for cell in captioned.cells}


def _plain(text: str) -> str:
    return "".join(text.split())


def _styles(document: Document) -> dict[str, Style]:
    """Guess how lines are set: titles of reports and forms, headings that hold nothing else, signature and date."""
    styles: dict[str, Style] = {
        heading.line: "heading"
        for heading in document.headings
        if heading.number
        and _plain(document.places[heading.line].text).rstrip("。：:") == _plain(heading.number + heading.title)
    }
    lines = [line for line in document.lines if line.id not in styles]
    styles |= {line.id: "title" for line in lines if _TITLE.fullmatch(line.text.strip())}
    first = next(iter(document.blocks), None)
    for above, line in pairwise(document.blocks):
        if not isinstance(above, Line) or not isinstance(line, Line):
            continue
        if _DATE.fullmatch(line.text.strip()):
            styles[line.id] = "right"
            if _is_name(above):
                styles.setdefault(above.id, "right")
        elif styles.get(line.id) == "title" and _is_name(above) and (above is first or len(above.text) > _SHORT):
            styles.setdefault(above.id, "title")
    return styles


def _is_name(line: Line) -> bool:
    return len(line.text.strip()) <= _LONGEST_NAME and not _STOP.search(line.text)


def _paragraphs(blocks: Sequence[Line | Table], headings: set[str], measure: _Measure) -> Iterator[Line | Table]:
    """Yield the blocks with the lines that the width of the page has broken made whole."""
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, Line) and lines and block.id not in headings and measure.breaks(lines[-1], block):
            lines.append(block)
            continue
        yield from _whole(lines)
        lines = [block] if isinstance(block, Line) else []
        if isinstance(block, Table):
            yield block
    yield from _whole(lines)


def _whole(lines: Sequence[Line]) -> Iterator[Line]:
    if lines:
        yield lines[0].model_copy(update={"text": reduce(_glued, (line.text for line in lines))})


class _Measure(NamedTuple):
    """Where the text of a file begins and ends on its pages, in points; nowhere without boxes."""

    left: float
    right: float

    @classmethod
    def of(cls, blocks: Sequence[Line | Table], width: float) -> _Measure:
        """Measure lines and tables on pages of a width."""
        parts = [part for block in blocks for part in ([block] if isinstance(block, Line) else block.cells)]
        boxes = [part.box for part in parts if part.box]
        right = max((box[2] for box in boxes), default=0.0)
        return cls(min((box[0] for box in boxes), default=0.0), max(right, _NARROWEST * width))

    def breaks(self, above: Line, below: Line) -> bool:
        """Whether `below` goes on with `above` because the width was used up."""
        if not above.box or not below.box:
            return False
        size = _letter(below.words)
        is_flush = below.box[0] - self.left < _INDENT * size
        return is_flush and above.box[2] + (_weight(_first_word(below.text)) + _SLACK) * size > self.right


def _sheet(table: Table) -> Sheet:
    boxes = tuple(
        Box(cell.row - 1, cell.col - 1, cell.row_span, cell.col_span, text)
        for cell, text in zip(table.cells, _cell_texts(table.cells), strict=True)
    )
    return Sheet(table.rows, table.cols, boxes, table.title)


def _cell_texts(cells: Sequence[Cell]) -> Iterator[str]:
    """Yield the texts of cells, whole where the width of the cell has broken them."""
    insets = [min(word.box[0] for word in cell.words) - cell.box[0] for cell in cells if cell.words and cell.box]
    padding = max(0.0, min(insets, default=0.0))
    for cell in cells:
        room = cell.box[2] - cell.box[0] - 2 * padding if cell.box else 0.0
        yield _unwrapped(cell.text, room / _letter(cell.words)) if cell.words and cell.box else cell.text


def _unwrapped(text: str, room: float) -> str:
    """Undo the breaks of lines behind which the next word had no room; `room` is the width in letters."""
    lines = text.split("\n")
    whole = lines[0]
    for above, below in pairwise(lines):
        is_full = _weight(above) + _weight(_first_word(below)) + _SLACK > room
        whole = _glued(whole, below) if is_full else f"{whole}\n{below}"
    return whole


def _glued(above: str, below: str) -> str:
    """Join two parts of a text; between two words of Latin letters stands a space."""
    parted = above[-1:].isascii() and above[-1:].isalpha() and below[:1].isascii() and below[:1].isalpha()
    return f"{above} {below}" if parted else above + below


def _first_word(text: str) -> str:
    match = _FIRST_WORD.match(text)
    return match[0] if match else ""


def _letter(words: Sequence[Word]) -> float:
    """Return the width of a Chinese letter in points."""
    return max(((word.box[2] - word.box[0]) / max(_weight(word.text), 1) for word in words), default=1.0)


def _weight(text: str) -> float:
    """Return the width of a text in Chinese letters."""
    return sum(1.0 if char >= _WIDE_FROM or char in _WIDE_SIGNS else 0.55 for char in text)
