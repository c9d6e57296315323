"""Heads of blocks in a stream of words: runs of column words with little else between them."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from extractor.extraction.lexicon import Vocabulary, vocabulary
from extractor.extraction.rules.blocks import year_codes
from extractor.extraction.rules.grids import AMOUNTS, is_figure
from extractor.extraction.rules.scattered import scattered_at
from extractor.extraction.rules.tokens import Token

NAMELESS = ["level3", "target", "actual"]
"""Columns of indicators under one wide head for their levels, which have no names."""

_LEVELS = {"level1", "level2", "level3"}
_MOST_STRANGERS = 1
_MOST_TOKENS = 16
_LONGEST_WORD = 18
_SLACK = 3
_YEAR = re.compile(r"^20\d\d(?=年)")
_BESIDE = 2
_YEARS = 3
"""Columns of 基础数据表 at most."""


_GAPLESS = {"base_data", "staffing"}


class Head(NamedTuple):
    """A run of column words in the stream: kind of block, codes in order, first token and the one behind it.

    `order`: where each column stands among the printed words, when they are not in the order of the columns.
    """

    kind: str
    codes: list[str]
    start: int
    end: int
    order: tuple[int, ...] = ()

    def words(self, tokens: list[Token]) -> list[Token]:
        """The tokens that name the columns, without what stands between them."""
        if self.kind in _GAPLESS:
            return tokens[self.start : self.end]
        words = vocabulary(f"columns.{self.kind}")
        codes = {*self.codes, *({"plan"} if "adjusted" in self.codes else set())}
        found = [t for t in tokens[self.start : self.end] if t.text and words.inside(t.text, slack=_SLACK) in codes]
        return [found[place] for place in self.order] if len(found) == len(self.order) else found

    def orders(self) -> list[Head]:
        """The head as it stands, and as it is when printed in two rows: words of the lower row stand last in a stream.

        The levels are the first columns of every form. Below one wide head over several columns stand 年初目标值 |
        实际完成值, behind the levels.
        """
        places = list(range(len(self.codes)))
        first = self.codes.index("level1") if "level1" in self.codes else 0
        turned = places[first:] + places[:first]
        levels = [place for place in turned if self.codes[place] in _LEVELS]
        rest = [place for place in turned if self.codes[place] not in _LEVELS]
        target = next((at for at, place in enumerate(rest) if self.codes[place] == "target"), 0)
        found = {tuple(places), tuple(turned), (*levels, *rest[target:], *rest[:target])}
        return [self._replace(codes=[self.codes[place] for place in one], order=one) for one in sorted(found)]


def find_heads(tokens: list[Token]) -> list[Head]:
    """Return the heads in order; of several kinds that begin at a token the one with the most columns."""
    found: list[Head] = []
    position = 0
    while position < len(tokens):
        table = scattered_at(tokens, position)
        heads = [head for kind in ("indicators", "goals", "budget") if (head := _head_at(tokens, position, kind))]
        heads += [head for find in (_years_at, _staff_at) if (head := find(tokens, position))]
        if table is not None:
            found.append(Head("finance", [code or "" for code in table.codes], position, table.end))
        elif heads:
            found.append(max(heads, key=lambda head: len(head.codes)))
        position = found[-1].end if table is not None or heads else position + 1
    return found


def _head_at(tokens: list[Token], start: int, kind: str) -> Head | None:
    """The head of a kind that begins at a token; 预算数 is 全年预算数 when that has no column of its own.

    Behind 项目名称 the columns of money are those of a list of projects, whose rows cannot be told from words alone.
    """
    codes, end = _column_words(tokens, start, vocabulary(f"columns.{kind}"))
    listed = any(vocabulary("fields").exact(token.text) == "name" for token in tokens[max(0, start - _BESIDE) : start])
    if (codes[:1] == ["plan"] and "adjusted" in codes) or (kind == "budget" and listed):
        return None
    codes = ["adjusted" if code == "plan" and "adjusted" not in codes else code for code in codes]
    return Head(kind, codes, start, end) if _is_head(kind, set(codes)) else None


def _years_at(tokens: list[Token], start: int) -> Head | None:
    """The head of 基础数据表 that begins at a token: 2023年决算数 2024年预算数 2024年决算数."""
    codes = year_codes([token.text for token in tokens[start : start + _YEARS]])
    named = list(takewhile(lambda code: code is not None, codes))
    known = [code for code in named if code is not None]
    return Head("base_data", known, start, start + len(known)) if len(set(known)) == len(known) > 1 else None


def _staff_at(tokens: list[Token], start: int) -> Head | None:
    """The head 编制数 实际在职人数 控制率 that begins at a token, with nothing but its figures behind it."""
    codes, end = _column_words(tokens, start, vocabulary("columns.staffing"))
    figures = [is_figure(token.text) for token in tokens[end : end + len(codes)]]
    whole = {"authorized", "actual"} <= set(codes) and end - start == len(codes)
    return Head("staffing", codes, start, end) if whole and len(figures) == len(codes) and all(figures) else None


def _column_words(tokens: list[Token], start: int, words: Vocabulary) -> tuple[list[str], int]:
    """The codes of a run of column words and the position behind it; none when its first word stands twice in a row."""
    codes: list[str] = []
    strangers, end = 0, start
    for index in range(start, min(start + _MOST_TOKENS, len(tokens))):
        code = _code(tokens[index], words)
        if code is not None and code not in codes:
            codes.append(code)
            end = index + 1
            continue
        strangers += 1
        if code is not None or index == start or strangers > _MOST_STRANGERS:
            twice = code is not None and code == codes[0] and index == end
            return ([] if twice else codes), end
    return codes, end


def _code(token: Token, words: Vocabulary) -> str | None:
    if not token.text or is_figure(token.text) or len(token.key) > _LONGEST_WORD:
        return None
    return words.inside(_YEAR.sub("", token.text), slack=_SLACK)


def _is_head(kind: str, codes: set[str]) -> bool:
    if kind == "goals":
        return codes == {"expected", "actual"}
    if kind == "budget":
        return len(codes & set(AMOUNTS)) > 1 and len(codes) > 2  # noqa: PLR2004
    return (len(codes & _LEVELS) > 1 and len(codes) > 3) or codes == set(NAMELESS)  # noqa: PLR2004
