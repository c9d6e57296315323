"""A small fictional report with what is hard to write: merged cells, broken lines, marks, figures of every kind."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from extractor.eval.content import Block, blocks, sheet
from extractor.eval.renderings import Rendering, render

FORM = sheet(
    """
部门名称 | 石漫县林业站（盖章） | < | < | <
资金⏎（万元） | 项目 | 年初预算数 | 全年执行数 | 执行率
^ | 年度资金总额 | 503.37 | 480.50 | 95.46%
^ | 其中：财政|拨款 | 1,234,567.89 | 0370 | =100%
产出指标⏎（50分） | 数量指标 | 造林面积 | ≥320亩 | 0
^ | ^ | 抚育管护 | 9次，第1次在3月，第2次在5月，第3次在7月，后延 | 10
总分 | < | < | 97.5␣分 | <
""".replace("财政|拨款", "财政拨款")
)

CONTENT: tuple[Block, ...] = blocks(
    "# 石漫县林业站2024年度自评报告",
    "## 一、基本情况",
    "全年支出480.50万元，比年初预算503.37万元少22.87万元；“三公”经费0万元，☑达标 ☐未达标。",
    FORM,
    "> 2025年3月8日",
)


@pytest.fixture
def content() -> tuple[Block, ...]:
    """The report."""
    return CONTENT


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Rendering]:
    """Write the report in a form, once for all tests; another folder or seed writes it again."""

    @cache
    def write(name: str, seed: int = 0, folder: Path | None = None) -> Rendering:
        return render(CONTENT, name, folder or tmp_path_factory.mktemp(name), seed=seed)

    return write
