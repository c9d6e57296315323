"""自评得分 and 等次 as sentences tell them: of this report, by itself, for this year."""

import pytest

from extraction.helpers import claimed, passage, told
from extractor.extraction.claims import Claims
from extractor.extraction.rules.result import claim_result

RESULTS = [
    ("经自评，我馆2024年度部门整体支出绩效自评得分96.5分，评价等次为“优”。", "96.5", "优"),
    ("预算执行率得分9.8分，产出指标得分48.5分，综合得分97.3分，等级为优秀。", "97.3", "优秀"),
    ("上年度自评得分94分，本年度自评得分96.5分。", "96.5", None),
    ("按照评分标准，满分100分，扣2.5分，最终得分97.5分，自评等级：良好。", "97.5", "良好"),
    ("通过自评，我馆整体支出绩效得分为95.8分（满分100分），自评等级为优。", "95.8", "优"),
    ("“书库改造”项目安排资金12万元，支付12万元；自评得分100分，等次为优。", None, None),
    ("产出指标3项，达到年度指标值的有2项，自评得分合计20分。", None, None),
    ("其中投入指标得20分，过程指标得38分，合计得分95.8分。", "95.8", None),
    ("2023年度自评结果为“良”，2024年度自评得分95.8分，等次“优”。", "95.8", "优"),
    ("群众满意度得分96分，自评总分95.8分。", "95.8", None),
    ("河道清淤项目自评得分92分，部门整体支出自评得分95.8分。", "95.8", None),
    ("对照评分表逐项打分，自评总分100分，自评得分95.8分，等次为优。", "95.8", "优"),
    ("县财政局复核评价得分93分，等次为优；我馆自评得分95.8分。", "95.8", None),
    ("综上所述，自评分数为95.80分，属于“优”等次。", "95.80", "优"),
    ("9个项目自评得分均在90分以上。", None, None),
    ("第三方评价得分92分，等级为优。", None, None),
    ("群众对文化服务的评价等次为优良中差四档，测评得分96分。", None, None),
]


@pytest.mark.parametrize(("sentence", "total", "grade"), RESULTS)
def test_the_result_is_that_of_this_report(sentence, total, grade):
    """Scores of indicators, projects, other years and reviews by others are not the result."""
    score = told("deeds", sentence).score

    assert (score and score.total and score.total.text, score and score.grade and score.grade.text) == (
        total or None,
        grade,
    )


def test_full_marks_alone_may_be_the_total():
    """A total of 100 stands when no other score is told beside it."""
    claims = Claims()
    claim_result(passage("自评总分100分，等级为优。"), claims, "2024")

    assert claimed(claims) == {"score.total": "100分", "score.grade": "优"}


def test_in_a_report_on_one_project_its_score_counts():
    """The score of 专项资金 is the result of a report on 专项资金."""
    sentence = passage("该项目自评得分92分，专项资金自评得分92分。")
    of_department, of_project = Claims(), Claims(prefix="projects[0].")
    claim_result(sentence, of_department, "2024")
    claim_result(sentence, of_project, "2024", project=True)

    assert claimed(of_department) == {}
    assert claimed(of_project) == {"projects[0].score.total": "92分"}
