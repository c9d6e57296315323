"""The text of a Word paragraph as it prints: insertions in, deletions and hidden text out, fields by results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.reading.word.xml import W, switched_on, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    from extractor.reading.word.numbering import Styles

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VML = "{urn:schemas-microsoft-com:vml}"

_REMOVED = {W + name for name in ("del", "moveFrom", "pPr", "rPr", "rt")}
_CLEAR = {
    W + name
    for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "dir", "bdo", "ruby")
} | {W + "rubyBase", _MC + "Choice", _MC + "Fallback", W + "fldSimple"}
_PLAIN = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}
_SYMBOLS = {
    0xFE: "☑",
    0xFD: "☒",
    0x52: "☑",
    0x54: "☒",
    0xA8: "□",
    0x6F: "□",
    0xA3: "□",
    0xFC: "✓",
    0x50: "✓",
    0xFB: "✗",
}
"""Ticks and boxes of the Wingdings fonts."""
_SYMBOL_FONT = re.compile("wingdings", re.IGNORECASE)
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)


def children(node: etree._Element) -> Iterator[etree._Element]:
    """Yield what stands in `node` for a reader: wrappers opened, of alternatives the first, nothing deleted."""
    for child in node:
        if child.tag in _REMOVED or (child.tag == W + "sdt" and switched_on(child, "sdtPr/showingPlcHdr")):
            continue
        if child.tag == _MC + "AlternateContent":
            chosen = child.find(_MC + "Choice")
            chosen = child.find(_MC + "Fallback") if chosen is None else chosen
            yield from () if chosen is None else children(chosen)
        elif child.tag == W + "fldSimple":
            yield child
        elif child.tag in _CLEAR:
            yield from children(child)
        else:
            yield child


def boxes(node: etree._Element) -> Iterator[etree._Element]:
    """Yield the contents of the text boxes that hang on a paragraph, and its WordArt, each once."""
    for child in children(node):
        if child.tag in {W + "txbxContent", _VML + "textpath"}:
            yield child
        elif isinstance(child.tag, str):
            yield from boxes(child)


class ParagraphText:
    """Reads paragraphs of one file; `page_numbers` tells whether page fields print (they do not in headers)."""

    def __init__(self, styles: Styles, *, page_numbers: bool = True) -> None:
        self._styles = styles
        self._page_numbers = page_numbers

    def __call__(self, paragraph: etree._Element) -> str:
        """Return the text, soft line breaks as line feeds; "" for a hidden paragraph."""
        hidden = self._styles.hidden(value(paragraph, "pPr/pStyle"))
        return "".join(_Fields(self._keeps).shown(self._pieces(paragraph, hidden=hidden)))

    def _keeps(self, instruction: str) -> bool:
        return self._page_numbers or not _PAGE_FIELD.match(instruction)

    def _pieces(self, node: etree._Element, *, hidden: bool) -> Iterator[str | etree._Element]:
        """Yield strings, and the marks of fields for `_Fields`."""
        for child in children(node):
            if child.tag == W + "r":
                yield from () if self._is_hidden(child, inherited=hidden) else _run(child)
            elif child.tag == W + "fldSimple":
                if self._keeps(child.get(W + "instr") or ""):
                    yield from self._pieces(child, hidden=hidden)
            elif child.tag in {_MATH + "oMath", _MATH + "oMathPara"}:
                yield _formula(child)

    def _is_hidden(self, run: etree._Element, *, inherited: bool) -> bool:
        if run.find(f"{W}rPr/{W}vanish") is not None:
            return switched_on(run, "rPr/vanish")
        return inherited or self._styles.hidden(value(run, "rPr/rStyle"))


class _Fields:
    """Leaves out the code of complex fields and the results of unwanted ones; check boxes and choices show."""

    def __init__(self, keeps: Callable[[str], bool]) -> None:
        self._keeps = keeps
        self._open: list[list[str]] = []  # per open field its code so far, and "result" once that has begun

    def shown(self, pieces: Iterator[str | etree._Element]) -> Iterator[str]:
        """Yield the pieces that print."""
        for piece in pieces:
            if not isinstance(piece, str):
                yield from self._mark(piece)
            elif all(state == "result" and self._keeps(code) for code, state in self._open):
                yield piece

    def _mark(self, mark: etree._Element) -> Iterator[str]:
        kind = mark.get(W + "fldCharType")
        if mark.tag == W + "instrText" and self._open:
            self._open[-1][0] += mark.text or ""
        elif kind == "begin":
            self._open.append(["", "code"])
            yield _form_field(mark)
        elif kind == "separate" and self._open:
            self._open[-1][1] = "result"
        elif kind == "end" and self._open:
            self._open.pop()


def _run(run: etree._Element) -> Iterator[str | etree._Element]:
    for child in children(run):
        if child.tag == W + "t":
            yield (child.text or "").replace("\n", " ")
        elif child.tag == W + "r":
            yield from _run(child)  # the base of a ruby
        elif child.tag in {W + "fldChar", W + "instrText"}:
            yield child
        elif child.tag == W + "br":
            yield "" if child.get(W + "type") in {"page", "column"} else "\n"
        elif child.tag == W + "sym":
            yield _symbol(child)
        else:
            yield _PLAIN.get(child.tag, "")


def _symbol(node: etree._Element) -> str:
    try:
        code = int(node.get(W + "char") or "", 16)
    except ValueError:
        return ""
    if _SYMBOL_FONT.match(node.get(W + "font") or "") or 0xF000 <= code <= 0xF0FF:  # noqa: PLR2004 - private use
        return _SYMBOLS.get(code & 0xFF, "")
    return chr(code)


def _form_field(mark: etree._Element) -> str:
    """Return what an old form field shows by itself: a ticked or empty box, or the chosen entry of a list."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = "checked" if box.find(W + "checked") is not None else "default"
        return "☑" if switched_on(box, state) else "□"
    entries = [entry.get(W + "val") or "" for entry in mark.iterfind(f"{W}ffData/{W}ddList/{W}listEntry")]
    chosen = value(mark, "ffData/ddList/result") or "0"
    return entries[int(chosen)] if chosen.isdigit() and int(chosen) < len(entries) else ""


def _formula(node: etree._Element) -> str:
    """Return a formula in one line, a fraction as numerator/denominator."""
    if node.tag == _MATH + "t":
        return node.text or ""
    parts = [_formula(child) for child in node if isinstance(child.tag, str)]
    if node.tag == _MATH + "f":
        return "/".join(part for part in parts if part)
    return "".join(parts)
