"""Figures as they are printed in Chinese reports, and what they are worth.

`find_quantities` reads every figure of a text: digits with or without commas, full-width digits,
capital amounts (壹佰贰拾万元整), an operator before (≥ ≦ ═), a word of imprecision (约 近 余 多) and
the unit behind. A year, a date or a list number is not a figure.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

MONEY_IN_YUAN = {
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万元": Decimal(10) ** 4,
    "百万元": Decimal(10) ** 6,
    "千万元": Decimal(10) ** 7,
    "亿元": Decimal(10) ** 8,
}
"""What one of each unit of money is worth in 元."""

COUNTERS = tuple(
    "人次 场次 车次 人天 平方米 平方公里 立方米 公里 千米 公顷 百分比 万人次 万人 万户 万亩 万株 万册 万份 万个 "
    "万次 万吨 万平方米 人 名 位 个 家 次 场 篇 项 件 份 册 台 辆 户 所 期 条 户次 处 座 套 批 批次 张 幅 只 头 "
    "亩 吨 株 棵 米 ㎡ m² 天 小时 分钟 周 季度 届 轮 种 类 本 支 队 部 艘 架 间 栋 盏 块 片 段 宗 起 例 岁 倍 "
    "村 社区 乡镇 公斤 千克 千瓦 度 升 元/人 元/次 元/月 元/年 万元/个 元/平方米 元/公里".split()
)
"""Words that count things; the figure before them is exact."""

_FOLD = str.maketrans(
    "０１２３４５６７８９．％＋－﹣−–—＜＞＝﹤﹥﹦═≦≧⩽⩾／（）：　\u00a0〇",
    "0123456789.%+-----<>=<>==≤≥≤≥/():  0",
)
_WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")

_OPERATORS = {
    "≥": "≥", ">=": "≥", "=>": "≥", "不低于": "≥", "不少于": "≥", "大于等于": "≥", "达到": "≥", "以上": "≥",
    "≤": "≤", "<=": "≤", "=<": "≤", "不超过": "≤", "不高于": "≤", "不大于": "≤", "小于等于": "≤", "以内": "≤",
    ">": ">", "大于": ">", "高于": ">", "超过": ">",
    "<": "<", "小于": "<", "低于": "<", "=": "=", "等于": "=",
}  # fmt: skip

_BEFORE = "|".join(sorted((re.escape(o) for o in _OPERATORS), key=len, reverse=True))
_MONEY = "|".join(sorted(MONEY_IN_YUAN, key=len, reverse=True))
_COUNTER = "|".join(sorted((re.escape(c) for c in COUNTERS), key=len, reverse=True))
_UNIT = rf"(?:{_MONEY}|万[多余](?:人次|人|元|个|户|册|份)|亿|个百分点|百分点|%|分(?!之|别|项|类|管|配|析|局|公司|会|期|钟|解|级|布)|{_COUNTER}|万)"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_ARABIC = re.compile(
    rf"(?P<operator>{_BEFORE})?\s*(?P<about>约为|大约|约|近|将近|接近)?\s*"
    rf"(?P<number>(?<![\d.,A-Za-z%~～-])[+-]?{_NUMBER})(?![\d])"
    rf"\s*(?P<more>余|多|左右)?\s*(?P<unit>{_UNIT})?(?P<after>余|多|左右|以上|以内)?"
)
_DATE = re.compile(r"\s*(?:年|月|日|号|季度|-\d{1,2}月|[-./]\d{1,2}[-./]\d{1,2})")
_CAPITAL_DIGITS = {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"两": 2, "貳": 2, "參": 3, "陸": 6}
_CAPITAL = re.compile(r"[壹贰貳叁參肆伍陆陸柒捌玖拾][零壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬万亿億]*(?:元|圆|圓)(?:整|正|[零壹贰叁肆伍陆柒捌玖]角)?"
                      r"(?:[零壹贰叁肆伍陆柒捌玖]分)?整?")  # fmt: skip


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


def fold(text: str) -> str:
    """Fold full-width digits, signs and spaces; the length stays, so that positions hold."""
    return _WIDE_COMMA.sub(",", text).translate(_FOLD)


def printed_decimals(text: str) -> int:
    """Return how many decimals a number is printed with: 2 for `1,234.50`, 0 for `90`."""
    number = fold(text).strip().rstrip("%")
    return len(number.rpartition(".")[2]) if "." in number else 0


def find_quantities(text: str) -> list[Quantity]:
    """Return all figures of a text in order; years, dates and parts of words are left out."""
    folded = fold(text)
    found = [_arabic(match, text) for match in _ARABIC.finditer(folded) if not _is_date(match, folded)]
    found += [_capital(match) for match in _CAPITAL.finditer(text)]
    return sorted(found, key=lambda quantity: quantity.start)


def parse_quantity(text: str) -> Quantity | None:
    """Return the figure that a text consists of, e.g. a whole cell; None when it is anything else."""
    stripped = fold(text).strip().strip("()").strip()
    quantities = find_quantities(stripped)
    if len(quantities) != 1:
        return None
    rest = stripped[: quantities[0].start] + stripped[quantities[0].end :]
    return quantities[0] if not rest.strip(" 。.;；") else None


def in_yuan(value: Decimal, unit: str) -> Decimal | None:
    """Return an amount in 元, or None when the unit is not one of money."""
    factor = MONEY_IN_YUAN.get(unit)
    return None if factor is None else value * factor


def is_money(unit: str) -> bool:
    """Whether a unit is one of money."""
    return unit in MONEY_IN_YUAN


def _arabic(match: re.Match[str], text: str) -> Quantity:
    number = match["number"]
    unit = match["unit"] or ""
    start = match.start("operator") if match["operator"] else match.start("about" if match["about"] else "number")
    after = match["after"] or ""
    operator = _OPERATORS.get(match["operator"] or after, "")
    return Quantity(
        text=text[match.start("number") : match.end("number")],
        value=Decimal(number.replace(",", "")),
        unit={"万": "万元", "亿": "亿元", "个百分点": "百分点"}.get(unit, unit),
        start=start,
        end=match.end(),
        operator=operator,
        approximate=bool(match["about"] or match["more"] or after in {"余", "多", "左右"}),
    )


def _is_date(match: re.Match[str], folded: str) -> bool:
    """Whether the number belongs to a date: 2024年, 1-11月, 2025.6.11, 2025-06-11."""
    if match["unit"]:
        return False
    number, end = match["number"], match.end("number")
    if _DATE.match(folded, end):
        return True
    if re.match(r"\.\d", folded[end:]) or re.search(r"\d\.$", folded[: match.start("number")]):
        return True
    before = folded[: match.start("number")]
    return bool(re.search(r"(?:年|月)\s*$", before)) and "." not in number and bool(re.match(r"\s*[月日号]", folded[end:]))


def _capital(match: re.Match[str]) -> Quantity:
    """Read a capital amount: 壹佰贰拾万元整 is 1200000 元."""
    whole, _, rest = re.sub("[圆圓]", "元", match[0]).partition("元")
    value = Decimal(_capital_integer(whole))
    for digit, unit in re.findall(r"([壹贰貳叁參肆伍陆陸柒捌玖])([角分])", rest):
        value += _CAPITAL_DIGITS[digit] * (Decimal("0.1") if unit == "角" else Decimal("0.01"))
    return Quantity(match[0], value, "元", match.start(), match.end())


def _capital_integer(text: str) -> int:
    total = section = digit = 0
    for char in text:
        if char in _CAPITAL_DIGITS:
            digit = _CAPITAL_DIGITS[char]
        elif char in "拾佰仟":
            section += (digit or (1 if char == "拾" else 0)) * {"拾": 10, "佰": 100, "仟": 1000}[char]
            digit = 0
        else:
            total = (total + section + digit) * (10**4 if char in "万萬" else 10**8)
            section = digit = 0
    return total + section + digit
