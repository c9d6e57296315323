"""Rows and merged cells whose words a page break has parted."""

import pytest
from reading.test_joining import FIRST, HEAD, PAGES, shape, table

from extractor.eval.renderings.typeset import GridCell
from extractor.reading.pdf.joining import join_tables


def joined(above, below):
    """Join two tables that a page break parts, and return their cells by row and column."""
    (piece,) = join_tables([table(above, 1), table(below, 2, top=60.0)], PAGES)
    return {cell[:2]: cell for cell in shape(piece)}


@pytest.mark.parametrize(
    ("name", "rest", "whole"),
    [
        ("效益（30", "分）", "效益（30\n分）"),
        ("效益", "（30分）", "效益\n（30分）"),
        ("", "效益（30分）", "效益（30分）"),
    ],
)
def test_the_name_of_a_merged_cell_is_put_together(name, rest, whole):
    """A merged level whose name or bracket stands partly or wholly below the break is one cell."""
    last = [name, "社会效益", "群众知晓率", "15", "15"]
    cells = joined(
        [HEAD, *FIRST, last], [[GridCell(rest, 2), "经济效益", "带动就业", "8", "8"], ["生态效益", "绿化", "7", "7"]]
    )

    assert cells[4, 1][2:] == (3, 1, 1, whole)


def test_words_on_either_side_are_one_row():
    """Single lines stay above the break, cells of two lines go below it: they are one row."""
    cells = joined([HEAD, *FIRST, ["", "", "", "10", "9"]], [["满意度指标", "服务对象", "满意度", "", ""]])

    assert [cells[4, col][5] for col in range(1, 6)] == ["满意度指标", "服务对象", "满意度", "10", "9"]
    assert (5, 1) not in cells


def test_a_new_row_stays_a_row():
    """A row below the break that has words of its own in the same columns is not part of the row above."""
    cells = joined(
        [HEAD, *FIRST, ["满意度指标", "服务对象", "满意度", "10", "9"]],
        [["成本指标", "经济成本", "预算控制", "5", "5"]],
    )

    assert cells[5, 3][5] == "预算控制"


def test_a_form_that_leaves_levels_blank_is_left_so():
    """Where a level is printed once and blank below, a blank cell at the break does not take the next level."""
    level = ["效益指标", "社会效益", "知晓率", "10", "9"]
    blanks = [["", "生态效益", "绿化", "5", "5"], ["", "其他", "养护", "5", "5"]]
    cells = joined([HEAD, *FIRST, level, *blanks], [["满意度指标", "服务对象", "满意度", "10", "9"]])

    assert (cells[6, 1][5], cells[7, 1][5]) == ("", "满意度指标")
