"""Whether an amount is a plan or an execution, and which field of the record holds it."""

from __future__ import annotations

import re

from extractor.extraction.lexicon import plain, vocabulary
from extractor.extraction.rules.mentions import Mention

PLANS = {"spending.initial_budget": "initial", "spending.adjusted_budget": "adjusted"}
"""Codes of general words that name a plan, and which one."""

TOPICS = {
    "basic": "spending.basic.total",
    "project": "spending.project.total",
    "three_public": "three_public.total",
    "income": "income.total",
}
"""What a section tells of, and the code of its total."""

_RELATIVE = re.compile(r"^(?:全年|本年|实际)*(?:预算)?(?:执行数?|决算数?|实际支出|支出决算|执行总额|决算支出)$")
_TOTALS = re.compile(r"^(?:支出总计|支出合计|支出共计|支出总额|(?:全年|本年|年度)支出(?:合计|总计)?)$")
_BUDGET = re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算(?!执行|支出决算|单位|完成)")
_DONE = re.compile(r"执行|决算|支出(?!预算)|完成|支付")
_EXECUTED = re.compile(r"执行|决算|完成|支付|实际|全年支出|本年支出")
_NO_TOPIC = re.compile(r"[。；;]|表(?:[(][^()]*[)])?$")
_LONGEST_TITLE = 40
_TITLES = {"基本支出": "basic", "项目支出": "project", "三公": "three_public", "收入": "income"}


def section_kind(titles: tuple[str, ...]) -> str:
    """Return money, deeds or open: whether a section tells of money, of deeds, or cannot be told."""
    sections = vocabulary("narrative.sections")
    kinds = [{code for _, _, code in sections.spans(plain(title))} for title in titles]
    if kinds and kinds[-1] == {"money"} and plain(titles[-1]).endswith("执行率情况"):
        return "money"
    if any("deeds" in kind for kind in kinds[-1:]) or any("deeds" in k and "money" not in k for k in kinds):
        return "deeds"
    return "money" if any("money" in kind for kind in kinds) else "open"


def nearest_kind(titles: tuple[str, ...]) -> str:
    """Return money, deeds or open by the nearest title that tells: 绩效目标完成情况 > 资金投入情况 is of money."""
    for title in reversed(titles):
        kinds = {code for _, _, code in vocabulary("narrative.sections").spans(plain(title))}
        if kinds & {"money", "deeds"}:
            return "money" if "money" in kinds else "deeds"
    return "open"


def topic_of(titles: tuple[str, ...]) -> str:
    """Return which of basic, project, three_public and income the nearest title tells of; "" when none does.

    A form above the narrative (项目支出绩效自评表) and the text of another cell are no titles of what stands below.
    """
    for title in reversed(titles):
        key = plain(title)
        if len(key) > _LONGEST_TITLE or _NO_TOPIC.search(key):
            continue
        for word, topic in _TITLES.items():
            if word in key and "整体" not in key:
                return topic
    return ""


def is_relative(mention: Mention) -> bool:
    """Whether the label of an amount says only plan or execution: 决算数, 实际支出, 年初预算."""
    return mention.code in PLANS or is_general(mention.code, mention.word)


def is_general(code: str | None, word: str) -> bool:
    """Whether a label speaks of the execution of whatever was named before it: 决算数, 实际支出."""
    return code == "spending.total" and _RELATIVE.match(word) is not None


def is_total(mention: Mention) -> bool:
    """Whether the label says only that the amount is a sum: 支出合计."""
    return mention.code == "spending.total" and _TOTALS.match(mention.word) is not None


def plan_in(mention: Mention) -> str:
    """Say what the words at an amount say that it is: initial, adjusted, or ("") no plan."""
    if mention.code is None:
        return _plan(re.split("[,;:]", mention.lead)[-1], "")
    general = mention.code in PLANS or not mention.word.endswith("支出")
    return _plan(mention.before + (mention.word if general else "") + mention.rest, mention.rest)


def _plan(words: str, behind: str) -> str:
    if re.search("年初(?!结[转余])", words):
        return "initial"
    return "adjusted" if _BUDGET.search(words) and not _DONE.search(behind) else ""


def says_executed(mention: Mention) -> bool:
    """Whether the words at an amount say that the money was spent."""
    return _EXECUTED.search(mention.before + mention.word + mention.rest) is not None


def is_income(mention: Mention) -> bool:
    """Whether the words behind a label of spending make income of it: 人员经费拨款, 政府性基金收入."""
    return re.search("收入|拨款(?!支出|决算)", mention.rest) is not None and not str(mention.code).startswith("income.")


def field_of(subject: str, plan: str) -> str | None:
    """Return the field of an amount, or None when the record has none for a plan of it."""
    if subject == "spending.total":
        return {"initial": "spending.initial_budget", "adjusted": "spending.adjusted_budget"}.get(plan, subject)
    if subject == "income.total":
        return {"": subject, "initial": "income.initial"}.get(plan)
    if subject.startswith(("three_public.", "income.")) or subject == "spending.balance":
        return subject
    return None if plan else subject
