"""Word files: the body in its order, every cell with its spans, and only what prints."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx as python_docx
import pytest
from docx.shared import Cm
from office_files import cell, docx, merged, para, row, run, table, told
from PIL import Image

from extractor.errors import DamagedError, TooLargeError
from extractor.reading.word.body import read_word
from extractor.settings import Limits


def read(body: str, **parts: str) -> list[object]:
    """Return the blocks of a .docx with this body."""
    return told(read_word(docx(body, **parts), Limits()).blocks)


def test_body_in_order() -> None:
    """Paragraphs, tables and content controls come as they stand; blank paragraphs are left out."""
    control = f"<w:sdt><w:sdtContent>{para('部门概况')}{table(row('编制', '12'))}</w:sdtContent></w:sdt>"
    assert read(para("报告") + control + para("") + para("完")) == [
        "报告",
        "部门概况",
        {(1, 1): "编制", (1, 2): "12"},
        "完",
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


def test_damage() -> None:
    """A body that is no XML, or missing, is a damaged file."""
    with pytest.raises(DamagedError):
        read("<w:p>")
    with pytest.raises(DamagedError):
        read_word(docx("").replace(b"word/document.xml", b"word/dokument.xml"), Limits())
