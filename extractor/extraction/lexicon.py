"""The words of the domain (`lexicon.toml`) and how printed text is compared with them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from extractor.records.quantity import fold

_REMEMBERED = 4096  # a cell is looked at many times while its row is placed
_NUMBER = re.compile(
    r"^(?:[(][一二三四五六七八九十\d]{1,3}[)][、.]?|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}(?:[、．]|\.(?!\d))|[①-⑳])"
)
_OF_WHICH = re.compile(r"^(?:其中[:,]?|[其中]:)")
PINYIN = re.compile(r"(?<=[\u4e00-\u9fff])[(][a-zü\u00e0-\u01dc\u0251\u0261]{1,6}[)]")
CHECK_BOX = re.compile("[☐□☑✓✔√■☒○●]")
_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_QUOTES = str.maketrans("", "", "“”\"'‘’「」《》*★☆#_")


class Vocabulary:
    """Words of one kind, each with its code; found as a whole or as the longest word inside a text."""

    def __init__(self, words: dict[str, list[str]]) -> None:
        self.codes = {plain(word): code for code, entries in words.items() for word in entries}
        ordered = sorted(self.codes, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, ordered))) if ordered else re.compile(r"(?!)")

    def exact(self, text: str) -> str | None:
        """Return the code of a text that is such a word, with or without its bracketed remark."""
        key = label_key(text)
        return self.codes.get(key) or self.codes.get(without_brackets(key))

    def inside(self, text: str, slack: int = 6) -> str | None:
        """Return the code of the longest word inside a text that has at most `slack` characters more."""
        if (code := self.exact(text)) is not None:
            return code
        key = without_brackets(label_key(text))
        best = max(self.spans(key), key=lambda span: span[1] - span[0], default=None)
        if best is None or len(key) - (best[1] - best[0]) > slack:
            return None
        return best[2]

    def spans(self, key: str) -> list[tuple[int, int, str]]:
        """Return (start, end, code) of each longest word in a normalised text, left to right."""
        return [(m.start(), m.end(), self.codes[m[0]]) for m in self._pattern.finditer(key)]


@cache
def _data() -> dict[str, Any]:
    text = (files("extractor.extraction") / "lexicon.toml").read_text("utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    return data


Learned = Mapping[str, tuple[tuple[str, str], ...]]
"""Words beside those of the lexicon: by section, pairs of a word and its code."""

_LEARNED: ContextVar[Learned] = ContextVar("learned", default={})  # noqa: B039 - never changed, only replaced


def vocabulary(name: str) -> Vocabulary:
    """Return the words of one section of the lexicon, e.g. `columns.budget`, with those that are learned."""
    return _vocabulary(name, _LEARNED.get().get(name, ()))


@contextmanager
def learned(words: Learned) -> Iterator[None]:
    """Add words for a while, for one document; a word that the lexicon knows keeps its meaning."""
    token = _LEARNED.set(words)
    try:
        yield
    finally:
        _LEARNED.reset(token)


@cache
def _printed(name: str) -> dict[str, list[str]]:
    """The words of a section as the lexicon has them, by code."""
    node: Any = _data()
    for step in name.split("."):
        node = node[step]
    return {code: words for code, words in node.items() if isinstance(words, list)}


@lru_cache(maxsize=256)
def _vocabulary(name: str, more: tuple[tuple[str, str], ...]) -> Vocabulary:
    words = {code: list(found) for code, found in _printed(name).items()}
    known = {plain(word) for found in words.values() for word in found}
    for word, code in more:
        if plain(word) not in known:
            words.setdefault(code, []).append(word)
    return Vocabulary(words)


def examples(name: str, most: int) -> dict[str, str]:
    """Return the first words of each code of a section, for a prompt: {"initial": "年初预算数、年初预算"}."""
    found: dict[str, list[str]] = {}
    for word, code in vocabulary(name).codes.items():
        found.setdefault(code, []).append(word)
    return {code: "、".join(words[:most]) for code, words in found.items()}


@cache
def stem_pattern(topic: str) -> re.Pattern[str]:
    """Return a pattern for any stem of a topic of `questions`."""
    stems: list[str] = _data()["questions"][topic]
    return re.compile("|".join(map(re.escape, stems)))


@cache
def any_of(name: str) -> str:
    """Return a pattern for any word of a list in the section `words`, the longest first."""
    words: list[str] = _data()["words"][name]
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the words of a list in the section `words`; of a string its characters."""
    return frozenset(_data()["words"][name])


@cache
def is_known(text: str) -> bool:
    """Whether a text is a word of the domain, or a part of one: a head, a label, a title."""
    return text in _known()


@cache
def _known() -> str:
    """All words that have a code, with bars between them."""
    found: list[str] = []
    nodes: list[Any] = [part for name, part in _data().items() if name != "words"]
    while nodes:
        node = nodes.pop()
        nodes += node.values() if isinstance(node, dict) else ()
        found += node if isinstance(node, list) else ()
    return "|".join(map(plain, found))


@cache
def _simplified() -> dict[int, str]:
    """One simplified character for each traditional one, so that the length of a text stays."""
    from opencc import OpenCC  # noqa: PLC0415  (loads its dictionaries)

    han = "".join(map(chr, range(0x4E00, 0xA000)))
    return {ord(one): other for one, other in zip(han, OpenCC("t2s").convert(han), strict=True) if one != other}


@lru_cache(maxsize=_REMEMBERED)
def simplify(text: str) -> str:
    """Return a text in simplified characters and folded width; the length stays."""
    return fold(text).translate(_simplified())


@lru_cache(maxsize=_REMEMBERED)
def plain(text: str) -> str:
    """Return a text for comparison: simplified, folded, without spaces, line breaks, quotes and inserted pinyin."""
    folded = re.sub(r"\s+", "", simplify(text)).translate(_QUOTES).replace("，", ",")
    return PINYIN.sub("", folded) if "(" in folded else folded


@lru_cache(maxsize=_REMEMBERED)
def label_key(text: str) -> str:
    """Return a label for comparison: `plain`, without list number, 其中： and final colon."""
    key = plain(text)
    for _ in range(2):
        key = _OF_WHICH.sub("", _NUMBER.sub("", key)) or key
    return key.strip(":：;,。、")


@lru_cache(maxsize=_REMEMBERED)
def without_brackets(key: str) -> str:
    """Return a key without bracketed remarks: 全年预算数(A) is 全年预算数."""
    return _BRACKETS.sub("", key).strip(":") or key


def one_line(text: str) -> str:
    """Return the text of a cell whose words were wrapped over several lines."""
    return re.sub(r"\s*\n\s*", "", text).strip()


def label_text(text: str) -> str:
    """Return a label as the record writes it: as printed, without list number, 其中： and final colon."""
    joined = one_line(text)
    for _ in range(2):
        joined = re.sub(r"^(?:其中[:：]?|[其中][:：])\s*", "", _strip_number(joined))
    return joined.rstrip(":： ").strip() or text.strip()


def _strip_number(text: str) -> str:
    match = _NUMBER.match(simplify(text))
    return text[match.end() :].strip() if match and match.end() < len(text) else text
