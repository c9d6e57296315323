"""What a person writes into 改为 becomes a correction beside the printed value, or one sentence about what is wrong."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from extractor.records.quantity import Quantity, fold, is_money, parse_quantity
from extractor.records.report import Corrected, Date, Figure, Measure, Text, Year

_YEAR = re.compile(r"(?:19|20)\d{2}")
_DATE = re.compile(r"(\d{4})(?:-|年|/|\.)(\d{1,2})(?:(?:-|月|/|\.)(\d{1,2})日?|月)?")
_FAR = Decimal(1000)
"""A number without unit that differs from the printed one by this factor may have been meant in another unit."""
_MONTHS, _DAYS = 12, 31


class Signature(NamedTuple):
    """Who decides, when (ISO date), and why."""

    by: str
    on: str
    reason: str = ""


class NotUsableError(ValueError):
    """A correction that cannot be used; the message is a Chinese clause that says why and what to write."""


def corrected(value: Text, typed: str, who: Signature) -> Corrected:
    """Return a correction of a value from what a person typed; raises NotUsableError.

    A figure is corrected by a number, with the unit of the field or none; a year by four digits, a date by a date,
    words by words. Nothing is converted.
    """
    text = typed.strip()
    if not text:
        raise NotUsableError("是空的，请写上改成什么")
    if isinstance(value, Figure):
        one = _number(text, value)
        return _signed(one.text, one.value, one.unit or _unit(value), who)
    if isinstance(value, Measure):
        return _measure(text, value, who)
    return _signed(_words(text, value), None, None, who)


def effective(value: Text) -> tuple[str, Decimal | None, str]:
    """Return text, value and unit that count: those of the correction, else those printed."""
    printed = getattr(value, "value", None)
    amount = printed if isinstance(printed, Decimal) else None
    if value.corrected is None:
        return value.text, amount, _unit(value)
    return value.corrected.text, value.corrected.value, value.corrected.unit or _unit(value)


def is_same(value: Text, new: Corrected) -> bool:
    """Whether a correction says what counts already."""
    return (new.text, new.value, new.unit or getattr(value, "unit", None) or "") == effective(value)


def accepted(value: Text, new: Corrected) -> Text:
    """Return the value with a correction beside it; a correction that it replaces goes into its history."""
    before = (value.corrected,) if value.corrected is not None else ()
    return value.model_copy(update={"corrected": new, "history": (*value.history, *before)})


def _signed(text: str, value: Decimal | None, unit: str | None, who: Signature) -> Corrected:
    return Corrected(text=text, value=value, unit=unit or None, by=who.by, on=who.on, reason=who.reason)


def _number(text: str, value: Figure) -> Quantity:
    """Return the one number that was typed, in the unit of the field."""
    one = parse_quantity(text)
    if one is None:
        raise NotUsableError(f"{text!r} 不是一个数，请只写数字，可以连单位")
    if one.operator or one.approximate:
        raise NotUsableError(f"{text!r} 不是一个确定的数，请去掉“{one.operator or '约、余、多'}”这样的字")
    unit = _unit(value)
    if one.unit and unit and one.unit != unit:
        raise NotUsableError(f"{text!r} 的单位与这个数的单位“{unit}”不同，请换算成“{unit}”再写")
    if not one.unit:
        _refuse_other_scale(one, value, unit)
    return one


def _refuse_other_scale(one: Quantity, value: Figure, unit: str) -> None:
    """Refuse a bare number that looks as if it were meant in another unit: 0.95 for 95%, 9500 元 for 0.95 万元."""
    _, now, _ = effective(value)
    if not one.value or not now:
        return
    factor = abs(one.value / now)
    if unit == "%" and abs(one.value) <= 1 and factor * 50 < 1:
        raise NotUsableError(f"{one.text!r} 与原文 {value.text} 差得太远，是百分之几请连 % 一起写")
    if is_money(unit) and not 1 / _FAR < factor < _FAR:
        raise NotUsableError(f"{one.text!r} 与原文 {value.text} 相差一千倍以上，请连单位“{unit}”一起写，以免写错单位")


def _measure(text: str, value: Measure, who: Signature) -> Corrected:
    """Return the correction of a target or an actual value: words, and their figure when they hold exactly one."""
    one = parse_quantity(text)
    if one is None:
        return _signed(text, None, None, who)
    unit = _unit(value)
    if one.unit and unit and one.unit != unit:
        raise NotUsableError(f"{text!r} 的单位与这个数的单位“{unit}”不同，请换算成“{unit}”再写")
    new = one.unit or unit  # the words hold their unit; beside them stands only one that the field has not
    return _signed(text, one.value, None if new == (value.unit or "") else new, who)


def _words(text: str, value: Text) -> str:
    if isinstance(value, Year) and not _YEAR.fullmatch(fold(text).removesuffix("度").removesuffix("年").strip()):
        raise NotUsableError(f"{text!r} 不是年度，请写四位数字")
    if isinstance(value, Date) and not _is_date(fold(text).strip()):
        raise NotUsableError(f"{text!r} 不是日期，请写成 2025-06-24 这样")
    return text


def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    return found is not None and int(found[2]) in range(1, _MONTHS + 1) and int(found[3] or 1) in range(1, _DAYS + 1)


def _unit(value: Text) -> str:
    """Return the unit that counts for a value: of its correction, else as printed or inherited."""
    own = getattr(value, "unit", None) or ""
    return (value.corrected.unit or own) if value.corrected is not None else own
