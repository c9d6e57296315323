"""Drawn tables: merged cells, line breaks, and rows that do not fit."""

import pytest

from extractor.eval.content import Box, sheet


def test_a_drawing_becomes_cells_with_spans() -> None:
    """`<` continues the cell to the left and `^` the cell above; covered places have no cell."""
    drawn = sheet("""
    项目名称 | 山洪防治 | <
    产出指标⏎(50分) | 数量指标 | 3␣处
    ^ | 质量指标 |
    """)

    assert (drawn.rows, drawn.cols) == (3, 3)
    assert drawn.boxes == (
        Box(0, 0, 1, 1, "项目名称"),
        Box(0, 1, 1, 2, "山洪防治"),
        Box(1, 0, 2, 1, "产出指标\n(50分)"),
        Box(1, 1, 1, 1, "数量指标"),
        Box(1, 2, 1, 1, "3\u00a0处"),
        Box(2, 1, 1, 1, "质量指标"),
        Box(2, 2, 1, 1, ""),
    )


def test_a_block_may_be_merged_both_ways() -> None:
    """A cell over two rows and two columns is drawn with marks in both directions."""
    drawn = sheet("合计 | < | 1\n^ | < | 2")

    assert drawn.boxes[0] == Box(0, 0, 2, 2, "合计")
    assert [box.text for box in drawn.boxes] == ["合计", "1", "2"]


def test_rows_of_different_length_are_refused() -> None:
    """A forgotten bar would shift every later cell, so it is an error."""
    with pytest.raises(ValueError, match="a row of 1 cells in a table of 2"):
        sheet("甲 | 乙\n丙")
