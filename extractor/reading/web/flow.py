"""The flow of a web page: its elements in order → lines and tables, as a browser shows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from extractor.reading.parts import Grid
from extractor.reading.web.marks import OpenList, chosen, hidden, shown_by_itself
from extractor.reading.web.table import TableReader, is_layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.reading.parts import Piece

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "iframe", "legend", "li", "main", "menu", "nav", "noscript", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead",
    "tr", "ul",
}  # fmt: skip
_PREFORMATTED = {"pre", "textarea", "listing", "xmp", "plaintext"}
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d"
_WRAPPED = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n[ \t\r\n\f]*(?=[{_WIDE}])")
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")


class Flow:
    """Walks below one element, itself included, without recursion into what only lays out the page."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._walk = etree.iterwalk(root, events=("start", "end"))
        self._skipped: etree._Element | None = None
        self._option: etree._Element | None = None
        self._line: list[str] = []
        self._verbatim = 0
        self._lists: list[OpenList] = []

    def pieces(self) -> Iterator[Piece]:
        """Yield lines without surrounding spaces, and tables, in the order of the page."""
        for event, node in self._walk:
            yield from self._start(node) if event == "start" else self._end(node)
        yield from self._flush()

    def _start(self, node: etree._Element) -> Iterator[Piece]:
        if node.tag == "select":
            self._option = chosen(node)
        if hidden(node) or self._not_chosen(node):
            self._skip(node)
        elif node.tag == "table" and not is_layout(node):
            yield from self._flush()
            self._skip(node)
            yield from self._table(node)
        else:
            yield from self._enter(node)

    def _not_chosen(self, node: etree._Element) -> bool:
        inside = node.tag == "option" and next(node.iterancestors("select"), None) is not None
        return inside and node is not self._option

    def _skip(self, node: etree._Element) -> None:
        self._skipped = node
        self._walk.skip_subtree()

    def _enter(self, node: etree._Element) -> Iterator[Piece]:
        if node.tag in _BLOCKS:
            yield from self._flush()
        if node.tag in _PREFORMATTED:
            self._verbatim += 1
        if node.tag in {"ol", "ul", "menu", "dir"}:
            self._lists.append(OpenList(node))
        if node.tag == "li" and self._lists:
            self._line.append(self._lists[-1].label(node))
        self._line.append(shown_by_itself(node))
        yield from self._text(node.text)

    def _end(self, node: etree._Element) -> Iterator[Piece]:
        if node is self._skipped:
            self._skipped = None
        else:
            yield from self._leave(node)
        if node is not self._root:
            yield from self._text(node.tail)

    def _leave(self, node: etree._Element) -> Iterator[Piece]:
        if node.tag in _BLOCKS:
            yield from self._flush()
        if node.tag in _PREFORMATTED:
            self._verbatim -= 1
        if node.tag in {"ol", "ul", "menu", "dir"} and self._lists:
            self._lists.pop()
        if node.tag == "q":
            self._line.append("”")

    def _text(self, text: str | None) -> Iterator[Piece]:
        if not self._verbatim:
            self._line.append(text or "")
            return
        first, *others = (text or "").splitlines() or [""]
        self._line.append(first)
        for line in others:
            yield from self._flush()
            self._line.append(line)

    def _flush(self) -> Iterator[Piece]:
        text = "".join(self._line)
        self._line = []
        if not self._verbatim:
            text = _SPACES.sub(" ", _WRAPPED.sub("", text))
        if text.strip():
            yield text.strip()

    def _table(self, node: etree._Element) -> Iterator[Piece]:
        """Yield what stands beside the cells, the table, and then the tables inside its cells."""
        nested: list[Piece] = []
        reader = TableReader(node, lambda cell: _cell(cell, nested))
        yield from (_SPACES.sub(" ", text).strip() for text in reader.stray())
        for caption in reader.captions():
            yield from Flow(caption).pieces()
        yield reader.grid()
        yield from nested


def _cell(node: etree._Element, nested: list[Piece]) -> str:
    """Return the lines of a cell; tables in it go to `nested`, so that no figure is lost or told twice."""
    lines: list[str] = []
    for piece in Flow(node).pieces():
        if isinstance(piece, Grid):
            nested.append(piece)
        else:
            lines.append(piece)
    return "\n".join(lines)
