"""How sentences on money open: titles run in, explained topics, words that leave the topic open."""

import pytest

from extraction.helpers import money_told
from extractor.extraction.rules.openings import bare_side, explained, opens_items, says_left, says_spent, titled_by


@pytest.mark.parametrize(
    ("lead", "code", "rest"),
    [
        ("基本支出用于保障机构正常运转,2024年共支出", "spending.basic.total", "2024年共支出"),
        ("2024年我馆基本支出是指为保障运转发生的支出,决算数", "spending.basic.total", "决算数"),
        ("项目支出主要用于文化惠民,全年支出", "spending.project.total", "全年支出"),
        ("三公经费主要用于公务接待,共支出", "three_public.total", "共支出"),
    ],
)
def test_a_topic_is_explained_before_its_total(lead, code, rest):
    """What a sentence explains first is what its first amount is of."""
    opening = explained(lead)

    assert opening is not None
    assert (opening.code, opening.rest) == (code, rest)


@pytest.mark.parametrize("lead", ["基本支出", "基本支出用于保障机构运转", "公用经费用于日常办公,共支出", "全年支出"])
def test_a_sentence_without_an_explanation_explains_nothing(lead):
    """A bare label, words without a comma and other topics are no explanation."""
    assert explained(lead) is None


@pytest.mark.parametrize(
    ("words", "spent"),
    [
        ("2024年共支出", True),
        ("全年实际支出", True),
        ("支出合计", True),
        ("其中人员经费", False),
        ("年初预算", False),
        ("", False),
    ],
)
def test_words_that_only_say_spent(words, spent):
    """支出 with a year and 共 says that an amount was spent; a label of its own says more."""
    assert says_spent(words) is spent


@pytest.mark.parametrize(
    ("lead", "left"),
    [
        (",结余", True),
        (",年末结余资金", True),
        (",尚有剩余资金", True),
        (",资金结余为", True),
        (",项目结余", False),
        (",上年结余", False),
        (",余", False),
    ],
)
def test_words_that_only_say_left(lead, left):
    """结余 with nothing of its own is what is left of the amount before."""
    assert says_left(lead) is left


def test_titles_and_sides_are_known_by_their_words():
    """基本支出： is a title run in, 2、支出： names a side, 项目支出主要用于 opens a list."""
    assert [titled_by(text) for text in ("(一)基本支出:", "项目支出12万元")] == ["basic", ""]
    assert [bare_side(lead) for lead in ("2、支出:", "全年收入", "项目支出")] == ["支出", "收入", ""]
    assert [opens_items(lead) for lead in ("项目支出主要用于:甲", "项目支出")] == [True, False]


EXPLAINED = [
    (
        "基本支出用于保障机构正常运转，2024年共支出298.6万元，包括人员经费200.6万元、公用经费98万元。",
        {"basic.total": "298.6万元", "basic.personnel": "200.6万元", "basic.public": "98万元"},
    ),
    ("基本支出是指为保障运转而发生的各项支出，2024年决算数298.6万元。", {"basic.total": "298.6万元"}),
    ("基本支出主要用于人员工资和日常运转，全年支出298.6万元。", {"basic.total": "298.6万元"}),
    ("“三公”经费主要用于公务接待，全年共支出5万元。", {"three_public.total.final": "5万元"}),
    ("基本支出用于保障运转，其中人员经费200万元。", {"basic.personnel": "200万元"}),
]


@pytest.mark.parametrize(("sentence", "figures"), EXPLAINED)
def test_a_total_may_stand_behind_what_it_is_used_for(sentence, figures):
    """The first amount behind an explanation of 基本支出 is its total, unless another label leads to it."""
    assert money_told("money", sentence) == figures


BALANCES = [
    (
        "money",
        "全年实际支出105万元，执行率95.45%，结余5万元。",
        {"total": "105万元", "rate": "95.45%", "balance": "5万元"},
    ),
    ("money", "支出总计105万元，年末剩余资金5万元。", {"total": "105万元", "balance": "5万元"}),
    ("money", "年初预算100万元，结转20万元。", {"initial_budget": "100万元"}),
    ("project", "免费开放项目预算40万元，支出35万元，结余5万元。", {}),
]


@pytest.mark.parametrize(("section", "sentence", "figures"), BALANCES)
def test_what_is_left_of_the_whole_is_the_balance(section, sentence, figures):
    """A bare 结余 behind the execution of the whole is the balance; behind a plan or an item it is none."""
    assert money_told(section, sentence) == figures
