"""The narrative of a report, sentence by sentence, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractor.records.document import Document
from extractor.records.evidence import Evidence
from extractor.records.finding import Side
from extractor.records.report import Report

_ENDS = "。；！？;"
_OPENS = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]+(?:[）)、]|[.．](?!\d))|第[一二三四五六七八九十]+|附件)")
_COMPLETE = 15
"""A line that is at least so long and ends without a full stop goes on in the next one."""


class Sentence(NamedTuple):
    """One sentence without line breaks, and the line it begins in."""

    text: str
    line: str
    page: int

    def side(self, path: str) -> Side:
        """Return the sentence as one side of a contradiction about a field."""
        return Side(path=path, text=self.text, at=Evidence(page=self.page, line=self.line, quote=self.text))


class _Line(NamedTuple):
    text: str
    id: str
    page: int
    heading: bool = False


def sentences(document: Document | None, report: Report) -> tuple[Sentence, ...]:
    """Return the sentences outside tables; without the document those of the sections that the record holds."""
    found: list[Sentence] = []
    for group in _paragraphs(_lines(document, report)):
        found += _cut(group)
    return tuple(found)


def _lines(document: Document | None, report: Report) -> Iterator[_Line]:
    if document is not None:
        heads = {heading.line for heading in document.headings}
        for line in document.all_lines:
            yield _Line(line.text.strip(), line.id, line.page, line.id in heads)
        return
    for section in report.sections:
        for text in section.text.split("\n"):
            yield _Line(text.strip(), section.first_line, 1)
        yield _Line("", section.first_line, 1, heading=True)


def _paragraphs(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """Group the lines that one paragraph was wrapped into."""
    group: list[_Line] = []
    for line in lines:
        if group and not _goes_on(group[-1], line):
            yield group
            group = []
        if line.text:
            group.append(line)
    if group:
        yield group


def _goes_on(last: _Line, line: _Line) -> bool:
    if line.heading or last.heading or not line.text or _OPENS.match(line.text):
        return False
    return last.text[-1] not in _ENDS + "：:" and len(last.text) >= _COMPLETE


def _cut(group: list[_Line]) -> Iterator[Sentence]:
    """Cut a paragraph at its full stops and semicolons; a sentence belongs to the line that it begins in."""
    current, home = "", group[0]
    for line in group:
        for part in re.findall(rf"[^{_ENDS}]+[{_ENDS}]?|[{_ENDS}]", line.text):
            home = home if current else line
            current += part
            if part[-1] in _ENDS:
                yield Sentence(current.strip(_ENDS + " \u3000\u00a0"), home.id, home.page)
                current = ""
    if current:
        yield Sentence(current.strip(), home.id, home.page)
