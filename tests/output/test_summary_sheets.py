"""The summary over many reports, as a program opens it."""

from decimal import Decimal

import openpyxl
import pytest

from extractor.output.excel import Line, SharedPassage, SummaryRow, summary_row, write_summary
from extractor.records.finding import Findings
from extractor.records.report import Corrected
from tests.compact import report_from_compact

LINES = (
    Line("乙.docx", "乙", "乙/review.xlsx", "乙局", "A01 执行率", "错误", "应为80%，写95%", "改为80%"),
    Line("甲.docx", "甲", "甲/已核1/review.xlsx", "甲局", "C08 残留", "提醒", '=HYPERLINK("x")', ""),
)


def rows(path, title):
    """Return the rows of a sheet by header."""
    head, *body = openpyxl.load_workbook(path)[title].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_the_worst_come_first(tmp_path):
    """What nobody could check, then by errors, by warnings, by what was not read, by figures left to look at."""
    made = [
        SummaryRow(file="好", errors=0, warnings=0, to_look_at=Decimal("0.1")),
        SummaryRow(file="待看多", errors=0, warnings=0, to_look_at=Decimal("0.6")),
        SummaryRow(file="提醒", errors=0, warnings=3),
        SummaryRow(file="一个错", errors=1, warnings=9),
        SummaryRow(file="三个错", errors=3, warnings=0),
        SummaryRow(file="没读到", errors=0, warnings=0, problems=("第2页",)),
        SummaryRow(file="读不出", problems=("损坏",)),
    ]
    write_summary(made, tmp_path / "s.xlsx")

    told = [row["文件"] for row in rows(tmp_path / "s.xlsx", "汇总")]
    assert told == ["读不出", "三个错", "一个错", "提醒", "没读到", "待看多", "好"]


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ({"budget": {"rows": [{"item": "total", "label": "总额", "adjusted": "985.00万元", "executed": "950.50万元",
                               "rate": "96.5%"}]}}, ("985.00", "950.50", "0.965")),
        ({"budget": {"rows": [{"item": "basic", "label": "基本", "adjusted": "1万元"},
                              {"item": "total", "label": "总额", "adjusted": "9850012元"}]}}, ("985.0012", None, None)),
        ({"projects": [{"name": "书柜", "budget": {"rows": [{"item": "total", "label": "总", "adjusted": "50万元"}]}}]},
         ("50", None, None)),
        ({"spending": {"adjusted_budget": "2.5亿元", "total": "无", "rate": "88%"}}, ("25000.0", None, "0.88")),
        ({}, (None, None, None)),
    ],
)  # fmt: skip
def test_the_money_of_a_report(data, shown):
    """Budget, execution and printed rate of the total row, of a lone project, or of the narrative; all in 万元."""
    row = summary_row(report_from_compact(data), Findings(), "完成")
    wanted = tuple(None if text is None else Decimal(text) for text in shown)

    assert (row.budget, row.executed, row.rate) == wanted


def test_corrections_count():
    """A corrected figure stands in the summary as corrected, and is counted as work of a person."""
    report = report_from_compact({"score": {"total": "92分", "grade": "优"}})
    new = Corrected(text="89", value=Decimal(89), unit="分", by="王敏", on="2026-11-21")
    total = report.score.total.model_copy(update={"corrected": new})
    grade = report.score.grade.model_copy(update={"corrected": new.model_copy(update={"text": "良", "value": None})})
    report = report.model_copy(update={"score": report.score.model_copy(update={"total": total, "grade": grade})})
    row = summary_row(report, Findings(), "完成")

    assert (row.score, row.grade, row.decided) == (Decimal(89), "良", 2)


def test_each_report_is_linked_to_its_folder(tmp_path):
    """A click opens the folder of results; names with signs that a link would read as its own still work."""
    write_summary([SummaryRow(file="a", folder="甲局 2024"), SummaryRow(file="b", folder="乙#1")], tmp_path / "s.xlsx")
    cells = openpyxl.load_workbook(tmp_path / "s.xlsx")["汇总"]["B"][1:]

    assert {cell.value: cell.hyperlink.target for cell in cells} == {
        "甲局 2024": "甲局%202024",
        "乙#1": "乙%231",
    }


def test_all_findings_stand_on_one_sheet(tmp_path):
    """One line a finding, the worst report first, linked to its latest review sheet; no word is a formula."""
    made = [
        SummaryRow(file="甲.docx", folder="甲", errors=0, warnings=1),
        SummaryRow(file="乙.docx", folder="乙", errors=1),
    ]
    write_summary(made, tmp_path / "s.xlsx", LINES[::-1])
    told = rows(tmp_path / "s.xlsx", "全部问题")
    sheet = openpyxl.load_workbook(tmp_path / "s.xlsx")["全部问题"]

    assert [(row["文件"], row["检查"], row["程度"]) for row in told] == [
        ("乙.docx", "A01 执行率", "错误"),
        ("甲.docx", "C08 残留", "提醒"),
    ]
    assert sheet["A3"].hyperlink.target == "甲/已核1/review.xlsx"
    assert (sheet["E3"].value, sheet["E3"].data_type) == ('=HYPERLINK("x")', "s")


def test_shared_passages_stand_group_by_group(tmp_path):
    """The group of units that shares most comes first, its passages together, the longest first."""
    shared = [
        SharedPassage("短" * 41, ("甲局", "乙局"), ("甲", "乙")),
        SharedPassage("中" * 60, ("丙局", "丁局"), ("丙", "丁")),
        SharedPassage("长" * 50, ("甲局", "乙局"), ("甲", "乙")),
    ]
    write_summary([], tmp_path / "s.xlsx", (), shared)
    told = rows(tmp_path / "s.xlsx", "雷同文字")

    assert [(row["组"], row["几家"], row["字数"]) for row in told] == [(1, 2, 50), (1, 2, 41), (2, 2, 60)]
    assert told[0]["单位"] == "甲局\n乙局"
