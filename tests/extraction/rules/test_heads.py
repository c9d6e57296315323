"""Heads of blocks in a stream of words."""

import pytest

from extractor.extraction.rules.heads import find_heads
from extractor.extraction.rules.tokens import Token


def heads(text):
    """Return kind and codes of the heads in a stream of words, and the words that name the columns of a block."""
    tokens = [Token(word, f"L{number:04}", number) for number, word in enumerate(text.split(), 1)]
    return [
        (head.kind, head.codes, [token.text for token in head.words(tokens)] if head.kind != "finance" else [])
        for head in find_heads(tokens)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "codes"),
    [
        (
            "年初预算数 全年预算数 全年执行数 分值 执行率 得分",
            "budget",
            ["initial", "adjusted", "executed", "weight", "rate", "score"],
        ),
        ("预算数 执行数 执行率", "budget", ["adjusted", "executed", "rate"]),
        ("年初预算数 （A） 全年预算数 全年执行数", "budget", ["initial", "adjusted", "executed"]),
        (
            "一级指标 二级指标 三级指标 指标值 完成值 分值",
            "indicators",
            ["level1", "level2", "level3", "target", "actual", "weight"],
        ),
        ("评价内容 目标值 完成值", "indicators", ["level3", "target", "actual"]),
        ("预期目标 实际完成情况", "goals", ["expected", "actual"]),
        ("收入合计 财政拨款收入 其他收入 局机关 10 8 2", "finance", ["income.total", "income.fiscal", "income.other"]),
    ],
)
def test_a_run_of_column_words_is_a_head(text, kind, codes):
    """Column words in a row, with at most one stranger between, head a block of the kind with the most columns."""
    ((found, named, _),) = heads(text)

    assert (found, [code for code in named if code]) == (kind, codes)


@pytest.mark.parametrize(
    "text",
    [
        "全年预算数 全年执行数",
        "全年预算数 20 全年执行数 19 执行率 98%",
        "一级指标 二级指标",
        "基本支出 项目支出",
        "分值 分值 得分 执行率",
        "",
    ],
)
def test_a_few_words_are_no_head(text):
    """Two columns, values between them, row labels or one word twice head nothing."""
    assert heads(text) == []


def test_each_head_begins_a_block_of_its_own():
    """The heads of a form come in order, with the words that name their columns."""
    found = heads("预算数 执行数 执行率 资金总额 20 19 95% 一级指标 二级指标 指标值 得分 产出指标 数量指标 80场 20")

    assert [(kind, words) for kind, _, words in found] == [
        ("budget", ["预算数", "执行数", "执行率"]),
        ("indicators", ["一级指标", "二级指标", "指标值", "得分"]),
    ]
