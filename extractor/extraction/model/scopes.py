"""Which pieces of a paper belong to which form: the department's report, or one 项目支出绩效自评表 each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.extraction.lexicon import label_key, plain, vocabulary, without_brackets
from extractor.extraction.model.numbering import Piece
from extractor.extraction.rules.transfers import fund_name
from extractor.records.document import Document

_NAME = re.compile(r"(?:预算)?(?:项目|专项|资金|转移支付|项目支出|专项资金)(?:[(（].{1,6}[)）])?(?:资金|支出)?名称?$")
_NAMED = re.compile(r"^\s*(?:项目|专项|资金|转移支付|项目支出)名称(?:\s*[:：]|\s+\S)")
_LONGEST_TITLE = 48
_TITLE_LINES = 4
_CELLS = 3


class Scopes(NamedTuple):
    """The pieces of the department's own report, and those of each project in order."""

    department: list[Piece]
    projects: list[list[Piece]]


def scopes(document: Document, found: Sequence[Piece]) -> Scopes:
    """Part the pieces of a document by the forms that they belong to.

    A report about one fund or project is that project's as a whole, whatever it is told in.
    """
    starts = [index for index, (piece, then) in enumerate(pairwise([*found, None])) if _names_project(piece, then)]
    if fund_name(document) is not None and len(starts) <= 1:
        return Scopes(list(found), [list(found)])
    if not starts:
        return Scopes(list(found), [])
    begins = [_title_above(found, start) for start in starts]
    headings = {heading.line for heading in document.headings}
    projects, department = [], list(found[: begins[0]])
    for number, begin in enumerate(begins):
        stop = begins[number + 1] if number + 1 < len(begins) else len(found)
        end = next((i for i in range(starts[number] + 1, stop) if _ends(found, i, headings)), stop)
        projects.append(list(found[begin:end]))
        department += found[end:stop]
    return Scopes(department, projects)


def _names_project(piece: Piece | None, then: Piece | None) -> bool:
    """Whether a piece begins a form by naming its project: 项目名称 and a name beside or behind it.

    Above a list of projects another head stands beside it, and it names none.
    """
    if piece is None:
        return False
    if piece.line and _NAMED.match(piece.text):
        return len(piece.text) <= _LONGEST_TITLE
    words = [piece.text] if piece.line else [cell.text for cell in piece.cells]
    beside = [*words[1:], then.text] if len(words) == 1 and then is not None else words[1:]
    return any(_is_name(word) and not _is_head(other) for word, other in zip(words[:_CELLS], beside, strict=False))


def _is_name(text: str) -> bool:
    key = without_brackets(label_key(text))
    return vocabulary("fields").codes.get(key) == "name" or _NAME.fullmatch(key) is not None


def _is_head(text: str) -> bool:
    return vocabulary("columns.budget").exact(text) is not None or vocabulary("fields").exact(text) is not None


def _title_above(found: Sequence[Piece], start: int) -> int:
    """The first of the title lines and rows right above the row that names a project."""
    index = start
    while index > 0 and start - index < _TITLE_LINES:
        above = found[index - 1]
        short = len(above.text) <= _LONGEST_TITLE and not re.search("[。；]", above.text)
        if not short or (above.line is None and len(above.cells) > 1 and above.table != found[start].table):
            break
        index -= 1
    return index


def _ends(found: Sequence[Piece], index: int, headings: set[str]) -> bool:
    """Whether a piece begins something else: the title of another form, or a chapter of the report."""
    piece = found[index]
    if piece.line is None:
        return False
    codes = {code for _, _, code in vocabulary("forms").spans(plain(piece.text))}
    title = len(piece.text) <= _LONGEST_TITLE and bool(codes & {"whole", "base_data"})
    return title or (piece.id in headings and found[index - 1].line is None)
