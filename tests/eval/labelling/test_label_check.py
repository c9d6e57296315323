"""Checking a label for typos: what is not printed, what does not fit, what is not done."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import RecordError, UsageError
from extractor.eval.case import Case, cases, labelled_reports
from extractor.eval.labelling.checking import Remark, check_case
from extractor.eval.labelling.leaves import Leaf, leaves
from extractor.eval.labelling.making import make_case
from extractor.eval.labelling.standing import Paper
from extractor.records.document import Cell, Document, Line, Page, Table
from extractor.settings import Settings

SHARED = Path(__file__).parents[4] / "shared"
EACH = pytest.mark.parametrize("case", [*cases(), *labelled_reports(SHARED)], ids=lambda case: case.name)

REPORT = """云岭县道路养护中心2024年度部门整体支出绩效自评报告
一、基本情况
我中心编制 12 人，实有 1,205 人次参加养护。
2024年预算总额为4,826万元，执行率96.0
5%。其中项目支出减少8.35万元，公用经费三十万元整。
填报日期：2025年6月11日
"""

Change = Callable[[str, Any], Path]


def paper(*texts: str) -> Paper:
    """Return a paper with these lines and one table cell."""
    lines = [Line(id=f"L{number:04}", text=text) for number, text in enumerate(texts, 1)]
    cell = Table(id="T1", rows=1, cols=1, cells=(Cell(id="T1R1C1", row=1, col=1, text="12,\n345.60元"),))
    blocks = (*lines, cell)
    return Paper(Document(file="甲", sha256="", media_type="text/plain", pages=(Page(number=1),), blocks=blocks))


@EACH
def test_no_hand_label_has_a_typo(case: Case, read: Callable[[Path], Document]) -> None:
    """Every value of every hand label is found in its report, so that a remark means something."""
    on_paper = Paper(read(case.report))

    remarks = [(leaf, said) for leaf in leaves(case.label.fields) if (said := on_paper.complaint(leaf))]

    assert remarks == []


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("staffing.actual", "15人", ""),
        ("staffing.actual", "15台", "单位是 人"),
        ("staffing.actual", "13人", "没有这个数"),
        ("spending.total", "4826万元", ""),
        ("spending.total", "4826.00万元", ""),
        ("spending.total", "4862万元", "没有这个数"),
        ("spending.total", "4826元", "单位是 万元"),
        ("spending.balance", "12345.60元", ""),
        ("spending.balance", "31万元", "没有这个数"),
        ("spending.project.change_from_previous", "-8.35万元", ""),
        ("spending.rate", "96%", ""),
        ("budget.rows[0].score", "9.62分", ""),
        ("indicators[0].target", "≥30天", ""),
        ("indicators[0].target", "≥30次", "单位是 天"),
        ("indicators[0].actual", "已完成８处", ""),
        ("indicators[0].actual", "已完工8处", "没有这些字"),
        ("profile.unit_name", "云岭县道路养护中心", ""),
        ("profile.unit_name", "云岭县道路 养护中心", ""),
        ("profile.unit_name", "云岭县公路养护中心", "没有这些字"),
        ("profile.fiscal_year", "2024", ""),
        ("profile.fiscal_year", "2025", ""),
        ("profile.fiscal_year", "2023", "没有这个日期"),
        ("profile.report_date", "2025-06-11", ""),
        ("profile.report_date", "2025-06-01", "没有这个日期"),
        ("projects[0].report_date", "2024-10-31", ""),
        ("projects[0].report_date", "2024-10", ""),
        ("projects[0].report_date", "2024-11-30", "没有这个日期"),
        ("goals.expected_starts", "养护道路不少", ""),
        ("goals.expected_starts", "养护公路", "没有这些字"),
        ("budget.rows[0].item", "total", ""),
        ("budget.note", "随便写", ""),
        ("spending.project.items_closed", True, ""),
        ("no.such_field", "甲", ""),
    ],
)
def test_a_value_stands_in_the_report_or_is_named(path: str, value: Any, said: str) -> None:
    """Numbers stand with their unit or without any, words over line ends, dates in figures or numerals."""
    on_paper = paper(
        "附件1", "2024年云岭县道路养护", "中心绩效自评", "在职15人，预算 4,826万元，减少8.35万元，执行率96.0%", "9.62",
        "不少于30天，已完成8处", "填报日期：2025.6.11", "二○二四年十月三十一日", "养护道路不少于50公里",
    )  # fmt: skip

    complaint = on_paper.complaint(Leaf(path, value))

    assert said in complaint
    assert bool(said) == bool(complaint)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return the folder of a case made from a small report, with everything decided and filled in."""
    report = tmp_path / "养护.txt"
    report.write_text(REPORT, encoding="utf-8")
    folder = make_case(report, tmp_path / "养护", Settings()).folder
    (folder / "note.md").write_text("# 养护（虚构）\n最小的一份。\n", encoding="utf-8")
    (folder / "findings.json").write_text('{"findings": [], "holds": []}', encoding="utf-8")
    return folder


@pytest.fixture
def change(case: Path) -> Change:
    """Return what changes one field of the label of the case."""

    def put(path: str, value: Any) -> Path:
        file = case / "expected.json"
        data = json.loads(file.read_text(encoding="utf-8"))
        *groups, last = path.split(".")
        node = data
        for group in groups:
            node = node.setdefault(group, {})
        node[last] = value
        file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        (case / "expected.xlsx").unlink(missing_ok=True)
        return case

    return put


