"""Web pages: what a browser shows, tables with their spans, layout opened."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_files import told

from extractor.errors import DamagedError, FormatError, TooLargeError
from extractor.reading.kinds import Kind
from extractor.reading.web.page import chunk_pieces, read_html
from extractor.records.document import Line
from extractor.settings import Limits


def read(page: str) -> list[object]:
    """Return the blocks of a page."""
    return told(read_html(page.encode(), Kind.HTML, Limits()).blocks)


def test_whole_page_with_clutter() -> None:
    """Navigation, prose, table and footer of a page laid out with tables come in order; only scripts and styles go."""
    page = """<!DOCTYPE html><html><head><title>标题</title><style>p{}</style></head><body><script>var a = "9";</script>
    <table width="100%"><tr><td><a href="/">首页</a></td><td>政务公开</td></tr><tr><td colspan="2">
      <p>一、基本
      情况</p>全年预算<b>503.37</b>万元<br>执行数<div>甲<span style="DISPLAY: none">藏</span>乙</div>
      <table border="1"><caption>单位：万元</caption>
        <tr><th rowspan="2">项目<th colspan="2">金额</tr><tr><td>年初<td>全年</tr>
        <tr><td>合计<br>数<td>1,234.50<td>&nbsp;</tr></table>
      </td></tr></table><!-- 注 -->版权所有</body></html>"""
    assert read(page) == [
        "首页",
        "政务公开",
        "一、基本情况",
        "全年预算503.37万元",
        "执行数",
        "甲乙",
        "单位：万元",
        {
            (1, 1, 2, 1): "项目",
            (1, 2, 1, 2): "金额",
            (2, 2): "年初",
            (2, 3): "全年",
            (3, 1): "合计\n数",
            (3, 2): "1,234.50",
            (3, 3): "",
        },
        "版权所有",
    ]


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ("<p>a</p>b", ["a", "b"]),
        ("单位&amp;部门&#x3000;&lt;甲&gt;", ["单位&部门\u3000<甲>"]),
        ("<p>总 计\n 12\n人 abc\ndef</p>", ["总 计 12 人 abc def"]),
        ("<ol start=3><li>甲<li>乙<ol type=a><li>丙</ol></ol><ul><li>丁</ul>", ["3. 甲", "4. 乙", "a. 丙", "丁"]),
        ("<ol style='list-style:none'><li>甲</ol><ol reversed><li>a<li value=7>b</ol>", ["甲", "2. a", "7. b"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲</ol>", ["一、甲"]),
        ("<input type=checkbox checked>是<input type=checkbox>否<input type=hidden value=9>", ["☑是□否"]),
        ("得分<input value='98.5'><textarea>优\n良</textarea><q>好</q>", ["得分98.5", "优", "良", "“好”"]),
        ("<select><option>甲<option selected>乙</select><select><option>丙<option>丁</select>", ["乙丙"]),
        ("<pre>年初  196.8\n全年  503.37</pre>", ["年初  196.8", "全年  503.37"]),
        ("<p hidden>a</p><p style='visibility:hidden'>b</p><template>c</template>d<noscript>e</noscript>", ["d", "e"]),
        ("<ruby>一<rt>yi</rt></ruby><del>旧</del><s>划</s>", ["一划"]),
        ("<?xml version='1.0' encoding='utf-8'?><html xmlns='x'><body>甲</body></html>", ["甲"]),
    ],
)
def test_elements(page: str, blocks: list[object]) -> None:
    """Elements show what a browser shows of them."""
    assert read(page) == blocks


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ("<tr><td rowspan=0>a<td>b<tr><td>c", {(1, 1, 2, 1): "a", (1, 2): "b", (2, 2): "c"}),
        ("<tr><td rowspan=9>a<td>b<tr><td>c", {(1, 1, 2, 1): "a", (1, 2): "b", (2, 2): "c"}),
        ("<tr><td colspan=100>题<tr><td>a<td>b", {(1, 1, 1, 2): "题", (2, 1): "a", (2, 2): "b"}),
        ("<tr><td>a<td rowspan=2>b<tr><td colspan=2>c<td>d",
         {(1, 1): "a", (1, 2, 2, 1): "b", (2, 1): "c", (2, 3): "d"}),
        ("<tfoot><tr><td>尾<td>3</tfoot><tbody><tr><td>a<td>1</tbody>",
         {(1, 1): "a", (1, 2): "1", (2, 1): "尾", (2, 2): "3"}),
        ("<tr><td>a<td>1<tr style='display:none'><td>藏<td>9<tr><td>b<td style='display:none'>9<td>2",
         {(1, 1): "a", (1, 2): "1", (2, 1): "b", (2, 2): "2"}),
        ("<tr><td>a<td><p>甲</p><p>乙</p>丙<br>丁", {(1, 1): "a", (1, 2): "甲\n乙\n丙\n丁"}),
        ("<tr><td colspan=x>a<td rowspan=-2>b", {(1, 1): "a", (1, 2): "b"}),
        ("<form><tr><td>a<td>b</tr></form>", {(1, 1): "a", (1, 2): "b"}),
    ],
)  # fmt: skip
def test_spans(rows: str, cells: object) -> None:
    """Spans place the cells as in a browser, and end with the table."""
    assert read(f"<table>{rows}</table>") == [cells]


def test_layout_and_data() -> None:
    """One column, paragraphs side by side, and role=presentation are layout; a small table in a form stays inside."""
    assert read("<table><tr><td>甲<tr><td>乙</table>") == ["甲", "乙"]
    assert read("<table role=presentation><tr><td>甲<td>乙</table>") == ["甲", "乙"]
    assert read(f"<table><tr><td>目录<td>{'<p>文</p>' * 5}</table>") == ["目录", *["文"] * 5]
    form = "<table><tr><td>项目名称<td>职工之家建设<tr><td>资金明细<td>如下<table><tr><td>甲<td>5</table></table>"
    assert read(form) == [
        {(1, 1): "项目名称", (1, 2): "职工之家建设", (2, 1): "资金明细", (2, 2): "如下"},
        {(1, 1): "甲", (1, 2): "5"},
    ]


def test_text_beside_cells_is_kept() -> None:
    """Text that stands in a table but in no cell is not lost."""
    assert read("<table>单位：万元<tr><td>a<td>1</tr>注</table>") == ["单位：万元", "注", {(1, 1): "a", (1, 2): "1"}]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("gb18030", "<meta charset=gb2312>"),
        ("gb18030", "<meta charset=iso-8859-1>"),
        ("gb18030", ""),
        ("utf-8-sig", "<meta charset=gb2312>"),
        ("utf-8", '<meta http-equiv="Content-Type" content="text/html; charset=gbk">'),
        ("utf-16", ""),
    ],
)
def test_encodings(encoding: str, head: str) -> None:
    """The bytes decide before what the page declares; a Western declaration is not believed."""
    page = f"<html><head>{head}</head><body>全年预算数喆503.37万元，执行率100%</body></html>".encode(encoding)
    assert told(read_html(page, Kind.HTML, Limits()).blocks) == ["全年预算数喆503.37万元，执行率100%"]


def test_big5_page() -> None:
    """A page that declares Big5 is read with it."""
    page = "<meta charset=big5><p>年度預算執行數</p>".encode("big5")
    assert told(read_html(page, Kind.HTML, Limits()).blocks) == ["年度預算執行數"]


def test_single_file_page() -> None:
    """The page inside an .mht is read; an .mht without one is damaged."""
    message = EmailMessage()
    message.set_content("不是这个")
    message.make_related()
    message.add_related("<p>正文503.37</p>".encode("gb18030"), "text", "html", params={"charset": "gb2312"})
    assert told(read_html(message.as_bytes(), Kind.MHTML, Limits()).blocks) == ["正文503.37"]
    assert list(chunk_pieces(message.as_bytes()) or ()) == ["正文503.37"]
    assert chunk_pieces(b"PK\x03\x04"[:1]) is None
    with pytest.raises(DamagedError):
        read_html(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n", Kind.MHTML, Limits())


def test_unreadable_pages() -> None:
    """An empty page, tags nested beyond what the parser follows and too many cells are refused with a reason."""
    with pytest.raises(FormatError):
        read_html(b"<!-- -->", Kind.HTML, Limits())
    with pytest.raises(DamagedError):
        read_html(b"<div>" * 5000 + b"x", Kind.HTML, Limits())
    with pytest.raises(TooLargeError):
        read_html(b"<table>" + b"<tr><td>1<td>2" * 9 + b"</table>", Kind.HTML, Limits(cells=10))


def test_damaged_characters_are_counted() -> None:
    """A character that cannot be decoded is a problem, not an end."""
    reading = read_html("<p>正文</p>".encode() * 40 + b"\xff<p>", Kind.HTML, Limits())
    assert reading.problems == ("有 1 处字符无法解码，以 \ufffd 代替",)


def test_nested_layout_does_not_recurse() -> None:
    """Two hundred layout tables in each other are read without a stack of as many calls."""
    assert read("<table><tr><td>" * 200 + "底" + "</table>" * 200) == ["底"]


WORDS = st.text("年初预算万元0123456789.", min_size=1, max_size=6)


@given(st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=2, max_size=4), WORDS)
def test_every_cell_text_is_read(rows: list[list[str]], before: str) -> None:
    """Whatever stands in cells of any number is in the table, in order."""
    body = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    line, table = read_html(f"<p>{before}</p><table>{body}</table>".encode(), Kind.HTML, Limits()).blocks
    assert isinstance(line, Line)
    assert line.text == before
    assert [[cell.text for cell in row] for row in table.by_row()] == rows
