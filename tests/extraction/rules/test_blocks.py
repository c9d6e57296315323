"""A form is cut into blocks by the heads that name its columns."""

import pytest

from extraction.helpers import grid
from extractor.extraction.rules.blocks import head_of, only_plan, split, unit_in


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("（单位：元）", "元"),
        ("项目资金(万元)", "万元"),
        ("金额单位：千元", "千元"),
        ("年度资金总额（ 万元 ）", "万元"),
        ("单位：人民币万元", "万元"),
        ("单位名称：河口县文化馆", ""),
        ("分值", ""),
        ("12万元", ""),
    ],
)
def test_the_unit_of_money_is_read_from_a_caption_or_head(text, unit):
    """单位：万元 and a bracketed unit name the unit of money; a figure with its unit does not."""
    assert unit_in(text) == unit


YEARS = {"previous_final", "current_budget", "current_final"}
HEADS = [
    ("|年初预算数|全年预算数|全年执行数|分值|执行率|得分", "budget",
     {"initial", "adjusted", "executed", "weight", "rate", "score"}),
    ("项目资金(万元)|预算数|执行数|执行率", "budget", {"adjusted", "executed", "rate"}),
    ("全年预算数（A）|全年执行数（B）|执行率（B/A）", "budget", {"adjusted", "executed", "rate"}),
    ("项目|上年预算数|本年预算数|本年执行数", "budget", {"adjusted", "executed"}),
    ("一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分", "indicators",
     {"level1", "level2", "level3", "target", "actual", "weight", "score"}),
    ("三级指标|指标值|完成值|得分", "indicators", {"level3", "target", "actual", "score"}),
    ("三级指标|年度指标值|上年完成值|本年完成值", "indicators", {"level3", "target", "actual"}),
    ("预期目标|实际完成情况", "goals", {"expected", "actual"}),
    ("姓名|职务/职称|单位|签字", "evaluators", {"name", "title", "organization"}),
    ("人员情况|编制数|2024年实际在职人数|控制率", "staffing", {"authorized", "actual", "control_rate"}),
    ("经费控制情况|2023年决算数|2024年预算数|2024年决算数", "base_data", YEARS),
    ("经费|上年决算数|本年预算数|本年决算数", "base_data", YEARS),
    ("收入合计|财政拨款收入|其他收入", "finance", {"income.total", "income.fiscal", "income.other"}),
]  # fmt: skip


@pytest.mark.parametrize(("head", "kind", "codes"), HEADS)
def test_a_head_names_its_columns(head, kind, codes):
    """Each kind of block is known by the words of its head, in synonyms and with remarks in brackets."""
    found = head_of(grid(head).rows[0])

    assert found is not None
    assert (found[0], set(found[1])) == (kind, codes)


@pytest.mark.parametrize(
    "row",
    [
        "年度资金总额|372.18|361.50",
        "单位名称|河口县文化馆",
        "全年预算数",
        "预期目标|完成演出80场",
        "",
        "合计|100|98",
        "培训|12场",
    ],
)
def test_other_rows_are_no_heads(row):
    """A row with figures, of one cell or of other words heads nothing."""
    assert head_of(grid(row).rows[0]) is None


def test_the_past_column_is_left_out():
    """Beside 上年完成值 the column of this year is the actual one."""
    _, columns = head_of(grid("三级指标|年度指标值|上年完成值|本年完成值").rows[0])

    assert columns["actual"] == (3, 4)


def test_the_weight_of_an_indicator_stands_behind_it():
    """Where every level has its own 分值 the one behind 三级指标 is the weight of the indicator."""
    _, columns = head_of(grid("一级指标|分值|二级指标|分值|三级指标|分值|指标值|完成值|得分").rows[0])

    assert columns["weight"] == (5, 6)


def test_a_lone_plan_is_the_adjusted_one():
    """预算数 alone counts as 全年预算数, beside it it is the title over both."""
    assert only_plan({"plan": (1, 2)}) == {"adjusted": (1, 2)}
    assert only_plan({"plan": (1, 2), "adjusted": (2, 3)}) == {"adjusted": (2, 3)}


def test_a_form_is_cut_at_its_heads():
    """Rows before the first head are fields; each head begins a block with the rows below it."""
    form = grid(
        "单位名称|河口县文化馆",
        "项目|年初预算数|全年预算数|全年执行数",
        "年度资金总额|326.40|372.18|361.50",
        "一级指标|二级指标|三级指标|指标值",
        "产出|数量|场次|80场",
    )

    assert [(block.kind, len(block.head), len(block.body)) for block in split(form)] == [
        ("fields", 0, 1), ("budget", 1, 1), ("indicators", 1, 1),
    ]  # fmt: skip


def test_a_head_may_have_two_rows():
    """Two rows of one kind without rows between are one head; the narrower column counts."""
    form = grid("项目|预算数|^|执行数", "|年初预算数|全年预算数|全年执行数", "合计|1|2|3")
    block = split(form)[-1]

    assert (len(block.head), block.columns["adjusted"], block.columns["executed"]) == (2, (2, 3), (3, 4))
