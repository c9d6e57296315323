"""The smallest changes that explain what fails."""

from __future__ import annotations

import copy
import random
import re
from decimal import Decimal

import pytest

from extractor.arithmetic.cells import is_slip
from extractor.arithmetic.facts import facts
from extractor.arithmetic.identities import identities
from extractor.arithmetic.repair import proposals
from extractor.records.finding import Repair
from extractor.records.report import Alternative, Report
from tests.compact import load_compact, place, report_from_compact
from tests.validation.samples import agreeing, patched


def repairs(report: Report) -> list[Repair]:
    """Return the repairs of a report."""
    known = facts(report)
    return [made.repair for made in proposals(report, known, identities(report, known))]


def short(found: list[Repair]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return repairs as class, verdict and changes."""
    return [(one.kind, one.verdict, [(change.path, change.new) for change in one.changes]) for one in found]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("95.02", "90.52", True),
        ("98.62", "96.82", True),
        ("98.62", "69.82", False),
        ("95.02", "95.20", True),
        ("97.24", "97.84", True),
        ("1078", "178", True),
        ("5680.05", "56800.5", True),
        ("10", "9", False),
        ("26.78", "26.67", False),
        ("100", "10", True),
    ],
)
def test_slips_of_the_fingers(old, new, expected):
    """One digit, one neighbouring swap, one digit more or less, a moved point; anything else is no slip."""
    assert is_slip(old, new) is expected


def test_nothing_to_repair():
    """A report without contradictions has no repairs."""
    assert repairs(report_from_compact(agreeing())) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"indicators[1].score": "10分", "indicators[1].deviation": None},
            [("cell-derived", "unique", [("indicators[1].score", "9.6")])],
            id="a score that its completion and the total contradict",
        ),
        pytest.param(
            {"budget.rows[0].adjusted": "320.5万元", "budget.rows[1].adjusted": None, "budget.rows[4].adjusted": None},
            [("cell-stale", "unique", [("budget.rows[0].adjusted", "356.4万元")])],
            id="the adjusted budget still the initial one",
        ),
        pytest.param(
            {"spending.basic.shares.goods_services": "28.39%", "spending.basic.shares.individuals_families": "5.11%"},
            [("cell-derived", "unique", [("spending.basic.shares.goods_services", "28.47%"),
                                         ("spending.basic.shares.individuals_families", "5.03%")])],
            id="two shares that cancel out",
        ),
        pytest.param(
            {"spending.project.total": "338.58万元", "spending.project.items": None},
            [("label", "unique", [("spending.project.total", "年度资金总额")])],
            id="the whole under the label of a part",
        ),
        pytest.param(
            {"spending.basic.wages": "155.35万元", "spending.basic.shares": None},
            [("cell-primary", "tied", [("spending.basic.goods_services", "52.23万元"),
                                       ("spending.basic.individuals_families", "1.00万元"),
                                       ("spending.basic.wages", "145.35万元")])],
            id="a part among parts",
        ),
        pytest.param(
            {"spending.basic.wages": "155.35万元"},
            [("cell-primary", "unique", [("spending.basic.wages", "145.35万元")])],
            id="a part whose share is printed",
        ),
        pytest.param(
            {"budget.rows[0].executed": "3385800元"},
            [],
            id="another unit is no contradiction",
        ),
        pytest.param(
            {"budget.rows[1].initial": "150万元", "budget.rows[2].initial": "210.5万元"},
            [("swap", "unique", [("budget.rows[1].initial", "210.5万元"), ("budget.rows[2].initial", "150万元")])],
            id="two cells of a column exchanged",
        ),
        pytest.param(
            {"budget.rows[1].adjusted": "218.58万元", "budget.rows[1].executed": "226.4万元"},
            [("swap", "unique", [("budget.rows[1].adjusted", "226.4万元"), ("budget.rows[1].executed", "218.58万元")])],
            id="two amounts of a row exchanged",
        ),
        pytest.param(
            {"spending.total": "338.58元"},
            [("unit", "unique", [("spending.total", "338.58万元")])],
            id="one amount in the wrong unit",
        ),
    ],
)  # fmt: skip
def test_repairs_by_class(changes, expected):
    """Each kind of mistake has its class; what the figures cannot decide is tied."""
    assert short(repairs(report_from_compact(patched(changes)))) == expected


def test_no_fact_is_changed_to_save_a_score():
    """Full marks for an unmet target that the total counts: the completion is not repaired, nor is anything else."""
    changes = {"indicators[1].score": "10分", "indicators[1].deviation": None, "score.total": "99.5分"}

    assert repairs(report_from_compact(patched(changes))) == []


def test_a_bracket_that_all_other_weights_dispute():
    """The indicators make 100 and the levels do not: the bracket is wrong, not a weight below it."""
    found = repairs(report_from_compact(patched({"indicators[5].level1_weight": "20分"}, _brackets("20分"))))

    assert short(found) == [("cell-primary", "unique", [("indicators[5].level1_weight", "30")])]


def test_a_bracket_that_the_other_levels_confirm():
    """With levels that make 100 the bracket stands, also where no weight below it can be told to be wrong."""
    data = _brackets("30分") | {"score": {"weight": "100分", "total": "99.1分"}}
    for index, weight in zip((5, 6, 7), ("12分", "11分", "10分"), strict=True):
        data["indicators"][index] |= {"weight": weight, "score": weight}

    assert all(
        "level1_weight" not in change.path for one in repairs(report_from_compact(data)) for change in one.changes
    )


def _brackets(benefit):
    data = copy.deepcopy(agreeing())
    for row in data["indicators"][5:8]:
        row["level1_weight"] = benefit
    return data


@pytest.mark.parametrize(
    ("reason", "verdict", "rows"),
    [("规划修编未完成", "tied", {"indicators[0]", "indicators[1]"}), (None, "unique", {"indicators[0]"})],
)
def test_a_weight_may_bring_its_score_along(reason, verdict, rows):
    """5 (得分 4) + 6 (得分 6) under (10分): either may be a point too high, unless 4 was earned without a reason."""
    row = {"level1": "能力建设", "level1_weight": "10分"}
    first = {**row, "weight": "5分", "score": "4分"} | ({"deviation": reason} if reason else {})
    others = [{"level1": f"其他{n}", "level1_weight": "10分", "weight": "10分", "score": "10分"} for n in range(9)]
    data = {
        "indicators": [first, {**row, "weight": "6分", "score": "6分"}, *others],
        "score": {"weight": "100分", "total": "100分"},
    }
    (found,) = repairs(report_from_compact(data))

    assert found.verdict == verdict
    assert {change.path.removesuffix(".weight") for change in found.changes} == rows


def test_a_total_that_another_place_prints():
    """The total that the conclusion prints as well is the likelier mistake, whatever else is wrong with a score."""
    changes = {"indicators[2].target": "100%", "indicators[2].actual": "90%", "score.total": "94.5分"}
    report = report_from_compact(patched(changes))
    elsewhere = Alternative(text="99.1", value=Decimal("99.1"), unit="分", at=place("L0900", "自评得分99.1分"))
    total = report.score.total.model_copy(update={"alternatives": (elsewhere,)})
    told = report.model_copy(update={"score": report.score.model_copy(update={"total": total})})

    assert ("cell-derived", "unique", [("score.total", "99.1")]) in short(repairs(told))


def test_a_slip_of_the_total_beside_a_score_of_its_own():
    """98.62 summed rightly and printed 96.82 is one mistake; full marks for an unmet target are another."""
    changes = {"indicators[2].target": "100%", "indicators[2].actual": "90%", "score.total": "91.9分"}

    assert short(repairs(report_from_compact(patched(changes)))) == [
        ("cell-derived", "unique", [("score.total", "99.1")])
    ]


def test_a_table_in_the_wrong_unit():
    """基础数据表 under 万元 that was filled in 元: one change of the unit, not one of each figure."""
    data = agreeing()
    for row in data["base_data"]["rows"]:
        for column in ("current_budget", "current_final"):
            row[column] = f"{Decimal(row[column].removesuffix('万元')) * 10000:f}万元"

    found = repairs(report_from_compact(data))

    assert [(one.kind, one.verdict, one.changes[0].path, one.changes[0].new) for one in found] == [
        ("unit", "unique", "base_data", "元")
    ]


def test_an_inequality_breaks_the_tie():
    """执行 130.05、预算 65、执行率 100%: that nobody spends more than the budget tells which cell is wrong."""
    row = {"label": "总额", "item": "total", "initial": "65万元", "adjusted": "65万元", "executed": "130.05万元",
           "rate": "100%"}  # fmt: skip
    sums = {"by_expenditure": {"basic": "100.05万元", "project": "30万元"}}

    assert short(repairs(report_from_compact({"budget": {"rows": [row], **sums}}))) == [
        ("cell-stale", "unique", [("budget.rows[0].adjusted", "130.05万元")])
    ]


def test_two_mended_scores_mend_the_total():
    """What other repairs explain together needs none of its own."""
    changes = {"indicators[1].score": "6.9分", "indicators[1].deviation": None,
               "indicators[2].score": "1分", "indicators[2].weight": "10分"}  # fmt: skip
    found = repairs(report_from_compact(patched(changes)))

    assert sorted(change.path for one in found for change in one.changes) == [
        "indicators[1].score", "indicators[2].score",
    ]  # fmt: skip


def test_repairs_do_not_change_what_they_explain_by_chance():
    """A candidate that breaks another identity is none: the total stays when two places confirm it."""
    found = repairs(report_from_compact(patched({"spending.project.items[1].amount": "41万元"})))

    assert all("spending.project.total" not in {change.path for change in one.changes} for one in found)


_FIGURE = re.compile(r"([\d.]+)(万元|元|%|分|人)")


def _figures(node, path=""):
    """Yield the figures of compact data that an accountant types, with their paths."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        below = f"{path}[{key}]" if isinstance(key, int) else f"{path}.{key}".lstrip(".")
        if isinstance(value, str) and _FIGURE.fullmatch(value) and key not in {"target", "actual", "level1_weight"}:
            yield below, value
        yield from _figures(value, below)


@pytest.mark.parametrize("seed", range(60))
def test_a_typing_error_is_found_and_never_repaired_wrongly(seed):
    """One digit changed or two swapped anywhere: if a repair is called unique, it is the right one."""
    chance = random.Random(seed)  # noqa: S311 - a reproducible sample
    path, old = chance.choice(sorted(_figures(agreeing())))
    number, unit = _FIGURE.fullmatch(old).groups()
    digits = [index for index, char in enumerate(number) if char.isdigit()]
    at = chance.choice(digits)
    other = chance.choice([digit for digit in "0123456789" if digit != number[at]])
    typed = number[:at] + other + number[at + 1 :]

    found = repairs(report_from_compact(patched({path: typed + unit}, copy.deepcopy(agreeing()))))

    for one in found:
        if one.verdict == "unique":
            new = {change.path: change.new for change in one.changes}
            assert path in new, (path, old, typed, new)
            assert Decimal(_FIGURE.match(new[path] + "分").group(1)) == Decimal(number)


@pytest.mark.parametrize(
    ("name", "kind", "explains", "changes"),
    [
        ("yunxi-2024", "cell-derived", {"B05", "B06"}, {"indicators[5].score": "9"}),
        ("yueyang-2024", "cell-stale", {"A01", "A03"}, {"budget.rows[0].adjusted": "2951.83万元"}),
        ("yueyang-2024", "cell-derived", {"A11"}, {"spending.basic.shares.individuals_families": "26.67%",
                                                   "spending.basic.shares.other": "6.44%"}),
        ("yueyang-2024", "label", {"A05", "A09"}, {"spending.basic.total": "年度资金总额",
                                                   "base_data.rows[6].current_final": "年度资金总额"}),
        ("yueyang-2024", "unit", {"A10"}, {"base_data": "元"}),
    ],
)  # fmt: skip
def test_the_repairs_of_real_reports(shared, name, kind, explains, changes):
    """The repairs that a careful person found come out, each unique."""
    found = repairs(load_compact(shared / "gold" / f"{name}.json"))
    wanted = [one for one in found if {change.path: change.new for change in one.changes} == changes]

    assert [(one.kind, one.verdict, set(one.explains)) for one in wanted] == [(kind, "unique", explains)]


@pytest.mark.parametrize("name", ["liangzhou-2024", "nanyue-2023", "yiyang-2022"])
def test_sound_reports_need_no_repair(shared, name):
    """A report whose figures hold gets no suggestion."""
    assert repairs(load_compact(shared / "gold" / f"{name}.json")) == []
