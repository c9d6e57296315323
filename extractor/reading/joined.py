"""Several files that are one report: the narrative here, its forms there, read as one paper."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from extractor.records.document import Block, Cell, Document, Heading, Line, Page, Table

MEDIA_TYPE = "multipart/mixed"
"""What a paper made of several files is said to be."""

_CELL = re.compile(r"T\d+(R\d+C\d+)")


def join(documents: Sequence[Document]) -> Document:
    """Return one paper of several: pages, lines and tables numbered through, each page with the name of its file."""
    if len(documents) == 1:
        return documents[0]
    pages: list[Page] = []
    blocks: list[Block] = []
    headings: list[Heading] = []
    lines = tables = 0
    for document in documents:
        renamed: dict[str, str] = {}
        first = len(pages)
        pages += [page.model_copy(update={"number": page.number + first, "file": document.file})
                  for page in document.pages]  # fmt: skip
        for block in document.blocks:
            lines, tables = (lines + 1, tables) if isinstance(block, Line) else (lines, tables + 1)
            moved = _line(block, lines, first) if isinstance(block, Line) else _table(block, tables, first)
            renamed[block.id] = moved.id
            blocks.append(moved)
        headings += [
            heading.model_copy(update={"line": _place(heading.line, renamed)}) for heading in document.headings
        ]
    return Document(
        file="、".join(document.file for document in documents),
        sha256=digest_of(document.sha256 for document in documents),
        media_type=MEDIA_TYPE,
        pages=tuple(pages),
        blocks=tuple(blocks),
        headings=tuple(headings),
        problems=tuple(_told(documents, "problems")),
        notes=tuple(_told(documents, "notes")),
    )


def digest_of(digests: Iterable[str]) -> str:
    """Return one SHA-256 for several files from theirs, in their order; that of a single file is its own."""
    found = list(digests)
    return found[0] if len(found) == 1 else hashlib.sha256("".join(found).encode()).hexdigest()


def _line(line: Line, number: int, pages: int) -> Line:
    return line.model_copy(update={"id": f"L{number:04}", "page": line.page + pages})


def _table(table: Table, number: int, pages: int) -> Table:
    cells = tuple(_cell(cell, number, pages) for cell in table.cells)
    return table.model_copy(update={"id": f"T{number}", "page": table.page + pages, "cells": cells})


def _cell(cell: Cell, table: int, pages: int) -> Cell:
    return cell.model_copy(update={"id": _CELL.sub(rf"T{table}\1", cell.id), "page": cell.page + pages})


def _place(place: str, renamed: dict[str, str]) -> str:
    """Return the new id of a line, or of a cell by that of its table."""
    table, mark, cell = place.partition("R")
    return f"{renamed[table]}{mark}{cell}" if place.startswith("T") else renamed[place]


def _told(documents: Sequence[Document], field: str) -> list[str]:
    """Return the remarks of all files, each with the name of its file."""
    return [f"{document.file}：{remark}" for document in documents for remark in getattr(document, field)]
