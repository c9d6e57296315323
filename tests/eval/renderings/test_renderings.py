"""Every form carries every character of the content, comes out the same for a seed, and says what it cannot do."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pymupdf
import pytest
from docx.oxml.ns import qn

from extractor.errors import UsageError
from extractor.eval.content import Block, Paragraph, Sheet, blocks, sheet
from extractor.eval.renderings import NAMES, SCANS, UNRULED, Rendering, applies, render

Rendered = Callable[..., Rendering]

WITH_TEXT = tuple(name for name in NAMES if name not in SCANS)


def texts(content: tuple[Block, ...]) -> Iterator[str]:
    """Yield the text of each paragraph and cell."""
    for block in content:
        yield from [block.text] if isinstance(block, Paragraph) else [box.text for box in block.boxes]


def of_word(path: Path) -> str:
    """Return all characters between the tags of text in a Word file."""
    return "".join(part.text or "" for part in docx.Document(str(path)).element.body.iter(qn("w:t")))


def shown(cell: Any) -> str:
    """Return what Excel shows in a cell."""
    if isinstance(cell.value, str) or cell.value is None:
        return cell.value or ""
    decimals = len(cell.number_format.rstrip("%").partition(".")[2]) if cell.number_format != "General" else None
    value = cell.value * 100 if cell.number_format.endswith("%") else cell.value
    sign = "%" if cell.number_format.endswith("%") else ""
    return (str(value) if decimals is None else f"{value:.{decimals}f}") + sign


def of_excel(path: Path) -> str:
    """Return what an Excel file shows."""
    return "".join(shown(cell) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row)


def of_pdf(path: Path) -> str:
    """Return the text of a PDF without its page numbers."""
    with pymupdf.open(path) as file:
        return "".join(page.get_text() for page in file).replace("— 1 —", "")


READ = {"docx": of_word, "xlsx": of_excel, "pdf": of_pdf, "open": of_pdf, "bare": of_pdf}


@pytest.mark.parametrize("name", WITH_TEXT)
def test_every_character_is_there(name: str, rendered: Rendered, content: tuple[Block, ...]) -> None:
    """Nothing of the content is lost or doubled; dumps add only their own marks."""
    path = rendered(name).path

    text = READ[name](path) if name in READ else path.read_text("utf-8").replace("<br>", "")

    wanted, found = (Counter("".join(part.split())) for part in ("".join(texts(content)), text))
    assert not wanted - found
    assert set(found - wanted) <= set({"bars": "|-#"}.get(name, ""))


@pytest.mark.parametrize("name", NAMES)
def test_same_seed_same_bytes(name: str, rendered: Rendered, tmp_path: Path) -> None:
    """The same content and seed give the same file, byte for byte."""
    assert rendered(name).path.read_bytes() == rendered(name, 0, tmp_path).path.read_bytes()


@pytest.mark.parametrize(
    ("name", "seed", "rules"),
    [("open", 0, {"level"}), ("open", 1, {"level"}), ("bare", 0, set()), ("pdf", 0, {"level", "upright"})],
)
def test_rules_of_a_rendering(name: str, seed: int, rules: set[str], rendered: Rendered) -> None:
    """Tables that are not ruled all around have level rules alone, or none."""
    with pymupdf.open(rendered(name, seed).path) as file:
        strokes = [item for page in file for drawing in page.get_cdrawings() for item in drawing["items"]]
    assert {"level" if start[1] == end[1] else "upright" for _, start, end in strokes} == rules


@pytest.mark.parametrize("name", ["pdf", *UNRULED, *SCANS])
def test_another_seed_another_office(name: str, rendered: Rendered) -> None:
    """Another seed gives another look, and the same words."""
    one, other = rendered(name), rendered(name, 4)

    assert one.path.read_bytes() != other.path.read_bytes()
    assert [words for words, _ in runs(one)] == [words for words, _ in runs(other)]


def runs(rendering: Rendering) -> list[tuple[str, int]]:
    """Return the words at each place and how often they are printed."""
    found = sorted(rendering.places.items(), key=lambda item: tuple(-1 if at is None else at for at in item[0]))
    return [("".join(glyph.char for glyph in printed[0]), len(printed)) for _, printed in found]


@pytest.mark.parametrize(
    ("content", "fits"),
    [
        (blocks("说明", sheet("年初预算 | 503.37")), True),
        (blocks("支出说明写在表外面的报告", sheet("预算 | 503")), False),
        (blocks("全是文字"), False),
    ],
)
def test_a_workbook_is_for_sheets(content: tuple[Block, ...], fits: bool) -> None:
    """A report comes as a workbook only when most of its characters stand in tables; as anything else always."""
    assert applies(content, "xlsx") is fits
    assert all(applies(content, name) for name in NAMES if name != "xlsx")


def test_an_unknown_form_is_refused(content: tuple[Block, ...], tmp_path: Path) -> None:
    """A name that is none of ours is answered with the names that are."""
    with pytest.raises(UsageError, match="office200"):
        render(content, "office300", tmp_path)


def test_a_missing_package_is_named(
    content: tuple[Block, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the packages for evaluations the error says which is missing and how to get it."""
    monkeypatch.delitem(sys.modules, "extractor.eval.renderings.pdf", raising=False)
    monkeypatch.delitem(sys.modules, "extractor.eval.renderings.typeset", raising=False)
    monkeypatch.setitem(sys.modules, "reportlab.lib.pagesizes", None)

    with pytest.raises(UsageError, match=r"reportlab.*pip install"):
        render(content, "pdf", tmp_path)


