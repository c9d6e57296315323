"""What single elements of a web page show: list numbers, ticked boxes, filled-in fields, or nothing at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.reading.numerals import numeral

if TYPE_CHECKING:
    from lxml import etree

_NEVER_SHOWN = {"script", "style", "template", "head", "datalist", "rt", "rp", "del", "noframes", "object", "canvas"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_TICKS = {"checkbox", "radio"}
_NOT_FILLED_IN = {"hidden", "password", "submit", "reset", "button", "image", "file"}
_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?(none|cjk-ideographic|simp-chinese-\w+|trad-chinese-\w+)", re.IGNORECASE
)


def hidden(node: etree._Element) -> bool:
    """Tell whether a browser shows nothing of an element."""
    return node.tag in _NEVER_SHOWN or "hidden" in node.attrib or bool(_HIDDEN.search(node.get("style") or ""))


def shown_by_itself(node: etree._Element) -> str:
    """Return what an element shows besides its content: ☑ or □, what is filled in, an opening quotation mark."""
    if node.tag == "q":
        return "“"
    if node.tag != "input":
        return ""
    kind = (node.get("type") or "text").lower()
    if kind in _TICKS:
        return "☑" if "checked" in node.attrib else "□"
    return "" if kind in _NOT_FILLED_IN else node.get("value") or ""


def chosen(select: etree._Element) -> etree._Element | None:
    """Return the option of a list that shows: the one selected, else the first."""
    options = list(select.iter("option"))
    return next((found for found in options if "selected" in found.attrib), options[0] if options else None)


class OpenList:
    """Counts the items of one list; a list without numbers gives empty labels."""

    def __init__(self, node: etree._Element) -> None:
        style = _STYLE.search(node.get("style") or "")
        self._style = style.group(1).lower() if style else ""
        self._form = _TYPES.get(node.get("type") or "", "decimal")
        self._numbered = node.tag == "ol" and self._style != "none"
        items = [child for child in node if child.tag == "li"] if "reversed" in node.attrib else []
        self._step = -1 if items else 1
        self._next = _whole(node.get("start"), len(items) or 1)

    def label(self, item: etree._Element) -> str:
        """Return what is printed before the item, such as "1. " or 一、."""
        number = _whole(item.get("value"), self._next)
        self._next = number + self._step
        if not self._numbered or _HIDDEN.search(item.get("style") or ""):
            return ""
        if self._style:
            return numeral(number, "chineseCounting") + "、"
        return numeral(number, self._form) + ". "


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else default
