"""Bytes become text in every encoding that the papers come in."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.reading.dumps.encoding import decode

TEXT = "附件1：部门整体支出绩效自评表\n单位：万元\n年初预算\t196.8\t503.37\n"
TRADITIONAL = "部門整體支出績效自評表\n單位：萬元 年初預算 196.8 執行數 503.37\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_simplified(encoding: str) -> None:
    """Simplified Chinese is read in Unicode with and without mark, and in GB18030."""
    decoded = decode(TEXT.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.lost) == (TEXT, 0)


def test_big5() -> None:
    """Traditional Chinese in Big5 is told from GB18030, declared or not."""
    data = TRADITIONAL.encode("big5")
    assert [decode(data, name) and decode(data, name).text for name in (None, "big5")] == [TRADITIONAL] * 2


def test_short_text_is_taken_for_gb18030() -> None:
    """Where several encodings fit equally well, the mainland one is taken."""
    assert decode("绩效自评".encode("gbk")).text == "绩效自评"


def test_long_text_is_sampled() -> None:
    """A file beyond the sample is read whole."""
    assert decode((TEXT * 20_000).encode("gb18030")).text == TEXT * 20_000


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_damaged_byte_is_counted(encoding: str) -> None:
    """A few damaged bytes cost their characters, not the file."""
    decoded = decode((TEXT * 9).encode(encoding) + b"\xff" + TEXT.encode(encoding))
    assert decoded is not None
    assert decoded.text.startswith(TEXT * 9)
    assert 1 <= decoded.lost <= 2


@pytest.mark.parametrize("data", [bytes(range(256)) * 9, os.urandom(4000), b"\0\x01\x02" * 999])
def test_binary_is_no_text(data: bytes) -> None:
    """Bytes with control characters are no text."""
    assert decode(data) is None


def test_western_declaration_is_not_believed() -> None:
    """latin-1 explains any bytes; Chinese text that declares it is Chinese all the same."""
    assert decode(TEXT.encode("gb18030"), "ISO-8859-1").text == TEXT
    assert decode(TEXT.encode("gb18030"), "no-such-encoding").text == TEXT


@given(st.text(min_size=1).filter(lambda text: "\0" not in text))
def test_utf8_is_read_as_written(text: str) -> None:
    """Any UTF-8 text without NUL and without mark comes back as it was."""
    data = text.encode("utf-8", "ignore")
    if data and not data.startswith((b"\xef\xbb\xbf",)):
        assert decode(data).text == data.decode()
