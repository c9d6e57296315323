"""Two labels of one report: on how many values both agree, and what differs."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import UsageError
from extractor.eval.case import Case, cases
from extractor.eval.labelling.comparing import Agreement, Comparison, compare_files, compare_labels
from extractor.eval.labels import Label

FIELDS: dict[str, Any] = {
    "profile": {"unit_name": "云岭县总工会", "report_date": "2025-06-11"},
    "goals": {"expected_starts": "做好职工服务"},
    "budget": {
        "rows": [
            {"item": "total", "label": "年度资金总额", "initial": "503.37万元"},
            {"item": "basic", "label": "基本支出", "initial": "300万元"},
            {"item": "project", "label": "项目支出", "initial": "203.37万元"},
        ]
    },
    "spending": {"government_fund": "无", "project": {"items_closed": True}},
    "indicators": [{"level3": "培训场次", "target": "≥4场"}],
}


def label(fields: Any = None, **asides: Any) -> Label:
    """Return a label with these fields."""
    return Label.model_validate({"report": "甲.txt", "fields": FIELDS if fields is None else fields, **asides})


def changed(path: str, value: Any) -> Any:
    """Return FIELDS with one of them replaced, or removed when the value is None."""
    fields = json.loads(json.dumps(FIELDS))
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    node = fields
    for step in steps:
        node = node[step]
    if value is None:
        del node[last]
    else:
        node[last] = value
    return fields


def shown(compared: Comparison) -> list[tuple[str, str, str]]:
    """Return the differences as short tuples."""
    return [(one.path, one.a, one.b) for one in compared.differences]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_label_agrees_with_itself(case: Case) -> None:
    """Every value of a hand label is the same as itself, also sections and flags."""
    compared = compare_labels(case.label, case.label)

    assert compared.differences == ()
    assert compared.total.share == 1.0
    assert compared.total.leaves == sum(group.leaves for group in compared.kinds.values())


@pytest.mark.parametrize(
    ("path", "value", "difference"),
    [
        ("budget.rows.0.initial", "503.73万元", ("budget.rows[0].initial", "503.37万元", "503.73万元")),
        ("budget.rows.0.initial", "503.37元", ("budget.rows[0].initial", "503.37万元", "503.37元")),
        ("budget.rows.0.initial", None, ("budget.rows[0].initial", "503.37万元", "")),
        ("budget.rows.0.executed", "1万元", ("budget.rows[0].executed", "", "1万元")),
        ("budget.rows.0.item", "fiscal", ("budget.rows[0].item", "合计", "财政拨款")),
        ("spending.project.items_closed", False, ("spending.project.items_closed", "是", "否")),
        ("spending.government_fund", "0万元", ("spending.government_fund", "无", "0万元")),
        ("goals", {"expected_starts": "做好干部"}, ("goals.expected", "做好职工服务", "做好干部")),
        ("profile.report_date", "2025-06-12", ("profile.report_date", "2025-06-11", "2025-06-12")),
    ],
)
def test_one_changed_value_is_one_difference(path: str, value: Any, difference: tuple[str, str, str]) -> None:
    """A value that is not the same, or that only one of them has, is named with both values."""
    compared = compare_labels(label(), label(changed(path, value)))

    assert shown(compared) == [difference]
    assert compared.total.leaves == len(["profile"] * 2 + ["goals"] + ["budget"] * 9 + ["spending"] * 2 + ["i"] * 2) + (
        difference[1] == ""
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("budget.rows.0.initial", "503.370万元"),
        ("budget.rows.0.initial", "５０３.37 万元"),
        ("profile.unit_name", "云岭县 总工会"),
        ("goals", {"expected": "做好职工服务，开展活动"}),
        ("goals", {"expected_starts": "做好"}),
    ],
)
def test_another_way_of_writing_is_no_difference(path: str, value: Any) -> None:
    """Width, spaces, final zeros and how much of an opening is labelled do not count."""
    assert compare_labels(label(), label(changed(path, value))).differences == ()
    assert compare_labels(label(changed(path, value)), label()).differences == ()


def test_rows_are_paired_by_what_they_are_called() -> None:
    """A row that one of them left out does not make the rows behind it differ."""
    compared = compare_labels(label(), label(changed("budget.rows.1", None)))
    backwards = compare_labels(label(changed("budget.rows.1", None)), label())

    assert [one.path for one in compared.differences] == [
        f"budget.rows[1].{name}" for name in ("item", "label", "initial")
    ]
    assert compared.groups["budget"] == Agreement(same=6, only_a=3)
    assert backwards.groups["budget"] == Agreement(same=6, only_b=3)
    assert {one.row for one in backwards.differences} == {"基本支出"}


def test_what_the_other_accepts_is_no_difference() -> None:
    """A value, or none, that the other label calls right too counts as the same, on either side."""
    accept = [{"path": "budget.rows[0].initial", "also": ["503万元", None]}]

    for value in ("503万元", None):
        other = label(changed("budget.rows.0.initial", value))
        assert compare_labels(label(accept=accept), other).differences == ()
        assert compare_labels(other, label(accept=accept)).differences == ()
    wrong = label(changed("budget.rows.0.initial", "504万元"))
    assert len(compare_labels(label(accept=accept), wrong).differences) == 1


def test_sections_agree_by_title_and_level() -> None:
    """The same title at another level differs; the second of two equal titles is compared with the second."""
    one = label(
        {}, sections=[{"level": 1, "title": "概况"}, {"level": 2, "title": "总结"}, {"level": 3, "title": "总结"}]
    )
    other = label(
        {}, sections=[{"level": 2, "title": "概况"}, {"level": 2, "title": "总结"}, {"level": 1, "title": "附件"}]
    )

    compared = compare_labels(one, other)

    assert shown(compared) == [("sections", "1 概况", "2 概况"), ("sections", "3 总结", ""), ("sections", "", "1 附件")]
    assert compared.kinds["section"] == Agreement(same=1, differ=1, only_a=1, only_b=1)


def test_agreement_is_counted_by_group_and_by_kind() -> None:
    """Figures and texts are told apart, and each part of the record has its own share."""
    other = label(changed("budget.rows.0.initial", "1万元"))

    compared = compare_labels(label(), other)

    assert compared.groups["budget"].share == 8 / 9
    assert compared.groups["profile"].share == 1.0
    assert compared.kinds["figure"] == Agreement(same=3, differ=1)
    assert compared.kinds["text"].differ == 0
    assert Agreement().share is None


def test_a_label_that_does_not_fit_is_not_compared(tmp_path: Path) -> None:
    """A field that the record does not have would be passed over in silence, so the label is refused."""
    for name, text in (("甲", '{"score": {"total": "98分"}}'), ("乙", '{"score": {"totle": "98分"}}')):
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")

    assert compare_files(tmp_path / "甲.json", tmp_path / "甲.json").total == Agreement(same=1)
    with pytest.raises(UsageError, match=r"乙\.json 不合记录的格式"):
        compare_files(tmp_path / "甲.json", tmp_path / "乙.json")
