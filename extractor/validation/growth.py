"""Amounts beside those of the year before: what they changed by, and which way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from extractor.arithmetic.compare import HUNDRED, Agreement, Column, Number, equal, ratio
from extractor.arithmetic.computation import fixed, shown
from extractor.arithmetic.facts import Facts, make_number
from extractor.records.quantity import Quantity, find_quantities, is_money
from extractor.validation.narrative import Sentence

_CHANGE = "change_from_previous"
_COLUMN = Column()
_UP = re.compile(r"增加|增长|上升|提高|多支出|超支|高于|超出|高出|多出")
_DOWN = re.compile(r"减少|下降|降低|压减|节约|少支出|低于|结余|少于|减支")
_SAME = re.compile(r"持平|相同|不变|无变化|没有变化")
_BESIDE = re.compile(r"(?:比|较|与|和|同|相比|高于|低于|超过|超出)[^，。；]{0,12}$")
_STOPS = re.compile(r"其中|主要|包括|分别|合计|[一二三四五六]是")


class Change(NamedTuple):
    """A figure with what the report says of its change: amount, rate, and the figure of the year before, by path."""

    amount: str
    change: str | None
    growth: str | None
    previous: str | None


class Spoken(NamedTuple):
    """Two amounts that one sentence compares, the word for the direction, and the difference if one is printed."""

    sentence: Sentence
    one: Quantity
    other: Quantity
    word: str
    direction: int
    difference: Quantity | None


def changes(known: Facts) -> Iterator[Change]:
    """Yield every figure of the record that stands beside a change or a growth."""
    stems = {path.removesuffix(suffix) for path in known for suffix in (_CHANGE, "growth") if path.endswith(suffix)}
    for stem in sorted(stems):
        amount = _amount(stem, known)
        present = [path if path in known else None for path in (f"{stem}{_CHANGE}", f"{stem}growth")]
        previous = f"{stem}previous"
        if amount is not None:
            yield Change(amount, present[0], present[1], previous if previous in known else None)


def rate_agrees(known: Facts, one: Change) -> tuple[Agreement | None, Number | None]:
    """Say whether the growth is the change by the figure before it; also return that figure, None without one."""
    amount, change = known[one.amount], known.get(one.change or "")
    before = known.get(one.previous or "")
    if change is None and before is not None:
        change = minus(amount, before)
    growth = known.get(one.growth or "")
    if change is None or growth is None or change.kind != amount.kind:
        return None, None
    readings = [minus(amount, change)] + ([before] if before is not None else [])
    found = [(ratio(growth, change, base, _COLUMN), base) for base in readings if base.value > 0]
    return next((pair for pair in found if pair[0] in {"pass", "hint"}), found[0] if found else (None, None))


def minus(one: Number, other: Number) -> Number:
    """Return the difference of two amounts, as coarse as the coarser of them."""
    coarse = one if one.step >= other.step else other
    exact = one.exact and other.exact
    slack = one.slack + other.slack + (Decimal(0) if exact else min(one.step, other.step))
    return coarse.reprinted(one.value - other.value)._replace(exact=exact, slack=slack)


def growth_text(change: Number, before: Number) -> str:
    """Return 1.16/17.26=6.72%."""
    rate = fixed(change.value / before.value * HUNDRED, 2)
    return f"{shown(change, before)}/{format(before.printed.normalize(), 'f')}={rate}%"


def spoken(sentences: tuple[Sentence, ...]) -> Iterator[Spoken]:
    """Yield the comparisons of two printed amounts in one sentence: 12 万元，比预算 15 万元减少 3 万元."""
    for sentence in sentences:
        if not (_UP.search(sentence.text) or _DOWN.search(sentence.text) or _SAME.search(sentence.text)):
            continue
        money = [one for one in find_quantities(sentence.text) if is_money(one.unit) and not one.approximate]
        for index, (one, other) in enumerate(pairwise(money)):
            following = money[index + 2] if index + 2 < len(money) else None
            if found := _compared(sentence, one, other, following):
                yield found


def spoken_verdict(one: Spoken) -> bool | None:
    """Whether the words agree with the two amounts; None when nothing can be said."""
    left, right = (number_of(quantity) for quantity in (one.one, one.other))
    rest = left.value - right.value
    if one.direction == 0:
        return equal(left, right) != "fail"
    if one.difference is not None:
        said = number_of(one.difference)
        if equal(said, minus(left, right)._replace(value=abs(rest), printed=abs(rest) * left.printed_unit)) == "fail":
            return None  # another pair of amounts may be meant
    elif one.word not in _BARE:
        return None
    return rest == 0 or (rest > 0) == (one.direction > 0)


def number_of(quantity: Quantity) -> Number:
    """Return an amount of a sentence as the comparison sees it."""
    return make_number("", quantity.text, quantity.value, quantity.unit)


_BARE = frozenset({"高于", "低于", "超出"})
"""Words that stand between the two amounts and need no third."""


def _compared(sentence: Sentence, one: Quantity, other: Quantity, third: Quantity | None) -> Spoken | None:
    """Read 甲 万元，比…乙 万元增加 丙 万元; 甲 万元低于…乙 万元; 甲 万元，与…乙 万元持平."""
    between = sentence.text[one.end : other.start]
    word = re.search(r"(高于|低于|超出)[^，。；]{0,12}$", between)
    if _STOPS.search(between) or not _BESIDE.search(between) or between.count("，") > 1:
        return None
    if word is not None:
        return Spoken(sentence, one, other, word[1], 1 if word[1] != "低于" else -1, None)
    after = sentence.text[other.end : third.start if third is not None else other.end + 6]
    if same := re.match(r"[，]?(?:基本)?(持平|相同)", after):
        return None if "基本" in same[0] else Spoken(sentence, one, other, same[1], 0, None)
    found = re.fullmatch(r"[，,]?(?:相比)?(增加|增长|上升|减少|下降|降低|节约|超支|压减)了?", after)
    if found is None or third is None:
        return None
    return Spoken(sentence, one, other, found[1], 1 if _UP.search(found[1]) else -1, third)


def _amount(stem: str, known: Facts) -> str | None:
    candidates = (stem.removesuffix("_"), f"{stem}total", f"{stem}final", f"{stem}amount")
    return next((path for path in candidates if path in known), None)
