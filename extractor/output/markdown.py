"""A draft as Markdown: readable as it is, and in a viewer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.output.files import write_text

if TYPE_CHECKING:
    from pathlib import Path

    from extractor.records.draft import Draft, Passage

NOTES_TITLE = "起草说明（报送前删除）"
"""The heading above the notes at the end of a draft."""

_SPECIAL = re.compile(r"[\\`*~]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|(?<=\])\(")


def write_markdown(draft: Draft, path: Path) -> None:
    """Write a draft as Markdown: title, headings, paragraphs, tables, and its notes at the end.

    Raises:
        UsageError: the file cannot be written.

    """
    write_text(path, as_markdown(draft))


def as_markdown(draft: Draft) -> str:
    """Return a draft as Markdown text; characters that Markdown would read as its own are escaped."""
    return "\n\n".join([*map(_block, draft.passages), *_notes(draft)]) + "\n"


def _block(passage: Passage) -> str:
    if passage.kind == "table":
        return "\n".join(_table(passage.rows))
    if passage.kind == "title":
        return f"# {_escaped(passage.text)}"
    if passage.kind == "heading":
        return f"{'#' * (passage.level + 1)} {_escaped(passage.text)}"
    return re.sub(r"^([#>+-])", r"\\\1", _escaped(passage.text))


def _table(rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield "| " + " | ".join(_escaped(cell).replace("|", "\\|") for cell in row) + " |"
        if number == 0:
            yield "|" + " --- |" * len(row)


def _notes(draft: Draft) -> Iterator[str]:
    if draft.notes:
        yield f"---\n\n**{NOTES_TITLE}**"
        yield "\n".join(f"- {_escaped(note)}" for note in draft.notes)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", " ".join(text.split("\n")))
