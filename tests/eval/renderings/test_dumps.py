"""Text dumps lose merged cells in the ways that programs lose them."""

import pytest

from extractor.eval.content import blocks, sheet
from extractor.eval.renderings.dumps import barred, lined, tabbed

CONTENT = blocks(
    "# 自评表",
    "## 一、收支",
    sheet(
        """
    资金⏎（万元） | 预算 | <
    ^ | 基本|支出 | 503.37
    合计 | < | <
    """.replace("基本|支出", "基本支出")
    ),
    "以上。",
)

BARS = """| 资金<br>（万元） | 预算 |  |
| --- | --- | --- |
|  | 基本支出 | 503.37 |
| 合计 |  |  |"""


@pytest.mark.parametrize(
    ("write", "text"),
    [
        (tabbed, "自评表\n一、收支\n\n资金 （万元）\t预算\n\t基本支出\t503.37\n合计\n\n以上。\n"),
        (lined, "自评表\n一、收支\n\n\t资金\n（万元）\n\t预算\n\n\t\n\t基本支出\n\t503.37\n\n\t合计\n\n以上。\n"),
        (barred, f"# 自评表\n\n## 一、收支\n\n{BARS}\n\n以上。\n"),
    ],
    ids=["text", "lines", "bars"],
)
def test_a_dump(write, text) -> None:
    """A merged cell stands once; what it covers below is empty, to the right only between bars."""
    assert write(CONTENT) == text
