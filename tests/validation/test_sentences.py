"""The narrative is read sentence by sentence, across the line breaks of its paper."""

from __future__ import annotations

import pytest

from extractor.validation.narrative import sentences
from tests.validation.samples import report


def told(*texts):
    """Return the sentences of a section with some lines."""
    made = report({"sections": [{"title": "支出", "level": 1, "text": "\n".join(texts)}]})
    return [one.text for one in sentences(None, made)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("支出3万元。结余1万元；无追加。",), ["支出3万元", "结余1万元", "无追加"]),
        (("2024年本年支出合计1398.22万元，比年初预算增加15", "2.62万元，其中基本支出。"),
         ["2024年本年支出合计1398.22万元，比年初预算增加152.62万元，其中基本支出"]),
        (("（一）基本支出", "支出3万元。"), ["（一）基本支出", "支出3万元"]),
        (("2024年部门绩效目标共四项如下：", "服务3000人。"), ["2024年部门绩效目标共四项如下：", "服务3000人"]),
        (("全年开展培训十二期，培训干部职工", "1.抓好宣传。"), ["全年开展培训十二期，培训干部职工", "1.抓好宣传"]),
        (("",), []),
    ],
)  # fmt: skip
def test_sentences(lines, expected):
    """A full stop, a semicolon, a heading, a list number ends a sentence; the edge of the paper does not."""
    assert told(*lines) == expected


def test_a_sentence_has_its_place():
    """A sentence is one side of a contradiction, with the line that it begins in."""
    made = report({"sections": [{"title": "支出", "level": 1, "text": "支出3万元。"}]})
    side = sentences(None, made)[0].side("sections")

    assert (side.path, side.text, side.at.line) == ("sections", "支出3万元", "L0001")
