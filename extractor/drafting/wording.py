"""How a value of the record is written in a draft, and which writings of it the lock accepts.

Amounts stand as printed with their unit; nothing is converted. Only width, spaces and the signs of
comparison are made uniform. `forms` is used twice: to write a value, and to prove what was written.
"""

from __future__ import annotations

import re

from extractor.records.quantity import fold, parse_quantity
from extractor.records.report import Date, Figure, Measure, Text, Year

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ue000-\uf8ff\ufffe\uffff\u200b-\u200f\u2028-\u202e\ufeff]")
_GAP = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_CLOSED = tuple("。；！？：;:!?”）)")
_NUMBERED = re.compile(r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）、.．]|[一二三四五六七八九十]是|[①-⑳])")
_SIGNS = frozenset("≥≤<>")
_DIGITS = "零一二三四五六七八九"
_ENDING = " 。；;，,、."
_WORDS_FOR_NOTHING = frozenset({"无", "没有", "不涉及", "无此项", "不适用", "/", "-", "—", "——", "――"})


def clean(text: str) -> str:
    """Return words on one line: no control characters, no spaces beside Chinese characters."""
    joined = _GAP.sub("", _UNPRINTABLE.sub("", text).strip())
    return re.sub(r"\s+", " ", joined)


def paragraphs(text: str) -> list[str]:
    """Split printed words into paragraphs; a line that was only wrapped is joined to the one before."""
    found: list[str] = []
    for line in filter(None, map(clean, _UNPRINTABLE.sub("", text).splitlines())):
        if found and not found[-1].endswith(_CLOSED) and not _NUMBERED.match(line):
            found[-1] += line
        else:
            found.append(line)
    return found


def sentence(text: str) -> str:
    """Return words without their closing mark, so that a sentence may go on or end once."""
    return text.rstrip(_ENDING)


def ordinal(number: int) -> str:
    """Return a Chinese ordinal: 一, 十二, 二十."""
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, _DIGITS[tens % 10] + "十")
    return head + (_DIGITS[ones] if ones else "")


def nested(text: str) -> str:
    """Return words that are to stand inside quotation marks: their own become single ones."""
    return text.translate({ord("“"): "‘", ord("”"): "’"})


def is_none(text: str) -> bool:
    """Whether the words say that there is nothing: 无, 不涉及, a dash."""
    return sentence(clean(text)) in _WORDS_FOR_NOTHING


def number(figure: Figure) -> str:
    """Return the printed number without its unit; a person's correction stands before the print."""
    text = figure.corrected.text if figure.corrected else figure.text
    folded = clean(fold(text)).replace(" ", "")
    return folded.removesuffix(unit_of(figure)) if unit_of(figure) else folded


def unit_of(figure: Figure) -> str:
    """Return the unit of a figure, as corrected if it was."""
    return (figure.corrected.unit if figure.corrected and figure.corrected.unit else figure.unit) or ""


def printed(value: Text | Measure) -> str:
    """Return how a value is written in a draft.

    A figure is its printed number and unit (约 before an approximate one), a date 2025年6月24日, a year its four
    digits, a target or result its words with the unit of its column.
    """
    if isinstance(value, Figure):
        return f"{'约' if value.approximate else ''}{_with_unit(number(value), unit_of(value))}"
    text = value.corrected.text if value.corrected else value.text
    if isinstance(value, Date | Year) and not value.corrected:
        return _date(value)
    return _measure(value, text) if isinstance(value, Measure) else clean(text)


def forms(value: Text | Measure) -> set[str]:
    """Return every accepted writing of a value: whole, without its closing mark, or one paragraph of it."""
    whole = printed(value)
    found = {whole, sentence(whole), nested(sentence(whole))}
    if isinstance(value, Figure):
        return found | {unsigned(value)}
    parts = paragraphs(value.corrected.text if value.corrected else value.text)
    return found | set(parts) | {sentence(part) for part in parts}


def unsigned(figure: Figure) -> str:
    """Return a figure without its sign, for a sentence whose verb tells the direction."""
    return printed(figure).replace("-", "").replace("+", "")


def _with_unit(words: str, unit: str) -> str:
    """Join number and unit; an amount in Chinese numerals brings its own."""
    if any(char.isdigit() for char in words):
        return f"{words}{unit}"
    return f"百分之{words}" if unit == "%" else words if unit in words else f"{words}{unit}"


def _date(value: Date | Year) -> str:
    parts = value.value.split("-")
    if isinstance(value, Year) or not all(part.isdigit() for part in parts):
        return value.value if isinstance(value, Year) else clean(value.text)
    return "".join(f"{int(part)}{name}" for part, name in zip(parts, "年月日", strict=False))


def _measure(value: Measure, text: str) -> str:
    """Return a target or result with the sign and the unit that stand in columns of their own."""
    words = clean(text).replace("<=", "≤").replace(">=", "≥").replace("≦", "≤").replace("≧", "≥")
    words = re.sub(r"(?<=[≤≥<>=])\s+", "", words)
    quantity = parse_quantity(words)
    if quantity is None:
        return words
    bare = not quantity.unit and bool(value.unit) and not words.endswith(value.unit or "")
    signed = value.operator in _SIGNS and not quantity.operator and not value.corrected
    return f"{value.operator if signed else ''}{words}{value.unit if bare else ''}"
