"""The numbers that headings and list items begin with: 第一部分 一、 （一） 1. 1.1 (1) 1) ①, behind # or not."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from extractor.records.numerals import read_number
from extractor.records.quantity import fold


class Kind(IntEnum):
    """Kinds of numbers, from those of the largest parts down."""

    ATTACHMENT = 0
    PART = 1
    SECTION = 2
    CHINESE = 3
    CHINESE_BRACKET = 4
    ARABIC = 5
    DOTTED = 6
    DOTTED_TWICE = 7
    ARABIC_BRACKET = 8
    HALF_BRACKET = 9
    CIRCLED = 10


class Mark(NamedTuple):
    """What a line begins with. `hashes` counts the # of Markdown; `rest` is the text behind, from position `start`."""

    kind: Kind
    number: int
    printed: str
    rest: str
    hashes: int = 0
    within: int = 0


_N = r"[一二三四五六七八九十]{1,3}"
_UNIT = (
    r"(?!\s*(?:[百千万亿]+[元人户亩吨个平立公件次株]|元|个百分点|公里|平方米|立方米|公顷"
    r"|[人名户辆台件次亩吨分](?:[,。;、)]|$)))"
)
"""A line that goes on with an amount of the line before, 0.36万元, is no section 0.36."""

_PATTERNS = (
    (Kind.PART, rf"第\s*(?P<n>{_N}|[0-9]{{1,2}})\s*(?:部\s*分|章|篇|编)\s*[、.:]?"),
    (Kind.SECTION, rf"第\s*(?P<n>{_N}|[0-9]{{1,2}})\s*节\s*[、.:]?"),
    (Kind.CHINESE, rf"(?P<n>{_N})\s*[、.，,](?!{_N}[、是季月])"),
    (Kind.CHINESE_BRACKET, rf"\(\s*(?P<n>{_N})\s*\)\s*[、.]?"),
    (Kind.DOTTED_TWICE, r"(?P<w>[0-9]{1,2})\.[0-9]{1,2}\.(?P<n>[0-9]{1,2})(?![0-9%])[.、]?(?=\s*[一-龥“《])"),
    (Kind.DOTTED, rf"(?P<w>[1-9][0-9]?)\.(?P<n>[0-9]{{1,2}})(?![0-9%]){_UNIT}[.、]?(?=\s*[一-龥“《])"),
    (Kind.ARABIC, r"(?P<n>[0-9]{1,2})\s*[、.](?![0-9])"),
    (Kind.ARABIC_BRACKET, r"\(\s*(?P<n>[0-9]{1,2})\s*\)"),
    (Kind.HALF_BRACKET, r"(?P<n>[0-9]{1,2})\s*\)"),
    (Kind.CIRCLED, r"(?P<n>[①-⑳])"),
)
_MARKS = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_HASHES = re.compile(r"\s*(?P<hashes>#{1,6})?[\s*]*")
_ATTACHMENT = re.compile(
    rf"附\s*[件表]\s*(?P<n>[0-9]{{1,2}}(?:\s*[-—]\s*[0-9]{{1,2}})?|{_N})?\s*(?P<end>[:.、]?)\s*(?P<rest>.*)", re.DOTALL
)
_FORM = re.compile(r"(?:表|报告|书|体系)(?:\([^)]*\))?$")
_FAR_ENOUGH = 300
_FIRST_CIRCLED = ord("①") - 1


def mark_of(text: str) -> Mark | None:
    """Return the number that a text begins with, or None."""
    text = text[:_FAR_ENOUGH]
    head = _HASHES.match(text)
    begin = head.end() if head else 0
    folded = fold(text)
    for kind, pattern in _MARKS:
        match = pattern.match(folded, begin)
        if match:
            within = int(match.groupdict().get("w") or 0)
            hashes = len(head["hashes"] or "") if head else 0
            printed = text[begin : match.end()].strip()
            return Mark(kind, _value(match["n"]), printed, text[match.end() :].strip(), hashes, within)
    return None


def hashes_of(text: str) -> tuple[int, str]:
    """Return how many # of Markdown a text begins with, and the text behind them."""
    head = _HASHES.match(text)
    if not head or not head["hashes"]:
        return 0, text.strip()
    return len(head["hashes"]), text[head.end() :].strip(" \t#*")


def attachment_of(text: str) -> tuple[str, str] | None:
    """Return the number of an attachment as printed (附件 3-1) and what stands behind it on the line, or None.

    附件： with a list behind it names attachments and begins none.
    """
    bare = hashes_of(text[:_FAR_ENOUGH])[1]
    match = _ATTACHMENT.fullmatch(fold(bare))
    if not match or (match["rest"] and not (match["n"] and (match["end"] or _is_form(match)))):
        return None
    return bare[: match.end("n") if match["n"] else 2].strip(), bare[match.start("rest") :].strip()


def _is_form(match: re.Match[str]) -> bool:
    """Whether a title stands behind the number: after a space, or the name of a form."""
    return match.string[match.end("n")].isspace() or _FORM.search(match["rest"]) is not None


def _value(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    return ord(numeral) - _FIRST_CIRCLED if "①" <= numeral <= "⑳" else int(read_number(numeral))
