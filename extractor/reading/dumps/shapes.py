"""A table found in a text dump, and what its readers share."""

from __future__ import annotations

import re
from typing import NamedTuple

_FOOT = re.compile(
    r"\s*(?:附\s*[件表]\s*(?:[0-9一二三四五:：]|$)|填[表报]人|填[表报]日期|(?:备\s*注|说\s*明|注)\s*[:：])"
)


class Found(NamedTuple):
    """The texts of a table row by row, and the index of the first line behind it.

    `rows_known` is false when the dump does not show where a row ends; then each row holds one cell.
    """

    rows: list[list[str]]
    end: int
    rows_known: bool = True


def is_blank(line: str) -> bool:
    """Whether a line holds nothing at all; a tab stands for an empty cell and is not nothing."""
    return not line.strip() and "\t" not in line


def skip_blank(lines: list[str], at: int) -> int:
    """Return the index of the next line that is not blank, or the number of lines."""
    while at < len(lines) and is_blank(lines[at]):
        at += 1
    return at


def is_foot(line: str) -> bool:
    """Whether a line stands below or between tables, so that it cannot be a further line of a cell."""
    return _FOOT.match(line) is not None
