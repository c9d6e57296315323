"""Candidates for headings: numbered lines with the run they belong to, attachments, titles of forms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.reading.outline.marks import Kind, attachment_of, hashes_of, mark_of
from extractor.reading.outline.titles import Fit, Title, lists_duties, title_of

if TYPE_CHECKING:
    from extractor.reading.outline.texts import Text

_ENOUGH = 0.6
_SHORT = 12
_MOST_OPEN = 20
_LONGEST_FORM = 45
_FORM = re.compile(r"(?:自评表|数据表|评分表|评价表|申报表|目标表|监控表|得分表)\s*(?:[（(][^）)]*[)）])?$")
_WHOLE_TITLE = re.compile(r"(?:表|报告|书|体系)\s*(?:[（(][^）)]*[)）])?$")
_SENTENCE = re.compile(r"[。；;！？：:\t]")
_REPORT = re.compile(r"(?:自评|评价|绩效|支出)[^，,。；;：:\t]{0,12}(?:报告书?|综述)\s*(?:[（(][^）)]*[)）])?$")


@dataclass(eq=False)
class Run:
    """Numbered lines of one kind that count on: 1、2、3、. `parent` is the title above the first of them."""

    items: list[Item] = field(default_factory=list)
    parent: str | None = None

    @cached_property
    def is_list(self) -> bool:
        """Whether this only lists things: mostly sentences, or titles without anything below them."""
        fits = sum(item.title.fit > Fit.SENTENCE for item in self.items)
        if fits < _ENOUGH * len(self.items):
            return True
        bare = all(item.title.fit is Fit.TITLE for item in self.items)
        close = all(after.text.at == before.text.at + 1 for before, after in pairwise(self.items))
        return bare and close and len(self.items) > 1 and self.items[0].kind >= Kind.ARABIC


@dataclass(eq=False)
class Item:
    """A line that may be a heading. `aside` stands apart from the numbering, at level 1.

    `begins`: it is the title of a whole report, no heading itself; forms printed before it do not contain what follows.
    """

    text: Text
    kind: Kind
    number: int
    printed: str
    title: Title
    hashes: int = 0
    within: int = 0
    aside: bool = False
    begins: bool = False
    run: Run = field(default_factory=Run, repr=False)

    @property
    def may_fill(self) -> bool:
        """Whether its number may stand in for one of another kind: it begins no list that counts on from 1."""
        return self.number > 0 and self.run.items[0] is self and (self.title.fit is Fit.TITLE or self.title.nominal)

    @property
    def alone(self) -> bool:
        """Whether no other line counts on from it."""
        return len(self.run.items) == 1

    def is_heading(self, parent: str) -> bool:
        """Whether it is a heading and not an item of a list. `parent` is the title that it stands below."""
        if self.run.parent is None:
            self.run.parent = parent
        if self.title.fit is Fit.SENTENCE:
            return False
        if self.hashes or self.kind <= Kind.CHINESE:
            return True
        if lists_duties(self.run.parent):
            return self.title.fit is Fit.TITLE and (self.title.nominal or len(self.title.text) <= _SHORT)
        return not self.run.is_list


def items_of(texts: list[Text]) -> list[Item]:
    """Return the candidates in reading order, each with its run."""
    items: list[Item] = []
    hashes = _title_hashes(texts)
    at = 0
    while at < len(texts):
        single = _numbered(texts[at]) or _form(texts[at]) or _report(texts[at]) or _hashed(texts[at], hashes)
        item, used = _attachment(texts, at) or (single, 1)
        if item:
            items.append(item)
        at += used
    _find_runs([item for item in items if item.printed and item.kind is not Kind.ATTACHMENT])
    return items


def _numbered(text: Text) -> Item | None:
    mark = mark_of(text.text)
    if mark is None:
        return None
    title = title_of(mark.rest, mark.hashes)
    return Item(text, mark.kind, mark.number, mark.printed, title, mark.hashes, mark.within)


def _form(text: Text) -> Item | None:
    """Read the title of a form that stands above its table without a number."""
    title = hashes_of(text.text)[1]
    if not text.above_table or len(title) > _LONGEST_FORM or not _FORM.search(title):
        return None
    return Item(text, Kind.ATTACHMENT, 0, "", Title(title, Fit.TITLE), aside=True)


def _report(text: Text) -> Item | None:
    """Read the title of a report that stands on a line of its own."""
    if len(text.text) > _LONGEST_FORM or hashes_of(text.text)[0] or not _REPORT.search(text.text.strip()):
        return None
    return Item(text, Kind.ATTACHMENT, 0, "", Title(text.text.strip(), Fit.TITLE), begins=True)


def _attachment(texts: list[Text], at: int) -> tuple[Item | None, int] | None:
    """Read 附件1 with its title, which often stands on the lines below, and how many lines that takes.

    None begins in a list of attachments (each next to the other) nor on the cover of a file that is itself an
    attachment, unless the file is a form.
    """
    found = attachment_of(texts[at].text)
    if not found:
        return None
    number, title = found
    lines = [] if title else _title_lines(texts[at + 1 : at + 3])
    used = 1 + len(lines)
    place = lines[0] if lines else texts[at]
    around = {texts[at].at - 1, (lines or [place])[-1].at + 1}
    neighbours = [text for text in texts[max(at - 1, 0) : at + used + 1] if text.at in around]
    if not (title or lines) or any(attachment_of(text.text) for text in neighbours):
        return None, 1
    words = title or "".join(hashes_of(line.text)[1] for line in lines)
    if at == 0 and not _FORM.search(words.strip()):
        return None, used
    return Item(place, Kind.ATTACHMENT, 0, number, Title(words, Fit.TITLE), aside=at == 0), used


def _title_lines(texts: list[Text]) -> list[Text]:
    """Return the one or two lines that hold the title of an attachment."""
    lines: list[Text] = []
    for text in texts:
        if len(text.text) > _LONGEST_FORM or _SENTENCE.search(text.text) or mark_of(text.text):
            break
        if lines and not _WHOLE_TITLE.search(text.text):
            break
        lines.append(text)
        if _WHOLE_TITLE.search(text.text.strip()):
            break
    return lines


def _hashed(text: Text, levels: list[int]) -> Item | None:
    """Read a Markdown heading without a number; the title of the whole file is none."""
    hashes, title = hashes_of(text.text)
    if hashes not in levels or not title:
        return None
    kind = Kind.PART if hashes == levels[0] else Kind.SECTION
    return Item(text, kind, 0, "", Title(title, Fit.TITLE), hashes)


def _title_hashes(texts: list[Text]) -> list[int]:
    """Return the numbers of # with which headings without a number begin.

    What has fewer # than the numbered headings of a file titles the file or a form in it, and so does the only line of
    the fewest #: such lines are read as if they had none.
    """
    hashed = [(hashes, mark_of(text.text) is not None) for text in texts if (hashes := hashes_of(text.text)[0])]
    used = [hashes for hashes, numbered in hashed if not numbered]
    if used and used.count(used[0]) == 1 and used[0] == min(used):
        used = used[1:]
    top = min((hashes for hashes, numbered in hashed if numbered), default=0)
    return sorted({hashes for hashes in used if hashes >= top})


def _find_runs(items: list[Item]) -> None:
    """Give each numbered item its run; a title of a higher kind ends the runs below it."""
    runs: list[Run] = []
    for item in items:
        if item.title.fit > Fit.SENTENCE:
            runs = [run for run in runs[-_MOST_OPEN:] if run.items[0].kind <= item.kind]
        same = [run for run in reversed(runs) if run.items[0].kind is item.kind]
        run = next((run for run in same if run.items[-1].number + 1 == item.number), None)
        if run is None and same and item.number > max(1, same[0].items[-1].number):
            run = same[0]
        if run is None:
            runs.append(run := Run())
        run.items.append(item)
        item.run = run
