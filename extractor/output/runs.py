"""The words of a draft as WordprocessingML: paragraphs and runs, highlights, and comments in their place.

A comment begins and ends at marks in the text: `comment_marks` puts them there, a run of words never holds them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from extractor.output.files import NOT_XML

HIGHLIGHTS = {"【待核】": "yellow", "（待补充）": "lightGray", "（建议）": "lightGray"}
"""What is still to be done or decided, and how it stands out."""

_BEGIN, _END, _STOP = "\ue010", "\ue011", "\ue012"
_MARKED = re.compile(f"({'|'.join(HIGHLIGHTS)}|[{_BEGIN}{_END}][0-9]+{_STOP})")


def comment_marks(text: str, places: Mapping[tuple[int, int], int]) -> str:
    """Return a text with the marks of its comments: (start, end) → the number of a comment."""
    inserted = [(end, f"{_END}{number}{_STOP}") for (_, end), number in places.items()]
    inserted += [(start, f"{_BEGIN}{number}{_STOP}") for (start, _), number in places.items()]
    for position, mark in sorted(inserted, reverse=True):
        text = text[:position] + mark + text[position:]
    return text


def pieces(text: str) -> list[str]:
    """Return the parts of a text between which a line may end: highlighted words stand for themselves."""
    return [part for part in _MARKED.split(text) if part and part[0] not in {_BEGIN, _END}] or [""]


def bare(text: str) -> str:
    """Return a text without highlighted words and marks, for measuring."""
    return _MARKED.sub("", text)


def paragraph(text: str, style: str) -> Any:
    """Return an element `w:p` of a style."""
    from docx.oxml import parse_xml  # noqa: PLC0415 - heavy, and only here
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    return parse_xml(paragraph_xml(text, style).replace("<w:p>", f"<w:p {nsdecls('w')}>", 1))


def paragraph_xml(text: str, style: str) -> str:
    """Return the text of `w:p` of a style; what is still to be done in it is highlighted."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(map(_run, _MARKED.split(text)))}</w:p>'


def _run(words: str) -> str:
    if not words:
        return ""
    if words[0] in {_BEGIN, _END}:
        return _comment(words[1:-1], begins=words[0] == _BEGIN)
    colour = HIGHLIGHTS.get(words)
    properties = f'<w:rPr><w:highlight w:val="{colour}"/></w:rPr>' if colour else ""
    text = escape(NOT_XML.sub("", words)).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _comment(number: str, *, begins: bool) -> str:
    if begins:
        return f'<w:commentRangeStart w:id="{number}"/>'
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
