"""B09: where a report may say why points were lost."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.records.document import Cell, Document, Line, Page, Table
from extractor.records.finding import Outcome
from extractor.records.report import Report, Section, Text
from extractor.settings import Settings
from extractor.validation import check
from tests.compact import place, report_from_compact

HEADS = "三级指标 年度指标值 实际完成值 分值 得分"
ROWS = ("垃圾转运量 9.5万吨 9.12万吨 10 9.6", "机械化清扫率 85% 88% 10 10")


def project(*, deviation: str | None = None, target: str | None = "≥9.5万吨", sections: str = "") -> Report:
    """Return a report on one project that lost points in its first row."""
    first = {"level3": "垃圾转运量", "target": target, "actual": "9.12万吨", "weight": "10分", "score": "9.6分",
             "deviation": deviation}  # fmt: skip
    second = {"level3": "机械化清扫率", "target": "≥85%", "actual": "88%", "weight": "10分", "score": "10分"}
    rows = [{key: value for key, value in first.items() if value is not None}, second]
    report = report_from_compact({"projects": [{"name": "环卫保洁", "indicators": rows}]})
    made = [
        Section(number="", title=title, level=1, text="", first_line="L1", last_line="L1") for title in sections.split()
    ]
    return report.model_copy(update={"sections": tuple(made)})


def paper(*rows: str, rows_known: bool = True) -> Document:
    """Return a paper with one table, a row of text each; without known rows every cell stands in a row of its own."""
    texts = [row.split() for row in rows] if rows_known else [[cell] for row in rows for cell in row.split()]
    cells = tuple(
        Cell(id=f"T1R{row}C{col}", row=row, col=col, text=text)
        for row, line in enumerate(texts, 1)
        for col, text in enumerate(line, 1)
    )
    table = Table(id="T1", rows=len(texts), cols=max(map(len, texts)), cells=cells, rows_known=rows_known)
    return document(table)


def document(*blocks: Any) -> Document:
    """Return a paper of some blocks."""
    return Document(file="示例.txt", sha256="0" * 64, media_type="text/plain", pages=(Page(number=1),), blocks=blocks)


def said(paper: Document | None, report: Report) -> Outcome:
    """Return what B09 says of the project."""
    found = [one for one in check(paper, report, Settings()).outcomes if one.check == "B09"]
    return next(one for one in found if one.status != "not_applicable")


@pytest.mark.parametrize(
    ("made", "status"),
    [
        (paper(f"{HEADS} 偏差原因分析", *ROWS), "fail"),
        (paper(f"{HEADS} 偏差原因分析", *ROWS, rows_known=False), "fail"),
        (document(Line(id="L1", text=f"{HEADS} 偏差原因分析及改进措施")), "fail"),
        (paper(HEADS, *ROWS), "fail"),
        (paper(HEADS, *ROWS, "目标未完成原因分析 居民外出务工"), "insufficient"),
        (paper(HEADS, *ROWS, "目标未完成原因分析 无"), "fail"),
        (paper("预算数 执行数 执行率 得分 原因", HEADS, *ROWS), "fail"),
    ],
    ids=["column", "column in a dump", "column in a line", "no column", "row for all", "empty row", "column of funds"],
)
def test_the_paper_shows_where_reasons_stand(made, status):
    """An empty column accuses; without a column one row may speak for all, and nothing at all accuses as well."""
    assert said(made, project()).status == status


def test_a_form_without_the_column_is_told_so():
    """The sentence says whether a cell is blank or there is none."""
    blank, absent = said(paper(f"{HEADS} 偏差原因", *ROWS), project()), said(paper(HEADS, *ROWS), project())

    assert blank.message.startswith("1 条指标得分低于分值或没有完成，偏差原因空白：")
    assert absent.message.startswith("1 条指标得分低于分值或没有完成，表中没有原因一栏，也没有另作说明：")


@pytest.mark.parametrize(
    ("made", "title", "status"),
    [
        (None, "绩效目标未完成原因和下一步改进措施", "insufficient"),
        (None, "偏离绩效目标的原因", "insufficient"),
        (None, "存在的问题和原因", "insufficient"),
        (None, "存在的问题", "fail"),
        (paper(HEADS, *ROWS), "存在的问题和原因", "insufficient"),
        (paper(HEADS, *ROWS), "存在的问题", "fail"),
        (paper(f"{HEADS} 偏差原因", *ROWS), "绩效目标未完成原因", "fail"),
    ],
)
def test_a_section_may_give_the_reasons(made, title, status):
    """A narrative form tells its reasons in a section; beside an empty column the section is no excuse."""
    found = said(made, project(sections=title))

    assert found.status == status
    assert status == "fail" or title in found.message


def test_problems_of_a_department_are_no_reasons():
    """存在的问题及原因分析 of a department speaks of its work, not of the blank cells of its form."""
    alone = project(sections="存在的问题及原因分析")
    department = alone.model_copy(update={"indicators": alone.projects[0].indicators, "projects": ()})

    assert said(None, department).status == "fail"


def test_a_section_that_says_nothing():
    """无 below the heading is no reason."""
    report = project(sections="未完成原因")
    empty = report.model_copy(update={"sections": (report.sections[0].model_copy(update={"text": "无。"}),)})

    assert said(None, empty).status == "fail"


@pytest.mark.parametrize(("target", "status"), [("≥9.5万吨", "fail"), ("逐步提升", "fail"), (None, "not_applicable")])
def test_a_row_without_target_needs_no_reason(target, status):
    """What had no target is not scored, as long as the other rows have theirs."""
    outcomes = [one for one in check(None, project(target=target), Settings()).outcomes if one.check == "B09"]

    assert [one.status for one in outcomes] == [status]


def test_a_form_without_targets_needs_reasons():
    """Where no row has a target the form has no such column, and a lost point is a lost point."""
    report = project(target=None)
    rows = tuple(row.model_copy(update={"target": None}) for row in report.projects[0].indicators)
    bare = report.model_copy(update={"projects": (report.projects[0].model_copy(update={"indicators": rows}),)})

    assert said(None, bare).status == "fail"


def test_a_reason_beside_one_row_shows_the_column():
    """As soon as one row has a reason, the others can have theirs."""
    report = project(sections="未完成原因")
    rows = report.projects[0].indicators
    more = rows[0].model_copy(update={"deviation": rows[0].level3})
    both = report.model_copy(
        update={"projects": (report.projects[0].model_copy(update={"indicators": (*rows, more)}),)}
    )

    assert said(None, both).status == "fail"


@pytest.mark.parametrize(("told", "status"), [("雨季停运，调减转运量", "insufficient"), ("无", "fail"), (None, "fail")])
def test_a_row_of_the_form_may_give_the_reasons(told, status):
    """A record that holds the reasons told for the whole form needs no paper to know of them."""
    made = project()
    deviation = None if told is None else Text(text=told, at=place("L0090", told))
    one = made.projects[0].model_copy(update={"deviation": deviation})

    assert said(None, made.model_copy(update={"projects": (one,)})).status == status
