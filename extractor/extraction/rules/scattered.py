"""Tables of income, spending and 三公经费 of which only the words are left: all heads first, then all values.

The printed order of nested heads is not the order of the columns, so an order is believed only when the
figures add up in it: 支出合计 = 基本支出 + 项目支出, 基本支出 = 人员支出 + 公用支出, a total = its parts.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extractor.extraction.lexicon import label_key, vocabulary
from extractor.extraction.rules.tokens import Token
from extractor.records.quantity import parse_quantity

_ORDER = ("total", "basic.total", "basic.personnel", "basic.public", "project.total", "balance")
_SUMS = (("total", ("basic.total", "project.total")), ("basic.total", ("basic.personnel", "basic.public")))
_MOST_HEADS = 14


class Scattered(NamedTuple):
    """Heads in the order of their columns, the values below, and the first token behind."""

    codes: list[str | None]
    heads: list[Token]
    values: list[Token]
    end: int


def scattered_at(tokens: list[Token], start: int) -> Scattered | None:
    """Return the table that begins at a token, or None when there is none or its figures do not add up."""
    if vocabulary("narrative.amounts").exact(tokens[start].text) is None:
        return None
    named, position = _heads(tokens, start)
    if len(named) < 3 or position >= len(tokens):  # noqa: PLR2004
        return None
    values = tokens[position : position + len(named)]
    if len(values) != len(named) or any(parse_quantity(token.text) is None for token in values):
        return None
    for order in (named, sorted(named, key=lambda pair: _rank(pair[0]))):
        if _adds_up([code for code, _ in order], values):
            return Scattered([c for c, _ in order], [t for _, t in order], values, position + len(values))
    return None


def _heads(tokens: list[Token], start: int) -> tuple[list[tuple[str | None, Token]], int]:
    """The column words from a token up to the label of the first row, and the position of its first value."""
    words = vocabulary("narrative.amounts")
    named: list[tuple[str | None, Token]] = []
    for position in range(start, min(start + _MOST_HEADS, len(tokens) - 1)):
        token, following = tokens[position], tokens[position + 1]
        if parse_quantity(following.text) is not None:
            return named, position + 1
        if label_key(token.text) not in {"其中", "结余", "机构名称", ""}:
            code = words.exact(token.text)
            named.append((code if code and (not named or _group(code) == _group(named[0][0])) else None, token))
    return [], start


def _group(code: str | None) -> str:
    return (code or "").partition(".")[0]


def _rank(code: str | None) -> int:
    name = (code or "").partition(".")[2]
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _adds_up(codes: list[str | None], values: list[Token]) -> bool:
    amounts = [quantity.value for token in values if (quantity := parse_quantity(token.text)) is not None]
    facts: dict[str, Decimal] = {}
    for code, amount in zip(codes, amounts, strict=True):
        if code is not None:
            facts.setdefault(code.partition(".")[2], amount)
    if _group(codes[0]) != "spending":
        return codes[0] is not None and codes[0].endswith(".total") and amounts[0] == sum(amounts[1:])
    tested = 0
    for whole, parts in _SUMS:
        if whole in facts and all(name in facts for name in parts):
            tested += 1
            if sum(facts[name] for name in parts) != facts[whole]:
                return False
    return tested > 0
