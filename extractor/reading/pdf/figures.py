"""Figures as words of their own, each where it stands: Chinese has no spaces, so a whole line may be a single word."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from extractor.records.document import Word

OF_FIGURES = frozenset("0123456789.,%")
"""The characters of which figures are made."""

_FIGURE = re.compile(r"[\d.,%]+", re.ASCII)
_CHINESE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
_LEAST = 12
"""Letters of a word in which figures may be far from where their share of its width would put them."""


def figures_apart(words: list[Word], letters: Callable[[], Iterable[Word]]) -> list[Word]:
    """Cut words of figures and Chinese characters between the two.

    `letters` gives every letter of a figure on the page with its box; it is asked only if there is such a word. A word
    whose letters cannot be found stays whole.
    """
    mixed = {n for n, word in enumerate(words) if len(word.text) >= _LEAST and _is_mixed(word.text)}
    if not mixed:
        return words
    by_line: dict[float, list[Word]] = {}
    for letter in letters():
        by_line.setdefault(letter.box[1], []).append(letter)
    return [
        part
        for n, word in enumerate(words)
        for part in (_parts(word, by_line.get(word.box[1], ())) if n in mixed else (word,))
    ]


def _is_mixed(text: str) -> bool:
    return any(match.group()[0].isdecimal() for match in _FIGURE.finditer(text)) and bool(_CHINESE.search(text))


def _parts(word: Word, letters: Sequence[Word]) -> Iterator[Word]:
    """Yield the pieces of a word: what stands between two figures reaches from the one to the other."""
    left, top, right, bottom = word.box
    inside = sorted((x for x in letters if left - 1 <= x.box[0] and x.box[2] <= right + 1), key=lambda x: x.box[0])
    if "".join(x.text for x in inside) != "".join(_FIGURE.findall(word.text)):
        yield word
        return
    edges, at = {0: left, len(word.text): right}, 0
    for match in _FIGURE.finditer(word.text):
        edges[match.start()] = inside[at].box[0]
        at += len(match.group())
        edges[match.end()] = inside[at - 1].box[2]
    for start, end in pairwise(sorted(edges)):
        yield word._replace(text=word.text[start:end], box=(edges[start], top, edges[end], bottom))
