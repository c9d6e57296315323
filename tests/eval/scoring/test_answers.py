"""The answers of other tools, in every form in which they may come."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import RecordError
from extractor.eval.case import Case, cases
from extractor.eval.labelled import record_of
from extractor.eval.labels import Label
from extractor.eval.scoring.answers import load_answer, report_of
from extractor.eval.scoring.fields import score
from extractor.records.report import Report

LABEL = {
    "profile": {
        "unit_name": "云岭县总工会",
        "budget_code": "308001",
        "report_date": "2025-06-11",
        "fiscal_year": "2024",
    },
    "budget": {"rows": [{"item": "total", "label": "年度资金总额", "initial": "503.37万元", "rate": "95.93%"}]},
    "spending": {"government_fund": "无"},
    "indicators": [{"level3": "培训场次", "target": "≥4场", "score": "10分"}],
    "sections": [{"level": 1, "title": "基本情况"}],
}
WANTED = Label.model_validate(
    {"report": "甲", "fields": {key: part for key, part in LABEL.items() if key != "sections"},
     "sections": LABEL["sections"]},
)  # fmt: skip


def answer(group: str, name: str, value: Any) -> dict[str, Any]:
    """Return LABEL with one field of a group, or of its first row, written otherwise."""
    data = json.loads(json.dumps(LABEL))
    node = data[group]["rows"][0] if group == "budget" else data[group]
    (node[0] if isinstance(node, list) else node)[name] = value
    return data


def faults(data: Any) -> list[tuple[str, str]]:
    """Return what is not right in an answer."""
    return [(fault.path, fault.verdict) for fault in score(report_of(data, "甲.json"), WANTED).faults()]


@pytest.mark.parametrize(
    ("group", "name", "value"),
    [
        ("budget", "initial", "503.37万元"),
        ("budget", "initial", {"value": "503.37", "unit": "万元"}),
        ("budget", "initial", {"value": 503.37, "unit": "万元"}),
        ("budget", "initial", {"text": "503.37", "value": "503.37", "unit": "万元", "at": {"page": 2}}),
        ("budget", "rate", {"value": "95.93", "unit": "%"}),
        ("indicators", "target", {"value": "4", "unit": "场", "operator": "≥"}),
        ("indicators", "target", {"text": "≥ 4场"}),
        ("spending", "government_fund", {"text": "无"}),
        ("profile", "unit_name", {"text": "云岭县总工会", "value": None}),
        ("profile", "unit_name", {"value": "云岭县总工会"}),
        ("profile", "budget_code", 308001),
        ("profile", "fiscal_year", 2024),
        ("profile", "report_date", {"text": "2025年6月11日", "value": "2025-06-11"}),
    ],
)
def test_every_form_of_a_right_value_is_right(group: str, name: str, value: Any) -> None:
    """A value may be written as in a record, with its unit apart, or as in a hand label."""
    assert faults(answer(group, name, value)) == []


@pytest.mark.parametrize(
    ("group", "name", "value", "verdict"),
    [
        ("budget", "initial", 503.37, "wrong"),
        ("budget", "initial", "503.37", "wrong"),
        ("budget", "initial", {"value": "503.37"}, "wrong"),
        ("budget", "rate", {"value": "95.93", "unit": None}, "wrong"),
        ("budget", "rate", "若干", "missing"),
        ("budget", "rate", True, "missing"),
        ("budget", "rate", {"value": "NaN", "unit": "%"}, "missing"),
        ("budget", "rate", ["95.93%"], "missing"),
        ("indicators", "target", 4, "wrong"),
        ("profile", "report_date", "2025年6月11日", "wrong"),
        ("profile", "unit_name", None, "missing"),
    ],
)
def test_a_value_without_unit_or_sense_is_not_right(group: str, name: str, value: Any, verdict: str) -> None:
    """A bare number has no unit and so a wrong one; what is no figure is none; null is absent."""
    assert [found for _, found in faults(answer(group, name, value))] == [verdict]


def test_what_does_not_fit_is_named() -> None:
    """Unknown names, unknown codes and values without sense are left out and named; the rest counts."""
    data = answer("budget", "item", "grand_total")
    data["budget"]["rows"][0] |= {"rate": "若干", "currency": "CNY"}
    data |= {"confidence": 0.9, "three_public": {"rows": [{"final": "1万元"}]}, "notes": ["慢"]}

    record = report_of(data, "甲.json")

    assert record.notes == (
        "慢",
        "没有计入不认识的字段 2 处：budget.rows[0].currency、confidence",
        "没有计入不合字段的值 3 处：budget.rows[0].item、budget.rows[0].rate、three_public.rows[0]",
    )
    assert record.budget is not None
    assert record.budget.rows[0].initial is not None


def test_a_long_list_of_unknown_names_is_cut() -> None:
    """Of many unknown names the first few are shown, and how many there are."""
    (note,) = report_of({f"x{number}": 1 for number in range(20)}, "甲.json").notes

    assert note.startswith("没有计入不认识的字段 20 处：x0、x1、")
    assert note.endswith("x7等")


def test_a_place_needs_no_more_than_page_and_box() -> None:
    """The box of another tool is kept, so that it can be judged; a broken place is none, and no value is lost."""
    value = {"value": "503.37", "unit": "万元"}
    placed = report_of(
        answer("budget", "initial", {**value, "at": {"page": 3, "box": [1, 2, 3.5, 4], "model": "x"}}), "甲"
    )
    broken = report_of(answer("budget", "initial", {**value, "at": {"page": "三"}}), "甲")

    assert placed.budget is not None
    assert broken.budget is not None
    assert placed.budget.rows[0].initial is not None
    assert broken.budget.rows[0].initial is not None
    assert (placed.budget.rows[0].initial.at.page, placed.budget.rows[0].initial.at.box) == (3, (1, 2, 3.5, 4))
    assert broken.budget.rows[0].initial.at.line == "L0000"


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_record_and_a_label_come_back_as_they_are(case: Case, tmp_path: Path) -> None:
    """What we write can be read back to the same record, and a hand label as an answer is right in every field."""
    path = tmp_path / "record.json"
    record: Report = record_of(case.label)
    path.write_text(record.as_json(), encoding="utf-8")

    assert load_answer(path) == record
    assert not score(load_answer(case.label_file), case.label).faults()
    assert load_answer(case.label_file).notes == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "answer.json 不是 JSON。答案要按记录的字段名写成 JSON，见 zongshu schema"),
        ("[1]", "answer.json 的 最外层 应是按字段名写的一组"),
        ('{"budget": []}', "answer.json 的 budget 应是按字段名写的一组"),
        ('{"budget": {"rows": {}}}', "answer.json 的 budget.rows 应是列表"),
        ('{"indicators": ["培训"]}', "answer.json 的 indicators[0] 应是按字段名写的一组"),
    ],
    ids=["no JSON", "a list", "a group", "rows", "a row"],
)
def test_an_answer_of_another_shape_is_refused(content: str, sentence: str, tmp_path: Path) -> None:
    """One sentence says what is wrong and where."""
    path = tmp_path / "answer.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(RecordError) as refused:
        load_answer(path)

    assert sentence in str(refused.value)


def test_a_missing_answer_is_an_error_of_ours(tmp_path: Path) -> None:
    """A file that is not there is named, without a traceback."""
    with pytest.raises(RecordError, match="打不开"):
        load_answer(tmp_path / "none.json")
