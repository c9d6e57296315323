"""A filled-in workbook of ours → Report: every value with its sheet and cell, every bad cell named.

Nothing is guessed: a cell is what its column says, or it is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from extractor.arithmetic.graph import with_status
from extractor.errors import EntryError
from extractor.records.document import Cell, Document, Table
from extractor.records.entries import FIRST_ROW, MARK, MONEY_UNITS, SHEETS, UNITS, Column, Sheet, coordinate
from extractor.records.evidence import Evidence
from extractor.records.quantity import is_money, parse_quantity
from extractor.records.report import Report, Source

_NOTHING = frozenset({"无", "没有"})
_NAMED = 12
_DATE = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


class _BadCellError(Exception):
    """A cell that does not say what its column asks."""


class _Filled(NamedTuple):
    """A sheet as it was filled in: its description, its cells by row and column, and its unit of money."""

    sheet: Sheet
    cells: dict[tuple[int, int], Cell]
    unit: str


def is_workbook(document: Document) -> bool:
    """Whether a document is a workbook that `zongshu template` wrote."""
    return any(place.text.strip().startswith(MARK) for place in list(document.places.values())[:3])


def read_workbook(document: Document) -> Report:
    """Return the record of a filled-in workbook.

    Raises:
        EntryError: cells that do not say what they should, each named by sheet and cell, and missing required ones.

    """
    bad: list[str] = []
    data: dict[str, Any] = {}
    for filled in _sheets(document, bad):
        lines = _rows(filled, bad) if filled.sheet.path else _lines(filled, bad)
        for path, value in lines:
            _put(data, path.split("."), value)
    if bad:
        more = f"；另有 {len(bad) - _NAMED} 处" if len(bad) > _NAMED else ""
        raise EntryError(f"{document.file} 有填错的格：{'；'.join(bad[:_NAMED])}{more}", "请改正后再运行")
    if items := data.get("spending", {}).get("project", {}).get("items"):
        data["spending"]["project"] |= {"items": items, "items_closed": True}
    source = Source(file=document.file, sha256=document.sha256, media_type=document.media_type, pages=1)
    return with_status(Report.model_validate({**data, "source": source, "notes": document.notes}))


def _sheets(document: Document, bad: list[str]) -> Iterator[_Filled]:
    tables: dict[str, list[Table]] = {}
    for table in document.tables:
        tables.setdefault(table.title, []).append(table)
    for sheet in SHEETS:
        cells = {(cell.row, cell.col): cell for table in tables.get(sheet.name, ()) for cell in table.cells}
        unit = cells[1, 2].text.strip() if (1, 2) in cells else ""
        if sheet.has_money and cells and unit not in MONEY_UNITS:
            bad.append(f"“{sheet.name}”B1 金额单位要写{'或'.join(MONEY_UNITS)}")
        if not cells:
            bad.append(f"没有“{sheet.name}”这张表")
        yield _Filled(sheet, cells, unit)


def _lines(filled: _Filled, bad: list[str]) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a form: one line each, the answer in the second column."""
    for row, column in enumerate(filled.sheet.columns, FIRST_ROW):
        value = _value(filled, column, (row, 2), bad, needed=column.required)
        if value is not None and column.field.startswith("sections."):
            yield "sections", [_section(column.field.partition(".")[2], filled.cells[row, 2])]
        elif value is not None:
            yield column.field, value


def _rows(filled: _Filled, bad: list[str]) -> Iterator[tuple[str, Any]]:
    """Yield the rows of a list; a row in which nothing stands is none."""
    sheet, found = filled.sheet, []
    for row in sorted({row for row, _ in filled.cells if row >= FIRST_ROW}):
        texts = [cell.text for (line, _), cell in filled.cells.items() if line == row and cell.text.strip()]
        if not texts:
            continue
        values = {
            column.field: value
            for number, column in enumerate(sheet.columns, 1)
            if (value := _value(filled, column, (row, number), bad, needed=column.required)) is not None
        }
        if sheet.codes:
            values["item"] = sheet.codes.get(values.get("label", {}).get("text", ""))
        found.append(values)
    if found:
        yield sheet.path, found


def _value(filled: _Filled, column: Column, place: tuple[int, int], bad: list[str], *, needed: bool) -> Any:
    """Return the value of a cell, None when nothing stands there; what is wrong is put into `bad`."""
    cell = filled.cells.get(place)
    named = f"“{filled.sheet.name}”{coordinate(*place)} {column.title}"
    if cell is None or not cell.text.strip():
        if needed:
            bad.append(f"{named}没有填")
        return None
    try:
        return _read(column, cell, filled.unit)
    except _BadCellError as fault:
        bad.append(f"{named}“{cell.text.strip()[:20]}”{fault}")
        return None


def _read(column: Column, cell: Cell, unit: str) -> dict[str, Any]:
    text = cell.text.strip()
    value: dict[str, Any] = {"text": text, "at": _at(cell)}
    if column.kind == "choice" and text not in column.choices:
        raise _BadCellError(f"不在列表里（{'、'.join(column.choices)}）")
    if column.kind == "year":
        return value | {"value": _year(text)}
    if column.kind == "date":
        return value | {"value": _date(text)}
    if column.kind == "measure":
        return value | _measure(text)
    if column.kind in {"text", "choice"}:
        return value
    return value | _figure(column, text, unit)


def _figure(column: Column, text: str, unit: str) -> dict[str, Any]:
    """Return value and unit of a number; a printed 无 is a text where money is asked."""
    if column.kind == "money" and text in _NOTHING:
        return {}
    quantity = parse_quantity(text)
    wanted = unit if column.kind == "money" else UNITS[column.kind]
    if quantity is None:
        raise _BadCellError("不是数字" + ("，没有的写“无”" if column.kind == "money" else ""))
    own = quantity.unit
    fits = not own or (is_money(own) if column.kind == "money" else own in {wanted, "个", "名", "台"})
    if not fits:
        raise _BadCellError(f"的单位应为{wanted}")
    if column.kind in {"people", "cars"} and (quantity.value < 0 or quantity.value % 1):
        raise _BadCellError("应为整数")
    return {"text": quantity.text, "value": quantity.value, "unit": own or wanted}


def _measure(text: str) -> dict[str, Any]:
    quantity = parse_quantity(text)
    if quantity is None:
        return {}
    return {"operator": quantity.operator or None, "value": quantity.value, "unit": quantity.unit or None}


def _year(text: str) -> str:
    digits = text.removesuffix("年度").removesuffix("年")
    if not re.fullmatch(r"20\d\d", digits):
        raise _BadCellError("应为四位年份，如 2024")
    return digits


def _date(text: str) -> str:
    match = _DATE.fullmatch(text)
    with suppress(ValueError):
        if match:
            return date(*map(int, match.groups())).isoformat()
    raise _BadCellError("应为日期，如 2025-04-18")


def _section(title: str, cell: Cell) -> dict[str, Any]:
    place = {"first_line": cell.id, "last_line": cell.id}
    return {"number": "", "title": title, "level": 1, "text": cell.text.strip(), **place}


def _at(cell: Cell) -> Evidence:
    return Evidence(page=cell.page, line=cell.id, quote=cell.text.strip())


def _put(data: dict[str, Any], steps: list[str], value: Any) -> None:
    """Put a value at a path; lists grow."""
    for step in steps[:-1]:
        data = data.setdefault(step, {})
    if isinstance(value, list):
        data.setdefault(steps[-1], []).extend(value)
    else:
        data[steps[-1]] = value
