"""Chinese numerals in amounts and rates: 壹佰贰拾万元整, 三万元, 百分之九十五点五."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {char: digit for row in ("零壹贰叁肆伍陆柒捌玖", "〇一二三四五六七八九") for digit, char in enumerate(row)}
_DIGITS |= {"两": 2, "貳": 2, "參": 3, "叄": 3, "陸": 6}
_TENS = {"拾": 10, "佰": 100, "仟": 1000, "十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}

_ANY = "".join(_DIGITS)
_ONE = "[" + "".join(char for char, digit in _DIGITS.items() if digit) + "]"
_SCALE = "[" + "".join(_TENS) + "万萬亿億]"
_REST = rf"(?:{_ONE}(?!{_ONE})|[零〇]|{_SCALE}){{0,40}}"
_TAIL = rf"(?:零?{_ONE}角)?(?:零?{_ONE}分)?[整正]?"

AMOUNT = (
    rf"(?<![第{_ANY}])(?:(?:{_ONE}{_SCALE}|[拾十]){_REST}[多余几]?[万萬亿億]?[元圆圓](?!旦){_TAIL}"
    rf"|{_ONE}[元圆圓](?=零?{_ONE}[角分]|[整正]){_TAIL})"
)
"""Pattern of an amount in numerals. A bare 一元 is none: it begins other words as often."""

PERCENT = rf"(?:百|(?:{_ONE}(?!{_ONE})|[十]){_REST}(?:点[{_ANY}]+)?)"
"""Pattern of the numeral after 百分之."""


DIGIT = f"[{_ANY}]"
"""Pattern of one numeral that stands for a digit, as in 二〇二四年."""

SMALL = rf"{_ONE}?[拾十]?{_ONE}?"
"""Pattern of a numeral below a hundred, as in 十二月三十一日."""


def read_digits(printed: str) -> int:
    """Return a number written digit by digit: 2024 for 二〇二四."""
    return int("".join(str(_DIGITS[char]) for char in printed))


def read_amount(printed: str) -> Decimal:
    """Return what `AMOUNT` matched in 元: 1200000 for 壹佰贰拾万元整."""
    whole, _, rest = re.sub("[圆圓]", "元", re.sub("[多余几]", "", printed)).partition("元")
    value = Decimal(_integer(whole))
    for digit, coin in re.findall(rf"({_ONE})([角分])", rest):
        value += _DIGITS[digit] * Decimal("0.1" if coin == "角" else "0.01")
    return value


def read_number(printed: str) -> Decimal:
    """Return a numeral, also one with decimals: 95.5 for 九十五点五."""
    whole, _, decimals = printed.partition("点")
    digits = "".join(str(_DIGITS[char]) for char in decimals)
    return Decimal(f"{_integer(whole)}.{digits}") if digits else Decimal(_integer(whole))


def _integer(numeral: str) -> int:
    """Add up a numeral: what stands before 亿 or 万 counts as many times as that."""
    for myriad in ("亿億", "万萬"):
        left, mark, right = re.sub(f"[{myriad}]", myriad[0], numeral).rpartition(myriad[0])
        if mark:
            return (_integer(left) or 1) * _MYRIADS[mark] + _integer(right)
    total = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            total += (digit or 1) * _TENS[char]
            digit = 0
    return total + digit
