"""Tables that stand beside each other on one sheet."""

from extraction.helpers import grid
from extractor.extraction.rules.beside import columns_of, side_by_side


def words(part):
    """Return the printed cells of a grid, row by row."""
    return [[slot.text for slot in row if not slot.empty] for row in part.rows]


SHEET = grid(
    "2024年度绩效自评表|^|^|^|^|^|^",
    "指标|指标值|分值||项目|全年预算数|全年执行数",
    "场次|80场|20||合计|5|4",
    "合格率|95%|20||基本支出|3|3",
    exact=True,
)


def test_two_tables_with_a_gap_between_are_read_one_after_the_other():
    """An empty column that all rows share parts a sheet into a left and a right table, below what stands above."""
    title, left, right = side_by_side(SHEET)

    assert words(title) == [["2024年度绩效自评表"]]
    assert words(left)[-1] == ["合格率", "95%", "20"]
    assert words(right) == [["项目", "全年预算数", "全年执行数"], ["合计", "5", "4"], ["基本支出", "3", "3"]]
    assert left.id != right.id


def test_one_table_stays_one():
    """A table without a common gap, a remark beside it, or a dump without known columns is not parted."""
    whole = grid("项目|全年预算数|全年执行数", "合计|5|4", "基本支出|3|3", exact=True)
    remark = grid("项目|全年预算数||备注", "合计|5||", "基本支出|3||", exact=True)
    dump = SHEET._replace(exact=False)

    assert [len(side_by_side(one)) for one in (whole, remark, dump)] == [1, 1, 1]


def test_a_part_sees_what_stands_above_it():
    """The rows of the sheet above a part, in its own columns, may name its unit."""
    *_, right = side_by_side(SHEET)

    assert next([slot.text for slot in row] for row in columns_of(SHEET, right)) == ["2024年度绩效自评表"]
