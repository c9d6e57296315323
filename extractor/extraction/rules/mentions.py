"""Figures of the narrative with the words that lead to them: what each one is said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from extractor.extraction.claims import Place
from extractor.extraction.lexicon import Vocabulary
from extractor.extraction.rules.labels import label_before
from extractor.extraction.rules.passages import Passage, squeezed
from extractor.extraction.rules.years import label_words, reaches, two_years
from extractor.records.quantity import Quantity, find_quantities, is_money

Role = Literal["amount", "share", "growth", "change", "rate", "score", "count"]
Base = Literal["", "previous", "budget", "other"]

_SHARE = re.compile(r"占(?!地|用)")
_UP = re.compile(r"增加|增长|上升|提高|上涨|增幅|增|多|涨|上浮")
_DOWN = re.compile(r"减少|下降|降低|减|少|降幅|降|压缩|下浮|下调")
_DIRECTION = rf"(?:同比|实际|共)?(?:{_UP.pattern}|{_DOWN.pattern})(?:了|额|幅度?|比?率|约|达|为|比例)*"
_GOES_ON = re.compile(rf"[,，、;(]?{_DIRECTION}")
_GOES_UP_OR_DOWN = re.compile(rf"{_DIRECTION}$")
_BUDGET_BASE = re.compile(r"(?:[较比与和同跟])(?:(?:当年|全年|年初|本年|调整后?|批复|部门|财政)*(?:预算|年初))")
_PREVIOUS_BASE = re.compile(r"同比|上年|去年|上一年|同期|[较比与和同跟]20\d\d年")
_OTHER_BASE = re.compile(rf"(?<!占)[较比](?!例|重|率|较)[^,，。]*?(?:{_UP.pattern}|{_DOWN.pattern}|的$)")
_REASON = re.compile("原因")
_EXPLAINS = re.compile("主要[是系因为]|由于|因为|原因")
_RATE = re.compile(r"执行率|完成率|支付率|支出率|支出进度|执行进度")


class Mention(NamedTuple):
    """One figure of a sentence.

    `raw`, `lead`: the words since the figure before, as printed and for comparison; `code word before rest`: the
    label that leads to it (`Label`); `base`: what a change is measured against; `explains`: it stands in the
    reasons for a change.
    """

    quantity: Quantity
    role: Role | None
    raw: str
    lead: str
    code: str | None
    word: str
    before: str
    rest: str
    base: Base
    explains: bool
    at: Place
    sentence: str
    first: bool


def mentions(passage: Passage, words: Vocabulary) -> Iterator[Mention]:
    """Yield the figures of a passage in order, each with the label of `words` that leads to it directly."""
    explains = False
    for start, end in passage.sentences():
        sentence = passage.text[start:end]
        before = 0
        base: Base = ""
        told = lead = before_it = ""
        compared, explains = False, explains and passage.text[:start].endswith(("；", ";"))
        for number, quantity in enumerate(find_quantities(sentence)):
            raw = sentence[before : _number_start(sentence, quantity) if quantity.operator else quantity.start]
            earlier, before_it, lead = before_it, lead, squeezed(raw)
            told = label_words(lead, told)
            base = base_of(lead, base)
            if not base and _GOES_ON.fullmatch(lead) and two_years(earlier, before_it):
                base = "previous"
            role = role_of(lead, quantity, base)
            explains = explains or bool(_REASON.search(lead)) or (compared and bool(_EXPLAINS.search(lead)))
            compared = compared or bool(base)
            at = _place(passage, start, sentence, before, quantity)
            label = label_before(told, words)
            yield Mention(quantity, role, raw, lead, *label, base, explains, at, sentence, number == 0)
            before = quantity.end


def _place(passage: Passage, start: int, sentence: str, before: int, quantity: Quantity) -> Place:
    """The line that holds the figure, quoted from the last comma before it."""
    quote = start + _quote_start(sentence, before, quantity)
    return passage.place(quote, start + quantity.end, start + _number_start(sentence, quantity))


def _quote_start(sentence: str, before: int, quantity: Quantity) -> int:
    """Where the quote of a figure begins: after the last comma before it."""
    cut = max(sentence.rfind(mark, before, quantity.start) for mark in "，、：:。；（(") + 1
    return max(cut, before)


def _number_start(sentence: str, quantity: Quantity) -> int:
    return sentence.find(quantity.text, quantity.start)


def base_of(lead: str, before: Base) -> Base:
    """Say what a change is measured against: 较上年 previous, 比年初预算 budget; `，增长6%` goes on."""
    if _BUDGET_BASE.search(lead):
        return "budget"
    if _PREVIOUS_BASE.search(lead):
        return "previous"
    if _OTHER_BASE.search(lead):
        return "other"
    return before if _GOES_ON.fullmatch(lead) else ""


def without_direction(words: str) -> str:
    """Return words without the final 增加, 下降了 … of a change."""
    return _GOES_UP_OR_DOWN.sub("", words)


def role_of(lead: str, quantity: Quantity, base: Base) -> Role | None:
    """Say whether a figure is an amount, a share, a growth, a change, a rate, a score or a count."""
    clause = re.split("[,，、;；:：]", lead)[-1]
    directed = bool(_UP.search(clause) or _DOWN.search(clause))
    if quantity.unit == "%":
        if _SHARE.search(clause):
            return "share"
        if _RATE.search(lead):
            return "rate"
        return "growth" if directed and (base or "比" not in clause) else None
    if is_money(quantity.unit):
        directed = directed and not reaches(clause)
        return "change" if directed and base else "amount"
    if quantity.unit == "分":
        return "score"
    return "count" if quantity.unit and quantity.unit != "百分点" else None


def is_fall(lead: str) -> bool:
    """Whether the words before a figure say that it is a decrease."""
    clause = re.split("[,，、;；:：]", lead)[-1]
    last_up = max((m.start() for m in _UP.finditer(clause)), default=-1)
    last_down = max((m.start() for m in _DOWN.finditer(clause)), default=-1)
    return last_down > last_up
