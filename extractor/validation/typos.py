"""Fixed terms with one character wrong: changed, put in, or left out at the head of a word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from operator import add
from typing import NamedTuple

from extractor.validation.data import text_of, words_of

_LEAST = 5
"""Terms of four characters are too close to other words."""

_SURE = 8
"""Of a term this long one neighbour may make a word with what was changed."""

_LONG = 11
"""Of a phrase this long no other word is left to be."""

_PARTICLES = "的地得了和与及或等之在为对各"
_HALF = 2
_BEGINS = frozenset(("", "，", "。", "；", "、", "："))
_HAN = re.compile(r"[一-龥]+")
_TRADITIONAL = re.compile("[預務與應會體國為個這發開經點資產業績際給處標]")
_MOST_TRADITIONAL = 5


class Typo(NamedTuple):
    """A misprinted term: where it stands in the text, as printed, and as it should read."""

    start: int
    end: int
    printed: str
    meant: str

    @property
    def changed(self) -> int:
        """Where in the text the first character stands that differs."""
        pairs = enumerate(zip(self.printed, self.meant, strict=False))
        return self.start + next((n for n, (one, other) in pairs if one != other), len(self.meant))


class _Index(NamedTuple):
    heads: dict[str, list[str]]
    tails: dict[str, list[str]]
    ends: frozenset[str]
    right: re.Pattern[str]
    wrong: dict[str, str]
    cut: dict[str, str]


class Speller:
    """Finds misprints in the texts of one report; what the report itself prints elsewhere counts as a word."""

    def __init__(self, texts: list[str]) -> None:
        self._whole = "\n".join(texts)
        self._suspects = [word for word in (*_index().wrong, *_index().cut) if word in self._whole]
        self._is_traditional = len(_TRADITIONAL.findall(self._whole)) > _MOST_TRADITIONAL

    def typos(self, text: str) -> list[Typo]:
        """Return the misprints of a text without spaces, in order; nothing inside a term that is right."""
        if self._is_traditional:
            return []
        index = _index()
        found = [one for word in self._suspects if word in text for one in _listed(text, word, index)]
        near = [one for one in _near(text, index) if self._is_slip(text, one)]
        if near:
            right = [match.span() for match in index.right.finditer(text)]
            found += [one for one in near if not any(start <= one.changed < end for start, end in right)]
        kept: list[Typo] = []
        for one in sorted(found, key=lambda typo: (typo.start, -len(typo.meant))):
            if not kept or one.start >= kept[-1].end:
                kept.append(one)
        return kept

    def _is_slip(self, text: str, one: Typo) -> bool:
        """Whether what was changed makes no word with its neighbours, here or anywhere in the language of the field."""
        place = one.changed
        if len(one.printed) > len(one.meant) and (text[place] in _PARTICLES or len(one.meant) < _LONG):
            return False
        pairs = (text[max(0, place - 1) : place + 1], text[place : place + _HALF])
        words = sum(self._is_word(pair) for pair in pairs)
        return words <= (len(one.meant) >= _SURE) + (len(one.meant) >= _LONG)

    def _is_word(self, pair: str) -> bool:
        if _HAN.fullmatch(pair) is None or len(pair) < _HALF:
            return False
        return pair in _pairs() or self._whole.count(pair) > 1


@cache
def _index() -> _Index:
    data = words_of("terms")
    heads, tails = defaultdict(list), defaultdict(list)
    for term in data["terms"].split():
        heads[term[:_HALF]].append(term)
        tails[term[-_HALF:]].append(term)
    cut = {wrong: meant for meant, wrong in data["heads"].items()}
    right = sorted({*data["terms"].split(), *data["fine"].split()}, key=len, reverse=True)
    return _Index(
        dict(heads),
        dict(tails),
        frozenset((*heads, *tails)),
        re.compile("|".join(map(re.escape, right))),
        data["wrong"],
        cut,
    )


@cache
def _pairs() -> frozenset[str]:
    """Return every two characters that stand side by side in texts of the field."""
    lines = text_of("pairs.txt").splitlines()[1:]
    return frozenset(line[0] + char for line in lines if line for char in line[1:])


def _listed(text: str, word: str, index: _Index) -> Iterator[Typo]:
    """Yield a word that is always wrong, or one whose first character is missing behind a stop: ，织开展."""
    for match in re.finditer(word, text):
        if word in index.wrong:
            yield Typo(*match.span(), word, index.wrong[word])
        elif text[: match.start()][-1:] in _BEGINS:
            yield Typo(*match.span(), word, index.cut[word])


def _near(text: str, index: _Index) -> Iterator[Typo]:
    """Yield the windows that differ from a term in one character; the half without it finds the term.

    A window has the length of the term, or one more, and begins and ends as the term does.
    """
    pairs = enumerate(map(add, text, text[1:]))
    hits = [(at, pair) for at, pair in pairs if pair in index.ends]
    for at, pair in hits:
        for term in index.heads.get(pair, ()):
            for end in (at + len(term), at + len(term) + 1):
                if text[end - 1 : end] == term[-1] and differs_once(text[at:end], term):
                    yield Typo(at, end, text[at:end], term)
        end = at + _HALF
        for term in index.tails.get(pair, ()):
            for start in (end - len(term), end - len(term) - 1):
                if start >= 0 and text[start] == term[0] and differs_once(text[start:end], term):
                    yield Typo(start, end, text[start:end], term)


def differs_once(window: str, term: str) -> bool:
    """Whether a window is a term with one character changed, or one put in, and is Chinese throughout."""
    if window == term or len(term) < _LEAST or _HAN.fullmatch(window) is None:
        return False
    if len(window) == len(term):
        return sum(one != other for one, other in zip(window, term, strict=True)) == 1
    at = next((n for n, char in enumerate(term) if window[n] != char), len(term))
    return window[:at] + window[at + 1 :] == term
