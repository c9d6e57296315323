"""Excel (.xlsx) → Document: one table a sheet, each cell as it prints; running text typed into a sheet as lines."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree
from openpyxl import load_workbook

from extractor.errors import DamagedError
from extractor.reading.excel.sheet import Sheet
from extractor.reading.package import Package
from extractor.reading.parts import single_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.workbook.workbook import Workbook

    from extractor.reading.parts import Piece, Reading
    from extractor.settings import Limits

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_UNREADABLE = ("Excel 文件读不出来，可能已损坏", "请用 Excel 或 WPS 打开，确认内容完整后另存为 .xlsx")
_NAMED = 5
"""So many cells without a result are named; the others are counted."""


def read_excel(data: bytes, limits: Limits) -> Reading:
    """Return one table for each visible sheet with content, all on page 1; its title is the name of the sheet.

    Rows and columns are those of the sheet, so that T1R5C3 is cell C5 of the first table; rows in which nothing
    stands have no cells. Rows of running text part a sheet into several tables. Hidden sheets, rows and columns do not
    print and are left out. The text boxes of a sheet follow its table.
    """
    said = _Said([], [])
    return single_page(_pieces(_open(data), Package(data), limits, said), limits.cells, said.problems, said.notes)


class _Said(NamedTuple):
    """Sentences for the user: what is missing, and what was left out because it does not print."""

    problems: list[str]
    notes: list[str]


def _open(data: bytes) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they tell of styles and extensions, which do not print
            return load_workbook(BytesIO(data), data_only=True, keep_links=False)
    except Exception as error:  # openpyxl lets through whatever a broken part makes it stumble over
        raise DamagedError(*_UNREADABLE) from error


def _pieces(book: Workbook, package: Package, limits: Limits, said: _Said) -> Iterator[Piece]:
    parts = {node.get("name"): package.name(node) for node in package.main.iter(_MAIN + "sheet")}
    if not parts:
        raise DamagedError(*_UNREADABLE)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            said.notes.append(f"工作表“{sheet.title}”是隐藏的，没有读")
            continue
        part = parts.get(sheet.title, "")
        said.problems.extend(_without_result(sheet.title, package.content(part)))
        reader = Sheet(sheet)
        said.notes.extend(reader.notes())
        yield from reader.pieces(limits.cells)
        yield from _shapes(package, part)


def _without_result(title: str, data: bytes) -> list[str]:
    """Say which formulas were saved without a result; an empty text is a result."""
    places = []
    for _, cell in etree.iterparse(BytesIO(data), tag=_MAIN + "c", resolve_entities=False) if data else ():
        result = cell.findtext(_MAIN + "v")
        if cell.find(_MAIN + "f") is not None and not result and cell.get("t") not in {"str", "inlineStr"}:
            places.append(cell.get("r") or "")
        cell.clear()
    if not places:
        return []
    named = "、".join(places[:_NAMED]) + ("等" if len(places) > _NAMED else "")
    return [
        f"工作表“{title}”有 {len(places)} 个公式没有存下结果（{named}），按空白读；请用 Excel 或 WPS 打开后保存一次"
    ]


def _shapes(package: Package, part: str) -> Iterator[str]:
    """Yield the lines of the text boxes that lie on a sheet."""
    for link in package.relations(part) if part else ():
        drawing = package.tree(link.target) if link.kind == "drawing" else None
        for paragraph in () if drawing is None else drawing.iter(_DRAWING + "p"):
            yield "".join(run.text or "" for run in paragraph.iter(_DRAWING + "t"))
