"""Rules first, the model for what is left: what it is asked, what it may change, what it teaches."""

import re
from decimal import Decimal

from extractor.extraction.claims import Claim, Place
from extractor.extraction.lexicon import vocabulary
from extractor.extraction.model.teaching import lessons
from extractor.extraction.reconcile import Tally, reconciled
from tests.extraction.model.papers import HEAD, ITEMS, ROWS, asked, budget_answer, budget_paper, leaf

STRANGE = ("项目", "岁初核定", "岁中核定", "岁末用去", "分值", "执行率", "得分")
"""Heads that no lexicon knows."""


def test_a_clear_paper_asks_nothing():
    """When the rules have everything and the arithmetic agrees, the model is not asked."""
    report, model = asked(budget_paper(), {}, reader="hybrid")

    assert model.asked == []
    assert report.budget.rows[0].executed.status == "verified"


def test_unknown_heads_are_learned_from_the_answers():
    """Three rows of answers teach what the heads mean; the rules then read the table by themselves."""
    report, model = asked(budget_paper(head=STRANGE), {"budget": [budget_answer()]}, reader="hybrid")

    assert "budget" in {question.id for question in model.asked}
    assert [row.executed.text for row in report.budget.rows] == [row[3] for row in ROWS]
    assert {row.item for row in report.budget.rows} == set(ITEMS)


def test_a_single_lie_teaches_nothing():
    """One row that puts a neighbour's figure into a column is outvoted by the others."""
    lie = budget_answer(basic_executed=leaf("850.00", "T1R3C3"))
    report, _ = asked(budget_paper(head=STRANGE), {"budget": [lie]}, reader="hybrid")

    assert [row.executed.text for row in report.budget.rows] == [row[3] for row in ROWS]


def test_what_the_lexicon_knows_is_not_learned_anew():
    """A word keeps its meaning, whatever answers say."""
    claims = [
        Claim(f"budget.rows[{n}].weight", "figure", row[1], Place(f"T1R{n}C2", row[1]), Decimal(row[1]))
        for n, row in enumerate(ROWS, 2)
    ]

    assert "columns.budget" not in lessons(budget_paper(), claims)
    assert vocabulary("columns.budget").exact(HEAD[1]) == "initial"


def test_contradicted_figures_are_read_again_without_a_hint():
    """The question names field and row; no value, no sum, nothing that would add up."""
    rows = [ROWS[0], ("基本支出", "834.50", "850.00", "845.51", "", "99.43%", ""), ROWS[2]]
    _, model = asked(budget_paper(rows), {}, reader="hybrid")
    question = next(one for one in model.asked if one.id == "again")
    told = question.text.partition("\n\n")[0]

    assert "budget.rows.executed" in told
    assert not re.search(r"\d+\.\d", told)


def test_two_readings_that_nothing_decides_go_to_a_person():
    """Both stand on the paper: the rules' stays, the model's stands beside it, and the figure is contradicted."""
    rules = [Claim("spending.total", "figure", "12.5", Place("L1", "12.5"), Decimal("12.5"), "万元")]
    model = [Claim("spending.total", "figure", "13.5", Place("L2", "13.5"), Decimal("13.5"), "万元")]
    found = reconciled(rules, model, (), lambda _: asked(budget_paper(), {}, reader="hybrid")[0])

    assert [(claim.text, claim.beaten) for claim in found] == [("12.5", ""), ("13.5", "")]


def test_a_figure_that_a_field_holds_is_not_taken_for_another():
    """The model may not give a printed figure that the rules have placed a second meaning."""
    place = Place("T1R2C4", "9")
    rules = [Claim("budget.rows[a].executed", "figure", "9", place, Decimal(9), "万元")]
    model = [Claim("spending.total", "figure", "9", place, Decimal(9), "万元")]

    assert reconciled(rules, model, (), lambda _: asked(budget_paper(), {}, reader="hybrid")[0]) == rules


def test_a_reading_is_better_only_when_nothing_gets_worse():
    """Fewer identities fail and not fewer hold."""
    assert Tally(0, 3).beats(Tally(1, 2))
    assert not Tally(0, 1).beats(Tally(1, 2))
    assert not Tally(1, 2).beats(Tally(1, 2))
