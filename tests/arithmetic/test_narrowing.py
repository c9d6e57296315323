"""The same fact in 元 and in 万元: the finer print narrows what the coarser one may stand for."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.arithmetic.facts import facts
from extractor.arithmetic.graph import with_status
from extractor.arithmetic.identities import identities
from extractor.arithmetic.identity import status
from extractor.arithmetic.narrowing import narrowed, narrower_status
from extractor.records import paths
from extractor.settings import Settings
from extractor.validation import check
from tests.compact import report_from_compact

FEN = st.integers(min_value=10**6, max_value=10**11)
ROUNDINGS = st.sampled_from((ROUND_HALF_UP, ROUND_DOWN))


def spent(total: str, basic: str, project: str, *, form: str | None = None) -> dict:
    """Return a narrative with a total and its two kinds, and a form that prints the same total."""
    rows = [{"item": "total", "label": "年度资金总额", "executed": form}]
    told = {"total": total, "basic": {"total": basic}, "project": {"total": project}}
    return {"spending": told} | ({"budget": {"rows": rows}} if form else {})


def outcome(data: dict) -> list[tuple[str, str]]:
    """Return status and severity of what A05 says."""
    found = check(None, report_from_compact(data), Settings()).outcomes
    return [(one.status, one.severity) for one in found if one.check == "A05" and one.status != "insufficient"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(spent("985.00万元", "500.00万元", "485.01万元"), ("hint", "info"), id="no finer print"),
        pytest.param(spent("985.00万元", "500.00万元", "485.01万元", form="9850012元"), ("hint", "info"),
                     id="a finer print that agrees"),
        pytest.param(spent("985.00万元", "500.00万元", "485.01万元", form="9849960元"), ("fail", "warning"),
                     id="985.01 万元 of rounded parts is never 9849960 元"),
        pytest.param(spent("985.00万元", "500.00万元", "485.00万元", form="9849960元"), ("pass", "info"),
                     id="what holds as printed keeps holding"),
        pytest.param(spent("约985.00万元", "500.00万元", "485.01万元", form="9849960元"), ("hint", "info"),
                     id="about so much is not narrowed"),
    ],
)  # fmt: skip
def test_a_finer_print_narrows_the_other_sums_of_a_fact(data, expected):
    """A sum that only rounding saves is contradicted where the total is printed in 元 elsewhere, and only then."""
    assert outcome(data) == [expected]


def test_the_finding_names_the_finer_print():
    """Who reads the finding sees all three figures, and the figures are contradicted."""
    report = report_from_compact(spent("985.00万元", "500.00万元", "485.01万元", form="9849960元"))
    (found,) = (one for one in check(None, report, Settings()).outcomes if one.check == "A05" and one.status == "fail")

    assert "9849960 元" in found.message
    assert "budget.rows[0].executed" in {side.path for side in found.sides}
    assert paths.get(with_status(report), "spending.basic.total").status == "contradicted"


def test_a_rate_of_a_narrowed_amount():
    """A rate that rounded amounts allow, and the amounts in 元 do not, fails only where these are printed."""
    rows = [
        {"item": "total", "label": "年度资金总额", "executed": "5.87万元", "adjusted": "6.20万元", "rate": "94.61%"}
    ]
    finer = {"spending": {"total": "58742元", "adjusted_budget": "61960元"}}

    assert _standing({"budget": {"rows": rows}}, "A01") == {"hint"}
    assert _standing({"budget": {"rows": rows}, **finer}, "A01") == {"fail"}


@pytest.mark.parametrize(("other", "narrower"), [("4850012元", True), ("4850048元", False)])
def test_finer_prints_that_disagree_narrow_nothing(other, narrower):
    """Of two different amounts in 元 neither is known to be the fact."""
    data = spent("985.00万元", "500.00万元", "485.00万元", form="9850012元") | {
        "base_data": {"rows": [{"label": "项目支出", "current_final": "485.00万元"}]},
    }
    data["budget"]["by_expenditure"] = {"project": "4850012元"}
    data["budget"]["rows"].append({"item": "project", "label": "项目支出", "executed": other})
    report = report_from_compact(data)
    known = facts(report)

    assert ("spending.project.total" in narrowed(known, identities(report, known)).numbers) is narrower


@given(st.lists(FEN, min_size=2, max_size=2), ROUNDINGS)
def test_honest_books_are_never_contradicted(books, rounding):
    """However 万元 were rounded or cut, a finer print of the total contradicts no sum of true parts."""
    total, basic, project = (_wan(fen, rounding) for fen in (sum(books), *books))
    yuan = f"{Decimal(sum(books)) / 100:.2f}元"

    assert "fail" not in _standing(spent(total, basic, project, form=yuan), "A05")


def _wan(fen: int, rounding: str) -> str:
    return f"{(Decimal(fen) / 10**6).quantize(Decimal('0.01'), rounding)}万元"


def _standing(data: dict, check_id: str) -> set[str]:
    report = report_from_compact(data)
    known = facts(report)
    related = identities(report, known)
    more = narrowed(known, related)
    mine = [one for one in related if one.check == check_id]
    return {found for one in mine if (found := narrower_status(one, status(one, known.get), known, more)) in
            {"pass", "hint", "fail"}}  # fmt: skip