def test_formats_without_pages_have_no_boxes(rendered: Rendered) -> None:
    """Word, Excel and text files know no places on pages."""
    assert not any(rendered(name).boxes(2, None, None, "480.50") for name in WITH_TEXT if name not in {"pdf", *UNRULED})


def test_merged_cells_of_word(rendered: Rendered, content: tuple[Block, ...]) -> None:
    """Word files have every merged cell with its spans."""
    table = docx.Document(str(rendered("docx").path)).tables[0]
    form = next(block for block in content if isinstance(block, Sheet))

    found = {}
    for row in range(form.rows):
        for col in range(form.cols):
            found.setdefault(table.cell(row, col)._tc, []).append((row, col))

    assert sorted(places[0] + places[-1] for places in found.values()) == sorted(
        (box.row, box.col, box.row + box.row_span - 1, box.col + box.col_span - 1) for box in form.boxes
    )


def test_merged_cells_and_numbers_of_excel(rendered: Rendered) -> None:
    """Excel files have merged ranges below the paragraphs, figures as numbers, and texts that only look like them."""
    worksheet = openpyxl.load_workbook(rendered("xlsx").path).active

    assert worksheet.title == "Sheet1"
    assert {str(area) for area in worksheet.merged_cells.ranges} == {
        "B4:E4",
        "A5:A7",
        "A8:A9",
        "B8:B9",
        "A10:C10",
        "D10:E10",
    }
    typed = {
        place: (worksheet[place].value, worksheet[place].number_format)
        for place in ("C6", "D6", "E6", "D7", "E7", "C7")
    }
    assert typed == {
        "C6": (503.37, "General"),
        "D6": (480.5, "0.00"),
        "E6": (0.9546, "0.00%"),
        "D7": ("0370", "General"),
        "E7": ("=100%", "General"),
        "C7": ("1,234,567.89", "General"),
    }
    assert worksheet["E7"].data_type == "s"
    assert worksheet["A1"].value == "石漫县林业站2024年度自评报告"


def test_tables_with_titles_are_worksheets(tmp_path: Path) -> None:
    """Each named table begins its own worksheet, with the paragraphs before it; others stand below each other."""
    content = blocks("附件1", sheet("甲 | 1", "供水"), sheet("乙 | 2"), "附件2", sheet("丙 | 3", "监测"), "以上")

    book = openpyxl.load_workbook(render(content, "xlsx", tmp_path).path)

    assert {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book} == {
        "供水": [["附件1", None], ["甲", 1], [None, None], ["乙", 2]],
        "监测": [["附件2", None], ["丙", 3], ["以上", None]],
    }
