"""From the rendered text of a section to passages: headings, paragraphs, tables, charts, each with its citations.

Empty lines part paragraphs;
`## ` begins a heading of the second level and `### ` one of the third; they get their numbers （一） and 1. by
themselves, and a heading that is the only one below its parent is left out. Lines that begin with `|` are a table,
lines that begin with `!|` a chart, the first its header. Only what the template wrote is structure: a value never is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from extractor.drafting import marks
from extractor.drafting.wording import ordinal
from extractor.records.draft import Citation, Passage

_HEADING = re.compile(r"(#{2,3}) ")


class _Block(NamedTuple):
    """The lines of one block, the file that made it, and the depth of its heading (0: none)."""

    lines: list[str]
    template: str
    depth: int


def split(rendered: str, template: str, level: int = 1) -> Iterator[Passage]:
    """Yield the passages of one rendered section.

    `template` is the name of its file, which the pieces that it uses override; `level` is that of its own heading.
    """
    blocks = list(_blocks(rendered, template))
    parents = _parents(blocks)
    siblings = Counter(parent for parent in parents if parent is not None)
    numbers: Counter[tuple[int, int]] = Counter()
    for block, parent in zip(blocks, parents, strict=True):
        if parent is None:
            yield _passage(block)
        elif siblings[parent] > 1:
            numbers[parent] += 1
            yield _heading(block, numbers[parent], level)


def numbered(title: str, number: int, level: int) -> str:
    """Return a heading with the number of its level: 一、 （一） 1. （1）."""
    forms = {1: f"{ordinal(number)}、", 2: f"（{ordinal(number)}）", 3: f"{number}."}
    return forms.get(level, f"（{number}）") + title


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


def _blocks(rendered: str, template: str) -> Iterator[_Block]:
    """Yield the blocks of a text without the marks of its pieces; a block belongs to the piece that it begins in."""
    pieces = [template]
    for text in re.split(r"\n[ \t]*\n", rendered):
        opened = marks.opened(text, pieces)
        plain = marks.without_pieces(text)
        lines = [line.strip() for line in plain.splitlines() if line.strip()]
        heading = _HEADING.match(lines[0]) if lines else None
        if lines:
            yield _Block(lines, opened, len(heading[1]) - 1 if heading else 0)


def _parents(blocks: list[_Block]) -> list[tuple[int, int] | None]:
    """Return for each heading the place of its parent and its depth; None for other blocks."""
    parents: list[tuple[int, int] | None] = []
    above = 0
    for index, block in enumerate(blocks):
        parents.append((above if block.depth > 1 else 0, block.depth) if block.depth else None)
        above = index + 1 if block.depth == 1 else above
    return parents


def _heading(block: _Block, number: int, level: int) -> Passage:
    own = level + block.depth
    text = numbered("".join(block.lines)[block.depth + 2 :], number, own)
    plain, citations = marks.resolve(text)
    return Passage(kind="heading", level=own, text=plain, template=block.template, citations=citations)


def _passage(block: _Block) -> Passage:
    if block.lines[0].startswith("!|"):
        made = table([line.removeprefix("!") for line in block.lines], block.template)
        return made.model_copy(update={"kind": "chart"})
    if block.lines[0].startswith("|"):
        return table(block.lines, block.template)
    plain, citations = marks.resolve("".join(block.lines))
    return Passage(text=plain, template=block.template, citations=citations)
