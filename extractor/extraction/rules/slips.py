"""Row labels that slipped against their figures: shown by the sums that hold once they are moved back."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extractor.extraction.claims import Claim
from extractor.extraction.lexicon import vocabulary
from extractor.extraction.rules.budget import BudgetLine
from extractor.extraction.rules.grids import AMOUNTS
from extractor.records.quantity import parse_quantity

_SUMS = (
    ("total", ("basic", "project")),
    ("basic", ("personnel", "public")),
    ("project", ("general_project", "key_project")),
    ("total", ("fiscal", "carryover", "other")),
    ("total", ("fiscal", "special_account", "own_funds")),
    ("total", ("central", "provincial", "local", "other")),
)
_SHIFTS = (-1, 1, -2, 2)
_ENOUGH_TESTED = 6
_ENOUGH_BROKEN = 3


class Tally(NamedTuple):
    """How many of the identities that can be tested hold."""

    held: int
    tested: int


class Slip(NamedTuple):
    """Labels that belong `by` rows further down, and the identities before and after."""

    by: int
    before: Tally
    after: Tally


def find_slip(lines: list[BudgetLine], stated: dict[tuple[str, str], Decimal]) -> Slip | None:
    """Return by how many rows the labels slipped, or None when they stand right or it cannot be told.

    `stated`: what the narrative says of (item, column), e.g. ("basic", "executed").
    The labels are moved only when at least six identities can be tested, all of them hold after the
    move, and at least three fail as printed.
    """
    before = _tally(lines, 0, stated)
    if before.tested - before.held < _ENOUGH_BROKEN:
        return None
    for by in _SHIFTS:
        after = _tally(lines, by, stated)
        if after.tested >= _ENOUGH_TESTED and after.held == after.tested and after.held > before.held:
            return Slip(by, before, after)
    return None


def moved(lines: list[BudgetLine], by: int) -> list[BudgetLine]:
    """Return the rows of figures, each with the label that stands `by` rows above it."""
    result = []
    for index, line in enumerate(lines):
        source = index - by
        label = lines[source].label if 0 <= source < len(lines) else None
        if line.cells:
            result.append(BudgetLine(label, line.cells))
    return result


def _tally(lines: list[BudgetLine], by: int, stated: dict[tuple[str, str], Decimal]) -> Tally:
    facts = _facts(moved(lines, by) if by else lines)
    held = tested = 0
    for (item, column), value in stated.items():
        if (item, column) in facts:
            tested += 1
            held += facts[item, column] == value
    for column in AMOUNTS:
        for whole, parts in _SUMS:
            known = [facts.get((part, column)) for part in parts]
            total = facts.get((whole, column))
            if total is not None and all(part is not None for part in known):
                values = [part for part in known if part is not None]
                tested += 1
                held += sum(values) == total
    return Tally(held, tested)


def _facts(lines: list[BudgetLine]) -> dict[tuple[str, str], Decimal]:
    words = vocabulary("rows.budget")
    facts: dict[tuple[str, str], Decimal] = {}
    for line in lines:
        item = words.inside(line.label.text) if line.label else None
        for column, slot in line.cells.items():
            quantity = parse_quantity(slot.text)
            if item and quantity is not None:
                facts.setdefault((item, column), quantity.value)
    return facts


def stated_amounts(claims: list[Claim]) -> dict[tuple[str, str], Decimal]:
    """Return what the narrative states of the rows of a budget table, to tell slipped labels."""
    wanted = {
        "spending.total": ("total", "executed"),
        "spending.basic.total": ("basic", "executed"),
        "spending.project.total": ("project", "executed"),
        "spending.basic.personnel": ("personnel", "executed"),
        "spending.basic.public": ("public", "executed"),
        "spending.initial_budget": ("total", "initial"),
        "income.initial": ("total", "initial"),
        "spending.adjusted_budget": ("total", "adjusted"),
    }
    return {wanted[c.path]: c.value for c in reversed(claims) if c.path in wanted and isinstance(c.value, Decimal)}
