"""What was moved is said in one sentence, with both places."""

from extraction.helpers import record, rows

HEAD = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分"


def moves(*lines):
    """Return the moves of a form."""
    return record("部门整体支出绩效自评表\n" + rows(HEAD, *lines)).moves


def test_a_row_that_slipped_by_a_cell_is_named():
    """The sentence names the indicator, the direction and the cells; the places are those of the row."""
    (move,) = moves(
        "产出指标|数量指标|演出场次|80场|86场|20|20",
        "产出指标|质量指标|合格率|95%|96%|20|20",
        "满意度指标|群众满意度|90%|96%|10|10|",
    )

    assert (move.kind, move.by, move.path) == ("row_cells", 1, "indicators[2]")
    assert "“群众满意度”一行整体左移1格" in move.message
    assert {place.line for place in move.places} >= {"T1R4C2", "T1R4C5"}


def test_a_lost_first_level_is_named():
    """A second level in the first column is read below its family, and the sentence says which."""
    (move,) = moves(
        "产出指标|数量指标|演出场次|80场|86场|20|20",
        "时效指标|时效指标|及时率|100%|100%|20|20",
        "效益指标|社会效益指标|惠及群众|3万人|3万人|20|20",
    )

    assert (move.kind, move.path) == ("lost_merge", "indicators")
    assert "“时效指标”" in move.message
    assert "“产出指标”" in move.message


def test_a_form_in_order_is_not_moved():
    """Nothing is said where nothing was moved."""
    assert not moves("产出指标|数量指标|演出场次|80场|86场|20|20", "|质量指标|合格率|95%|96%|20|20")
