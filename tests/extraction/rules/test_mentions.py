"""Figures of the narrative with the words that lead to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.helpers import passage, patient
from extractor.extraction.lexicon import vocabulary
from extractor.extraction.rules.mentions import is_fall, mentions, without_direction

AMOUNTS = vocabulary("narrative.amounts")


def seen(text):
    """Return the mentions of a text."""
    return list(mentions(passage(text), AMOUNTS))


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("总支出372.18万元，占80.23%。", ["amount", "share"]),
        ("总支出较上年减少12.4万元，下降3.22%。", ["change", "growth"]),
        ("预算执行率98.18%，得9.8分。", ["rate", "score"]),
        ("在职26人，公用经费37.2万元。", ["count", "amount"]),
        ("满意率96.5%，占比80%。", [None, "share"]),
        ("占地120亩，占用办公用房3间。", ["count", "count"]),
        ("执行率较上年提高2个百分点。", [None]),
        ("比上年的286.2万元增加12.4万元。", ["amount", "change"]),
        ("追加预算20万元。", ["amount"]),
        ("增加投入20万元。", ["amount"]),
    ],
)
def test_words_and_unit_say_what_a_figure_is(text, roles):
    """An amount, share, growth, change, rate, score or count; None when it cannot be told."""
    assert [mention.role for mention in seen(text)] == roles


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("支出较上年减少12万元，下降3%。", ["previous", "previous"]),
        ("支出比年初预算增加12万元，增长3%。", ["budget", "budget"]),
        ("支出较计划减少12万元。", ["other"]),
        ("支出比2023年的286万元增加12万元，其中办公费增加2万元。", ["previous", "previous", ""]),
        ("篮球比赛经费7万元，比例为3%。", ["", ""]),
    ],
)
def test_a_change_is_measured_against_something(text, bases):
    """The words say against what; a change that only goes on is measured against the same."""
    assert [mention.base for mention in seen(text)] == bases


@pytest.mark.parametrize(
    ("text", "explaining"),
    [
        ("总支出372万元，较上年减少12万元，主要原因是压减培训费8万元。", [False, False, True]),
        ("总支出372万元，主要是办公费18万元。", [False, False]),
        ("支出减少12万元，原因：一是培训费3万元；二是会议费2万元。会议费3万元。", [False, True, True, False]),
    ],
)
def test_reasons_for_a_change_are_known(text, explaining):
    """What stands behind 主要是 or 原因 of a change explains it, up to the full stop."""
    assert [mention.explains for mention in seen(text)] == explaining


@pytest.mark.parametrize(
    ("lead", "falls"),
    [(",下降", True), ("较上年减少", True), ("增长", False), ("增幅下降", True), ("减少后又增加", False), ("", False)],
)
def test_the_last_direction_decides(lead, falls):
    """A change is a fall when the last word of direction says so."""
    assert is_fall(lead) is falls


def test_without_direction_only_the_subject_stays():
    """`人员经费增加了` is about 人员经费."""
    assert [without_direction(words) for words in ("人员经费增加了", ",实际减少", "人员经费")] == [
        "人员经费",
        ",",
        "人员经费",
    ]


def test_a_figure_is_quoted_from_the_last_comma():
    """The quote of a figure holds its own clause, so that a person finds it at a glance."""
    quotes = [
        mention.at.quote for mention in seen("2024年总支出372.18万元，其中：基本支出298.6万元、项目支出73.58万元。")
    ]

    assert quotes == ["2024年总支出372.18万元", "基本支出298.6万元", "项目支出73.58万元"]


def test_a_figure_behind_a_line_break_is_quoted_in_its_own_line():
    """A clause that a print wraps is quoted from the line that holds the figure."""
    text = "2024年我单位全年各项支出情况良好，其中一般公共预算财政拨款基本\n支出298.6万元。"

    (mention,) = seen(text)

    assert (mention.at.id, mention.at.quote, mention.code) == ("L0002", "支出298.6万元", "spending.basic.total")


@patient
@given(st.lists(st.decimals(min_value="0.01", max_value="9999", places=2), min_size=1, max_size=6))
def test_every_figure_is_mentioned_once_in_order(amounts):
    """No figure of a sentence is lost or told twice."""
    text = "，".join(f"经费{amount}万元" for amount in amounts) + "。"

    assert [mention.quantity.value for mention in seen(text)] == amounts
