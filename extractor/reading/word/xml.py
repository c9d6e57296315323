"""The attributes of WordprocessingML elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Prefix of the tags and attributes of WordprocessingML."""


def value(node: etree._Element | None, path: str, attribute: str = "val") -> str | None:
    """Return a w: attribute of the descendant at `path` (names without prefix, by slashes); None without it."""
    found = None if node is None else node.find("/".join(W + name for name in path.split("/")))
    return None if found is None else found.get(W + attribute)


def number(node: etree._Element | None, path: str, default: int, attribute: str = "val") -> int:
    """Return `value` as a whole number; `default` when it is missing or none."""
    return whole(value(node, path, attribute), default)


def whole(text: str | None, default: int) -> int:
    """Return an attribute as a whole number; `default` when it is missing or none."""
    try:
        return default if text is None else int(text)
    except ValueError:
        return default


def switched_on(node: etree._Element | None, path: str) -> bool:
    """Tell whether a property such as vanish stands at `path` and is not switched off."""
    found = None if node is None else node.find("/".join(W + name for name in path.split("/")))
    return found is not None and found.get(W + "val", "1") not in {"0", "false", "off"}
