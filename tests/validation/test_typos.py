"""Misprinted terms: one slip of the pen is found, what is right or another word is not."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.validation.data import words_of
from extractor.validation.typos import Speller, differs_once

TERMS = words_of("terms")["terms"].split()
LONG = [term for term in TERMS if len(term) >= 8]


def found(text):
    """Return what is misprinted in a text that is a whole report, as printed and as meant."""
    return [(one.printed, one.meant) for one in Speller([text]).typos(text)]


@given(st.sampled_from(LONG), st.integers(min_value=3, max_value=5))
def test_a_foreign_character_in_a_long_term_is_found(term, at):
    """A character that no word of the field contains shows, wherever it stands inside a long term."""
    wrong = f"{term[:at]}囍{term[at + 1 :]}"
    texts = found(f"本年{wrong}。")

    assert texts
    assert all("囍" in printed for printed, _ in texts)


@given(st.lists(st.sampled_from(TERMS), min_size=1, max_size=6))
def test_what_is_right_is_not_reported(terms):
    """Terms as they should read, one after the other, hold no misprint."""
    assert found("，".join(terms)) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("一般公人预算支出情况", "一般公人预算支出"),
        ("职工重大伤亡事故小的调查处理", "职工重大伤亡事故小的调查处理"),
        ("，织开展工运史研讨", "织开展"),
        ("资金拔付及时", "拔付"),
    ],
)
def test_slips_of_real_reports(text, printed):
    """A changed, an added and a lost character are found, and a word that is always wrong."""
    assert [one for one, _ in found(text)] == [printed]


@pytest.mark.parametrize(
    "text",
    [
        "绩效指标完成情况", "年度绩效指标", "公务用车运维费", "职工重大的伤亡事故的调查处理", "其他需说明的情况",
        "组织开展了学习", "年末预算数", "省级模范职工小家", "一般公共預算資產績效評價標準應與實際處理情況相關",
    ],
)  # fmt: skip
def test_other_words_are_no_slips(text):
    """A related term, a particle, a shorter form and traditional characters are right."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("window", "term", "differs"),
    [("公务用车", "公务用车", False), ("一般公人预算", "一般公共预算", True), ("一般公共的预算", "一般公共预算", True),
     ("一般公人预笔", "一般公共预算", False), ("一般公1预算", "一般公共预算", False)],
)  # fmt: skip
def test_one_difference(window, term, differs):
    """One character changed or put in differs once; none, two, or a digit does not."""
    assert differs_once(window, term) is differs


def test_the_terms_are_sound():
    """Terms are long enough, stand once, and are no fine or wrong word at the same time."""
    data = words_of("terms")
    fine = data["fine"].split()

    assert [term for term, count in Counter(TERMS).items() if count > 1 or len(term) < 4] == []
    assert not set(fine) & set(TERMS)
    assert len(TERMS) >= 300
    assert all(len(wrong) == len(right) and wrong != right for wrong, right in data["wrong"].items())
    assert all(head.endswith(cut) or cut in head for head, cut in data["heads"].items())


def test_no_wrong_word_stands_in_a_term():
    """What is always wrong occurs in no term that is right."""
    data = words_of("terms")
    right = " ".join([*TERMS, *data["fine"].split()])

    assert [wrong for wrong in data["wrong"] if wrong in right] == []
