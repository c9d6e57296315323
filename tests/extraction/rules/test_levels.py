"""The two upper levels of an indicator, filled down and found again where a dump lost a merged cell."""

import pytest

from extraction.helpers import grid
from extractor.extraction.rules.levels import LevelFiller, child_family, family, level_of, slot_names_level


def slot(text):
    """Return a cell."""
    return grid(text).rows[0][0]


@pytest.mark.parametrize(
    ("printed", "text", "weight"),
    [
        ("产出指标(50分)", "产出指标", "50"),
        ("产出指标\n（50 分）", "产出指标", "50"),
        ("效益指标（权重：30）", "效益指标", "30"),
        ("满意度指标 10分", "满意度指标", "10"),
        ("产出指标", "产出指标", ""),
        ("质量指标（含验收）", "质量指标（含验收）", ""),
    ],
)
def test_a_level_may_carry_its_weight(printed, text, weight):
    """The weight in brackets or behind the name is no part of the name."""
    level = level_of(slot(printed))

    assert (level.text, level.weight) == (text, weight)


def test_levels_belong_to_families():
    """产出目标 and 产出指标 are one family; 数量指标 belongs below it."""
    assert (family("产出目标"), family("满意度"), family("部门管理"), family("群众")) == (
        "output", "satisfaction", "management", None,
    )  # fmt: skip
    assert (child_family("数量指标"), child_family("服务对象满意度指标"), child_family("场次")) == (
        "output", "satisfaction", None,
    )  # fmt: skip
    assert (slot_names_level(slot("产出指标(50分)")), slot_names_level(slot("演出场次"))) == (True, False)


def filled(*rows, exact=False):
    """Return level 1 and level 2 of each row, and how lost levels were found."""
    filler = LevelFiller(exact)
    found = []
    for row in rows:
        cells = {code: slot(text) for code, text in zip(("level1", "level2"), row.split("|"), strict=True)}
        levels = filler.fill(cells)
        found.append((levels.level1 and levels.level1.text, levels.level2 and levels.level2.text, levels.lost))
    return found


def test_merged_levels_are_filled_down():
    """A blank cell below a level is of that level; a new first level begins without a second."""
    assert filled("产出指标|数量指标", "|质量指标", "|", "效益指标|") == [
        ("产出指标", "数量指标", ""),
        ("产出指标", "质量指标", ""),
        ("产出指标", "质量指标", ""),
        ("效益指标", None, ""),
    ]


def test_a_second_level_in_the_first_column_goes_below_its_family():
    """Where the merged first level was lost, 时效指标 in its column belongs below 产出指标."""
    assert filled("产出指标|数量指标", "时效指标|时效指标", exact=False)[1] == ("产出指标", "时效指标", "column")
    assert filled("产出指标|数量指标", "时效指标|时效指标", exact=True)[1][0] == "时效指标"


def test_a_second_level_below_a_strange_first_goes_back_to_its_family():
    """数量指标 cannot stand below 满意度指标 when 产出指标 was printed before."""
    assert filled("产出指标|数量指标", "满意度指标|服务对象满意度指标", "|质量指标")[2] == (
        "产出指标",
        "质量指标",
        "row",
    )


def test_a_form_with_levels_of_its_own_is_left_alone():
    """Below 部门管理 any second level may stand; without a printed parent nothing is moved."""
    assert filled("部门管理|数量指标")[0] == ("部门管理", "数量指标", "")
    assert filled("满意度指标|质量指标")[0] == ("满意度指标", "质量指标", "")
