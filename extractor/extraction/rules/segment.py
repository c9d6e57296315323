"""Cut a stream of tokens into rows of indicators: the cut whose contents suit the columns best."""

from __future__ import annotations

import re

from extractor.extraction.lexicon import vocabulary
from extractor.extraction.rules.grids import is_figure
from extractor.extraction.rules.levels import child_family, family
from extractor.extraction.rules.tokens import Token
from extractor.records.quantity import find_quantities, parse_quantity

_BRACKETED = re.compile(r"[(（]\s*\d+(?:\.\d+)?\s*分?\s*[)）]$")
_MOST = {"level3": 4, "target": 3, "actual": 3, "deviation": 8}
_MISSING = {"level1": 0.0, "level2": 0.0, "deviation": 0.0, "unit": -0.3, "nature": -0.3, "completion": -0.5}
_EXPLAINS = re.compile(r"[(（].{6,}[)）]")
_REST_OF_NAME = 0.4
_FULL_MARKS = 100
_LONGEST_UNIT = 6
_LONGEST_LEVEL = 12
_NEVER = float("-inf")


class _Cut:
    """Dynamic programming over (token, column): the best value of the rest, and how many tokens to take."""

    def __init__(self, tokens: list[Token], codes: list[str], *, explicit: bool) -> None:
        self.tokens, self.codes, self.explicit = tokens, codes, explicit
        self.width, self.name = len(codes), _name_column(codes)
        self.best = [[_NEVER] * (self.width + 1) for _ in range(len(tokens) + 1)]
        self.taken = [[0] * (self.width + 1) for _ in range(len(tokens) + 1)]

    def solve(self) -> None:
        """Fill the table from the end. Each row takes a token for its name, so no row is empty."""
        for position in range(len(self.tokens), -1, -1):
            for column in range(self.name, -1, -1):
                self._choose(position, column)
            end = position == len(self.tokens)
            self.best[position][self.width] = 0.0 if end else self.best[position][0]
            for column in range(self.width - 1, self.name, -1):
                self._choose(position, column)

    def _choose(self, position: int, column: int) -> None:
        code = self.codes[column]
        most = 1 if self.explicit else _MOST.get(code, 1)
        for count in range(min(most, len(self.tokens) - position) + 1):
            if count == 0 and column == self.name:
                continue
            value = self._value(code, position, count) + self.best[position + count][column + 1]
            if value > self.best[position][column]:
                self.best[position][column], self.taken[position][column] = value, count

    def _value(self, code: str, position: int, count: int) -> float:
        if count == 0:
            lost = code in {"level1", "level2"} or not self.explicit or code == "deviation"
            return _MISSING.get(code, -2.0) if lost else -3.0
        taken = self.tokens[position : position + count]
        before = self.tokens[position - 1] if position else None
        extra = 0.1 if code == "deviation" else 0.7
        if code == "level1":
            following = self.tokens[position + 1].key if position + 1 < len(self.tokens) else ""
            return _suits_level1(taken[0].key, following, explicit=self.explicit)
        return _suits(code, taken, before, explicit=self.explicit) - extra * (count - 1)

    def rows(self) -> list[list[list[Token]]]:
        """Return the tokens of each cell, row by row."""
        rows, position = [], 0
        while position < len(self.tokens) and self.best[position][0] > _NEVER:
            row = []
            for column in range(self.width):
                count = self.taken[position][column]
                row.append(self.tokens[position : position + count])
                position += count
            rows.append(row)
        return rows


def segment(tokens: list[Token], codes: list[str], *, explicit: bool) -> list[list[list[Token]]]:
    """Return rows of cells of tokens, one cell a column, in the order of the columns `codes`.

    `explicit`: every cell is one token, empty ones too, and only the upper levels (merged on paper) and
    the last remark may be absent. Otherwise blank cells are lost and a cell may hold several words.
    """
    if not tokens or not codes:
        return []
    cut = _Cut(tokens, codes, explicit=explicit)
    cut.solve()
    return cut.rows()


def suits(tokens: list[Token], codes: list[str], *, explicit: bool) -> float:
    """Say how well a stream can be cut into rows of these columns; more is better."""
    if not tokens or not codes:
        return 0.0
    cut = _Cut(tokens, codes, explicit=explicit)
    cut.solve()
    return cut.best[0][0]


def _name_column(codes: list[str]) -> int:
    """The column that names the indicator: the third level, else the target, else the lowest level."""
    for name in ("level3", "target"):
        if name in codes:
            return codes.index(name)
    return max((i for i, code in enumerate(codes) if code in {"level1", "level2"}), default=0)


