"""The words of a form that lost its rows."""

import pytest

from extraction.helpers import paper
from extractor.extraction.rules.tokens import Token, field_label, is_word, slot, stream_of_lines, stream_of_table
from extractor.records.document import Line


def words(text):
    """Return the tokens of lines and whether each is one cell."""
    stream = stream_of_lines(paper(text).lines)
    return [token.text for token in stream.tokens], stream.explicit


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一级指标 二级指标 三级指标", ["一级指标", "二级指标", "三级指标"]),
        ("年初 预算数 全年 预算数", ["年初预算数", "全年预算数"]),
        ("年初\n预算数 全年执行数", ["年初\n预算数", "全年执行数"]),
        ("产出指标\n（50分） 数量指标", ["产出指标\n（50分）", "数量指标"]),
        ("指标1： 指标2：/ 演出场次 ……", ["演出场次"]),
        ("基本支出 项目支出", ["基本支出", "项目支出"]),
    ],
)
def test_lines_fall_into_words(text, found):
    """Words broken over spaces or lines are joined, placeholders of the template dropped; whole words stay apart."""
    assert words(text) == (found, False)


def test_fixed_spaces_are_empty_cells():
    """Where empty cells are printed as fixed spaces each line is one cell."""
    text = "全年预算数\n\u3000\u00a0\n12 万元\n\u00a0\n\u00a0\n\u00a0\n98%"
    stream = stream_of_lines(_lines(text))

    assert stream.explicit
    assert [token.text for token in stream.tokens] == ["全年预算数", "", "12 万元", "", "", "", "98%"]


def _lines(text):
    """Return lines as a reader that keeps blank cells gives them."""
    return [Line(id=f"L{number:04}", text=line) for number, line in enumerate(text.split("\n"), 1)]


def test_cells_of_a_table_without_rows():
    """A table whose rows are lost is a stream of its cells, empty ones too."""
    text = "\n".join(
        [
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "分值",
            "得分",
            "产出",
            "数量指标",
            "场次",
            "80场",
            "20",
            "20",
        ]
        * 2
    )
    tables = list(paper(text).tables)

    assert all(stream_of_table(table).explicit for table in tables)


def test_words_of_the_forms_are_known():
    """Heads, levels, rows and fields are words; field labels are known by themselves."""
    assert [is_word(text) for text in ("全年预算数", "产出指标", "基本支出", "演出场次")] == [True, True, True, False]
    assert [field_label(Token(text, "L0001", 1)) for text in ("项目名称", "项目名称：", "演出场次", "")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_tokens_of_one_cell_are_one_slot():
    """Tokens of a line are joined by spaces, of several lines by line breaks; none is an empty cell."""
    one, two, three = Token("演出", "L0001", 1), Token("场次", "L0001", 1), Token("合计", "L0002", 2)

    assert slot([one, two], 3, 1).text == "演出 场次"
    assert slot([one, three], 3, 1).text == "演出\n合计"
    assert slot([], 3, 1).empty
    assert one.place.id == "L0001"
