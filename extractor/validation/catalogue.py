"""All checks on one page, in the order in which they run."""

from __future__ import annotations

from extractor.validation.rule import Rule
from extractor.validation.rules import (
    amounts,
    blanks,
    comparison,
    counts,
    dates,
    documents,
    frames,
    indicators,
    measures,
    names,
    outline,
    places,
    rates,
    scores,
    statements,
    structure,
    terms,
    totals,
    wording,
)

RULES: tuple[Rule, ...] = (
    amounts.execution_rate,  # A01
    amounts.execution_score,  # A02
    amounts.overspending,  # A03
    amounts.stale_budget,  # A04
    totals.total_by_kind,  # A05
    totals.basic_parts,  # A06
    totals.project_items,  # A07
    totals.project_funding,  # A08
    amounts.narrative_and_form,  # A09
    amounts.unit_of_money,  # A10
    amounts.share,  # A11
    amounts.shares_total,  # A12
    comparison.change,  # A13
    rates.adjustment,  # A14
    rates.completion_rate,  # A15
    rates.carryover_rate,  # A16
    totals.three_public,  # A17
    comparison.control,  # A18
    rates.public_funds_rate,  # A19
    rates.procurement_rate,  # A20
    amounts.control_rate,  # A21
    totals.staff_kinds,  # A22
    rates.other_rates,  # A23
    scores.weights_total,  # B01
    scores.level_weights,  # B02
    frames.level_frame,  # B03
    scores.score_bounds,  # B04
    scores.score_total,  # B05
    scores.quantified_score,  # B06
    indicators.direction,  # B07
    indicators.qualitative_score,  # B08
    scores.unexplained_deduction,  # B09
    indicators.over_achievement,  # B10
    scores.missing_scores,  # B11
    scores.grade,  # B12
    places.score_told,  # B13
    places.project_summary,  # B14
    places.indicator_and_fact,  # B15
    frames.bands,  # B16
    frames.score_ahead,  # B17
    measures.unmeasurable,  # B18
    measures.copied_goal,  # B19
    measures.unit_of_measure,  # B20
    frames.full_marks,  # B21
    outline.sections_complete,  # C01
    outline.numbering,  # C02
    counts.enumeration,  # C03
    structure.slipped,  # C04
    blanks.forms_attached,  # C05
    blanks.fields_filled,  # C06
    dates.dates,  # C07
    wording.template_residue,  # C08
    terms.misprints,  # C09
    names.names,  # C10
    counts.list_count,  # C11
    counts.retold,  # C12
    wording.punctuation,  # C13
    statements.contradictions,  # C14
    wording.number_style,  # C15
    documents.across_files,  # C16
    statements.caliber,  # C17
    documents.broken_text,  # X01
)
"""Every check; an id is never given to another check."""

RETIRED: tuple[str, ...] = ()
"""Ids of checks that no longer run; never reused."""


def by_id(identifier: str) -> Rule | None:
    """Return a check by its id, in either case; None when there is none."""
    return next((rule for rule in RULES if rule.id == identifier.upper()), None)
