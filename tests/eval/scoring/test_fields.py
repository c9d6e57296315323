"""The scorer: what counts as right, wrong, missing, invented, and how rows are paired."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.eval.labelled import record_of
from extractor.eval.labels import Label, label_problems, load_label
from extractor.eval.scoring.fields import Score, main, score, table
from extractor.records.report import Report

LABEL = {
    "profile": {"unit_name": "云岭县总工会", "report_date": "2025-06-11"},
    "budget": {
        "rows": [
            {"item": "total", "label": "年度资金总额", "initial": "503.37万元", "score": "10分"},
            {"item": "basic", "label": "基本支出", "initial": "300万元"},
            {"item": "project", "label": "项目支出", "initial": "203.37万元"},
        ]
    },
    "spending": {"government_fund": "无"},
    "goals": {"expected_starts": "做好职工"},
    "indicators": [
        {"level3": "培训场次", "target": "≥4场", "actual": "5场", "weight": "10分", "score": "10分"},
        {"level3": "职工满意度", "target": "≥90%", "actual": "95%", "weight": "10分", "score": "10分"},
    ],
}


def label(fields: dict = LABEL, **asides: object) -> Label:
    """Return a label with these fields."""
    return Label.model_validate({"report": "甲.txt", "fields": fields, **asides})


def changed(path: str, value: object) -> dict:
    """Return the fields of LABEL with one of them replaced, or removed when the value is None."""
    fields = json.loads(json.dumps(LABEL))
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    node = fields
    for step in steps:
        node = node[step]
    if value is None:
        del node[last]
    else:
        node[last] = value
    return fields


def verdicts(result: Score) -> list[tuple[str, str]]:
    """Return the faults as short tuples."""
    return [(fault.path, fault.verdict) for fault in result.faults()]


def test_the_record_of_a_label_is_right_in_every_field() -> None:
    """A record that holds what the label says has no fault, and its figures and texts are counted apart."""
    result = score(record_of(label()), label())

    assert verdicts(result) == []
    assert (result.count("figure", "right"), result.count("text", "right")) == (12, 12)
    assert result.share("figure") == 1.0


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("budget.rows.0.initial", "503.38万元", ("budget.rows[0].initial", "wrong")),
        ("budget.rows.0.initial", "503.37元", ("budget.rows[0].initial", "wrong")),
        ("budget.rows.0.initial", None, ("budget.rows[0].initial", "missing")),
        ("budget.rows.0.executed", "1万元", ("budget.rows[0].executed", "invented")),
        ("indicators.0.target", "4场", ("indicators[0].target", "wrong")),
        ("indicators.0.actual", "5次", ("indicators[0].actual", "wrong")),
        ("profile.report_date", "2025-06-12", ("profile.report_date", "wrong")),
        ("profile.unit_name", "云岭县工会", ("profile.unit_name", "wrong")),
        ("goals", {"expected": "完成任务"}, ("goals.expected", "wrong")),
        ("spending", {"government_fund": "0万元"}, ("spending.government_fund", "wrong")),
        ("staffing", {"actual": "9人"}, ("staffing.actual", "invented")),
    ],
)
def test_one_changed_value_is_one_fault(path: str, value: object, fault: tuple[str, str]) -> None:
    """Another value or unit is wrong, an absent one missing, an unlabelled figure invented; nothing else suffers."""
    record = record_of(label(changed(path, value)))

    assert verdicts(score(record, label())) == [fault]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("budget.rows.0.score", "10.00分"),
        ("profile.unit_name", "云岭县 总工会"),
        ("goals", {"expected": "做好职工服务"}),
        ("profile.head", "周某"),
    ],
)
def test_another_writing_is_no_fault(path: str, value: object) -> None:
    """Trailing zeros, spaces, the rest of a long text and a text beyond the label do not matter."""
    assert verdicts(score(record_of(label(changed(path, value))), label())) == []


@pytest.mark.parametrize(("rows", "gone"), [("budget.rows", 0), ("budget.rows", 1), ("indicators", 0)])
def test_a_missing_row_leaves_the_others_right(rows: str, gone: int) -> None:
    """Rows are paired by what they mean, so only the fields of the missing row are missing."""
    group, _, name = rows.partition(".")
    kept = [row for index, row in enumerate(LABEL[group][name] if name else LABEL[group]) if index != gone]
    record = record_of(label(changed(rows, kept)))

    faults = score(record, label()).faults()

    assert {fault.verdict for fault in faults} == {"missing"}
    assert {fault.path.rpartition(".")[0] for fault in faults} == {f"{rows}[{gone}]"}


@given(st.permutations(range(3)), st.permutations(range(2)))
def test_the_order_of_rows_does_not_matter(budget: list[int], indicators: list[int]) -> None:
    """Rows in any order are paired with the labelled ones."""
    fields = changed("budget.rows", [LABEL["budget"]["rows"][index] for index in budget])
    fields["indicators"] = [LABEL["indicators"][index] for index in indicators]

    assert verdicts(score(record_of(label(fields)), label())) == []


def test_an_additional_row_is_invented() -> None:
    """The figures of a row that the label does not have are invented; its words are not counted."""
    fields = changed("indicators", [*LABEL["indicators"], {"level3": "图书数量", "score": "5分"}])

    assert verdicts(score(record_of(label(fields)), label())) == [("indicators[2].score", "invented")]


def test_an_additional_row_of_words_is_invented() -> None:
    """A foot line that was taken for an indicator is a fault, even without a figure."""
    fields = changed("indicators", [*LABEL["indicators"], {"level1": "其他说明", "target": "无"}])

    assert verdicts(score(record_of(label(fields)), label())) == [("indicators[2]", "invented")]


def test_rows_of_equal_names_are_paired_by_their_cells() -> None:
    """Two indicators of the same name are told apart by what else their rows say."""
    rows = [{"level3": "满意度", "target": "≥90%"}, {"level3": "满意度", "target": "≥80%"}]

    result = score(record_of(label({"indicators": rows[::-1]})), label({"indicators": rows}))

    assert verdicts(result) == []


def test_neutral_paths_may_hold_more_figures() -> None:
    """A figure beyond the label is not invented where the label says so, rows and deeper fields included."""
    fields = changed("staffing", {"breakdown": [{"label": "行政编制", "actual": "3人"}]})

    result = score(record_of(label(fields)), label(neutral=["staffing.breakdown"]))

    assert verdicts(result) == []
    assert result.count("figure", "neutral") == 1


@pytest.mark.parametrize("fields", [changed("spending", {"government_fund": "0万元"}), changed("spending", None)])
def test_other_right_answers_are_accepted(fields: dict) -> None:
    """A value that the label lists under `accept` is right, and null there accepts an absent field."""
    accepting = label(accept=[{"path": "spending.government_fund", "also": ["0万元", None]}])

    assert verdicts(score(record_of(label(fields)), accepting)) == []


def test_sections_must_be_found_with_their_level() -> None:
    """A labelled heading is missing or has the wrong level; more headings are not wrong."""
    record = record_of(label(sections=[{"level": 1, "title": "基本 情况"}, {"level": 1, "title": "项目支出"}]))
    wanted = [{"level": 1, "title": "基本情况"}, {"level": 2, "title": "项目支出"}, {"level": 1, "title": "问题"}]

    result = score(record, label(sections=wanted))

    assert [r.verdict for r in result.results if r.kind == "section"] == ["right", "wrong", "missing"]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"budget": {"rows": [{"name": "合计"}]}}, "budget.rows[0].name: no such field"),
        ({"staffing": {"actual": "若干"}}, "staffing.actual: '若干' is not a figure"),
        ({"indicators": {"level3": "培训"}}, "indicators: {'level3': '培训'} is not a group"),
        ({"score": {"grade": 90}}, "score.grade: 90 is not a text"),
        ({"sources": {}}, "sources: no such field"),
    ],
)
def test_a_label_that_does_not_fit_the_record_is_refused(fields: dict, problem: str) -> None:
    """Misspelt names and misplaced values of a label are reported with their path."""
    assert label_problems(label(fields)) == [problem]


def test_paths_of_accept_and_neutral_must_exist() -> None:
    """A misspelt path beside the fields would silently forgive nothing, so it is a problem too."""
    wrong = label(accept=[{"path": "score.sum", "also": [None]}], neutral=["staffing.rows"])

    assert label_problems(wrong) == ["score.sum: no such field", "staffing.rows: no such field"]


def test_the_command_compares_two_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The development command prints each fault and says by its status that there is one."""
    record = tmp_path / "record.json"
    record.write_text(record_of(label(changed("budget.rows.0.initial", "1万元"))).as_json(), encoding="utf-8")
    expected = tmp_path / "label.json"
    expected.write_text(json.dumps({"report": "甲.txt", "note": "虚构", **LABEL}, ensure_ascii=False), encoding="utf-8")

    status = main([str(record), str(expected)])

    assert status == 1
    assert "wrong    figure  budget.rows[0].initial  [年度资金总额]  '503.37万元' <- '1万元'" in capsys.readouterr().out


def test_the_table_counts_what_was_not_scored_as_nothing() -> None:
    """Without labelled sections their share is a dash, never zero."""
    shown = table(score(record_of(label()), label()))

    assert shown.splitlines()[3].split()[-1] == "-"


GOLD = sorted((Path(__file__).parents[4] / "shared" / "gold").glob("*-20*.json"))


@pytest.mark.parametrize("path", GOLD, ids=[path.stem for path in GOLD])
def test_hand_labels_score_full_against_themselves(path: Path) -> None:
    """The labels of the shared reports fit the record, and the record that they describe has no fault."""
    gold = load_label(path)

    assert label_problems(gold) == []
    record = Report.model_validate_json(record_of(gold).as_json())
    assert verdicts(score(record, gold)) == []
