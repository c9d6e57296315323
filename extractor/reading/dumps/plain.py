"""Text files of any Chinese encoding → lines and tables; tables that a program has written into text as HTML too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.errors import FormatError
from extractor.reading.dumps.encoding import decode
from extractor.reading.dumps.text import read_text
from extractor.reading.kinds import REFUSALS, Kind
from extractor.reading.parts import Numbering, Reading
from extractor.reading.sniff import HTML_TABLE, WRAPPING
from extractor.records.document import Page

if TYPE_CHECKING:
    from extractor.settings import Limits


def read_plain(data: bytes, limits: Limits) -> Reading:
    """Return the blocks of a text file, all on one page; characters that cannot be decoded are a problem."""
    decoded = decode(data)
    if decoded is None:
        raise FormatError(*REFUSALS[Kind.UNKNOWN])
    numbering = Numbering(limits.cells)
    at = 0
    for found in HTML_TABLE.finditer(decoded.text):
        _add_text(decoded.text[at : found.start()], numbering, limits)
        _add_table(found.group(), numbering)
        at = found.end()
    _add_text(decoded.text[at:], numbering, limits)
    problems = (f"有 {decoded.lost} 处字符无法解码，以 \ufffd 代替",) if decoded.lost else ()
    return Reading((Page(number=1),), numbering.blocks, problems)


def _add_text(text: str, numbering: Numbering, limits: Limits) -> None:
    for block in read_text(WRAPPING.sub("", text), limits.cells):
        numbering.again(block)


def _add_table(markup: str, numbering: Numbering) -> None:
    from extractor.reading.web.page import pieces_of  # noqa: PLC0415 - few text files need it

    numbering.pieces(pieces_of(markup))
