"""What the words before a figure say that it is: the label that leads to it, and whether that stands for itself."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractor.extraction.lexicon import Vocabulary, any_of, words_of

GENERAL = {"spending.initial_budget", "spending.adjusted_budget", "spending.total", "weak.spending.total"}
"""Codes whose words say plan or execution of whatever was named before them."""

_DATE = re.compile(r"(?:截[至止])?(?:20\d\d)?年?\d{0,2}月?\d{0,2}日?")
_SHARE_OF = re.compile(r"占(?!地|用)[^占]{0,5}$")
_REMARK = re.compile(r"[(](?:不?含|包括|扣除|剔除|即|指)[^()]*[)]")
_CLAUSE = re.compile("[,;；:：。(（]")
_LIST_NUMBER = re.compile(r"[一二三四五六七八九十]是|第?[一二三四五六七八九十\d]{1,2}[.、)]|[,、:]")
AUTHORITY = re.compile(
    "经?[省市州县区]?(?:编办|编委|编委办|委编办|机构编制委员会|编制委员会|(?:机构)?编制(?:管理)?(?:部门|机关))(?:办公室)?(?:批准|批复)?"
)
_LONGEST_BEFORE = 40


class Label(NamedTuple):
    """A label that leads to a figure.

    `before`: the words of its clause before it; `rest`: the words between it and the figure.
    """

    code: str | None
    word: str
    before: str
    rest: str


def label_before(lead: str, words: Vocabulary) -> Label:
    """Return the last label in a lead that leads directly to the figure; its code is None when there is none.

    General words such as 全年预算 or 决算 belong to the label before them when one stands there:
    `“三公”经费全年预算12.80万元` is of 三公经费.
    """
    lead = _REMARK.sub("", lead)
    found, stop = Label(None, "", "", ""), len(lead)
    for start, end, code in reversed(words.spans(lead)):
        if not made_of(lead[end:stop], words_of("fillers") | words_of("staff_fillers"), (_DATE,)):
            break
        if _SHARE_OF.search(lead[:start]):
            continue
        if found.code is None or code not in GENERAL:
            found = Label(code, lead[start:end], _clause(lead[:start]), lead[end:])
        if code not in GENERAL:
            break
        stop = start
    return found


def _clause(text: str) -> str:
    """The words behind the last comma, colon or bracket."""
    return _CLAUSE.split(text)[-1].lstrip("、")


def says_nothing(words: str, unit: str = "") -> bool:
    """Whether words change nothing of what stands behind them: 其中, a date, 我局, the name of the unit, 一是.

    `本单位2024年` before 基本支出 says nothing; `水库加固` before 项目支出 makes another fact of it.
    """
    neutral = words_of("neutral") | words_of("fillers") | _names(unit)
    return len(words) <= _LONGEST_BEFORE and made_of(words, neutral, _patterns(known=bool(unit)))


def made_of(text: str, words: frozenset[str], patterns: tuple[re.Pattern[str], ...]) -> bool:
    """Whether a text is nothing but such words and patterns one behind the other; an empty text is."""
    reached = {0}
    longest = max(map(len, words), default=0)
    for start in range(len(text)):
        if start in reached:
            reached.update(start + n for n in range(1, longest + 1) if text[start : start + n] in words)
            reached.update(match.end() for pattern in patterns if (match := pattern.match(text, start)))
    return len(text) in reached


@cache
def _names(unit: str) -> frozenset[str]:
    """The name of a unit and its endings: 河口县文化馆, 县文化馆, 文化馆."""
    return frozenset(unit[start:] for start in range(len(unit) - 2))


@cache
def _patterns(*, known: bool) -> tuple[re.Pattern[str], ...]:
    """What else says nothing; when the name of the unit is not known any name of a unit does."""
    endings = any_of("unit_endings")
    own = rf"[我本全][镇乡]|[我本全]?(?:省|市|州|县|区|镇|乡)?(?:单位|部门|机关|会|{endings})|[我本]级?(?:单位|部门)"
    any_unit = () if known else (rf"[\u4e00-\u9fff]{{2,18}}?{endings}", rf"[\u4e00-\u9fff]{{2,18}}{endings}")
    return (_DATE, _LIST_NUMBER, AUTHORITY, *map(re.compile, (own, *any_unit)))
