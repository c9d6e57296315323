"""Words in columns are a table, with each figure in its cell, or they stay lines: never anything between."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.eval.content import blocks, sheet
from extractor.eval.renderings import render
from extractor.reading import read
from extractor.reading.parts import Grid
from extractor.reading.pdf.alignment import Aligned, Aligner
from extractor.reading.pdf.cells import as_grid, sort_words
from extractor.reading.pdf.grid import Rule
from extractor.records.document import Word
from extractor.settings import Settings

SIZE = 10.0
PROSE = "本单位按照通知要求认真组织实施全年预算执行总体良好各项指标基本完成年初设定目标资金使用规范管理制度健全" * 9

HEAD = ("一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
ROWS = (
    ("产出指标", "完成农村公路养护里程", "≥62公里", "64.5公里", "10", "9.5"),
    ("", "抽检合格率", "100%", "98.5%", "10", "8"),
    ("", "按时完工率", "≥95%", "96.2%", "20", "20"),
    ("效益指标", "群众满意度", "≥90%", "91.3%", "10", "10"),
    ("", "受益人口", "≥3000人", "3120人", "15", "15"),
)
XS = (60.0, 120.0, 240.0, 310.0, 380.0, 430.0)


def width(text: str) -> float:
    """The width of a text: figures and Latin letters are half as wide as Chinese ones."""
    return sum(SIZE if letter > "\u2000" else SIZE / 2 for letter in text)


def word(text: str, left: float, middle: float) -> Word:
    """A word whose line has its middle at a height."""
    return Word(text, (left, middle - 0.6 * SIZE, left + width(text), middle + 0.6 * SIZE))


def row(texts: Sequence[str], middle: float, xs: Sequence[float] = XS) -> list[Word]:
    """One printed line, each text at its place."""
    return [word(text, x, middle) for text, x in zip(texts, xs, strict=True) if text]


def cell(text: str, left: float, middle: float, letters: int) -> list[Word]:
    """A text wrapped after so many letters, centred at a height."""
    parts = [text[at : at + letters] for at in range(0, len(text), letters)]
    top = middle - 1.3 * SIZE * (len(parts) - 1) / 2
    return [word(part, left, top + 1.3 * SIZE * number) for number, part in enumerate(parts)]


def tables(words: Sequence[Word], rules: Sequence[Rule] = ()) -> list[list[list[str]]]:
    """The texts of the cells of the tables that words form, row by row; a merged cell in its first row."""
    lattices = Aligner().tables(words, rules, 1).lattices
    inside = sort_words(words, lattices, lambda one, _: [one]).inside
    return [texts(as_grid(lattice, cells, 1)) for lattice, cells in zip(lattices, inside, strict=True)]


def texts(grid: Grid) -> list[list[str]]:
    """The texts of a grid by row and column."""
    table = [[""] * grid.size[1] for _ in range(grid.size[0])]
    for spot in grid.spots:
        table[spot.row - 1][spot.col - 1] = spot.text
    return table


def spans(words: Sequence[Word], rules: Sequence[Rule] = ()) -> list[tuple[int, int, int]]:
    """The row, column and height of the merged cells of the only table."""
    (lattice,) = Aligner().tables(words, rules, 1).lattices
    return [(area.row, area.col, area.row_span) for area in lattice.areas if area.row_span > 1]


def printed(pitch: float = 24.0) -> list[Word]:
    """The table of indicators with its first labels on the first line of their rows."""
    return [one for at, line in enumerate((HEAD, *ROWS)) for one in row(line, 100 + pitch * at)]


def centred(pitch: float = 44.0) -> list[Word]:
    """The same with long labels wrapped, and all cells and first labels centred in height."""
    words = row(HEAD, 100)
    for at, line in enumerate(ROWS, 1):
        middle = 100 + pitch * at
        words += cell(line[1], XS[1], middle, 6)
        words += [one for text, x in zip(line[2:], XS[2:], strict=True) for one in cell(text, x, middle, 9)]
    words += cell("产出指标", XS[0], 100 + pitch * 2, 4)
    return words + cell("效益指标", XS[0], 100 + pitch * 4.5, 4)


def test_single_lines() -> None:
    """A head and rows of one line each are a table without any rule, its labels merged over the rows they stand for."""
    assert tables(printed()) == [[list(HEAD), *(list(line) for line in ROWS)]]
    assert spans(printed()) == [(1, 0, 3), (4, 0, 2)]


def test_wrapped_and_centred_cells() -> None:
    """Lines of one cell stand nearer to each other than rows do, and a label belongs to the rows around it."""
    (table,) = tables(centred())
    assert [line[1].replace("\n", "") for line in table] == [HEAD[1], *(line[1] for line in ROWS)]
    assert [line[2:] for line in table] == [list(line[2:]) for line in (HEAD, *ROWS)]
    assert spans(centred()) == [(1, 0, 3), (4, 0, 2)]


def test_rules_below_each_row() -> None:
    """Level rules part rows that white does not, and merge the first labels where they do not run."""
    words = centred(26.4)
    ys = [100 - 13.2 + 26.4 * at for at in range(7)]
    rules = [Rule(y, 55, 470) for y in (*ys[:2], ys[4], ys[6])] + [Rule(y, 115, 470) for y in (*ys[2:4], ys[5])]
    assert not tables([one for one in words if one.text != "效益指标"])
    assert spans(words, sorted(rules)) == [(1, 0, 3), (4, 0, 2)]
    assert [line[3:] for line in tables(words, sorted(rules))[0]] == [list(line[3:]) for line in (HEAD, *ROWS)]


def test_three_rules() -> None:
    """What stands between the first two rules is the head, also where it names several columns at once."""
    words = [*row(("", "", "指标值", "", "", ""), 80, XS), *printed()]
    ends = [Rule(y, 50, 470) for y in (68, 112, 232)]
    assert tables(words, ends)[0][0] == [*HEAD[:2], "指标值\n年度指标值", *HEAD[3:]]


def test_rows_of_labels_join_the_table() -> None:
    """The name and the money above a table, and the score below it, are rows of the same form."""
    above = [word("项目名称", 60, 76), word("农村公路养护", 200, 76)]
    below = [word("总分", 60, 244), word("65", 380, 244), word("62.5", 430, 244)]
    (table,) = tables([*above, *printed(), *below])
    assert [text for text in table[0] if text] == ["项目名称", "农村公路养护"]
    assert [text for text in table[-1] if text] == ["总分", "65", "62.5"]


def test_table_goes_on_over_the_page() -> None:
    """On the next page rows that fit into the columns of the table before go on with it, without a head."""
    aligner = Aligner()
    assert aligner.tables(printed(), [], 1).lattices
    words = [*row(("", "补助标准", "≥500元", "500元", "10", "10"), 60), *row(ROWS[3], 84)]
    (lattice,) = aligner.tables(words, [], 2).lattices
    assert len(lattice.ys) == 3
    assert not Aligner().tables(words, [], 2).lattices


def column(left: float, letters: int, step: int) -> list[Word]:
    """A column of prose."""
    return [word(PROSE[at * step : at * step + letters], left, 100 + 16 * at) for at in range(24)]


LIST = [("一、基本情况", "1"), ("二、预算执行情况", "3"), ("三、存在的问题", "7"), ("四、下一步措施", "9")]
NO_TABLES = {
    "two columns": [*column(60, 20, 7), *column(310, 20, 5)],
    "three columns": [*column(60, 13, 7), *column(230, 13, 5), *column(400, 13, 11)],
    "contents": [
        one for at, line in enumerate(LIST) for one in row((line[0], "." * 40, line[1]), 100 + 20 * at, (60, 190, 400))
    ],
    "plain contents": [one for at, line in enumerate(LIST) for one in row(line, 100 + 20 * at, (60, 400))],
    "names with colons": [
        one
        for at in range(4)
        for one in row(("单位：某县水务局", "日期：2024年3月", f"金额：{at}35万元"), 100 + 20 * at, (60, 220, 380))
    ],
    "numbered amounts": [
        one
        for at in range(6)
        for one in row((f"{at + 1}.", PROSE[at : at + 5], f"{at}3.50", "万元"), 100 + 20 * at, (60, 80, 240, 300))
    ],
    "people": [
        one for at in range(5) for one in row(("王建国", "科长", f"0700-64411{at}2"), 100 + 20 * at, (60, 160, 260))
    ],
    "signatures": row(("填表人：王某", "联系电话：6441122", "2024年3月5日"), 700, (60, 220, 380)),
    "verse": [one for at in range(4) for one in row((PROSE[at : at + 5],) * 3, 100 + 20 * at, (60, 160, 260))],
}  # fmt: skip


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_is_no_table(name: str) -> None:
    """Prose in columns, contents, lists and signatures stay lines, and nothing of them is doubted."""
    found = Aligner().tables(NO_TABLES[name], [], 1)
    assert not found.lattices
    assert (name == "contents") >= bool(found.in_doubt)


def test_rows_that_cannot_be_told_are_doubted() -> None:
    """Labels of two lines as far apart as rows may belong above or below: no table, and its words are in doubt."""
    words = row(("项目", "预算数", "执行数"), 80, (60, 250, 350))
    for at in range(4):
        words += row(("完成农村公路", f"1{at}.50", f"1{at}.25"), 100 + 40 * at, (60, 250, 350))
        words += row(("养护里程", "", ""), 120 + 40 * at, (60, 250, 350))
    found = Aligner().tables(words, [], 1)
    assert found == Aligned([], found.in_doubt)
    assert all(any(top < one.box[1] + 6 < low for top, low in found.in_doubt) for one in words)


def test_posters_are_left_alone() -> None:
    """A page of thousands of words or lines costs no time."""
    assert Aligner().tables([word("12", 60, 20.0 * at) for at in range(3000)], [], 1) == Aligned([], [])
    assert Aligner().tables([word("12", 30.0 * (at % 99), 20.0 * (at // 99)) for at in range(9900)], [], 1) == Aligned(
        [], []
    )


AMOUNTS = st.decimals(0, 99999, places=2).map("{:,}".format)


@given(st.data())
def test_each_figure_in_its_cell_or_no_table(data: st.DataObject) -> None:
    """However wide columns and rows are and wherever the table stands, no figure comes into another's cell."""
    cols, rows = data.draw(st.integers(2, 6)), data.draw(st.integers(2, 6))
    figures = [[data.draw(AMOUNTS) for _ in range(cols)] for _ in range(rows)]
    labels = [PROSE[7 * at : 7 * at + data.draw(st.integers(2, 12))] for at in range(rows)]
    gaps = [data.draw(st.floats(2, 40)) for _ in range(cols)]
    space, letters = data.draw(st.floats(0, 30)), data.draw(st.integers(4, 12))
    rights = [60 + letters * SIZE + sum(gaps[: at + 1]) + 50 * (at + 1) for at in range(cols)]
    words = [word("项目", 60, 100), *(word("预算数", right - 30, 100) for right in rights)]
    middle, below = 100.0, 0.65 * SIZE + space
    for label, line in zip(labels, figures, strict=True):
        half = 0.65 * SIZE * -(-len(label) // letters)
        middle, below = middle + below + half, half + space
        words += cell(label, 60, middle, letters)
        words += [word(text, right - width(text), middle) for text, right in zip(line, rights, strict=True)]
    for table in tables(words):
        held = [line for line in table if any("." in text for text in line)]
        assert [line[1:] for line in held] == figures
        assert [line[0].replace("\n", "") for line in held] == labels


@given(st.floats(-40, 200), st.floats(-60, 400))
def test_where_a_table_stands_does_not_matter(right: float, down: float) -> None:
    """Words that are all shifted alike form the same table."""
    for words in (printed(), centred()):
        moved = [one._replace(box=tuple(a + b for a, b in zip(one.box, (right, down) * 2))) for one in words]  # noqa: B905
        assert tables(moved) == tables(words)


DRAWING = """
    项目 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
    年度资金总额 | 1,503.37 | 1,673.50 | 1,498.20 | 89.53%
    其中：财政拨款 | 1,403.37 | 1,573.50 | 1,398.20 | 88.86%
    上年结转资金 | 80.00 | 80.00 | 80.00 | 100.00%
    其他资金 | 20.00 | 20.00 | 20.00 | 100.00%
"""


@pytest.mark.parametrize("name", ["open", "bare"])
def test_through_a_file(name: str, tmp_path: Path) -> None:
    """A table without upright rules comes out of a PDF with its texts, and the sentence above it as a line."""
    told = "全年预算数1,673.50万元，执行数1,498.20万元，按期完成了年初确定的各项绩效目标。"
    drawn = sheet(DRAWING)
    document = read(render(blocks(told, drawn), name, tmp_path).path, Settings())
    (table,) = document.tables
    assert [one.text for one in table.cells] == [box.text for box in drawn.boxes]
    assert "".join(line.text for line in document.lines).startswith(told)


TEXTS = ("合计", "12.5", "≥90", "一级指标", "分值", "—", "其中：", "3,456.78", "2024年")
PLACES = st.tuples(st.sampled_from(TEXTS), st.sampled_from(XS), st.integers(6, 40).map(lambda line: 14.0 * line))
LEVELS = st.builds(Rule, st.floats(60, 600), st.sampled_from((40.0, 60.0)), st.sampled_from((300.0, 520.0)))


@given(st.lists(st.tuples(st.lists(PLACES, max_size=40), st.lists(LEVELS, max_size=6)), min_size=1, max_size=3))
def test_any_words_and_rules_can_be_looked_at(pages):
    """Whatever stands on a page, and whatever stood on the page before, no layout stops the reading."""
    aligner = Aligner()
    for number, (words, rules) in enumerate(pages, start=1):
        aligner.tables([word(*place) for place in words], rules, number)


def test_a_table_is_not_carried_on_by_words_alone():
    """Rows without figures below a page break are no rest of the table above it."""
    aligner = Aligner()
    filled = [HEAD, *((texts[0] or "同上", *texts[1:]) for texts in ROWS)]
    above = [one for at, texts in enumerate(filled) for one in row(texts, 100.0 + 30 * at)]
    assert aligner.tables(above, [], 1).lattices
    below = [*row(HEAD, 100), *row(("填表人", "", "联系电话", "", "日期", ""), 120)]
    assert aligner.tables(below, [Rule(90, 50, 500), Rule(110, 50, 500), Rule(130, 50, 500)], 2).lattices == []
