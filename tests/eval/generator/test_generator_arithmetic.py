"""Generated figures add up: recomputed here from the labels alone, by other code than the one that made them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

import pytest

from extractor.eval.generator import FORMS, generate
from extractor.eval.labels import printed
from tests.eval.generator.figures import Fig, at, fig, forms, rows

EACH = pytest.mark.parametrize("form", FORMS)
WHOLE = pytest.mark.parametrize(
    "form", ["hunan_department", "hunan_district", "gansu_department", "guangdong_narrative"]
)
COLUMNS = ("initial", "adjusted", "executed")
SOURCES = ("fiscal", "special_account", "own_funds", "carryover", "central", "provincial", "local", "other")
CENT = Decimal("0.01")


@cache
def labels(form: str) -> tuple[dict[str, Any], ...]:
    """Return the labels of several reports of a form."""
    return tuple(generate(seed, form).label for seed in range(25))


def parts(form: str) -> Iterator[dict[str, Any]]:
    """Yield all department and project forms of these labels."""
    return (part for label in labels(form) for part in forms(label))


def adds_up(whole: str | None, terms: Iterable[str | None]) -> bool:
    """Whether printed parts can make up a printed whole; what is not printed is no money."""
    figures = [fig(term) for term in terms if term and printed(term)]
    if not whole or not printed(whole) or not figures:
        return True
    total = fig(whole)
    return sum(one.low for one in figures) <= total.high and total.low <= sum(one.high for one in figures)


def divides(rate: str | None, part: str | None, whole: str | None) -> bool:
    """Whether a printed rate can come of two printed figures."""
    if not rate or not part or not whole or not fig(whole).value:
        return True
    above, below, said = fig(part), fig(whole), _per_cent(fig(rate))
    return above.low / below.high <= said.high and said.low <= above.high / below.low


def _per_cent(rate: Fig) -> Fig:
    return Fig(*(number / 100 for number in rate))


@EACH
def test_budget_tables_add_up(form: str) -> None:
    """In each column the total is the sum of its sources, or of basic and project spending."""
    for part in parts(form):
        found = rows(part)
        for column in COLUMNS:
            cells = {item: row.get(column) for item, row in found.items()}
            sources = [cells[item] for item in SOURCES if item in cells]
            assert adds_up(cells.get("total"), sources), (column, cells)
            for whole, items in (("total", ("basic", "project")), ("basic", ("personnel", "public")),
                                 ("project", ("general_project", "key_project"))):  # fmt: skip
                assert adds_up(cells.get(whole), [cells.get(item) for item in items]), (column, cells)


@EACH
def test_rates_and_their_points_follow_from_the_amounts(form: str) -> None:
    """Execution never exceeds the budget; the rate is their ratio, the points are rate times weight."""
    for part in parts(form):
        for row in rows(part).values():
            assert divides(row.get("rate"), row.get("executed"), row.get("adjusted")), row
            if {"executed", "adjusted"} <= row.keys():
                assert fig(row["executed"]).value <= fig(row["adjusted"]).value
            if {"rate", "weight", "score"} <= row.keys():
                due = fig(row["rate"]).value * fig(row["weight"]).value / 100
                assert abs(fig(row["score"]).value - due) <= Decimal("0.03"), row


@EACH
def test_points_follow_the_rules(form: str) -> None:
    """Full points when the target is met, else in proportion; never more than the weight."""
    for part in parts(form):
        for one in part.get("indicators", []):
            if {"weight", "score"} <= one.keys():
                weight, score = fig(one["weight"]).value, fig(one["score"]).value
                due = _due(one, weight)
                assert 0 <= score <= weight
                assert due is None or score == due, one


def _due(one: dict[str, str], weight: Decimal) -> Decimal | None:
    target, actual = printed(one["target"]), printed(one["actual"])
    if target is None or actual is None or "月" in one["target"]:
        return None
    low = target.operator == "≤" or (not target.operator and target.value == 0)
    if actual.value <= target.value if low else actual.value >= target.value:
        return weight
    share = 1 - (actual.value - target.value) / target.value if low else actual.value / target.value
    return (share * weight).quantize(CENT, ROUND_HALF_UP)


@EACH
def test_missing_points_have_a_reason(form: str) -> None:
    """Where points are missing the form says why; Hubei has a row for all reasons instead."""
    for part in parts(form):
        for one in part.get("indicators", []):
            if {"weight", "score"} <= one.keys() and fig(one["score"]).value < fig(one["weight"]).value:
                assert "deviation" in one or form == "hubei_checkbox", one


@EACH
def test_totals_are_exact(form: str) -> None:
    """Weights make a hundred, scores make the total, level weights are those below them, and the grade fits."""
    for part in parts(form):
        score, indicators, total = part.get("score", {}), part.get("indicators", []), rows(part).get("total", {})
        for field, whole in (("weight", "weight"), ("score", "total")):
            if field in total and whole in score and all(field in one for one in indicators) and indicators:
                points = [fig(one[field]).value for one in indicators] + [fig(total[field]).value]
                assert sum(points) == fig(score[whole]).value, part.get("name")
        for level in {one["level1"] for one in indicators if "level1_weight" in one and "weight" in one}:
            below = [one for one in indicators if one["level1"] == level]
            assert sum(fig(one["weight"]).value for one in below) == fig(below[0]["level1_weight"]).value
        if "grade" in score:
            assert score["grade"] == _grade(fig(score["total"]).value)


def _grade(score: Decimal) -> str:
    return next((word for bound, word in ((90, "优"), (80, "良"), (60, "中")) if score >= bound), "差")


@WHOLE
def test_the_narrative_adds_up(form: str) -> None:
    """Spending, its parts, their shares, and income with its sources fit each other."""
    for label in labels(form):
        spending, income = label["spending"], label.get("income", {})
        basic, project = spending.get("basic", {}), spending.get("project", {})
        both = [basic.get("total"), project.get("total")]
        assert None in both or adds_up(spending.get("total"), both)
        for names in (("wages", "goods_services", "individuals_families"), ("personnel", "public")):
            assert adds_up(basic.get("total"), [basic.get(name) for name in names])
        assert adds_up(project.get("total"), [one["amount"] for one in project.get("items", [])])
        assert divides(spending.get("rate"), spending.get("total"), spending.get("adjusted_budget"))
        shares = basic.get("shares", {})
        for name in (name for name in shares if not name.endswith("_of")):
            assert divides(shares[name], basic[name], basic["total"])
            assert shares[f"{name}_of"] == "基本支出"
        sources = [income.get(name) for name in ("general_public", "fiscal", "carryover")]
        assert sources == [None] * 3 or adds_up(income.get("total"), sources)


@WHOLE
def test_changes_fit_the_amounts_they_lead_to(form: str) -> None:
    """Adjusted is initial plus supplement; what is left is budget less spending; a rise has the rate of its amount."""
    for label in labels(form):
        spending, income = label["spending"], label.get("income", {})
        told = {name: at(label, path) for name, path in _CHANGES.items()}
        assert not told["supplement"] or adds_up(told["adjusted"], [told["initial"], told["supplement"]])
        budget = income.get("total") or told["adjusted"]
        assert not told["balance"] or adds_up(budget, [spending.get("total"), told["balance"]])
        for group in (spending.get("basic", {}), *label.get("three_public", {}).get("rows", [])):
            if {"change_from_previous", "growth"} <= group.keys():
                now, change = fig(group.get("total") or group["final"]).value, fig(group["change_from_previous"]).value
                assert abs(change / (now - change) * 100 - fig(group["growth"]).value) < Decimal("0.3")


_CHANGES = {
    "initial": "spending.initial_budget", "adjusted": "spending.adjusted_budget", "supplement": "income.supplement",
    "balance": "spending.balance",
}  # fmt: skip


@WHOLE
def test_forms_and_narrative_say_the_same(form: str) -> None:
    """The same fact is printed with the same value, whatever the units."""
    pairs = (("total", "executed", "spending.total"), ("total", "adjusted", "spending.adjusted_budget"),
             ("total", "initial", "spending.initial_budget"), ("basic", "executed", "spending.basic.total"),
             ("project", "executed", "spending.project.total"))  # fmt: skip
    for label in labels(form):
        for item, column, path in pairs:
            here, there = rows(label).get(item, {}).get(column), at(label, path)
            assert not here or not there or not printed(there) or adds_up(here, [there]), (here, there)
        natures = at(label, "budget.by_expenditure") or {}
        assert not natures or adds_up(rows(label)["total"]["executed"], natures.values())


@WHOLE
def test_staff_and_three_public_add_up(form: str) -> None:
    """Classes of staff make the total, the control rate is theirs, and 三公经费 is the sum of its items."""
    for label in labels(form):
        staff = label.get("staffing", {})
        assert divides(staff.get("control_rate"), staff.get("actual"), staff.get("authorized"))
        for column in ("authorized", "actual"):
            classes = [fig(row[column]).value for row in staff.get("breakdown", []) if column in row]
            assert not classes or sum(classes) == fig(staff[column]).value
        lines = {row["item"]: row for row in at(label, "three_public.rows") or []}
        for column in ("previous", "budget", "final"):
            cells = {item: row.get(column) for item, row in lines.items()}
            parts_of = ["abroad", "reception", "vehicles" if "vehicles" in cells else "vehicle_operation"]
            if "vehicles" in cells:
                assert adds_up(cells["total"], [cells.get(item) for item in parts_of])


@pytest.mark.parametrize("form", ["hunan_department"])
def test_projects_make_the_spending_on_projects(form: str) -> None:
    """The project forms of a department add up to its spending on projects."""
    for label in labels(form):
        spent = [rows(project)["total"]["executed"] for project in label["projects"]]
        assert adds_up(label["spending"]["project"]["total"], spent)
