"""The .docx itself: geometry, fonts, styles, tables, as a program opens it."""

import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from extractor.errors import UsageError
from extractor.output.word import write_word
from extractor.records.draft import Draft, Passage

TABLE = Passage(
    kind="table",
    rows=(
        ("一级指标", "二级指标", "三级指标", "年度指标值", "得分（分）"),
        ("产出指标", "数量指标", "培训场次", "12场", "10【待核】"),
        ("产出指标", "数量指标", "培训人次", "300人次", "10"),
        ("产出指标", "质量指标", "合格率", "95%", "10"),
        ("效益指标", "社会效益", "覆盖村数", "6个", "10"),
    ),
)
DRAFT = Draft(
    outline="hunan",
    title="青禾县图书馆2024年度部门整体支出绩效评价报告综述",
    passages=(
        Passage(kind="title", text="青禾县图书馆2024年度部门整体支出绩效评价报告综述"),
        Passage(kind="heading", level=1, text="一、部门基本情况"),
        Passage(kind="heading", level=2, text="（一）主要职能"),
        Passage(text="基本支出358.30万元【待核】，原因自评报告未载明（待补充）。含 <尖括号> & 控制符\x0b。"),
        TABLE,
    ),
    notes=("【待核】基本支出358.30万元：两处不一致。",),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a written file."""
    write_word(DRAFT, tmp_path / "综述.docx")
    return tmp_path / "综述.docx"


@pytest.fixture
def opened(path: Path) -> Any:
    """Return the file as python-docx opens it."""
    return docx.Document(str(path))


def effective(document: Any, style: str, tag: str) -> Any:
    """Return a run or paragraph property of a style."""
    return document.styles[style].element.find(f".//{qn(tag)}")


def test_the_page_is_that_of_an_official_document(opened: Any) -> None:
    """A4; 37 mm above, 35 below, 28 left, 26 right."""
    section = opened.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Normal", "仿宋_GB2312", 16),
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
    ],
)
def test_fonts_and_sizes(opened: Any, style: str, font: str, size: float) -> None:
    """Each level has its font, for Chinese and for digits, and its size."""
    fonts = effective(opened, style, "w:rFonts")
    assert {fonts.get(qn(f"w:{name}")) for name in ("eastAsia", "ascii", "hAnsi")} == {font}
    assert opened.styles[style].font.size == Pt(size)


def test_lines_are_28_points_apart_and_paragraphs_indented(opened: Any) -> None:
    """Text: exact 28 pt between lines, two characters in at the beginning."""
    spacing, indent = (effective(opened, "Normal", tag) for tag in ("w:spacing", "w:ind"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("560", "exact")
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_the_title_is_centred_without_indent_and_broken_behind_the_year(opened: Any) -> None:
    """A title longer than a line breaks where the sense allows it."""
    assert effective(opened, "Title", "w:jc").get(qn("w:val")) == "center"
    assert effective(opened, "Title", "w:ind").get(qn("w:firstLineChars")) == "0"
    assert opened.paragraphs[0].text == "青禾县图书馆2024年度\n部门整体支出绩效评价报告综述"


def test_headings_are_real_headings(opened: Any) -> None:
    """Word's own styles with outline levels, so that navigation and contents work."""
    assert [p.style.name for p in opened.paragraphs[:4]] == ["Title", "Heading 1", "Heading 2", "Normal"]
    levels = [effective(opened, f"Heading {n}", "w:outlineLvl").get(qn("w:val")) for n in (1, 2)]
    assert levels == ["0", "1"]


def test_no_theme_font_is_left(path: Path) -> None:
    """Theme fonts would win over the named ones."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    assert not [name for name, text in parts.items() if re.search(r"w:\w*[tT]heme\w*=", text)]


def test_page_numbers_stand_outside_between_dashes(opened: Any) -> None:
    """— 1 —, right on odd pages, left on even ones, 四号 宋体."""
    section = opened.sections[0]
    assert opened.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert " PAGE " in footer._element.xml
        assert paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
    assert opened.styles["footer"].font.size == Pt(14)


def test_what_is_to_be_done_is_highlighted(opened: Any) -> None:
    """【待核】 is yellow, （待补充） grey, and nothing else is."""
    runs = [run for paragraph in opened.paragraphs for run in paragraph.runs if run.font.highlight_color is not None]
    assert [run.text for run in runs] == ["【待核】", "（待补充）", "【待核】"]


def test_text_is_text(opened: Any) -> None:
    """Characters that XML cannot hold are dropped, the others are kept."""
    assert "含 <尖括号> & 控制符。" in opened.paragraphs[3].text


def test_the_table_is_ruled_repeats_its_header_and_keeps_rows_whole(opened: Any) -> None:
    """Borders on all sides, the first row repeated, no row broken over pages, as wide as the text."""
    table = opened.tables[0]
    borders = opened.styles["Table Grid"].element.find(f".//{qn('w:tblBorders')}")
    assert table.style.name == "Table Grid"
    assert {border.get(qn("w:val")) for border in borders} == {"single"}
    assert len(borders) == 6
    rows = table._tbl.tr_lst
    assert [row.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True, *[False] * 4]
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert abs(sum(column.width for column in table.columns) - Mm(156)) < Mm(0.5)


def test_equal_neighbours_of_the_first_columns_are_one_cell(opened: Any) -> None:
    """一级指标 and 二级指标 stand once for the rows they hold for."""
    table = opened.tables[0]
    first = [table.cell(row, 0)._tc for row in range(5)]
    second = [table.cell(row, 1)._tc for row in range(5)]
    assert first[1] is first[2] is first[3]
    assert second[1] is second[2]
    assert second[2] is not second[3]
    assert table.cell(3, 0).text == "产出指标"


def test_notes_stand_on_a_page_of_their_own(opened: Any) -> None:
    """They are for whoever hands the draft in, and easily removed."""
    title, note = opened.paragraphs[-2:]
    assert title.text.startswith("起草说明")
    assert opened.styles[title.style.name].paragraph_format.page_break_before
    assert "两处不一致" in note.text


def test_a_draft_without_notes_has_no_page_for_them(tmp_path: Path) -> None:
    """Nothing to say, nothing said."""
    write_word(DRAFT.model_copy(update={"notes": ()}), tmp_path / "a.docx")
    assert not any("起草说明" in paragraph.text for paragraph in docx.Document(str(tmp_path / "a.docx")).paragraphs)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A folder in the place of the file: one sentence with a remedy."""
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(UsageError, match="写不了"):
        write_word(DRAFT, tmp_path / "a.docx")


@pytest.mark.parametrize("figure", ["1605.60元", "12,345,678.90", "100.00%"])
def test_no_figure_is_broken_in_a_narrow_column(tmp_path: Path, figure: str) -> None:
    """However long the texts beside it, a column is as wide as its longest figure, at 10.5 pt a Chinese character."""
    long = "服务对象满意度测评按季度开展并形成书面整改清单" * 2
    table = Passage(
        kind="table",
        rows=(("三级指标", "年度指标值", "实际完成值", "偏差原因", "备注"), (long, long, figure, long, long)),
    )
    write_word(DRAFT.model_copy(update={"passages": (table,)}), tmp_path / "表.docx")
    columns = docx.Document(str(tmp_path / "表.docx")).tables[0].columns

    assert columns[2].width >= Pt(10.5) * len(figure) / 2
    assert abs(sum(column.width for column in columns) - Mm(156)) < Mm(0.5)
