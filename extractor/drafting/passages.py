"""From the rendered text of a section to passages: headings, paragraphs and tables, each with its citations.

Empty lines part paragraphs;
`## ` begins a heading of the second level, which gets its number （一） by itself and is left out when it is
the only one of its section; lines that begin with `|` are a table, the first its header. Only what the
template wrote is structure: a value never is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.drafting import marks
from extractor.drafting.helpers import Helpers
from extractor.records.draft import Citation, Passage


def split(rendered: str, template: str) -> Iterator[Passage]:
    """Yield the passages of one rendered section; `template` is the name of its file."""
    numbered = 0
    lone = len(re.findall(r"(?m)^[ \t]*## ", rendered)) == 1
    for block in re.split(r"\n[ \t]*\n", rendered):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("|"):
            yield table(lines, template)
            continue
        text, level = "".join(lines), 0
        if text.startswith("## "):
            if lone:
                continue
            numbered += 1
            text, level = f"（{Helpers.ordinal(numbered)}）{text[3:]}", 2
        plain, citations = marks.resolve(text)
        yield Passage(
            kind="heading" if level else "paragraph", level=level, text=plain, template=template, citations=citations
        )


def table(lines: list[str], template: str) -> Passage:
    """Return a table. Its `text` is the cells apart by tabs, the rows by line ends; citations point into it."""
    rows: list[tuple[str, ...]] = []
    citations: list[Citation] = []
    offset = 0
    for line in lines:
        row = []
        for cell in marks.cells(line):
            plain, found = marks.resolve(cell, offset)
            row.append(plain)
            citations += found
            offset += len(plain) + 1
        rows.append(tuple(row))
    return Passage(kind="table", text=flat(rows), rows=tuple(rows), template=template, citations=tuple(citations))


def flat(rows: list[tuple[str, ...]] | tuple[tuple[str, ...], ...]) -> str:
    """Return the text of a table: what the citations count in."""
    return "\n".join("\t".join(row) for row in rows)
