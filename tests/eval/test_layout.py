"""Layouts: what each statement makes of a dump, what is refused, and that no paper loses or gains a character."""

import re
from collections import Counter
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.eval.case import Case, cases, labelled_reports
from extractor.eval.content import Block, Paragraph, Sheet, blocks, sheet
from extractor.eval.layout import lay_out
from extractor.eval.source import LAYOUTS, dump_of, layout_of

TEXT = {".txt", ".md"}
DUMPS = [case for case in cases() if case.report.suffix in TEXT]

_MARKS = re.compile(r"<br>|[|#*]|\s", re.IGNORECASE)


def characters(text: str) -> Counter[str]:
    """Count what prints: spaces, bars and marks of Markdown aside."""
    return Counter(_MARKS.sub("", text))


def texts(content: tuple[Block, ...]) -> str:
    """Return all texts of a content."""
    return "".join(
        "".join(box.text for box in block.boxes) if isinstance(block, Sheet) else block.text for block in content
    )


def assert_whole(case: Case) -> None:
    """Compare a laid out paper with its dump, character by character."""
    layout = layout_of(case)
    assert layout is not None

    laid = lay_out(layout.read_text("utf-8"), dump_of(case))

    assert characters(texts(laid.content) + "".join(laid.skipped)) == characters(dump_of(case))


@pytest.mark.parametrize(
    ("layout", "dump", "content"),
    [
        ("p 1-3", "甲\n\n乙", blocks("甲", "乙")),
        ("p:title 1\np:heading 2\np:right 3", "甲\n一、乙\n丙", blocks("# 甲", "## 一、乙", "> 丙")),
        ("p 1+2 3", "全年支出12\n3.5万元\n丙", blocks("全年支出123.5万元", "丙")),
        ("p 1 # 题目\n# 别的", "甲", blocks("甲")),
        ("p 1", "填表人：甲   电话：1", blocks("填表人：甲   电话：1")),
        ("p 1.1 1.2: 2.2:3 2.1", "目标 建 3 处\n甲 乙 丙", blocks("目标", "建 3 处", "乙 丙", "甲")),
        ("p 1-2", "## 一、甲\n**单位：元**", blocks("一、甲", "单位：元")),
        ("t\n1.1 | 1.2 | <\n^ | 2.2-3", "甲\t乙\t\n\t1\t2", (sheet("甲 | 乙 | <\n^ | 1 | 2"),)),
        ("t\n1.1-3", "| 甲 | | 乙<br>丙 |", (sheet("甲 | | 乙⏎丙"),)),
        ("t\n1 | 2/3", "甲 |\n乙\n丙", (sheet("甲 | 乙⏎丙"),)),
        ("t\n| 1.1-2", "甲 乙  丙", (sheet("| 甲 乙 | 丙"),)),
        ("t\n1.2-3 | 1.1", "甲 乙 丙", (sheet("乙 | 丙 | 甲"),)),
        (
            "t\n1 | < | 2\n^ | < | 3\np 4",
            "甲\n乙\n丙\n丁",
            (*blocks(sheet("甲 | < | 乙\n^ | < | 丙")), Paragraph("丁")),
        ),
    ],
)
def test_a_layout_makes_a_paper(layout: str, dump: str, content: tuple[Block, ...]) -> None:
    """Paragraphs, styles, joints, cells of every sort of line, merged cells and remarks."""
    assert lay_out(layout, dump).content == content


def test_what_is_skipped_is_told() -> None:
    """A page number, a rule and a repeated word are no part of the paper, and the caller sees which they were."""
    laid = lay_out("p 1\nskip 2 3.1-2 4.2\np 4.1", "甲\n— 2 —\n| --- | --- |\n乙\t乙")

    assert laid.content == blocks("甲", "乙")
    assert laid.skipped == ("— 2 —", "---", "---", "乙")


@pytest.mark.parametrize(
    ("layout", "dump", "complaint"),
    [
        ("p 1", "甲\n乙", "没有用到原文第 2 行第 1 格等 1 处"),
        ("p 1 1", "甲", "第 1 行有误：原文第 1 行第 1 格用了两次"),
        ("p 1-3", "甲", "第 1 行有误：原文没有第 2 行"),
        ("p 2", "甲\n\n", "第 1 行有误：原文第 2 行没有这一格"),
        ("p 1.3", "甲\t乙", "第 1 行有误：原文第 1 行没有这一格"),
        ("p 1", "甲\t乙", "第 1 行有误：原文第 1 行有几格，不能合用"),
        ("p 1x", "甲", "第 1 行有误：看不懂“1x”"),
        ("p <", "甲", "第 1 行有误：看不懂“<”"),
        ("skip:title 1", "甲", "第 1 行看不懂"),
        ("p:red 1", "甲", "第 1 行看不懂"),
        ("p 1\n\n标题 2", "甲", "第 3 行看不懂"),
        ("t\n1.1-2\n\n2.1-2", "甲 乙\n丙 丁", "第 4 行看不懂"),
        ("\nt\n1.1-2\n2", "甲 乙\n丙", "第 2 行有误：表格各行的格数不同：2、1"),
        ("t\n< | 1", "甲", "第 1 行有误：表格里的合并记号对不上"),
        ("t\n1 | ^", "甲", "第 1 行有误：表格里的合并记号对不上"),
        ("t\n1 | <\n^ | 2", "甲\n乙", "第 1 行有误：表格里的合并记号对不上"),
        ("t\n1 | 2\n< | 3", "甲\n乙\n丙", "第 1 行有误：表格里的合并记号对不上"),
        ("t", "", "第 1 行有误：表格没有行"),
    ],
)
def test_a_faulty_layout_is_refused(layout: str, dump: str, complaint: str) -> None:
    """The message names the line of the layout and the place in the dump."""
    with pytest.raises(UsageError, match=re.escape(complaint)):
        lay_out(layout, dump)


@pytest.mark.parametrize("case", DUMPS, ids=lambda case: case.name)
def test_our_papers_are_whole(case: Case) -> None:
    """Each text dump of ours has a layout that uses or skips every character of it once."""
    assert_whole(case)


def test_the_shared_papers_are_whole(shared: Path) -> None:
    """So have the shared reports, whose layouts are kept here without them."""
    for case in labelled_reports(shared):
        assert_whole(case)


def test_layouts_hold_no_word_of_a_report() -> None:
    """But for remarks a layout consists of numbers, signs and its own few words."""
    layouts = [layout for case in DUMPS if (layout := layout_of(case))]
    for layout in (*layouts, *LAYOUTS.glob("*.txt")):
        bare = re.sub(r"#.*", "", layout.read_text("utf-8"))
        assert re.fullmatch(r"(?:\bp(?::(?:title|heading|right))?\b|\bt\b|\bskip\b|[\d\s.:|<^+/-])*", bare)
