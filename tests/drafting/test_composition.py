"""Shares of a whole, condensed duties, 三公 with changes: how a paragraph varies with its facts."""

from typing import Any

import pytest

from extractor.drafting.condensing import clauses
from tests.compact import report_from_compact
from tests.drafting.examples import drafted, section, words

LISTED = (
    "（一）根据国家有关法律法规和县委县政府的统一部署，组织拟订全县档案事业发展的规划和年度计划并监督实施到位。\n"
    "（二）保管档案，提供查阅；开展编研工作，编辑出版档案史料，为社会各界和各级机关提供多种形式的档案利用服务。\n"
    "（三）指导乡镇和村级组织建档。对不合格的档案室提出整改意见，逐个验收，并且每年组织两次以上的业务培训和交流。\n"
    "（四）承办县委、县政府交办的其他事项；完成上级档案主管部门布置的各项检查、统计、评估和信息化建设任务，按时报送。"
)
UNEVEN = "各项占比因四舍五入，相加略有出入。"


@pytest.mark.parametrize(
    ("basic", "told", "uneven"),
    [
        (
            {"total": "3万元", "wages": "1万元", "goods_services": "1万元", "individuals_families": "1万元"},
            "占33.33%",
            True,
        ),
        ({"total": "4万元", "wages": "1万元", "goods_services": "3万元"}, "占75%", False),
        ({"total": "5万元", "wages": "1万元", "goods_services": "3万元"}, "占60%", False),
        ({"total": "4万元", "wages": "4万元"}, "全部用于工资福利支出4万元。", False),
        ({"total": "4万元", "wages": "3万元"}, "其中用于工资福利支出3万元，占75%。", False),
        ({"total": "0万元"}, "本年度无基本支出。", False),
    ],
)
def test_shares_are_rounded_on_their_own(basic: dict[str, str], told: str, *, uneven: bool) -> None:
    """Each share for itself; 因四舍五入 only where the parts make the whole and the shares do not make 100 %."""
    text = section(drafted(report_from_compact({"spending": {"basic": basic}})), "二")
    assert told in text
    assert (UNEVEN in text) == uneven


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([{"item": "total", "final": "0万元"}], "“三公”经费全年无支出。"),
        ([{"item": "total", "budget": "4万元", "final": "3万元"}], "全年预算4万元，全年支出3万元，比预算减少1万元。"),
        ([{"item": "total", "budget": "4万元", "final": "4万元"}], "与预算持平。"),
        ([{"item": "total", "previous": "4万元", "final": "3万元"}], "上年决算4万元，较上年减少1万元，下降25%。"),
        ([{"item": "total", "previous": "2万元", "final": "3万元"}], "较上年增加1万元，增长50%。"),
        ([{"item": "total", "previous": "3万元", "final": "3万元"}], "与上年持平。"),
        (
            [{"item": "total", "final": "3万元", "change_from_previous": "1万元", "growth": "-25%"}],
            "较上年增加1万元、下降25%（增减额与增减率方向相反，待核实）。",
        ),
        ([], "“三公”经费情况自评报告未载明（待补充）。"),
    ],
)
def test_three_public_is_told_with_its_changes(rows: list[dict[str, Any]], told: str) -> None:
    """Against the budget and against the year before, as far as the paper has them."""
    assert told in words(drafted(report_from_compact({"three_public": {"rows": rows}})))


@pytest.mark.parametrize(
    ("text", "kept", "cut"),
    [
        ("负责全县档案的收集和保管。", [], False),
        (
            LISTED,
            ["组织拟订全县档案事业发展的规划和年度计划并监督实施到位", "保管档案，提供查阅", "指导乡镇和村级组织建档",
             "承办县委、县政府交办的其他事项"],
            False,
        ),
        ("".join(f"{n}、承担第{'甲' * 30}类档案的接收和整理。\n" for n in range(1, 20)), None, True),
    ],
)  # fmt: skip
def test_long_duties_are_condensed(text: str, kept: list[str] | None, *, cut: bool) -> None:
    """A short text stays whole; of a long list each item gives the clause that says what is done."""
    found, left_out = clauses(text)
    assert kept is None or found == kept
    assert left_out == cut


def test_condensed_duties_are_quoted_word_for_word() -> None:
    """The clauses stand in the report as they are, so the lock proves them."""
    duties = "\n".join(f"（{n}）负责{name}工作，按规定报送有关情况，做好档案整理和信息公开。" * 2 for n, name in
                       zip("一二三四五", ("甲类", "乙类", "丙类", "丁类", "戊类"), strict=True))  # fmt: skip
    made = drafted(report_from_compact({"profile": {"unit_name": "青禾县档案馆", "duties": duties}}))
    told = section(made, "一")
    assert "青禾县档案馆主要承担以下职能：负责甲类工作，按规定报送有关情况，做好档案整理和信息公开；" in told


def test_one_measure_answers_each_problem() -> None:
    """A problem that only the report itself states is answered too, when the report has no measures of its own."""
    sections = [{"number": "", "title": "存在的问题", "level": 1, "text": "绩效指标量化不够，缺乏可核对的依据。"}]
    made = drafted(report_from_compact({"sections": sections}))
    assert "逐项" in section(made, "八")
