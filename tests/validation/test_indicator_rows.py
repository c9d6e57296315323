"""Family B: what rows of indicators, forms and places say beside each other."""

from __future__ import annotations

import pytest

from extractor.validation.rubric import faults
from tests.validation.samples import said


def first(**fields):
    """Return the changes of some fields of the first indicator."""
    return {f"indicators[0].{name}": value for name, value in fields.items()}


BANDS = "100%得10分，≥90%得8分，≥80%得7分，≥70%得6分，60%以下得5分"
ALL_FULL = {"indicators[1].score": "10分", "indicators[1].actual": "100%", "score.total": "99.5分"}
UNUSUAL = {"weight": "12分", "level1_weight": "60分"}
RUN = {"budget.rows[0].executed": "200万元", "budget.rows[0].rate": None, "budget.rows[0].score": "5.61分",
       "score.total": "95.21分"}  # fmt: skip

FIRES = {
    "B03": ({f"indicators[{n}].{field}": text for n in range(5) for field, text in UNUSUAL.items()}, ""),
    "B07": (first(level2="成本指标", level3="人均培训成本", target="≥3000元", actual="2860元"), ""),
    "B08": (first(target="健全", actual="部分达成年度指标", score="9.5分"), "95.0%"),
    "B10": (first(target="3家", actual="5家"), "5/3=166.7%"),
    "B15": (first(level3="在职人员控制率", target="≤100%", actual="98%"), "19/20=95.00%≠98%"),
    "B16": (first(target=BANDS), ""),
    "B17": (RUN, "(99.56%-56.12%)/99.56%=43.63%"),
    "B18": (first(target="≥4次", actual="广泛深入开展"), ""),
    "B19": ({"goals": {"expected": "开展帮扶活动和节日慰问活动。", "actual": "开展帮扶活动和节日慰问活动"}}, ""),
    "B20": (first(target="≥10场", actual="12户"), ""),
    "B21": ({**ALL_FULL, "score.total": "100分", "budget.rows[0].score": "10分"}, ""),
}  # fmt: skip

SILENT = {
    "B03": {"indicators[0].weight": "10.0分"},
    "B07": first(level2="成本指标", level3="人均培训成本", target="≤3000元", actual="2860元"),
    "B08": first(target="健全", actual="部分达成年度指标", score="7分"),
    "B10": first(target="3家", actual="5家", deviation="上级追加任务"),
    "B13": {"score.grade": "优"},
    "B14": {"projects[0].name": "免费开放"},
    "B15": first(level3="在职人员控制率", target="≤100%", actual="95%"),
    "B16": first(target="≥90%得10分，≥80%得8分，80%以下得5分"),
    "B17": {"score.total": "99.1分"},
    "B18": first(target="≥4次", actual="5次"),
    "B19": {"goals": {"expected": "完成62公里乡村公路的日常养护", "actual": "62公里养护到位，一处边沟未清理"}},
    "B20": first(target="200人", actual="210名"),
    "B21": {"indicators[1].score": "9.6分"},
}


def statuses(identifier, changes):
    """Return how one check judges, with its severity."""
    return [(one.status, one.severity) for one in said(identifier, changes)]


@pytest.mark.parametrize("identifier", FIRES)
def test_fires(identifier):
    """The check reports the defect once, as a failure or a remark, with its evidence."""
    changes, computation = FIRES[identifier]
    found = [one for one in said(identifier, changes) if one.status in {"fail", "hint"}]

    assert [one.computation for one in found] == [computation]
    assert all(one.message for one in found)
    assert identifier == "B03" or all(one.sides for one in found)


@pytest.mark.parametrize("identifier", SILENT)
def test_silent(identifier):
    """The check says nothing against the sound case."""
    found = said(identifier, SILENT[identifier])

    assert found
    assert not [one for one in found if one.status in {"fail", "hint"}]


@pytest.mark.parametrize(
    ("fields", "fires"),
    [
        ({"level3": "投诉率", "target": "≥5%"}, True),
        ({"level3": "投诉办结率", "target": "≥95%"}, False),
        ({"level3": "服务对象满意度", "target": "≤90%"}, True),
        ({"level3": "任务完成率", "target": "≤100%"}, False),
        ({"level2": "成本指标", "level3": "成本节约率", "target": "≥5%"}, False),
        ({"level3": "事故救援及时率", "target": "≥95%"}, False),
        ({"level3": "培训人次", "target": "≥200人次"}, False),
        ({"level2": "成本指标", "level3": "生均公用经费标准", "target": "≥800元"}, False),
    ],
)
def test_which_way_an_indicator_goes(fields, fires):
    """Complaints and costs are kept below, satisfaction and rates above; what is handled or paid out is fine."""
    assert (("fail", "warning") in statuses("B07", first(**fields))) == fires


@pytest.mark.parametrize(
    ("actual", "score", "fires"),
    [
        ("100%-80%(含)", "9分", False),
        ("100%-80%(含)", "7分", True),
        ("80%-60%(含)", "9分", True),
        ("达成年度指标", "7分", True),
        ("未达成", "5分", False),
        ("未完成", "8分", True),
        ("群众普遍认可", "5分", False),
    ],
)
def test_tiers_of_qualitative_results(actual, score, fires):
    """The score lies in the tier that the actual value names, by its band or in words; other words name none."""
    assert (("fail", "warning") in statuses("B08", first(target="健全", actual=actual, score=score))) == fires


