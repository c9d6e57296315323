"""Which year the words of a sentence speak of."""

import pytest

from extractor.extraction.rules.years import Years, label_words, reaches, two_years


@pytest.mark.parametrize(
    ("lead", "other"),
    [
        ("2024年总支出", False),
        ("2023年总支出", True),
        ("总支出比2023年增加", False),
        ("与2023年相比", False),
        ("较上年决算", False),
        ("上年三公经费", True),
        ("上年结转资金", False),
        ("上年度结转结余", False),
        ("去年", True),
        ("2023年投入,2024年支出", False),
        ("2022年至2024年,支出合计", True),
        ("近三年总支出", True),
        ("十四五期间", True),
        ("今年支出", False),
        ("支出合计", False),
    ],
)
def test_a_named_year_counts_unless_it_is_compared_with(lead, other):
    """The last year named decides; a year behind 比, 较 or 与 and 上年结转 does not count."""
    assert Years("2024").note(lead) is other


def test_a_year_holds_until_another_is_named():
    """What follows in the sentence is of the same year."""
    years = Years("2024")

    assert [years.note(lead) for lead in ("2023年总支出", ",其中基本支出", ",2024年总支出", ",基本支出")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_a_new_sentence_is_of_the_fiscal_year_unless_it_goes_on():
    """A sentence that goes on with the one before is of its year; any other is of the fiscal year."""
    years = Years("2024")
    years.note("2023年总支出")
    years.begin(goes_on=True)
    assert years.note("其中基本支出")

    years.begin(goes_on=False)
    assert not years.note("基本支出")


def test_without_a_fiscal_year_no_named_year_is_another_one():
    """A report of an unknown year may name any; 上年 is another year all the same."""
    assert not Years("").note("2021年总支出")
    assert Years("").note("上年总支出")


@pytest.mark.parametrize(
    ("lead", "before", "words"),
    [
        (",2023年", "公务接待费2022年", "公务接待费2022年"),
        ("降至", "其中人员经费由上年的", "其中人员经费"),
        (",2023年", "公务接待费", ",2023年"),
        ("降至", "其中人员经费", "降至"),
        (",2023年公用经费", "人员经费2022年", ",2023年公用经费"),
    ],
)
def test_a_bare_year_goes_on_with_the_label_of_another_year(lead, before, words):
    """A year alone, or 降至 behind 由上年的, says nothing new of what the figure is; other words do."""
    assert label_words(lead, before) == words


@pytest.mark.parametrize(
    ("earlier", "later", "compared"),
    [
        ("2022年收入合计", ",2023年收入合计", True),
        ("上年基本支出", ",本年基本支出", True),
        ("2021年收入合计", ",2023年收入合计", False),
        ("2023年收入合计", ",上年收入合计", False),
        ("上年结转", ",本年收入", False),
        ("基本支出", ",项目支出", False),
    ],
)
def test_two_amounts_are_compared_when_their_years_follow_each_other(earlier, later, compared):
    """Only the year before and this year, in this order, make the change that follows one between years."""
    assert two_years(earlier, later) is compared


@pytest.mark.parametrize(("words", "target"), [("较上年降至", True), ("增长到", True), ("较上年下降", False)])
def test_what_an_amount_fell_to_is_not_the_change(words, target):
    """降至 leads to the new amount, 下降 to the difference."""
    assert reaches(words) is target
