"""What a report's own figures tell against it, and what is proposed."""

import pytest

from tests.compact import report_from_compact
from tests.drafting.examples import department, drafted, section


def test_a_missed_target_is_told_with_its_reason() -> None:
    """A row below its target is a problem, with the printed reason."""
    problems = section(drafted(department()), "七")
    assert "年度指标值100%，实际完成83.3%" in problems
    assert "原因及改进措施为：1个村因场地调整推迟到次年建成。" in problems


def test_a_deduction_without_reason_is_told_so() -> None:
    """A row that lost points without a printed reason is named, with the gap."""
    problems = section(drafted(department()), "七")
    assert "“志愿服务长效机制”分值10分，自评得9分，扣1分" in problems
    assert "自评表没有填写扣分原因（待补充）" in problems


def test_a_large_adjustment_is_a_problem() -> None:
    """More than 30 % between the first and the adjusted budget is told; less is not."""
    assert "年度中调整较大" in section(drafted(department()), "七")
    rows = [
        {"item": "total", "label": "年度资金总额", "initial": "100万元", "adjusted": "130万元", "executed": "130万元"}
    ]
    assert "年度中调整较大" not in section(drafted(report_from_compact({"budget": {"rows": rows}})), "七")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"adjusted": "100万元", "executed": "80万元", "rate": "80%"}, "预算执行进度偏慢"),
        ({"adjusted": "100万元", "executed": "95万元", "rate": "95%"}, ""),
        ({"adjusted": "100万元", "executed": "80万元"}, "执行率80%"),
        ({"adjusted": "0万元", "executed": "0万元", "rate": "0%"}, ""),
        ({"adjusted": "100万元", "executed": "120万元"}, "超出20万元"),
    ],
)
def test_money_late_or_overspent_is_a_problem(row: dict[str, str], told: str) -> None:
    """A rate below 90 % and spending above the budget are told; an empty budget is neither."""
    made = drafted(report_from_compact({"budget": {"rows": [{"item": "total", "label": "年度资金总额"} | row]}}))
    assert told in section(made, "七")
    assert told or "偏慢" not in section(made, "七")


def test_each_kind_of_problem_has_its_measure() -> None:
    """The measures answer the problems in the same order, then come those of the report."""
    made = drafted(department())
    assert section(made, "八").count("是") >= 4
    assert section(made, "八").index("年初预算的准确性") < section(made, "八").index("未完成指标的整改")
    assert "按活动场次测算业务经费" in section(made, "八")


def test_nothing_wrong_is_not_praised() -> None:
    """Without problems the draft says so, and asks for what is missing."""
    row = {"level1": "产出指标", "level3": "场次", "target": "2场", "actual": "2场", "weight": "10分", "score": "10分"}
    made = drafted(report_from_compact({"indicators": [row]}))
    assert section(made, "七").startswith("自评表所列指标没有未完成或扣分的")


def test_rows_of_one_kind_are_one_problem_with_one_measure() -> None:
    """Explained and unexplained rows stand together; each says what it has."""
    row = {"level1": "产出指标", "target": "10场", "actual": "8场", "weight": "10分", "score": "8分"}
    rows = [row | {"level3": "讲座", "deviation": "场地维修。"}, row | {"level3": "展览"}]
    made = drafted(report_from_compact({"indicators": rows}))
    assert section(made, "七").startswith("部分指标没有达到年度指标值。")
    assert "原因及改进措施为：场地维修；“展览”" in section(made, "七")
    assert section(made, "七").count("自评表没有填写原因（待补充）") == 1
    assert section(made, "八").count("未完成指标的整改") == 1


def test_many_equal_deductions_are_told_together() -> None:
    """Fifteen rows of the same points are one clause, not fifteen."""
    rows = [
        {
            "level1": "管理",
            "level3": f"制度{name}",
            "target": "健全",
            "actual": "健全",
            "weight": "2分",
            "score": "1.8分",
        }
        for name in "甲乙丙丁戊己"
    ]
    problems = section(drafted(report_from_compact({"indicators": rows})), "七")
    assert "“制度甲”“制度乙”“制度丙”“制度丁”“制度戊”“制度己”分值均为2分，自评均得1.8分。" in problems


@pytest.mark.parametrize(
    ("target", "actual", "level2", "told"),
    [
        ("≥10场", "8场", "数量指标", "没有达到"),
        ("≤10场", "12场", "数量指标", "没有达到"),
        ("≤10场", "8场", "数量指标", ""),
        ("10场", "10场", "数量指标", ""),
        ("10万元", "8万元", "成本指标", ""),
        ("10场", "8人", "数量指标", ""),
        ("10场", "13场", "数量指标", "明显高于"),
        ("10场", "12场", "数量指标", ""),
        ("≤10场", "20场", "数量指标", "没有达到"),
        ("健全", "基本健全", "质量指标", ""),
    ],
)
def test_only_what_is_certain_is_told(target: str, actual: str, level2: str, told: str) -> None:
    """Signs decide the direction; without one a cost, another unit or words decide nothing."""
    row = {"level1": "产出指标", "level2": level2, "level3": "活动", "target": target, "actual": actual}
    row |= {"weight": "10分", "score": "10分"}
    problems = section(drafted(report_from_compact({"indicators": [row]})), "七")
    assert told in problems
    assert told or problems.startswith("自评表所列指标没有未完成或扣分的")
