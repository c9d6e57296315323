"""C12: a deed that the goals and the narrative tell with different numbers."""

from __future__ import annotations

import pytest

from extractor.validation.retold import told_otherwise
from tests.validation.papers import case


@pytest.mark.parametrize(
    ("goals", "narrative", "count"),
    [
        ("改造升级23家基层工会阵地。", "改造升级路口镇文化中心等 10 余家工会阵地。", 1),
        ("改造升级23家基层工会阵地。", "改造升级路口镇文化中心等 20 余家工会阵地。", 0),
        ("新建12个户外服务站点。", "上年新建8个户外服务站点。", 0),
        ("新建12个户外服务站点。", "新建8个户外服务站点，新建12个户外服务站点。", 0),
        ("新建12个户外服务站点。", "新建12间户外服务站点。", 0),
        ("培训120名技术工人。", "培训100名新任会计。", 0),
        ("培训12名技术工人。", "培训10名技术工人。", 1),
    ],
)
def test_told_otherwise(goals, narrative, count):
    """Only the same verb, unit and thing with numbers that cannot be the same contradict each other."""
    passages = case(f"一、部门整体支出绩效情况\n{narrative}\n").prose.narrative

    assert len(list(told_otherwise(goals, passages))) == count
