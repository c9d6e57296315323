"""Which lines each question gets: by the heads of tables, the titles of sections and the stems of `[questions]`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractor.extraction.lexicon import plain, stem_pattern, vocabulary
from extractor.extraction.model.numbering import Piece
from extractor.extraction.rules.blocks import split
from extractor.extraction.rules.grids import Row, grid_of, is_figure
from extractor.extraction.rules.heads import find_heads
from extractor.extraction.rules.tokens import Token, stream_of_lines, stream_of_table
from extractor.records.document import Document, Line, Table
from extractor.records.quantity import find_quantities, is_money

TOPICS = ("profile", "budget", "spending", "indicators", "base_data", "goals")
"""What questions are about, apart from projects."""

_OF_BLOCK = {
    "fields": (),
    "budget": ("budget",),
    "indicators": ("indicators",),
    "base_data": ("base_data",),
    "staffing": ("profile", "base_data"),
    "goals": ("goals",),
    "evaluators": ("profile",),
    "finance": ("spending",),
}
_TABLE_TOPICS = ("budget", "indicators", "base_data")
_TOP, _BOTTOM = 8, 5
_CAPTIONS = 3
_LONGEST_CAPTION = 40
_LONGEST_EDGE = 80
_LABEL = re.compile(r"得分|总分|等[次级]|目标|单位名称|部门名称|填[报表]|联系|负责人|编制|在职")
_COUNT = re.compile(r"\d\s*(?:人|名|辆|台)")
_RATE = re.compile(r"执行率|完成率|支付率|支出进度")
_ENDS = re.compile(r"[。；：！？;:!?]\s*$")
_SHORTEST_WRAPPED = 12
_SCORE = re.compile(r"得分|总分|评分|等次|等级|自评[为结]")
_NOTHING = re.compile(r"政府性基金|国有资本|社会保险基金|三公|公务接待|公务用车|因公出国|无.{0,6}支出")


class Chooser:
    """The topics of every piece of a document, found once."""

    def __init__(self, document: Document, found: Sequence[Piece]) -> None:
        self.document, self.found = document, found
        self.topics: dict[str, set[str]] = {piece.id: set() for piece in found}
        self.kinds: dict[str, set[str]] = {}
        self.titles = {heading.line for heading in document.headings}
        for table in document.tables:
            self._mark_table(table)
        self._mark_lines()

    def choose(self, topic: str, within: Sequence[Piece]) -> list[Piece]:
        """Return the pieces of a scope that a question needs, with the captions of their tables.

        Nothing when no word of the topic occurs. When words of it occur but no head and no section of it was found,
        the whole scope; of what stands in tables all tables.
        """
        chosen = [piece for piece in within if topic in self.topics[piece.id]]
        if not chosen and any(self._hints(topic, piece) for piece in within):
            return [piece for piece in within if piece.table or topic not in _TABLE_TOPICS]
        return self._with_captions(chosen, within)

    def _hints(self, topic: str, piece: Piece) -> bool:
        """Whether a piece has a figure or a label of a topic without being under its head."""
        if topic in {"base_data", "goals"}:  # most reports have none, and their words stand everywhere
            return False
        return bool(find_quantities(piece.text)) and stem_pattern(topic).search(plain(piece.text)) is not None

    def _with_captions(self, chosen: Iterable[Piece], within: Sequence[Piece]) -> list[Piece]:
        places = {piece.order: index for index, piece in enumerate(within)}
        kept = {places[piece.order] for piece in chosen}
        for index in sorted(kept):
            before = within[max(0, index - _CAPTIONS) : index]
            if within[index].table and before and before[-1].table != within[index].table:
                kept.update(places[one.order] for one in before if one.line and _is_caption(one.text))
        return [within[index] for index in sorted(kept)]

    def _add(self, place: str, *topics: str) -> None:
        if place in self.topics:
            self.topics[place].update(topics)

    def _mark_table(self, table: Table) -> None:
        if not table.rows_known:
            self._mark_stream(stream_of_table(table).tokens)
            return
        for block in split(grid_of(table)):
            topics = _OF_BLOCK[block.kind]
            for row in (*block.head, *block.body):
                if row:
                    self._mark_row(_row_id(row[0].id), "|".join(slot.text for slot in row), topics)
            if not topics:
                self._mark_unknown(block.body)

    def _mark_row(self, place: str, text: str, topics: Iterable[str]) -> None:
        self._add(place, *topics)
        for match in _LABEL.finditer(plain(text)):
            self._add(place, *(topic for topic in TOPICS if topic != "spending" and _is_of(topic, match[0])))

    def _mark_unknown(self, rows: Sequence[Row]) -> None:
        """Rows under no known head: by their stems, and when they hold figures and no stem, of every kind of table."""
        printed = [row for row in rows if row]
        text = plain("|".join(slot.text for row in printed for slot in row))
        figures = any(is_figure(slot.text) for row in printed for slot in row)
        by_stem = [topic for topic in (*_TABLE_TOPICS, "goals") if stem_pattern(topic).search(text)]
        topics = by_stem or list(_TABLE_TOPICS if figures else ())
        if figures and "收入" in text and "支出" in text:
            topics.append("spending")
        for row in printed:
            self._add(_row_id(row[0].id), "profile", *topics)

    def _mark_stream(self, tokens: Sequence[Token]) -> None:
        """A form printed as one word a line or cell: from each head on its kind, up to the next head."""
        heads = find_heads(list(tokens))
        for number, token in enumerate(tokens):
            kinds = [head.kind for head in heads if head.start <= number]
            place = _row_id(token.id)
            self._add(place, *(_OF_BLOCK[kinds[-1]] if kinds else ("profile",)))
            if kinds:
                self._mark_row(place, token.text, ())
                if is_figure(token.text) and kinds[-1] == "indicators":
                    self._add(place, "indicators")

    def _mark_lines(self) -> None:
        lines = [piece for piece in self.found if piece.line]
        for piece in (*lines[:_TOP], *lines[-_BOTTOM:]):
            if len(piece.text) <= _LONGEST_EDGE:  # titles, names, dates and signatures
                self._add(piece.id, "profile")
        for piece, titles in _with_titles(self.document, lines):
            self._mark_line(piece, titles)
        self._join_wrapped(lines)
        for run in _runs(self.document):
            stream = stream_of_lines(run)
            if find_heads(list(stream.tokens)):
                self._mark_stream(stream.tokens)

    def _mark_line(self, piece: Piece, titles: Sequence[str]) -> None:
        """Lines that hold something: a figure of the topic's kind, a title, or the word that there is nothing."""
        kinds = self.kinds[piece.id] = _kinds(titles)
        key = plain(piece.text)
        figures = find_quantities(piece.text)
        money = any(is_money(figure.unit) for figure in figures)
        title = piece.id in self.titles
        told = "money" in kinds and "deeds" not in kinds
        if (told and (figures or title)) or _NOTHING.search(key) or _RATE.search(key):
            self._add(piece.id, "spending")
        if money and (not kinds or "deeds" not in kinds or stem_pattern("spending").search(key)):
            self._add(piece.id, "spending")
        if ("staff" in kinds and (title or self._first_below(piece))) or (
            _COUNT.search(key) and stem_pattern("profile").search(key)
        ):
            self._add(piece.id, "profile")
        if _SCORE.search(key):
            self._add(piece.id, "indicators")

    def _first_below(self, piece: Piece) -> bool:
        """Whether a line is the first below a title: the opening of a text that code completes."""
        before = self.found[piece.order - 1] if piece.order else None
        return before is not None and before.id in self.titles

    def _join_wrapped(self, lines: Sequence[Piece]) -> None:
        """A line that goes on with a sentence needs the one it goes on with."""
        for before, piece in pairwise(lines):
            open_end = len(before.text) >= _SHORTEST_WRAPPED and not _ENDS.search(before.text)
            if open_end and before.id not in self.titles and piece.order == before.order + 1:
                self.topics[before.id] |= self.topics[piece.id]


