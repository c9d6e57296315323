"""The block of indicators: one row a printed third level, with its levels, marks and values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.helpers import patient, record, rows, shown
from extractor.extraction.rules.indicators import measure_details

FIELDS = (
    "level1",
    "level1_weight",
    "level2",
    "level3",
    "target",
    "actual",
    "unit",
    "weight",
    "completion",
    "score",
    "deviation",
)


def indicators(*lines):
    """Return the indicators of a form, each as its printed fields."""
    report = record("2024年度部门整体支出绩效自评表\n" + rows(*lines))
    return [
        {code: shown(value) for code in FIELDS if (value := getattr(row, code)) is not None}
        for row in report.indicators
    ], report


HEAD = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施"


def test_rows_are_read_with_their_levels():
    """Levels are filled down, weights of the first level stay with it, blank remarks are absent."""
    found, report = indicators(
        HEAD,
        "产出指标(50分)|数量指标|演出场次|≥80场|86场|25|25|",
        "|质量指标|合格率|≥95%|94%|25|24.5|场地改造",
        "总分||||| 50|49.5|",
    )

    assert found == [
        {"level1": "产出指标", "level1_weight": "50分", "level2": "数量指标", "level3": "演出场次",
         "target": "≥80场", "actual": "86场", "weight": "25分", "score": "25分"},
        {"level1": "产出指标", "level1_weight": "50分", "level2": "质量指标", "level3": "合格率",
         "target": "≥95%", "actual": "94%", "weight": "25分", "score": "24.5分", "deviation": "场地改造"},
    ]  # fmt: skip
    assert (shown(report.score.weight), shown(report.score.total)) == ("50分", "49.5分")
    assert not report.unread


NAMES = {
    "level3": ["三级指标", "指标名称"],
    "target": ["年度指标值", "指标值", "目标值"],
    "actual": ["实际完成值", "全年完成值", "完成值"],
    "weight": ["分值", "权重"],
    "score": ["得分", "自评得分"],
}

names = st.sampled_from(["演出场次", "合格率", "讲座", "展览"])


@st.composite
def tables(draw):
    """Draw a table of indicators with its columns in any order, and what it says."""
    columns = draw(st.permutations(list(NAMES)))
    lines = ["一级指标|二级指标|" + "|".join(draw(st.sampled_from(NAMES[code])) for code in columns)]
    said = []
    for level1, printed, level2 in (
        ("产出指标", True, "数量指标"),
        ("产出指标", False, "质量指标"),
        ("效益指标", True, "社会效益"),
    ):
        for number, name in enumerate(draw(st.lists(names, min_size=1, max_size=2, unique=True))):
            weight = draw(st.integers(1, 30))
            cells = {
                "level3": name,
                "target": f"≥{draw(st.integers(1, 99))}场",
                "actual": f"{draw(st.integers(1, 99))}场",
                "weight": str(weight),
                "score": str(draw(st.integers(0, weight))),
            }
            upper = f"{level1 if printed and not number else ''}|{'' if number else level2}|"
            lines.append(upper + "|".join(cells[code] for code in columns))
            marks = {"weight": cells["weight"] + "分", "score": cells["score"] + "分"}
            said.append({"level1": level1, "level2": level2, **cells, **marks})
    return lines, said


@patient
@given(tables())
def test_a_table_is_read_exactly_in_any_order_of_columns(table):
    """Every cell of every row goes to its field, whatever the order and the words of the head."""
    lines, said = table
    found, report = indicators(*lines)

    assert found == said
    assert not report.moves
    assert not report.unread


def test_sign_and_unit_may_have_columns_of_their_own():
    """≥ | 12 | 公里 is a target of at least 12 公里; the actual value is in the same unit."""
    (found,), report = indicators(
        "二级指标|三级指标|指标性质|指标值|度量单位|实际完成值|分值|得分", "数量指标|清淤长度|≥|12|公里|12.5|30|30"
    )
    (row,) = report.indicators

    assert (found["target"], found["unit"]) == ("12", "公里")
    assert (row.target.operator, row.target.unit, row.actual.unit) == ("≥", "公里", "公里")


@pytest.mark.parametrize(
    "line",
    ["产出指标|数量指标|||||", "产出指标|数量指标|指标1|||10|", "|||……||||", "产出指标|数量指标|无||||"],
)
def test_empty_rows_are_no_indicators(line):
    """A level without an indicator and a placeholder of the template are no rows."""
    assert indicators(HEAD, line)[0] == [] or "指标1" in line


def test_a_remark_ends_the_indicators():
    """What stands behind a remark or signature is no indicator."""
    found, report = indicators(
        HEAD,
        "产出指标|数量指标|场次|80场|86场|10|10|",
        "填表人：周宁|||填报日期：2025年3月18日||||",
        "备注|1|2|3|4|5|6|7",
    )

    assert len(found) == 1
    assert report.profile.preparer.text == "周宁"


def test_the_row_of_the_rate_has_only_marks():
    """预算执行率 | 10 | 9.8 in a dump that lost merged cells is its weight and score."""
    found, _ = indicators(HEAD, "产出指标|数量指标|场次|80场|86场|10|10|", "预算执行率|10|9.8")

    assert found[1] == {"level3": "预算执行率", "weight": "10分", "score": "9.8分"}


def test_weights_of_every_level():
    """Where each level has its own 分值 the indicator has the one behind it."""
    (found,), _ = indicators(
        "一级指标|分值|二级指标|分值|三级指标|分值|指标值|完成值|得分",
        "产出指标|50|数量指标|20|培训人次|15|500人次|520人次|14",
    )

    assert (found["weight"], found["score"]) == ("15分", "14分")


@pytest.mark.parametrize(
    ("text", "sign", "unit", "details"),
    [
        ("≥80场", "", "", ("≥", "80", "场")),
        ("80", "≥", "场", ("≥", "80", "场")),
        ("90%以上", "", "", ("≥", "90", "%")),
        ("3-5期", "", "", None),
        ("显著提升", "", "", None),
        ("2024年12月底前", "", "", None),
    ],
)
def test_a_measure_holds_a_value_when_it_holds_one_figure(text, sign, unit, details):
    """Operator, value and unit of a target are known when it names exactly one figure."""
    found = measure_details(text, sign, unit)

    assert (found and (found["operator"], str(found["value"]), found["unit"])) == (details or {})
