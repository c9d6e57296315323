"""How a sentence on money opens: with a topic that it then tells of, or with words that leave the topic open."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.extraction.rules.aspects import TOPICS

_WORDS = {"基本支出": "basic", "项目支出": "project", "三公经费": "three_public"}
_OPENS_TOPIC = re.compile(r"^(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.]+)?(基本支出|项目支出)(?:情况)?[:,。]")
_OPENS_ITEMS = re.compile(r"(?:其中[:,]?)?项目支出(?:主要|具体)?(?:用于|包括|包含)")
_EXPLAINS = re.compile(
    r"(?P<before>[^,;:。]*?)(?P<topic>基本支出|项目支出|三公经费)(?:支出)?(?:主要|全部|具体|均|都)?"
    r"(?:用于|用来|是指|系指|指|是为|是用于|是保障|系|反映|为(?:了)?(?:保障|保证|维持|完成|确保))[^。]*[,;:]"
)
_SPENT = re.compile(
    r"(?:20\d\d年度?|全年度?|本年度?|年度|当年|截[至止].{2,12}?[,日底末])*(?:共计?|实际|累计|合计|总计|总共|一共)*"
    r"(?:支出|支付|列支|使用|开支|花费)(?:资金|总额|合计|共计|金额)?[:为共计约]*"
)
_BARE = re.compile(
    r"(?:[(]?[\d一二三四五六七八九十]{1,2}[)]?[、.])?(?:20\d\d年度?)?(?:全年|本年|年度)?(收入|支出)(?:情况)?[:为共]*"
)
_LEFT = re.compile(
    r"[,;]?(?:年末|年底|年终|期末|当年|本年|全年|资金|预算|尚有?|还有?|共|形成|剩余)*(?:结余|结转|剩余|余额)(?:资金|金额|结转)?[:为共计约有]*"
)


class Opening(NamedTuple):
    """A topic that the sentence explains before it says how much it is, and the words behind the explanation."""

    before: str
    code: str
    rest: str


def titled_by(text: str) -> str:
    """Return basic or project when a passage opens with these words as its title, `基本支出：`; else ""."""
    opened = _OPENS_TOPIC.match(text)
    return _WORDS[opened[1]] if opened else ""


def opens_items(lead: str) -> bool:
    """Whether a sentence opens the list of what project spending was used for."""
    return _OPENS_ITEMS.match(lead) is not None


def explained(lead: str) -> Opening | None:
    """Return the topic that a sentence explains first: `基本支出用于保障机构运转，2024年共支出` leads to its total."""
    match = _EXPLAINS.match(lead)
    return Opening(match["before"], TOPICS[_WORDS[match["topic"]]], lead[match.end() :]) if match else None


def says_spent(words: str) -> bool:
    """Whether words say nothing but that an amount was spent: 2024年共支出."""
    return _SPENT.fullmatch(words) is not None


def says_left(lead: str) -> bool:
    """Whether the words before an amount say nothing but that it was left: `，结余`."""
    return _LEFT.fullmatch(lead) is not None


def bare_side(lead: str) -> str:
    """Return 收入 or 支出 when nothing but this word stands before an amount, `2、支出：561.02万元`; else ""."""
    match = _BARE.fullmatch(lead)
    return match[1] if match else ""
