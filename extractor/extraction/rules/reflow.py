"""A form whose rows are lost, laid out again: heads are found by their words, rows by what suits the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from extractor.extraction.lexicon import plain, vocabulary
from extractor.extraction.rules.blocks import unit_in
from extractor.extraction.rules.grids import Grid, Row, Slot, is_figure
from extractor.extraction.rules.heads import NAMELESS, Head, find_heads
from extractor.extraction.rules.placing import placed
from extractor.extraction.rules.scattered import scattered_at
from extractor.extraction.rules.segment import segment, suits, without_empty_levels
from extractor.extraction.rules.tokens import Stream, Token, field_label, is_word, slot
from extractor.records.document import Line

_VALUE_TOKENS = 4
_UNIT_TOKENS = 4
_MOST_FIGURES = 3
_LONGEST_LABEL = 20
_SHORTEST_GOAL = 5
_LONGEST_TITLE = 40
_TITLE = re.compile(r"表(?:[(（][^()（）]*[)）])?$")
_LABELLED = re.compile(r"(?:其中[:：])?[^:：\d]{2,}[:：]\s*\d[\d,.]*(?:万?元)?")


def reflow(stream: Stream, name: str) -> Grid | None:
    """Return the form that a stream holds as a grid of rows, or None when it holds no head of a form."""
    heads = find_heads(stream.tokens)
    if not any(head.kind in {"budget", "indicators", "finance", "base_data"} for head in heads):
        return None
    layout = _Layout(stream)
    layout.add_fields(stream.tokens[: heads[0].start])
    stops = [head.start for head in heads[1:]] + [len(stream.tokens)]
    for head, stop in zip(heads, stops, strict=True):
        layout.add_block(head, stop)
    return Grid(layout.rows, exact=True, id=name)


def forms_of(lines: list[Line]) -> list[list[Line]]:
    """Cut lines before each title of a form, and before each further 项目名称: there another form begins."""
    parts: list[list[Line]] = [[]]
    named = False
    for line in lines:
        key = plain(line.text)
        title = len(key) <= _LONGEST_TITLE and vocabulary("forms").spans(key) and _TITLE.search(key)
        name = vocabulary("fields").exact(re.split(r"[:：\s]", line.text.strip())[0]) == "name"
        if parts[-1] and (title or (name and named)):
            parts.append([])
            named = False
        named = named or name
        parts[-1].append(line)
    return parts


@dataclass
class _Layout:
    """The rows of a form as far as they are laid out."""

    stream: Stream
    rows: list[Row] = field(default_factory=list)

    def _slot(self, tokens: list[Token], col: int) -> Slot:
        return slot(tokens, len(self.rows), col)

    def add_fields(self, tokens: list[Token]) -> None:
        """Add a row for each label that has a value behind it."""
        for index, token in enumerate(tokens):
            if field_label(token) or vocabulary("rows.score").exact(token.text) == "grade":
                value = self._value(tokens[index + 1 : index + 1 + _VALUE_TOKENS])
                if value:
                    self.rows.append([self._slot([token], 0), self._slot(value, 1)])

    def _value(self, following: list[Token]) -> list[Token]:
        """The tokens behind a label that are its value: one cell, or the words of one line."""
        value: list[Token] = []
        for token in following:
            if field_label(token) or not token.text or unit_in(token.text) or is_word(token.text):
                break
            if value and (self.stream.explicit or token.line != value[0].line):
                break
            value.append(token)
        return value

    def add_block(self, head: Head, stop: int) -> None:
        """Add the head of a block and the rows below it, up to the token at which the next head begins."""
        body = self.stream.tokens[head.end : stop]
        if head.kind == "finance":
            self._add_scattered(head)
            self.add_fields(body)
            return
        body = self._before_line_of(stop, body)
        if head.kind == "indicators" and head.codes != NAMELESS:
            cells = self._cells_of(body)
            head = max(head.orders(), key=lambda one: suits(cells, one.codes, explicit=self.stream.explicit))
        self._add_head(head)
        match head.kind:
            case "staffing":
                self.rows.append([self._slot([token], col + 1) for col, token in enumerate(body[: len(head.codes)])])
                self.add_fields(body[len(head.codes) :])
            case "base_data":
                self._add_labelled(body, len(head.codes))
                self.add_fields(body)
            case "budget":
                self._add_budget(body, head.codes)
            case "goals":
                self._add_goals(body)
            case _:
                self._add_indicators(body, head.codes)

    def _add_head(self, head: Head) -> None:
        named = [self._slot([token], col + 1) for col, token in enumerate(head.words(self.stream.tokens))]
        if head.codes == NAMELESS:
            named = [named[0]._replace(width=2), *(one._replace(col=one.col + 1) for one in named[1:])]
        self.rows.append([*self._unit_before(head), *named])

    def _unit_before(self, head: Head) -> Row:
        """The cell before a head that names the unit of money, 项目资金(万元), else the last caption that does."""
        before = self.stream.tokens[: head.start]
        near = [token for token in before[-_UNIT_TOKENS:] if unit_in(token.text)]
        captions = [token for token in before if "单位" in token.key and unit_in(token.text)]
        return [self._slot([(near or captions)[-1]], 0)] if near or captions else []

    def _before_line_of(self, stop: int, body: list[Token]) -> list[Token]:
        """The tokens of a block without those that stand before the next head in its line."""
        line = self.stream.tokens[stop].line if stop < len(self.stream.tokens) else -1
        return [token for token in body if token.line != line] or body

    def _add_scattered(self, head: Head) -> None:
        """Add the heads in the order of their columns and the values below them."""
        table = scattered_at(self.stream.tokens, head.start)
        if table is not None:
            heads = [self._slot([token], col + 1) for col, token in enumerate(table.heads)]
            self.rows.append([*self._unit_before(head), *heads])
            self.rows.append([self._slot([token], col + 1) for col, token in enumerate(table.values)])

    def _add_budget(self, body: list[Token], codes: list[str]) -> None:
        """Add a row for each row label and the cells behind it, and one for each amount behind its label's colon."""
        marks = [index for index, token in enumerate(body) if _is_row_label(token)]
        for mark, stop in zip(marks, [*marks[1:], len(body)], strict=False):
            cells = body[mark + 1 : stop]
            known = self.stream.explicit and len(cells) >= len(codes)
            values: list[Token | None] = list(cells[: len(codes)]) if known else placed(cells, codes)
            if any(token is not None and token.text for token in values):
                label = self._slot([body[mark]], 0)
                found = [self._slot([token] if token else [], col + 1) for col, token in enumerate(values)]
                self.rows.append([label, *found])
        self.rows += [[self._slot([token], 0)] for token in body if _LABELLED.fullmatch(token.text)]

    def _add_labelled(self, body: list[Token], width: int) -> None:
        """Add a row for each label with a figure for each column; with fewer it is lost which ones are blank."""
        for label, figures in labelled_runs(body):
            if len(figures) == width:
                self.rows.append([self._slot(cells, col) for col, cells in enumerate([label, *([f] for f in figures)])])

    def _add_goals(self, body: list[Token]) -> None:
        """Add the row of the two goals."""
        goals = vocabulary("columns.goals")
        texts = [token for token in body if goals.exact(token.text) is None and token.key and not field_label(token)]
        if len(texts) > 2:  # noqa: PLR2004 - two are the goals, however short
            texts = [token for token in texts if len(token.key) >= _SHORTEST_GOAL]
        if texts:
            groups = [[token] for token in texts] if self.stream.explicit else _sentences_by_line(texts)
            both = groups[:2] if len(groups) > 1 else _halves(texts)
            self.rows.append([self._slot(group, col + 1) for col, group in enumerate(both)])

    def _cells_of(self, body: list[Token]) -> list[Token]:
        """The cells of the indicators: up to the total, without levels that nothing stands under."""
        cells = body[: _total_at(body)]
        return cells if self.stream.explicit else without_empty_levels(cells)

    def _add_indicators(self, body: list[Token], codes: list[str]) -> None:
        """Add the rows of indicators up to the total, then the total and the fields behind it."""
        total = _total_at(body)
        columns = ["level1", "level2", "target", "actual"] if codes == NAMELESS else codes
        for row in segment(self._cells_of(body), columns, explicit=self.stream.explicit):
            self.rows.append([self._slot(tokens, col + 1) for col, tokens in enumerate(row)])
        if total < len(body):
            figures = list(takewhile(lambda token: is_figure(token.text), body[total + 1 : total + 1 + _MOST_FIGURES]))
            self.rows.append([self._slot([token], col) for col, token in enumerate([body[total], *figures])])
            self.add_fields(body[total + 1 + len(figures) :])