def remarks(folder: Path) -> list[Remark]:
    """Return what is said of a case."""
    return list(check_case(folder, Settings()).remarks)


def test_a_finished_case_has_no_remarks(case: Path) -> None:
    """A label that says what is printed, with findings decided and a note, passes; what was looked at is counted."""
    checked = check_case(case, Settings())

    assert checked.remarks == ()
    assert checked.errors == 0
    assert checked.values > 3
    assert checked.sections == 1


def test_a_number_that_a_line_end_parts_is_one_number(change: Change) -> None:
    """A typo cannot hide in a number that the layout broke."""
    found = remarks(change("spending", {"total": "4826万元", "balance": "8426万元"}))

    assert [(one.where, one.message) for one in found] == [("spending.balance", "报告里没有这个数")]


@pytest.mark.parametrize(
    ("path", "value", "where", "said"),
    [
        ("profile.unitname", "甲", "profile.unitname", "没有这个字段"),
        ("profile.fiscal_year", 2024, "profile.fiscal_year", "要写成文字"),
        ("profile", "甲", "profile", "要写成一组"),
        ("staffing.authorized", "若干", "staffing.authorized", "要写数字"),
        ("profile.report_date", "2025.6.11", "profile.report_date", "日期要写成"),
        ("spending.project", {"items_closed": "是"}, "spending.project.items_closed", "true 或 false"),
        ("neutral", ["three_public.row"], "three_public.row", "没有这个字段"),
        ("sections", [{"level": 1, "title": "基本概况"}], "sections", "没有这个标题"),
    ],
)
def test_what_does_not_fit_is_named_once(change: Change, path: str, value: Any, where: str, said: str) -> None:
    """An unknown field, a value of the wrong kind and a heading that is not there are typos."""
    found = remarks(change(path, value))

    assert [one.where for one in found] == [where]
    assert said in found[0].message
    assert found[0].severity == "error"


def test_findings_are_checked_too(case: Path) -> None:
    """A check that is not in the catalogue, a quote that is not verbatim and an undecided finding are said."""
    findings = [
        {"check": "A01", "quotes": ["编制 12人"], "certain": False},
        {"check": "Z99", "quotes": ["编制 21 人"]},
    ]
    (case / "findings.json").write_text(json.dumps({"findings": findings}), encoding="utf-8")

    found = remarks(case)

    assert {one.where for one in found} == {"findings.json"}
    assert [one.severity for one in found] == ["error", "error", "hint"]
    assert [one.value for one in found] == ["", "编制 21 人", ""]
    assert "没有检查 Z99" in found[0].message
    assert found[2].message.startswith("1 个问题")


@pytest.mark.parametrize("text", ["{", '{"findings": [{"quote": "甲"}]}'])
def test_damaged_findings_are_a_remark(case: Path, text: str) -> None:
    """Findings that cannot be read do not keep the label from being checked."""
    (case / "findings.json").write_text(text, encoding="utf-8")

    (found,) = remarks(case)

    assert found.where == "findings.json"
    assert "读不出来" in found.message


def test_a_note_that_nobody_filled_in_is_said(case: Path) -> None:
    """The form of the note counts its blanks; a case without a note does not say why it exists."""
    (case / "note.md").write_text("为什么：____\n标注人：____\n", encoding="utf-8")
    assert [(one.severity, one.message) for one in remarks(case)] == [("hint", "还有 2 处没有填")]

    (case / "note.md").unlink()
    assert [(one.severity, one.where) for one in remarks(case)] == [("hint", "note.md")]


def test_a_label_may_lie_apart_from_its_report(tmp_path: Path) -> None:
    """A label that names its report below the folder above is checked against it, without findings and note."""
    for name in ("reports", "gold"):
        (tmp_path / name).mkdir()
    (tmp_path / "reports" / "甲.txt").write_text(REPORT, encoding="utf-8")
    label = tmp_path / "gold" / "甲.json"
    label.write_text('{"report": "reports/甲.txt", "staffing": {"authorized": "21人"}}', encoding="utf-8")

    assert [one.where for one in remarks(label)] == ["staffing.authorized"]


def test_a_label_without_its_report_cannot_be_checked(tmp_path: Path) -> None:
    """The error names the report that is looked for."""
    (tmp_path / "expected.json").write_text('{"report": "report.docx"}', encoding="utf-8")

    with pytest.raises(UsageError, match=r"report\.docx"):
        check_case(tmp_path, Settings())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"report": "甲"\n "score": {}}', "第 2 行第 2 个字符"),
        ('{"accept": [{"also": []}]}', "不是标注"),
        ("[]", "不是标注"),
    ],
)
def test_a_damaged_label_is_told_by_line(tmp_path: Path, text: str, said: str) -> None:
    """JSON that a person broke is named with the line; other JSON is no label."""
    (tmp_path / "expected.json").write_text(text, encoding="utf-8")

    with pytest.raises(RecordError, match=said):
        check_case(tmp_path, Settings())


def test_a_folder_without_a_label_is_refused(tmp_path: Path) -> None:
    """The error says what to give."""
    with pytest.raises(UsageError, match="没有标注"):
        check_case(tmp_path, Settings())
