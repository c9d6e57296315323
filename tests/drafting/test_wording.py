"""How a value is written."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.drafting import marks, wording
from extractor.records.report import Date, Figure, Measure, Text, Year
from tests.compact import figure, place


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (figure("503.37万元"), "503.37万元"),
        (figure("1,673,387.69元"), "1,673,387.69元"),
        (Figure(text="５０３．３７", value=Decimal("503.37"), unit="万元", at=place()), "503.37万元"),
        (Figure(text="95.93%", value=Decimal("95.93"), unit="%", at=place()), "95.93%"),
        (Figure(text="200", value=Decimal(200), unit="人", approximate=True, at=place()), "约200人"),
        (Figure(text="壹佰元整", value=Decimal(100), unit="元", at=place()), "壹佰元整"),
        (Figure(text="九十五", value=Decimal(95), unit="%", at=place()), "百分之九十五"),
        (Figure(text="15", value=Decimal(15), at=place()), "15"),
        (Date(text="2025.6.4", value="2025-06-04", at=place()), "2025年6月4日"),
        (Date(text="2025年6月", value="2025-06", at=place()), "2025年6月"),
        (Year(text="2024年", value="2024", at=place()), "2024"),
        (Measure(text="<= 100%", at=place()), "≤100%"),
        (Measure(text="100", value=Decimal(100), unit="%", at=place()), "100%"),
        (Measure(text="完成 3 场", value=Decimal(3), unit="场", at=place()), "完成3场"),
        (Text(text=" 青禾县\u00a0图书馆\x0b ", at=place()), "青禾县图书馆"),
        (Text(text="A section of the text", at=place()), "A section of the text"),
    ],
)
def test_a_value_is_written_as_printed(value: Any, written: str) -> None:
    """Number and unit as printed; only width, spaces and signs are made uniform."""
    assert wording.printed(value) == written
    assert written in wording.forms(value)


def test_wrapped_lines_are_joined_and_list_items_are_not() -> None:
    """A line that ends in the middle of a sentence goes on; a numbered line begins anew."""
    text = "1、负责图书采购和\n编目工作；\n2、开展阅读推广\n（三）完成其他任务。"
    assert wording.paragraphs(text) == ["1、负责图书采购和编目工作；", "2、开展阅读推广", "（三）完成其他任务。"]


@pytest.mark.parametrize("text", ["无", "无。", " — ", "不涉及"])
def test_words_for_nothing(text: str) -> None:
    """无 and its like say that there is nothing."""
    assert wording.is_none(text)


WORDS = st.text(st.characters(exclude_characters="\ue000\ue001\ue002\n|", exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=6), WORDS)
def test_marks_come_out_where_the_words_stand(pairs: list[tuple[str, str]], tail: str) -> None:
    """Resolving gives back the plain text; each citation points at exactly its words."""
    marked = "".join(f"{plain}{marks.mark(words, 'score.total')}" for plain, words in pairs) + tail
    text, citations = marks.resolve(marked)
    assert text == "".join(plain + words for plain, words in pairs) + tail
    assert [text[c.start : c.end] for c in citations] == [words for _, words in pairs] == [c.text for c in citations]


def test_a_bar_inside_a_value_is_no_column() -> None:
    """Only bars that the template wrote part the cells of a table."""
    assert [marks.resolve(cell)[0] for cell in marks.cells(f"| {marks.mark('甲|乙', 'score.grade')} | 丙 |")] == [
        "甲|乙",
        "丙",
    ]
