"""What holds of repairs whatever is wrong: they satisfy what they explain, and depend on nothing but the figures."""

from __future__ import annotations

from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.arithmetic.facts import facts
from extractor.arithmetic.identities import identities
from extractor.arithmetic.identity import HOLDS, status
from extractor.arithmetic.repair import Proposal, proposals
from extractor.eval.generator import FORMS
from extractor.eval.mutation.editing import edited
from extractor.eval.mutation.faults import KINDS, inject
from extractor.eval.mutation.sources import generated
from extractor.records.report import Report

_SEEDS = st.integers(0, 10**6)
_TYPED = ("digit", "transposition", "rate", "total")
_SOURCES = st.tuples(st.sampled_from(FORMS), st.integers(0, 3))


@cache
def clean(form: str, number: int) -> Report:
    """Return a consistent report."""
    return generated(form, number).report


def found_in(report: Report) -> list[Proposal]:
    """Return the repairs of a report."""
    known = facts(report)
    return proposals(report, known, identities(report, known))


def faulty(source: tuple[str, int], kind: str, seed: int) -> Report:
    """Return a consistent report with one fault, or as it is when the fault does not fit it."""
    fault = inject(kind, clean(*source), Random(seed))  # noqa: S311 - a reproducible sample
    return clean(*source) if fault is None else fault.report


@settings(max_examples=60)
@given(_SOURCES, st.sampled_from(KINDS), _SEEDS)
def test_a_repair_satisfies_what_it_explains(source, kind, seed):
    """Every identity that a repair of single figures explains holds once its figures are changed."""
    report = faulty(source, kind, seed)
    known = facts(report)
    for made in found_in(report):
        if made.repair.kind.startswith("cell") and made.after:
            after = {path: one for path, one in {**known, **made.after}.items() if one is not None}
            assert all(status(identity, after.get) in HOLDS for identity in made.explains)


@settings(max_examples=40)
@given(_SOURCES)
def test_a_consistent_report_needs_no_repair(source):
    """Nothing is suggested where nothing is contradicted."""
    assert found_in(clean(*source)) == []


@settings(max_examples=40)
@given(_SOURCES, st.sampled_from(KINDS), _SEEDS)
def test_repairs_cost_no_more_than_the_cap_and_say_how_sure_they_are(source, kind, seed):
    """No set of single figures costs more than 3, a unique repair is the only one, and its next is dearer."""
    for made in found_in(faulty(source, kind, seed)):
        assert made.repair.cost is not None
        assert made.repair.cost <= 3
        assert made.repair.verdict == "tied" or made.repair.alternatives == 1
        assert made.repair.margin is None or made.repair.margin > 0.5


@settings(max_examples=40)
@given(_SOURCES, st.sampled_from(_TYPED), _SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(source, kind, seed, chance):
    """Items and classes of staff in another order: the same verdicts, classes, costs and checks."""
    report = faulty(source, kind, seed)

    def said(one: Report) -> list[tuple[object, ...]]:
        return sorted((p.repair.verdict, p.repair.kind, p.repair.cost, p.repair.explains, len(p.paths))
                      for p in found_in(one))  # fmt: skip

    assert said(shuffled(report, chance)) == said(report)


def shuffled(report: Report, chance: Random) -> Report:
    """Return a report whose lists of staff, budget rows and projects stand in another order."""
    changes = {}
    if report.budget:
        changes["budget.rows"] = tuple(chance.sample(report.budget.rows, len(report.budget.rows)))
    if report.staffing and report.staffing.breakdown:
        rows = report.staffing.breakdown
        changes["staffing.breakdown"] = tuple(chance.sample(rows, len(rows)))
    if report.spending and report.spending.project and report.spending.project.items:
        rows = report.spending.project.items
        changes["spending.project.items"] = tuple(chance.sample(rows, len(rows)))
    return edited(report, changes)
