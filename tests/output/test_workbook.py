"""The workbook that a unit fills in, as a program opens it."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from extractor.output.workbook import write_workbook
from extractor.records.entries import GRADES, MARK, MONEY_UNITS, SHEETS


@pytest.fixture
def book(tmp_path: Path) -> Any:
    """Return the empty workbook."""
    write_workbook(tmp_path / "data.xlsx")
    return load_workbook(tmp_path / "data.xlsx")


def choices(page: Any, cell: str) -> str:
    """Return the drop-down list of a cell."""
    return next((rule.formula1 for rule in page.data_validations.dataValidation if cell in rule.sqref), "")


def test_the_sheets_stand_in_order_with_explanation_and_example(book: Any) -> None:
    """How to fill it in comes first, a filled-in example last."""
    assert book.sheetnames == ["填写说明", *(sheet.name for sheet in SHEETS), "示例"]
    assert book["填写说明"]["A1"].value.startswith(MARK)


@pytest.mark.parametrize(
    ("sheet", "cell", "wanted"),
    [
        ("预算执行", "B1", MONEY_UNITS), ("预算执行", "A4", ("年度资金总额", "基本支出")),
        ("预算执行", "A40", ("项目支出",)), ("基本情况", "B14", GRADES), ("三公经费", "A4", ("公务接待费",)),
        ("绩效指标", "A30", ("产出指标",)),
    ],
)  # fmt: skip
def test_choices_are_offered(book: Any, sheet: str, cell: str, wanted: tuple[str, ...]) -> None:
    """Units, items, levels and grades are picked from a list."""
    assert all(word in choices(book[sheet], cell) for word in wanted)


def test_every_field_has_its_unit_and_explanation(book: Any) -> None:
    """A line of a form says its unit; required ones are starred."""
    page = book["基本情况"]
    lines = {page.cell(row, 1).value: [page.cell(row, n).value for n in (3, 4)] for row in range(4, 17)}
    assert "单位名称 *" in lines
    assert lines["编制数"] == ["人", "批准的编制"]


def test_texts_are_cells_of_text(book: Any) -> None:
    """Excel must not make a date of 1-2 or a number of ≥12."""
    assert book["绩效指标"]["D4"].number_format == "@"


def test_no_formula_is_written(book: Any) -> None:
    """Nothing in it computes."""
    cells = (cell for page in book for row in page.iter_rows() for cell in row)
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
