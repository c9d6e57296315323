"""Family B: weights, scores and grades."""

from __future__ import annotations

import pytest

from extractor.settings import Settings
from extractor.validation.catalogue import by_id
from extractor.validation.rule import Case
from tests.validation.papers import paper
from tests.validation.samples import examined, report, said

UNMET = {"indicators[2].target": "100%", "indicators[2].actual": "90%"}

FIRES = {
    "B01": ({"indicators[0].weight": "15分"}, "15+10+10+10+10+10+10+10+10+10=105≠100"),
    "B02": ({"indicators[0].weight": "15分"}, "15+10+10+10+10=55≠50"),
    "B04": ({"indicators[0].score": "12分"}, "12>10"),
    "B05": ({"score.total": "98.1分"}, "10+9.6+10+10+10+10+10+10+10+9.5=99.1≠98.1"),
    "B06": (UNMET, "完成值90%、指标值100%、分值10，得分=9.00≠10"),
    "B09": ({"indicators[1].deviation": None}, "9.6<10"),
    "B11": ({"indicators[8].score": None}, "1 条指标空白"),
    "B12": ({"score.grade": "良好"}, ""),
}

SILENT = {
    "B01": {"indicators[0].weight": "10.0分"},
    "B02": {"indicators[0].level1_weight": None},
    "B04": {"indicators[0].score": "10.00分"},
    "B05": {"budget.rows[0].score": "9.50分"},
    "B06": {**UNMET, "indicators[2].score": "9分"},
    "B09": {"indicators[1].deviation": "因汛期顺延"},
    "B11": {"indicators[8].deviation": "已说明"},
    "B12": {"score.grade": "优"},
}


@pytest.mark.parametrize("identifier", FIRES)
def test_fires(identifier):
    """The check reports the defect, with the computation that shows it."""
    changes, computation = FIRES[identifier]
    found = [one for one in said(identifier, changes) if one.status == "fail"]

    assert [one.computation for one in found] == [computation]
    assert all(one.message and one.sides for one in found)


@pytest.mark.parametrize("identifier", SILENT)
def test_silent(identifier):
    """The check finds nothing wrong in the sound case."""
    found = said(identifier, SILENT[identifier])

    assert not [one for one in found if one.status == "fail"]
    assert found


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (UNMET, ["error"]),
        ({**UNMET, "indicators[2].score": "8分", "indicators[2].deviation": None}, ["warning"]),
        ({**UNMET, "indicators[2].score": "8分", "indicators[2].deviation": "进度滞后"}, []),
        ({"indicators[2].target": "全年培训完成率100%以上", "indicators[2].actual": "培训完成率达到90%"}, ["warning"]),
        ({"indicators[2].actual": "120%", "indicators[2].score": "9分"}, []),
        ({"indicators[2].target": "100", "indicators[2].actual": "约90"}, []),
        ({"indicators[2].target": "≤5%", "indicators[2].actual": "6%", "indicators[2].score": "8分"}, []),
        ({"indicators[2].target": "≤5%", "indicators[2].actual": "6%"}, ["error"]),
    ],
)
def test_unmet_and_full_is_an_error_the_rest_a_warning(changes, expected):
    """Full marks for a bare unmet target are an error; figures out of sentences and other differences only warn."""
    assert [one.severity for one in said("B06", changes) if one.status == "fail"] == expected


def test_full_marks_by_rounding_where_others_have_decimals():
    """9.6 rounded up to 10 beside scores with decimals is full marks for an unmet target."""
    changes = {"indicators[2].target": "100%", "indicators[2].actual": "96%"}

    assert [one.severity for one in said("B06", changes) if one.status == "fail"] == ["error"]


LENIENT = {"indicators[2].target": "100%", "indicators[2].actual": "97.92%", "indicators[2].deviation": "返工"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({**LENIENT, "indicators[2].score": "9.5分"}, ["完成值97.92%、指标值100%、分值10，得分=9.79→9.5"]),
        ({**LENIENT, "indicators[2].score": "9分"}, ["完成值97.92%、指标值100%、分值10，得分=9.79→9"]),
        ({**LENIENT, "indicators[2].score": "9.8分"}, []),
        ({**LENIENT, "indicators[2].actual": "102%", "indicators[2].score": "9分"}, []),
        ({**LENIENT, "indicators[2].score": "9.79分"}, []),
    ],
)
def test_a_score_below_the_formula_with_a_reason_is_a_remark(changes, expected):
    """Half points for a missed target are told; rounding and deductions from a met target are not."""
    found = [one for one in said("B06", changes) if one.status == "hint"]

    assert [one.computation for one in found] == expected
    assert all("从严评分" in one.message and "相符" not in one.message for one in found)


def test_stricter_scores_are_one_remark():
    """Two rows below the formula, each with its reason, are one hint that lists both."""
    changes = {**LENIENT, "indicators[2].score": "9.5分", "indicators[1].score": "9分"}
    found = [one for one in said("B06", changes) if one.status == "hint"]

    assert len(found) == 1
    assert found[0].message.count("按公式应得") == 2


