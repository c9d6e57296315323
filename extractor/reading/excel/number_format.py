"""What a spreadsheet shows: a stored number and its format code → the text that stands on the paper.

Format codes are those of ECMA-376 Part 1, 18.8.31: up to four sections (positive; negative; zero; text), digit
placeholders 0 # ?, thousands and scaling commas, per cent, literals, conditions. A fraction or a numeral system
([DBNum2]) prints as General.
"""

from __future__ import annotations

import operator
import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from extractor.reading.excel.date_format import has_date, printed_date

GENERAL = "General"
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|[_*].|\[\$(?P<money>[^\]-]*)[^\]]*\]|\[[^\]]*\]'
    r"|(?P<general>General|G/通用格式)|(?P<exp>E[+-])|(?P<mark>[0#?.,%/@])|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'((?:"[^"]*"?|[\\!_*].|\[[^\]]*\]|[^;])*)(?:;|$)', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]")
_COMPARE = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}
_DIGITS = "0#?"
_STORED_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
"""A spreadsheet keeps 15 significant digits; what a float holds beyond them was never entered."""
_GENERAL_WIDTH = 11
_MAX_DECIMALS = 30


class _Token(NamedTuple):
    kind: str  # literal, mark, exp or general
    text: str


def printed(value: object, code: str = GENERAL) -> str:
    """Return the text that a cell shows for its stored value under the format `code`; "" for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (datetime, date, time, timedelta)):
        return printed_date(value, sections(code)[0])
    if isinstance(value, (int, float, Decimal)) and Decimal(value).is_finite():
        return _number(_STORED_DIGITS.create_decimal(repr(value) if isinstance(value, float) else value), code)
    return _text(str(value), code)


@lru_cache
def sections(code: str) -> tuple[str, ...]:
    """Return the sections of a format code; semicolons inside quotes do not divide."""
    found = [match.group(1) for match in _SECTION.finditer(code)]
    return tuple(found[:-1] if len(found) > 1 and not found[-1] and not code.endswith(";") else found)


def _number(value: Decimal, code: str) -> str:
    section, negative = _choose(value, sections(code))
    if has_date(section):
        return general(value)
    text = _placed(_tokens(section), abs(value)).strip()
    return "-" + text if negative and text else text


def _choose(value: Decimal, parts: tuple[str, ...]) -> tuple[str, bool]:
    """Return the section for `value`, and whether the minus sign has to be printed in front of it."""
    numeric = parts[:3]
    if any(_CONDITION.search(part) for part in numeric):
        section = next((part for part in numeric if _holds(part, value)), numeric[-1])
        return section, value < 0 and not re.search(r"\[<", section)
    if value < 0:
        return (numeric[1], False) if len(numeric) > 1 else (numeric[0], True)
    return (numeric[2] if value == 0 and len(numeric) > 2 else numeric[0]), False  # noqa: PLR2004 - third section


def _holds(section: str, value: Decimal) -> bool:
    condition = _CONDITION.search(section)
    return condition is None or _COMPARE[condition.group(1)](value, Decimal(condition.group(2)))


@lru_cache
def _tokens(section: str) -> tuple[_Token, ...]:
    found = []
    for match in _TOKEN.finditer(section):
        kind = match.lastgroup
        if kind in {"general", "exp", "mark"}:
            found.append(_Token(kind, match.group()))
        elif kind:
            found.append(_Token("literal", match.group(kind)))
    return tuple(found)


def _placed(tokens: tuple[_Token, ...], value: Decimal) -> str:
    """Return `value`, which is not negative, in the placeholders of one section."""
    marks = [token.text for token in tokens if token.kind == "mark"]
    if not any(mark in _DIGITS for mark in marks) or "/" in marks:
        return "".join(_whole(token, value, marks) for token in tokens)
    value = value.scaleb(2 * marks.count("%") - 3 * _scaling(marks))
    if any(token.kind == "exp" for token in tokens):
        return _scientific(tokens, value)
    return _filled(tokens, value, grouped="," in "".join(marks).split(".")[0].strip(",%"))


def _whole(token: _Token, value: Decimal, marks: list[str]) -> str:
    """Print General and @ as the whole number, of a fraction the first placeholder only."""
    if token.kind == "literal":
        return token.text
    if token.kind == "general" or token.text == "@":
        return general(value)
    first = next((mark for mark in marks if mark in _DIGITS), None)
    if "/" in marks and first:
        marks.clear()
        return general(value)
    return "%" if token.text == "%" else ""


def _scaling(marks: list[str]) -> int:
    """Count the commas behind the last placeholder, of the integer part or of all: each divides by a thousand."""
    integer, _, fraction = "".join(marks).replace("%", "").partition(".")
    return sum(len(part) - len(part.rstrip(",")) for part in (integer, fraction))


def _filled(tokens: tuple[_Token, ...], value: Decimal, *, grouped: bool) -> str:
    point = next((at for at, token in enumerate(tokens) if token == ("mark", ".")), len(tokens))
    holders = [at for at, token in enumerate(tokens) if token.kind == "mark" and token.text in _DIGITS]
    before = [at for at in holders if at < point]
    after = [at for at in holders if at > point][:_MAX_DECIMALS]
    whole, _, fraction = f"{_rounded(value, len(after)):f}".partition(".")
    digits = _integer_digits(whole, [tokens[at].text for at in before], grouped=grouped)
    shown = dict(zip(before, digits, strict=True))
    shown |= dict(zip(after, _fraction_digits(fraction, [tokens[at].text for at in after]), strict=True))
    if point < len(tokens):
        shown[point] = "." if before or digits else whole.strip("0") + "."
    return "".join(_shown(token, shown.get(at, "")) for at, token in enumerate(tokens))


def _shown(token: _Token, digits: str) -> str:
    if token.kind == "literal" or token.text == "%":
        return token.text
    return digits


def _integer_digits(whole: str, holders: list[str], *, grouped: bool) -> list[str]:
    """Return what stands in each placeholder before the point; the first takes all digits that are left."""
    if not holders:
        return []
    needed = len(holders) - next((at for at, holder in enumerate(holders) if holder == "0"), len(holders))
    whole = whole.lstrip("0").rjust(needed, "0")
    marked = [
        char + ("," if grouped and left and left % 3 == 0 else "")
        for char, left in zip(whole, reversed(range(len(whole))), strict=True)
    ]
    spare = [""] * (len(holders) - len(marked))
    surplus = max(0, len(marked) - len(holders))
    head = ["".join(marked[: surplus + 1])] if marked else []
    return spare + head + marked[surplus + 1 :]


def _fraction_digits(fraction: str, holders: list[str]) -> list[str]:
    shown = list(fraction)
    for at in reversed(range(len(holders))):
        if holders[at] == "0" or shown[at] != "0":
            break
        shown[at] = ""
    return shown


def _scientific(tokens: tuple[_Token, ...], value: Decimal) -> str:
    split = next(at for at, token in enumerate(tokens) if token.kind == "exp")
    mantissa, exponent = tokens[:split], tokens[split + 1 :]
    decimals = "".join(token.text for token in mantissa if token.kind == "mark").partition(".")[2]
    width = sum(token.text in _DIGITS for token in exponent if token.kind == "mark")
    scaled = value.scaleb(-value.adjusted()) if value else value
    power = value.adjusted() if value else 0
    rounded = _rounded(scaled, len(decimals))
    if rounded >= 10:  # noqa: PLR2004 - 9.99 rounded up to the next power
        rounded, power = _rounded(rounded / 10, len(decimals)), power + 1
    sign = "-" if power < 0 else "+" * tokens[split].text.endswith("+")
    return f"{rounded:f}E{sign}{abs(power):0{width}d}"


def general(value: Decimal) -> str:
    """Return a number as the format General shows it: at most eleven characters, but never an integer digit less."""
    whole = len(str(abs(int(value))))
    decimals = max(0, _GENERAL_WIDTH - 1 - whole)
    if value and value.adjusted() < -4:  # noqa: PLR2004 - 0.0001 is the smallest that prints in full
        return f"{value.normalize():f}"
    text = f"{_rounded(value, decimals):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=Context(prec=400))


def _text(value: str, code: str) -> str:
    """Return a text under its section: @ stands for it; without one the text stays as it is."""
    parts = sections(code)
    section = parts[3] if len(parts) > 3 else next((part for part in parts if "@" in part), "@")  # noqa: PLR2004
    return "".join(value if token.text == "@" and token.kind == "mark" else token.text for token in _tokens(section))