def _total_at(body: list[Token]) -> int:
    """Where the row of the total begins; the end when there is none."""
    return next((index for index in range(len(body)) if _is_total(body, index)), len(body))


def labelled_runs(tokens: list[Token]) -> Iterator[tuple[list[Token], list[Token]]]:
    """Yield each run of figures with the words of the line before it: `公用经费 | 118.31 | 85.76 | 193.42`."""
    label: list[Token] = []
    for figures, run in groupby((token for token in tokens if token.text), key=lambda token: is_figure(token.text)):
        found = list(run)
        if figures and label:
            yield label, found
        label = [] if figures else [token for token in found if token.line == found[-1].line]


def _is_row_label(token: Token) -> bool:
    if not token.text or len(token.key) > _LONGEST_LABEL or field_label(token):
        return False
    return vocabulary("rows.budget").inside(token.text) is not None


def _is_total(body: list[Token], index: int) -> bool:
    """Whether a token is the label of the total: such a word, and a figure soon behind it."""
    named = bool(body[index].text) and vocabulary("rows.score").exact(body[index].text) == "total"
    return named and any(is_figure(token.text) for token in body[index + 1 : index + 3])


def _halves(texts: list[Token]) -> list[list[Token]]:
    """Two goals in running words: up to and from the full stop nearest the middle."""
    ends = [i + 1 for i, token in enumerate(texts[:-1]) if token.text.rstrip().endswith(("。", "；", "."))]
    middle = min(ends, key=lambda i: abs(i - len(texts) / 2), default=max(1, len(texts) // 2))
    return [texts[:middle], texts[middle:]]


def _sentences_by_line(texts: list[Token]) -> list[list[Token]]:
    """Tokens in groups that end where a printed line ends with a full stop."""
    groups: list[list[Token]] = [[]]
    for token, following in zip(texts, [*texts[1:], texts[-1]], strict=True):
        groups[-1].append(token)
        if token.text.rstrip().endswith(("。", "！")) and following.line != token.line:
            groups.append([])
    return [group for group in groups if group]
