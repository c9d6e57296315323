"""Automatic numbers of Word: printed, but not stored."""

from __future__ import annotations

from office_files import cell, docx, para, row, table, told

from extractor.reading.word.body import read_word
from extractor.settings import Limits


def read(body: str, **parts: str) -> list[object]:
    """Return the blocks of a .docx with this body."""
    return told(read_word(docx(body, **parts), Limits()).blocks)


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


def test_damaged_level() -> None:
    """A level that is no number counts as the first."""
    numbered = para("甲", '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr>')
    assert read(numbered, numbering=NUMBERING) == ["一、甲"]
