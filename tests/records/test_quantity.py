"""What counts as a figure in a report, and what it is worth."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.records.quantity import (
    COUNTERS,
    MONEY_IN_YUAN,
    Quantity,
    find_quantities,
    fold,
    in_yuan,
    is_money,
    parse_quantity,
    printed_decimals,
)


def short(text: str) -> list[str]:
    """Write the figures of a text as `≥~90.5%`: operator, ~ for approximate, value, unit."""
    return [f"{q.operator}{'~' if q.approximate else ''}{q.value}{q.unit}" for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # money
        ("全年支出12.50万元", ["12.50万元"]),
        ("收入 3 亿元、5百万元、6千元、7元", ["3亿元", "5百万元", "6千元", "7元"]),
        ("投入5万，追加1.2亿", ["5万元", "1.2亿元"]),
        ("慰问3万多人，培训2万余人次", ["~3万人", "~2万人次"]),
        ("10多万元、75万多元、20余万、1500多万元", ["~10万元", "~75万元", "~20万元", "~1500万元"]),
        ("标准300元/人，5万元/个，200元/人·年", ["300元/人", "5万元/个", "200元/人·年"]),
        ("5万美元", ["5万美元"]),
        ("￥1,000.00 与 ¥5万元", ["1000.00元", "5万元"]),
        # notations of numbers
        ("1,673,387.69元", ["1673387.69元"]),
        ("１，６７３，３８７．６９元", ["1673387.69元"]),
        ("1，673，387.69元", ["1673387.69元"]),
        ("1，673.50元", ["1673.50元"]),
        ("第一批10，300人", ["10", "300人"]),
        ("得分10，100.00%", ["10", "100.00%"]),
        ("1,2,3", ["1", "2", "3"]),
        ("95.93\xa0％", ["95.93%"]),
        (".5%", ["0.5%"]),
        # Chinese numerals
        ("人民币壹佰贰拾万元整", ["1200000元"]),
        ("贰仟零伍拾元零捌分", ["2050.08元"]),
        ("伍元整、三万元、二十余万元", ["5元", "30000元", "~200000元"]),
        ("壹万元/人", ["10000元/人"]),
        ("百分之九十五，不低于百分之九十点五，百分之百，百分之80", ["95%", "≥90.5%", "100%", "80%"]),
        ("万元，一是加强，二是规范，一元化，十一元旦，数百万元", []),
        # rates, points, counters
        ("提高5个百分点", ["5百分点"]),
        ("得10分，每超3分钟扣1分", ["10分", "3分钟", "1分"]),
        ("3分之一，5分别，2部分", ["3", "5", "2"]),
        ("24小时、20㎡、30m²、3km、5个工作日、6个月", ["24小时", "20㎡", "30m²", "3km", "5个工作日", "6个月"]),
        ("使用3年，质保≥20年，运行10年以上", ["3年", "≥20年", "≥10年"]),
        # operators
        ("≥90%，≦5，═100%，>=98%，<=0%，＞3", ["≥90%", "≤5", "=100%", "≥98%", "≤0%", ">3"]),
        ("不低于 90%，不少于3次，不超过5万元，不得超过2次", ["≥90%", "≥3次", "≤5万元", "≤2次"]),
        ("100人以上，5%以内，60%以下，95%（含）以上，3次及以上", ["≥100人", "≤5%", "≤60%", "≥95%", "≥3次"]),
        ("≥ 95 ％", ["≥95%"]),
        ("达到600余人次", ["~600人次"]),
        # imprecision
        ("约5%，近6000人次，将近3万人，90分左右，5倍多", ["~5%", "~6000人次", "~3万人", "~90分", "~5倍"]),
        ("节约5万元，预约3次，附近3家，结余2万元，12.5余额", ["5万元", "3次", "3家", "2万元", "12.5"]),
        # signs and ranges
        ("增长-5.2%", ["-5.2%"]),
        ("（-5.2） （5.2）", ["-5.2", "5.2"]),
        ("公用经费 100 -5.2 －3", ["100", "-5.2", "-3"]),
        ("10-20人，1~2家，60—70%，1人-5人", ["10人", "20人", "1家", "2家", "60%", "70%", "1人", "5人"]),
        ("100%-80%(含)", ["100%", "80%"]),
        ("较上年增减-3人", ["-3人"]),
        # what is no figure
        ("2024年、2024 年度、2025.6.11、2025-06-24、2025年6月24日", []),
        ("接待费2022年2.31万元，2023年12.05万元", ["2.31万元", "12.05万元"]),
        ("1-11月、1-11 月、6月底、12月31日、一至3季度、3季度", []),
        ("2023－2024年，2022、2023年，2024.1-2024.12，24年", []),
        ("填报日期：2025.6 时间:2024.12", []),
        ("基本支出2019.16，结余2025.12万元", ["2019.16", "2025.12万元"]),
        ("传真0730-8400123，手机13900001111，联系电话：8400123", []),
        ("电话费1200元", ["1200元"]),
        ("某财〔2024〕1号、(2023)12号、3号楼", []),
        ("预算 编 码： 116001，编制数 12", ["12"]),
        ("“12345”热线", []),
        ("第4届、第 12 章、附件3-1", []),
        ("G20、A1、T12、5G、PM2.5、COVID-19、51000021R000000019951", []),
        ("430600197001011234567", []),
        ("1、加强管理5次", ["5次"]),
        ("2.人员经费 1000", ["1000"]),
        ("（3）走访8家", ["8家"]),
        ("3.1 机构情况", []),
        ("3.1 万元", ["3.1万元"]),
        ("新建2个。2、走访3家；（3）培训4场，动员5.其他6次", ["2个", "3家", "4场", "6次"]),
        ("10.", []),
        ("产出指标\n(50)", ["50"]),
        ("产出指标(50分)", ["50分"]),
        ("3、5人", ["3", "5人"]),
    ],
)
def test_figures_of_a_text(text: str, figures: list[str]) -> None:
    """Each notation of an amount, rate or count is read, and nothing that only looks like one."""
    assert short(text) == figures


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("503.37", ("503.37", "")),
        (" 100％ ", ("100", "%")),
        ("(50分)", ("50", "分")),
        ("≥4次", ("4", "次")),
        ("100万元。", ("100", "万元")),
        ("人民币壹拾元整", ("壹拾元整", "元")),
        ("1,234.50", ("1,234.50", "")),
        ("压缩10%", None),
        ("100%-80%(含)", None),
        ("无", None),
        ("-", None),
        ("", None),
        ("2024年", None),
        ("1.", None),
    ],
)
def test_a_cell_that_is_one_figure(cell: str, expected: tuple[str, str] | None) -> None:
    """A cell counts as a figure only when it holds nothing else."""
    figure = parse_quantity(cell)
    assert (figure and (figure.text, figure.unit)) == expected


def test_place_spans_operator_number_and_unit() -> None:
    """The place of a figure holds all that belongs to it, and nothing before it."""
    text = "满意度　≥ ９５．５％以上，编制1人-5人"
    assert [text[q.start : q.end] for q in find_quantities(text)] == ["≥ ９５．５％以上", "1人", "5人"]


def test_text_is_as_printed() -> None:
    """The number keeps its printed form: commas, width and sign."""
    assert [q.text for q in find_quantities("-1，234，567.80元与９，０００元与+5%")] == [
        "-1，234，567.80",
        "９，０００",
        "+5",
    ]


@pytest.mark.parametrize(
    ("text", "decimals"),
    [("1,234.50", 2), ("90", 0), ("100.00%", 2), ("１．５", 1), ("九十点五", 1), ("壹元伍角", 1), ("壹元零伍分", 2)],
)
def test_printed_decimals(text: str, decimals: int) -> None:
    """Trailing zeros count as printed."""
    assert printed_decimals(text) == decimals


def test_money_in_yuan() -> None:
    """Only units of money convert, and a price per person is none."""
    assert in_yuan(Decimal("5.5"), "万元") == Decimal(55000)
    assert in_yuan(Decimal(3), "元/人") is None
    assert is_money("亿元")
    assert not is_money("万人")


@pytest.mark.parametrize(
    "text", [" " * 20_000, "1" * 20_000, "十" * 20_000, "电话" + " " * 20_000, "a" * 20_000, "1-" * 5000]
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    """Padding and endless runs of one character do not hang the reader."""
    began = time.perf_counter()
    find_quantities(text)
    assert time.perf_counter() - began < 2


UNITS = st.sampled_from(
    ["", "%", "分", "百分点", *MONEY_IN_YUAN, *(unit for unit in COUNTERS if unit not in {"日", "年"})]
)
VALUES = st.decimals(min_value=0, max_value=10**10, places=2).flatmap(
    lambda value: st.sampled_from([value, value.quantize(Decimal(1)), value.quantize(Decimal("0.1"))])
)
WIDE = str.maketrans("0123456789.,%-", "０１２３４５６７８９．，％－")


@st.composite
def printed_figures(draw: st.DrawFn) -> tuple[str, str, Decimal, str]:
    """Draw a figure in one of its notations: printed number, printed figure, value, unit."""
    value, unit, sign = draw(VALUES), draw(UNITS), draw(st.sampled_from(["", "-"]))
    number = sign + draw(st.sampled_from([str(value), f"{value:,}"]))
    number = draw(st.sampled_from([number, number.translate(WIDE)]))
    gap = draw(st.sampled_from(["", " ", "\u3000", "\xa0"])) if unit else ""
    return number, number + gap + unit, -value if sign else value, unit


@given(
    printed=printed_figures(), around=st.sampled_from([("", ""), ("合计：", "，"), ("共 ", "。其余"), ("（结余", "）")])
)
def test_a_printed_figure_reads_back_exactly(printed: tuple[str, str, Decimal, str], around: tuple[str, str]) -> None:
    """Whatever the notation, value, unit and printed decimals come back unchanged."""
    number, whole, value, unit = printed
    text = whole.join(around)
    (figure,) = find_quantities(text)
    assert (figure.text, figure.value, figure.unit) == (number, value, unit)
    assert figure.decimals == -value.as_tuple().exponent
    assert text[figure.start : figure.end] == whole


def capital(yuan: int, cents: int = 0) -> str:
    """Write an amount in capitals as an accountant does."""
    digits, places = "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"]

    def section(number: int) -> str:
        text = "".join(
            digits[int(char)] + (places[len(str(number)) - 1 - i] if char != "0" else "")
            for i, char in enumerate(str(number))
        )
        while "零零" in text:
            text = text.replace("零零", "零")
        return text.strip("零") if number else ""

    text, rest = "", yuan
    for name, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        part, rest = divmod(rest, size)
        zero = "零" if text and 0 < part < 1000 else ""
        text += zero + section(part) + name if part else ""
    jiao, fen = divmod(cents, 10)
    coins = (digits[jiao] + "角" if jiao else "") + (("" if jiao else "零") + digits[fen] + "分" if fen else "")
    return f"{text}元{coins or '整'}"


@given(yuan=st.integers(min_value=1, max_value=10**12 - 1), cents=st.integers(min_value=0, max_value=99))
def test_capital_amounts_round_trip(yuan: int, cents: int) -> None:
    """An amount written in capitals is read to the last cent."""
    written = capital(yuan, cents)
    (figure,) = find_quantities(f"合计（大写）：{written}。")
    assert (figure.text, figure.value, figure.unit) == (written, Decimal(yuan) + Decimal(cents) / 100, "元")


@given(st.text())
def test_fold_keeps_the_length(text: str) -> None:
    """Positions in the folded text are positions in the printed text."""
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="0123456789.,-~％%万元人多余约≥（）()、。年月日号第 \n０９壹拾佰一十百之分整/¥A"))
def test_places_hold_the_printed_text(text: str) -> None:
    """Any text gives figures in order, without overlap, each at a place that holds its number."""
    figures: list[Quantity] = find_quantities(text)
    for figure in figures:
        assert figure.text in text[figure.start : figure.end]
    assert all(a.end <= b.start for a, b in pairwise(figures))
