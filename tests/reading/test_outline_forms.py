"""Headings of attachments and forms: titles above tables, and section rows inside them."""

from __future__ import annotations

from extractor.reading.dumps.text import read_text
from extractor.reading.outline import find_headings
from extractor.records.document import Cell, Table


def tree(text: str) -> list[str]:
    """Write the headings of a text, an indent a level."""
    return ["- " * (h.level - 1) + f"{h.number} {h.title}".strip() for h in find_headings(read_text(text))]


def test_attachments_are_headings_with_the_title_below_them() -> None:
    """附件1 and the title on the next lines are one heading of level 1; its own sections stand below it."""
    table = "甲\t1\n乙\t2\n"
    text = f"一、概况\n内容\n附 件 1\n2024年度某局\n基础数据表\n{table}\n附件 3-1：项目自评报告\n一、项目概况\n内容\n"
    assert tree(text) == [
        "一、 概况",
        "附 件 1 2024年度某局基础数据表",
        "附件 3-1 项目自评报告",
        "- 一、 项目概况",
    ]


def test_a_cover_is_no_heading_but_a_form_is() -> None:
    """A file that is itself an attachment: the title of a report heads nothing, that of a form does."""
    assert tree("附件3\n某县2024年度自评报告\n一、概况\n内容\n") == ["一、 概况"]
    assert tree("附件2\n2024年度项目支出绩效自评表\n甲\t1\n乙\t2\n") == ["附件2 2024年度项目支出绩效自评表"]


def test_a_form_without_number_is_a_heading_and_keeps_the_numbering() -> None:
    """The title above a form stands at level 1, and the sections around it go on."""
    text = "一、概况\n内容\n部门整体支出绩效自评表\n(2024年度)\n单位：万元\n甲\t1\n乙\t2\n\n二、绩效\n内容\n"
    assert tree(text) == ["一、 概况", "部门整体支出绩效自评表", "二、 绩效"]


def test_section_rows_of_a_form() -> None:
    """A row that holds only a numbered section title is a heading; a numbered row label without figures is none."""
    text = "三、整体支出绩效自评情况\t\t\n一、上缴上级款\t\t\n四、评价人员\t\t\n姓名\t职务\t单位\n"
    headings = find_headings(read_text(text))
    assert [(h.number, h.title, h.line) for h in headings] == [
        ("三、", "整体支出绩效自评情况", "T1R1C1"), ("四、", "评价人员", "T1R3C1"),
    ]  # fmt: skip


def test_section_rows_of_a_table_with_known_spans_reach_across() -> None:
    """Where merged cells are known, only a row merged across the table is a section."""
    cells = (
        Cell(id="T1R1C1", row=1, col=1, col_span=2, text="一、基本信息"),
        Cell(id="T1R2C1", row=2, col=1, text="二、预算情况"), Cell(id="T1R2C2", row=2, col=2),
    )  # fmt: skip
    headings = find_headings((Table(id="T1", rows=2, cols=2, cells=cells),))
    assert [h.title for h in headings] == ["基本信息"]


def test_a_report_behind_its_forms_begins_anew() -> None:
    """The title of a report closes the attached forms before it: its sections stand at level 1."""
    table = "甲\t1\n乙\t2\n"
    report = "某局\n2024年度整体支出绩效自评报告\n一、概况\n内容\n（一）职能\n内容\n"
    text = f"附件1\n2024年度项目支出绩效自评表\n{table}\n{report}"
    assert tree(text) == ["附件1 2024年度项目支出绩效自评表", "一、 概况", "- （一） 职能"]


def test_an_amount_at_the_beginning_of_a_line_is_no_number() -> None:
    """A line that goes on with 0.36万元 or 2.5公里 heads nothing; 2.5 管理 does."""
    text = "2、支出\n内容\n{}\n内容\n"
    amounts = ("0.36万元。", "0.36 万元，其中", "2.5公里。", "2.5 分。")
    assert [tree(text.format(line)) for line in amounts] == [["2、 支出"]] * len(amounts)
    assert tree(text.format("2.5 分析")) == ["2、 支出", "- 2.5 分析"]
