"""Grounded claims become the record: one value a field, the same fact elsewhere beside it."""

from decimal import Decimal

import pytest

from extraction.helpers import paper
from extractor.extraction.assemble import assemble
from extractor.extraction.claims import Claims, Place
from extractor.records.quantity import parse_quantity

PAPER = paper(
    "总支出503.37万元\n支出合计503.37万元\n决算支出500万元\n约30万元\n2025年度填报日期：2025.6.11\n编制数5人，河道办"
)


def assembled(fill):
    """Return the data and the rejected claims of a paper for which `fill` makes claims."""
    claims = Claims()
    fill(claims)
    return assemble(PAPER, claims.found)


def figure(claims, path, text, line):
    """Claim a figure."""
    claims.figure(path, parse_quantity(text), Place(line, text))


def test_the_first_value_stays_and_the_others_stand_beside_it():
    """The same value elsewhere is also_at, another value an alternative; the same place twice is once."""

    def fill(claims):
        for text, line in (("503.37万元", 1), ("503.37万元", 1), ("503.37万元", 2), ("500万元", 3)):
            figure(claims, "spending.total", text, f"L000{line}")

    data, rejected = assembled(fill)
    total = data["spending"]["total"]

    assert not rejected
    assert (total["value"], total["unit"], total["at"]["line"]) == (Decimal("503.37"), "万元", "L0001")
    assert [at["line"] for at in total["also_at"]] == ["L0002"]
    assert [(other["value"], other["at"]["line"]) for other in total["alternatives"]] == [(Decimal(500), "L0003")]


def test_rows_keep_their_keys_apart():
    """Claims with the same key of a list fill one row; keys may hold dots."""

    def fill(claims):
        for key, line in (("T1.0", "L0001"), ("T1.1", "L0003")):
            row = claims.inside(f"budget.rows[{key}].")
            row.code("item", "total" if line == "L0001" else "basic")
            figure(row, "executed", "503.37万元" if line == "L0001" else "500万元", line)

    rows = assembled(fill)[0]["budget"]["rows"]

    assert [(row["item"], row["executed"]["value"]) for row in rows] == [
        ("total", Decimal("503.37")), ("basic", Decimal(500)),
    ]  # fmt: skip


def test_what_does_not_stand_on_the_paper_is_rejected():
    """A claim of other digits, and one of a field that the record does not have, are listed with the reason."""

    def fill(claims):
        figure(claims, "spending.total", "503.38万元", "L0001")
        figure(claims, "spending.soul", "503.37万元", "L0001")

    data, rejected = assembled(fill)

    assert data == {}
    assert [(one.path, one.reason) for one in rejected] == [
        ("spending.total", "not_found"),
        ("spending.soul", "no_such_field"),
    ]


def test_a_row_without_its_name_does_not_enter():
    """A count whose label did not stand on the paper says nothing; it does not enter the record."""

    def fill(claims):
        for key, label in (("a", "河道管理站"), ("b", "河道办")):
            row = claims.inside(f"staffing.breakdown[{key}].")
            row.add("label", "text", label, Place("L0006", label))
            figure(row, "authorized", "5人", "L0006")

    data, rejected = assembled(fill)

    assert [row["label"]["text"] for row in data["staffing"]["breakdown"]] == ["河道办"]
    assert [one.text for one in rejected] == ["河道管理站"]


@pytest.mark.parametrize(
    ("path", "kind", "text", "details", "kept"),
    [
        ("profile.report_date", "date", "2025.6.11", {"value": "2025-06-11"}, {"value": "2025-06-11"}),
        ("profile.fiscal_year", "year", "2025", {"value": "2025"}, {"value": "2025"}),
        ("profile.duties", "text", "填报日期", {}, {}),
    ],
)
def test_each_kind_keeps_its_value(path, kind, text, details, kept):
    """Dates and years carry their value, texts only their words."""
    data, _ = assembled(lambda claims: claims.add(path, kind, text, Place("L0005", text), **details))
    group, name = path.split(".")

    assert {key: value for key, value in data[group][name].items() if key not in {"text", "at"}} == kept


def test_an_imprecise_figure_says_so():
    """约30万元 is approximate."""
    data, _ = assembled(lambda claims: figure(claims, "spending.balance", "约30万元", "L0004"))

    assert data["spending"]["balance"]["approximate"] is True


def test_an_empty_text_is_no_claim():
    """Nothing printed is nothing claimed."""
    assert assembled(lambda claims: claims.add("profile.duties", "text", "  ", Place("L0001", "")))[0] == {}
