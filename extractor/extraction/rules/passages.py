"""Matching the words of labels in running text, whose passages `extractor.records.passages` joins."""

from __future__ import annotations

from extractor.extraction.lexicon import PINYIN, plain, simplify

_OPENING, _CLOSING = "“‘《「", "”’》」"


def squeezed(text: str) -> str:
    """Return a text for matching labels: simplified, without spaces and quotes."""
    return plain(simplify(text))


def as_printed(raw: str, part: str) -> str:
    """Return the printed words of which `part` is the squeezed form, with the quotation marks around them.

    The last such words when there are several; `part` itself when they do not stand there.
    """
    kept = _kept(raw)
    start = "".join(char for _, char in kept).rfind(part)
    if start < 0 or not part:
        return part
    first, last = kept[start][0], kept[start + len(part) - 1][0]
    while first > 0 and raw[first - 1] in _OPENING:
        first -= 1
    while last + 1 < len(raw) and raw[last + 1] in _CLOSING:
        last += 1
    return raw[first : last + 1].strip()


def _kept(raw: str) -> list[tuple[int, str]]:
    """The characters of a text that its squeezed form keeps, each with its position."""
    kept = [(index, char) for index, char in ((i, squeezed(c)) for i, c in enumerate(raw)) if char]
    inserted = {i for match in PINYIN.finditer("".join(c for _, c in kept)) for i in range(*match.span())}
    return [pair for number, pair in enumerate(kept) if number not in inserted]
