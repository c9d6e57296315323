"""The same deed told twice: what the goals of a form sum up, and what the narrative says of it at length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.records.passages import Passage
from extractor.records.quantity import COUNTERS, Quantity, find_quantities
from extractor.validation.prose import Span

_VERBS = re.compile(
    r"改造升级|新建|改建|扩建|改造|建成|建设|打造|组建|培训|选树|评选|创建|安装|种植|修复|检测|抽检|整治"
)
_NOUN = re.compile(r"[一-龥]{3,12}")
_STOPS = "。；;，,、（(：:"
_SHORTEST = 4
_OTHER = re.compile(r"上年|去年|计划|拟|目标|预计|累计|其中|比")
_NEAR = 3
_TEN = Decimal(10)


class Deed(NamedTuple):
    """A verb, a number with its unit, and what was counted: 改造升级 23 家 基层工会阵地."""

    verb: str
    figure: Quantity
    noun: str
    start: int
    end: int


def deeds(text: str, room: int) -> Iterator[Deed]:
    """Yield the deeds of a text; up to `room` characters may stand between the verb and its number."""
    for figure in find_quantities(text):
        noun = _NOUN.match(text, figure.end)
        begin = max(text.rfind(stop, 0, figure.start) for stop in "。；;，,")
        verbs = [*_VERBS.finditer(text, max(begin + 1, figure.start - room), figure.start)]
        if figure.unit in COUNTERS and noun and verbs and not _OTHER.search(text[begin + 1 : figure.start]):
            yield Deed(verbs[-1][0], figure, noun[0], verbs[-1].start(), noun.end())


def told_otherwise(goals: str, narrative: tuple[Passage, ...]) -> Iterator[tuple[Deed, Span]]:
    """Yield the deeds of the goals whose every telling in the narrative has another number."""
    told = [(one, Span(passage, one.start, one.end)) for passage in narrative for one in deeds(passage.text, _ROOM)]
    for deed in deeds("".join(goals.split()), _NEAR + max(map(len, _VERBS.pattern.split("|")))):
        same = [(one, span) for one, span in told if is_same(deed, one)]
        if same and not any(agree(deed.figure, one.figure) for one, _ in same):
            yield deed, same[0][1]


_ROOM = 60


def is_same(one: Deed, other: Deed) -> bool:
    """Whether two deeds are one: the same verb, unit, and the shorter noun ends the longer."""
    short, long = sorted((one.noun, other.noun), key=len)
    return (
        one.verb == other.verb
        and one.figure.unit == other.figure.unit
        and len(short) >= _SHORTEST
        and (long.endswith(short) or long.startswith(short))
    )


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers can be the same: equal, or one within what 10余, 3000多 leave open."""
    return one.value == other.value or _holds(one, other.value) or _holds(other, one.value)


def _holds(about: Quantity, value: Decimal) -> bool:
    if not about.approximate or not about.value:
        return False
    step = _TEN ** (len(str(int(about.value))) - 1)
    return abs(value - about.value) < step
