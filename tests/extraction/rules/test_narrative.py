"""The narrative as a whole: sentences put together from amounts give exactly these amounts."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from extraction.helpers import money_told, patient, record

amounts = st.decimals(min_value="0.01", max_value="9999.99", places=2)
fillers = st.sampled_from(["", "为", "共计", "合计", "约为", "总额", "金额", "达到"])
opening = st.sampled_from(["", "2024年，", "2024年度我馆", "截至2024年12月31日，我馆全年", "河口县文化馆2024年"])
between = st.sampled_from(["，", "；", "。", "。其中：", "，其中", "、"])
PARTS = {
    "basic.wages": ["工资福利支出"],
    "basic.goods_services": ["商品和服务支出", "商品与服务支出"],
    "basic.individuals_families": ["对个人和家庭的补助", "对个人和家庭的补助支出", "对个人和家庭补助支出"],
    "basic.personnel": ["人员经费", "人员经费支出", "人员支出"],
    "basic.public": ["公用经费", "日常公用经费", "公用支出"],
    "project.total": ["项目支出"],
}
WHOLE = {
    "initial_budget": ["年初预算", "年初部门预算", "年初预算数"],
    "adjusted_budget": ["全年预算数", "调整后预算", "全年预算"],
    "total": ["支出合计", "总支出", "全年支出", "全年执行数", "支出决算"],
    "balance": ["年末结转结余", "年末结余"],
}


@st.composite
def tellings(draw, fields):
    """Draw a text that tells an amount of some fields in one wording each, and what it tells."""
    chosen = draw(st.lists(st.sampled_from(sorted(fields)), min_size=1, unique=True))
    told = {}
    text = draw(opening)
    for number, field in enumerate(sorted(chosen, key=list(fields).index)):
        amount, unit = draw(amounts), draw(st.sampled_from(["万元", "元"]))
        printed = f"{amount:,}" if draw(st.booleans()) else str(amount)
        text += (draw(between) if number else "") + draw(st.sampled_from(fields[field]))
        text += draw(fillers.filter(lambda word: word != "约为")) + printed + unit
        told[field] = f"{amount}{unit}"
    return text + "。", told


@patient
@given(tellings(WHOLE))
def test_whole_amounts_are_told_exactly(telling):
    """Budget, spending and balance in any wording, unit and order give exactly what is told."""
    text, told = telling

    assert money_told("money", text) == told


@patient
@given(tellings(PARTS))
def test_parts_are_told_exactly(telling):
    """Kinds of basic spending and project spending, one behind the other, give exactly what is told."""
    text, told = telling

    assert money_told("basic", text) == told


@patient
@given(st.lists(amounts, min_size=1, max_size=8, unique=True))
def test_nothing_is_lost_and_nothing_told_twice(printed):
    """Every amount of a text is in the record or unread, once, and no value is other than a printed one."""
    labels = ["总支出", "印刷费", "基本支出", "项目支出", "邮电费", "年末结余", "租赁费", "收入合计"]
    text = (
        "二、收支情况\n"
        + "，".join(f"{label}{amount}万元" for label, amount in zip(labels, printed, strict=False))
        + "。"
    )
    report = record(text)
    held = report.coverage.figures - report.coverage.unread

    assert report.coverage.figures == len(printed)
    assert held + len(report.unread) == len(printed)
    assert {Decimal(figure.text.removesuffix("万元")) for figure in report.unread} <= set(printed)


@patient
@given(
    st.text(
        alphabet="基本支出项目预算三公经费较上年增加减少其中主要是占，。；：（）%万元分人名辆0123456789.", max_size=60
    )
)
def test_no_text_breaks_the_reader(text):
    """Whatever words and figures stand in a line, reading gives a record whose figures stand on the paper."""
    report = record(f"二、收支情况\n（一）基本支出情况\n{text}\n")

    assert not report.rejected
    assert 0 <= report.coverage.ratio <= 1
