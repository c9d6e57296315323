"""The review and summary sheets, as a program opens them."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extractor.output.excel import SummaryRow, summary_row, write_review, write_summary
from extractor.output.review_sheets import name_of, place
from extractor.records.evidence import Evidence
from extractor.records.finding import Change, Finding, Findings, Outcome, Repair, Side
from extractor.records.report import Coverage, Rejected, Report, Text, Unread
from tests.compact import report_from_compact

AT = Evidence(page=2, line="T1R3C4", quote="95%")
ROOT = Outcome(
    check="A01",
    status="fail",
    severity="error",
    subject="budget.rows[0].rate",
    message="执行率应为80%，报告写95%",
    computation="80/100=80%≠95%",
    sides=(Side(path="budget.rows[0].rate", text="95%", at=AT), Side(path="budget.rows[0].executed", text="80万元")),
    repair=Repair(
        kind="cell-derived",
        verdict="unique",
        changes=(Change(path="budget.rows[0].rate", old="95%", new="80%"),),
        message="只改执行率即可",
    ),
)
HINT = Outcome(check="A06", status="hint", severity="error", subject="spending.basic.total", message="小数位内相符")
WARNING = Outcome(check="C08", status="fail", severity="warning", subject="sections", message='=HYPERLINK("x")')
MORE = Outcome(check="A02", status="fail", severity="error", subject="budget.rows[0].score", message="得分随之有误")
PASSED = Outcome(check="B01", status="pass", severity="error", subject="score.weight", message="合计100分")
UNKNOWN = Outcome(
    check="A21", status="insufficient", severity="error", subject="staffing.control_rate", missing=("编制数",)
)
FINDINGS = Findings(
    findings=(Finding(root=ROOT, explains=(MORE,)), Finding(root=WARNING), Finding(root=HINT)),
    outcomes=(ROOT, MORE, HINT, WARNING, PASSED, UNKNOWN),
)


def report(**more: Any) -> Report:
    """Return a small record with something of everything."""
    row = {"item": "total", "label": "年度资金总额", "adjusted": "100万元", "executed": "80.00万元", "rate": "95%"}
    made = report_from_compact(
        {
            "profile": {"unit_name": "青禾县图书馆", "fiscal_year": "2024"},
            "budget": {"rows": [row]},
            "score": {"total": "92.5分", "grade": "优"},
            "projects": [{"name": "流动书柜", "budget": {"rows": [row]}}],
        }
    )
    unread = (Unread(text="3.6万元", at=Evidence(page=1, line="L0012", quote="=3.6万元"), label="印刷费"),)
    asides = {
        "unread": unread,
        "coverage": Coverage(figures=8, unread=1, ratio=Decimal("0.875")),
        "problems": ("第3页没有读出",),
        "rejected": (Rejected(path="score.total", text="99", reason="not_found"),),
    }
    return made.model_copy(update=asides | more)


@pytest.fixture
def book(tmp_path: Path) -> Any:
    """Return the review of the small record."""
    write_review(report(), FINDINGS, tmp_path / "review.xlsx", {"A01": "执行率复算"})
    return openpyxl.load_workbook(tmp_path / "review.xlsx")


def rows(sheet: Any) -> list[dict[str, Any]]:
    """Return the rows of a sheet by header."""
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def score_cell(path: Path) -> Any:
    """Return the score of the first report of a summary."""
    sheet = openpyxl.load_workbook(path)["汇总"]
    return next(cell for head, cell in zip(sheet[1], sheet[2], strict=True) if head.value == "自评得分")


def test_the_sheets_and_their_frozen_headers(book: Any) -> None:
    """What to decide comes first; the header of each sheet stays in sight, can be filtered by, and is on every page."""
    assert book.sheetnames == [
        "发现的问题",
        "查过相符的",
        "没能查的",
        "数字",
        "未读数字",
        "未采信的读数",
        "处理记录",
        "概况",
    ]
    assert all(sheet.print_title_rows == "$1:$1" and sheet.page_setup.orientation == "landscape" for sheet in book)
    assert all(sheet.freeze_panes.endswith("2") and sheet.auto_filter.ref for sheet in book)


def test_a_finding_says_what_where_and_what_to_do(book: Any) -> None:
    """Id, title, severity, sentence, computation, quotes with names, places, suggestion, consequences."""
    first = rows(book["发现的问题"])[0]
    assert (first["检查"], first["程度"]) == ("A01 执行率复算", "错误")
    assert (first["问题"], first["算式"]) == ("执行率应为80%，报告写95%", "80/100=80%≠95%")
    assert first["原文"] == "① 年度资金总额 · 执行率 95%（第2页 表1第3行第4列）\n② 年度资金总额 · 全年执行数 80万元"
    assert first["建议"] == "只改执行率即可"
    assert first["牵连"] == "A02 得分随之有误"
    assert (first["改哪个"], first["处理"], first["改为"]) == ("①", None, None)


def test_findings_keep_their_order(book: Any) -> None:
    """The sheet lists the findings as the checks ordered them, numbered."""
    found = [(row["序"], row["检查"], row["程度"]) for row in rows(book["发现的问题"])]
    assert found == [(1, "A01 执行率复算", "错误"), (2, "C08", "提醒"), (3, "A06", "提示")]


def test_severities_have_colours(book: Any) -> None:
    """Red and yellow in the column of the severity."""
    colours = [book["发现的问题"].cell(row, 3).fill.fgColor.rgb for row in (2, 3)]
    assert colours == ["00FFC7CE", "00FFEB9C"]


def test_a_person_can_decide(book: Any) -> None:
    """处理 offers the decisions, 改哪个 the figures of its own row; what is typed stays text."""
    sheet = book["发现的问题"]
    lists = {choice.formula1: str(choice.sqref) for choice in sheet.data_validations.dataValidation if choice.formula1}
    columns = {cell.value: cell.column_letter for cell in sheet[1]}
    assert lists['"采纳建议,改为,不是问题,退回修改,待核实"'] == f"{columns['处理']}2:{columns['处理']}4"
    assert lists['"①,②"'] == f"{columns['改哪个']}2"
    assert {sheet[f"{columns[name]}2"].number_format for name in ("处理", "改哪个", "改为", "说明")} == {"@"}


def test_only_values_can_be_chosen(tmp_path: Path) -> None:
    """A whole table, and what is not written out, cannot be corrected in the row of a finding."""
    sides = (Side(path="budget.rows", text="总额"), *(Side(path="score.total", text="92.5") for _ in range(30)))
    many = ROOT.model_copy(update={"sides": sides, "repair": None, "subject": "budget.rows"})
    write_review(report(), Findings(findings=(Finding(root=many),)), tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["发现的问题"]
    (offered,) = (one.formula1 for one in sheet.data_validations.dataValidation if "②" in str(one.formula1))

    assert offered.startswith('"②,')
    assert offered.endswith(',(24)"')
    assert "另有 7 处，见“数字”表" in sheet["E2"].value
    assert sheet["J2"].value in {None, ""}


def test_what_holds_and_what_was_not_checked_are_listed(book: Any) -> None:
    """What passed or holds by rounding on one sheet, what could not be checked on another, with what was missing."""
    assert [(row["检查"], row["结果"]) for row in rows(book["查过相符的"])] == [("B01", "通过"), ("A06", "仅差在末位")]
    assert [(row["检查"], row["缺什么"]) for row in rows(book["没能查的"])] == [("A21", "编制数")]


def test_figures_are_numbers_with_their_printed_decimals(book: Any) -> None:
    """80.00 is the number 80 shown as 80.00, its print beside it."""
    sheet = book["数字"]
    number = [row["标识"] for row in rows(sheet)].index("budget.rows[0].executed") + 2
    cell = sheet.cell(number, 4)
    assert (cell.value, cell.number_format, cell.data_type) == (80, "0.00", "n")
    assert (sheet.cell(number, 3).value, sheet.cell(number, 5).value) == ("80.00", "万元")


@pytest.mark.parametrize("value", ["0.1", "2672546.60", "3002094.97", "-12.30", "123456789012345"])
def test_no_digit_drifts(tmp_path: Path, value: str) -> None:
    """The file holds the decimal digits themselves."""
    row = SummaryRow(file="a", score=Decimal(value))
    write_summary([row], tmp_path / "s.xlsx")
    cell = score_cell(tmp_path / "s.xlsx")
    assert Decimal(str(cell.value)) == Decimal(value)


def test_a_number_too_long_for_excel_is_text(tmp_path: Path) -> None:
    """Excel keeps fifteen digits; more would be lost without a word."""
    write_summary([SummaryRow(file="a", score=Decimal("12345678901234567.89"))], tmp_path / "s.xlsx")
    assert score_cell(tmp_path / "s.xlsx").value == "12345678901234567.89"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_text_is_never_a_formula(tmp_path: Path, text: str) -> None:
    """A unit name that begins with = stays a name, also when a person edits the cell."""
    write_summary([SummaryRow(file=text)], tmp_path / "s.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "s.xlsx")["汇总"].cell(2, 1)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_text_from_a_report_is_safe_in_the_review(book: Any) -> None:
    """Messages and quotes come from reports; none becomes a formula."""
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert any(cell.value == '=HYPERLINK("x")' for cell in cells)


def test_control_characters_and_endless_text_are_taken(tmp_path: Path) -> None:
    """What Excel cannot hold is dropped instead of breaking the sheet."""
    problem = "坏\x0b字" + "长" * 40_000
    write_review(report(problems=(problem,)), Findings(), tmp_path / "r.xlsx")
    texts = [row["内容"] for row in rows(openpyxl.load_workbook(tmp_path / "r.xlsx")["概况"])]
    assert any(isinstance(text, str) and text.startswith("坏字长") and len(text) == 32_000 for text in texts)


def test_what_was_not_read_is_listed(book: Any) -> None:
    """Unread figures with label and place; problems, and how many claims were rejected, in the overview."""
    assert rows(book["未读数字"]) == [
        {"原文": "3.6万元", "最近的标签": "印刷费", "位置": "第1页 第12行", "引文": "=3.6万元"}
    ]
    overview = [(row["项目"], row["内容"]) for row in rows(book["概况"])]
    assert ("没读到的", "第3页没有读出") in overview
    assert ("未采信的读数", "1 个，见“未采信的读数”表") in overview


def test_an_empty_record_has_a_review(tmp_path: Path) -> None:
    """Nothing found, nothing read: the sheets are there all the same."""
    write_review(report_from_compact({}), Findings(), tmp_path / "r.xlsx")
    assert len(openpyxl.load_workbook(tmp_path / "r.xlsx").sheetnames) == 7


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("budget.rows[0].rate", "年度资金总额 · 执行率"),
        ("projects[0].budget.rows[0].rate", "流动书柜 · 年度资金总额 · 执行率"),
        ("score.total", "自评总分"),
        ("budget.rows[9].rate", "执行率"),
        ("no.such.field", "no.such.field"),
    ],
)
def test_a_field_has_a_name_for_people(path: str, name: str) -> None:
    """The rows it stands in, then its own title."""
    assert name_of(report(), path) == name


def test_a_place_in_words() -> None:
    """Pages, tables, rows and lines are counted for people."""
    assert [place(Evidence(page=1, line=line, quote="")) for line in ("L0031", "T2R3C4", "odd")] == [
        "第1页 第31行",
        "第1页 表2第3行第4列",
        "odd",
    ]
    assert place(None) == ""


def test_the_summary_has_a_line_per_report(tmp_path: Path) -> None:
    """Unit, year, score, grade, errors, warnings, coverage, share to look at, problems, result."""
    row = summary_row(report(), FINDINGS, "部分读出")
    write_summary([row, SummaryRow(file="坏的.pdf", problems=("文件损坏",), status="读不出")], tmp_path / "s.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "s.xlsx")["汇总"]
    second, first = rows(sheet)  # what nobody could check stands above what has an error
    assert (first["单位"], first["年度"], first["自评得分"], first["等次"]) == ("青禾县图书馆", "2024", 92.5, "优")
    assert (first["错误"], first["提醒"], first["覆盖率"], first["待看数字占比"]) == (1, 1, 0.875, 1)
    assert (first["没读到的"], first["结果"]) == ("第3页没有读出", "部分读出")
    assert (second["文件"], second["自评得分"], second["没读到的"]) == ("坏的.pdf", None, "文件损坏")
    shown = {head.value: cell.number_format for head, cell in zip(sheet[1], sheet[3], strict=True)}
    assert (shown["覆盖率"], shown["待看数字占比"]) == ("0.0%", "0.0%")


def test_a_grade_is_text() -> None:
    """The grade is the printed word."""
    grade = Text(text="优", at=AT)
    made = report()
    assert made.score is not None
    made = made.model_copy(update={"score": made.score.model_copy(update={"grade": grade})})
    assert summary_row(made, Findings(), "完成").grade == "优"


def test_what_was_not_checked_has_no_counts(tmp_path: Path) -> None:
    """The line of a file that could not be read shows no zero errors: nobody looked for any."""
    write_summary([SummaryRow(file="坏.pdf", problems=("读不出",))], tmp_path / "s.xlsx")
    (row,) = rows(openpyxl.load_workbook(tmp_path / "s.xlsx").active)

    assert (row["错误"], row["提醒"]) == (None, None)


def test_a_report_without_checked_figures_has_no_counts() -> None:
    """Where no check could look at anything, the counts stay empty as well."""
    line = summary_row(report(), Findings(outcomes=(UNKNOWN,)), "部分读出")

    assert (line.errors, line.warnings) == (None, None)
    assert summary_row(report(), Findings(outcomes=(PASSED,)), "完成").errors == 0


def test_remarks_stand_in_the_overview(tmp_path: Path) -> None:
    """A note that costs nothing, such as a wrong extension, is told where the file is described."""
    write_review(report(notes=("扩展名是 .pdf，内容是网页",)), Findings(), tmp_path / "r.xlsx")
    facts = {row["项目"]: row["内容"] for row in rows(openpyxl.load_workbook(tmp_path / "r.xlsx")["概况"])}

    assert facts["附注"] == "扩展名是 .pdf，内容是网页"
