"""Scoring standards by bands of per cent, as a target or a standard prints them: ≥90%得8分，60%以下得5分."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from extractor.records.quantity import fold

_BAND = re.compile(
    r"(?P<sign>[≥≤><])?(?P<one>\d+(?:\.\d+)?)%(?:[-~至](?P<two>\d+(?:\.\d+)?)%)?(?:\([^)]*\))?(?P<word>以上|以下|及以上|及以下)?[,，]?得(?:\d+(?:\.\d+)?)分"
)
_LEAST = 3
"""How many bands make a standard."""

_HUNDRED = Decimal(100)


class Band(NamedTuple):
    """From which to which per cent; ends are included."""

    low: Decimal
    high: Decimal


def faults(text: str) -> list[str] | None:
    """Return what the bands of a standard leave open or say twice; None when the text is no standard.

    `≥90%` reaches up to the next higher band, `60%以下` down to zero; a bare `100%` is that value. Only bands with two
    ends can overlap.
    """
    found = list(_BAND.finditer(re.sub(r"\s", "", fold(text).replace("＞", ">"))))
    if len(found) < _LEAST:
        return None
    bands = sorted(_band(one) for one in found)
    ranges = sorted(_band(one) for one in found if one["two"])
    open_ = [f"[{one.high}%,{two.low}%)没有规定得多少分" for one, two in pairwise(bands) if one.high < two.low]
    return open_ + [f"[{two.low}%,{one.high}%)有两个得分" for one, two in pairwise(ranges) if one.high > two.low]


def _band(one: re.Match[str]) -> Band:
    first = Decimal(one["one"])
    if one["two"]:
        return Band(*sorted((first, Decimal(one["two"]))))
    if one["sign"] in {"≤", "<"} or (one["word"] or "").endswith("以下"):
        return Band(Decimal(0), first)
    if one["sign"] in {"≥", ">"} or (one["word"] or "").endswith("以上"):
        return Band(first, _HUNDRED)
    return Band(first, first)
