"""Which year the words of a sentence speak of."""

import pytest

from extractor.extraction.rules.years import Years


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
