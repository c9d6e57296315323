"""Build papers from a few lines of text, read them, and say in short what was read."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import settings

from extractor.extraction import extract
from extractor.extraction.claims import Claims
from extractor.extraction.rules.grids import Grid, Slot
from extractor.reading.dumps.text import read_text
from extractor.reading.outline import find_headings
from extractor.records import paths
from extractor.records.document import Document, Page
from extractor.records.passages import Passage, passages
from extractor.records.report import Figure, Measure, Report, Text
from extractor.settings import Settings

patient = settings(deadline=None)
"""For properties: the first reading loads dictionaries, and the machine may be busy."""


def paper(text: str) -> Document:
    """Return a text dump as the document that the reader gets."""
    blocks = read_text(text)
    return Document(
        file="示例.txt",
        sha256="0" * 64,
        media_type="text/plain",
        pages=(Page(number=1),),
        blocks=blocks,
        headings=find_headings(blocks),
    )


def record(text: str) -> Report:
    """Return the record of a text dump."""
    return extract(paper(text), Settings())


def passage(text: str, *titles: str) -> Passage:
    """Return the first paragraph of a text, below titles of the reader's choice."""
    return passages(paper(text))[0]._replace(titles=titles)


def figures(report: Report, *, under: str = "") -> dict[str, str]:
    """Return every figure of a record below a path as value and unit: {"spending.total": "503.37万元"}."""
    return {path: shown(value) for path, value in paths.figures(report) if path.startswith(under)}


def texts(report: Report, *, under: str = "") -> dict[str, str]:
    """Return every text of a record below a path, as printed."""
    return {
        path: value.text
        for path, value in paths.walk(report)
        if not isinstance(value, Figure) and path.startswith(under)
    }


def shown(value: Figure | Measure | Text) -> str:
    """Return a figure as its value and unit, any other value as its text."""
    return f"{value.value}{value.unit}" if isinstance(value, Figure) else value.text


def claimed(claims: Claims | Iterable) -> dict[str, str]:
    """Return what claims say: figures as value and unit, texts as printed, codes and flags as they are."""
    found = claims.found if isinstance(claims, Claims) else claims
    said: dict[str, str] = {}
    for claim in found:
        value = f"{claim.value}{claim.unit}" if claim.kind == "figure" else claim.text or str(claim.value)
        said.setdefault(claim.path, value)
    return said


def rows(*lines: str) -> str:
    """Return rows of a table as a text dump: `甲|乙` becomes two cells with a tab between them."""
    return "\n".join(line.replace("|", "\t") for line in lines)


UNIT = "河口县文化馆"
TITLES = {
    "unit": "一、部门基本情况",
    "money": "二、收支情况",
    "income": "二、收支情况\n（一）收入情况",
    "basic": "二、一般公共预算支出情况\n（一）基本支出情况",
    "project": "二、一般公共预算支出情况\n（二）项目支出情况",
    "three_public": "三、“三公”经费情况",
    "deeds": "六、部门整体支出绩效情况",
}


def told(section: str, sentence: str) -> Report:
    """Return the record of a report of 河口县文化馆 for 2024 that says one thing in one section."""
    return record(f"{UNIT}2024年度部门整体支出绩效自评报告\n\n{TITLES[section]}\n{sentence}\n")


def money_told(section: str, sentence: str) -> dict[str, str]:
    """Return what a sentence of a section says of money; rows of 三公经费 by item, items of projects by name."""
    report = told(section, sentence)
    said = {path: shown(value) for path, value in _money(report)}
    assert not [value.alternatives for _, value in _money(report) if value.alternatives], "two values for one fact"
    return said


def _money(report: Report) -> Iterable[tuple[str, Figure]]:
    for path, value in paths.figures(report):
        if path.startswith(("income.", "spending.", "three_public.")):
            yield named(report, path).removeprefix("spending."), value


def named(report: Report, path: str) -> str:
    """Return a path with the item or name of a row in place of its number: `three_public[reception].final`."""
    row = path.rpartition(".")[0]
    if row.startswith("three_public.rows["):
        return f"three_public.{paths.get(report, row).item}.{path.rpartition('.')[2]}"
    if row.startswith("spending.project.items["):
        name = paths.get(report, row).name.text
        field = path.rpartition(".")[2]
        return f"项目:{name}" if field == "amount" else f"项目:{name}.{field}"
    return path


def staff_told(sentence: str) -> dict[str, str]:
    """Return what a sentence says of people and cars; classes by their label."""
    report = told("unit", sentence)
    said = {}
    for path, value in paths.figures(report):
        if path.startswith("staffing."):
            assert not value.alternatives, "two values for one fact"
            row, _, name = path.rpartition(".")
            label = paths.get(report, row).label.text if "breakdown[" in row else ""
            said[f"{label}.{name}" if label else path.removeprefix("staffing.")] = shown(value)
    return said


def unread_told(section: str, sentence: str) -> list[str]:
    """Return the figures of a sentence that no field holds, with their units."""
    return [figure.text for figure in told(section, sentence).unread]


def grid(*lines: str, exact: bool = False, name: str = "T1") -> Grid:
    """Return rows of cells, `甲|乙` each, as a grid; `^` in a cell makes the one before it wider."""
    return Grid([_row(line, row) for row, line in enumerate(lines)], exact, name)


def _row(line: str, row: int) -> list[Slot]:
    slots: list[Slot] = []
    for col, text in enumerate(line.split("|")):
        if text == "^":
            slots[-1] = slots[-1]._replace(width=slots[-1].width + 1)
        else:
            slots.append(Slot(text, f"T1R{row + 1}C{col + 1}", row, col))
    return slots
