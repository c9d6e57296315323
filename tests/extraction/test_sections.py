"""The headings of a report with the text below each."""

from extraction.helpers import paper, rows
from extractor.extraction.sections import sections

REPORT = f"""一、部门概况
（一）主要职能。负责群众文化活动。
组织文艺演出。
二、收支情况
2024年总支出372万元。
{rows("项目|年初预算数|全年预算数|全年执行数", "合计|1|2|3")}
三、存在的问题
"""


def test_each_heading_holds_its_text_up_to_the_next():
    """Title, level, number and the running text; tables are named by the last line, not copied."""
    found = sections(paper(REPORT))

    assert [(s.number, s.title, s.level, s.text) for s in found] == [
        ("一、", "部门概况", 1, ""),
        ("（一）", "主要职能", 2, "负责群众文化活动。\n组织文艺演出。"),
        ("二、", "收支情况", 1, "2024年总支出372万元。"),
        ("三、", "存在的问题", 1, ""),
    ]


def test_a_section_says_where_it_stands():
    """First and last line are ids of the paper; a table is named by its id."""
    found = {section.title: (section.first_line, section.last_line) for section in sections(paper(REPORT))}

    assert found["主要职能"] == ("L0002", "L0003")
    assert found["收支情况"] == ("L0004", "T1")


def test_a_paper_without_headings_has_no_sections():
    """Nothing is a section by itself."""
    assert sections(paper("总支出372万元。")) == []
