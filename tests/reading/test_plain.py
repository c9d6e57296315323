"""Text files, also those in which programs have left tables as HTML."""

from __future__ import annotations

import pytest
from office_files import told

from extractor.errors import FormatError, TooLargeError
from extractor.reading.dumps.plain import read_plain
from extractor.reading.kinds import Kind
from extractor.reading.sniff import sniff
from extractor.settings import Limits

TABLE = "<table><tr><td rowspan=2>项目</td><td>年初</td></tr><tr><td>5</td></tr></table>"


@pytest.mark.parametrize(
    "text", [f"# 概况\n编制12人\n{TABLE}\n尾\na\tb\nc\td\n", f"<html><body>{TABLE}</body></html>\n\n# 概况\n编制12人\n"]
)
def test_html_tables_in_text(text: str) -> None:
    """A table written as HTML keeps its spans; the lines around it stay lines, and all ids run on."""
    assert sniff(text.encode()) is Kind.TEXT
    blocks = read_plain(text.encode(), Limits()).blocks
    table = {(1, 1, 2, 1): "项目", (1, 2): "年初", (2, 2): "5"}
    lines = ["# 概况", "编制12人"]
    dump = {(1, 1): "a", (1, 2): "b", (2, 1): "c", (2, 2): "d"}
    assert told(blocks) == ([*lines, table, "尾", dump] if text.startswith("#") else [table, *lines])
    assert [block.id for block in blocks] == (
        ["L0001", "L0002", "T1", "L0003", "T2"] if text.startswith("#") else ["T1", "L0001", "L0002"]
    )
    assert all(cell.id.startswith(block.id) for block in blocks for cell in getattr(block, "cells", ()))


def test_a_page_stays_a_page() -> None:
    """A fragment that is only a table, or has other tags around it, is a web page."""
    assert sniff(TABLE.encode()) is Kind.HTML
    assert sniff(f"<p>概况</p>{TABLE}".encode()) is Kind.HTML


def test_limits_and_damage() -> None:
    """Cells of all tables count together; what is no text is refused; damaged characters are counted."""
    with pytest.raises(TooLargeError):
        read_plain(f"概况\n{TABLE}\n{TABLE}".encode(), Limits(cells=5))
    with pytest.raises(FormatError):
        read_plain(bytes(range(256)), Limits())
    assert read_plain("概况\n".encode() * 99 + b"\xff", Limits()).problems == ("有 1 处字符无法解码，以 \ufffd 代替",)
