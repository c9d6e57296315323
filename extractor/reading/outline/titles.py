"""Is what stands behind a list number a title, a title with running text behind it, or a sentence?"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from extractor.records.quantity import find_quantities, is_money

_LONGEST_TITLE = 38
_LONGEST_RUN_ON = 26
_LONGEST_NOUN = 15
_MOST_COMMAS = 2
_FAR_ENOUGH = 120
_STOP = re.compile(r"[。！？!?；;：:\t]")
_NOUN = re.compile(
    r"(?:情况|概况|概述|现状|职能|职责|职能职责|主要任务|机构|编制|人员|构成|内容|目标|绩效|效益|效果|成效|成绩|支出|收入|收支|"
    r"预算|决算|执行|管理|方面|问题|不足|原因|分析|措施|建议|意见|打算|计划|安排|结论|结果|应用|公开|说明|经验|做法|事项|方法|"
    r"过程|组织|评价|指标|体系|附件|依据|背景|来源|资产|项目|经费)(?:[（(][^）)]*[)）])?$"
)
_BEFORE_COMMA = re.compile(r"[^，,]{0,13}(?:情况|概况|现状|职能|职责|编制)")
_DUTIES = re.compile(r"职能|职责|主要任务|工作任务")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|[（(][^（()）]*[)）]")
_LEADERS = re.compile(r"(?:…{2,}|[.·．]{3,})\s*[0-9]*\s*$|…\s*[0-9]+\s*$")


class Fit(IntEnum):
    """How a text behind a number reads."""

    SENTENCE = 0
    RUN_ON = 1
    TITLE = 2


class Title(NamedTuple):
    """The words of a title and how they fit; `nominal` when they end in a word that heads a section (情况, 措施 …)."""

    text: str
    fit: Fit
    nominal: bool = False


def title_of(rest: str, hashes: int = 0) -> Title:
    """Read the text behind a list number; running text begins after a full stop, a colon or 情况 with a comma."""
    text = rest[:_FAR_ENOUGH].strip(" \t\u3000\xa0#*")
    if _LEADERS.search(rest[-_FAR_ENOUGH:]):
        return Title(text, Fit.SENTENCE)
    stop = _STOP.search(_masked(text))
    head, sign, tail = (text[: stop.start()], stop[0], text[stop.end() :]) if stop else (text, "", "")
    noun = re.split("[，,]", head)[0]
    if noun != head and _BEFORE_COMMA.fullmatch(noun) and (len(head) > _LONGEST_RUN_ON or (sign and not tail.strip())):
        return Title(noun.strip(), Fit.RUN_ON, nominal=True)
    fit = Fit.TITLE if hashes else _fit(head, sign, tail.strip())
    return Title(head.strip(), fit if _could_head(head) else Fit.SENTENCE, is_noun(head))


def is_noun(text: str) -> bool:
    """Whether a text is short and ends in a word that heads a section."""
    return len(text.strip()) <= _LONGEST_NOUN and _NOUN.search(text.strip()) is not None


def lists_duties(title: str) -> bool:
    """Whether the items below a title are duties (职能, 职责), sentences however short."""
    return _DUTIES.search(title) is not None


def _fit(head: str, sign: str, tail: str) -> Fit:
    if not sign:
        return Fit.TITLE if len(head) <= _LONGEST_TITLE else Fit.SENTENCE
    if sign in "；;" or len(head) > _LONGEST_RUN_ON:
        return Fit.SENTENCE
    if tail:
        return Fit.RUN_ON
    return Fit.TITLE if sign in "：:\t" or is_noun(head) else Fit.SENTENCE


def _could_head(head: str) -> bool:
    """Whether a text is whole and names something: not cut at a comma, no list of clauses, no amounts."""
    bare = _masked(head).strip()
    return (
        len(re.findall("[一-龥]", head)) > 1
        and not bare.endswith(("，", "、", ",", "的"))
        and len(re.findall("[，,]", bare)) <= _MOST_COMMAS
        and not any(is_money(figure.unit) or figure.unit == "%" for figure in find_quantities(head))
    )


def _masked(text: str) -> str:
    """Blank quotations and brackets, whose inner stops end nothing; the length stays."""
    return _QUOTED.sub(lambda match: "\0" * len(match[0]), text)
