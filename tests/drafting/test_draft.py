"""What a draft says, and what it does not say."""

from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from extractor.errors import TemplateError
from extractor.output.word import write_word
from extractor.records.report import Report
from tests.compact import report_from_compact
from tests.drafting.examples import DEPARTMENT, PROJECT, department, drafted, projects, section, words

TEN = "一二三四五六七八九十"


@pytest.mark.parametrize("report", [department(), report_from_compact({})])
def test_the_ten_sections_stand_in_order(report: Report) -> None:
    """Whatever is missing, all ten headings are there and none is empty."""
    made = drafted(report)
    assert [p.text[0] for p in made.passages if p.level == 1] == list(TEN)
    assert all(section(made, number) for number in TEN)


def test_the_title_names_unit_and_year() -> None:
    """The title is the unit, the year and the kind of paper."""
    assert drafted(department()).title == "青禾县图书馆2024年度部门整体支出绩效评价报告综述"


def test_score_and_grade_are_told_once() -> None:
    """The sentence on score and grade stands in section six only, also when the report repeats it elsewhere."""
    text = words(drafted(department()))
    assert text.count("自评得分96.86分，等次为优") == 1
    assert text.count("96.86") == 1


def test_a_rate_stands_with_both_amounts() -> None:
    """执行率 is told with the budget and what was spent of it."""
    assert "全年预算568.30万元，全年执行541.75万元，预算执行率95.33%" in words(drafted(department()))


def test_empty_budgets_are_told_as_none() -> None:
    """A printed 无 and a printed 0 are 无; what is not printed is not."""
    made = drafted(department())
    assert [section(made, number) for number in "三四五"] == ["无。", "无。", "无。"]
    assert "未载明" in section(drafted(report_from_compact({})), "三")


def test_a_filled_budget_is_told_with_its_amount() -> None:
    """A government fund that spent money is told."""
    made = drafted(department(spending={"government_fund": "20.5万元"}))
    assert section(made, "三") == "2024年度政府性基金预算支出20.5万元。"


@pytest.mark.parametrize(
    ("spending", "told"),
    [
        ({"project": {"total": "无"}}, "本年度无项目支出。"),
        ({"project": {"total": "0万元"}}, "本年度无项目支出。"),
        ({}, "自评报告未载明项目支出情况（待补充）。"),
        ({"project": {"total": "30万元"}}, "2024年度项目支出30万元。"),
        (
            {"project": {"total": "30万元", "items": [{"name": "维修", "amount": "30万元"}]}},
            "2024年度项目支出30万元。该项支出用于维修。",
        ),
        (
            {"project": {"total": "30万元", "items": [{"name": "维修", "amount": "20万元"}]}},
            "2024年度项目支出30万元。列明的项目为维修20万元。",
        ),
        (
            {
                "project": {
                    "total": "30万元",
                    "items_closed": True,
                    "items": [{"name": "维修", "amount": "20万元"}, {"name": "购置", "amount": "10万元"}],
                }
            },
            "2024年度项目支出30万元。其中：维修20万元；购置10万元。",
        ),
    ],
)
def test_project_spending_is_told_as_it_is(spending: dict[str, Any], told: str) -> None:
    """None, one item, some items: 其中 only before a complete list of several."""
    made = drafted(report_from_compact({"profile": {"fiscal_year": "2024"}, "spending": spending}))
    assert section(made, "二").split("（二）项目支出情况\n")[1] == told


def test_printed_shares_stand_before_computed_ones() -> None:
    """A printed share is quoted with what it is of; an absent one is computed."""
    basic = {"total": "100万元", "wages": "60万元", "public": "40万元", "shares": {"wages": "61%"}}
    text = words(drafted(report_from_compact({"spending": {"basic": basic}})))
    assert "工资福利支出60万元，占基本支出的61%" in text
    assert "公用经费40万元，占40%" in text


def test_the_control_rate_is_computed_when_it_is_not_printed() -> None:
    """编制 and 在职 give the rate, whatever counting words they are printed with."""
    made = drafted(report_from_compact({"staffing": {"authorized": "10个", "actual": "9名"}}))
    assert "核定编制10个，年末在职9名，在职人员控制率90%" in section(made, "一")


def test_gaps_are_counted_in_the_notes() -> None:
    """Whoever hands it in learns how many places are to be filled."""
    made = drafted(report_from_compact({}))
    assert any(f"{words(made).count('（待补充）')} 处（待补充）" in note for note in made.notes)


def test_a_report_of_projects_gets_the_project_outline() -> None:
    """Only project tables: the outline for projects, with one score sentence each."""
    made = drafted(projects(PROJECT, PROJECT | {"name": "馆藏修缮项目"}))
    assert made.outline == "project"
    assert "“流动书柜建设”项目自评得分88.4分，等次为良" in words(made)
    assert "“馆藏修缮项目”自评得分88.4分" in words(made)


def test_the_outline_can_be_chosen() -> None:
    """A wish stands before the choice by content; an unknown outline is refused."""
    assert drafted(projects(), outline="hunan").outline == "hunan"
    with pytest.raises(TemplateError, match="nowhere"):
        drafted(projects(), outline="nowhere")


def test_a_template_of_the_user_is_used(tmp_path: Path) -> None:
    """A unit's own section replaces ours, under the same lock."""
    (tmp_path / "hunan").mkdir()
    body = '+++\nid = "o"\npurpose = "p"\ntitle = "十、其他"\nvariables = ["score"]\n+++\n总分{{ score.total }}。'
    (tmp_path / "hunan" / "10-other.md").write_text(body, "utf-8")
    assert section(drafted(department(), templates=tmp_path), "十") == "总分96.86分。"


@pytest.mark.parametrize(
    ("name", "outline", "sections"),
    [
        ("yunxi-2024", "yueyang", 5),
        ("yueyang-2024", "hunan", 10),
        ("nanyue-2023", "hunan", 10),
        ("liangzhou-2024", "gansu", 6),
        ("yiyang-2022", "hunan", 10),
    ],
)
def test_the_labelled_reports_are_drafted(shared: Path, name: str, outline: str, sections: int) -> None:
    """The hand labels give complete drafts in the outline of their form, each number traced."""
    from tests.compact import load_compact  # noqa: PLC0415 - only with the labels at hand

    made = drafted(load_compact(shared / "gold" / f"{name}.json"))
    assert made.outline == outline
    assert [p.text[0] for p in made.passages if p.level == 1] == list(TEN[:sections])


def test_any_part_of_a_record_may_be_missing() -> None:
    """Leaving out one part after the other breaks nothing."""
    for key in DEPARTMENT:
        drafted(report_from_compact({name: part for name, part in DEPARTMENT.items() if name != key}))


def test_a_draft_is_quick(tmp_path: Path) -> None:
    """Draft, lock and .docx without charts: below 100 ms on a quiet machine, once templates are read."""
    write_word(drafted(department(), charts=False), tmp_path / "a.docx")
    took = []
    for _ in range(5):
        started = perf_counter()
        write_word(drafted(department(), charts=False), tmp_path / "a.docx")
        took.append(perf_counter() - started)
    assert min(took) < 0.3
