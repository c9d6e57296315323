"""Words become printed lines by where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.reading.pdf.rows import bounding_box, printed_rows, row_text
from extractor.records.document import Word


def word(text: str, left: float, top: float, size: float = 10.0) -> Word:
    """A word of square letters, figures and Latin letters half as wide."""
    width = sum(size if letter > "\u2000" else size / 2 for letter in text)
    return Word(text, (left, top, left + width, top + size))


@given(
    st.permutations([word("甲", 0, 0), word("乙", 30, 4), word("2", 50, 1, 5), word("丙", 0, 7), word("丁", 90, 30)])
)
def test_lines_do_not_depend_on_the_order(words: list[Word]) -> None:
    """Words that overlap by half their height stand on one line, raised small ones too."""
    assert [row_text(row) for row in printed_rows(words)] == ["甲  乙 2", "丙", "丁"]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([word("三公", 0, 0), word("经费", 22, 0)], "三公经费"),
        ([word("三公", 0, 0), word("经费", 23, 0)], "三公 经费"),
        ([word("“", 0, 0), word("三公", 10.5, 0)], "“三公"),
        ([word("预算", 0, 0), word("503.37", 22.5, 0)], "预算503.37"),
        ([word("预算", 0, 0), word("503.37", 23.5, 0)], "预算 503.37"),
        ([word("12", 0, 0), word("345", 12, 0)], "12 345"),
        ([word("合计", 0, 0), word("12", 40, 0)], "合计  12"),
        ([word(" 合计 ", 0, 0)], "合计"),
    ],
)
def test_gaps(words: list[Word], text: str) -> None:
    """A narrow gap between Chinese characters is none, before figures it counts, a column's is two spaces."""
    assert row_text(words) == text


def test_box_of_words() -> None:
    """Words have one box around them all."""
    words = [word("培训人次", 0, 20), word("全年", 0, 0)]
    assert bounding_box(words) == (0, 0, 40, 30)
