"""Running text of a form as tokens: the cells of a dump that lost its rows, or the words of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.extraction.claims import Place
from extractor.extraction.lexicon import label_key, plain, vocabulary
from extractor.extraction.rules.blocks import unit_in
from extractor.extraction.rules.grids import Slot
from extractor.records.document import Cell, Line, Table

_EMPTY_CELL = re.compile(r"^[\u00a0\u3000]+\s*$")
_PLACEHOLDER = re.compile(r"^(?:指标\d+[:：]?/?|[.…·]{1,})$")
_BRACKETED = r"[(（].{1,8}[)）]"
_YEAR = re.compile(r"20\d\d")
_LONGEST_WORD = 16


class Token(NamedTuple):
    """A word or cell of the stream; `line` counts the printed lines."""

    text: str
    id: str
    line: int

    @property
    def key(self) -> str:
        """The text for comparison."""
        return plain(self.text)

    @property
    def place(self) -> Place:
        """The token as evidence."""
        return Place(self.id, self.text)


class Stream(NamedTuple):
    """Tokens in order. `explicit`: each token is one cell and empty cells are there."""

    tokens: list[Token]
    explicit: bool


def stream_of_table(table: Table) -> Stream:
    """Return the cells of a table whose rows are lost, without the blank ones that fill rows up at their end."""
    kept = [cell for row in table.by_row() for cell in (_without_end(row) if table.rows_known else row)]
    cells = [Token(cell.text, cell.id, number) for number, cell in enumerate(kept)]
    return Stream(_mended(cells), explicit=True)


def _without_end(row: Sequence[Cell]) -> Sequence[Cell]:
    """A row up to its last cell with print."""
    last = max((number for number, cell in enumerate(row, 1) if cell.text.strip()), default=0)
    return row[:last]


def stream_of_lines(lines: Iterable[Line]) -> Stream:
    """Return the words of lines; when empty cells are printed as fixed spaces, each line is one cell."""
    lines = list(lines)
    explicit = sum(bool(_EMPTY_CELL.match(line.text)) for line in lines) > 3  # noqa: PLR2004
    tokens: list[Token] = []
    for number, line in enumerate(lines):
        if _EMPTY_CELL.match(line.text):
            tokens.append(Token("", line.id, number))
        elif explicit and line.text.strip():
            tokens.append(Token(line.text.strip(), line.id, number))
        else:
            tokens.extend(Token(word, line.id, number) for word in re.findall(r"[^\s\u3000]+", line.text))
    if not explicit:
        tokens = _without_placeholders(tokens)
    return Stream(_mended(tokens), explicit)


def _without_placeholders(tokens: list[Token]) -> list[Token]:
    """Drop 指标2： and …… and the dashes behind them."""
    blank = {token.line for token in tokens if _PLACEHOLDER.match(token.key)}
    return [t for t in tokens if not _PLACEHOLDER.match(t.key) and not (t.line in blank and t.key in {"/", "-", "—"})]


def _mended(tokens: list[Token]) -> list[Token]:
    """Join words of the domain that were broken over two or three tokens: 年初 + 预算数."""
    mended: list[Token] = []
    for token in tokens:
        whole = token
        while mended and whole.text and _completes(mended[-1], whole):
            last = mended.pop()
            whole = Token(last.text + ("\n" if last.line != whole.line else "") + whole.text, last.id, last.line)
        mended.append(whole)
    return mended


_WORDS = ("columns.budget", "columns.indicators", "columns.goals", "levels", "levels.children", "rows.budget", "fields")


def _completes(first: Token, second: Token) -> bool:
    """Whether the second token is only the rest of a word that the first one begins."""
    if not first.text or len(first.key) > _LONGEST_WORD or len(second.key) > _LONGEST_WORD:
        return False
    if re.fullmatch(_BRACKETED, first.text):
        return False
    if _YEAR.fullmatch(first.text):
        return second.text.startswith("年") and first.line == second.line
    if re.fullmatch(_BRACKETED, second.text):
        return _is_level(first.text) or (bool(unit_in(second.text)) and first.line != second.line)
    return is_word(first.text + second.text) and not (is_word(first.text) and is_word(second.text))


def _is_level(text: str) -> bool:
    return any(vocabulary(name).exact(text) is not None for name in ("levels", "levels.children"))


def is_word(text: str) -> bool:
    """Whether a text is as a whole a word of the forms."""
    return any(vocabulary(name).exact(text) is not None for name in _WORDS)


def slot(tokens: list[Token], row: int, col: int) -> Slot:
    """Return tokens that make up one cell as a slot of a virtual grid."""
    if not tokens:
        return Slot("", "", row, col)
    same_line = len({token.id for token in tokens}) == 1
    return Slot((" " if same_line else "\n").join(token.text for token in tokens), tokens[0].id, row, col)


def field_label(token: Token) -> bool:
    """Whether a token is the label of a field such as 项目名称."""
    return (
        bool(token.text)
        and len(label_key(token.text)) <= _LONGEST_WORD
        and vocabulary("fields").exact(token.text) is not None
    )
