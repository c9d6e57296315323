"""Small office files for the tests, written part by part, so that each holds exactly what a test is about."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from extractor.records.document import Block, Line

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def docx(body: str, *, rels: str = "", **parts: str) -> bytes:
    """Return a .docx with this body; parts such as `styles` and `header1` are related as rIdstyles, rIdheader1."""
    names = {name: f"word/{name}.xml" for name in parts}
    links = "".join(_link(name, f"{name}.xml") for name in names)
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "_rels/.rels": _rels(f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'),
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": _rels(links + rels),
            **{names[name]: f"<w:{_root(name)} {_W}>{content}</w:{_root(name)}>" for name, content in parts.items()},
        }
    )


def packed(members: dict[str, str | bytes]) -> bytes:
    """Return a zip archive with these members."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def para(text: str, properties: str = "") -> str:
    """Return a Word paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def run(content: str, properties: str = "") -> str:
    """Return a Word run; bare text is put into w:t."""
    inner = content if content.startswith("<") else f"<w:t>{content}</w:t>"
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def table(*rows: str) -> str:
    """Return a Word table of rows such as `row("a", "b")`."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """Return a Word row; a cell is plain text or a whole w:tc."""
    inner = "".join(text if text.startswith("<w:") else cell(text) for text in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def cell(content: str = "", properties: str = "") -> str:
    """Return a Word cell; `content` is plain text or whole paragraphs and tables."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<w:') else para(content)}</w:tc>"


def merged(state: str = "") -> str:
    """Return the properties of a cell in a vertical merge."""
    return f'<w:vMerge w:val="{state}"/>' if state else "<w:vMerge/>"


def told(blocks: tuple[Block, ...]) -> list[Any]:
    """Write lines as strings and tables as {(row, column[, row span, column span]): text}."""
    return [
        block.text
        if isinstance(block, Line)
        else {
            (c.row, c.col) + ((c.row_span, c.col_span) if (c.row_span, c.col_span) != (1, 1) else ()): c.text
            for c in block.cells
        }
        for block in blocks
    ]


def _root(name: str) -> str:
    return {"header": "hdr", "footer": "ftr"}.get(name.rstrip("0123456789"), name)


def _link(name: str, target: str) -> str:
    kind = name.rstrip("0123456789")
    return f'<Relationship Id="rId{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _rels(links: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
