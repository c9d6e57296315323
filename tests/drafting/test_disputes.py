"""Figures in doubt: printed, marked, told, and nothing built on them."""

from decimal import Decimal

from extractor.records.report import Corrected, Figure
from tests.compact import place, report_from_compact
from tests.drafting.examples import department, drafted, error, section, words


def test_a_figure_in_doubt_is_printed_and_marked() -> None:
    """Printed is sacred: the figure stands as it is, with 【待核】 and a note that names the finding."""
    paths = ("budget.rows[0].adjusted", "budget.rows[0].executed", "budget.rows[0].rate")
    made = drafted(department(), error("A01", "budget.rows[0].rate", "执行率算不出来", *paths))
    assert "全年预算568.30万元【待核】，全年执行541.75万元【待核】，预算执行率95.33%【待核】" in words(made)
    assert made.notes[0].startswith("【待核】“年度资金总额”全年预算数568.30万元、“年度资金总额”全年执行数541.75万元")
    assert made.notes[0].endswith("（A01）：执行率算不出来。")
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


def test_an_error_on_a_table_touches_every_amount_printed_in_it() -> None:
    """A wrong unit of the 基础数据表 also puts the 三公经费 read from it in doubt, and nothing else."""
    report = report_from_compact(
        {
            "spending": {"total": "5万元"},
            "staffing": {"actual": "3人"},
            "base_data": {"rows": [{"label": "公务接待", "current_final": "51300万元"}]},
            "three_public": {"rows": [{"item": "total", "final": "51300万元"}]},
        }
    )
    assert report.base_data is not None
    assert report.three_public is not None
    row, visits = report.base_data.rows[0], report.three_public.rows[0]
    assert isinstance(row.current_final, Figure)
    cell = row.current_final.model_copy(update={"at": place("T1R2C4")})
    base = report.base_data.model_copy(update={"rows": (row.model_copy(update={"current_final": cell}),)})
    public = report.three_public.model_copy(update={"rows": (visits.model_copy(update={"final": cell}),)})
    report = report.model_copy(update={"base_data": base, "three_public": public})
    text = words(drafted(report, error("A10", "base_data", "单位有误", "base_data")))
    assert "51300万元【待核】" in text
    assert text.count("【待核】") == 1


def test_a_sum_over_many_rows_is_marked_at_its_total() -> None:
    """When a total differs from ten rows, ten marks say nothing: the total carries it."""
    rows = [f"indicators[{number}].score" for number in range(7)]
    made = drafted(department(), error("B05", "score.total", "合计不符", "score.total", *rows))
    assert "96.86分【待核】" in words(made)
    assert words(made).count("【待核】") == 1


def test_a_blank_puts_nothing_in_doubt() -> None:
    """B11 complains of what is missing; the figures beside the gap are sound."""
    made = drafted(
        department(), error("B11", "indicators[0]", "得分空白", "indicators[0].target", "indicators[0].weight")
    )
    assert "【待核】" not in words(made)
