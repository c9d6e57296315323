"""Text dumps: every line as printed, and the three shapes in which tables survive."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import TooLargeError
from extractor.reading.dumps.text import read_text
from extractor.records.document import Line, Table

if TYPE_CHECKING:
    from pathlib import Path

Shape = str | list[list[str]]


def shape(text: str) -> list[Shape]:
    """Write the blocks of a text as strings (lines) and lists of rows (tables)."""
    return [
        block.text if isinstance(block, Line) else [[cell.text for cell in row] for row in block.by_row()]
        for block in read_text(text)
    ]


def test_lines_stay_as_printed() -> None:
    """Inner and leading spaces, NBSP and Markdown marks are kept; blank lines and the byte order mark are not."""
    text = "\ufeff## 一、概况\r\n\r\n　　编制\xa012\xa0人  \r   \n甲  乙   丙\x0b丁\x0c戊\n"
    assert shape(text) == ["## 一、概况", "　　编制\xa012\xa0人  ", "甲  乙   丙", "丁", "戊"]


def test_ids_run_over_the_file() -> None:
    """Lines, tables and cells are numbered in reading order, cells at the place they are printed."""
    first, table, last = read_text("表一\n甲\t1\n\t2\n完")
    assert isinstance(table, Table)
    assert (first.id, table.id, last.id) == ("L0001", "T1", "L0002")
    assert [(cell.id, cell.text) for cell in table.cells] == [
        ("T1R1C1", "甲"), ("T1R1C2", "1"), ("T1R2C1", ""), ("T1R2C2", "2"),
    ]  # fmt: skip
    assert (table.rows, table.cols, table.spans_known, table.rows_known) == (2, 2, False, True)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param("指标\t目标\t得分\n次数\t3次\t5\n", [[["指标", "目标", "得分"], ["次数", "3次", "5"]]], id="rows"),
        pytest.param(
            "甲\t1\t2\n\n\n乙\t3\n",
            [[["甲", "1", "2"], ["乙", "3"]]],
            id="a page break may cost a column",
        ),
        pytest.param(
            "甲\t1\t2\t3\t4\n乙\t1\t2\t3\t4\n\n姓名\t职务\n某甲\t主任\n",
            [[["甲", "1", "2", "3", "4"], ["乙", "1", "2", "3", "4"]], [["姓名", "职务"], ["某甲", "主任"]]],
            id="a much narrower table is another one",
        ),
        pytest.param(
            "指标\t目标\t完成\t得分\n总分\t98\n\n甲\t1\n",
            [[["指标", "目标", "完成", "得分"], ["总分", "98"], ["甲", "1"]]],
            id="trimmed rows are ragged",
        ),
        pytest.param(
            "甲\t1\n乙\t2\n\n预期目标 完成全部任务。\n\n丙\t3\n丁\t4\n",
            [[["甲", "1"], ["乙", "2"]], "预期目标 完成全部任务。", [["丙", "3"], ["丁", "4"]]],
            id="a line between rows stays a line",
        ),
        pytest.param("填表人：某甲\t联系电话：8400123\n", ["填表人：某甲\t联系电话：8400123"], id="a lone line"),
        pytest.param("总分\t\t\t100\t98\n", [[["总分", "", "", "100", "98"]]], id="a lone row"),
        pytest.param(
            "\t一、概况\n\t本单位有若干科室。\n", ["\t一、概况", "\t本单位有若干科室。"], id="indented paragraphs"
        ),
    ],
)
def test_rows_with_tabs(text: str, blocks: list[Shape]) -> None:
    """Consecutive lines with tabs are a table, cells where they are printed, empty ones included."""
    assert shape(text) == blocks


WORD_TABLE = """
附件1
基础数据表

\t项目
\t上年决算
\t本年预算
\t本年决算

\t公用经费
\t
\t
\t

\t业务费
\t
51200

\t3600
\t77000.36

\t培训费
\t

900

\t900
\t900

\t会议费：
\t

\t
\t

