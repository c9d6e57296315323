"""The gate for words that a model has smoothed: a paragraph is taken only when it says the same.

The seam: whoever asks a model calls `polished` paragraph by paragraph between `draft` and the read-back, keeps what is
returned, and shows the reason of what is refused; the text of the template stands then. No model is known here.

Refused are: a number, unit, date or name that differs or stands in another order; a 【待核】 or （待补充） that is
gone; a length that changes by more than 40 %; a clause that is new; a judgement or a negation more or less.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from extractor.drafting.marks import PENDING
from extractor.drafting.tracing import faults, numbers
from extractor.errors import PolishError
from extractor.records.draft import Citation, Passage, Remark
from extractor.records.finding import Findings
from extractor.records.report import Report

LONGEST_CHANGE = 0.4
"""The share by which the length of a paragraph may change."""

_GAP = "（待补充）"
_SHARED = 0.5
"""A clause of which fewer pairs of characters stand in the old paragraph says something new."""
_JUDGES = re.compile(
    r"显著|明显|大幅|圆满|优秀|良好|出色|全面|超额|首次|领先|突出|有力|充分|基本|较好|偏[高低慢大]|严重|轻微|主要|全部|均|仅|约|近|超过|不足"
    r"|增[加长]|减少|下降|提高|降低|达到"
)
_NEGATES = re.compile(r"不|未|没有?|无|非|否")
_CLAUSE = re.compile(r"[^，。；：、！？]+")


def polished(passage: Passage, words: str, report: Report, findings: Findings) -> Passage:
    """Return the paragraph in its new words, each number and name still with its origin.

    Raises:
        PolishError: the new words do not say the same; the message says what differs.

    """
    _same_length(passage.text, words)
    citations = _moved(passage, words)
    _same_marks(passage, words)
    _same_statements(passage.text, words)
    made = passage.model_copy(update={"text": words, "citations": citations, "remarks": _remarks(passage, citations)})
    if fault := next(faults(made, report, findings), None):
        raise PolishError(f"润色后{fault}", "保留原文")
    return made


def _same_length(old: str, new: str) -> None:
    if abs(len(new) - len(old)) > LONGEST_CHANGE * len(old):
        raise PolishError(f"润色后由 {len(old)} 字变为 {len(new)} 字，超过四成", "保留原文")


def _moved(passage: Passage, words: str) -> tuple[Citation, ...]:
    """Return the citations at their new places; they must all be there, in the same order."""
    if list(numbers(passage.text)) != list(numbers(words)):
        raise PolishError("润色后数字、单位或日期有变，或次序不同", "保留原文")
    moved, position = [], 0
    for citation in sorted(passage.citations, key=lambda citation: citation.start):
        start = words.find(citation.text, position)
        if start < 0:
            raise PolishError(f"润色后缺少“{citation.text}”，或次序不同", "保留原文")
        position = start + len(citation.text)
        moved.append(citation.model_copy(update={"start": start, "end": position}))
    return tuple(moved)


def _same_marks(passage: Passage, words: str) -> None:
    for mark in (PENDING, _GAP):
        if passage.text.count(mark) != words.count(mark):
            raise PolishError(f"润色后{mark}有变", "保留原文")


def _same_statements(old: str, new: str) -> None:
    for what, pattern in (("评判的词", _JUDGES), ("否定的词", _NEGATES)):
        if Counter(pattern.findall(old)) != Counter(pattern.findall(new)):
            raise PolishError(f"润色后{what}有变", "保留原文")
    known = set(pairwise(old))
    for clause in _CLAUSE.findall(new):
        pairs = list(pairwise(clause))
        if len(pairs) > 2 and sum(pair in known for pair in pairs) < _SHARED * len(pairs):  # noqa: PLR2004 - 另外, 其中
            raise PolishError(f"润色后多出“{clause}”", "保留原文")


def _remarks(passage: Passage, citations: tuple[Citation, ...]) -> tuple[Remark, ...]:
    """Return the remarks at the new places of their figures."""
    before = sorted(passage.citations, key=lambda citation: citation.start)
    places = {(a.start, a.end): (b.start, b.end) for a, b in zip(before, citations, strict=True)}
    return tuple(
        remark.model_copy(update=dict(zip(("start", "end"), places[remark.start, remark.end], strict=True)))
        for remark in passage.remarks
    )
