"""Values of a budget row put under their columns when blank cells are lost: the order stays, the contents must suit."""

from __future__ import annotations

from itertools import combinations

from extractor.extraction.rules.grids import fits, is_figure
from extractor.extraction.rules.tokens import Token
from extractor.records.quantity import parse_quantity

_DASHES = {"-", "/", "—", "--"}
_FULL_MARKS = 100
_HIGHEST_RATE = 500
_WORTH = {"executed": 0.9, "adjusted": 0.6, "initial": 0.3}


def placed(cells: list[Token], codes: list[str]) -> list[Token | None]:
    """Return the value of each column, None where it is blank; what follows the values is left out."""
    values: list[Token] = []
    for token in cells:
        if not (is_figure(token.text) or token.key in _DASHES) or len(values) == len(codes):
            break
        values.append(token)
    best: tuple[float, tuple[int, ...]] = (float("-inf"), ())
    for columns in combinations(range(len(codes)), len(values)):
        best = max(best, (_suits([codes[c] for c in columns], values), columns))
    row: list[Token | None] = [None] * len(codes)
    for column, token in zip(best[1], values, strict=False):
        row[column] = token
    return row if all(_can_be(code, token) for code, token in zip(codes, row, strict=True)) else [None] * len(codes)


def _can_be(code: str, token: Token | None) -> bool:
    """Whether a value can stand in a column at all: a weight or rate far beyond 100 shows that it is another table."""
    quantity = parse_quantity(token.text) if token is not None else None
    if quantity is None or code not in {"weight", "score", "rate"}:
        return True
    most = _FULL_MARKS if code in {"weight", "score"} else _HIGHEST_RATE
    return quantity.unit == "%" or quantity.value <= most


def _suits(codes: list[str], values: list[Token]) -> float:
    """How well values suit columns; a blank 年初预算数 is likelier than any other blank amount."""
    pairs = list(zip(codes, values, strict=True))
    figures = {code: q.value for code, token in pairs if (q := parse_quantity(token.text)) is not None}
    score = float(sum(fits(code, token.text) for code, token in pairs))
    if {"adjusted", "executed", "rate"} <= set(figures) and figures["adjusted"]:
        off = abs(figures["executed"] / figures["adjusted"] * 100 - figures["rate"])
        score += 3 if off < 1 else -1
    score += sum(worth for code, worth in _WORTH.items() if code in figures)
    score += sum(0.5 for code, token in pairs if token.key in _DASHES and code in {"weight", "score", "rate"})
    marks = [code for code in ("weight", "score") if code in figures]
    return score - sum(2 for code in marks if figures[code] > _FULL_MARKS or "executed" not in figures)
