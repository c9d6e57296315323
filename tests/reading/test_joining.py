"""Tables that a page break cut are made whole, and no others."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractor.eval.renderings.typeset import GridCell, place
from extractor.reading.parts import Grid, Spot
from extractor.reading.pdf.joining import join_tables
from extractor.reading.pdf.rows import Row
from extractor.records.document import Page, Word

ROW = 20.0
FLOOR = 780.0
EDGES = (60.0, 140.0, 220.0, 420.0, 480.0, 540.0)
HEAD = ["一级指标", "二级指标", "三级指标", "分值", "得分"]
FIRST = [GridCell("产出指标", 2), GridCell("数量指标", 2), "培训人次", "10", "10"], ["建档份数", "5", "4"]
PAGES = [Page(number=number, kind="digital", width=595, height=842) for number in (1, 2, 3)]
NEXT = [["满意度指标", "服务对象", "满意度", "10", "9"]]
Rows = Sequence[Sequence[GridCell | str]]


def table(rows: Rows, page: int = 1, *, top: float | None = None, edges: Sequence[float] = EDGES) -> Grid:
    """A table with boxes and one word a line; without `top` it ends at the floor of page 1 or begins above page 2."""
    cells = place(rows)
    count = max(cell.end for cell in cells)
    start = top if top is not None else FLOOR - count * ROW if page == 1 else 60.0
    spots = []
    for cell in cells:
        box = (edges[cell.col], start + cell.row * ROW, edges[cell.col + cell.col_span], start + cell.end * ROW)
        lines = [text for text in cell.text.split("\n") if text]
        words = tuple(word(text, box, len(lines) - number) for number, text in enumerate(lines))
        spots.append(Spot(cell.row + 1, cell.col + 1, cell.text, cell.row_span, cell.col_span, page, box, words))
    return Grid(tuple(spots), (count, len(edges) - 1))


def word(text: str, box: tuple[float, ...], from_below: int) -> Word:
    """A word of 10-point letters at the left of the box, so many lines above its bottom."""
    bottom = box[3] - 12.0 * (from_below - 1) - 3
    return Word(text, (box[0] + 4, bottom - 10, box[0] + 4 + 10 * len(text), bottom))


def line(text: str, page: int, top: float) -> Row:
    """A printed line."""
    return Row(text, page, (60.0, top, 60.0 + 10 * len(text), top + 12))


def shape(piece: Row | Grid) -> object:
    """What a piece says, cells as row, column, spans, page and text."""
    if isinstance(piece, Row):
        return piece.text
    return [(spot.row, spot.col, spot.row_span, spot.col_span, spot.page, spot.text) for spot in piece.spots]


def texts(pieces: Sequence[Row | Grid]) -> list[list[str]]:
    """The texts of each table."""
    return [[spot.text for spot in piece.spots] for piece in pieces if isinstance(piece, Grid)]


def test_without_a_repeated_head() -> None:
    """The rows of the second page follow those of the first; each cell keeps its page and box."""
    below = table([["满意度指标", "服务对象", "满意度", "10", "9"]], 2)
    (joined,) = join_tables([table([HEAD, *FIRST]), below], PAGES)
    assert isinstance(joined, Grid)
    assert joined.size == (4, 5)
    assert shape(joined)[-5:] == [
        (4, 1, 1, 1, 2, "满意度指标"),
        (4, 2, 1, 1, 2, "服务对象"),
        (4, 3, 1, 1, 2, "满意度"),
        (4, 4, 1, 1, 2, "10"),
        (4, 5, 1, 1, 2, "9"),
    ]
    assert [spot.box for spot in joined.spots[-5:]] == [spot.box for spot in below.spots]


@pytest.mark.parametrize("title", [[], [[GridCell("绩效自评表", 1, 5)]]], ids=["head first", "title above the head"])
def test_repeated_head(title: Rows) -> None:
    """A head printed again is dropped, also if the first page has a title above it."""
    joined = join_tables([table([*title, HEAD, *FIRST]), table([HEAD, *NEXT], 2)], PAGES)
    (cells,) = texts(joined)
    assert cells.count("一级指标") == 1
    assert cells[-6:] == ["4", "满意度指标", "服务对象", "满意度", "10", "9"]


@pytest.mark.parametrize(
    ("again", "joins"),
    [
        (["一级指标", "二级指标", "三级指标（10）", "分值（分）", "得分"], True),
        (["一级指标", "二级指标", "三级指标(10)", "分值(分)", "得分、"], True),
        (["一级指标", "二级指标", "三级指标(10)", "分值(分)", "得夺"], True),
        (["一级指标", "二级指标", "三级指标(70)", "分值(分)", "得分"], False),
    ],
)
def test_head_read_in_another_way(again: list[str], joins: bool) -> None:
    """A repeated head may differ in the width of signs and in a letter that was misread, but not in a figure."""
    head = ["一级指标", "二级指标", "三级指标（10）", "分值（分）", "得分"]
    tables = texts(join_tables([table([head, *FIRST]), table([again, *NEXT], 2)], PAGES))
    assert (sum(cells.count("一级指标") for cells in tables) == 1) == joins


def test_repeated_head_of_two_rows() -> None:
    """A head of two rows with merged cells is dropped as a whole."""
    head = [GridCell("指标", 1, 3), GridCell("分值", 2), GridCell("得分", 2)], ["一级指标", "二级指标", "三级指标"]
    pieces = [table([*head, *FIRST]), table([*head, ["满意度指标", "服务对象", "满意度", "10", "9"]], 2)]
    (joined,) = join_tables(pieces, PAGES)
    assert shape(joined)[-5] == (5, 1, 1, 1, 2, "满意度指标")


def test_three_pages() -> None:
    """A table may go on over more than one break."""
    rows = [[f"指标{number}", "甲", "乙", str(number), "1"] for number in range(60)]
    pieces = [table(rows[:20]), table(rows[20:55], 2, top=80), table(rows[55:], 3)]
    (joined,) = join_tables(pieces, PAGES)
    assert isinstance(joined, Grid)
    assert joined.size == (60, 5)
    assert [spot.page for spot in joined.spots[::5]] == [1] * 20 + [2] * 35 + [3] * 5


@pytest.mark.parametrize(
    ("rest", "spans"),
    [
        ([[GridCell("", 2), GridCell("", 2), "合格份数", "5", "5"], ["抽检份数", "5", "5"]], [(2, 1, 4), (2, 2, 4)]),
        ([["", "", "合格份数", "5", "5"]], [(2, 1, 3), (2, 2, 3)]),
        ([["", "质量指标", "合格率", "5", "5"]], [(2, 1, 3), (2, 2, 2)]),
    ],
    ids=["merged below", "one row below", "label begins anew"],
)
def test_merged_cells_over_the_break(rest: Rows, spans: list[tuple[int, int, int]]) -> None:
    """An empty cell that goes on with a label above the break lengthens it."""
    (joined,) = join_tables([table([HEAD, *FIRST]), table(rest, 2)], PAGES)
    assert isinstance(joined, Grid)
    assert [(s.row, s.col, s.row_span) for s in joined.spots if s.row == 2 and s.col < 3] == spans


def test_last_single_row_of_a_merged_column() -> None:
    """A label above the break goes on below it if other labels of its column are merged, and also a merged weight."""
    above = [HEAD, *FIRST, ["效益指标", "社会效益", "知晓率", "10", "9"]]
    (joined,) = join_tables([table(above), table([["", "", "满意度", "10", "9"]], 2)], PAGES)
    assert [(s.row, s.col, s.row_span) for s in joined.spots if s.row >= 4 and s.col < 3] == [(4, 1, 2), (4, 2, 2)]
    weights = [[GridCell("30", 2), "甲", "乙", "1", "1"], ["丙", "丁", "1", "1"]]
    (joined,) = join_tables([table(weights), table([["", "戊", "己", "1", "1"]], 2)], PAGES)
    assert joined.spots[0].row_span == 3


def test_merged_remark_over_the_break() -> None:
    """An empty cell that is itself merged goes on with the cell above, though a new entry stands before it."""
    above = [HEAD, ["效益指标", "社会效益", "知晓率", "10", "合并计分"]]
    below = [["满意度指标", "甲", "乙", "5", GridCell("", 2)], ["其他", "丙", "丁", "5"]]
    (joined,) = join_tables([table(above), table(below, 2)], PAGES)
    assert [(s.row, s.row_span) for s in joined.spots if s.col == 5] == [(1, 1), (2, 3)]


def test_new_entry_before_an_empty_label() -> None:
    """An empty label behind a new entry is empty, though labels of its column are merged."""
    (joined,) = join_tables([table([HEAD, *FIRST]), table([["效益指标", "", "知晓率", "5", "5"]], 2)], PAGES)
    assert (4, 2, 1, 1, 2, "") in shape(joined)


def test_empty_remark_is_not_the_remark_above() -> None:
    """An empty cell right of a new entry stays empty, and an empty label that was never merged too."""
    rest = [["质量指标", "合格率", "抽检合格率", "5", ""]]
    (joined,) = join_tables([table([HEAD, ["数量指标", "次数", "培训", "10", "超额"]]), table(rest, 2)], PAGES)
    assert shape(joined)[-1] == (3, 5, 1, 1, 2, "")
    (joined,) = join_tables(
        [table([HEAD, ["", "次数", "培训", "10", "5"]]), table([["", "时效", "按时", "5", "5"]], 2)], PAGES
    )
    assert shape(joined)[-5:-3] == [(3, 1, 1, 1, 2, ""), (3, 2, 1, 1, 2, "时效")]


LONG = "完成春秋两季培训覆盖全部乡镇街道和社区并建"
REST = "档备查"


def test_row_cut_in_two() -> None:
    """A row whose long text goes on alone on the next page is one row, the text with a line break between the parts."""
    above = table([HEAD, ["产出指标", "数量指标", LONG, "10", "9"]])
    below = table([["", "", REST, "", ""], ["效益指标", "社会效益", "知晓率", "5", "5"]], 2)
    (joined,) = join_tables([above, below], PAGES)
    assert isinstance(joined, Grid)
    assert joined.size == (3, 5)
    assert shape(joined)[5:11] == [
        (2, 1, 1, 1, 1, "产出指标"),
        (2, 2, 1, 1, 1, "数量指标"),
        (2, 3, 1, 1, 1, f"{LONG}\n{REST}"),
        (2, 4, 1, 1, 1, "10"),
        (2, 5, 1, 1, 1, "9"),
        (3, 1, 1, 1, 2, "效益指标"),
    ]


def test_figure_cut_by_the_page_break() -> None:
    """A figure in a narrow column whose rest stands on the next page is one figure."""
    above = table([HEAD, ["产出指标", "数量指标", "拨款", "1,68", "10"]])
    (joined,) = join_tables([above, table([["", "", "", "0,000.00", ""], *NEXT], 2)], PAGES)
    assert shape(joined)[5:11] == [
        (2, 1, 1, 1, 1, "产出指标"),
        (2, 2, 1, 1, 1, "数量指标"),
        (2, 3, 1, 1, 1, "拨款"),
        (2, 4, 1, 1, 1, "1,680,000.00"),
        (2, 5, 1, 1, 1, "10"),
        (3, 1, 1, 1, 2, "满意度指标"),
    ]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["产出指标", "数量指标", "拨款", "1,680", "10"], ["", "", "", "000.00", ""]),
        (["产出指标", "数量指标", "培训", "10", "9"], ["", "", "建档", "", ""]),
        (["产出指标", "数量指标", LONG, "10", "9"], ["", "", "5%", "", ""]),
        (["产出指标", "数量指标", LONG, "10", "9"], ["", "", REST, "5", ""]),
    ],
    ids=["a whole figure above", "the text above ends in the line", "a figure alone", "another figure beside it"],
)
def test_new_row_with_empty_cells(above: Sequence[str], below: Sequence[str]) -> None:
    """A row with empty cells is no rest of the row above if its text cannot go on from there."""
    (joined,) = join_tables([table([HEAD, above]), table([below], 2)], PAGES)
    assert isinstance(joined, Grid)
    assert joined.size[0] == 3


def test_full_row_below_a_full_row() -> None:
    """A row of full cells is no rest of the full row above it."""
    edges = (60.0, 300.0, 540.0)
    rows = [["培" * 23, "训" * 23]]
    (joined,) = join_tables([table(rows, edges=edges), table([["建档", "备查"]], 2, edges=edges)], PAGES)
    assert joined.size == (2, 2)


def test_same_figures_twice_are_no_head() -> None:
    """A row with figures that is printed again, and a first row inside a merged cell, are not dropped as heads."""
    row = ["产出指标", "数量指标", "培训", "10", "9"]
    (joined,) = join_tables([table([HEAD, row]), table([row, *NEXT], 2)], PAGES)
    assert joined.size[0] == 4
    merged = [[GridCell("产出指标", 2), "数量指标", "培训", "10", "9"], ["质量指标", "建档", "5", "5"]]
    other = [merged[0], ["时效指标", "按时", "5", "5"]]
    assert sum(len(cells) for cells in texts(join_tables([table(merged), table(other, 2)], PAGES))) == 18


@pytest.mark.parametrize(
    "between",
    [
        [line("附件2 自评表", 1, 560), "A", line("续表", 2, 40), "B"],
        [line("附件2 自评表", 1, 560), "A", line("附件2 自评表（续）", 2, 40), "B"],
        [line("东麓县 第1页", 1, 30), "A", line("东麓县 第2页", 2, 30), "B"],
        [line("内部资料", 1, 60), "A", line("内部资料", 1, 800), "B", line("内部资料", 2, 800)],
    ],
    ids=["续表", "caption again", "running header", "running footer"],
)
def test_what_may_stand_between(between: list[Row | str]) -> None:
    """Running headers and footers, 续表 and the caption printed again do not end a table, and stay as lines."""
    tables = {"A": table([HEAD, *FIRST]), "B": table([["满意度指标", "服务对象", "满意度", "10", "9"]], 2)}
    pieces = [tables[piece] if isinstance(piece, str) else piece for piece in between]
    joined = join_tables(pieces, PAGES)
    assert len(texts(joined)) == 1
    assert [p for p in joined if isinstance(p, Row)] == [p for p in between if isinstance(p, Row)]


@pytest.mark.parametrize(
    ("above", "between", "below"),
    [
        (table([HEAD, *FIRST]), [line("附件3 另一张表", 2, 40)], table(NEXT, 2)),
        (table([HEAD, *FIRST]), [], table(NEXT, 1, top=60)),
        (table([HEAD, *FIRST]), [], table(NEXT, 3)),
        (table([HEAD, *FIRST]), [], table(NEXT, 2, edges=(60, 100, 180, 260, 300, 540))),
        (table([HEAD, *FIRST]), [], table(NEXT, 2, edges=(60, 130, 200, 380, 430, 480))),
        (table([HEAD, *FIRST], top=80), [], table(NEXT, 2)),
        (table([["项目名称", "修渠"], ["金额", "3"]], edges=(60, 200, 540)), [],
         table([["项目名称", "架桥"], ["金额", "5"]], 2, edges=(60, 200, 540))),
        (table([["主管部门", "水务局"], ["项目名称", "修渠"]], edges=(60, 200, 540)), [],
         table([["主管部门", "水务局"], ["项目名称", "架桥"]], 2, edges=(60, 200, 540))),
    ],
    ids=["another title", "same page", "a page between", "other columns", "other width", "room was left", "new form",
         "new form with the same head"],
)  # fmt: skip
def test_tables_of_their_own(above: Grid, between: list[Row], below: Grid) -> None:
    """Tables with a title, a page, other columns or much room between them, and forms filled in anew stay apart."""
    pieces = [above, *between, below]
    assert join_tables(pieces, PAGES) == pieces


def test_shifted_pages() -> None:
    """Pages bound on alternate sides are shifted against each other; the table is still one."""
    (joined,) = join_tables([table([HEAD, *FIRST]), table(NEXT, 2, edges=[x + 25 for x in EDGES])], PAGES)
    assert shape(joined)[-1] == (4, 5, 1, 1, 2, "9")


def test_columns_that_one_part_lacks() -> None:
    """A part whose cells are merged over a column fits into the columns of the other part."""
    below = table([["合计", "15", "14"]], 2, edges=(60.0, 420.0, 480.0, 540.0))
    (joined,) = join_tables([table([HEAD, *FIRST]), below], PAGES)
    assert shape(joined)[-3:] == [(4, 1, 1, 3, 2, "合计"), (4, 4, 1, 1, 2, "15"), (4, 5, 1, 1, 2, "14")]


def test_tables_without_boxes() -> None:
    """Tables of files without pages are left alone."""
    bare = Grid((Spot(1, 1, "甲"), Spot(1, 2, "乙")), (1, 2))
    assert join_tables([bare, bare], PAGES) == [bare, bare]
