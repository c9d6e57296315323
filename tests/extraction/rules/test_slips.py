"""Row labels that slipped against their figures: moved only when the sums prove it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.helpers import grid, patient, record, rows
from extractor.extraction.claims import Claim
from extractor.extraction.rules.blocks import split
from extractor.extraction.rules.budget import budget_lines
from extractor.extraction.rules.slips import find_slip, moved, stated_amounts

LABELS = ("年度资金总额", "（一）基本支出", "1.人员经费", "2.公用经费", "（二）项目支出", "1.一般性项目", "2.重点项目")
HEAD = "项目|年初预算数|全年预算数|全年执行数"


def amounts(personnel, public, general, key):
    """Return the seven figures of a consistent column."""
    basic, project = personnel + public, general + key
    return [basic + project, basic, personnel, public, project, general, key]


def table(columns, by=0):
    """Return the lines of a table whose labels stand `by` rows below their figures."""
    figures = ["|".join(str(column[row]) for column in columns) for row in range(len(LABELS))]
    empty = ["||"] * by
    return [HEAD, *(f"{label}|{cells}" for label, cells in zip([*[""] * by, *LABELS], [*figures, *empty], strict=True))]


def slip(lines, stated=None):
    """Return the slip of a table."""
    return find_slip(budget_lines(split(grid(*lines))[-1]), stated or {})


money = st.decimals(min_value=1, max_value=999, places=2)
columns = st.lists(st.builds(amounts, money, money, money, money), min_size=3, max_size=3)


@patient
@given(columns)
def test_a_consistent_table_is_never_moved(cols):
    """Where every sum holds as printed the labels stay, whatever the figures."""
    lines = table(cols)

    assert slip(lines) is None
    assert not record("部门整体支出绩效自评表\n" + rows(*lines)).moves


@patient
@given(columns)
def test_labels_are_moved_only_with_six_tested_identities(cols):
    """A slip is believed only when at least six identities are tested, all hold after it and three failed before."""
    found = slip(table(cols, by=1))

    if found is not None:
        assert found.after.tested >= 6
        assert found.after.held == found.after.tested
        assert found.before.tested - found.before.held >= 3


def test_labels_one_row_below_their_figures_are_moved_up():
    """The labels go back to the figures that add up under them, and a sentence says so."""
    lines = table([amounts(Decimal(n + 300), Decimal(40), Decimal(n * 7), Decimal(5)) for n in (1, 2, 3)], by=1)
    report = record("部门整体支出绩效自评表\n" + rows(*lines))

    assert slip(lines).by == -1
    assert [(row.label.text, str(row.executed.value)) for row in report.budget.rows][:3] == [
        ("年度资金总额", "369"), ("基本支出", "343"), ("人员经费", "303"),
    ]  # fmt: skip
    (move,) = report.moves
    assert (move.kind, move.by, move.held_after, move.tested) == ("label_rows", -1, 9, 9)
    assert "错下1行" in move.message
    assert report.budget.rows[0].executed.at.label.line != report.budget.rows[0].executed.at.line


def test_few_figures_prove_nothing():
    """A column alone tests too few identities: the labels stay as printed."""
    assert (
        slip(["项目|全年预算数|全年执行数", "|369|369", "年度资金总额|343|343", "基本支出|303|303", "人员经费||"])
        is None
    )


def test_one_wrong_figure_moves_nothing():
    """A single mistake of the report breaks fewer than three identities."""
    lines = table([amounts(Decimal(300), Decimal(40), Decimal(7), Decimal(5)) for _ in range(3)])
    lines[2] = lines[2].replace("340", "350", 1)

    assert slip(lines) is None


@pytest.mark.parametrize(("misread", "scanned", "by"), [(1, True, -1), (1, False, None), (2, True, None)])
def test_one_figure_of_a_scan_may_be_misread(misread, scanned, by):
    """Labels of a scan are moved although identities fail that share one figure; not where two figures are wrong."""
    lines = table([amounts(Decimal(300), Decimal(40), Decimal(7), Decimal(5)) for _ in range(4)][:3], by=1)
    figures = {1: [("340|340|340", "840|340|340")], 2: [("340|340|340", "840|340|340"), ("12|12|12", "12|72|12")]}
    for old, new in figures[misread]:
        lines = [line.replace(old, new, 1) for line in lines]
    found = find_slip(budget_lines(split(grid(*lines))[-1]), {}, scanned=scanned)

    assert (found and found.by) == by


def test_what_the_narrative_states_counts_as_an_identity():
    """The amounts of the narrative are tested with the sums."""
    lines = budget_lines(
        split(grid(*table([amounts(Decimal(300), Decimal(40), Decimal(7), Decimal(5))] * 3, by=1)))[-1]
    )
    found = find_slip(lines, {("basic", "executed"): Decimal(340)})

    assert found.after.tested == 10


def test_moved_rows_keep_their_figures():
    """Moving changes labels only; rows without figures fall away."""
    lines = budget_lines(split(grid(HEAD, "|1|2|3", "年度资金总额|4|5|6", "基本支出|||"))[-1])

    assert [(line.label and line.label.text, len(line.cells)) for line in moved(lines, -1)] == [
        ("年度资金总额", 3), ("基本支出", 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("spending.basic.total", ("basic", "executed")),
        ("income.initial", ("total", "initial")),
        ("spending.balance", None),
    ],
)
def test_stated_amounts_keep_the_first_telling(path, key):
    """What the narrative states of budget rows is keyed by row and column, the first telling first."""
    claims = [Claim(path, "figure", text, value=Decimal(text)) for text in ("50", "60")]

    assert stated_amounts(claims) == ({key: Decimal(50)} if key else {})