说明：公用经费指日常支出。
"""


def test_one_cell_a_line() -> None:
    """A blank line begins a row, but not inside a row whose cells are padded with blank lines."""
    assert shape(WORD_TABLE) == [
        "附件1",
        "基础数据表",
        [
            ["项目", "上年决算", "本年预算", "本年决算"],
            ["公用经费", "", "", ""],
            ["业务费", "51200", "3600", "77000.36"],
            ["培训费", "900", "900", "900"],
            ["会议费：", "", "", ""],
        ],
        "说明：公用经费指日常支出。",
    ]


def test_a_text_padded_in_height_joins_its_row() -> None:
    """A merged label with blank lines above it belongs to the row that goes on below it."""
    text = (
        "\t指标\n\t一级\n\t二级\n\t得分\n\n\t\n\t\n\n\n产出\n(50分)\n\t数量\n指标\n\t5\n\n"
        "\t\n\t\n\t质量\n\t4\n\n\t总分\n\t9\n\t\n"
    )
    assert shape(text) == [
        [
            ["指标", "一级", "二级", "得分"],
            ["", "产出\n(50分)", "数量\n指标", "5"],
            ["", "", "质量", "4"],
            ["总分", "9", ""],
        ]
    ]


def test_text_between_two_word_tables_is_no_cell() -> None:
    """A title directly above the next table is not taken for the text of an empty last cell."""
    text = "\t甲\n\t1\n\t2\n\n\t备注\n\t\n\n\n附件 2\n自评表\n\t部门\n\t某局\n\n\t得分\n\t9\n\n\t扣分\n\t\n"
    assert shape(text) == [
        [["甲", "1", "2"], ["备注", ""]],
        "附件 2",
        "自评表",
        [["部门", "某局"], ["得分", "9"], ["扣分", ""]],
    ]


def test_a_foot_line_ends_the_last_cell() -> None:
    """填表人 directly below a table is a line, also when it holds tabs itself."""
    text = "\t甲\n\t1\n\n\t乙\n\t\n填表人：某甲\t日期：某日\n"
    assert shape(text) == [[["甲", "1"], ["乙", ""]], "填表人：某甲\t日期：某日"]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param(
            "| 指标 | 目标 |\n|---|:-:|\n| 次数 | ≥4次 |\n| 人数 |  |\n| - | - |\n",
            [[["指标", "目标"], ["次数", "≥4次"], ["人数", ""], ["-", "-"]]],
            id="Markdown, empty cells and dashes kept",
        ),
        pytest.param("| 甲<br>乙 | a\\|b |\n", [[["甲\n乙", "a|b"]]], id="breaks and escaped bars"),
        pytest.param(
            "名称 | 金额 | 率\n 甲 | 5 |\n | 6 | 7%\n",
            [[["名称", "金额", "率"], ["甲", "5", ""], ["", "6", "7%"]]],
            id="bare bars, empty cells at both ends",
        ),
        pytest.param("｜甲｜5｜\n｜乙｜6｜\n", [[["甲", "5"], ["乙", "6"]]], id="full width"),
        pytest.param(
            "┌──┬─┐\n│指标│分│\n│名称│  │\n├──┼─┤\n│次数│5 │\n├──┼─┤\n│人数│6 │\n└──┴─┘\n",
            [[["指标\n名称", "分"], ["次数", "5"], ["人数", "6"]]],
            id="a frame with rules between all rows",
        ),
        pytest.param(
            "+--+--+\n| a | b |\n+--+--+\n| c | d |\n| e | f |\n+--+--+\n",
            [[["a", "b"], ["c", "d"], ["e", "f"]]],
            id="a frame with a rule below the head only",
        ),
        pytest.param(
            "| a | b |\n\n| c | d |\n\n| e | f |\n|--|--|\n| g | h |\n",
            [[["a", "b"], ["c", "d"]], [["e", "f"], ["g", "h"]]],
            id="blank lines between rows, and a new head",
        ),
        pytest.param("首页 | 新闻\n正文\n----\n|\n", ["首页 | 新闻", "正文", "----", "|"], id="no table"),
    ],
)
def test_bars_between_cells(text: str, blocks: list[Shape]) -> None:
    """Bars of any width are column borders, rules are dropped, and empty cells are information."""
    assert shape(text) == blocks


def test_cells_on_lines_of_their_own_with_a_bar_behind() -> None:
    """A dump that lost its row ends is one column of cells, empty ones kept, and says that rows are unknown."""
    text = "自评表\n项目名称 |\n51000021R0001-某项目 |\n|\n\n｜\n主要任务一；\n主要任务二 |\n附件2\n金额 |\n5 |\n6 |\n"
    _, first, _, second = read_text(text)
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert [cell.text for cell in first.cells] == [
        "项目名称",
        "51000021R0001-某项目",
        "",
        "",
        "主要任务一；\n主要任务二",
    ]
    assert (first.cols, first.rows_known, second.rows) == (1, False, 3)


def test_too_many_cells_are_refused() -> None:
    """The limit of cells holds for dumps too."""
    with pytest.raises(TooLargeError):
        read_text("甲\t1\n乙\t2\n", max_cells=3)


@pytest.mark.parametrize(
    "text",
    [
        "\t很长的一句话没有任何数字也没有别的什么可以当作单元格的内容。\n",
        "---\n",
        "a\tb\n\n",
        "a|b\n\n",
        "字 |\n字\n\n",
        "\t5\n\n",
        "|\n",
    ],
)
def test_long_dumps_are_read_in_linear_time(text: str) -> None:
    """No shape makes the reader look at the rest of the file again and again."""
    began = time.perf_counter()
    read_text(text * 5000)
    assert time.perf_counter() - began < 3


@given(st.text(alphabet="\t\n |甲乙1.－-｜│─+。附件", max_size=60))
def test_nothing_that_is_printed_vanishes(text: str) -> None:
    """Every character that is neither space, tab, bar nor rule turns up in a line or a cell, in order."""
    drawn = set("\t\n |｜│─+-－。")
    printed = [char for char in text if char not in drawn]
    blocks = [b.text if isinstance(b, Line) else "".join(cell.text for cell in b.cells) for b in read_text(text)]
    assert sorted(char for char in "".join(blocks) if char not in drawn) == sorted(printed)


def test_real_dump_with_one_cell_a_line(shared: Path) -> None:
    """In the real export the padded figures stand in their row, and each indicator row has its nine cells."""
    blocks = shape((shared / "reports/yueyang-2024.txt").read_text("utf-8"))
    base, form, project = [block for block in blocks if not isinstance(block, str)]
    assert ["4479209", "135600", "7426775.36"] in [row[1:] for row in base]
    assert [len(row) for row in base].count(7) == 2
    assert {len(row) for row in form[10:-1]} == {len(row) for row in project[9:-1]} == {9}
    assert form[12][:5] == ["", "", "", "工会文体活动次数", "≥4次"]


def test_real_dump_with_a_page_break(shared: Path) -> None:
    """In the real export the rows behind the page break belong to the same table, one column short."""
    form, people = [b for b in shape((shared / "reports/yunxi-2024.txt").read_text("utf-8")) if not isinstance(b, str)]
    assert ([len(row) for row in form], len(people)) == ([9] * 20 + [8] * 7, 5)
