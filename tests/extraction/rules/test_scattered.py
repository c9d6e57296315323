"""Tables of money of which only the words are left, believed when their figures add up."""

import pytest

from extractor.extraction.rules.scattered import scattered_at
from extractor.extraction.rules.tokens import Token


def read(*texts):
    """Return code and value of the columns of a table that begins at the first token."""
    table = scattered_at([Token(text, f"L{number:04}", number) for number, text in enumerate(texts, 1)], 0)
    return table and [(code, token.text) for code, token in zip(table.codes, table.values, strict=True)]


SPENDING = ["支出合计", "基本支出", "其中：", "人员支出", "公用支出", "项目支出", "机构名称"]


def test_heads_then_values():
    """The heads in printed order with the values behind the row label, when the sums hold."""
    assert read("收入合计", "财政拨款收入", "其他收入", "局机关", "10", "8", "2") is not None
    assert dict(read("收入合计", "财政拨款收入", "其他收入", "局机关", "10", "8", "2"))["income.fiscal"] == "8"


def test_nested_heads_are_put_in_the_order_that_adds_up():
    """基本支出 | 项目支出 above 人员支出 | 公用支出: the order of columns is the one in which the sums hold."""
    heads = ["支出合计", "基本支出", "项目支出", "其中：", "人员支出", "公用支出", "局机关"]

    assert read(*heads, "10", "7", "5", "2", "3") == [
        ("spending.total", "10"), ("spending.basic.total", "7"), ("spending.basic.personnel", "5"),
        ("spending.basic.public", "2"), ("spending.project.total", "3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "texts",
    [
        (*SPENDING, "10", "7", "5", "2", "4"),
        (*SPENDING, "10", "7", "5"),
        ("支出合计", "基本支出", "10", "7"),
        ("印刷费", "租赁费", "维修费", "局机关", "10", "7", "3"),
        ("支出合计", "基本支出", "项目支出", "局机关", "10", "7", "无"),
    ],
)
def test_what_does_not_add_up_is_not_believed(texts):
    """Sums that fail, missing values, two heads only or strange heads: no table."""
    assert read(*texts) is None
