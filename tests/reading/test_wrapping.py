"""Figures that a narrow column cut in two are whole again, and nothing else is joined."""

from __future__ import annotations

import pytest

from extractor.reading.pdf.rows import printed_rows
from extractor.reading.pdf.wrapping import cell_text
from extractor.records.document import Word


def text(lines: list[str], room: float) -> str:
    """The text of a cell with these lines of letters 10 points wide, figures and marks 5, in so many points."""
    words = []
    for number, line in enumerate(lines):
        width = sum(10.0 if letter > "\u2e80" else 5.0 for letter in line)
        words.append(Word(line, (0.0, 20.0 * number, width, 20.0 * number + 12)))
    return cell_text(printed_rows(words), room)


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["1,26", "0,00", "0.00"], "1,260,000.00"),
        (["862.4", "0"], "862.40"),
        (["1184.", "56"], "1184.56"),
        (["85.0", "8%"], "85.08%"),
        (["100", "%"], "100%"),
        (["基本", "1,26", "0,00", "0.00", "万元"], "基本\n1,260,000.00\n万元"),
        (["1,26", "0,00", "0元"], "1,260,000元"),
    ],
)
def test_cut_figures(lines: list[str], whole: str) -> None:
    """A figure cut where the column ends is one figure."""
    assert text(lines, max(len(line) * (5 if line.isascii() else 10) for line in lines)) == whole


@pytest.mark.parametrize(
    ("lines", "room"),
    [
        (["1,26", "0,00", "0.00"], 60),
        (["862.4", "0"], 40),
        (["10", "20"], 10),
        (["2024", "12"], 20),
        (["12.50", "13.50"], 25),
        (["1,260", "12"], 25),
        (["培训", "10"], 20),
        (["50", "万元"], 10),
    ],
    ids=["room was left", "room was left for the decimals", "whole numbers", "a year and a month", "two amounts",
         "no thousands", "letters before", "letters behind"],
)  # fmt: skip
def test_kept_line_breaks(lines: list[str], room: float) -> None:
    """A line break stays where more would have fitted, or where the whole would be no figure or might be two."""
    assert text(lines, room) == "\n".join(lines)


def test_no_lines() -> None:
    """An empty cell has no text."""
    assert text([], 20) == ""
