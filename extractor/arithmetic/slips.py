"""Slips of the hand and of the eye: which printed numbers are one small mistake apart, and how near."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from extractor.arithmetic.compare import Number

_NEAR = Decimal("0.4")
_KEYPAD = Decimal("0.6")
_OTHER = Decimal("0.8")
_TRANSPOSED = Decimal("0.5")
_POINT = Decimal("0.3")
_ONE_MORE = Decimal("0.7")
FAR = Decimal(2)
"""The distance of two numbers that no single slip connects."""

_ALIKE = ("0689", "38", "56", "17", "49", "27")
_ROWS = ("789", "456", "123")
_DIGITS = "0123456789"
_PRINTED = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_FARTHEST_POINT = 2


def is_slip(old: str, new: str) -> bool:
    """Whether two printed numbers differ by one digit, one neighbouring swap, or the place of the decimal point.

    Digits on both sides of the point are neighbours: the point stands between them by itself.
    """
    return distance(old, new) < FAR


@lru_cache(maxsize=4096)
def distance(old: str, new: str) -> Decimal:
    """Return how far apart two printed numbers are: 0 for the same, under 1 for one slip, `FAR` for more.

    Digits that look alike (0-6-8-9, 3-8, 5-6, 1-7, 4-9, 2-7) or lie side by side on the keypad are nearer.
    """
    if old == new:
        return Decimal(0)
    if old.replace(".", "").strip("0") == new.replace(".", "").strip("0"):
        return _POINT
    if len(old) == len(new) and old.find(".") == new.find("."):
        old, new = old.replace(".", ""), new.replace(".", "")
    if len(old) == len(new):
        return _substituted(old, new)
    short, long = sorted((old, new), key=len)
    one_more = len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    return _ONE_MORE if one_more else FAR


def looks_alike(old: str, new: str) -> bool:
    """Whether an eye, or an OCR, takes one printed number for the other: look-alike digits, or a lost point."""
    return distance(old, new) <= _NEAR


@lru_cache(maxsize=4096)
def slips_of(one: Number) -> tuple[Number, ...]:
    """Return every number that one slip turns into this one, each once and printed as it would be.

    None has fewer decimals, unless its point has moved: a number cut shorter satisfies almost any rule.
    """
    text = format(abs(one.printed), "f")
    fitting = (typed for typed in dict.fromkeys(_typed(text)) if _PRINTED.fullmatch(typed))
    numbers = (_read(one, typed) for typed in fitting if typed != text)
    others = (new for new in numbers if new.value != one.value)
    return tuple(new for new in others if new.decimals >= one.decimals or point_moved(one, new))


def point_moved(old: Number, new: Number) -> bool:
    """Whether two numbers have the same digits and the decimal point elsewhere."""
    return distance(format(old.printed, "f"), format(new.printed, "f")) == _POINT


def _typed(text: str) -> Iterator[str]:
    at = [index for index, char in enumerate(text) if char != "."]
    for index in at:
        yield from (text[:index] + digit + text[index + 1 :] for digit in _DIGITS)
        yield text[:index] + text[index + 1 :]
        yield from (text[:index] + digit + text[index:] for digit in _DIGITS)
    yield from (text + digit for digit in _DIGITS)
    for one, other in pairwise(at):
        swapped = list(text)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        yield "".join(swapped)
    value = Decimal(text)
    yield from (format(value.scaleb(by), "f") for by in range(-_FARTHEST_POINT, _FARTHEST_POINT + 1))


def _read(one: Number, typed: str) -> Number:
    printed = Decimal(typed).copy_sign(one.printed)
    decimals = len(typed.partition(".")[2])
    step = one.step.scaleb(one.decimals - decimals)
    return one._replace(value=printed / one.printed_unit, step=step, decimals=decimals, printed=printed)


def _substituted(old: str, new: str) -> Decimal:
    differing = [index for index, (one, two) in enumerate(zip(old, new, strict=True)) if one != two]
    if len(differing) == 1:
        return _between(old[differing[0]], new[differing[0]])
    swapped = len(differing) == 2 and differing[1] == differing[0] + 1  # noqa: PLR2004 - two neighbours
    return _TRANSPOSED if swapped and sorted(old) == sorted(new) else FAR


def _between(one: str, other: str) -> Decimal:
    if any(one in group and other in group for group in _ALIKE):
        return _NEAR
    places = {key: (row, column) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)}
    if one in places and other in places:
        (r1, c1), (r2, c2) = places[one], places[other]
        return _KEYPAD if abs(r1 - r2) + abs(c1 - c2) == 1 else _OTHER
    return _OTHER
