"""Chinese text fits its column and breaks where a printer would break it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from extractor.cli.wrap import Wrapped, lines

MESSAGE = (
    "预算表“年度资金总额”的执行率印为 91.47%，按全年执行数498.16万元"
    "除以全年预算数540.00万元算得92.25%（相差0.78个百分点）。"
)


@given(st.text(alphabet="预算执行数，。（）“”ab 0123.%\n", max_size=80), st.integers(4, 40))
def test_every_line_fits(text, width):
    """No line is wider than the column, unless a mark may not begin a line of its own."""
    assert all(cell_len(line) <= width for line in lines(text, width))


@given(st.text(alphabet="预算执行数，。（）“”ab0123.%", max_size=80), st.integers(4, 40))
def test_nothing_is_lost(text, width):
    """Wrapping only adds line ends."""
    assert "".join(lines(text, width)) == text


@pytest.mark.parametrize("width", range(24, 60))
def test_no_line_begins_with_a_closing_mark(width):
    """A comma, a full stop or a closing bracket stays with the character before it."""
    assert not [line for line in lines(MESSAGE, width) if line[:1] in "，。）”%"]


@pytest.mark.parametrize("width", range(24, 60))
def test_numbers_stay_whole(width):
    """A figure is never cut in two."""
    joined = "\n".join(lines(MESSAGE, width))

    assert all(number in joined for number in ("91.47%", "498.16", "540.00", "92.25%", "0.78"))


def test_later_lines_are_indented():
    """The lines after the first stand under the text, not under its label."""
    console = Console(width=20, file=None)
    with console.capture() as captured:
        console.print(Wrapped("出处  第三页的预算执行情况表", indent=6))

    assert captured.get() == "出处  第三页的预算执\n      行情况表\n"
