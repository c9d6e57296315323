"""A stream of words is cut into the rows of indicators it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.helpers import patient
from extractor.extraction.rules.segment import segment, without_empty_levels
from extractor.extraction.rules.tokens import Token

CODES = ["level1", "level2", "level3", "target", "actual", "weight", "score", "deviation"]


def cut(texts, *, explicit, codes=CODES):
    """Return the cells of the rows that a stream of texts is cut into."""
    tokens = [Token(text, f"L{number:04}", number) for number, text in enumerate(texts, 1)]
    return [["".join(t.text for t in cell) for cell in row] for row in segment(tokens, codes, explicit=explicit)]


LEVELS = {
    "产出指标": ["数量指标", "质量指标", "时效指标"],
    "效益指标": ["社会效益指标", "经济效益指标"],
    "满意度指标": ["服务对象满意度指标"],
}
names = st.sampled_from(["演出场次", "培训合格率", "按时完成率", "惠及群众人数", "服务群众满意程度", "图书借阅人次"])


@st.composite
def tables(draw, blank):
    """Draw a table of indicators as rows of cells, levels merged; `blank`: remarks may be empty cells."""
    table = []
    for level1 in draw(st.lists(st.sampled_from(list(LEVELS)), min_size=1, unique=True)):
        first = level1
        for level2 in draw(st.lists(st.sampled_from(LEVELS[level1]), min_size=1, unique=True)):
            weight = draw(st.integers(2, 30))
            remark = draw(st.sampled_from(["", "受天气影响延期"])) if blank else ""
            values = [f"≥{draw(st.integers(1, 99))}%", f"{draw(st.integers(1, 99))}%"]
            table.append([first, level2, draw(names), *values, str(weight), str(draw(st.integers(1, weight))), remark])
            first = ""
    return table


@patient
@given(tables(blank=True))
def test_a_stream_with_empty_cells_is_laid_out_again_exactly(table):
    """Where every cell but the merged levels is one token the rows come back as they were."""
    stream = [text for row in table for col, text in enumerate(row) if text or col > 1]

    assert cut(stream, explicit=True) == table


@patient
@given(tables(blank=False))
def test_a_stream_without_empty_cells_is_laid_out_again_exactly(table):
    """Where blank cells are lost the contents tell the columns: names, values and marks come back in place."""
    stream = [text for row in table for text in row if text]

    assert cut(stream, explicit=False) == table


@patient
@given(tables(blank=True), st.booleans())
def test_no_token_gets_lost(table, explicit):
    """However a stream is cut, each token is in one cell, in order."""
    stream = [text for row in table for col, text in enumerate(row) if text or (explicit and col > 1)]
    cells = [text for row in cut(stream, explicit=explicit) for text in row]

    assert "".join(cells) == "".join(stream)


@pytest.mark.parametrize(("texts", "codes"), [([], CODES), (["产出指标"], [])])
def test_nothing_gives_no_rows(texts, codes):
    """No words or no columns make no row."""
    assert cut(texts, explicit=True, codes=codes) == []


def test_a_name_of_several_words_is_one_cell():
    """A name that a print wraps is one cell."""
    stream = ["产出指标", "数量指标", "组织群众", "文化活动场次", "≥80场", "86场", "20", "20"]

    assert cut(stream, explicit=False)[0][2:5] == ["组织群众文化活动场次", "≥80场", "86场"]


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        (["产出指标", "数量指标", "质量指标", "合格率"], ["产出指标", "质量指标", "合格率"]),
        (["产出指标", "数量指标", "场次", "成本指标"], ["产出指标", "数量指标", "场次"]),
        (["场次", "（指标说明文字较长）", "80场"], ["场次", "80场"]),
    ],
)
def test_levels_without_an_indicator_are_dropped(texts, kept):
    """A second level behind which nothing is printed, and an explanation in brackets, are no cells."""
    tokens = [Token(text, f"L{number:04}", number) for number, text in enumerate(texts, 1)]

    assert [token.text for token in without_empty_levels(tokens)] == kept
