"""The catalogue as a whole: complete, documented, tested, and about fields that exist."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from extractor.records import paths
from extractor.validation.catalogue import RETIRED, RULES, by_id
from tests.validation import (
    test_amounts,
    test_documents,
    test_indicator_rows,
    test_rates,
    test_scores,
    test_structure,
    test_text_checks,
)
from tests.validation.samples import examined

TESTED = (
    test_amounts, test_rates, test_scores, test_indicator_rows, test_structure, test_text_checks, test_documents,
)  # fmt: skip
ELSEWHERE = frozenset({"B13", "B14"})
"""Fire only on two places of one field, which the tables of changes cannot write."""

TEXT = (
    "blanks", "counts", "dates", "documents", "names", "outline", "statements", "structure", "terms", "wording",
)  # fmt: skip
HOMES = {
    "A": ("amounts", "totals", "comparison", "rates"),
    "B": ("scores", "frames", "indicators", "measures", "places"),
    "C": TEXT,
    "X": TEXT,
}
PARTS = ("Why:", "Fires on:", "Silent on:", "Source:")
ids = [rule.id for rule in RULES]


def test_ids_are_unique_and_in_order():
    """An id names one check, is never reused, and the page is read in the order of the ids."""
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)
    assert not set(ids) & set(RETIRED)


@pytest.mark.parametrize("rule", RULES, ids=ids)
def test_a_rule_is_documented(rule):
    """The docstring has a title and says why, when it fires, when not, and by what source."""
    assert re.fullmatch(r"[ABCX]\d\d", rule.id)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert len(rule.title) > 3
    assert [part for part in PARTS if part not in rule.documentation] == []
    assert all(re.search(rf"{part} *\S", rule.documentation) for part in PARTS)


@pytest.mark.parametrize("rule", RULES, ids=ids)
def test_a_rule_needs_fields_that_exist(rule):
    """Each needed field is one of the record, or of a project."""
    assert rule.needs
    for need in rule.needs:
        assert paths.title(need.replace("[]", "[0]"))


@pytest.mark.parametrize("rule", RULES, ids=ids)
def test_a_rule_is_tested_both_ways(rule):
    """Each check has a case in which it fires and one in which it is silent, under its id."""
    assert rule.id in ELSEWHERE or any(rule.id in module.FIRES for module in TESTED)
    assert any(rule.id in module.SILENT for module in TESTED)


def test_a_rule_lives_with_its_family():
    """Each family has its modules; the text has a room for each kind of statement."""
    for rule in RULES:
        modules = (import_module(f"extractor.validation.rules.{home}") for home in HOMES[rule.id[0]])
        assert any(rule in vars(module).values() for module in modules)


def test_the_families_are_complete():
    """Amounts 01–23, scores 01–21 and texts 01–17 all have their check."""
    known = {"A": 23, "B": 21, "C": 17}
    assert {f"{family}{n:02}" for family, last in known.items() for n in range(1, last + 1)} <= set(ids)


def test_every_rule_says_something():
    """No check is ever silent in the outcomes: what it could not check is a result too."""
    said = {outcome.check for outcome in examined().outcomes}
    said_of_nothing = {outcome.check for outcome in examined({"budget": None, "spending": None}).outcomes}

    assert said == said_of_nothing == set(ids)


def test_a_rule_by_its_id():
    """Ids are found in either case."""
    assert by_id("a01") is RULES[0]
    assert by_id("Z99") is None
