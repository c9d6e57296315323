"""One line of the state of a machine."""

from __future__ import annotations

from typing import NamedTuple


class Item(NamedTuple):
    """One thing that a user may need. `needed` means that the tool is broken without it."""

    name: str
    works: bool
    state: str
    remedy: str = ""
    needed: bool = True