def _is_caption(text: str) -> bool:
    return len(text) <= _LONGEST_CAPTION and not re.search("[，。；]", text)


def _kinds(titles: Sequence[str]) -> set[str]:
    """What the nearest title that tells anything tells of: money, staff, deeds."""
    words = vocabulary("narrative.sections")
    for title in reversed(titles):
        if found := {code for _, _, code in words.spans(plain(title))}:
            return found
    return set()


def _is_of(topic: str, word: str) -> bool:
    return {
        "profile": word not in {"得分", "总分", "等次", "等级", "目标"},
        "indicators": word in {"得分", "总分", "等次", "等级"},
        "goals": word == "目标",
    }.get(topic, False)


def _with_titles(document: Document, lines: Iterable[Piece]) -> Iterator[tuple[Piece, list[str]]]:
    """Yield each line with the titles it stands under, its own included."""
    headings = {heading.line: heading for heading in document.headings}
    stack: list[tuple[int, str]] = []
    for piece in lines:
        if heading := headings.get(piece.id):
            stack = [one for one in stack if one[0] < heading.level] + [(heading.level, heading.title)]
        yield piece, [title for _, title in stack]


def _runs(document: Document) -> Iterator[list[Line]]:
    """Yield the lines between tables, and between the chapters of the narrative."""
    run: list[Line] = []
    for block in document.blocks:
        if isinstance(block, Line):
            run.append(block)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _row_id(place: str) -> str:
    """T2R3 for the cell T2R3C4; a line as it is."""
    return place.partition("C")[0] if place.startswith("T") else place
