"""Charts in a draft: drawn when matplotlib and a font are there, told in numbers otherwise."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from extractor.output import charts
from extractor.output.markdown import as_markdown
from extractor.output.word import write_word
from extractor.records.draft import Draft
from tests.drafting.examples import department, drafted, error

needs_charts = pytest.mark.skipif(not charts.is_possible(), reason="matplotlib 或中文字体没有安装")


def written(made: Draft, folder: Path) -> Any:
    """Return the .docx of a draft as python-docx opens it."""
    write_word(made, folder / "综述.docx")
    return docx.Document(str(folder / "综述.docx"))


@needs_charts
def test_a_chart_is_a_picture() -> None:
    """What an amount is made of, and how far indicators have come, are drawn as PNG."""
    parts = [("构成图", "金额（万元）", "占比"), ("甲", "60", "60%"), ("乙", "40", "40%")]
    reached = [("完成程度图", "完成值÷指标值"), ("甲" * 40, "120%"), ("乙", "83.3%")]
    for rows in (parts, reached):
        assert (charts.draw(rows) or b"").startswith(b"\x89PNG")


@needs_charts
def test_the_charts_stand_in_the_file_with_captions(tmp_path: Path) -> None:
    """Both charts, numbered, with their numbers as a description for who cannot see them."""
    opened = written(drafted(department()), tmp_path)
    captions = [p.text for p in opened.paragraphs if p.style.name.lower() == "caption"]
    assert captions == ["图1　基本支出构成", "图2　绩效指标完成程度"]
    described = [shape._inline.docPr.get("descr") for shape in opened.inline_shapes]
    assert "工资福利支出，271.42，75.75%" in described[0]


@needs_charts
def test_a_picture_fits_the_type_area(tmp_path: Path) -> None:
    """No chart is wider than 156 mm."""
    opened = written(drafted(department()), tmp_path)
    assert all(shape.width.mm <= 156 for shape in opened.inline_shapes)


def test_no_chart_when_none_is_wanted(tmp_path: Path) -> None:
    """--no-charts leaves no picture and no caption."""
    opened = written(drafted(department(), charts=False), tmp_path)
    assert not opened.inline_shapes
    assert not [p for p in opened.paragraphs if p.style.name.lower() == "caption"]


def test_without_the_library_the_draft_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where matplotlib is missing the charts are left out, not the draft."""
    monkeypatch.setattr(charts, "is_possible", lambda: False)
    opened = written(drafted(department()), tmp_path)
    assert not opened.inline_shapes
    assert opened.paragraphs[0].text.startswith("青禾县图书馆")


def test_markdown_has_no_charts() -> None:
    """All that a chart shows stands in the text."""
    assert "构成图" not in as_markdown(drafted(department()))


def test_a_figure_in_doubt_is_not_drawn() -> None:
    """A chart would lend it a certainty that it lacks."""
    findings = error("A06", "spending.basic", "分项合计不符。", "spending.basic.wages", change="spending.basic.wages")
    made = drafted(department(), findings)
    assert "基本支出构成图" not in {p.rows[0][0] for p in made.passages if p.kind == "chart"}


def test_comments_name_the_findings(tmp_path: Path) -> None:
    """Each 【待核】 has a Word comment with the check and its sentence, in text and in tables."""
    findings = error("A01", "budget.rows[0].rate", "执行率不符。", "budget.rows[0].executed")
    made = drafted(department(), findings, charts=False)
    opened = written(made, tmp_path)
    told = [comment.text for comment in opened.comments]
    assert told
    assert all("A01：执行率不符。" in words for words in told)
    anchored = opened.element.body.findall(f".//{qn('w:commentReference')}")
    assert len(anchored) == len(told) == sum(p.text.count("【待核】") for p in made.passages)
    with zipfile.ZipFile(tmp_path / "综述.docx") as archive:
        assert "word/comments.xml" in archive.namelist()


def test_markdown_names_the_findings_where_the_figure_stands() -> None:
    """【待核】 says which check is open."""
    findings = error("A01", "budget.rows[0].rate", "执行率不符。", "budget.rows[0].executed")
    assert "541.75万元【待核：A01】" in as_markdown(drafted(department(), findings))
