"""From a file to the paper: what is the page's goes, what only a width has broken is whole, styles are guessed."""

import pytest

from extractor.eval.content import Block, Box, Paragraph, Sheet
from extractor.eval.paper import content_from
from extractor.reading.outline import find_headings
from extractor.reading.parts import Numbering, Spot
from extractor.records.document import Document, Page, Word

LETTER = 10.0
LEFT, RIGHT = 50.0, 250.0
"""A page on which 20 letters fill a line."""


class Printed:
    """Puts lines and tables on pages of 400 points, each letter 10 points wide."""

    def __init__(self) -> None:
        self.numbering = Numbering()

    def line(self, text: str, top: float = 200, *, left: float = LEFT, page: int = 1) -> None:
        """Add a line; digits take half a letter."""
        width = sum(LETTER * (0.5 if char.isascii() else 1) for char in text)
        box = (left, top, left + width, top + 12)
        self.numbering.line(text, page, box, (Word(text, box),))

    def table(self, *cells: Spot) -> None:
        """Add a table."""
        self.numbering.table(cells, page=cells[0].page)

    def content(self) -> tuple[Block, ...]:
        """Return what was on the paper."""
        blocks = self.numbering.blocks
        pages = tuple(Page(number=number, kind="digital", width=300, height=400) for number in (1, 2, 3))
        document = Document(
            file="", sha256="", media_type="", pages=pages, blocks=blocks, headings=find_headings(blocks)
        )
        return content_from(document)

    def texts(self) -> list[str]:
        """Return the paragraphs alone."""
        return [block.text for block in self.content() if isinstance(block, Paragraph)]


@pytest.fixture
def paper() -> Printed:
    """Give an empty paper."""
    return Printed()


FULL = "全年支出主要用于农村公路养护和危桥改造工程"[:20]


def cell(text: str, width: float, *, row: int = 1, col: int = 1, page: int = 1) -> Spot:
    """Return a cell with 4 points between its rules and its text."""
    lines = text.split("\n")
    words = tuple(
        Word(line, (54, 204 + 12 * at, 54 + sum(9.0 if c > "⺀" else 5 for c in line), 214 + 12 * at))
        for at, line in enumerate(lines)
        if line
    )
    return Spot(row, col, text, page=page, box=(50, 200, 50 + width, 230), words=words)


@pytest.mark.parametrize(
    ("above", "below", "left", "whole"),
    [
        (FULL, "，共三项。", LEFT, True),
        (FULL[:-1], "12.5万元。", LEFT, True),  # the figure is not cut, so it goes to the next line
        (FULL, "，共三项。", LEFT + 20, False),  # an indent begins a paragraph
        (FULL[:15], "，共三项。", LEFT, False),  # there was room
        (FULL, "二、支出情况", LEFT, False),  # a heading begins anew
    ],
)
def test_lines_that_the_page_has_broken_are_whole(
    paper: Printed, above: str, below: str, left: float, whole: bool
) -> None:
    """A line goes on in the next one when that one's first word had no room and it begins at the margin."""
    paper.line(FULL, 150)
    paper.line(above, 170, left=RIGHT - LETTER * len(above) if len(above) == 20 else LEFT)
    paper.line(below, 190, left=left)

    texts = paper.texts()

    assert (texts[-1].endswith(above + below)) is whole


def test_a_paragraph_goes_on_over_a_page(paper: Printed) -> None:
    """A page break cuts no paragraph, a table does."""
    paper.line(FULL, 300)
    paper.line("，共三项。", 100, page=2)
    paper.line(FULL, 200, page=2)
    paper.table(cell("甲", 200, page=2))
    paper.line("，另有一项。", 100, page=3)

    assert paper.texts() == [FULL + "，共三项。", FULL, "，另有一项。"]


def test_running_heads_are_no_content(paper: Printed) -> None:
    """What stands in the margin of two pages at one height is the page's, whatever number is in it."""
    for page in (1, 2):
        paper.line(f"甲县财政局 第{page}页", 20, page=page)
        paper.line(f"正文{page}。", 200, page=page)
    paper.line("只此一处", 380, page=2)

    assert paper.texts() == ["正文1。", "正文2。", "只此一处"]


def test_a_caption_printed_again_is_no_content(paper: Printed) -> None:
    """Where a table goes on, its caption and 续表 are said once; the caption of another table stays."""
    paper.line("项目支出绩效自评表")
    paper.table(cell("甲", 200), cell("乙", 200, row=2, page=2))
    paper.line("项目支出绩效自评表", 100, page=2)
    paper.line("（续表）", 120, page=2)
    paper.line("项目支出绩效自评表", 100, page=3)
    paper.table(cell("丙", 200, page=3))

    assert paper.texts() == ["项目支出绩效自评表"] * 2


@pytest.mark.parametrize(
    ("text", "width", "whole"),
    [
        ("年度资金总\n额", 59, "年度资金总额"),
        ("产出指标\n（50分）", 59, "产出指标\n（50分）"),  # there was room for a bracket
        ("剩余公里次\n2.4公里", 59, "剩余公里次2.4公里"),
        ("新建ABC\nDEF中心站", 50, "新建ABC DEF中心站"),
        ("全年\n预算数", 59, "全年\n预算数"),
    ],
)
def test_cells_that_their_width_has_broken_are_whole(paper: Printed, text: str, width: float, whole: str) -> None:
    """A break that somebody typed stays; one behind which the next word had no room does not."""
    paper.table(cell(text, width))

    assert paper.content() == (Sheet(1, 1, (Box(0, 0, 1, 1, whole),)),)


@pytest.mark.parametrize(
    ("lines", "styles"),
    [
        (["甲县水务局", "2024年度部门整体支出绩效自评报告", "市财政局："], ["title", "title", "body"]),
        (["一、部门概况", "（一）职能", "负责供水。"], ["heading", "heading", "body"]),
        (["附件1", "甲县2024年度部门", "整体支出绩效自评报告"], ["body", "title", "title"]),
        (["（一）人员情况。", "编制12名。"], ["heading", "body"]),
        (["一、概况", "1.数量指标。安置860人，完成842人。"], ["heading", "body"]),
        (["附件2", "2024年度项目支出绩效自评表（一）"], ["title", "title"]),
        (["说明如下：", "甲县水务局", "2025年3月6日"], ["body", "right", "right"]),
        (["结果已公开。", "二〇二五年三月六日"], ["body", "right"]),
    ],
)
def test_styles_are_guessed(lines: list[str], styles: list[str]) -> None:
    """Titles of reports and forms, headings that hold nothing else, the signature above a date."""
    numbering = Numbering()
    for line in lines:
        numbering.line(line)
    blocks = numbering.blocks
    document = Document(
        file="", sha256="", media_type="", pages=(Page(number=1),), blocks=blocks, headings=find_headings(blocks)
    )

    assert [block.style for block in content_from(document) if isinstance(block, Paragraph)] == styles
