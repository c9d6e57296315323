"""Items of project spending: their names, their amounts, and amounts that are no items."""

import pytest

from extraction.helpers import money_told, told
from extractor.extraction.rules.items import item_name


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        ("其中:免费开放专项", "免费开放专项"),
        ("、图书购置经费支出", "图书购置经费支出"),
        ("主要用于以下方面:一是水库除险加固", "水库除险加固"),
        ("二是河道清淤安排", "河道清淤"),
        ("1.法治宣传经费:", "法治宣传经费"),
        ("(2)人民调解以案定补", "人民调解以案定补"),
        ("高标准农田建设", "高标准农田建设"),
        ("每村补助", None),
        ("人均补助", None),
        ("实际到位", None),
        ("结余", None),
        ("项目总投资", None),
        ("已支付", None),
        ("执行", None),
        ("争取上级资金", None),
        ("中央资金", None),
        ("县级配套", None),
        ("资金", None),
        ("上级专项", None),
        ("补助标准", None),
        ("合计", None),
        ("", None),
        ("、", None),
        ("3", None),
    ],
)
def test_a_name_is_what_money_is_spent_on(lead, name):
    """The words before an amount name an item; a price, a balance, a source or a bare 资金 names none."""
    assert item_name(lead) == name


ITEMS = [
    (
        "项目支出73.58万元，其中：免费开放专项40万元、非遗保护专项20万元、图书购置13.58万元。",
        {
            "project.total": "73.58万元",
            "项目:免费开放专项": "40万元",
            "项目:非遗保护专项": "20万元",
            "项目:图书购置": "13.58万元",
        },
        True,
    ),
    (
        "项目支出共计73.58万元，主要包括文化惠民演出32.6万元，送戏下乡18万元等。",
        {"project.total": "73.58万元", "项目:文化惠民演出": "32.6万元", "项目:送戏下乡": "18万元"},
        None,
    ),
    (
        "项目支出379.95万元，主要用于以下方面：一是农村饮水工程180万元；二是水库除险加固120万元。",
        {"project.total": "379.95万元", "项目:农村饮水工程": "180万元", "项目:水库除险加固": "120万元"},
        None,
    ),
    (
        "2024年项目支出379.95万元，其中上级专项资金支出260万元，本级项目支出119.95万元。",
        {"project.total": "379.95万元", "项目:上级专项资金支出": "260万元", "项目:本级项目支出": "119.95万元"},
        True,
    ),
    (
        "河道清淤工程100万元，已支付95万元，结余5万元；水质监测40万元。",
        {"项目:河道清淤工程": "100万元", "项目:水质监测": "40万元"},
        None,
    ),
    (
        "农村饮水安全资金180万元，其中中央资金100万元、省级资金50万元、县级配套30万元。",
        {"项目:农村饮水安全资金": "180万元"},
        None,
    ),
    ("水库除险加固项目年初预算150万元，实际到位120万元，支出120万元，结余0万元。", {}, None),
    ("防汛抗旱专项预算80万元，执行80万元，执行率100%。", {}, None),
    ("项目总投资1500万元，本年度支付进度款320万元，剩余1180万元。", {}, None),
    ("每村补助5万元，共补助12个村，计60万元，约20万元用于管护。", {}, None),
    ("2023年河道清淤工程100万元。", {}, None),
]


@pytest.mark.parametrize(("sentence", "figures", "_closed"), ITEMS)
def test_items_are_read_with_their_amounts(sentence, figures, _closed):
    """Each item that a sentence lists has its amount; what is no item is left unread."""
    assert money_told("project", sentence) == figures


@pytest.mark.parametrize(("sentence", "closed"), [(sentence, closed) for sentence, _, closed in ITEMS[:4]])
def test_a_list_is_complete_only_when_it_says_so(sentence, closed):
    """其中 without 等 and 主要 says that the items are all there are."""
    assert told("project", sentence).spending.project.items_closed is closed


def test_a_change_may_follow_an_item():
    """较上年 behind an item is its own change, not that of project spending."""
    said = money_told("project", "项目支出30万元。其中：河道清淤工程20万元，较上年增加2万元，增长11.11%。")

    assert said["项目:河道清淤工程.amount_change_from_previous"] == "2万元"
    assert "project.change_from_previous" not in said


def test_money_of_deeds_is_no_item():
    """What a section on results says of money is no item of project spending."""
    assert money_told("deeds", "项目支出情况良好，投入河道清淤100万元。") == {}


@pytest.mark.parametrize(
    ("behind", "items"),
    [
        ("年末办公设备价值900万元。", ["免费开放", "图书购置"]),
        ("用水1200吨，同比下降3%。", ["免费开放", "图书购置"]),
    ],
)
def test_items_end_when_they_make_up_the_total(behind, items):
    """What stands behind items that make up project spending is no further item and no change of the last one."""
    said = money_told("project", f"项目支出70万元，其中：免费开放40万元，图书购置30万元。{behind}")

    assert [path for path in said if path.startswith("项目:")] == [f"项目:{name}" for name in items]


def test_a_part_that_is_the_whole_may_be_split_in_its_sentence():
    """Items behind one that makes up the total are items as long as the sentence lasts."""
    said = money_told("project", "项目支出70万元，其中本级项目70万元，包括免费开放40万元、图书购置30万元。")

    assert (said["项目:免费开放"], said["项目:图书购置"]) == ("40万元", "30万元")


def test_items_go_on_as_long_as_the_total_leaves_something():
    """A further sentence names a further item when the items before it do not make up the total."""
    said = money_told("project", "项目支出70万元，其中：免费开放40万元。图书购置30万元。")

    assert said["项目:图书购置"] == "30万元"


def test_a_list_may_begin_in_a_paragraph_of_its_own():
    """其中 at the beginning of the next paragraph goes on with the total before it."""
    said = money_told("money", "全年安排项目2个，项目支出70万元。\n其中：免费开放40万元、图书购置30万元。")

    assert said == {"project.total": "70万元", "项目:免费开放": "40万元", "项目:图书购置": "30万元"}


def test_the_value_of_assets_is_no_item():
    """固定资产原值 behind project spending tells of what the unit owns."""
    assert money_told("project", "项目支出70万元。年末固定资产原值900万元。") == {"project.total": "70万元"}
