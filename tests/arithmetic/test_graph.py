"""What each figure is worth, and what hangs together."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.arithmetic.facts import facts
from extractor.arithmetic.graph import components, single_digit_changes, statuses, tally, with_status
from extractor.arithmetic.identities import identities
from extractor.arithmetic.identity import HOLDS, Identity, number, status
from extractor.records import paths
from extractor.records.evidence import Evidence
from extractor.records.paths import figures
from extractor.records.report import Alternative, Report
from tests.compact import load_compact, place, report_from_compact
from tests.validation.samples import agreeing, patched

WORTH = {"pass": 2, "hint": 1}


def status_of(data: dict, path: str) -> str:
    """Return the status of one figure."""
    return paths.get(with_status(report_from_compact(data)), path).status


def with_score(**more: object) -> Report:
    """Return a report with nothing but a total score, which has other places or values."""
    report = report_from_compact({"score": {"total": "98分"}})
    total = report.score.total.model_copy(update=more)
    return report.model_copy(update={"score": report.score.model_copy(update={"total": total})})


@pytest.mark.parametrize(
    ("changes", "path", "expected"),
    [
        ({}, "budget.rows[0].executed", "verified"),
        ({}, "budget.rows[0].rate", "verified"),
        ({}, "spending.basic.shares.wages", "verified"),
        ({}, "score.total", "verified"),
        ({}, "indicators[1].score", "verified"),
        ({}, "base_data.rows[0].current_final", "unchecked"),
        ({"score.total": "98.1分"}, "score.total", "contradicted"),
        ({"score.total": "98.1分"}, "indicators[0].score", "contradicted"),
        ({"score.total": "98.1分"}, "indicators[0].weight", "verified"),
        ({"spending.basic.wages": None, "spending.basic.shares": None}, "spending.basic.goods_services", "unchecked"),
    ],
)
def test_a_figure_is_worth_what_its_identities_prove(changes, path, expected):
    """In a sum that holds exactly each figure is verified, in one that fails contradicted, alone unchecked."""
    assert status_of(patched(changes), path) == expected


def test_what_was_read_in_two_ways_is_never_verified():
    """A sum that holds does not settle which of two readings of a scan is right."""
    report = report_from_compact(patched({}))
    path = "budget.rows[0].executed"
    figure = paths.get(report, path)
    doubtful = figure.model_copy(update={"at": figure.at.model_copy(update={"other": "1"})})
    assert paths.get(with_status(paths.replaced(report, {path: doubtful})), path).status == "unchecked"


def test_the_digits_that_a_rate_does_not_fix_are_not_verified():
    """33 / 37 fixes all digits of 89% and of both counts; 95.00% does not fix the last digit of 338.58 万元."""
    table = {"budget": {"rows": [{"label": "总额", "item": "total", "adjusted": "356.4万元", "executed": "338.58万元",
                                  "rate": "95.00%"}]}}  # fmt: skip
    staff = {"staffing": {"authorized": "37人", "actual": "33人", "control_rate": "89%"}}

    assert [status_of(staff, f"staffing.{name}") for name in ("authorized", "actual", "control_rate")] == [
        "verified", "verified", "verified",
    ]  # fmt: skip
    assert status_of(table, "budget.rows[0].rate") == "verified"
    assert status_of(table, "budget.rows[0].executed") == "unchecked"


def test_a_column_that_is_cut_fixes_its_rates():
    """96.84 where rounding gives 96.85: verified once another row shows that the column is cut."""
    row = {"adjusted": "1727854.97元", "executed": "1673387.69元", "rate": "96.84%", "label": "基本支出"}
    other = {"adjusted": "1274240元", "executed": "1206540元", "rate": "94.68%", "label": "项目支出"}
    plain = {"adjusted": "200元", "executed": "101元", "rate": "50.50%", "label": "其他"}

    assert status_of({"budget": {"rows": [row, other]}}, "budget.rows[0].rate") == "verified"
    assert status_of({"budget": {"rows": [{**row, "rate": "96.85%"}, plain]}}, "budget.rows[0].rate") == "verified"
    assert status_of({"budget": {"rows": [row, {**other, "rate": "94.69%"}]}}, "budget.rows[0].rate") == "unchecked"


@pytest.mark.parametrize(
    "data",
    [
        {"budget": {"rows": [{"label": "总额", "item": "total", "executed": "90万元", "adjusted": "100万元"}]}},
        {"spending": {"basic": {"total": "0万元", "personnel": "0万元", "public": "0万元"}}},
        {"spending": {"basic": {"total": "约90万元", "personnel": "60万元", "public": "30万元"}}},
    ],
)
def test_some_agreements_prove_nothing(data):
    """An inequality, 0 = 0 + 0 and an approximate figure verify nothing."""
    report = with_status(report_from_compact(data))

    assert {figure.status for _, figure in figures(report)} == {"unchecked"}


def test_a_figure_does_not_prove_itself():
    """Two fields read from the same place agree without saying anything."""
    report = report_from_compact({
        "spending": {"total": "90万元"},
        "budget": {"rows": [{"label": "总额", "item": "total", "executed": "90万元"}]},
    })  # fmt: skip
    row = report.budget.rows[0]
    same = row.model_copy(update={"executed": row.executed.model_copy(update={"at": report.spending.total.at})})
    copied = report.model_copy(update={"budget": report.budget.model_copy(update={"rows": (same,)})})

    assert with_status(report).spending.total.status == "verified"
    assert with_status(copied).spending.total.status == "unchecked"


def test_printed_twice():
    """The same value at a second place verifies, another value contradicts, the same place again says nothing."""
    elsewhere = place("L0099", "98分")
    here = Evidence(page=1, line="L0001", quote="98分")
    other = Alternative(text="97", value=97, unit="分", at=elsewhere)

    found = [
        with_status(with_score(**more)).score.total.status
        for more in ({}, {"also_at": (elsewhere,)}, {"also_at": (here,)}, {"alternatives": (other,)})
    ]

    assert found == ["unchecked", "verified", "unchecked", "contradicted"]


def test_the_rows_of_a_merged_cell_share_their_status():
    """产出指标（50分）, filled down into five rows, is contradicted in all of them or in none."""
    report = with_status(report_from_compact(patched({"indicators[0].weight": "11分"})))

    assert {report.indicators[index].level1_weight.status for index in range(5)} == {"contradicted"}
    assert report.indicators[5].level1_weight.status == "verified"


def test_only_the_status_changes():
    """Everything but the status stays as it was, and what has no figures is the same object."""
    report = report_from_compact(agreeing())
    marked = with_status(report)

    assert marked.profile is report.profile
    assert with_status(marked) == marked
    assert {figure.status for _, figure in figures(report)} == {"unchecked"}


def test_tally_counts_what_tells_labels_apart():
    """Sums and equalities count, rates and zeros do not; a slipped table satisfies hardly any."""
    data = agreeing()
    slipped = agreeing()
    amounts = [{k: v for k, v in row.items() if k not in {"item", "label"}} for row in data["budget"]["rows"]]
    names = [{k: row[k] for k in ("item", "label")} for row in data["budget"]["rows"]]
    slipped["budget"]["rows"] = [{**name, **cells} for name, cells in zip(names[1:], amounts, strict=False)]

    whole, broken = tally(report_from_compact(data), "budget.rows"), tally(report_from_compact(slipped), "budget.rows")

    assert whole.held == whole.tested > 12
    assert broken.held * 3 < broken.tested


def test_components_are_what_shares_figures():
    """Identities that share a figure, directly or through others, belong together."""
    made = [Identity("A06", "sum", "a", ("b", "c")), Identity("A07", "sum", "x", ("y",)),
            Identity("A11", "ratio", "r", ("c", "s")), Identity("A12", "sum", "s", ("t",))]  # fmt: skip

    assert sorted(len(component) for component in components(made)) == [1, 3]


@given(st.sampled_from(sorted(facts(report_from_compact(agreeing())))))
def test_verified_means_that_every_changed_digit_shows(path):
    """A verified figure has an identity that holds less well with any single digit changed; no other figure has."""
    report = report_from_compact(agreeing())
    known = facts(report)
    related = [one for one in identities(report, known) if path in (*one.paths, *one.instead) and one.form != "limit"]

    def shows(identity: Identity) -> bool:
        before, result = status(identity, known.get), number(known.get, identity.result)
        if before not in HOLDS or result is None or result.value == 0:
            return False
        changes = ({**known, path: changed} for changed in single_digit_changes(known[path]))
        return all(WORTH.get(status(identity, change.get), 0) < WORTH[before] for change in changes)

    figure = dict(figures(report)).get(path)
    if figure is not None and "level1_weight" not in path:
        verified = statuses(report, known, identities(report, known))[path] == "verified"
        assert verified == any(shows(identity) for identity in related)


def test_a_whole_report_takes_a_few_milliseconds():
    """The status of a hundred figures is a matter of milliseconds, not of a search."""
    report = report_from_compact(agreeing())
    with_status(report)
    start = time.perf_counter()
    with_status(report)

    assert time.perf_counter() - start < 0.1


@pytest.mark.parametrize(
    ("name", "path", "expected"),
    [
        ("yunxi-2024", "score.total", "contradicted"),
        ("yunxi-2024", "budget.rows[0].executed", "verified"),
        ("liangzhou-2024", "budget.rows[1].rate", "verified"),
        ("liangzhou-2024", "budget.rows[6].executed", "verified"),
        ("yueyang-2024", "spending.basic.total", "contradicted"),
        ("yueyang-2024", "staffing.control_rate", "verified"),
        ("nanyue-2023", "spending.project.total", "verified"),
        ("nanyue-2023", "spending.basic.total", "unchecked"),
        ("yiyang-2022", "spending.basic.wages", "verified"),
    ],
)
def test_status_in_the_labelled_reports(shared, name, path, expected):
    """The hand labels of real reports get the status that their figures earn."""
    report = with_status(load_compact(shared / "gold" / f"{name}.json"))

    assert paths.get(report, path).status == expected
