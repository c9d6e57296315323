"""Figures as they are printed in Chinese reports, and what they are worth.

`find_quantities` reads every figure of a text: digits with or without commas, full-width digits, amounts and rates
in Chinese numerals (壹佰贰拾万元整, 百分之九十五), an operator (≥ ≦ ═ 不低于 以内), a word of imprecision
(约 近 余 多 左右) and the unit behind. Dates, list numbers, phone numbers and codes are no figures (`lookalikes`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extractor.records.lookalikes import BLANK, hide
from extractor.records.numerals import AMOUNT, PERCENT, read_amount, read_number
from extractor.records.units import COUNTERS, MONEY_IN_YUAN, PER, UNIT, any_of, in_yuan, is_money, name_of

__all__ = [
    "COUNTERS",
    "MONEY_IN_YUAN",
    "Quantity",
    "find_quantities",
    "fold",
    "in_yuan",
    "is_money",
    "parse_quantity",
    "printed_decimals",
]

_FOLD = str.maketrans(
    "０１２３４５６７８９．％﹪＋－﹣−–＜＞＝﹤﹥﹦═≦≧⩽⩾／（）：￥～〜∽\u3000\u00a0\u2002\u2003\u2009\u202f\u200b",
    "0123456789.%%+----<>=<>==≤≥≤≥/():¥~~~       ",
)
_WIDE_COMMA = re.compile(
    r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))"  # １，６７３
    # 1，673，387.69 and 1，673.50, but 5，300人 may as well be two figures
    r"|(?<![0-9])[1-9][0-9]{0,2}(?:(?:，[0-9]{3}){2,}|，[0-9]{3}(?=\.[0-9]{2}(?![0-9]|\s*[%％])))(?![0-9])"
)

_WORDS_OF_OPERATOR = {
    "≥": "≥ >= => ≮ 大于等于 大于或等于 不低于 不得低于 不少于 不得少于 不小于 至少 以上 之上",
    "≤": "≤ <= =< ≯ 小于等于 小于或等于 不高于 不超过 不得超过 不大于 不多于 至多 最多 以内 之内 以下",
    ">": "> 大于 高于 超过 多于",
    "<": "< 小于 低于 少于",
    "=": "= 等于",
}
_OPERATORS = {word: operator for operator, words in _WORDS_OF_OPERATOR.items() for word in words.split()}

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_BEFORE = (
    rf"(?:(?P<operator>{any_of(_OPERATORS)})\s*)?"
    r"(?:(?P<about>约为|大约|将近|接近|大概|(?<![节预签合集履契制])约|(?<![附最邻临靠])[近逾])\s*)?"
    r"(?:(?P<yuan>¥)\s*)?"
)
_ARABIC = (
    rf"(?<![0-9.A-Za-z])(?P<sign>(?<![%){BLANK}+-])[+-])?(?P<digits>{_DIGITS})"
    rf"(?:[ \n]*(?P<more>余(?!额)|[多几]|左右))?[ \n]*"
    rf"(?:(?P<unit>{UNIT})|(?=[-~至到—]+\s*{_DIGITS}\s*(?P<shared>{UNIT})))?"
)
_AFTER = r"(?P<odd>余(?!额)|多|左右|上下)?(?:\s*\(含(?:本数)?\))?(?:及?(?P<bound>以上|以内|以下|之内|之上))?"
_FIGURE = re.compile(
    rf"{_BEFORE}(?:{_ARABIC}|(?P<amount>{AMOUNT})(?P<per>{PER}*)|百分之(?P<percent>{PERCENT}|{_DIGITS})){_AFTER}"
)
_FRAME = " \n\t()。.;；,，、"


class Quantity(NamedTuple):
    """One figure of a text. `text` is the number as printed; `unit` is empty when none is printed."""

    text: str
    value: Decimal
    unit: str
    start: int
    end: int
    operator: str = ""
    approximate: bool = False

    @property
    def decimals(self) -> int:
        """The number of printed decimals."""
        return printed_decimals(self.text)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Fold full-width digits, signs and spaces; the length stays, so that positions hold."""
    return _WIDE_COMMA.sub(lambda match: match[0].replace("，", ","), text).translate(_FOLD)


def printed_decimals(text: str) -> int:
    """Return how many decimals a number is printed with: 2 for `1,234.50`, 0 for `90`, 1 for 壹元伍角."""
    number = fold(text).strip().rstrip("%").replace("点", ".")
    if "." in number:
        return len(number.rpartition(".")[2])
    return 2 if "分" in number else int("角" in number)


def find_quantities(text: str) -> list[Quantity]:
    """Return all figures of a text in order.

    In a range (1~2家) the first figure shares the unit of the second. `start` and `end` are positions in `text`;
    they span the operator, the number and the unit.
    """
    found: list[Quantity] = []
    for match in _FIGURE.finditer(hide(fold(text))):
        found.append(_arabic(match, text, found) if match["digits"] else _numeral(match, text))
    return found


_BROKEN = re.compile(r"\s*\n\s*(?=[^\d.,，\s])|(?<=[≥≤><＝=])\s*\n\s*")


@lru_cache(maxsize=4096)
def parse_quantity(text: str) -> Quantity | None:
    """Return the figure that a text consists of, e.g. a whole cell; None when it is anything else.

    A narrow cell may break a line between the number and its unit or inside that: `16233.20万` above `元`.
    """
    text = _BROKEN.sub("", text)
    quantities = find_quantities(text)
    if len(quantities) != 1:
        return None
    folded, (figure,) = fold(text), quantities
    around = folded[: figure.start] + folded[figure.end :]
    return None if around.replace("人民币", "").strip(_FRAME) else figure


def _arabic(match: re.Match[str], text: str, before: list[Quantity]) -> Quantity:
    """Read a figure in digits. A number after ¥ is in 元 unless another unit is printed."""
    unit = name_of(match["unit"] or match["shared"] or ("元" if match["yuan"] else ""))
    value = Decimal(match["digits"].replace(",", ""))
    if not match["sign"] or (before and before[-1].end == match.start("sign")):  # the dash of 1人-5人 is no sign
        return _quantity(match, text[slice(*match.span("digits"))], value, unit)
    printed = text[match.start("sign") : match.end("digits")]
    return _quantity(match, printed, -value if match["sign"] == "-" else value, unit)


def _numeral(match: re.Match[str], text: str) -> Quantity:
    """Read an amount in Chinese numerals, or what stands after 百分之."""
    if match["amount"]:
        return _quantity(match, match["amount"], read_amount(match["amount"]), "元" + match["per"])
    digits = match["percent"].replace(",", "")
    value = Decimal(digits) if digits.isascii() else read_number(digits)
    return _quantity(match, text[slice(*match.span("percent"))], value, "%")


def _quantity(match: re.Match[str], text: str, value: Decimal, unit: str) -> Quantity:
    """Put together what every kind of figure shares: place, operator and imprecision."""
    dash = bool(match["sign"] and match[0].startswith(match["sign"]) and text[0].isdecimal())
    vague = match["about"] or match["more"] or match["odd"]
    return Quantity(
        text=text,
        value=value,
        unit=unit,
        start=match.start() + dash,
        end=match.start() + len(match[0].rstrip()),
        operator=_OPERATORS.get(match["operator"] or match["bound"] or "", ""),
        approximate=bool(vague or set("多余几") & set(match["unit"] or match["amount"] or "")),
    )