@pytest.mark.parametrize(
    ("fields", "fires"),
    [
        ({"target": "≥10场", "actual": "20多项"}, True),
        ({"target": "≥10场", "actual": "200人次"}, False),
        ({"target": "≤3天", "actual": "9天"}, False),
        ({"target": "≥60%", "actual": "77%"}, False),
        ({"target": "≥60%", "actual": "78%"}, True),
    ],
)
def test_what_counts_as_far_above(fields, fires):
    """130 % of a target that is to be reached, in comparable units."""
    assert (("fail", "warning") in statuses("B10", first(**fields))) == fires


def test_an_excess_that_the_narrative_speaks_of_is_left_open():
    """Who wrote 超额完成 may have told the reason there."""
    told = {"sections": [{"title": "绩效", "level": 1, "text": "因上级追加任务，培训超额完成。"}]}

    assert statuses("B10", {**first(target="3家", actual="5家"), **told})[0][0] == "insufficient"


@pytest.mark.parametrize(
    ("target", "actual", "fires"),
    [
        ("≥4次", "已完成", True),
        ("100%", "全部完成", False),
        ("90%", "较好", True),
        ("0起", "未发生", False),
        ("≤3天", "及时", False),
        ("≥4次", "组织五次宣讲", False),
        ("≥4次", "进一步开展", True),
        ("健全", "100%-80%(含)", True),
        ("按时完成", "已完成", False),
        ("2024年12月底前", "个别任务顺延", False),
    ],
)
def test_what_answers_a_figure(target, actual, fires):
    """Words answer nothing, everything, or a time; a band of scores answers nothing."""
    assert (("fail", "warning") in statuses("B18", first(target=target, actual=actual))) == fires


def test_published_is_not_reported_in_time():
    """预决算公开 with 按时上报 is a remark."""
    assert ("hint", "info") in statuses("B18", first(level3="预决算公开", target="按时公开", actual="按时上报"))


def test_a_target_that_repeats_its_name():
    """Several such rows are one warning."""
    changes = {f"indicators[{n}].{field}": f"加强宣传发动之{n}" for n in (0, 2) for field in ("level3", "target")}
    found = [one for one in said("B19", changes) if one.status == "fail"]

    assert [one.message for one in found] == [
        "2 条指标的指标值照抄指标名，不可衡量：“加强宣传发动之0”、“加强宣传发动之2”"
    ]


@pytest.mark.parametrize(
    ("goal", "fires"),
    [
        ("创建省市模范职工之家（职工小家）1~2家", True),
        ("创建省市模范职工之家，服务职工3000人", False),
        ("创建省市模范职工之家2次", False),
    ],
)
def test_the_same_thing_counted_otherwise_elsewhere(goal, fires):
    """A unit right behind the name in the goals; what stands behind a comma is another thing."""
    row = first(level3="创建省市模范职工之家", target="1场", actual="1场")

    assert (("fail", "warning") in statuses("B20", {**row, "goals": {"expected": goal, "actual": "已做"}})) == fires


@pytest.mark.parametrize(
    ("target", "actual", "severity"),
    [("=100%", "100%", "error"), ("≤100%", "100%", "warning"), ("≥90%", "95%", None), ("≥90%", "96%", "warning")],
)
def test_a_restated_rate_is_an_error_when_the_score_changes(target, actual, severity):
    """预算执行率 of 95 %: stated as 100 % with full marks it is an error where the real rate earns less."""
    changes = first(level3="预算执行率", target=target, actual=actual)

    assert [one for status, one in statuses("B15", changes) if status == "fail"] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BANDS, ["[60%,70%)没有规定得多少分"]),
        ("90%以上得10分，80%-90%得8分，60%-80%得5分，60%以下得0分", []),
        ("≥90%得10分，80%-85%得8分，80%以下得5分", ["[85%,90%)没有规定得多少分"]),
        ("90%以上得10分，80%-95%得8分，60%-85%得5分，60%以下得0分", ["[80%,85%)有两个得分"]),
        ("满意度≥90%", None),
        ("每超1个百分点扣0.5分", None),
    ],
)
def test_bands_that_do_not_close(text, expected):
    """What no band covers and what two ranges cover is named; fewer than three bands are no standard."""
    assert faults(text) == expected


def test_a_restated_rate_comes_with_what_it_should_be():
    """The suggestion names the real rate and the score that it earns, and touches nothing else."""
    changes = first(level3="预算执行率", target="=100%", actual="100%")
    found = next(one for one in said("B15", changes) if one.status == "fail")

    assert [(one.path, one.old, one.new) for one in found.repair.changes] == [
        ("indicators[0].actual", "100%", "95.00%"), ("indicators[0].score", "10分", "9.5分"),
    ]  # fmt: skip
    assert (
        found.repair.message
        == "建议核对：指标“预算执行率”完成值 100% 改为 95.00%、得分 10分 改为 9.5分，改后与预算表相符"
    )
