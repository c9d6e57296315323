"""`zongshu draft`: the 综述 of one record."""

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
