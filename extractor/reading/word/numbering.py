"""Automatic numbering of a .docx: the label that a word processor prints before a paragraph but does not store."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.reading.numerals import numeral
from extractor.reading.word.xml import W, number, switched_on, value, whole

if TYPE_CHECKING:
    from lxml import etree

_WIDE_END = re.compile(r"[\u3001\u3002\uff08-\uff1f\u2460-\u249b]$")


class _Level(NamedTuple):
    start: int
    form: str
    text: str
    gap: bool
    digits_only: bool
    restarts: bool
    style: str | None


class _List(NamedTuple):
    abstract: str
    levels: dict[int, _Level]
    overrides: dict[int, int]


class Styles:
    """What the styles of a file hand down to their paragraphs and runs: a list level, and being hidden."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {} if root is None else {style.get(W + "styleId"): style for style in root.iter(W + "style")}

    def chain(self, ident: str | None) -> list[etree._Element]:
        """Return a style and those it is based on, nearest first."""
        found: list[etree._Element] = []
        while ident in self._styles and self._styles[ident] not in found:
            found.append(self._styles[ident])
            ident = value(found[-1], "basedOn")
        return found

    def hidden(self, ident: str | None) -> bool:
        """Tell whether text of this style is hidden."""
        for style in self.chain(ident):
            if style.find(f"{W}rPr/{W}vanish") is not None:
                return switched_on(style, "rPr/vanish")
        return False


class Lists:
    """Counts the numbered paragraphs of one file; ask for each paragraph once, in reading order."""

    def __init__(self, numbering: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._lists = {} if numbering is None else _lists(numbering)

    def label(self, paragraph: etree._Element) -> str:
        """Return what is printed before the paragraph, such as 一、 or "1. "; "" for none and for bullets."""
        ident, depth = self._place(paragraph)
        found = self._lists.get(ident or "")
        level = found.levels.get(depth) if found else None
        if found is None or level is None:
            return ""
        counts = self._advance(ident or "", found, depth)
        if level.form == "bullet":
            return ""
        text = re.sub(r"%([1-9])", lambda match: self._number(found, int(match[1]) - 1, counts, level), level.text)
        return text + (" " if level.gap and text and not _WIDE_END.search(text) else "")

    def _place(self, paragraph: etree._Element) -> tuple[str | None, int]:
        """Return the list and level of a paragraph, its own or those of its style."""
        ident = value(paragraph, "pPr/numPr/numId")
        depth = number(paragraph, "pPr/numPr/ilvl", -1)
        style = value(paragraph, "pPr/pStyle")
        for inherited in self._styles.chain(style):
            if ident is None:
                ident = value(inherited, "pPr/numPr/numId")
                depth = number(inherited, "pPr/numPr/ilvl", self._linked(ident, style)) if depth < 0 else depth
        return ident, max(depth, 0)

    def _linked(self, ident: str | None, style: str | None) -> int:
        """Return the level that names the style; -1 without one."""
        levels = self._lists[ident].levels if ident in self._lists else {}
        return next((depth for depth, level in levels.items() if style and level.style == style), -1)

    def _advance(self, ident: str, found: _List, depth: int) -> dict[int, int]:
        counts = self._counts.setdefault(found.abstract, {})
        if depth in found.overrides and (ident, depth) not in self._begun:
            counts[depth] = found.overrides[depth] - 1
        self._begun.add((ident, depth))
        counts[depth] = counts.get(depth, found.levels[depth].start - 1) + 1
        for deeper in [other for other in counts if other > depth and found.levels[other].restarts]:
            del counts[deeper]
        return counts

    def _number(self, found: _List, depth: int, counts: dict[int, int], level: _Level) -> str:
        if depth not in found.levels:
            return ""
        count = counts.get(depth, found.levels[depth].start)
        return numeral(count, "decimal" if level.digits_only else found.levels[depth].form)


def _lists(root: etree._Element) -> dict[str, _List]:
    abstracts = {node.get(W + "abstractNumId", ""): node for node in root.iter(W + "abstractNum")}
    styled = {value(node, "styleLink"): ident for ident, node in abstracts.items() if value(node, "styleLink")}
    found = {}
    for node in root.iter(W + "num"):
        ident = value(node, "abstractNumId") or ""
        ident = styled.get(value(abstracts.get(ident), "numStyleLink"), ident)
        if ident in abstracts:
            overrides = list(node.iter(W + "lvlOverride"))
            levels = _levels(abstracts[ident]) | {k: v for change in overrides for k, v in _levels(change).items()}
            found[node.get(W + "numId", "")] = _List(ident, levels, _starts(overrides))
    return found


def _starts(overrides: list[etree._Element]) -> dict[int, int]:
    changed = [change for change in overrides if value(change, "startOverride") is not None]
    return {whole(change.get(W + "ilvl"), 0): number(change, "startOverride", 1) for change in changed}


def _levels(node: etree._Element) -> dict[int, _Level]:
    return {whole(level.get(W + "ilvl"), 0): _level(level) for level in node.iter(W + "lvl")}


def _level(node: etree._Element) -> _Level:
    text = value(node, "lvlText") or ""
    form = value(node, "numFmt") or _alternative(node) or "decimal"
    return _Level(
        start=number(node, "start", 1),
        form=form,
        text=text,
        gap=value(node, "suff") != "nothing",
        digits_only=switched_on(node, "isLgl"),
        restarts=number(node, "lvlRestart", 1) != 0,
        style=value(node, "pStyle"),
    )


def _alternative(node: etree._Element) -> str | None:
    """Return the form inside mc:AlternateContent, where newer forms are kept for newer programs."""
    return next((found.get(W + "val") for found in node.iter(W + "numFmt")), None)
