"""A filled-in workbook becomes a record, cell by cell, or says which cells are wrong."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from extractor.drafting import draft
from extractor.errors import EntryError
from extractor.output.workbook import write_workbook
from extractor.pipeline import read_report, run_file
from extractor.records.entries import FIRST_ROW, SHEETS, coordinate
from extractor.records.report import Report
from extractor.settings import Settings
from extractor.validation import check
from tests.drafting.examples import section, words

PLAIN = Settings(charts=False)


def filled(folder: Path, **changes: Any) -> Path:
    """Return the workbook filled in with its own example; `changes` name cells as 预算执行_C5."""
    path = folder / "data.xlsx"
    write_workbook(path)
    book = load_workbook(path)
    for sheet in SHEETS:
        page = book[sheet.name]
        lines = sheet.examples or [(None, column.example) for column in sheet.columns]
        for row, cells in enumerate(lines, FIRST_ROW):
            for number, words_ in enumerate(cells, 1):
                if words_:
                    page.cell(row, number).value = words_
    for place, value in changes.items():
        name, _, cell = place.partition("_")
        book[name][cell].value = value
    book.save(path)
    return path


def read(path: Path) -> Report:
    """Return the record of a workbook."""
    return read_report(path, PLAIN)[1]


def test_the_example_gives_a_whole_record(tmp_path: Path) -> None:
    """Amounts have the unit of their sheet, counts theirs, and every value its sheet and cell."""
    report = read(filled(tmp_path))
    assert report.profile is not None
    assert report.profile.unit_name is not None
    assert report.profile.unit_name.text == "青禾县图书馆"
    assert report.budget is not None
    total = report.budget.rows[0]
    assert total.item == "total"
    assert total.adjusted is not None
    assert (total.adjusted.value, total.adjusted.unit, total.adjusted.at.line) == (Decimal("568.30"), "万元", "T2R4C3")
    assert next(row.level3.text for row in report.indicators if row.level3) == "举办阅读活动场次"
    assert report.spending is not None
    assert report.spending.project is not None
    assert report.spending.project.items_closed


def test_a_unit_without_a_report_gets_its_narrative(tmp_path: Path) -> None:
    """The draft of the example tells its amounts and texts, traced and read back without a new finding."""
    result = run_file(filled(tmp_path), PLAIN)
    assert result.draft is not None
    assert result.draft.readback is not None
    assert not result.draft.readback.added
    text = words(result.draft)
    assert "全年预算568.30万元，全年执行541.75万元，预算执行率95.33%" in text
    assert "其中：流动书柜建设96.20万元" in text
    assert "预算编制还不够细" in text


def test_the_figures_of_a_workbook_are_checked(tmp_path: Path) -> None:
    """A rate that its amounts do not give is a finding as in any report."""
    path = filled(tmp_path, 预算执行_E4="85.33")
    document, report = read_report(path, PLAIN)
    findings = check(document, report, PLAIN)
    assert any(finding.root.check == "A01" for finding in findings.findings)
    assert "【待核】" in section(draft(report, findings, PLAIN), "二")


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("预算执行_C5", "三百多", "“预算执行”C5 全年预算数“三百多”不是数字"),
        ("预算执行_B1", "亿", "“预算执行”B1 金额单位要写万元或元"),
        ("预算执行_A4", "总额", "“预算执行”A4 项目“总额”不在列表里"),
        ("预算执行_F4", "10%", "“预算执行”F4 分值“10%”的单位应为分"),
        ("基本情况_B4", None, "“基本情况”B4 单位名称没有填"),
        ("基本情况_B5", "去年", "“基本情况”B5 评价年度“去年”应为四位年份"),
        ("基本情况_B6", "2025-13-40", "“基本情况”B6 报告日期“2025-13-40”应为日期"),
        ("基本情况_B9", "24.5", "“基本情况”B9 编制数“24.5”应为整数"),
        ("基本情况_B14", "优秀+", "“基本情况”B14 评价等次“优秀+”不在列表里"),
        ("项目支出_A5", None, "“项目支出”A5 项目名称没有填"),
        ("绩效指标_C4", None, "“绩效指标”C4 三级指标没有填"),
    ],
)
def test_a_bad_cell_is_named_by_sheet_and_cell(tmp_path: Path, place: str, value: str | None, told: str) -> None:
    """What is wrong, where, and what was expected."""
    with pytest.raises(EntryError) as caught:
        read(filled(tmp_path, **{place: value}))
    assert told in str(caught.value)


def test_all_bad_cells_are_named_at_once(tmp_path: Path) -> None:
    """An accountant corrects the workbook once, not cell by cell."""
    with pytest.raises(EntryError) as caught:
        read(filled(tmp_path, 预算执行_C5="甲", 三公经费_B4="乙", 支出构成_B5="丙"))
    assert all(cell in str(caught.value) for cell in ("“预算执行”C5", "“三公经费”B4", "“支出构成”B5"))


def test_a_blank_is_not_zero_and_nothing_is_said_by_none(tmp_path: Path) -> None:
    """An empty cell is absent; 无 is told as 无; a zero is a zero."""
    report = read(filled(tmp_path, 支出构成_B11=None, 支出构成_B12="无", 支出构成_B13="0"))
    assert report.spending is not None
    assert report.spending.government_fund is None
    assert report.spending.state_capital is not None
    assert report.spending.state_capital.text == "无"
    assert getattr(report.spending.social_insurance, "value", None) == 0


def test_numbers_may_bring_their_unit(tmp_path: Path) -> None:
    """An amount in another unit of money keeps it; a count may be in 名."""
    report = read(filled(tmp_path, 支出构成_B4="3583000元", 基本情况_B9="24名"))
    assert report.spending is not None
    assert report.spending.basic is not None
    assert getattr(report.spending.basic.total, "unit", None) == "元"
    assert report.staffing is not None
    assert report.staffing.authorized is not None
    assert (report.staffing.authorized.value, report.staffing.authorized.unit) == (24, "名")


def test_an_empty_workbook_names_what_is_required(tmp_path: Path) -> None:
    """The workbook as it was written lacks unit and year."""
    write_workbook(tmp_path / "data.xlsx")
    with pytest.raises(EntryError, match="单位名称没有填"):
        read(tmp_path / "data.xlsx")


@pytest.mark.parametrize(("row", "column", "name"), [(4, 1, "A4"), (10, 26, "Z10"), (1, 27, "AA1"), (3, 703, "AAA3")])
def test_cells_are_named_as_in_excel(row: int, column: int, name: str) -> None:
    """Rows count, columns are letters."""
    assert coordinate(row, column) == name
