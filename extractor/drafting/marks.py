"""Marks that carry the origin of a value through a template, and their resolution into citations.

A template is text, so a value leaves its origin in the text: three private characters around the
field and the words. `resolve` takes them out again and returns where the words ended up.
"""

from __future__ import annotations

import re

from extractor.records.draft import Citation

OWN = "自备 "
"""Stands before the name of a template that the user brings."""

PENDING = "【待核】"
"""Stands behind a figure that takes part in an open error."""

_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_PIECE, _NAMED, _END = "\ue003", "\ue004", "\ue005"
_BOUNDARY = re.compile(f"{_PIECE}([^{_NAMED}]*){_NAMED}|{_END}")
_MARK = re.compile(f"{_OPEN}([^{_MIDDLE}]*){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")


def mark(words: str, origin: str) -> str:
    """Return words that know where they come from: a field, or `=` and a computation."""
    return f"{_OPEN}{origin}{_MIDDLE}{words}{_CLOSE}"


def strip(text: str) -> str:
    """Return a marked text without its marks."""
    return _MARK.sub(r"\2", text)


def piece(text: str, name: str) -> str:
    """Return the text of a shared piece that knows the file that it comes from."""
    return f"{_PIECE}{name}{_NAMED}{text}{_END}"


def opened(text: str, pieces: list[str]) -> str:
    """Return the file that the first words of a text come from; `pieces` are the open ones and are kept up to date."""
    first: str | None = None
    last = 0
    for match in _BOUNDARY.finditer(text):
        if first is None and text[last : match.start()].strip():
            first = pieces[-1]
        last = match.end()
        if match[1] is not None:
            pieces.append(match[1])
        elif len(pieces) > 1:
            pieces.pop()
    return first or pieces[-1]


def without_pieces(text: str) -> str:
    """Return a text without the marks of its pieces."""
    return _BOUNDARY.sub("", text)


def cells(line: str) -> list[str]:
    """Split a marked table line at the bars that are not inside a value."""
    parts = re.split(rf"({_OPEN}[^{_CLOSE}]*{_CLOSE})", line.strip().strip("|"))
    split = "".join(part if part.startswith(_OPEN) else part.replace("|", "\x00") for part in parts)
    return [cell.strip() for cell in split.split("\x00")]


def resolve(text: str, offset: int = 0) -> tuple[str, tuple[Citation, ...]]:
    """Return the plain text and its citations; positions count from `offset`."""
    plain: list[str] = []
    citations: list[Citation] = []
    length, last = offset, 0
    for match in _MARK.finditer(text):
        plain += [text[last : match.start()], match[2]]
        start = length + match.start() - last
        length, last = start + len(match[2]), match.end()
        citations.append(_citation(match[1], match[2], start))
    return "".join([*plain, text[last:]]), tuple(citations)


def _citation(origin: str, words: str, start: int) -> Citation:
    field, computation = (None, origin[1:]) if origin.startswith("=") else (origin, None)
    return Citation(text=words, start=start, end=start + len(words), path=field, computation=computation)