def test_accepted_scores_say_why():
    """What is not disputed is still in the outcomes: rounded, lowered for a reason, or for a target set too low."""
    rounded = said("B06", {**LENIENT, "indicators[2].score": "9.8分", "indicators[1].score": "9.60分"})
    lowered = said("B06", {"indicators[2].deviation": "样本量偏少", "indicators[2].score": "9分"})
    exceeded = said("B06", {"indicators[2].actual": "120%", "indicators[2].score": "9分"})

    assert "“产出指标之3”得分在印出的小数位内相符：完成值97.92%、指标值100%、分值10，得分=9.79→9.8" in [
        one.message for one in rounded
    ]
    assert "“产出指标之3”得分 9 分，完成了指标值而扣分（写了原因）" in [one.message for one in lowered]
    assert "“产出指标之3”得分 9 分，完成了指标值而扣分（超额较多，指标值可能偏低）" in [one.message for one in exceeded]
    assert all(one.status in {"pass", "insufficient"} for one in (*rounded, *lowered, *exceeded))


def test_nameless_levels_are_told_apart():
    """Where the names of the levels are lost, (50分) and (30分) are still two levels."""
    nameless = {f"indicators[{row}].level1": None for row in range(9)}
    found = [one.message for one in said("B02", {**nameless, "indicators[0].weight": "15分"}) if one.status == "fail"]

    assert found == ["一级指标（名称缺失）括号内分值 50 分，其下各指标分值合计 55 分"]
    assert not [one for one in said("B02", nameless) if one.status == "fail"]


def test_many_rows_of_one_kind_are_one_finding():
    """Fifteen deductions without a reason are one finding that lists the rows."""
    changes = {f"indicators[{index}].score": "9分" for index in range(9)}
    found = [one for one in said("B09", changes) if one.status == "fail"]

    assert len(found) == 1
    assert found[0].message.startswith("8 条指标")
    assert found[0].computation == "9<10（8 条）"


def test_missing_scores_are_one_finding():
    """Three rows without weight and score, while others have them."""
    changes = {f"indicators[{row}].{field}": None for row in (6, 7, 8) for field in ("weight", "score")}
    found = [one for one in said("B11", changes) if one.status == "fail"]

    assert [one.message for one in found] == [
        "3 条指标有指标值或完成值，分值、得分空白：“效益指标之2”、“效益指标之3”、“满意度指标之1”"
    ]


def test_a_table_without_the_column_cannot_be_checked():
    """When no row has a score, the form has no such column: one outcome, no flood."""
    changes = {f"indicators[{row}].score": None for row in range(9)}
    found = said("B11", changes | {"projects": None})

    assert [(one.status, one.missing) for one in found] == [("insufficient", ("得分",))]


@pytest.mark.parametrize(
    ("total", "full", "grade", "expected"),
    [
        ("92.62分", "100分", "优秀", "pass"),
        ("90分", "100分", "优", "pass"),
        ("89.99分", "100分", "优", "fail"),
        ("86分", "100分", "良好", "pass"),
        ("75分", "100分", "合格", "pass"),
        ("75分", "100分", "一般", "pass"),
        ("59分", "100分", "较差", "pass"),
        ("59分", "100分", "不合格", "pass"),
        ("135分", "150分", "优", "pass"),
        ("99分", "100分", "□优 □良", "insufficient"),
        ("99分", "100分", None, "fail"),
    ],
)
def test_grades_and_their_synonyms(total, full, grade, expected):
    """优秀 is 优, 合格 and 一般 are 中; the lower bound belongs to the grade; other scales cannot be checked."""
    found = said("B12", {"score.total": total, "score.weight": full, "score.grade": grade})

    assert [one.status for one in found] == [expected]


def test_a_blank_grade_is_a_warning():
    """A wrong grade is an error, a blank one a warning; the form of a project has none."""
    assert [one.severity for one in said("B12", {"score.grade": None})] == ["warning"]
    assert [one.severity for one in said("B12", {"score.grade": "差"})] == ["error"]


def test_negative_scores_are_out_of_bounds():
    """A score below zero is as impossible as one above its weight."""
    found = [one for one in said("B04", {"indicators[0].score": "-1分"}) if one.status == "fail"]

    assert [one.message for one in found] == ["“产出指标之1”得分 -1 分为负数"]


def test_a_deduction_that_its_reason_explains_is_no_finding():
    """A score below the formula with a reason beside it is the evaluator's right."""
    changes = {"indicators[3].score": "8分", "indicators[3].deviation": "资料不全", "score.total": "97.1分"}

    assert not [one for one in examined(changes).findings if one.root.status == "fail"]


@pytest.mark.parametrize(
    ("texts", "status"),
    [
        ("整体支出绩效自评表\n评价等次\t", ["fail"]),
        ("自评得分97.35分，评价等级为优。", ["fail"]),
        ("整体支出绩效自评表\n资质等级证书办理及时率\t100%", ["not_applicable"]),
    ],
)
def test_a_form_without_a_field_for_the_grade(texts, status):
    """A blank grade is mentioned only where the paper asks for one."""
    made = Case(paper(texts), report({"score.grade": None}), Settings())
    rule = by_id("B12")

    assert [one.status for one in rule.outcomes(made)] == status
