"""Tables as rows of slots, and which column each slot of a row belongs to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.helpers import grid, paper, patient, rows
from extractor.extraction.rules.grids import align, fits, grid_of, is_figure, usual_shifts

COLUMNS = {"level1": (0, 1), "level2": (1, 2), "level3": (2, 3), "target": (3, 4), "weight": (4, 5), "score": (5, 6)}


def placed(line, *, exact=False, usual=None):
    """Return where the cells of one row go, as texts, and by how much the row was moved."""
    cells, moved = align(grid(line).rows[0], COLUMNS, 6, exact=exact, usual=usual)
    return {code: slot.text for code, slot in cells.items() if slot.text}, moved


def test_a_table_becomes_a_grid():
    """Cells keep their ids; columns count from 0; a text dump does not know merged cells."""
    (table,) = paper(rows("一级指标|二级指标|三级指标|分值", "产出|数量|场次|10")).tables
    made = grid_of(table)

    assert [[slot.text for slot in row] for row in made.rows][1] == ["产出", "数量", "场次", "10"]
    assert (made.rows[1][3].id, made.rows[1][3].col, made.exact, made.id) == ("T1R2C4", 3, False, "T1")


def test_a_grid_goes_on_with_another():
    """The rows of a table behind a page break count on."""
    both = grid("甲|乙").followed_by(grid("丙|丁"))

    assert [[(slot.text, slot.row) for slot in row] for row in both.rows] == [
        [("甲", 0), ("乙", 0)],
        [("丙", 1), ("丁", 1)],
    ]


@pytest.mark.parametrize(
    ("text", "empty", "figure"),
    [("", True, False), (" — ", True, False), ("/", True, False), ("/分", True, False), ("0", False, True),
     ("12.5 万元", False, True), ("无", False, False), ("≥80%", False, True), ("第3场", False, False)],
)  # fmt: skip
def test_a_dash_is_nothing_and_a_zero_is_something(text, empty, figure):
    """A blank, dash or slash is an empty cell; a 0 is a figure."""
    assert (grid(text).rows[0][0].empty, is_figure(text)) == (empty, figure)


@pytest.mark.parametrize(
    ("code", "text", "suits"),
    [
        ("executed", "372.18", 1),
        ("executed", "无", 1),
        ("executed", "98%", -2),
        ("rate", "98%", 1),
        ("rate", "98", 1),
        ("rate", "98分", -2),
        ("level3", "群众满意度", 1),
        ("level3", "10", -2),
        ("unit", "公里", 1),
        ("unit", "12", -2),
        ("nature", "≥", 1),
        ("nature", "定性指标", 1),
        ("target", "12", 1),
        ("target", "%", -1),
        ("score", "", 0),
        ("score", "—", 0),
    ],
)
def test_contents_suit_their_columns(code, text, suits):
    """Amounts, rates, names, units and signs suit columns of their own kind."""
    assert fits(code, text) == suits


def test_a_row_that_fits_stays():
    """Cells go to the columns above them."""
    assert placed("产出|数量|场次|80场|10|9") == (
        {"level1": "产出", "level2": "数量", "level3": "场次", "target": "80场", "weight": "10", "score": "9"},
        0,
    )


def test_a_row_that_slipped_left_is_moved_right():
    """Without the first cell every content would stand in a wrong column."""
    cells, moved = placed("数量|场次|80场|10|9")

    assert (cells["level3"], cells["target"], cells["weight"], cells["score"], moved) == ("场次", "80场", "10", "9", 1)


def test_a_row_of_an_exact_grid_is_not_moved_for_a_cell():
    """Where the paper has its columns a row is not moved because one cell or two do not suit them."""
    cells, moved = placed("数量|场次|80场|10|9", exact=True)

    assert (cells["level1"], moved) == ("数量", 0)


def test_a_row_of_an_exact_grid_is_moved_when_most_of_it_is_out_of_place():
    """Where the columns are known only a row that as a whole stands one cell too far left is put back."""
    codes = ("level1", "level2", "level3", "target", "actual", "unit", "weight", "completion", "score")
    (row,) = grid("服务对象满意度|群众满意度|≥95%|96.5|%|10|100.00%|9.5|", exact=True).rows

    cells, moved = align(row, {code: (n, n + 1) for n, code in enumerate(codes)}, len(codes), exact=True)

    assert (moved, cells["target"].text, cells["weight"].text, cells["score"].text) == (1, "≥95%", "10", "9.5")


def test_rows_of_one_length_are_moved_together():
    """Rows behind a page break that all lack the merged column are moved as a whole, which is no slip."""
    body = grid("数量|场次|80场|10|9", "质量|合格率|95%|10|10", "时效|及时率|100%|5|5").rows
    usual = usual_shifts(body, COLUMNS, 6)

    assert usual == {5: 1}
    assert placed("数量|场次|80场|10|9", usual=usual)[1] == 0
    assert placed("数量|场次|80场|10|9", usual=usual)[0]["score"] == "9"


texts = st.sampled_from(["", "数量指标", "群众满意度", "80场", "95%", "10", "9.5", "—", "无"])


@patient
@given(st.lists(texts, min_size=1, max_size=6))
def test_no_printed_cell_gets_lost_or_doubled_by_a_move(cells):
    """However a row is moved, each cell stands in one column at most, in the printed order."""
    found, moved = align(grid("|".join(cells)).rows[0], COLUMNS, 6, exact=False)
    order = [slot.col for _, slot in sorted(found.items(), key=lambda pair: COLUMNS[pair[0]])]

    assert order == sorted(set(order))
    assert moved in {-2, -1, 0, 1, 2}
