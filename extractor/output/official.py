"""The look of an official document (GB/T 9704—2012 党政机关公文格式) as Word styles, page and footer.

A4; margins 37 mm above, 28 mm left, and a type area of 156 × 225 mm, so 35 mm below and 26 mm right; title
方正小标宋简体 二号; text 仿宋_GB2312 三号 with 28 pt between lines; first level 黑体, second 楷体_GB2312; page
numbers 四号 宋体 between dashes, outside: right on odd pages, left on even ones.
Sizes are half points, distances twentieths of a point, as WordprocessingML has them.
"""

from __future__ import annotations

from typing import NamedTuple

MILLIMETRE = 1440 / 25.4
WIDTH = round(156 * MILLIMETRE)
"""The width of the type area."""

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FANG_SONG = "仿宋_GB2312"


class Look(NamedTuple):
    """A paragraph style.

    `line` is the exact distance of lines (0: as the font wants), `after` the space behind, `level` that of a
    heading, `keep` a switch such as `w:keepNext`.
    """

    id: str
    name: str
    font: str
    size: int
    align: str = "both"
    line: int = 560
    indent: bool = True
    level: int | None = None
    after: int = 0
    keep: str = ""
    bold: bool = False


_LOOKS = (
    Look("Normal", "Normal", _FANG_SONG, 32),
    Look("Title", "Title", "方正小标宋简体", 44, "center", 700, indent=False, after=560),
    Look("Heading1", "heading 1", "黑体", 32, level=0),
    Look("Heading2", "heading 2", "楷体_GB2312", 32, level=1),
    Look("Heading3", "heading 3", _FANG_SONG, 32, level=2, bold=True),
    Look("TableHead", "表头", "黑体", 21, "center", 0, indent=False, keep="<w:keepNext/>"),
    Look("TableText", "表格文字", _FANG_SONG, 21, "left", 0, indent=False),
    Look("TableCentred", "表格居中", _FANG_SONG, 21, "center", 0, indent=False),
    Look("Picture", "图", _FANG_SONG, 21, "center", 0, indent=False, keep="<w:keepNext/>"),
    Look("Caption", "caption", "黑体", 21, "center", 0, indent=False, after=200),
    Look("CommentText", "annotation text", "宋体", 21, "left", 0, indent=False),
    Look("Gap", "表间", _FANG_SONG, 10, "left", 160, indent=False),
    Look("NoteTitle", "起草说明标题", "黑体", 28, line=500, indent=False, keep="<w:pageBreakBefore/>"),
    Look("Note", "起草说明", _FANG_SONG, 28, line=500),
    Look("Footer", "footer", "宋体", 28, "right", 0, indent=False),
)


def styles_xml() -> str:
    """Return the whole `w:styles`: defaults without theme fonts, the paragraph styles, one ruled table."""
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'{_fonts(_FANG_SONG)}<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    return f'<w:styles xmlns:w="{_NAMESPACE}">{defaults}{"".join(map(_style, _LOOKS))}{_TABLE}</w:styles>'


def section_xml() -> str:
    """Return `w:sectPr` of the page, without references to footers."""
    top, right, bottom, left = (round(mm * MILLIMETRE) for mm in (37, 26, 35, 28))
    return (
        f'<w:sectPr xmlns:w="{_NAMESPACE}"><w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="851" '
        f'w:footer="{round(25 * MILLIMETRE)}" w:gutter="0"/></w:sectPr>'
    )


def page_number_xml(*, even: bool) -> str:
    """Return the footer paragraph with — 1 —, one character in from the outer edge."""
    align, side = ("left", "left") if even else ("right", "right")
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    dash = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    properties = f'<w:pStyle w:val="Footer"/><w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{align}"/>'
    return f'<w:p xmlns:w="{_NAMESPACE}"><w:pPr>{properties}</w:pPr>{dash.format("— ")}{field}{dash.format(" —")}</w:p>'


def _style(look: Look) -> str:
    standard = look.id == "Normal"
    default = ' w:default="1"' if standard else ""
    based = "" if standard else '<w:basedOn w:val="Normal"/>'
    following = '<w:next w:val="Normal"/>' if look.level is not None or look.id == "Title" else ""
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{look.id}"{default}>'
        f'<w:name w:val="{look.name}"/>{based}{following}<w:qFormat/><w:pPr>{_paragraph(look)}</w:pPr>'
        f'<w:rPr>{_fonts(look.font)}{bold}<w:color w:val="auto"/>'
        f'<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/></w:rPr></w:style>'
    )


def _paragraph(look: Look) -> str:
    """Return the paragraph properties in the order that the schema wants."""
    keep = "<w:keepNext/><w:keepLines/>" if look.level is not None else look.keep
    line = f'w:line="{look.line}" w:lineRule="exact"' if look.line else 'w:line="240" w:lineRule="auto"'
    first, width = (200, look.size * 20) if look.indent else (0, 0)
    outline = f'<w:outlineLvl w:val="{look.level}"/>' if look.level is not None else ""
    return (
        f'{keep}<w:spacing w:before="0" w:after="{look.after}" {line}/>'
        f'<w:ind w:firstLineChars="{first}" w:firstLine="{width}"/><w:jc w:val="{look.align}"/>{outline}'
    )


def _fonts(font: str) -> str:
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}" w:hint="eastAsia"/>'


_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 40), ("left", 60), ("bottom", 40), ("right", 60))
)
_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders><w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr></w:style>"
)
