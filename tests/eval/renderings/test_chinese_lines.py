"""Lines end where a word processor ends them."""

import pytest

from extractor.eval.renderings.lines import break_lines


def width_of(char: str) -> float:
    """Return a width of one for Chinese characters, of a half for others."""
    return 0.5 if char.isascii() else 1.0


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一二三四五六七八", ["一二三四五", "六七八"]),
        ("一二三四五，六七", ["一二三四", "五，六七"]),
        ("一二三四（六七）", ["一二三四", "（六七）"]),
        ("一二三四12.5万元", ["一二三四", "12.5万元"]),
        ("一二三四≥98%", ["一二三四", "≥98%"]),
        ("100%-80%(含)", ["100%-80%", "(含)"]),
        ("一\n二三", ["一", "二三"]),
        ("一二三四五 六", ["一二三四五", "六"]),
        ("12345678901234", ["1234567890", "1234"]),
        ("", [""]),
        ("，。，。，。，", ["，。，。，", "。，"]),
    ],
)
def test_breaking(text: str, lines: list[str]) -> None:
    """Figures stay whole, closing marks do not begin a line, opening marks do not end one; nothing is lost."""
    assert [line.text.strip() for line in break_lines(text, width_of, 5, 5)] == lines


def test_the_first_line_is_indented() -> None:
    """The first line has its own width, and only the last line of a paragraph ends before the margin."""
    lines = break_lines("一二三四五六七八\n九", width_of, 3, 4)

    assert [tuple(line) for line in lines] == [("一二三", False), ("四五六七", False), ("八", True), ("九", True)]
