"""The total score, the full marks and the grade in a row of a form."""

import pytest

from extraction.helpers import claimed, grid
from extractor.extraction.claims import Claims
from extractor.extraction.rules.totals import claim_grade_of_row, claim_score_row, claim_total, is_total


def row(line):
    """Return one row of cells."""
    return grid(line).rows[0]


@pytest.mark.parametrize(
    ("line", "total"),
    [
        ("总分|100|99.21", True),
        ("合计|100|98", True),
        ("自评总分|98.5", True),
        ("总分值|100|自评总分|98", True),
        ("总分（100分）|98", True),
        ("合计|约好", False),
        ("数量指标|100|98", False),
        ("自评得分|", False),
        ("", False),
    ],
)
def test_a_row_of_the_total_has_figures_behind_its_label(line, total):
    """总分, 合计 and 自评得分 with figures beside them are the row of the total."""
    assert is_total(row(line)) is total


@pytest.mark.parametrize(
    ("line", "has_scores", "said"),
    [
        ("总分|100|99.21", True, {"weight": "100分", "total": "99.21分"}),
        ("总分|100", False, {"weight": "100分"}),
        ("总分|98", True, {"total": "98分"}),
        ("自评得分|98", False, {"total": "98分"}),
        ("总分值|100|自评总分|98", True, {"weight": "100分", "total": "98分"}),
        ("总分（100分）|98", True, {"weight": "100分", "total": "98分"}),
        ("合计|100|98|98%", True, {"weight": "100分", "total": "98分"}),
        ("自评得分|98.2分", True, {"total": "98.2分"}),
    ],
)
def test_the_figures_of_the_total(line, has_scores, said):
    """Full marks and total; a lone figure is the total where scores were given, else the full marks."""
    claims = Claims()
    claim_total(row(line), claims, has_scores=has_scores)

    assert claimed(claims) == {f"score.{name}": value for name, value in said.items()}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("自评总分|98.5|评价等级|优☑ 良□ 中□ 差□", {"total": "98.5分", "grade": "优"}),
        ("自评得分：98.5分|自评等级：良", {"total": "98.5分", "grade": "良"}),
        ("评价等次|优秀（90分以上）", {"grade": "优秀"}),
        ("评价等级|□优 ☑良 □中", {"grade": "良"}),
        ("评价等级|优□ 良□", {}),
        ("评价结论|该项目执行良好，绩效目标全部完成，资金使用规范", {}),
        ("合计|560.2|548.9", {}),
        ("培训|12", {}),
    ],
)
def test_a_row_of_the_result(line, said):
    """Score and grade stand beside their labels; of boxes only the checked one counts; 合计 may be money."""
    claims = Claims()
    claim_score_row(row(line), claims)

    assert claimed(claims) == {f"score.{name}": value for name, value in said.items()}


def test_no_figure_of_the_total_is_claimed_twice():
    """One cell fills one field."""
    claims = Claims()
    claim_score_row(row("自评得分|98.2分|自评等次|优"), claims)

    assert [claim.path for claim in claims.found] == ["score.total", "score.grade"]


def test_the_grade_is_quoted_as_printed():
    """The grade of a checked box is its word alone, at its cell."""
    claims = Claims()
    claim_grade_of_row(row("等级|優☑ 良□"), claims)

    (grade,) = claims.found
    assert (grade.text, grade.at.id) == ("優", "T1R1C2")
