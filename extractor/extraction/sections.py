"""The headings of a document with the text below each of them."""

from __future__ import annotations

from extractor.records.document import Document, Line
from extractor.records.report import Section


def sections(document: Document) -> list[Section]:
    """Return every heading with its text up to the next heading of any level; tables are named, not copied."""
    order = {block.id: index for index, block in enumerate(document.blocks)}
    headings = [heading for heading in document.headings if _block(heading.line) in order]
    starts = [order[_block(heading.line)] for heading in headings]
    found = []
    for number, heading in enumerate(headings):
        stop = starts[number + 1] if number + 1 < len(starts) else len(document.blocks)
        body = document.blocks[starts[number] : stop]
        texts = [block.text.strip() for block in body if isinstance(block, Line) and block.text.strip()]
        found.append(
            Section(
                number=heading.number,
                title=heading.title,
                level=heading.level,
                text="\n".join(_running(texts, heading.title)),
                first_line=heading.line,
                last_line=body[-1].id if body else heading.line,
            )
        )
    return found


def _block(place: str) -> str:
    """The line or table that a place belongs to: T1 for the cell T1R2C3."""
    return place.partition("R")[0] if place.startswith("T") else place


def _running(texts: list[str], title: str) -> list[str]:
    """The text of a section: what runs on behind its title, then the lines below."""
    if not texts:
        return []
    _, _, rest = texts[0].partition(title)
    rest = rest.lstrip(" 。：:，,、").rstrip()
    return ([rest] if rest else []) + texts[1:]
