"""Names of the items that project spending is told to consist of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractor.extraction.lexicon import any_of, vocabulary
from extractor.records.quantity import Quantity
from extractor.records.units import in_yuan

_NOISE = re.compile(
    r"^(?:[(]?\d+[)]|[,，、;；:：。()]|其中|主要为|主要是|主要用于|主要有|主要包括|主要|包括|分别为|分别是|用于|具体为|具体包括|以及|及|和|"
    r"[一二三四五六七八九十]是|\d+[.、]|安排|支付|支出|为)+"
)
_TAIL = re.compile(r"(?:[为共计约:,，]|合计|金额|资金为|安排|执行数|决算数)+$")
_LEADS_IN = re.compile("主要(?:为|是|用于|有|包括)?|其中[:：]?|包括|[。；;]|(?:以下|如下)[^:：]{0,6}[:：]")
_LONGEST = 40


@dataclass
class Rest:
    """What the items told so far leave of project spending, in 元; None before a total was told.

    When they use it up, no further sentence names an item: `其中：甲60万元，乙40万元。节约用电支出9万元。`
    """

    left: Decimal | None = None

    @classmethod
    def of(cls, total: Quantity) -> Rest:
        """Begin with a total."""
        return cls(in_yuan(total.value, total.unit))

    @property
    def is_used(self) -> bool:
        """Whether nothing is left."""
        return self.left is not None and self.left <= 0

    def take(self, item: Quantity) -> None:
        """Take off one item."""
        amount = in_yuan(item.value, item.unit)
        if self.left is not None and amount is not None:
            self.left -= amount


def item_name(lead: str) -> str | None:
    """Return the name of an item that the words before an amount hold, or None when they name no item.

    每村补助, 实际到位 and 结余 are no items, nor is a source such as 中央资金 or a bare 资金.
    """
    name = _TAIL.sub("", _NOISE.sub("", _LEADS_IN.split(lead)[-1]))
    name = name.split(",")[-1] if len(name) > _LONGEST else name
    if not (2 <= len(name) <= _LONGEST) or not re.search(r"[\u4e00-\u9fff]{2}", name):  # noqa: PLR2004
        return None
    return None if _is_no_item(name) else name


def _is_no_item(name: str) -> bool:
    """Whether the words tell of a price, a balance, a source or a comparison instead of an item."""
    clause = name.rsplit(",", maxsplit=1)[-1]
    return (
        re.search(any_of("item_never"), name) is not None
        or re.match(any_of("item_starts"), clause) is not None
        or re.search(f"{any_of('item_ends')}$", clause) is not None
        or re.fullmatch(any_of("item_general"), clause) is not None
        or vocabulary("rows.budget").exact(clause) is not None
    )