def _suits(code: str, taken: list[Token], before: Token | None, *, explicit: bool) -> float:
    text = "".join(token.key for token in taken)
    if not text.strip() or text.strip() in {"/", "-", "—"}:
        return {"level3": -1.0, "weight": -0.2, "score": -0.2}.get(code, 0.0) if explicit else -1.0
    if code == "level2":
        return 2.5 if child_family(text) else -0.5 if explicit and not is_figure(text) else -3.0
    if code == "level3":
        return _suits_name(text, taken, explicit=explicit)
    if code in {"weight", "score"}:
        return _suits_marks(code, text, before)
    if code in {"target", "actual"}:
        return _suits_value(text, taken)
    return _suits_aside(code, text, taken, before, explicit=explicit)


def _suits_aside(code: str, text: str, taken: list[Token], before: Token | None, *, explicit: bool) -> float:
    if code in {"unit", "nature"}:
        return 1.0 if not is_figure(text) and len(text) <= _LONGEST_UNIT else -3.0
    if code == "completion":
        return 1.0 if is_figure(text) else -3.0
    return _suits_remark(text, taken, before, explicit=explicit)


def _suits_level1(text: str, following: str, *, explicit: bool) -> float:
    if not text.strip():
        return 0.0 if explicit else -1.0
    return 3.0 if _is_level1(text, following) else -0.8 if explicit else -3.0


def _is_level1(text: str, following: str) -> bool:
    """Whether a token is a first level; 成本指标 is one only above 经济成本指标 and the like."""
    bare = _BRACKETED.sub("", text)
    known = vocabulary("levels").exact(bare)
    if known == "cost":
        return child_family(following) == "cost"
    return known is not None or (child_family(bare) is None and (bare != text or family(bare) is not None))


def without_empty_levels(tokens: list[Token]) -> list[Token]:
    """Drop second levels under which nothing is printed: the next token is a level again, or none follows."""
    kept = []
    tokens = [token for token in tokens if not _EXPLAINS.fullmatch(token.text)]
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        ends = following is None or (_is_level(following.key) and not _is_level1(token.key, following.key))
        if not (_is_level(token.key) and ends):
            kept.append(token)
    return kept


def _is_level(text: str) -> bool:
    bare = _BRACKETED.sub("", text)
    if _BRACKETED.fullmatch(text):
        return True
    named = child_family(bare) or family(bare)
    return named is not None and len(bare) <= _LONGEST_LEVEL and bare.endswith(("指标", "目标", "效益"))


def _suits_name(text: str, taken: list[Token], *, explicit: bool) -> float:
    if is_figure(text) or any(_is_level(token.key) for token in taken):
        return -4.0
    several_lines = len({token.line for token in taken}) > 1
    return (1.0 if not find_quantities(text) else 0.6) - (0.5 if several_lines and not explicit else 0.0)


def _suits_marks(code: str, text: str, before: Token | None) -> float:
    quantity = parse_quantity(text)
    if (
        quantity is None
        or quantity.unit not in {"", "分"}
        or not 0 <= quantity.value <= _FULL_MARKS
        or quantity.operator
    ):
        return -6.0
    above = parse_quantity(before.text) if before is not None and code == "score" else None
    if above is not None and above.unit in {"", "分"} and quantity.value > above.value:
        return -1.0
    return 2.0


def _suits_value(text: str, taken: list[Token]) -> float:
    if any(_is_level(token.key) for token in taken):
        return -4.0
    if len(taken) > 1 and is_figure(taken[-1].text) and not _begins_value(taken[0].text):
        return _REST_OF_NAME
    if sum(is_figure(token.text) for token in taken) > 1:
        return 0.0
    return 1.0 if find_quantities(text) else 0.5


def _begins_value(text: str) -> bool:
    """Whether a word may stand before the figure of a target: a figure itself, or a sign such as 不低于."""
    return any(figure.operator or figure.end < len(text) + 1 for figure in find_quantities(f"{text}1"))


def _suits_remark(text: str, taken: list[Token], before: Token | None, *, explicit: bool) -> float:
    if text in {"0", "无"} and before is not None:
        return 0.3
    if any(_is_level(token.key) for token in taken) or (is_figure(text) and not explicit):
        return -4.0
    if explicit:
        return 0.2
    same_line = before is not None and all(token.line == before.line for token in taken)
    return 0.6 if same_line else -0.6
