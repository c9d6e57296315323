"""`zongshu draft`: the 综述 of one record."""

import json

import docx
import pytest


def test_a_word_file(zongshu, report, tmp_path):
    """A record becomes a .docx with the name of the unit."""
    zongshu("extract", report, "-o", "云岭.json")
    called = zongshu("draft", "云岭.json", "-o", "综述.docx")
    text = "\n".join(paragraph.text for paragraph in docx.Document(tmp_path / "综述.docx").paragraphs)

    assert (called.code, called.out) == (0, "")
    assert "云岭县退役军人事务局" in text.replace("\n", "")
    assert "综述.docx" in called.err


def test_a_markdown_file_from_a_report(zongshu, report, tmp_path):
    """A report can be given in place of its record."""
    assert zongshu("draft", report, "-o", "综述.md").code == 0
    assert (tmp_path / "综述.md").read_text("utf-8").startswith("# ")


def test_templates_of_the_user(zongshu, report, tmp_path):
    """A folder of the user's own templates gives an outline of its own."""
    section = tmp_path / "模板" / "本局" / "01.md"
    section.parent.mkdir(parents=True)
    section.write_text(
        '+++\nid = "own.1"\npurpose = "试"\ntitle = "一、概况"\nvariables = []\n+++\n本局自拟。\n', "utf-8"
    )
    called = zongshu("draft", report, "-o", "综述.md", "--templates", "模板", "--outline", "本局")

    assert called.code == 0, called.err
    assert "本局自拟" in (tmp_path / "综述.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["综述.pdf", "综述"])
def test_other_formats_are_wrong_use(zongshu, report, name):
    """Only .docx and .md are written; said before anything is read."""
    called = zongshu("draft", report, "-o", name)

    assert called.code == 2
    assert ".docx 或 .md" in called.err


def test_shared_pieces_are_no_outline(zongshu, report):
    """The folder of pieces that outlines have in common can neither be chosen nor is it offered."""
    called = zongshu("draft", report, "-o", "综述.md", "--outline", "shared")

    assert called.code == 2
    assert called.err.strip() == "没有名为 'shared' 的提纲。现有：gansu、hunan、national、project、yueyang"


def test_what_was_not_read_is_told_beside_the_draft(zongshu, tmp_path):
    """A draft of half a report says what is missing, with exit 3."""
    (tmp_path / "半.txt").write_text("青禾县图书馆2024年度部门整体支出绩效自评报告\n工作做了很多。\n", "utf-8")
    called = zongshu("draft", "半.txt", "-o", "综述.md")

    assert called.code == 3
    assert "没有读到任何数值" in called.err


def test_a_review_for_a_reviewer(zongshu, report, tmp_path):
    """--kind review writes the 复核意见 in place of the 综述."""
    called = zongshu("draft", report, "-o", "意见.md", "--kind", "review")

    assert called.code == 0, called.err
    text = (tmp_path / "意见.md").read_text("utf-8")
    assert "复核意见" in text.splitlines()[0]
    assert "## 四、建议更正" in text


def test_each_paragraph_is_explained(zongshu, report):
    """--explain shows the template of a paragraph and the fields of its figures, and writes nothing."""
    called = zongshu("draft", report, "--explain")

    assert called.code == 0, called.err
    assert "模板  shared/basic-spending.md" in called.out
    assert "spending.basic.total" in called.out
    assert "share(spending.basic.wages, spending.basic.total)" in called.out.replace("\n", "").replace("      ", "")


def test_the_draft_as_data(zongshu, report):
    """--json prints the passages with the origin of every value, and what the read-back has shown."""
    called = zongshu("draft", report, "--json")
    data = json.loads(called.out)

    assert called.code == 0, called.err
    assert data["outline"] == "yueyang"
    assert data["readback"]["added"] == []
    assert all("template" in passage for passage in data["passages"])


def test_charts_can_be_left_out(zongshu, report, tmp_path):
    """--no-charts writes a file without pictures."""
    assert zongshu("draft", report, "-o", "综述.docx", "--no-charts").code == 0
    assert not docx.Document(tmp_path / "综述.docx").inline_shapes


def test_something_must_be_asked_for(zongshu, report):
    """Neither a file nor an explanation nor data: said with the remedy."""
    called = zongshu("draft", report)

    assert called.code == 2
    assert "--explain" in called.err


def test_a_workbook_is_written_and_drafted(zongshu, tmp_path):
    """`template` writes the workbook, does not overwrite it, and `draft` names what is missing in it."""
    assert zongshu("template", "-o", "数据.xlsx").code == 0
    assert (tmp_path / "数据.xlsx").exists()
    assert zongshu("template", "-o", "数据.xlsx").code == 2
    assert zongshu("template", "-o", "数据.docx").code == 2
    called = zongshu("draft", "数据.xlsx", "-o", "综述.docx")

    assert called.code == 4
    assert "“基本情况”B4 单位名称没有填" in called.err
