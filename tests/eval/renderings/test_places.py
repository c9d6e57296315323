"""The boxes of a digital PDF hold exactly the words asked for."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from scanned_pages import figures

from extractor.eval.content import Block, Box, Sheet, blocks, sheet
from extractor.eval.renderings import Rendering, render
from extractor.eval.renderings.pdf import style_of
from extractor.eval.renderings.places import Glyph, by_line, standing

Rendered = Callable[..., Rendering]


def run_of(text: str) -> tuple[Glyph, ...]:
    """Return the visible characters of a text in rows of ten."""
    boxes = ((at % 10, at // 10 * 2, at % 10 + 1, at // 10 * 2 + 1.5) for at in range(len(text)))
    return tuple(Glyph(char, 1, box) for char, box in zip(text, boxes, strict=True) if not char.isspace())


def words_in(path: Path, place: tuple[int, tuple[float, float, float, float]]) -> str:
    """Return the characters whose middle lies in a box."""
    left, top, right, bottom = place[1]
    with pymupdf.open(path) as file:
        return "".join(file[place[0] - 1].get_textbox((left + 0.5, top + 2, right - 0.5, bottom - 2)).split())


@pytest.mark.parametrize("seed", [0, 3])
def test_boxes_hold_the_figures(seed: int, rendered: Rendered, content: tuple[Block, ...]) -> None:
    """Every figure of every cell and paragraph lies in each of its boxes, and nothing else does."""
    rendering = rendered("pdf", seed)
    found = {spot: rendering.boxes(*spot) for spot in figures(content)}

    assert all(found.values())
    assert {spot: {words_in(rendering.path, box) for box in boxes} for spot, boxes in found.items()} == {
        spot: {spot[3]} for spot in found
    }


def test_a_quote_over_two_lines_has_two_boxes(rendered: Rendered) -> None:
    """A wrapped quote is found line by line, white space and line breaks aside."""
    rendering = rendered("pdf")
    quote = "比年初预算 503.37万元少22.87万元；“三公”经费0万元，☑达标"
    boxes = rendering.boxes(2, None, None, quote)

    assert len(boxes) > 1
    assert "".join(words_in(rendering.path, box) for box in boxes) == "".join(quote.split())


def test_what_does_not_stand_there_has_no_box(rendered: Rendered) -> None:
    """Another cell's words, half a figure and nothing at all are not found."""
    rendering = rendered("pdf")

    assert [rendering.boxes(3, 2, 2, quote) for quote in ("480.50", "03.37", "503", "", " ")] == [()] * 5
    assert rendering.boxes(99, None, None, "503.37") == ()


@pytest.mark.parametrize(
    ("text", "quote", "starts"),
    [
        ("共10次，第10次10分", "10", [1, 6, 9]),
        ("10.5和10", "10", [5]),
        ("1,010和10。", "10", [6]),
        ("A10.和3.10", "10", [1]),
        ("10,20", "20", []),
        ("附件1 20人", "20", [3]),
        ("附件1 20人", "1", [2]),
        ("共计支出金额为人民币20万元", "20", [10]),
        ("支出支出支出", "支出支出", [0, 2]),
    ],
)
def test_a_figure_is_not_found_inside_another(text: str, quote: str, starts: list[int]) -> None:
    """A quote stands where no longer number swallows it."""
    run = run_of(text)

    assert [run.index(words[0]) for words in standing(run, quote)] == starts


def test_lines_of_a_run() -> None:
    """A run is cut where the next printed line begins."""
    assert [len(line) for line in by_line(run_of("一二三四五六七八九十甲乙"))] == [10, 2]


def test_a_repeated_head_has_a_box_on_each_page(tmp_path: Path) -> None:
    """Words of a head that is drawn again on the next page are found on both; words below it once."""
    seed = next(seed for seed in range(99) if style_of(seed).repeat_head)
    rows = "\n".join(f"产出指标 | 数量指标 | 第{number}项 | {number}.25" for number in range(80))
    content = blocks(sheet(f"一级指标 | 二级指标 | 三级指标 | 得分\n{rows}"))

    rendering = render(content, "pdf", tmp_path, seed=seed)

    with pymupdf.open(rendering.path) as file:
        pages = file.page_count
    assert [box.page for box in rendering.boxes(0, 0, 3, "得分")] == list(range(1, pages + 1))
    assert [box.page for box in rendering.boxes(0, 80, 3, "79.25")] == [pages]
    assert rendering.boxes(0, 0, 3, "分得") == ()


def test_a_place_without_a_cell_stays_empty(tmp_path: Path) -> None:
    """A table with a gap is printed with the gap: the cells behind it do not move."""
    rendering = render((Sheet(1, 3, (Box(0, 0, 1, 1, "甲"), Box(0, 2, 1, 1, "503.37"))),), "pdf", tmp_path)

    ((_, box),) = rendering.boxes(0, 0, 2, "503.37")
    assert box[0] > 595 / 2


def test_a_wide_table_lays_the_page_across(tmp_path: Path) -> None:
    """A table whose figures do not fit on upright paper is printed across, so that no figure is cut."""
    wide = sheet(" | ".join(["1,234,567.89"] * 9))
    assert isinstance(wide, Sheet)

    rendering = render(blocks(wide), "pdf", tmp_path)

    with pymupdf.open(rendering.path) as file:
        assert file[0].rect.width > file[0].rect.height
    assert [len(rendering.boxes(0, 0, col, "1,234,567.89")) for col in range(9)] == [1] * 9
