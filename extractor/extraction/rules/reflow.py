"""A form whose rows are lost, laid out again: heads are found by their words, rows by what suits the columns."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from extractor.extraction.lexicon import vocabulary
from extractor.extraction.rules.blocks import unit_in
from extractor.extraction.rules.grids import Grid, Row, fits, is_figure
from extractor.extraction.rules.scattered import scattered_at
from extractor.extraction.rules.segment import segment, without_empty_levels
from extractor.extraction.rules.tokens import Stream, Token, field_label, is_word, slot
from extractor.records.quantity import parse_quantity

_LEVELS = {"level1", "level2", "level3"}
_AMOUNTS = {"initial", "adjusted", "executed"}
_MOST_STRANGERS = 1
_VALUE_TOKENS = 4
_FULL_MARKS = 100
_WORTH = {"executed": 0.9, "adjusted": 0.6, "initial": 0.3}


class Head(NamedTuple):
    """A run of column words in the stream: kind of block, codes in order, first token and the one behind it."""

    kind: str
    codes: list[str]
    start: int
    end: int


def reflow(stream: Stream, name: str) -> Grid | None:
    """Return the form that a stream holds as a grid of rows, or None when it holds no head of a form."""
    heads = _heads(stream.tokens)
    if not any(head.kind in {"budget", "indicators", "finance"} for head in heads):
        return None
    rows: list[Row] = []
    starts = [head.start for head in heads] + [len(stream.tokens)]
    _add_fields(rows, stream.tokens[: starts[0]], stream)
    for head, stop in zip(heads, starts[1:], strict=True):
        if head.kind == "finance":
            _add_scattered(rows, stream.tokens, head)
            _add_fields(rows, stream.tokens[head.end : stop], stream)
            continue
        named = [slot([token], len(rows), col + 1) for col, token in enumerate(_head_tokens(head, stream.tokens))]
        if head.codes == ["level3", "target", "actual"]:
            named = [named[0]._replace(width=2), *(one._replace(col=one.col + 1) for one in named[1:])]
        rows.append([*_unit_slot(stream.tokens[max(0, head.start - 4) : head.start], len(rows)), *named])
        body = _before_line(
            stream.tokens[head.end : stop], stream.tokens[stop].line if stop < len(stream.tokens) else -1
        )
        match head.kind:
            case "budget":
                _add_budget(rows, body, head.codes, stream)
            case "goals":
                _add_goals(rows, body, stream)
            case _:
                _add_indicators(rows, body, head.codes, stream)
    return Grid(rows, exact=True, id=name)


def _add_scattered(rows: list[Row], tokens: list[Token], head: Head) -> None:
    """Add the heads in the order of their columns and the values below them."""
    table = scattered_at(tokens, head.start)
    if table is not None:
        unit = _unit_slot(tokens[max(0, head.start - 4) : head.start], len(rows))
        rows.append([*unit, *(slot([token], len(rows), col + 1) for col, token in enumerate(table.heads))])
        rows.append([slot([token], len(rows), col + 1) for col, token in enumerate(table.values)])


def _before_line(body: list[Token], line: int) -> list[Token]:
    """The tokens of a block without those that stand in the line of the next head, before it."""
    kept = [token for token in body if token.line != line]
    return kept or body


def _unit_slot(before: list[Token], row: int) -> Row:
    """The cell before a head that names the unit of money: 项目资金(万元)."""
    return next(([slot([token], row, 0)] for token in reversed(before) if unit_in(token.text)), [])


def _head_tokens(head: Head, tokens: list[Token]) -> list[Token]:
    words = vocabulary(f"columns.{head.kind}")
    codes = {*head.codes, *({"plan"} if "adjusted" in head.codes else set())}
    return [t for t in tokens[head.start : head.end] if t.text and words.inside(t.text, slack=3) in codes]


def _heads(tokens: list[Token]) -> list[Head]:
    found: list[Head] = []
    position = 0
    while position < len(tokens):
        table = scattered_at(tokens, position)
        if table is not None:
            found.append(Head("finance", [code or "" for code in table.codes], position, table.end))
            position = table.end
            continue
        candidates = [head for kind in ("indicators", "goals", "budget") if (head := _head_at(tokens, position, kind))]
        if candidates:
            best = max(candidates, key=lambda head: len(head.codes))
            found.append(best)
            position = best.end
        else:
            position += 1
    return found


def _head_at(tokens: list[Token], start: int, kind: str) -> Head | None:
    """The head that begins at a token: column words in a row, with at most one stranger between them."""
    words = vocabulary(f"columns.{kind}")
    codes: list[str] = []
    strangers, end = 0, start
    for index in range(start, min(start + 16, len(tokens))):
        text = tokens[index].text
        code = words.inside(text, slack=3) if text and not is_figure(text) and len(tokens[index].key) <= 18 else None  # noqa: PLR2004
        if codes and code == codes[0] and index == end:
            return None
        if code is None or code in codes:
            strangers += 1
            if strangers > _MOST_STRANGERS or index == start or code in codes:
                break
            continue
        codes.append(code)
        end = index + 1
    if "plan" in codes:
        if "adjusted" in codes and codes[0] == "plan":
            return None
        codes = ["adjusted" if code == "plan" and "adjusted" not in codes else code for code in codes]
    return Head(kind, codes, start, end) if _is_head(kind, set(codes)) else None


def _is_head(kind: str, codes: set[str]) -> bool:
    if kind == "goals":
        return codes == {"expected", "actual"}
    if kind == "budget":
        return len(codes & _AMOUNTS) > 1 and len(codes) > 2  # noqa: PLR2004
    return (len(codes & _LEVELS) > 1 and len(codes) > 3) or codes == {"level3", "target", "actual"}  # noqa: PLR2004


def _add_fields(rows: list[Row], tokens: list[Token], stream: Stream) -> None:
    """Add a row for each label that has a value behind it."""
    for index, token in enumerate(tokens):
        if not field_label(token) and vocabulary("rows.score").exact(token.text) != "grade":
            continue
        value: list[Token] = []
        for following in tokens[index + 1 : index + 1 + _VALUE_TOKENS]:
            if field_label(following) or not following.text or unit_in(following.text) or is_word(following.text):
                break
            if value and (stream.explicit or following.line != value[0].line):
                break
            value.append(following)
        if value:
            rows.append([slot([token], len(rows), 0), slot(value, len(rows), 1)])


def _is_row_label(token: Token) -> bool:
    return bool(token.text) and len(token.key) <= 20 and vocabulary("rows.budget").inside(token.text) is not None  # noqa: PLR2004


def _add_budget(rows: list[Row], body: list[Token], codes: list[str], stream: Stream) -> None:
    """Add a row for each row label and the cells behind it."""
    marks = [index for index, token in enumerate(body) if _is_row_label(token) and not field_label(token)]
    last = len(body)
    for number, mark in enumerate(marks):
        stop = marks[number + 1] if number + 1 < len(marks) else last
        cells = body[mark + 1 : stop]
        if stream.explicit and len(cells) >= len(codes):
            placed: list[Token | None] = list(cells[: len(codes)])
        else:
            placed = _placed(cells, codes)
        row = [slot([body[mark]], len(rows), 0)]
        row += [slot([token] if token else [], len(rows), col + 1) for col, token in enumerate(placed)]
        if any(token is not None and token.text for token in placed):
            rows.append(row)


def _placed(cells: list[Token], codes: list[str]) -> list[Token | None]:
    """Place values under columns when blank cells are lost: the order stays, the contents must suit."""
    values: list[Token] = []
    for token in cells:
        if not (is_figure(token.text) or token.key in {"-", "/", "—", "--"}) or len(values) == len(codes):
            break
        values.append(token)
    best: tuple[float, tuple[int, ...]] = (float("-inf"), ())
    for columns in combinations(range(len(codes)), len(values)):
        best = max(best, (_suits([codes[c] for c in columns], values), columns))
    placed: list[Token | None] = [None] * len(codes)
    for column, token in zip(best[1], values, strict=False):
        placed[column] = token
    return placed


def _suits(codes: list[str], values: list[Token]) -> float:
    """How well values suit columns; a blank 年初预算数 is likelier than any other blank amount."""
    score = float(sum(fits(code, token.text) for code, token in zip(codes, values, strict=True)))
    figures = {c: q.value for c, t in zip(codes, values, strict=True) if (q := parse_quantity(t.text)) is not None}
    if {"adjusted", "executed", "rate"} <= set(figures) and figures["adjusted"]:
        off = abs(figures["executed"] / figures["adjusted"] * 100 - figures["rate"])
        score += 3 if off < 1 else -1
    score += sum(worth for code, worth in _WORTH.items() if code in figures)
    score -= sum(
        2
        for code in ("weight", "score")
        if figures.get(code, 0) > _FULL_MARKS or (code in figures and "executed" not in figures)
    )
    for code, token in zip(codes, values, strict=True):
        dash = token.key in {"-", "/", "—", "--"}
        score += 0.5 if dash and code in {"weight", "score", "rate"} else 0
    return score


def _add_goals(rows: list[Row], body: list[Token], stream: Stream) -> None:
    """Add the row of the two goals: two cells, or the words up to and from the full stop nearest the middle."""
    texts = [token for token in body if token.text and not field_label(token)]
    texts = [token for token in texts if vocabulary("columns.goals").exact(token.text) is None and len(token.key) > 4]  # noqa: PLR2004
    if not texts:
        return
    groups = [[token] for token in texts] if stream.explicit else _sentences_by_line(texts)
    if len(groups) > 1:
        rows.append([slot(group, len(rows), col + 1) for col, group in enumerate(groups[:2])])
        return
    ends = [i + 1 for i, token in enumerate(texts[:-1]) if token.text.rstrip().endswith(("。", "；", "."))]
    middle = min(ends, key=lambda i: abs(i - len(texts) / 2), default=max(1, len(texts) // 2))
    row = len(rows)
    rows.append([slot(texts[:middle], row, 1), slot(texts[middle:], row, 2)])


def _sentences_by_line(texts: list[Token]) -> list[list[Token]]:
    """Tokens in groups that end where a printed line ends with a full stop."""
    groups: list[list[Token]] = [[]]
    for token, following in zip(texts, [*texts[1:], texts[-1]], strict=True):
        groups[-1].append(token)
        if token.text.rstrip().endswith(("。", "！")) and following.line != token.line:
            groups.append([])
    return [group for group in groups if group]


def _add_indicators(rows: list[Row], body: list[Token], codes: list[str], stream: Stream) -> None:
    """Add the rows of indicators up to the total, then the total."""
    score = vocabulary("rows.score")
    total = next(
        (
            i
            for i, t in enumerate(body)
            if t.text and score.exact(t.text) == "total" and any(is_figure(x.text) for x in body[i + 1 : i + 3])
        ),
        len(body),
    )
    cells_of_rows = body[:total] if stream.explicit else without_empty_levels(body[:total])
    nameless = codes == ["level3", "target", "actual"]
    columns = ["level1", "level2", "target", "actual"] if nameless else codes
    for cells in segment(cells_of_rows, columns, explicit=stream.explicit):
        rows.append([slot(tokens, len(rows), col + 1) for col, tokens in enumerate(cells)])
    if total < len(body):
        figures = []
        for token in body[total + 1 : total + 4]:
            if not is_figure(token.text):
                break
            figures.append(token)
        rows.append([slot([t], len(rows), col) for col, t in enumerate([body[total], *figures])])
        _add_fields(rows, body[total + 1 + len(figures) :], stream)
