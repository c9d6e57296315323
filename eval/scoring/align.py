"""Pair the rows of a label with the rows of a record, so that one missing row does not make the others wrong."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from extractor.eval.labels import plain
from extractor.eval.scoring.assignment import assign
from extractor.records.base import Record
from extractor.records.report import Figure, Text

KEYS = ("level3", "label", "name")
"""What names a row: the indicator, the row label, the project or person."""

ALIKE = 0.5
"""Rows whose names are less alike than this are different rows."""


def align(wanted: Sequence[dict[str, Any]], got: Sequence[Record]) -> list[tuple[int, int | None]]:
    """Return for each labelled row the number of the record's row that means the same, or None.

    The pairs are those that are most alike in all, and among equals those that stand nearest to each other.
    """
    if len(wanted) == len(got) == 1 and not (_name(wanted[0]) and _name(got[0])):
        return [(0, 0)]
    cells = [{key: _cell(row, key) for key in type(row).model_fields} for row in got]
    nearness = len(wanted) + len(got)
    weight = nearness * (min(len(wanted), len(got)) + 1)
    gains = [
        [
            weight * worth + nearness - abs(i - j) if (worth := _worth(_likeness(row, other, cells[j]))) else 0
            for j, other in enumerate(got)
        ]
        for i, row in enumerate(wanted)
    ]
    pairs = assign(gains)
    return [(i, pairs.get(i)) for i in range(len(wanted))]


def _worth(likeness: float) -> int:
    """Return what a pair gains: only what is beyond the threshold, so that two poor pairs do not part a good one."""
    return 0 if likeness < ALIKE else 1 + round(1_000_000 * (likeness - ALIKE))


def row_name(row: dict[str, Any] | Record | None) -> str:
    """Return the words by which a person knows a row: its label, indicator or project."""
    return _name(row) if row is not None else ""


def _likeness(wanted: dict[str, Any], got: Record, cells: dict[str, str]) -> float:
    """Likeness of two rows, 0–1.3: the names decide, an equal code comes first, equal cells break ties."""
    names = _ratio(_name(wanted), _name(got))
    if "item" in type(got).model_fields:
        same = wanted.get("item") is not None and wanted["item"] == getattr(got, "item", None)
        names = 0.7 + 0.3 * names if same else 0.8 * names
    if names < ALIKE:
        return 0.0
    equal = sum(cells.get(key, "") == plain(str(value)) for key, value in wanted.items())
    return names + 0.3 * equal / max(len(wanted), 1)


def _name(row: dict[str, Any] | Record) -> str:
    for key in KEYS:
        if value := (plain(row.get(key) or "") if isinstance(row, dict) else _cell(row, key)):
            return value
    return ""


def _cell(row: Record, key: str) -> str:
    """Return a cell as a label would print it: the number with its unit, or the words."""
    value = getattr(row, key, None)
    if isinstance(value, Figure):
        return plain(f"{value.value}{value.unit}")
    return plain(value.text) if isinstance(value, Text) else ""


@lru_cache(maxsize=100_000)
def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one or other else 1.0
