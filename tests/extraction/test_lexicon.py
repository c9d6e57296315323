"""The words of the domain and how printed text is compared with them."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.helpers import patient
from extractor.extraction.lexicon import (
    any_of,
    label_key,
    label_text,
    plain,
    simplify,
    vocabulary,
    without_brackets,
    words_of,
)
from extractor.records import paths

DATA = tomllib.loads((files("extractor.extraction") / "lexicon.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("全 年 预 算 数", "全年预算数"),
        ("全年预算數", "全年预算数"),
        ("“三公”经费", "三公经费"),
        ("年度資金總額（萬元）", "年度资金总额(万元)"),
        ("#填报人：", "填报人:"),
        ("编(biān)制数", "编制数"),
        ("产出\n指标", "产出指标"),
    ],
)
def test_plain_is_what_two_prints_share(printed, key):
    """Spaces, line breaks, quotes, width, traditional characters and inserted pinyin do not count."""
    assert plain(printed) == key


@pytest.mark.parametrize(
    ("printed", "key", "text"),
    [
        ("1、公用经费：", "公用经费", "公用经费"),
        ("（一）基本支出", "基本支出", "基本支出"),
        ("其中：基本支出", "基本支出", "基本支出"),
        ("一、其中：财政拨款", "财政拨款", "财政拨款"),
        ("①办公费", "办公费", "办公费"),
        ("2024年决算数", "2024年决算数", "2024年决算数"),
        ("1.5倍", "1.5倍", "1.5倍"),
        ("年度资金总额（万元）", "年度资金总额(万元)", "年度资金总额（万元）"),
    ],
)
def test_a_label_loses_its_list_number(printed, key, text):
    """List numbers, 其中： and the final colon are no part of a label; the rest stays as printed."""
    assert (label_key(printed), label_text(printed)) == (key, text)


def test_without_brackets_a_remark_is_gone():
    """`全年预算数(A)` is 全年预算数; a text that is all remark stays."""
    assert [without_brackets(key) for key in ("全年预算数(A)", "(A)")] == ["全年预算数", "(A)"]


@patient
@given(st.text(max_size=60))
def test_simplify_keeps_the_length(text):
    """Positions in a simplified text are positions in the printed one."""
    assert len(simplify(text)) == len(text)


@patient
@given(st.text(max_size=40))
def test_plain_says_the_same_twice(text):
    """What is plain stays as it is."""
    assert plain(plain(text)) == plain(text) or "(" in simplify(text)


def test_the_longest_word_inside_wins():
    """公务用车购置及运行费 is not 公务用车购置."""
    words = vocabulary("narrative.amounts")

    assert words.inside("公务用车购置及运行费支出") == "three_public.vehicles"
    assert [code for _, _, code in words.spans("公务用车购置费公务接待费")] == [
        "three_public.vehicle_purchase",
        "three_public.reception",
    ]


def test_a_word_inside_has_little_around_it():
    """A word in a longer text counts only with few characters more."""
    columns = vocabulary("columns.budget")

    assert columns.inside("全年预算数(A)") == columns.inside("财政全年预算数") == "adjusted"
    assert columns.inside("各单位请于每月十日之前填报全年预算数") is None
    assert columns.exact("财政全年预算数") is None


@pytest.mark.parametrize("section", ["budget", "indicators", "base_data", "staffing", "goals", "evaluators"])
def test_a_column_word_has_one_meaning(section):
    """No head word of a table stands for two columns of it."""
    printed = [plain(word) for words in DATA["columns"][section].values() for word in words]

    assert not {word for word in printed if printed.count(word) > 1 and len(set(_codes(section, word))) > 1}


def _codes(section, word):
    return [code for code, words in DATA["columns"][section].items() if word in map(plain, words)]


def test_narrative_amounts_are_fields():
    """Every word of the narrative stands for a field of the record, for the total in want of another, or for none."""
    codes = {code.removeprefix("weak.") for code in DATA["narrative"]["amounts"]} - {"elsewhere"}
    fields = {code for code in codes if not code.startswith("three_public.")}

    assert all(paths.exists(code) for code in fields)
    assert {code.partition(".")[2] for code in codes - fields} <= set(ITEMS)


ITEMS = ("total", "abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")


def test_lists_are_patterns_and_sets():
    """A list of words is a pattern that takes the longest, and a set."""
    assert "局" in words_of("unit_endings")
    assert any_of("before_grade").startswith("(?:")
