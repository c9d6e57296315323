"""Figures of the narrative with the words that lead to them: what each one is said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from extractor.extraction.claims import Place
from extractor.extraction.lexicon import Vocabulary, any_of
from extractor.extraction.rules.passages import Passage, squeezed
from extractor.records.quantity import Quantity, find_quantities, is_money

Role = Literal["amount", "share", "growth", "change", "rate", "score", "count"]

_FILLER = re.compile(rf"(?:{any_of('fillers')}|(?:截[至止])?(?:20\d\d)?年?\d{{0,2}}月?\d{{0,2}}日?)*")
_SHARE = re.compile(r"占(?!地|用)")
_UP = re.compile(r"增加|增长|上升|提高|上涨|增幅|增|多|涨|上浮")
_DOWN = re.compile(r"减少|下降|降低|减|少|降幅|降|压缩|下浮|下调")
_GOES_ON = re.compile(rf"[,，、;]?(?:同比)?(?:{_UP.pattern}|{_DOWN.pattern})(?:了|额|幅度?|率|约|达|为)*")
_COMPARES = re.compile(r"较|比|同比|上年|去年|上一年|同期")
_BUDGET_BASE = re.compile(r"(?:较|比)(?:年初|全年|调整|预算)")
_RATE = re.compile(r"执行率|完成率|支付率|支出率|支出进度|执行进度")


class Mention(NamedTuple):
    """One figure: its role, the words since the figure before it, and the label that names it (if any)."""

    quantity: Quantity
    role: Role | None
    raw: str
    lead: str
    code: str | None
    word: str
    rest: str
    at: Place
    sentence: str
    first: bool


def mentions(passage: Passage, words: Vocabulary) -> Iterator[Mention]:
    """Yield the figures of a passage in order, each with the label of `words` that leads to it directly."""
    for start, end in passage.sentences():
        sentence = passage.text[start:end]
        before = 0
        comparing = False
        for number, quantity in enumerate(find_quantities(sentence)):
            raw = sentence[before : _number_start(sentence, quantity) if quantity.operator else quantity.start]
            lead = squeezed(raw)
            role = role_of(lead, quantity, comparing=comparing)
            comparing = role in {"growth", "change"} or bool(role == "amount" and _COMPARES.search(lead))
            code, word, rest = label_before(lead, words)
            at = _place(passage, start, sentence, before, quantity)
            yield Mention(quantity, role, raw, lead, code, word, rest, at, sentence, number == 0)
            before = quantity.end


def _place(passage: Passage, start: int, sentence: str, before: int, quantity: Quantity) -> Place:
    """The line that holds the figure, quoted from the last comma before it."""
    end = start + quantity.end
    at = passage.place(start + _quote_start(sentence, before, quantity), end)
    return at if quantity.text in at.quote else passage.place(start + _number_start(sentence, quantity), end)


def _quote_start(sentence: str, before: int, quantity: Quantity) -> int:
    """Where the quote of a figure begins: after the last comma before it."""
    cut = max(sentence.rfind(mark, before, quantity.start) for mark in "，、：:。；（(") + 1
    return max(cut, before)


def _number_start(sentence: str, quantity: Quantity) -> int:
    return sentence.find(quantity.text, quantity.start)


def role_of(lead: str, quantity: Quantity, *, comparing: bool) -> Role | None:
    """Say whether a figure is an amount, a share, a growth, a change, a rate, a score or a count."""
    clause = re.split("[,，、;；:：]", lead)[-1]
    directed = bool(_UP.search(clause) or _DOWN.search(clause))
    compares = bool(_COMPARES.search(lead)) or (comparing and _GOES_ON.fullmatch(lead) is not None)
    if quantity.unit in {"%", "百分点"}:
        if _SHARE.search(clause):
            return "share"
        if _RATE.search(lead):
            return "rate"
        return "growth" if directed and (compares or "比" not in clause) else None
    if is_money(quantity.unit):
        return "change" if directed and compares else "amount"
    if quantity.unit == "分":
        return "score"
    return "count" if quantity.unit else None


_GENERAL = {"spending.initial_budget", "spending.adjusted_budget", "spending.total", "weak.spending.total"}


def label_before(lead: str, words: Vocabulary) -> tuple[str | None, str, str]:
    """Return (code, word, rest) of the last label in a lead that leads directly to the figure.

    General words such as 全年预算 or 决算 belong to the label before them when one stands there:
    `“三公”经费全年预算12.80万元` is of 三公经费.
    """
    found: tuple[str | None, str, str] = (None, "", "")
    for start, end, code in reversed(words.spans(lead)):
        rest = lead[end:]
        if not _FILLER.fullmatch(rest):
            break
        if _SHARE.search(lead[max(0, start - 6) : start]):
            continue
        if found[0] is None or code not in _GENERAL:
            found = (code, lead[start:end], rest)
        if code not in _GENERAL:
            break
    return found


def is_fall(lead: str) -> bool:
    """Whether the words before a figure say that it is a decrease."""
    clause = re.split("[,，、;；:：]", lead)[-1]
    last_up = max((m.start() for m in _UP.finditer(clause)), default=-1)
    last_down = max((m.start() for m in _DOWN.finditer(clause)), default=-1)
    return last_down > last_up


def against_budget(lead: str) -> bool:
    """Whether a change is measured against the budget instead of the year before."""
    return bool(_BUDGET_BASE.search(lead))
