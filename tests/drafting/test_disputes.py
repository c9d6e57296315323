"""Figures in doubt: printed, marked, told, and nothing built on them."""

from decimal import Decimal

from extractor.records.report import Corrected
from tests.drafting.examples import department, drafted, error, section, words


def test_a_figure_in_doubt_is_printed_and_marked() -> None:
    """Printed is sacred: the figure stands as it is, with 【待核】 and a note that names the finding."""
    paths = ("budget.rows[0].adjusted", "budget.rows[0].executed", "budget.rows[0].rate")
    made = drafted(department(), error("A01", "budget.rows[0].rate", "执行率算不出来", *paths))
    assert "全年预算568.30万元【待核】，全年执行541.75万元【待核】，预算执行率95.33%【待核】" in words(made)
    assert any("568.30万元" in note and "A01 执行率算不出来" in note for note in made.notes)
    assert "待核" in section(made, "十")
    assert "执行率算不出来" in section(made, "七")


def test_a_repair_narrows_the_doubt() -> None:
    """When one figure explains the contradiction, only that one is marked."""
    paths = ("budget.rows[0].adjusted", "budget.rows[0].executed", "budget.rows[0].rate")
    made = drafted(department(), error("A01", "budget.rows[0].rate", "算不出来", *paths, change=paths[0]))
    assert "全年预算568.30万元【待核】，全年执行541.75万元，" in words(made)


def test_nothing_is_computed_from_a_figure_in_doubt() -> None:
    """A doubtful budget yields no adjustment rate and no problem of its own."""
    path = "budget.rows[0].adjusted"
    made = drafted(department(), error("A01", path, "算不出来", path))
    assert "37.74%" not in words(made)
    assert "年度中调整较大" not in words(made)


def test_an_amount_in_doubt_is_marked_in_quotations_too() -> None:
    """The same amount in a quoted sentence carries the mark as well."""
    sections = [{"title": "存在的问题", "level": 1, "text": "项目支出183.45万元执行偏慢。"}]
    path = "spending.project.total"
    made = drafted(department(sections=sections), error("A09", path, "两处不一致", path))
    assert "项目支出183.45万元【待核】执行偏慢。" in section(made, "七")


def test_an_accepted_correction_is_used_and_told() -> None:
    """A person's correction stands in the text, and the notes say whose it is."""
    report = department()
    assert report.score is not None
    assert report.score.total is not None
    fix = Corrected(text="95.86", value=Decimal("95.86"), unit="分", by="林某", on="2025-05-06", reason="合计有误")
    total = report.score.total.model_copy(update={"corrected": fix})
    report = report.model_copy(update={"score": report.score.model_copy(update={"total": total})})
    made = drafted(report)
    assert "自评得分95.86分" in words(made)
    assert any("林某" in note and "96.86" in note for note in made.notes)
