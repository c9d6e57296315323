"""The heat table: F1 of the figures by group of fields and rendering, darker where more goes wrong."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.eval.report import words
from extractor.eval.report.markup import Html, joined, tag
from extractor.eval.report.rows import Row
from extractor.eval.report.tables import scrolling, unscored
from extractor.eval.result import Counts
from extractor.records.report import Report

STEPS = (1.0, 0.99, 0.97, 0.95, 0.9, 0.0)
"""A cell is one shade darker for each step that its F1 lies below."""


def heat(rows: Sequence[Row]) -> Html | None:
    """Return a table for each reader; None when no group was scored."""
    readers = list(dict.fromkeys(row.reader for row in rows))
    tables = [_table([row for row in rows if row.reader == reader], many=len(readers) > 1) for reader in readers]
    scored = [table for table in tables if table is not None]
    return joined(_legend(), scored) if scored else None


def _table(rows: Sequence[Row], *, many: bool) -> Html | None:
    groups = sorted({name for row in rows for name in row.sums.groups}, key=_order)
    if not groups:
        return None
    caption = f"各组数字的 F1，下面是差错数{f'（{words.reader(rows[0].reader)}）' if many else ''}"
    heads = [tag("th", row.name, scope="col") for row in rows]
    lines = [
        tag("tr", tag("th", words.field(group), scope="row"), [_cell(row.sums.groups.get(group)) for row in rows])
        for group in groups
    ]
    return scrolling(
        tag(
            "table",
            tag("caption", caption),
            tag("thead", tag("tr", tag("th", "字段组", scope="col"), heads)),
            tag("tbody", lines),
            class_="heat",
        ),
        caption,
    )


def _order(group: str) -> tuple[int, str]:
    return words.rank(group, dict.fromkeys(Report.model_fields, ""))


def _cell(counts: Counts | None) -> Html:
    value = counts.f1 if counts else None
    if counts is None or value is None:
        return tag("td", unscored())
    wrong = words.faults(counts)
    return tag(
        "td", words.score(value), tag("small", f"差 {wrong:,}") if wrong else None, class_=f"h{shade(value)}"
    )  # fmt: skip


def shade(value: float) -> int:
    """Return how dark a cell is: 0 for a perfect score, one more for each step of `STEPS` that it lies below."""
    return next(number for number, step in enumerate(STEPS) if value >= step)


def _legend() -> Html:
    names = ["全对", *(f"{low:g}–{high:g}" if low else f"< {high:g}" for high, low in pairwise(STEPS))]
    shades = [
        tag("li", tag("span", class_=f"swatch h{number}"), name) for number, name in enumerate(names)
    ]  # fmt: skip
    return tag("ul", shades, class_="legend")
