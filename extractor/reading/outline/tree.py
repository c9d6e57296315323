"""The heading tree of a document, told by the logic of its numbering.

Candidates are lines that begin with a number and read like a title (`outline_titles`), attachments, titles of forms
and section rows inside forms. Items that only list things are left out by looking at the whole run they belong to.
What remains nests by kind of number; a number of the wrong kind that fills a gap (2、 between 一、 and 三、) stands
where the gap is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.reading.outline.items import items_of
from extractor.reading.outline.marks import Kind
from extractor.reading.outline.texts import texts_of
from extractor.reading.outline.titles import Fit
from extractor.records.document import Heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.reading.outline.items import Item
    from extractor.records.document import Block

_CONTAINER = re.compile("综述|报告|提纲|正文|附件")
_FORM = re.compile(r"表\s*(?:[（(][^）)]*[)）])?$")


class _Open(NamedTuple):
    """A heading that may still get siblings and children."""

    kind: Kind
    number: int
    level: int
    title: str
    at: int


def find_headings(blocks: Sequence[Block]) -> tuple[Heading, ...]:
    """Return the headings in reading order, level 1 the highest.

    `line` is the id of the line that the heading begins in, or of the table cell for the section row of a form.
    """
    tree = _Tree(items_of(texts_of(blocks)))
    return tuple(tree.headings())


class _Tree:
    """Places one item after the other below the headings that are still open."""

    def __init__(self, items: list[Item]) -> None:
        self._items = items
        self._open: list[_Open] = []

    def headings(self) -> list[Heading]:
        """Return the headings of all items that are no mere list items."""
        found = []
        for index, item in enumerate(self._items):
            if item.begins:
                self._leave_forms()
            elif item.is_heading(self._open[-1].title if self._open else "") and self._is_within(item):
                level = self._place(index)
                found.append(Heading(level=level, number=item.printed, title=item.title.text, line=item.text.id))
        return found

    def _leave_forms(self) -> None:
        """Close an attached form: the report that begins here is no part of it."""
        if self._open and self._open[0].kind is Kind.ATTACHMENT and _FORM.search(self._open[0].title):
            self._open.clear()

    def _is_within(self, item: Item) -> bool:
        """Whether 2.1 stands below a heading numbered 2; else it may be a figure."""
        return not item.within or any(above.number == item.within for above in self._open)

    def _place(self, index: int) -> int:
        """Open the heading at its level and return that."""
        item = self._items[index]
        if item.aside:
            return 1
        kind, number, level = self._sibling(index) or self._child(item)
        while self._open and self._open[-1].level >= level:
            self._open.pop()
        self._open.append(_Open(kind, number, level, item.title.text, item.text.at))
        return level

    def _sibling(self, index: int) -> tuple[Kind, int, int] | None:
        """Return kind, number and level beside the open heading that an item continues, if there is one."""
        item = self._items[index]
        same = [above for above in reversed(self._open) if above.kind == item.kind]
        for above in same:
            if above.number + 1 == item.number:
                return above.kind, item.number, above.level
        filled = self._filled(index)
        if filled:
            return filled.kind, filled.number + 1, filled.level
        if not same or (item.number == 1 and self._contains(same[0], item)):
            return None
        return same[0].kind, item.number, same[0].level

    def _filled(self, index: int) -> _Open | None:
        """Return the open heading after which an item of another kind stands in for the next number."""
        item = self._items[index]
        if not item.may_fill:
            return None
        for above in reversed(self._open):
            if not Kind.CHINESE <= above.kind < item.kind:
                continue
            after = self._next(index, above.kind)
            counts_on = item.number == above.number + 1 and after in {None, item.number + 1}
            if counts_on or (item.number == 1 and item.alone and after == above.number + 2):
                return above
        return None

    def _next(self, index: int, kind: Kind) -> int | None:
        """Return the number of the next item of a kind, before one of a higher kind."""
        for item in self._items[index + 1 :]:
            if item.title.fit > Fit.SENTENCE and item.kind <= kind and not item.begins:
                return item.number if item.kind == kind else None
        return None

    def _contains(self, above: _Open, item: Item) -> bool:
        """Whether a numbering begins anew inside a heading: right below it, or below one that announces a report."""
        return above.at + 1 == item.text.at or _CONTAINER.search(self._open[-1].title) is not None

    def _child(self, item: Item) -> tuple[Kind, int, int]:
        """Return kind, number and level of an item below the nearest open heading of a higher kind."""
        same = any(above.kind == item.kind for above in self._open)
        parents = [above for above in self._open if above.kind < item.kind or same]
        return item.kind, item.number, parents[-1].level + 1 if parents else 1
