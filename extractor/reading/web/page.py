"""Web pages (.html, .mht, fragments) → Document."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as markup

from extractor.errors import DamagedError, FormatError
from extractor.reading.dumps.encoding import Decoded, decode
from extractor.reading.kinds import REFUSALS, Kind
from extractor.reading.parts import single_page
from extractor.reading.sniff import sniff
from extractor.reading.web.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.reading.parts import Piece, Reading
    from extractor.settings import Limits

_CHARSET = re.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEAD = 1 << 14


def read_html(data: bytes, kind: Kind, limits: Limits) -> Reading:
    """Return the blocks of a web page, all on page 1.

    Tables that hold figures become tables; those that only lay out the page are read as what stands in them. Text
    that a browser does not show (scripts, styles, hidden elements) is left out, all other text is kept.
    """
    decoded = _page(data, kind)
    problems = (f"有 {decoded.lost} 处字符无法解码，以 \ufffd 代替",) if decoded.lost else ()
    return single_page(pieces_of(decoded.text), limits.cells, problems)


def chunk_pieces(data: bytes) -> Iterator[Piece] | None:
    """Return the lines and tables of a page that is embedded in another file; None when it is no page."""
    kind = sniff(data) if data.strip() else Kind.UNKNOWN
    return pieces_of(_page(data, kind).text) if kind in {Kind.HTML, Kind.MHTML} else None


def pieces_of(text: str) -> Iterator[Piece]:
    """Return the lines and tables of a page or fragment; what is not closed or nested as it should be is mended."""
    parser = markup.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = markup.document_fromstring(_XML_DECLARATION.sub("", text.replace("\0", "")), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise FormatError("网页里没有可读的内容", "请在浏览器里打开，确认有内容后另存为网页或 PDF") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise DamagedError("网页的标签嵌套过深，读不完整", "请在浏览器里打开后另存为 PDF")
    return Flow(root).pieces()


def _page(data: bytes, kind: Kind) -> Decoded:
    charset = None
    if kind is Kind.MHTML:
        data, charset = _unpacked(data)
    declared = _CHARSET.search(data[:_HEAD])
    if declared:
        charset = (declared.group(1) or declared.group(2)).decode("ascii", "replace")
    decoded = decode(data, charset)
    if decoded is None:
        raise FormatError(*REFUSALS[Kind.UNKNOWN])
    return decoded


def _unpacked(data: bytes) -> tuple[bytes, str | None]:
    """Return the page inside a single-file web page, and the encoding that its head names."""
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html" and isinstance(part, EmailMessage):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return content, part.get_content_charset()
    raise DamagedError("单文件网页里找不到正文", "请在浏览器里打开后另存为网页或 PDF")
