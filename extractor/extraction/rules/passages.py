"""The narrative as running text: printed lines joined to paragraphs, each position with its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from extractor.extraction.claims import Place
from extractor.extraction.lexicon import PINYIN, plain, simplify
from extractor.records.document import Document, Heading, Line

_ENDS = re.compile(r"[。；：！？;:!?”）)】]\s*$")
_LIST_START = re.compile(
    r"^\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．](?!\d)|[一二三四五六七八九十]是|#|附件|第[一二三四五六七八九十]+)"
)
_GOES_ON = "：:；;"
"""What a line may break at in the middle of a sentence, as long as no list begins behind it."""

_BRACKET_ENDS = re.compile(r"[)）]\s*$")
"""A bracket may close in the middle of a sentence, so that a line which reaches the margin goes on behind it."""

_TITLE_ENDS = re.compile(r"(?:报告|综述|提纲|自评表|说明|情况)\s*$")
_SHORTEST_WRAPPED = 12
_SLACK = 1.5
_SENTENCE_END = re.compile(r"[。！？；;]")
_LONG_CELL = 40
_OPENING, _CLOSING = "“‘《「", "”’》」"


class Passage(NamedTuple):
    """A paragraph: its text, where each of its lines begins in it, and the titles it stands under."""

    text: str
    starts: tuple[int, ...]
    ids: tuple[str, ...]
    titles: tuple[str, ...]

    def place(self, start: int, end: int, figure: int | None = None) -> Place:
        """The line in which a span begins, or the `figure` in it, with the part of the span that stands in that line.

        All three count the characters of the paragraph.
        """
        index = bisect_right(self.starts, start if figure is None else figure) - 1
        first = self.starts[index]
        stop = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        quote = self.text[max(start, first) : min(end, stop)].strip()
        return Place(self.ids[index], quote, None if figure is None else figure - first)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Start and end of each sentence; a semicolon ends one."""
        start = 0
        for match in _SENTENCE_END.finditer(self.text):
            yield start, match.end()
            start = match.end()
        if start < len(self.text):
            yield start, len(self.text)


def passages(document: Document) -> list[Passage]:
    """Return the paragraphs outside tables, then the long texts inside table cells."""
    headings = {heading.line: heading for heading in document.headings}
    found: list[Passage] = []
    stack: list[Heading] = []
    group: list[Line] = []
    margins = _margins(document)
    for block in document.blocks:
        heading = headings.get(block.id)
        if not isinstance(block, Line) or heading or not _continues(group, block, margins):
            found.extend(_passage(group, stack))
            group = []
        if heading is not None:
            stack = [above for above in stack if above.level < heading.level] + [heading]
        if isinstance(block, Line) and block.text.strip() and not _is_bare(block, heading):
            group.append(block)
    found.extend(_passage(group, stack))
    return found + list(_long_cells(document))


def _margins(document: Document) -> dict[int, float]:
    """How far the longer lines of each page reach, less about a character, in points; no page without boxes."""
    reaches: dict[int, list[tuple[float, float]]] = {}
    for line in document.lines:
        if line.box is not None:
            reaches.setdefault(line.page, []).append((line.box[2], line.box[3] - line.box[1]))
    return {page: max(found)[0] - _SLACK * max(found)[1] for page, found in reaches.items()}


def _continues(group: list[Line], line: Line, margins: dict[int, float]) -> bool:
    """Whether a line goes on with the sentence that the line before it left open."""
    if not group:
        return True
    if not line.text.strip():
        return not _ENDS.search(group[-1].text)
    before = group[-1].text.strip()
    goes_on = before[-1:] in _GOES_ON or (_BRACKET_ENDS.search(before) and _is_full(group[-1], margins))
    open_end = not (_ENDS.search(before) and not goes_on) and not (_TITLE_ENDS.search(before) and len(group) == 1)
    return open_end and len(before) >= _SHORTEST_WRAPPED and not _LIST_START.match(line.text)


def _is_full(line: Line, margins: dict[int, float]) -> bool:
    """Whether a printed line reaches the right margin of its page."""
    return line.box is not None and line.box[2] >= margins[line.page]


def _is_bare(line: Line, heading: Heading | None) -> bool:
    """Whether a line is a heading without running text behind it."""
    return heading is not None and plain(line.text).strip("#").endswith(plain(heading.title))


def _passage(group: list[Line], stack: list[Heading]) -> list[Passage]:
    if not group:
        return []
    starts, text = [], ""
    for line in group:
        starts.append(len(text))
        text += line.text.rstrip()
    return [Passage(text, tuple(starts), tuple(line.id for line in group), tuple(h.title for h in stack))]


def _long_cells(document: Document) -> Iterator[Passage]:
    for table in document.tables:
        for row in table.by_row():
            for index, cell in enumerate(row):
                if len(cell.text) > _LONG_CELL and _SENTENCE_END.search(cell.text):
                    yield Passage(cell.text, (0,), (cell.id,), tuple(c.text for c in row[:index] if c.text.strip()))


def squeezed(text: str) -> str:
    """Return a text for matching labels: simplified, without spaces and quotes."""
    return plain(simplify(text))


def as_printed(raw: str, part: str) -> str:
    """Return the printed words of which `part` is the squeezed form, with the quotation marks around them.

    The last such words when there are several; `part` itself when they do not stand there.
    """
    kept = _kept(raw)
    start = "".join(char for _, char in kept).rfind(part)
    if start < 0 or not part:
        return part
    first, last = kept[start][0], kept[start + len(part) - 1][0]
    while first > 0 and raw[first - 1] in _OPENING:
        first -= 1
    while last + 1 < len(raw) and raw[last + 1] in _CLOSING:
        last += 1
    return raw[first : last + 1].strip()


def _kept(raw: str) -> list[tuple[int, str]]:
    """The characters of a text that its squeezed form keeps, each with its position."""
    kept = [(index, char) for index, char in ((i, squeezed(c)) for i, c in enumerate(raw)) if char]
    inserted = {i for match in PINYIN.finditer("".join(c for _, c in kept)) for i in range(*match.span())}
    return [pair for number, pair in enumerate(kept) if number not in inserted]
