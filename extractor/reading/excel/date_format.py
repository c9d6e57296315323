"""What a spreadsheet shows for a date, a time or a duration under its format code, with Chinese names."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|[_*].'
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[\$(?P<money>[^\]-]*)[^\]]*\]|\[[^\]]*\]"
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<field>y+|m+|d+|h+|s+(?:\.0+)?|a{3,4}|e+)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_SYSTEM = {
    "mm-dd-yy": "yyyy/m/d",
    "m/d/yyyy": "yyyy/m/d",
    "m/d/yy h:mm": "yyyy/m/d h:mm",
}
"""Codes that follow the system; on a Chinese one they show this."""
_LONG_DATE = re.compile(r"\[\$-F800\].*", re.IGNORECASE)
_LONG_TIME = re.compile(r"\[\$-F400\].*", re.IGNORECASE)
_WEEK = "一二三四五六日"
_NUMERALS = "〇一二三四五六七八九"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
BUILTIN_DATES = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
}
"""Format numbers of a Chinese spreadsheet that the file does not spell out (ECMA-376 Part 1, 18.8.30, zh-cn)."""


@lru_cache
def has_date(section: str) -> bool:
    """Tell whether a section shows a date or time."""
    return any(match.lastgroup in {"elapsed", "half", "field"} for match in _TOKEN.finditer(_plain(section)))


def printed_date(value: date | time | timedelta, section: str) -> str:
    """Return the text that a cell shows for a date, time or duration."""
    section = _LONG_TIME.sub("h:mm:ss", _LONG_DATE.sub('yyyy"年"m"月"d"日"', _SYSTEM.get(section.strip(), section)))
    if not has_date(section):
        return _iso(value)
    moment = _moment(value)
    shown = _Shown(moment, section)
    return "".join(shown.text(at) for at in range(len(shown.tokens))).strip()


def _plain(section: str) -> str:
    return re.sub("General|G/通用格式|E[+-]", "", section, flags=re.IGNORECASE)


def _iso(value: date | time | timedelta) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)


def _moment(value: date | time | timedelta) -> datetime:
    """Return the moment to the second; a time or duration counts from Excel's day zero."""
    zero = datetime(1899, 12, 31)  # noqa: DTZ001 - spreadsheets know no time zone
    if isinstance(value, timedelta):
        moment = zero + value
    elif isinstance(value, time):
        moment = datetime.combine(zero, value)
    elif isinstance(value, datetime):
        moment = value
    else:
        moment = datetime.combine(value, time())
    return moment + timedelta(microseconds=500)  # serial numbers fall short of the full second


class _Shown:
    """The tokens of one date format, each rendered in the light of its neighbours."""

    def __init__(self, moment: datetime, section: str) -> None:
        self.moment = moment
        self.tokens = [match for match in _TOKEN.finditer(section) if match.lastgroup]
        self.halves = any(token.lastgroup == "half" for token in self.tokens)
        self.numerals = "[dbnum1]" in section.lower()

    def text(self, at: int) -> str:
        """Return what token number `at` shows."""
        token = self.tokens[at]
        if token.lastgroup == "field":
            return self._field(token.group().lower(), at)
        if token.lastgroup == "half":
            morning, afternoon = token.group().split("/")
            return morning if self.moment.hour < 12 else afternoon  # noqa: PLR2004 - noon
        if token.lastgroup == "elapsed":
            return self._elapsed(token.group("elapsed").lower())
        return str(token.group(str(token.lastgroup)))

    def _field(self, code: str, at: int) -> str:
        moment, kind = self.moment, code[0]
        if kind in "ye":
            year = str(moment.year) if len(code) > 2 or kind == "e" else f"{moment.year % 100:02d}"  # noqa: PLR2004
            return "".join(_NUMERALS[int(digit)] for digit in year) if self.numerals else year
        if kind == "m" and not self._minutes(at):
            return self._named(_MONTHS[moment.month - 1], moment.month, code)
        if kind == "d":
            return self._named(_DAYS[moment.weekday()], moment.day, code)
        if kind == "a":
            return ("星期" if len(code) > 3 else "") + _WEEK[moment.weekday()]  # noqa: PLR2004 - aaa, aaaa
        hour = (moment.hour % 12 or 12) if self.halves else moment.hour
        whole, _, decimals = code.partition(".")
        number = {"h": hour, "m": moment.minute, "s": moment.second}[kind]
        return self._number(number, len(whole)) + (decimals and f".{moment.microsecond:06d}"[: len(decimals) + 1])

    def _minutes(self, at: int) -> bool:
        """Tell whether m means minutes: it does right behind hours or right before seconds."""
        letters = [(n, (t.group("field") or t.group("elapsed") or "")[:1].lower()) for n, t in enumerate(self.tokens)]
        before = next((letter for n, letter in reversed(letters) if n < at and letter), "")
        after = next((letter for n, letter in letters if n > at and letter), "")
        return before == "h" or after == "s"

    def _named(self, name: str, number: int, code: str) -> str:
        if len(code) <= 2:  # noqa: PLR2004 - d, dd
            return self._number(number, len(code))
        return {3: name[:3], 5: name[0]}.get(len(code), name)

    def _number(self, number: int, width: int) -> str:
        if not self.numerals:
            return f"{number:0{width}d}"
        tens, ones = divmod(number, 10)
        head = ("" if tens == 1 else _NUMERALS[tens]) + "十" if tens else ""
        return head + ("" if tens and not ones else _NUMERALS[ones])

    def _elapsed(self, code: str) -> str:
        seconds = int((self.moment - datetime(1899, 12, 31)).total_seconds())  # noqa: DTZ001
        return f"{seconds // {'h': 3600, 'm': 60, 's': 1}[code[0]]:0{len(code)}d}"
