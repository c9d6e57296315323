"""The label that leads to a figure, and whether it stands for itself."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.helpers import patient
from extractor.extraction.lexicon import vocabulary, words_of
from extractor.extraction.rules.labels import label_before, made_of, says_nothing

AMOUNTS = vocabulary("narrative.amounts")


@pytest.mark.parametrize(
    ("lead", "code", "word", "rest"),
    [
        ("基本支出", "spending.basic.total", "基本支出", ""),
        ("其中基本支出共计约", "spending.basic.total", "基本支出", "共计约"),
        ("基本支出2024年预算执行数为", "spending.basic.total", "基本支出", "2024年预算执行数为"),
        ("三公经费全年预算", "three_public.total", "三公经费", "全年预算"),
        ("公务接待费年初预算", "three_public.reception", "公务接待费", "年初预算"),
        ("收入总额(含上年结转)", "income.total", "收入总额", ""),
        ("占基本支出的", None, "", ""),
        ("基本支出,用于发放工资", None, "", ""),
        ("印刷费", None, "", ""),
        ("培训费", "elsewhere", "培训费", ""),
        ("", None, "", ""),
    ],
)
def test_the_label_leads_directly_to_the_figure(lead, code, word, rest):
    """Only fillers, dates and general words may stand between a label and its figure; what is shared of is no label."""
    found = label_before(lead, AMOUNTS)

    assert (found.code, found.word, found.rest) == (code, word, rest)


@pytest.mark.parametrize(
    ("lead", "before"),
    [
        ("全年完成任务,水库加固项目支出", "水库加固"),
        ("(一)基本支出", "一)"),
        ("、公用经费", ""),
        ("本单位2024年基本支出", "本单位2024年"),
        ("人员经费、公用经费", "人员经费、"),
    ],
)
def test_before_is_the_clause_before_the_label(lead, before):
    """What stands before a label in its own clause is kept, to tell whether it changes the label."""
    assert label_before(lead, AMOUNTS).before == before


@pytest.mark.parametrize(
    ("words", "unit", "nothing"),
    [
        ("", "", True),
        ("其中", "", True),
        ("本单位2024年", "", True),
        ("我局2024年度", "", True),
        ("一是", "", True),
        ("2.", "", True),
        ("经县编办批准", "", True),
        ("县文化馆2024年", "河口县文化馆", True),
        ("河口县文化馆", "", True),
        ("县图书馆", "河口县文化馆", False),
        ("下属图书馆", "河口县文化馆", False),
        ("水库加固", "", False),
        ("本级", "", False),
        ("其他", "", False),
        ("在职", "", False),
        ("基本支出", "", False),
        ("2024年" * 20, "", False),
    ],
)
def test_only_neutral_words_say_nothing(words, unit, nothing):
    """Dates, list numbers and the unit itself leave a label what it is; other words make another fact of it."""
    assert says_nothing(words, unit) is nothing


@patient
@given(st.lists(st.sampled_from(sorted(words_of("fillers"))), max_size=8))
def test_a_text_is_made_of_the_words_it_was_put_together_from(words):
    """However fillers are strung together, they are recognised."""
    assert made_of("".join(words), words_of("fillers"), ())


@patient
@given(st.lists(st.sampled_from(sorted(words_of("fillers"))), max_size=8))
def test_one_strange_character_breaks_a_text(words):
    """A word that is no filler anywhere in a text makes it something else."""
    assert not made_of("".join(words) + "鹤", words_of("fillers"), ())


def test_ambiguous_words_take_no_time():
    """Words that can be cut in many ways are followed once a position, not once a cut."""
    began = time.perf_counter()

    for text in ("局中心院所站队馆处部社室台园" * 3, "数额总额总数" * 9, "年度本年度年末" * 5):
        says_nothing(text[:39] + "鹤")
        label_before("基本支出" + text + "鹤", AMOUNTS)

    assert time.perf_counter() - began < 1
