"""C02: numbers of headings side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.records.report import Section
from extractor.validation.numbering import flaws, sibling_lists


def sections(*numbers, text=""):
    """Return headings at one level with these numbers."""
    return tuple(
        Section(number=number, title=f"情况{at}", level=1, text=text, first_line=f"L{at:04}", last_line=f"L{at:04}")
        for at, number in enumerate(numbers, 1)
    )


def kinds(*numbers, text="", tables=frozenset()):
    """Return what is wrong with a list of headings, as kind and number."""
    made = sections(*numbers, text=text)
    return [(flaw.kind, flaw.at.section.number) for one in sibling_lists(made) for flaw in flaws(one, made, tables)]


@given(st.integers(min_value=1, max_value=12), st.sampled_from(["{}、", "（{}）", "第{}部分"]))
def test_counting_on_is_right(count, form):
    """Headings that count on from one in one style have no flaw."""
    names = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]

    assert kinds(*(form.format(name) for name in names[:count])) == []


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("一、", "2、", "三、"), [("style", "2、")]),
        (("（一）", "1.", "（三）"), [("style", "1.")]),
        (("一、", "二、", "四、"), [("gap", "四、")]),
        (("一、", "二、", "二、"), [("repeated", "二、")]),
        (("一、", "二、", "三、", "二、"), [("back", "二、")]),
        (("（一）", "（二）", "（一）", "（二）"), [("reset", "（一）")]),
        (("1、", "2、", "1、"), []),
        (("1、", "2、", "3."), [("style", "3.")]),
        (("一、", "附件1", "一、", "二、"), []),
        (("①", "③"), []),
    ],
)
def test_flaws(numbers, expected):
    """Another style, a gap, a repeated number, a step back and a new beginning are told apart."""
    assert kinds(*numbers) == expected


def test_a_number_in_the_running_text_leaves_no_gap():
    """（二） that stands in the text of （一） is no missing heading."""
    assert kinds("（一）", "（三）", text="细化预算。（二）加强管理。") == []


def test_a_table_of_contents_is_no_list():
    """Titles that are printed once more, without text below, are contents; the numbering begins behind them."""
    made = tuple(
        section.model_copy(update={"title": f"第{number}个情况"})
        for section, number in zip(sections("一、", "二、", "三、", "一、", "二、", "三、"), [1, 2, 3] * 2, strict=True)
    )

    assert [len(one) for one in sibling_lists(made)] == [3]


def test_a_form_between_may_hold_the_heading():
    """Where a table stands between two headings, its cells may hold the one between."""
    assert kinds("三、", "五、", tables=frozenset({0})) == []
