"""Bytes → text: byte order mark, UTF-8, what the file declares, and only then a guess among the Chinese encodings."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("gb18030", "big5", "utf_16_le", "utf_16_be")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5": "big5hkscs", "big5-tw": "big5hkscs"}
_EXPLAINS_ANYTHING = {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "ascii", "us-ascii"}
"""Declared by Western tools whatever the bytes are; no Chinese text is in them."""
_SAMPLE = 1 << 18
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))
_LOSS = 0.01


class Decoded(NamedTuple):
    """Text, the encoding that it was read with, and how many characters could not be decoded."""

    text: str
    encoding: str
    lost: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """Return the text of `data`, or None when it is no text. `declared` is the encoding that the file names itself.

    Of two encodings that fit equally well GB18030 is taken: the reports are mainland papers. Up to one
    character in a hundred may be damaged; it becomes U+FFFD and is counted.
    """
    marked = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if marked:
        return _lossy(data, marked)
    declared = (declared or "").strip().lower()
    for encoding in ("utf-8", _WIDER.get(declared, declared)):
        if encoding not in _EXPLAINS_ANYTHING and "\0" not in (text := _strict(data, encoding) or "\0"):
            return Decoded(text, encoding)
    guess = _guess(data)
    return _lossy(data, guess) if guess else _mostly(data)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _lossy(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _guess(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    if len(data) > _SAMPLE:  # not to cut a character in two
        sample = sample[: sample.rfind(b"\n") + 1 or _SAMPLE]
    matches = from_bytes(sample, cp_isolation=list(_CANDIDATES))
    best = min(matches, key=lambda match: (match.chaos, _CANDIDATES.index(match.encoding)), default=None)
    if best is None or _binary(str(best)):
        return None
    return _WIDER.get(best.encoding, best.encoding)


def _binary(text: str) -> bool:
    return any(char in text for char in map(chr, _CONTROLS))


def _mostly(data: bytes) -> Decoded | None:
    """Return text with a few damaged bytes; None when there are many, or control characters."""
    if len(data[:_SAMPLE].translate(None, _CONTROLS)) != len(data[:_SAMPLE]):
        return None
    best = min((_lossy(data, encoding) for encoding in ("utf-8", "gb18030")), key=lambda found: found.lost)
    return best if best.lost <= max(1, _LOSS * len(best.text)) else None
