"""The narrative as running text, each position with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.helpers import paper, patient, rows
from extractor.extraction.rules.passages import as_printed, passages, squeezed


def paragraphs(text):
    """Return the paragraphs of a text."""
    return [passage.text for passage in passages(paper(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全年总支出372.18万元，其中基本\n支出298.6万元。", ["全年总支出372.18万元，其中基本支出298.6万元。"]),
        ("全年总支出372.18万元。\n基本支出298.6万元。", ["全年总支出372.18万元。", "基本支出298.6万元。"]),
        ("全年各项工作任务已经完成\n1、基本支出298.6万元", ["全年各项工作任务已经完成", "1、基本支出298.6万元"]),
        ("短行\n基本支出298.6万元", ["短行", "基本支出298.6万元"]),
        ("河口县文化馆整体支出绩效自评报告\n我馆编制28人。", ["河口县文化馆整体支出绩效自评报告", "我馆编制28人。"]),
        (
            "基本支出情况良好，包括以下：\n1.工资福利支出5万元。",
            ["基本支出情况良好，包括以下：", "1.工资福利支出5万元。"],
        ),
        ("基本支出情况良好，包括以下：\n工资福利支出", ["基本支出情况良好，包括以下：工资福利支出"]),
    ],
)
def test_printed_lines_are_joined_where_a_sentence_goes_on(text, found):
    """A line that ends without a mark goes on in the next, unless it is short, a title, or a list begins."""
    assert paragraphs(text) == found


@pytest.mark.parametrize(
    ("reach", "found"),
    [
        (500, ["危房改造农户满意度（目标值≥93%）实际完成98%。"]),
        (300, ["危房改造农户满意度（目标值≥93%）", "实际完成98%。"]),
    ],
)
def test_a_bracket_ends_a_paragraph_only_before_the_margin(reach, found):
    """A line that closes with a bracket goes on in the next when it reaches the right margin of the page."""
    texts = ("危房改造农户满意度（目标值≥93%）", "实际完成98%。", "本年度各项工作任务均已按照年初计划如期完成。")
    document = paper("\n".join(texts))
    boxes = ((90, 100, reach, 114), (90, 120, 200, 134), (90, 140, 500, 154))
    blocks = tuple(line.model_copy(update={"box": box}) for line, box in zip(document.blocks, boxes, strict=True))

    printed = [one.text for one in passages(document.model_copy(update={"blocks": blocks}))]

    assert printed == [*found, texts[2]]


def test_a_passage_knows_its_titles_and_places():
    """Each paragraph stands under its headings; each position is of the line that prints it."""
    text = "二、支出情况\n（一）基本支出情况\n全年基本支出情况良好，共支出了\n298.6万元。\n三、问题\n预算编制不细。"
    money, problems = passages(paper(text))

    assert (money.titles, problems.titles) == (("支出情况", "基本支出情况"), ("问题",))
    assert money.place(money.text.index("298.6"), money.text.index("万元")) == ("L0004", "298.6", None)
    assert money.place(0, 40) == ("L0003", "全年基本支出情况良好，共支出了", None)


def test_a_heading_with_text_behind_it_is_a_passage():
    """`（一）主要职能。负责…` is heading and text; a bare heading is no text."""
    assert paragraphs("一、部门概况\n（一）主要职能。负责群众文化活动。") == ["（一）主要职能。负责群众文化活动。"]


def test_a_long_cell_is_running_text_under_the_labels_of_its_row():
    """The goal of a form is read like a paragraph; short cells are not."""
    goal = "完成免费开放任务，开展群众文化活动80场，开展非遗保护与传承活动，丰富群众文化生活。"
    text = "绩效自评表\n" + rows(f"年度目标|{goal}", "群众文化活动|80场")
    cells = [passage for passage in passages(paper(text)) if passage.ids[0].startswith("T")]

    assert [(cell.text, cell.titles) for cell in cells] == [(goal, ("年度目标",))]


def test_sentences_end_at_full_stops_and_semicolons():
    """A semicolon ends a sentence too, the last one needs no mark."""
    (passage,) = passages(paper("甲为1元；乙为2元。丙为3元"))

    assert [passage.text[slice(*span)] for span in passage.sentences()] == ["甲为1元；", "乙为2元。", "丙为3元"]


@pytest.mark.parametrize(
    ("raw", "part", "printed"),
    [
        ("其中：“三公”经费", "三公经费", "“三公”经费"),
        ("、 基 本 支 出", "基本支出", "基 本 支 出"),
        ("、基本支岀與項目支出", "项目支出", "項目支出"),
        ("行政编(biān)制", "行政编制", "行政编(biān)制"),
        ("送戏“下乡”、送戏“下乡”", "送戏下乡", "送戏“下乡”"),
        ("基本支出", "项目支出", "项目支出"),
        ("基本支出", "", ""),
    ],
)
def test_squeezed_words_are_found_as_printed(raw, part, printed):
    """Spaces, quotation marks, traditional characters and pinyin come back as they stand on paper."""
    assert as_printed(raw, part) == printed


pieces = st.text(alphabet="基本项目支出經費“”《》 \u3000、，（）()12.元", min_size=1, max_size=30)


@patient
@given(pieces, st.data())
def test_as_printed_gives_back_the_printed_words(raw, data):
    """Whatever part of a squeezed text is asked for, its printed words stand in the text and squeeze to the part."""
    key = squeezed(raw)
    start = data.draw(st.integers(0, len(key)))
    part = key[start : data.draw(st.integers(start, len(key)))]
    printed = as_printed(raw, part)

    assert printed in raw
    assert squeezed(printed) == part
