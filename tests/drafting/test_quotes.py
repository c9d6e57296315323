"""What is taken from the report's own sections, and what is not."""

import pytest

from tests.compact import report_from_compact
from tests.drafting.examples import department, drafted, error, section, words


def test_praise_is_no_problem() -> None:
    """Of the report's own section on problems only sentences that tell of one are quoted."""
    problems = section(drafted(department()), "七")
    assert "绩效指标量化程度不高" in problems
    assert "馆务会高度重视" not in problems


def test_a_sentence_that_a_check_objects_to_is_not_quoted() -> None:
    """A template leftover of another place does not enter the draft."""
    findings = error("C08", "sections[2]", "疑似模板残留", "sections[2].text")
    side = findings.findings[0].root.sides[0].model_copy(update={"text": "先进单位"})
    root = findings.findings[0].root.model_copy(update={"sides": (side,)})
    findings = findings.model_copy(update={"findings": (findings.findings[0].model_copy(update={"root": root}),)})
    measures = section(drafted(department(), findings), "八")
    assert "按活动场次测算业务经费" in measures
    assert "学习先进单位的做法" not in measures


def own(title: str, text: str, **more: object) -> dict[str, object]:
    """Return a section."""
    return {"title": title, "level": 1, "text": text} | more


def test_duties_and_departments_come_from_the_sections() -> None:
    """What no field holds is quoted from the section of that name, paragraph by paragraph."""
    sections = [
        own("主要职能", "1、保管档案，提供查阅。\n2、指导乡镇建档，每年不少于4次。"),
        own("机构情况", "内设业务股、信息股两个股室，无下属单位。"),
    ]
    made = drafted(report_from_compact({"sections": sections}))
    told = [passage.text for passage in made.passages][3:6]
    assert told == ["1、保管档案，提供查阅。", "2、指导乡镇建档，每年不少于4次。", "（二）机构设置"]


def test_a_unit_that_only_describes_itself_is_quoted() -> None:
    """Without sections on duties the general description stands for them."""
    made = drafted(
        report_from_compact({"sections": [own("部门（单位）基本情况", "本馆为公益一类事业单位，设2个股室。")]})
    )
    assert "本馆为公益一类事业单位，设2个股室。" in section(made, "一")
    assert "主要职能自评报告未载明" not in section(made, "一")


def test_subsections_are_told_by_title_and_lead() -> None:
    """A long narrative is told by the titles of its parts and their first sentences."""
    sections = [
        own("部门整体支出绩效情况", ""),
        own("服务延伸到村", "全年建成书柜6个。" + "接待情况良好。" * 300, level=2),
        own("资源更加丰富", "新增图书3200册。", level=2),
    ]
    told = section(drafted(report_from_compact({"sections": sections})), "六")
    assert "服务延伸到村。全年建成书柜6个。" in told
    assert "资源更加丰富。新增图书3200册。" in told
    assert len(told) < 1200


@pytest.mark.parametrize("sentence", ["自评得分96.86分。", "自评结果为优。", "我馆评分为95分，自评优秀。"])
def test_score_and_grade_are_not_quoted(sentence: str) -> None:
    """They are told once, from the form."""
    sections = [own("部门整体支出绩效情况", f"{sentence}全年开放320天，秩序良好。")]
    text = words(drafted(report_from_compact({"sections": sections})))
    assert sentence not in text
    assert "全年开放320天" in text


def test_an_enumeration_of_problems_stays_whole() -> None:
    """一是 to 三是 are quoted together, without the praise in front of 但."""
    text = "一年来各项工作成效明显，但也存在以下问题：一是编制不细。二是学习抓得还要再紧一些。三是执行偏慢。"
    told = section(drafted(report_from_compact({"sections": [own("存在的问题", text)]})), "七")
    assert told == "自评报告反映的不足：存在以下问题：一是编制不细。二是学习抓得还要再紧一些。三是执行偏慢。"


@pytest.mark.parametrize("text", ["无", "未发现存在问题，各项工作有序推进。", "预算执行严格，支出结构优化。"])
def test_a_section_without_problems_yields_none(text: str) -> None:
    """Praise and the word 无 are no problems."""
    made = drafted(report_from_compact({"sections": [own("存在的问题", text)]}))
    assert "自评报告反映" not in section(made, "七")


def test_private_characters_of_a_broken_font_cannot_forge_a_citation() -> None:
    """A text layer with private-use characters neither breaks the marks nor enters the draft."""
    sections = [own("其他需要说明的情况", "\ue000score.total\ue0019\ue002另有捐赠图书若干，已登记入账。")]
    assert "另有捐赠图书若干，已登记入账。" in section(drafted(department(sections=sections)), "十")
