"""Which outline a record gets, and what the outlines have in common."""

import re
from pathlib import Path
from typing import Any

import pytest

from extractor.drafting import outline_of
from extractor.drafting.passages import split
from extractor.texts import outlines
from tests.compact import report_from_compact
from tests.drafting.examples import DEPARTMENT, PROJECT, drafted, words

COVER = {"unit_name": "青禾县图书馆", "evaluation_method": "自评", "evaluation_agency": "评价组"}


def titled(*titles: str) -> dict[str, Any]:
    """Return sections of these titles."""
    return {"sections": [{"number": "", "title": title, "level": 1, "text": ""} for title in titles]}


def levels(*names: str) -> dict[str, Any]:
    """Return indicators of these first levels."""
    return {"indicators": [{"level1": name, "level3": "事项", "target": "1项", "actual": "1项"} for name in names]}


@pytest.mark.parametrize(
    ("data", "outline"),
    [
        ({}, "national"),
        ({"projects": [PROJECT]}, "project"),
        (titled("部门基本情况", "部门整体支出情况"), "national"),
        (titled("一般公共预算支出情况"), "hunan"),
        (titled("2024年度部门整体支出绩效评价基础数据表"), "hunan"),
        (titled("部门概况", "整体支出管理及使用情况"), "gansu"),
        (levels("部门管理", "履职效果", "能力建设"), "gansu"),
        (levels("产出指标", "效益指标"), "national"),
        ({"profile": COVER}, "yueyang"),
        (titled("部门（单位）基本概况", "部门（单位）收支情况"), "yueyang"),
        ({"profile": COVER} | titled("一般公共预算支出情况"), "yueyang"),
    ],
)
def test_the_form_decides(data: dict[str, Any], outline: str) -> None:
    """Sections, levels and the cover tell the form; what tells nothing gets the national outline."""
    assert outline_of(report_from_compact(data)) == outline


@pytest.mark.parametrize("outline", [name for name in outlines() if name != "project"])
def test_every_outline_tells_the_same_facts(outline: str) -> None:
    """Whatever the order of the sections: rate with both amounts, score once, problems answered by measures."""
    text = words(drafted(report_from_compact(DEPARTMENT), outline=outline))
    assert "全年预算568.30万元，全年执行541.75万元，预算执行率95.33%" in text
    assert text.count("自评得分96.86分，等次为优") == 1
    assert "“‘流动书柜’按期建成率”完成83.3%，没有达到年度指标值（100%）" in text
    assert "抓好未完成指标的整改" in text


@pytest.mark.parametrize("outline", outlines())
def test_every_outline_bears_an_empty_record(outline: str) -> None:
    """Nothing is invented where nothing is known: each section says so."""
    made = drafted(report_from_compact({}), outline=outline)
    assert "（待补充）" in words(made)
    assert not re.search(r"[1-9]\d*(?:万元|元|人|%)", words(made))


def test_included_sections_stand_a_level_lower() -> None:
    """The ten sections of 湖南 are the fifth part of the form of 岳阳, with numbers of the level they stand on."""
    made = drafted(report_from_compact(DEPARTMENT), outline="yueyang")
    headings = [(p.level, p.text) for p in made.passages if p.kind == "heading"]
    assert (1, "五、评价报告综述") in headings
    assert (2, "（七）存在的问题及原因分析") in headings
    assert (3, "1.主要职能") in headings


def test_headings_are_numbered_below_their_parents() -> None:
    """Second and third levels count on their own; a heading without a brother is left out."""
    rendered = "## 甲\n\n### 子\n\n文一。\n\n### 丑\n\n文二。\n\n## 乙\n\n### 独\n\n文三。"
    assert [p.text for p in split(rendered, "t")] == [
        "（一）甲", "1.子", "文一。", "2.丑", "文二。", "（二）乙", "文三。",
    ]  # fmt: skip


def test_a_piece_of_the_user_is_used_in_every_outline(tmp_path: Path) -> None:
    """One file in `shared/` changes all outlines, and the draft says that it is the user's."""
    (tmp_path / "shared").mkdir()
    head = '+++\nid = "use"\npurpose = "p"\nvariables = []\n+++\n'
    (tmp_path / "shared" / "use.md").write_text(head + "评价结果报县财政局备案。", "utf-8")
    for outline in ("hunan", "gansu", "national"):
        made = drafted(report_from_compact(DEPARTMENT), outline=outline, templates=tmp_path)
        passage = next(p for p in made.passages if p.text == "评价结果报县财政局备案。")
        assert passage.template == "自备 shared/use.md"
        assert "自备 shared/use.md" in made.templates
