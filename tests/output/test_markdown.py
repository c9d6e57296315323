"""A draft as Markdown."""

from pathlib import Path

import pytest

from extractor.output.markdown import as_markdown, write_markdown
from extractor.records.draft import Draft, Passage


def markdown(*passages: Passage, notes: tuple[str, ...] = ()) -> str:
    """Return the Markdown of some passages."""
    return as_markdown(Draft(outline="hunan", title="", passages=passages, notes=notes))


def test_headings_paragraphs_and_tables() -> None:
    """The title is the first level, sections the second; a table has a header row."""
    made = markdown(
        Passage(kind="title", text="综述"),
        Passage(kind="heading", level=1, text="一、概况"),
        Passage(kind="heading", level=2, text="（一）职能"),
        Passage(text="支出10万元【待核】。"),
        Passage(kind="table", rows=(("项目", "金额（万元）"), ("维修|加固", "10"))),
    )
    assert made == (
        "# 综述\n\n## 一、概况\n\n### （一）职能\n\n支出10万元【待核】。\n\n"
        "| 项目 | 金额（万元） |\n| --- | --- |\n| 维修\\|加固 | 10 |\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1~2家、3~4家", "1\\~2家、3\\~4家"),
        ("*重点*", "\\*重点\\*"),
        ("<script>", "\\<script>"),
        ("<=100%", "<=100%"),
        ("# 不是标题", "\\# 不是标题"),
        ("- 不是列表", "\\- 不是列表"),
        ("湘财绩〔2020〕7号", "湘财绩〔2020〕7号"),
    ],
)
def test_words_are_not_taken_for_markdown(text: str, written: str) -> None:
    """What a report says stays what it says."""
    assert markdown(Passage(text=text)) == f"{written}\n"


def test_notes_stand_at_the_end(tmp_path: Path) -> None:
    """Behind a rule, under a heading that says what to do with them."""
    draft = Draft(outline="hunan", title="", passages=(Passage(text="无。"),), notes=("第一条。", "第二条。"))
    write_markdown(draft, tmp_path / "a.md")
    text = (tmp_path / "a.md").read_text("utf-8")
    assert text.endswith("---\n\n**起草说明（报送前删除）**\n\n- 第一条。\n- 第二条。\n")
