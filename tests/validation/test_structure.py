"""Family C: what stands in the wrong place."""

from __future__ import annotations

import pytest

from extractor.records.report import Move
from extractor.settings import Settings
from extractor.validation import check
from tests.compact import place
from tests.validation.samples import report, said

MOVE = Move(
    kind="label_rows", table="T1", by=1, path="budget.rows", message="预算表的行标签整体下移一行，读取时已上移归位",
    held_before=0, held_after=13, tested=13, places=(place("T1R4C1", "基本支出"), place("T1R3C2", "2672546.6")),
)  # fmt: skip

FIRES = {"C04": MOVE}
SILENT = {"C04": None}


@pytest.mark.parametrize(
    ("kind", "severity"), [("label_rows", "error"), ("row_cells", "warning"), ("lost_merge", "warning")]
)
def test_fires(kind, severity):
    """C04: each move of the reader is one finding with both places; slipped labels are the gravest."""
    moved = report().model_copy(update={"moves": (FIRES["C04"].model_copy(update={"kind": kind}),)})
    finding = check(None, moved, Settings()).findings[0].root

    assert (finding.check, finding.severity, finding.subject) == ("C04", severity, "budget.rows")
    assert [side.at.line for side in finding.sides] == ["T1R4C1", "T1R3C2"]
    assert "13" in finding.computation


def test_silent():
    """C04: a report whose tables were read as printed passes."""
    assert [one.status for one in said("C04")] == ["pass"]
    assert [one.status for one in said("C04", {"budget": None, "indicators": None, "projects": None})] == [
        "insufficient"
    ]


def test_slipped_rows_of_one_table_are_one_finding():
    """C04: rows of one table that slipped by cells are listed together; those of another table are apart."""
    rows = [("T2", "indicators[0]"), ("T2", "indicators[3]"), ("T5", "projects[0].indicators[1]")]
    moves = tuple(
        MOVE.model_copy(update={"kind": "row_cells", "table": table, "path": path, "message": f"{path}错格"})
        for table, path in rows
    )
    found = [one.root for one in check(None, report().model_copy(update={"moves": moves}), Settings()).findings]
    slipped = [(one.subject, one.message) for one in found if one.check == "C04"]

    assert slipped == [
        ("indicators[0]", "2 行错格：indicators[0]错格；indicators[3]错格"),
        ("projects[0].indicators[1]", "projects[0].indicators[1]错格"),
    ]
