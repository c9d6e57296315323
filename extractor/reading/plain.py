"""Text files of any Chinese encoding → lines and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.errors import FormatError
from extractor.reading.encoding import decode
from extractor.reading.kinds import REFUSALS, Kind
from extractor.reading.parts import Reading
from extractor.reading.text import read_text
from extractor.records.document import Page

if TYPE_CHECKING:
    from extractor.settings import Limits


def read_plain(data: bytes, limits: Limits) -> Reading:
    """Return the blocks of a text file, all on one page; characters that cannot be decoded are a problem."""
    decoded = decode(data)
    if decoded is None:
        raise FormatError(*REFUSALS[Kind.UNKNOWN])
    problems = (f"有 {decoded.lost} 处字符无法解码，以 \ufffd 代替",) if decoded.lost else ()
    return Reading((Page(number=1),), read_text(decoded.text, limits.cells), problems)
