"""What is not right, value by value, with the places that show why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.eval.result import Miss
from extractor.eval.scoring.fields import FAULTS, Result
from extractor.eval.scoring.grounding import Places, Spot, enclosing
from extractor.records.evidence import Box
from extractor.records.paths import get
from extractor.records.report import Report, Text


def misses(results: Iterable[Result], report: Report, places: Places[Spot] | None) -> tuple[Miss, ...]:
    """Return each value that is wrong, missing, misplaced or invented, in the order of the results.

    Of a misplaced value the place is where it stands in the record, and `got` names that field.
    """
    return tuple(_misses((result for result in results if result.verdict in FAULTS), report, places))


def _misses(results: Iterable[Result], report: Report, places: Places[Spot] | None) -> Iterator[Miss]:
    for result in results:
        page, box = _read(report, result.read)
        expected_page, expected_box = _expected(result, places)
        yield Miss(
            path=result.path,
            verdict=result.verdict,
            kind=result.kind,
            expected=result.expected,
            got=f"{result.expected}，放在 {result.read}" if result.verdict == "misplaced" else result.got,
            row=result.row,
            page=page,
            box=box,
            expected_page=expected_page,
            expected_box=expected_box,
        )


def _read(report: Report, path: str | None) -> tuple[int | None, Box | None]:
    value = get(report, path) if path else None
    return (value.at.page, value.at.box) if isinstance(value, Text) else (None, None)


def _expected(result: Result, places: Places[Spot] | None) -> tuple[int | None, Box | None]:
    """Return where a labelled value stands first: the page on which it begins, and what encloses it there."""
    known = places.of(result.path) if places is not None and result.expected and not result.beyond else []
    if not known:
        return None, None
    page = known[0][0][0]
    return page, enclosing([box for number, box in known[0] if number == page])
