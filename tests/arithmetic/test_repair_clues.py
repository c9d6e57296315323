"""What decides between repairs: inequalities, whole tables that slipped, doubtful readings, rounded rates."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.arithmetic.facts import facts
from extractor.arithmetic.identities import identities
from extractor.arithmetic.repair import proposals
from extractor.records.finding import Repair
from extractor.records.report import Alternative, Report
from tests.compact import load_compact, report_from_compact
from tests.validation.samples import patched


def repairs(report: Report) -> list[Repair]:
    """Return the repairs of a report."""
    known = facts(report)
    return [made.repair for made in proposals(report, known, identities(report, known))]


def test_a_tie_without_the_inequality():
    """With the rate alone, nobody can tell whether the budget is stale or the rate wrong; 执行≤预算 decides it."""
    row = {"label": "总额", "item": "total", "initial": "790.77万元", "adjusted": "790.77万元",
           "executed": "2951.83万元", "rate": "100%"}  # fmt: skip
    report = report_from_compact({"budget": {"rows": [row]}})
    known = facts(report)
    related = identities(report, known)
    found = [proposals(report, known, rules) for rules in ([one for one in related if one.check == "A01"], related)]
    said = [
        [(one.repair.verdict, sorted((c.path, c.new) for c in one.repair.changes)) for one in made] for made in found
    ]

    budget, rate = ("budget.rows[0].adjusted", "2951.83万元"), ("budget.rows[0].rate", "373%")
    assert said == [[("tied", [budget, rate])], [("unique", [budget])]]


@pytest.mark.parametrize("by", [1, -1])
def test_labels_that_slipped_by_a_row(shared, by):
    """The budget table of a real report with its labels a row off: one repair that moves all figures back."""
    report = load_compact(shared / "gold" / "liangzhou-2024.json")
    assert report.budget is not None
    rows = report.budget.rows
    columns = ("initial", "adjusted", "executed", "weight", "rate", "score")
    figures = [{name: getattr(row, name) for name in columns} for row in rows]
    moved = [dict.fromkeys(columns), *figures[:-1]] if by > 0 else [*figures[1:], dict.fromkeys(columns)]
    slipped = tuple(row.model_copy(update=cells) for row, cells in zip(rows, moved, strict=True))
    torn = report.model_copy(update={"budget": report.budget.model_copy(update={"rows": slipped})})
    known = facts(torn)
    best = max(proposals(torn, known, identities(torn, known)), key=lambda made: len(made.explains))
    right = facts(report)

    assert best.repair.kind == "shift"
    assert best.after
    assert all(new is None or new.value == right[path].value for path, new in best.after.items())


@pytest.mark.parametrize(
    ("at", "likely"),
    [
        ({"confidence": 0.62}, "misread"),
        ({"match": "ocr-near"}, "misread"),
        ({"confidence": 0.99}, "report"),
        ({}, "report"),
    ],
)
def test_a_doubtful_reading_is_suspected_first(at, likely):
    """3 read as 8 on a scan: the report is not accused of it; on clear paper it is."""
    report = report_from_compact(patched({"budget.rows[1].executed": "213.58万元"}))
    assert report.budget is not None
    row = report.budget.rows[1]
    read = row.executed.model_copy(update={"at": row.executed.at.model_copy(update=at)})
    rows = (report.budget.rows[0], row.model_copy(update={"executed": read}), *report.budget.rows[2:])
    seen = report.model_copy(update={"budget": report.budget.model_copy(update={"rows": rows})})
    (found,) = repairs(seen)

    assert (found.verdict, found.likely) == ("unique", likely)
    assert [(change.path, change.new) for change in found.changes] == [("budget.rows[1].executed", "218.58万元")]


def test_another_reading_of_the_same_place_is_tried():
    """Where a second look at the scan read another amount that makes everything hold, that is what stands there."""
    report = report_from_compact(patched({"budget.rows[1].executed": "297.11万元"}))
    assert report.budget is not None
    row = report.budget.rows[1]
    again = Alternative(text="218.58", value=Decimal("218.58"), unit="万元", at=row.executed.at)
    read = row.executed.model_copy(update={"alternatives": (again,)})
    rows = (report.budget.rows[0], row.model_copy(update={"executed": read}), *report.budget.rows[2:])
    (found,) = repairs(report.model_copy(update={"budget": report.budget.model_copy(update={"rows": rows})}))

    assert (found.verdict, found.likely) == ("unique", "misread")


def test_a_rounded_rate_fixes_an_amount_only_roughly():
    """An amount that only its rate disputes, and no slip explains, can be named but not told to the last digit."""
    (found,) = repairs(
        report_from_compact(
            {"budget": {"rows": [{"label": "总额", "item": "total", "initial": "500万元", "adjusted": "500万元",
                                  "executed": "512.34万元", "rate": "87.31%"}]}}
        )
    )  # fmt: skip

    assert (found.verdict, found.alternatives) == ("tied", 1)
    assert found.changes[0].path == "budget.rows[0].adjusted"
