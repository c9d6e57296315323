"""A label as a workbook that a person can correct who does not know JSON; `taking` reads it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl.styles import Border, PatternFill, Side

from extractor.eval.labelling import columns as c
from extractor.eval.labelling.files import fingerprint
from extractor.eval.labelling.guide import HOW_TO, known_fields
from extractor.eval.labelling.leaves import group_of, leaves, parted, row_of, spot, title
from extractor.eval.labels import STARTS, Label, plain
from extractor.eval.scoring.fields import Result, score
from extractor.output.review_sheets import STATUSES, place
from extractor.output.sheets import BLUE, RED, YELLOW, Column, Row, add_sheet, new_book, save
from extractor.records.paths import get
from extractor.records.paths import title as title_of_field
from extractor.records.report import Figure, Report, Text

_BLANK_ROWS = 20
_AROUND = 24
"""Characters of a quote before and behind the value."""
_AS_TYPED = "@"
"""The format of a cell that Excel leaves as typed: 95.93% stays a text, 1-2 becomes no date."""

_LABELS = (
    Column(c.PART, 13), Column(c.NAME, 24), Column(c.ROW, 24), Column(c.VALUE, 22), Column(c.UNIT, 7),
    Column(c.NEW, 18), Column(c.DELETE, 6, (c.DELETED,)), Column(c.ALSO, 16), Column(c.STATUS, 12),
    Column(c.QUOTE, 34), Column(c.PLACE, 24), Column(c.PATH, 40),
)  # fmt: skip
_SECTIONS = (
    Column(c.LEVEL, 7), Column(c.TITLE, 44), Column(c.NEW, 44), Column(c.DELETE, 7, (c.DELETED,)), Column(c.PLACE, 12),
)  # fmt: skip
_UNREAD = (
    Column(c.PRINTED, 18), Column(c.NEAREST, 34), Column(c.PLACE, 22), Column(c.QUOTE, 60), Column(c.TARGET, 34),
)  # fmt: skip
_FIELDS = (Column(c.PATH, 44), Column(c.PART, 13), Column(c.NAME, 30), Column("含义", 40), Column("写什么", 40))
_ASIDES = (Column(c.ITEM, 20), Column(c.CONTENT, 50))

_EDITABLE = PatternFill("solid", fgColor=BLUE)
_PART_LINE = Side(style="medium", color="5B7DB1")


class _Source(NamedTuple):
    """Where a labelled value was read, and how sure that is."""

    status: str = ""
    colour: str = ""
    quote: str = ""
    place: str = ""


def write_workbook(label: Label, report: Report, path: Path) -> None:
    """Write a label that fits the record, each value with the place where the tool read it.

    Args:
        label: the label; what it holds comes back unchanged from `taking.take`, empty groups aside.
        report: what the tool reads in the same report: quotes, places, status, and the figures without a field.
        path: the .xlsx file.

    Raises:
        UsageError: the file cannot be written.

    """
    book = new_book()
    rows = list(_rows(label, report))
    sections = _sections(label, report)
    add_sheet(book, c.LABELS, _LABELS, rows + _blank(_LABELS), fixed=3)
    add_sheet(book, c.SECTIONS, _SECTIONS, sections + _blank(_SECTIONS))
    add_sheet(book, c.UNREAD, _UNREAD, _unread(report))
    add_sheet(book, c.HOW_TO, (Column("怎么改", 120),), [Row((line,)) for line in HOW_TO])
    add_sheet(book, c.FIELDS, _FIELDS, [Row(tuple(field)) for field in known_fields()], fixed=1)
    add_sheet(book, c.ASIDES, _ASIDES, _asides(label))
    _invite(book[c.LABELS], {c.NEW, c.DELETE, c.ALSO})
    _invite(book[c.LABELS], {c.PATH}, after=len(rows))
    _invite(book[c.SECTIONS], {c.LEVEL, c.NEW, c.DELETE})
    _invite(book[c.UNREAD], {c.TARGET})
    _invite(book[c.ASIDES], {c.CONTENT})
    _part(book[c.LABELS], rows)
    save(book, path)


def _rows(label: Label, report: Report) -> Iterator[Row]:
    """Yield a row for every value, then one for every path that has nothing but other right answers."""
    sources = _sources(label, report)
    values = {leaf.path: leaf.value for leaf in leaves(label.fields)}
    also = dict.fromkeys(accept.path for accept in label.accept)
    for path in dict.fromkeys([*values, *also]):
        value, unit = _parted(values.get(path, ""), path)
        answers = "\n".join(c.ABSENT if answer is None else answer for answer in dict.fromkeys(label.also(path)))
        source = sources.get(path.removesuffix(STARTS), _Source())
        cells = (
            title_of_field(group_of(path)), title(path), row_of(label.fields, path), value, unit, "", "", answers,
            source.status, source.quote, source.place, path,
        )  # fmt: skip
        yield Row(cells, source.colour, [column.header for column in _LABELS].index(c.STATUS))


def _parted(value: str | bool, path: str) -> tuple[str, str]:
    """Return a value and its unit as the cells hold them."""
    if isinstance(value, bool):
        return c.YES if value else c.NO, ""
    place = spot(path)
    return parted(value, place.field.kind if place else "text")


def _sources(label: Label, report: Report) -> dict[str, _Source]:
    """Return for each labelled path where the tool read it."""
    results = score(report, label).results
    return {
        result.path: _source(result, report) for result in results if result.kind != "section" and not result.beyond
    }


def _source(result: Result, report: Report) -> _Source:
    read = get(report, result.read) if result.read else None
    quote, where = (_excerpt(read), place(read.at)) if isinstance(read, Text) else ("", "")
    if result.verdict == "missing":
        return _Source("软件没读到", RED)
    if result.verdict != "right":
        return _Source(f"软件读作 {result.got}", RED, quote, where)
    if isinstance(read, Text) and read.at.match == "ocr-near":
        return _Source("识别有疑", YELLOW, quote, where)
    status, colour = STATUSES[read.status] if isinstance(read, Figure) else ("", "")
    return _Source(status, colour, quote, where)


def _excerpt(value: Text) -> str:
    """Return the quote of a value, of a long one what stands around the value."""
    quote = value.at.quote
    start = max(quote.find(value.text), 0)
    first, last = max(start - _AROUND, 0), start + len(value.text[:_AROUND]) + _AROUND
    return f"{'…' if first else ''}{quote[first:last]}{'…' if last < len(quote) else ''}"


def _sections(label: Label, report: Report) -> list[Row]:
    lines = {(section.level, plain(section.title)): section.first_line for section in report.sections}
    rows = []
    for heading in label.sections:
        line = lines.get((heading.level, plain(heading.title)), "")
        where = f"第{int(line[1:])}行" if line.startswith("L") else line
        rows.append(Row((str(heading.level), heading.title, "", "", where)))
    return rows


def _unread(report: Report) -> list[Row]:
    return [Row((one.text, one.label, place(one.at), one.at.quote, "")) for one in report.unread]


def _asides(label: Label) -> list[Row]:
    rows = [(c.REPORT_FILE, label.report), *((c.NEUTRAL, path) for path in label.neutral)]
    return [Row(row) for row in (*rows, (c.NEUTRAL, ""), (c.FINGERPRINT, fingerprint(label)))]


def _blank(columns: tuple[Column, ...]) -> list[Row]:
    """Return empty rows at the end of a sheet, for what the tool did not read."""
    return [Row(("",) * len(columns))] * _BLANK_ROWS


def _invite(sheet: Any, headers: set[str], after: int = 0) -> None:
    """Show which cells a person fills in, after so many rows, and let Excel keep what is typed there."""
    for column in (cell.column for cell in sheet[1] if cell.value in headers):
        for (cell,) in sheet.iter_rows(min_row=after + 2, min_col=column, max_col=column):
            cell.fill, cell.number_format = _EDITABLE, _AS_TYPED


def _part(sheet: Any, rows: list[Row]) -> None:
    """Draw a line above the first row of each part and of each row of its tables."""
    before = rows[0].cells[:3:2] if rows else ()
    for index, row in enumerate(rows, 2):
        if row.cells[:3:2] != before:
            before = row.cells[:3:2]
            for cell in sheet[index]:
                cell.border = Border(
                    left=cell.border.left, right=cell.border.right, bottom=cell.border.bottom, top=_PART_LINE
                )
