"""What can be a heading at all: the lines with what they go on with, and the section rows of forms."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from extractor.reading.outline.marks import Kind, mark_of
from extractor.records.document import Line, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.records.document import Block, Cell

_NARROWEST = 50
_SLACK = 3
_MOST_WRAPPED = 3
_MOST_CAPTIONS = 3
_SENTENCE_END = re.compile(r"[。；;！？：:]")
_CAPTION = re.compile(r"[（(]?\s*(?:\d{4}\s*年|单位|金额单位|填报|编报|编制|项目名称|部门|预算)")
_CONTENTS = re.compile(r"[#\s*]*目\s*[录次][\s*]*")
_PAGE_NUMBER = re.compile(r"[\s.…·．]*\d*\s*$")
_SECTION_ROW = re.compile(r"情况|概况|概述|综述|评价|绩效|意见|分析|措施|问题|说明|人员|目标")


class Text(NamedTuple):
    """A printed text. `at` counts them, tables included, so that neighbours can be told."""

    id: str
    text: str
    at: int
    above_table: bool = False


def texts_of(blocks: Sequence[Block]) -> list[Text]:
    """Return the texts that may be headings, in reading order, without a table of contents."""
    blocks = [block for block in blocks if isinstance(block, Table) or block.text.strip()]
    margin = _margin([block for block in blocks if isinstance(block, Line)])
    found: list[Text] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            found.extend(Text(cell.id, cell.text, at) for cell in _section_rows(block))
        else:
            found.append(Text(block.id, _whole(blocks, at, margin), at, _is_above_table(blocks, at)))
    return _without_contents(found)


def _section_rows(table: Table) -> Iterator[Cell]:
    """Find the rows of a form that hold nothing but a numbered section title, 三、自评情况."""
    for number, row in enumerate(table.by_row()):
        printed = [cell for cell in row if cell.text.strip()]
        mark = mark_of(printed[0].text) if len(printed) == 1 else None
        if mark is None or mark.kind not in {Kind.PART, Kind.CHINESE}:
            continue
        across = printed[0].col_span >= table.cols
        if across if table.spans_known else number == 0 or _SECTION_ROW.search(mark.rest):
            yield printed[0]


def _is_above_table(blocks: Sequence[Block], at: int) -> bool:
    """Whether a table follows, with nothing but captions such as 单位：万元 in between."""
    for block in blocks[at + 1 : at + 2 + _MOST_CAPTIONS]:
        if isinstance(block, Table):
            return True
        if not _CAPTION.match(block.text.strip()):
            return False
    return False


def _whole(blocks: Sequence[Block], at: int, margin: float) -> str:
    """Return a line together with the lines it was wrapped to, up to the end of a sentence."""
    first = blocks[at]
    text = first.text if isinstance(first, Line) else ""
    for before, after in pairwise(blocks[at : at + 1 + _MOST_WRAPPED]):
        if not (isinstance(before, Line) and isinstance(after, Line)) or mark_of(after.text):
            break
        if _SENTENCE_END.search(text) or not (_is_full(before, margin) or _is_bare_number(text)):
            break
        text = text.rstrip() + after.text.lstrip()
    return text


def _is_bare_number(text: str) -> bool:
    """Whether a list number stands alone, its title on the next line."""
    mark = mark_of(text)
    return mark is not None and not mark.rest


def _is_full(line: Line, margin: float) -> bool:
    """Whether a line reaches the right margin, so that the next one may go on with it."""
    return _width(line.text) >= _NARROWEST and _reach(line) >= margin


def _margin(lines: Sequence[Line]) -> float:
    """Return how far the longer lines reach, less about a character: points on a page, else half-width characters."""
    reaches = sorted(map(_reach, lines))
    if not reaches:
        return 0.0
    boxes = [line.box for line in lines if line.box]
    slack = 1.5 * max(box[3] - box[1] for box in boxes) if boxes else _SLACK
    return reaches[len(reaches) * 9 // 10] - slack


def _reach(line: Line) -> float:
    return line.box[2] if line.box else _width(line.text)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text.rstrip())


def _without_contents(texts: list[Text]) -> list[Text]:
    """Leave out 目录 and its entries: everything up to where the first entry is printed again."""
    start = next((n for n, text in enumerate(texts) if _CONTENTS.fullmatch(text.text)), None)
    if start is None or start + 1 == len(texts):
        return texts
    keys = [re.sub(r"\s", "", _PAGE_NUMBER.sub("", text.text)) for text in texts]
    again = next((n for n in range(start + 2, len(keys)) if keys[n] == keys[start + 1]), start + 1)
    return texts[:start] + texts[again:]
