"""Long duties in short: of each item the clause that says what is done, word for word.

An item loses its list number, everything behind its first full stop, and an opening such as 根据……， when it is long.
What is kept stands in the report letter by letter, so that the lock can prove it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.drafting import wording

_SHORT, _ITEM, _ALL, _MOST = 200, 44, 420, 12
_LIST_NUMBER = re.compile(r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）、.．：]|[一二三四五六七八九十]是|[①-⑳])\s*")
_OPENING = re.compile(r"^(?:根据|依照|依据|按照|遵照|围绕|通过|为了|在)[^，]*，")
_STOP = re.compile(r"[。；;：:]")
_PAIRS = (("《", "》"), ("“", "”"), ("（", "）"), ("(", ")"), ("‘", "’"), ("【", "】"))


@dataclass(frozen=True)
class Condensed:
    """Either the `whole` text, marked, or its `items`, marked; `cut` tells that some are left out."""

    whole: str = ""
    items: tuple[str, ...] = ()
    cut: bool = False


def clauses(text: str) -> tuple[list[str], bool]:
    """Return the clauses that stand for a long text, and whether more were left out; nothing for a short text."""
    paragraphs = wording.paragraphs(text)
    if sum(map(len, paragraphs)) <= _SHORT:
        return [], False
    listed = [clause for paragraph in paragraphs for clause in _items(paragraph)]
    kept: list[str] = []
    for clause in listed:
        if len(kept) == _MOST or sum(map(len, kept)) + len(clause) > _ALL:
            break
        kept.append(clause)
    return (kept, len(kept) < len(listed)) if len(kept) > 1 else ([], False)


def _items(paragraph: str) -> Iterator[str]:
    """Yield the clause of a numbered paragraph, or those of one that lists its items with semicolons."""
    body = _LIST_NUMBER.sub("", paragraph)
    if not body or body.endswith(("：", ":")) or "|" in body:
        return
    parts = [body] if body != paragraph else [part for part in re.split("[；;。]", body) if part]
    for part in parts:
        clause = _clause(part)
        if len(clause) >= 4:  # noqa: PLR2004 - fewer characters name no duty
            yield clause


def _clause(item: str) -> str:
    first = wording.sentence(_STOP.split(_LIST_NUMBER.sub("", item), maxsplit=1)[0])
    if len(first) > _ITEM:
        first = _OPENING.sub("", first)
    ends = [match.start() for match in re.finditer("，", first) if match.start() <= _ITEM]
    whole = [end for end in ends if end >= 10 and _is_closed(first[:end])]  # noqa: PLR2004 - shorter ones only open
    return first[: whole[-1]] if len(first) > _ITEM and whole else first


def _is_closed(words: str) -> bool:
    return all(words.count(left) == words.count(right) for left, right in _PAIRS)
