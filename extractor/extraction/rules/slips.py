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


class _Test(NamedTuple):
    """An identity that can be tested: its figures by item and column, and whether it holds."""

    figures: frozenset[tuple[str, str]]
    holds: bool


class Slip(NamedTuple):
    """Labels that belong `by` rows further down, and the identities before and after."""

    by: int
    before: Tally
    after: Tally


def find_slip(lines: list[BudgetLine], stated: dict[tuple[str, str], Decimal], *, scanned: bool = False) -> Slip | None:
    """Return by how many rows the labels slipped, or None when they stand right or it cannot be told.

    `stated`: what the narrative says of (item, column), e.g. ("basic", "executed").
    The labels are moved only when at least six identities can be tested, all of them hold after the
    move, and at least three fail as printed. On a scan one figure may be misread: there those that fail
    after the move may do so if they share a figure and six others hold.
    """
    before = _tally(_tested(lines, 0, stated))
    if before.tested - before.held < _ENOUGH_BROKEN:
        return None
    for by in _SHIFTS:
        tested = _tested(lines, by, stated)
        after = _tally(tested)
        is_proof = after.held == after.tested or (scanned and _share_a_figure(tested))
        if after.held >= _ENOUGH_TESTED and is_proof and after.held > before.held:
            return Slip(by, before, after)
    return None


def _share_a_figure(tested: list[_Test]) -> bool:
    """Say whether one misread figure explains all identities that fail."""
    return bool(frozenset.intersection(*(test.figures for test in tested if not test.holds)))


def moved(lines: list[BudgetLine], by: int) -> list[BudgetLine]:
    """Return the rows of figures, each with the label that stands `by` rows above it."""
    result = []
    for index, line in enumerate(lines):
        source = index - by
        label = lines[source].label if 0 <= source < len(lines) else None
        if line.cells:
            result.append(BudgetLine(label, line.cells))
    return result


def _tally(tested: list[_Test]) -> Tally:
    return Tally(sum(test.holds for test in tested), len(tested))


def _tested(lines: list[BudgetLine], by: int, stated: dict[tuple[str, str], Decimal]) -> list[_Test]:
    facts = _facts(moved(lines, by) if by else lines)
    found = [_Test(frozenset({key}), facts[key] == value) for key, value in stated.items() if key in facts]
    for column in AMOUNTS:
        for whole, parts in _SUMS:
            total, known = (whole, column), [(part, column) for part in parts]
            if all(key in facts for key in (total, *known)):
                found.append(_Test(frozenset({total, *known}), sum(facts[key] for key in known) == facts[total]))
    return found


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
