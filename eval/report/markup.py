"""HTML from small calls: every text is escaped unless it is already markup, so nothing has to be remembered."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

VOID = frozenset({"br", "col", "hr", "img", "link", "meta"})
"""Elements that have no content and no closing tag."""


class Html(str):
    """Markup that needs no escaping any more."""

    __slots__ = ()


Child = str | Iterable[str] | None
"""What may stand inside an element: a text, markup, several of them, or nothing."""


def tag(name: str, /, *children: Child, **attributes: str | float | bool | None) -> Html:
    """Return one element.

    Args:
        name: the element, `td`.
        children: texts are escaped, markup stays; None is nothing.
        attributes: `class_` is `class`, `data_case` is `data-case`; None and False are left out, True stands alone.

    """
    opened = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Html(opened if name in VOID else f"{opened}{joined(*children)}</{name}>")


def joined(*children: Child) -> Html:
    """Return several things behind each other as one piece of markup."""
    return Html("".join(_child(child) for child in children))


def _child(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return child
    return escape(child) if isinstance(child, str) else "".join(_child(part) for part in child)


def _attribute(key: str, value: str | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    return f' {name}="{escape(f"{value:g}" if isinstance(value, float) else str(value))}"'
