"""The narrative of a report as checks of its wording see it: running text, by section, every word with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from extractor.records.document import Cell, Document, Line
from extractor.records.evidence import Evidence
from extractor.records.finding import Side
from extractor.records.passages import Passage, passages
from extractor.records.report import Report

_HAN = re.compile(r"[一-龥]")
_COLUMNS = re.compile(r"\t|\|.*\||\S[ \u3000]{3,}\S+[ \u3000]{3,}\S")
_STOPS = re.compile(r"[。；;，,：:！？!?]")
_LEAST_HAN = 0.25
_SHORT = 12
_LEAST_WORDS = 4
_LONGEST_QUOTE = 60


class Span(NamedTuple):
    """Some words of a passage: from `start` to `end` of its text."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return self.passage.text[self.start : self.end]


class Prose:
    """The running text of a report. Rows of a dump whose table was not understood are no prose and are left out."""

    def __init__(self, document: Document, report: Report) -> None:
        self._document = document
        self._report = report

    @cached_property
    def all(self) -> tuple[Passage, ...]:
        """Every paragraph outside tables, then every long text in a cell."""
        return tuple(one for one in passages(self._document) if is_prose(one.text))

    @cached_property
    def narrative(self) -> tuple[Passage, ...]:
        """The paragraphs outside tables."""
        return tuple(one for one in self.all if not one.ids[0].startswith("T"))

    @cached_property
    def words(self) -> tuple[Passage, ...]:
        """Everything that is worded: the paragraphs, the headings that stand alone, and the cells with words."""
        told = {place for one in self.all for place in one.ids}
        lines = [line for line in self._document.lines if line.id not in told and not _COLUMNS.search(line.text)]
        cells = [cell for table in self._document.tables for cell in table.cells if cell.id not in told]
        parts: list[Line | Cell] = [*lines, *cells]
        worded = [part for part in parts if len(part.text) >= _LEAST_WORDS]
        return self.all + tuple(Passage(part.text, (0,), (part.id,), ()) for part in worded)

    @cached_property
    def by_section(self) -> tuple[tuple[int, tuple[Passage, ...]], ...]:
        """The paragraphs of each section of the record, by its index; -1 is what stands before the first."""
        grouped: dict[int, list[Passage]] = {}
        for one in self.narrative:
            grouped.setdefault(self.section_of(one.ids[0]), []).append(one)
        return tuple((index, tuple(found)) for index, found in grouped.items())

    def section_of(self, place: str) -> int:
        """Return the index of the section in which a line or cell stands; -1 before the first."""
        block = place.partition("R")[0] if place.startswith("T") else place
        return self._sections.get(block, -1)

    @cached_property
    def _sections(self) -> dict[str, int]:
        first = {section.first_line: index for index, section in enumerate(self._report.sections)}
        found, current = {}, -1
        for block in self._document.blocks:
            current = first.get(block.id, current)
            found[block.id] = current
        return found

    def side(self, span: Span) -> Side:
        """Return words as one side of a finding: the clause that they stand in, and the words themselves."""
        return self.at(span.passage.place(span.start, span.end).id, span.text, clause(span))

    def at(self, place: str, text: str, quote: str = "") -> Side:
        """Return a text of a line or cell as one side of a finding."""
        printed = self._document.places[place]
        index = self.section_of(place)
        shown = quote if quote and quote in printed.text else text if text in printed.text else printed.text.strip()
        evidence = Evidence(
            page=printed.page,
            line=place,
            box=printed.box,
            quote=shown[:_LONGEST_QUOTE],
            file=self._document.file_of(printed.page),
            confidence=printed.confidence,
        )
        return Side(path=f"sections[{index}].text" if index >= 0 else "sections", text=text, at=evidence)

    def title(self, index: int) -> str:
        """Return what a reader calls a section: 六、部门整体支出绩效情况."""
        if index < 0:
            return "正文开头"
        section = self._report.sections[index]
        return f"{section.number}{section.title}"

    def lines(self) -> Iterator[Line]:
        """Yield the lines outside tables that hold words."""
        return (line for line in self._document.lines if line.text.strip())


def is_prose(text: str) -> bool:
    """Whether a text is running text: mostly Chinese, not set in columns."""
    bare = re.sub(r"\s+", "", text)
    if not bare or _COLUMNS.search(text):
        return False
    return len(_HAN.findall(bare)) >= _LEAST_HAN * len(bare) and (len(bare) > _SHORT or bool(_STOPS.search(bare)))


def clause(span: Span) -> str:
    """Return the words with what stands around them up to the next stop, cut to a line of a 复核意见."""
    text = span.passage.text
    line = span.passage.place(span.start, span.end)
    begin = max((found.end() for found in _STOPS.finditer(text, 0, span.start)), default=0)
    after = _STOPS.search(text, span.end)
    end = after.start() if after else len(text)
    if end - begin > _LONGEST_QUOTE:
        room = max(0, _LONGEST_QUOTE - (span.end - span.start)) // 2
        begin, end = max(begin, span.start - room), min(end, span.end + room)
    return span.passage.place(begin, end).quote if span.passage.place(begin, end).id == line.id else line.quote


def find(pattern: re.Pattern[str], texts: tuple[Passage, ...]) -> Iterator[tuple[Span, re.Match[str]]]:
    """Yield every match of a pattern in some passages, with its place."""
    for passage in texts:
        for match in pattern.finditer(passage.text):
            yield Span(passage, *match.span()), match


def quoted(texts: list[str], most: int = 5) -> str:
    """Return “甲”、“乙”等 7 处; equal texts once."""
    unique = list(dict.fromkeys(re.sub(r"\s+", "", text) for text in texts))
    listed = "、".join(f"“{text}”" for text in unique[:most])
    return f"{listed}等 {len(unique)} 处" if len(unique) > most else listed
