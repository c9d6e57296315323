"""Counts of compared fields: of all figures, and of the figures of each group of the record."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.eval.result import Counts
from extractor.eval.scoring.fields import Result

_INDEX = re.compile(r"\[\d+\]")
_COUNTED = ("right", "wrong", "missing", "misplaced", "invented")


def counts(results: Iterable[Result]) -> Counts:
    """Return how many results got each verdict; what is neutral or extra is not counted."""
    verdicts: list[str] = [result.verdict for result in results]
    return Counts(**{verdict: verdicts.count(verdict) for verdict in _COUNTED})


def figures(results: Iterable[Result]) -> Counts:
    """Return the counts of the figures."""
    return counts(result for result in results if result.kind == "figure")


def groups(results: Iterable[Result]) -> dict[str, Counts]:
    """Return the counts of the figures by group; a group without any counted figure is not there."""
    parts: dict[str, list[Result]] = {}
    for result in results:
        if result.kind == "figure" and result.verdict in _COUNTED:
            parts.setdefault(group_of(result.path), []).append(result)
    return {group: counts(part) for group, part in sorted(parts.items())}


def group_of(path: str) -> str:
    """Return the group of a field: its first step, of a project's the first two (`projects.budget`)."""
    first, *rest = _INDEX.sub("", path).split(".")
    return f"{first}.{rest[0]}" if first == "projects" and len(rest) > 1 else first
