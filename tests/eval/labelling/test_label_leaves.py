"""A label as a list of leaves: paths, what may stand at them, and rows that move up."""

import pytest

from extractor.eval.labelling.fitting import from_cell, misfit
from extractor.eval.labelling.leaves import Leaf, grown, joined, leaves, moved_up, normal, parted, row_of, spot, title
from extractor.eval.labels import Label

FIELDS = {
    "profile": {"unit_name": "云岭县总工会", "fiscal_year": "2024"},
    "goals": {"expected_starts": "做好职工"},
    "budget": {
        "note": "按元印",
        "rows": [
            {"item": "total", "label": "年度资金总额", "initial": "503.37万元"},
            {"item": "basic", "initial": "300万元"},
        ],
    },
    "spending": {"project": {"items_closed": True}},
    "projects": [{"name": "道路养护", "indicators": [{"level3": "养护里程", "target": "≥12公里"}]}],
}


def test_leaves_name_every_value_by_its_path() -> None:
    """Groups, rows, opening words, remarks and flags have a path each, in the order of the label."""
    assert [leaf.path for leaf in leaves(FIELDS)] == [
        "profile.unit_name",
        "profile.fiscal_year",
        "goals.expected_starts",
        "budget.note",
        "budget.rows[0].item",
        "budget.rows[0].label",
        "budget.rows[0].initial",
        "budget.rows[1].item",
        "budget.rows[1].initial",
        "spending.project.items_closed",
        "projects[0].name",
        "projects[0].indicators[0].level3",
        "projects[0].indicators[0].target",
    ]


def test_leaves_grow_back_into_the_label() -> None:
    """Putting the leaves together again gives the fields that they came from, in any order of the leaves."""
    found = list(leaves(FIELDS))

    assert grown(found) == FIELDS
    assert grown(reversed(found)) == FIELDS


def test_rows_behind_a_missing_row_move_up() -> None:
    """A row whose leaves are all gone leaves no gap, neither in the fields nor in the paths beside them."""
    kept = [leaf for leaf in leaves(FIELDS) if not leaf.path.startswith("budget.rows[0]")]
    paths = [leaf.path for leaf in kept]

    assert grown(kept)["budget"]["rows"] == [{"item": "basic", "initial": "300万元"}]
    assert moved_up("budget.rows[1].score", paths) == "budget.rows[0].score"
    assert moved_up("budget.rows[0].score", paths) is None
    assert moved_up("budget.rows[4].score", paths) == "budget.rows[3].score"
    assert moved_up("staffing.breakdown[2].actual", paths) == "staffing.breakdown[2].actual"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("profile.unit_name", "text"),
        ("profile.report_date", "date"),
        ("goals.actual_starts", "text"),
        ("budget.rows[3].rate", "figure"),
        ("budget.rows[3].initial", "amount"),
        ("projects[1].indicators[0].target", "measure"),
        ("budget.note", "plain"),
        ("profile", None),
        ("profile.name", None),
        ("profile.unit_name[0]", None),
        ("budget.rows.rate", None),
        ("staffing[0].actual", None),
        ("unread[0].text", None),
        ("notes", None),
        ("单位名称", None),
        ("", None),
    ],
)
def test_a_path_leads_to_a_field_or_nowhere(path: str, kind: str | None) -> None:
    """Only the path of a leaf of the record, with a number at each table, may hold a value."""
    place = spot(path)

    assert (place.field.kind if place else None) == kind


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("503.37万元", "amount", ("503.37", "万元")),
        ("4,826万元", "amount", ("4,826", "万元")),
        ("-8.35%", "figure", ("-8.35", "%")),
        ("37", "figure", ("37", "")),
        ("无", "amount", ("无", "")),
        ("≥4次", "measure", ("≥4次", "")),
        ("18公里", "text", ("18公里", "")),
        ("约3万元", "amount", ("约3万元", "")),
    ],
)
def test_a_figure_is_parted_from_its_unit_and_joined_again(text: str, kind: str, parts: tuple[str, str]) -> None:
    """Only a bare number of a figure has a unit of its own; joining gives back what was parted."""
    assert parted(text, kind) == parts
    assert joined(*parts) == text


def test_a_new_value_brings_its_own_unit_or_takes_that_of_its_row() -> None:
    """A bare number gets the unit beside it; a number with a unit, and a word, keep what they say."""
    assert [joined(text, "万元") for text in ("503.73", "503.73元", "无")] == ["503.73万元", "503.73元", "无"]


def test_names_are_those_that_a_person_knows() -> None:
    """A leaf has the Chinese name of its field and of the rows on the way to it; a code stands for a missing label."""
    assert title("goals.expected_starts") == "预期目标（开头几个字）"
    assert title("budget.rows[0].initial") == "年初预算数"
    assert title("budget.note") == "备注"
    assert row_of(FIELDS, "projects[0].indicators[0].target") == "道路养护 · 养护里程"
    assert row_of(FIELDS, "budget.rows[1].initial") == "基本支出"


def test_what_says_nothing_is_no_part_of_a_label() -> None:
    """Empty groups, empty values and a path that is accepted twice leave no trace."""
    label = Label.model_validate({
        "report": "甲.txt",
        "fields": {"profile": {"head": None, "phone": ""}, "budget": {"rows": []}, "score": {"total": "98分"}},
        "accept": [
            {"path": "score.total", "also": ["98.0分"]},
            {"path": "score.grade", "also": []},
            {"path": "score.total", "also": ["98.0分", None]},
        ],
    })  # fmt: skip

    assert normal(label).fields == {"score": {"total": "98分"}}
    assert [(one.path, one.also) for one in normal(label).accept] == [("score.total", ("98.0分", None))]


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("profile.report_date", "2025年6月11日", "2025-06-11"),
        ("profile.report_date", "2025.6", "2025.6"),
        ("profile.report_date", "2025-06", "2025-06"),
        ("spending.project.items_closed", "是", True),
        ("score.grade", "是", "是"),
    ],
)
def test_what_is_typed_becomes_what_a_label_has(path: str, typed: str, value: str | bool) -> None:
    """A date becomes ISO when it is whole, 是 becomes a flag where a flag stands."""
    place = spot(path)

    assert place is not None
    assert from_cell(typed, path, place) == value


@pytest.mark.parametrize(
    ("leaf", "said"),
    [
        (Leaf("profile.report_date", "2025-13-01"), "日期"),
        (Leaf("profile.report_date", "2025-06-32"), "日期"),
        (Leaf("profile.report_date", "春天"), "日期"),
        (Leaf("budget.rows[0].item", "Total"), "代码"),
        (Leaf("budget.rows[0].rate", "较好"), "要写数字"),
        (Leaf("spending.project.items_closed", "对"), "是或否"),
        (Leaf("budget.rows[0].initial", "无"), ""),
        (Leaf("budget.rows[0].rate", "95.93%"), ""),
        (Leaf("goals.expected_starts", "做好"), ""),
    ],
)
def test_a_value_that_does_not_fit_is_named(leaf: Leaf, said: str) -> None:
    """A figure needs digits, a date ISO, a code one that there is; an amount may be a word."""
    place = spot(leaf.path)

    assert place is not None
    complaint = misfit(leaf.value, leaf.path, place)
    assert said in complaint
    assert bool(said) == bool(complaint)
