"""How well the indicators were read: whole rows, their cells, and the merged levels that are filled down."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.eval.result import Counts, Share
from extractor.eval.scoring.counting import counts
from extractor.eval.scoring.fields import LABELLED, Result

_ROW = re.compile(r"(?:^|\.)indicators\[\d+\](?=$|\.)")
_LEVELS = (".level1", ".level2")


def of_indicators(results: Iterable[Result]) -> list[Result]:
    """Return the results about indicators, those of the department and those of the projects."""
    return [result for result in results if _ROW.search(result.path)]


def rows(results: Iterable[Result]) -> Counts:
    """Return the counts of rows: right when every cell is, wrong when any cell is not, missing when none was read.

    A row beyond the label is invented, unless the label is silent about all that stands in it.
    """
    labelled: dict[str, list[Result]] = {}
    beyond: set[str] = set()
    for result in of_indicators(results):
        match = _ROW.search(result.path)
        row = result.path[: match.end()] if match else result.path
        if not result.beyond:
            labelled.setdefault(row, []).append(result)
        elif result.verdict == "invented":
            beyond.add(row)
    judged = [verdict for row in labelled.values() if (verdict := _verdict(row))]
    return Counts(**{verdict: judged.count(verdict) for verdict in set(judged)}, invented=len(beyond))


def cells(results: Iterable[Result]) -> Counts:
    """Return the counts of cells, figures and words alike; words where the label is silent are no fault."""
    return counts(result for result in of_indicators(results) if result.path[-1] != "]")


def levels(results: Iterable[Result]) -> Share:
    """Return how many of the labelled first and second levels are right, merged cells filled down."""
    found = [r for r in of_indicators(results) if r.path.endswith(_LEVELS) and r.verdict in LABELLED]
    return Share(points=sum(result.verdict == "right" for result in found), of=len(found))


def _verdict(row: list[Result]) -> str:
    verdicts = {result.verdict for result in row} - {"extra", "neutral"}
    if len(verdicts) == 1 and verdicts <= {"right", "missing"}:
        return verdicts.pop()
    return "wrong" if verdicts else ""
