"""Heads of dumps that lost the width of their cells."""

import pytest

from extraction.helpers import grid
from extractor.extraction.rules.grids import spread


def spread_out(upper, lower):
    """Return each cell of the upper row with its column and width."""
    return [(slot.text, slot.col, slot.width) for slot in spread(*grid(upper, lower).rows)]


@pytest.mark.parametrize(
    ("upper", "lower", "places"),
    [
        (
            "评价指标|目标值|得分",
            "一级指标|二级指标|三级指标||",
            [("评价指标", 0, 3), ("目标值", 3, 1), ("得分", 4, 1)],
        ),
        (
            "名称|预算数|执行数|备注",
            "|总额|拨款|总额|拨款|",
            [("名称", 0, 1), ("预算数", 1, 2), ("执行数", 3, 2), ("备注", 5, 1)],
        ),
        ("机构|合计|其中|结余", "||基本|项目|累计", [("机构", 0, 1), ("合计", 1, 1), ("其中", 2, 0), ("结余", 2, 0)]),
    ],
)
def test_a_head_stands_above_its_columns(upper, lower, places):
    """What is printed side by side below stands under one cell; where it is not known under which, under none."""
    assert spread_out(upper, lower) == places


@pytest.mark.parametrize(
    ("upper", "lower"),
    [("甲|乙|丙", "甲|乙|丙"), ("合计|5|4", "基本支出|其他|3||"), ("甲|乙", "一|二||三|四|"), ("甲||乙", "一|二|三|")],
)
def test_other_rows_stay(upper, lower):
    """Rows as long as each other, rows with figures, and heads that do not come out even stay as they are."""
    (before, _) = grid(upper, lower).rows

    assert spread(*grid(upper, lower).rows) == before
