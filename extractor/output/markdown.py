"""A draft as Markdown: readable as it is, and in a viewer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.output.files import write_text

if TYPE_CHECKING:
    from pathlib import Path

    from extractor.records.draft import Draft, Passage

PENDING = "【待核】"
"""What stands in a draft behind a figure that an open error touches."""

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
    """Return a draft as Markdown text; characters that Markdown would read as its own are escaped.

    【待核】 names its findings: 【待核：A01】. Charts are left out: all that they show stands in the text.
    """
    told = [_block(_named(passage)) for passage in draft.passages if passage.kind != "chart"]
    return "\n\n".join([*told, *_notes(draft)]) + "\n"


def _named(passage: Passage) -> Passage:
    """Return a passage whose 【待核】 say which findings they are about."""
    if not passage.remarks:
        return passage
    checks: dict[int, list[str]] = {}
    for remark in passage.remarks:
        checks.setdefault(remark.end, []).append(remark.check)
    text = passage.text
    for end, named in sorted(checks.items(), reverse=True):
        text = text[:end] + text[end:].replace(PENDING, f"【待核：{'、'.join(dict.fromkeys(named))}】", 1)
    rows = tuple(tuple(line.split("\t")) for line in text.split("\n")) if passage.rows else ()
    return passage.model_copy(update={"text": text, "rows": rows})


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
