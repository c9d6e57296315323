"""Faults of which the truth is known, the second search, and what is counted."""

from __future__ import annotations

import copy
from decimal import Decimal
from random import Random

import pytest

from extractor.arithmetic.facts import facts
from extractor.eval.case import Case, cases
from extractor.eval.generator import FORMS
from extractor.eval.mutation import KINDS, measure
from extractor.eval.mutation.exhaustive import cheapest
from extractor.eval.mutation.faults import Fault, inject
from extractor.eval.mutation.judging import judge
from extractor.eval.mutation.score import Judged, is_failure, row_of
from extractor.eval.mutation.sources import contradictions, generated, labelled
from extractor.settings import Settings
from tests.arithmetic.test_repair_slips import three_public
from tests.compact import report_from_compact
from tests.validation.samples import agreeing, patched

SETTINGS = Settings()


@pytest.mark.parametrize("form", FORMS)
def test_generated_reports_are_consistent(form):
    """What faults are put into contradicts itself nowhere."""
    assert contradictions(generated(form, 3).report) == 0


def test_labelled_reports_are_mended_first():
    """A report with a labelled correction is among the sources, mended; one without a correction is not."""
    names = {one.name for one in labelled(cases())}

    assert "binhe-water-2023" in names
    assert "donglu-transport-2024" not in names


@pytest.mark.parametrize("kind", KINDS)
def test_every_class_changes_a_report_and_knows_the_truth(kind):
    """A fault differs from what it was put into, and the same seed gives the same fault."""
    report = report_from_compact(agreeing() | {"score": {"weight": "100分", "total": "99.1分", "grade": "优"}})
    faults = [inject(kind, report, Random(seed)) for seed in range(6)]  # noqa: S311 - a reproducible sample
    again = [inject(kind, report, Random(seed)) for seed in range(6)]  # noqa: S311 - a reproducible sample

    assert faults == again
    assert any(fault is not None and fault.report != report for fault in faults)
    if kind not in {"grade", "unmet"}:
        assert all(fault is None or fault.truth == facts(report) for fault in faults)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"budget.rows[1].executed": "281.58万元"}, {"budget.rows[1].executed": Decimal(2185800)}),
        ({"spending.total": "383.58万元"}, {"spending.total": Decimal(3385800)}),
        ({"staffing.breakdown[0].actual": "9人"}, None),
    ],
)
def test_the_second_search_finds_the_only_cheapest_repair(changes, expected):
    """A transposed amount that much depends on is found; one of two parts of a total is not decided."""
    found = cheapest(report_from_compact(patched(changes)))

    if expected is None:
        assert len(found) != 1 or found[0].cost > 0
    else:
        assert [{path: new.value for path, new in one.change.items() if new} for one in found] == [expected]


def test_the_second_search_is_silent_on_a_consistent_report():
    """Where nothing fails there is nothing to repair."""
    assert cheapest(report_from_compact(copy.deepcopy(agreeing()))) == []


@pytest.mark.parametrize("by", [1, -1])
def test_what_fell_off_the_paper_need_not_come_back(by):
    """A table moved back is right although the row that slipped off it is gone, also where its amounts stand twice."""
    fault = Fault("row-shift", report_from_compact(three_public(by)), facts(report_from_compact(three_public(0))))
    judged = judge(fault, "甲", frozenset(), SETTINGS)

    assert (judged.broken, judged.detected, judged.suggested) == (True, True, "right")


def _judged(**more):
    return Judged(**{"kind": "digit", "source": "甲", "fault": "", "broken": True, "detected": True,
                     "decidable": True, "suggested": "right", **more})  # fmt: skip


def test_rates_are_of_what_breaks():
    """What breaks nothing counts as a mutant only; a class without any has no rate rather than zero."""
    row = row_of("digit", [_judged(), _judged(suggested="wrong"), _judged(broken=False, detected=False),
                           _judged(detected=False, decidable=False, suggested="none")])  # fmt: skip

    assert (row.mutants, row.broken, row.detected, row.decidable) == (4, 3, 2, 2)
    assert (row.right, row.wrong, row.silent) == (1, 1, 1)
    assert (row.detection, row.correctness, row.error) == (0.6667, 0.5, 0.3333)
    assert row_of("digit", []).detection is None


@pytest.mark.parametrize(
    ("more", "expected"),
    [({}, False), ({"detected": False}, True), ({"suggested": "wrong"}, True), ({"suggested": "tied"}, True),
     ({"suggested": "tied", "decidable": False}, False), ({"broken": False, "detected": False}, False)],
)  # fmt: skip
def test_what_counts_as_a_failure(more, expected):
    """Missed, mended wrongly, or not mended though one repair is cheapest."""
    assert is_failure(_judged(**more)) is expected


def test_a_seed_gives_the_same_measurement(monkeypatch):
    """The same faults and results again; nothing is said of the reports before; little is missed or mended wrongly."""
    monkeypatch.setattr("extractor.eval.mutation.running.all_cases", list[Case])
    first, second = (measure(250, 11, SETTINGS) for _ in range(2))

    assert first == second
    assert first.false_alarms == ()
    assert first.total.mutants >= 150
    assert first.total.detection >= 0.97
    assert first.total.correctness >= 0.9
    assert first.total.error <= 0.02
