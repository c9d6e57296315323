"""Word files: the body in its order, every cell with its spans, and only what prints."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx as python_docx
import pytest
from docx.shared import Cm
from office_files import cell, docx, para, row, table, told
from PIL import Image

from extractor.errors import DamagedError, TooLargeError
from extractor.reading.word import read_word
from extractor.settings import Limits


def read(body: str, **parts: str) -> list[object]:
    """Return the blocks of a .docx with this body."""
    return told(read_word(docx(body, **parts), Limits()).blocks)


def merged(state: str = "") -> str:
    """Return the properties of a cell in a vertical merge."""
    return f'<w:vMerge w:val="{state}"/>' if state else "<w:vMerge/>"


def wide(columns: int) -> str:
    """Return the properties of a cell over several columns."""
    return f'<w:gridSpan w:val="{columns}"/>'


def test_body_in_order() -> None:
    """Paragraphs, tables and content controls come as they stand; blank paragraphs are left out."""
    control = f"<w:sdt><w:sdtContent>{para('部门概况')}{table(row('编制', '12'))}</w:sdtContent></w:sdt>"
    assert read(para("报告") + control + para("") + para("完")) == [
        "报告",
        "部门概况",
        {(1, 1): "编制", (1, 2): "12"},
        "完",
    ]


def test_spans() -> None:
    """Cells over several columns or rows have spans; covered places have no cell."""
    rows = (
        row(cell("指标", merged("restart")), cell("预算数", wide(2)), "备注"),
        row(cell("", merged()), "年初", "年末", cell("甲", merged("restart"))),
        row("合计", cell("503.37", wide(2)), cell("", merged())),
    )
    assert read(table(*rows)) == [
        {
            (1, 1, 2, 1): "指标",
            (1, 2, 1, 2): "预算数",
            (1, 4): "备注",
            (2, 2): "年初",
            (2, 3): "年末",
            (2, 4, 2, 1): "甲",
            (3, 1): "合计",
            (3, 2, 1, 2): "503.37",
        }
    ]


def test_spans_of_python_docx() -> None:
    """A table merged by python-docx is read with the same 2×2 block."""
    made = python_docx.Document()
    grid = made.add_table(3, 3)
    grid.cell(0, 0).merge(grid.cell(1, 1)).text = "总计"
    out = BytesIO()
    made.save(out)
    (found,) = told(read_word(out.getvalue(), Limits()).blocks)
    assert found[(1, 1, 2, 2)] == "总计"
    assert len(found) == 6


def test_grid_before_shifts_the_row() -> None:
    """A row that begins or ends inside the grid keeps its cells in their columns."""
    rows = (row("a", "b", "c"), row("x", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'))
    assert read(table(*rows)) == [{(1, 1): "a", (1, 2): "b", (1, 3): "c", (2, 2): "x"}]


def test_two_merges_above_each_other() -> None:
    """A restart below a merge begins a new cell, and a continuation with nothing above stands for itself."""
    rows = (
        row(cell("", merged()), "1"),
        row(cell("产出", merged("restart")), "2"),
        row(cell("", merged()), "3"),
        row(cell("效益", merged("restart")), "4"),
    )
    (found,) = read(table(*rows))
    assert isinstance(found, dict)
    assert list(found) == [(1, 1), (1, 2), (2, 1, 2, 1), (2, 2), (3, 2), (4, 1), (4, 2)]


def test_old_horizontal_merge() -> None:
    """Cells joined by hMerge, as old programs write them, are one cell."""
    cells = (cell("合计", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "9")
    assert read(table(row(*cells))) == [{(1, 1, 1, 2): "合计", (1, 3): "9"}]


def test_nested_table_follows() -> None:
    """A table in a cell comes after the outer one; the cell keeps its own text only."""
    inner = table(row("工资", "10.5"))
    outer = table(row("明细", cell(para("如下") + inner + para("万元"))))
    assert read(outer) == [{(1, 1): "明细", (1, 2): "如下\n万元"}, {(1, 1): "工资", (1, 2): "10.5"}]


def test_frame_is_opened() -> None:
    """A table of one cell around other tables is only a frame."""
    assert read(table(row(cell(para("说明") + table(row("a", "b")) + para(""))))) == [
        "说明",
        {(1, 1): "a", (1, 2): "b"},
    ]


def test_text_box_once() -> None:
    """The text of a text box follows its paragraph once, though the file holds it in two forms."""
    choice = f"<w:drawing><wps:txbx><w:txbxContent>{para('编码 116')}</w:txbxContent></wps:txbx></w:drawing>"
    fallback = f"<w:pict><v:textbox><w:txbxContent>{para('编码 116')}</w:txbxContent></v:textbox></w:pict>"
    both = f"<mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>"
    old = f"<w:r><w:pict><v:shape><v:textpath string='自评报告'/></v:shape>{fallback[8:-9]}</w:pict></w:r>"
    assert read(
        f"<w:p><w:r><w:t>封面</w:t><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p><w:p>{old}</w:p>"
    ) == [
        "封面",
        "编码 116",
        "自评报告",
        "编码 116",
    ]


def run(content: str, properties: str = "") -> str:
    """Return a Word run; bare text is put into w:t."""
    inner = content if content.startswith("<") else f"<w:t>{content}</w:t>"
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def field(code: str, result: str, data: str = "") -> str:
    """Return a complex field in a run."""
    return run(
        f'<w:fldChar w:fldCharType="begin">{data}</w:fldChar><w:instrText>{code}</w:instrText><w:t>码</w:t>'
        f'<w:fldChar w:fldCharType="separate"/><w:t>{result}</w:t><w:fldChar w:fldCharType="end"/>'
    )


TICKED = '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
ENTRIES = '<w:listEntry w:val="良"/><w:listEntry w:val="优"/>'
CHOICE = f'<w:ffData><w:ddList><w:result w:val="1"/>{ENTRIES}</w:ddList></w:ffData>'
HALF = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
RUBY = f"<w:ruby><w:rt>{run('yī')}</w:rt><w:rubyBase>{run('一')}</w:rubyBase></w:ruby>"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (f"<w:ins>{run('503')}</w:ins><w:del><w:r><w:delText>499</w:delText></w:r></w:del>", "503"),
        (f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo>", "新"),
        (run("藏", "<w:vanish/>") + run("见"), "见"),
        (run("见", '<w:vanish w:val="0"/>'), "见"),
        (run("藏", '<w:rStyle w:val="Secret"/>') + run("见"), "见"),
        (run("<w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t>"), "甲\n乙\t丙"),
        (run('<w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t>'), "甲乙"),
        (run("<w:t>3</w:t><w:noBreakHyphen/><w:t>5</w:t>"), "3-5"),
        (f"<w:hyperlink>{run('公开')}</w:hyperlink><w:smartTag>{run('网')}</w:smartTag>", "公开网"),
        (run('<w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t>'), "☑是"),
        (run('<w:sym w:font="Arial" w:char="00D7"/><w:sym w:char="z"/>'), "×"),
        (f'<w:fldSimple w:instr="DATE">{run("2025年")}</w:fldSimple>', "2025年"),
        (field("=SUM(ABOVE)", "503.37") + run("万元"), "503.37万元"),
        (field("FORMCHECKBOX", "", TICKED) + run("优"), "☑优"),
        (field("FORMDROPDOWN", "", CHOICE), "优"),
        (run("率") + f"<m:oMath>{HALF}</m:oMath>", "率1/2"),
        (run(RUBY), "一"),
        (run("<w:t>注</w:t><w:footnoteReference w:id='2'/>"), "注"),
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处')}</w:sdtContent></w:sdt>", ""),
    ],
)
def test_runs_as_printed(runs: str, text: str) -> None:
    """A paragraph reads as it prints: insertions, field results and symbols in; deletions and hidden text out."""
    styles = '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert read(f"<w:p>{runs}</w:p>", styles=styles) == ([text] if text else [])


def test_deleted_and_hidden_rows() -> None:
    """Rows deleted by revision or hidden do not print."""
    rows = (row("a"), row("b", properties="<w:del/>"), row("c", properties="<w:hidden/>"), row("d", "e"))
    assert read(table(*rows)) == [{(1, 1): "a", (2, 1): "d", (2, 2): "e"}]


def level(depth: int, form: str, text: str, more: str = "") -> str:
    """Return a level of a list definition."""
    return f'<w:lvl w:ilvl="{depth}">{more}<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def abstract(ident: int, *levels: str) -> str:
    """Return a list definition."""
    return f'<w:abstractNum w:abstractNumId="{ident}">{"".join(levels)}</w:abstractNum>'


NUMBERING = (
    abstract(
        0,
        level(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>'),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3.", '<w:start w:val="1"/>'),
        level(3, "decimal", "%1.%3.%4", "<w:isLgl/>"),
    )
    + abstract(
        1,
        level(0, "bullet", "&#xF06C;"),
        level(1, "decimalEnclosedCircle", "%2", '<w:pStyle w:val="Item"/>'),
    )
    + "".join(f'<w:num w:numId="{num}"><w:abstractNumId w:val="{num - 1}"/></w:num>' for num in (1, 2))
    + '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def listed(text: str, level: int, ident: int = 1) -> str:
    """Return a paragraph of an automatic list."""
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{ident}"/></w:numPr>')


def test_automatic_numbers() -> None:
    """Numbers that Word prints but does not store stand before the text; deeper levels begin anew."""
    first = [("概况", 0), ("职能", 1), ("人员", 1), ("在职", 2), ("离休", 3), ("支出", 0), ("基本", 1)]
    then = [("尾", 0, 0), ("点", 0, 2), ("续", 0, 3), ("再续", 0, 3), ("", 0, 1)]
    body = "".join(listed(*item) for item in (*first, *then))
    assert read(body, numbering=NUMBERING) == [
        "一、概况",
        "（一）职能",
        "（二）人员",
        "1. 在职",
        "1.1.1 离休",
        "二、支出",
        "（一）基本",
        "尾",
        "点",
        "五、续",
        "六、再续",
        "七、",
    ]


def test_numbers_by_style() -> None:
    """A style gives its paragraphs, and those of styles based on it, the level that names it."""
    item = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    deeper = '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:styleId="Item">{item}</w:style>'
        f'<w:style w:styleId="Sub"><w:basedOn w:val="Item"/>{deeper}</w:style>'
    )
    body = para("甲", '<w:pStyle w:val="Item"/>') + para("乙", '<w:pStyle w:val="Sub"/>')
    assert read(body, numbering=NUMBERING, styles=styles) == ["①甲", "②乙"]


def test_numbered_column() -> None:
    """A column of automatic numbers in empty cells reads as 1 2."""
    rows = (row(cell(listed("", 2)), "a"), row(cell(listed("", 2)), "b"))
    assert read(table(*rows), numbering=NUMBERING) == [{(1, 1): "1.", (1, 2): "a", (2, 1): "2.", (2, 2): "b"}]


def test_margins_and_notes() -> None:
    """Headers come first, notes and footers last, each text once; page numbers and unused headers are left out."""
    number = f'<w:fldSimple w:instr=" PAGE ">{run("7")}</w:fldSimple>'
    page = f"<w:p>{run('- ')}{number}{run(' -')}</w:p>"
    uses = (("header", "default", 1), ("header", "first", 2), ("footer", "default", 1))
    section = "".join(f'<w:{part}Reference w:type="{kind}" r:id="rId{part}{n}"/>' for part, kind, n in uses)
    section = f"<w:sectPr>{section}</w:sectPr>"
    body = f"<w:p><w:pPr>{section}</w:pPr><w:r><w:t>正文</w:t></w:r></w:p>" + section
    notes = f'<w:footnote w:type="separator">{para("线")}</w:footnote><w:footnote>{para("含结转")}</w:footnote>'
    parts = {"header1": para("附件3-1"), "header2": para("首页"), "footer1": page + para("某局印"), "footnotes": notes}
    assert read(body, **parts) == ["附件3-1", "正文", "含结转", "某局印"]


def test_problems_name_what_is_not_read() -> None:
    """Large pictures, embedded objects and text under merged cells are named, small pictures are not."""
    made = python_docx.Document()
    picture = BytesIO()
    Image.new("RGB", (20, 20)).save(picture, "PNG")
    for width in (3, 12):
        picture.seek(0)
        made.add_picture(picture, width=Cm(width))
    out = BytesIO()
    made.save(out)
    assert read_word(out.getvalue(), Limits()).problems == ("文档里有 1 张大图片，图中的文字没有读",)
    covered = table(row(cell("a", merged("restart"))), row(cell("9", merged())))
    ole = '<w:p><w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>'
    problems = read_word(docx(covered + ole), Limits()).problems
    assert [sentence[:4] for sentence in problems] == ["文档里嵌", "有 1 "]


def test_embedded_page() -> None:
    """A web page put into the file instead of paragraphs is read in its place."""
    rel = '<Relationship Id="c" Type="x/aFChunk" Target="chunk.html"/>'
    plain = docx('<w:altChunk r:id="c"/>' + para("尾"), rels=rel)
    out = BytesIO(plain)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/chunk.html", "<p>正文</p><table><tr><td>a<td>1</table>")
    assert told(read_word(out.getvalue(), Limits()).blocks) == ["正文", {(1, 1): "a", (1, 2): "1"}, "尾"]


def test_dangling_relationship() -> None:
    """A relationship that leads nowhere, as WPS leaves them, does no harm."""
    data = docx(para("正文"), rels='<Relationship Id="z" Type="x/image" Target="../NULL"/>')
    assert told(read_word(data, Limits()).blocks) == ["正文"]


def test_strict_open_xml() -> None:
    """The namespaces of Strict Open XML are understood."""
    usual = b"schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"purl.oclc.org/ooxml/wordprocessingml/main"
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(docx(para("正文")))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(usual, strict))
    assert told(read_word(out.getvalue(), Limits()).blocks) == ["正文"]


def test_damage() -> None:
    """A body that is no XML, or missing, is a damaged file; absurd spans and levels are not believed."""
    with pytest.raises(DamagedError):
        read("<w:p>")
    with pytest.raises(DamagedError):
        read_word(docx("").replace(b"word/document.xml", b"word/dokument.xml"), Limits())
    assert read(table(row(cell("a", wide(10**9)), "b")))[0] == {(1, 1, 1, 256): "a", (1, 257): "b"}
    assert read(para("甲", '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr>'), numbering=NUMBERING) == [
        "一、甲"
    ]


def test_deep_nesting() -> None:
    """Tables nested beyond reason end in a clear error or are read, never in a crash."""
    body = "<w:tbl><w:tr><w:tc><w:p/>" * 60 + para("底") + "</w:tc></w:tr></w:tbl>" * 60
    assert read(body)[-1] in ("底", {(1, 1): "底"})
    with pytest.raises(DamagedError):
        read("<w:tbl><w:tr><w:tc>" * 200 + "</w:tc></w:tr></w:tbl>" * 200)


def test_cell_limit() -> None:
    """More cells than the limit are refused."""
    with pytest.raises(TooLargeError):
        read_word(docx(table(row("a", "b", "c"))), Limits(cells=2))
