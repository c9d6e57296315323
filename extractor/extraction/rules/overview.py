"""A table that lists projects, one a row: 项目名称 | 全年预算数 | 全年执行数 | 执行率 | 自评得分."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.extraction.claims import Claims
from extractor.extraction.lexicon import plain, vocabulary
from extractor.extraction.rules.blocks import Block
from extractor.extraction.rules.grids import AMOUNTS, Row, Slot, align, is_figure
from extractor.extraction.rules.totals import claim_grade

_TOTAL_ROW = re.compile(r"projects\[(\d+)\]\.budget\.rows\[([^\]]+)\]\.item")
_SUMS = {"合计", "总计", "小计"}


class Listed(NamedTuple):
    """One project of the list: its name and the figures of its row."""

    name: Slot
    cells: dict[str, Slot]
    unit: str
    grade: Slot | None = None


def name_column(block: Block) -> int | None:
    """The column of 项目名称 in the head of a budget block, when it is a list of projects."""
    fields = vocabulary("fields")
    return next((slot.col for row in block.head for slot in row if fields.exact(slot.text) == "name"), None)


def listed_projects(block: Block, column: int, unit: str) -> list[Listed]:
    """Return the projects of a list; the row of the sum is left out."""
    width = max(len(row) for row in block.head)
    graded = [s.col for row in block.head for s in row if vocabulary("rows.score").exact(s.text) == "grade"]
    found = []
    for row in block.body:
        name = _name(row, column)
        cells, _ = align(row, block.columns, width, exact=block.grid.exact)
        figures = {code: slot for code, slot in cells.items() if is_figure(slot.text)}
        if name is not None and figures and name.key not in _SUMS:
            grade = next((slot for slot in row if slot.col in graded and not slot.empty), None)
            found.append(Listed(name, figures, unit, grade))
    return found


def _name(row: Row, column: int) -> Slot | None:
    return next((slot for slot in row if slot.col == column and not slot.empty and not is_figure(slot.text)), None)


def claim_listed(listed: list[Listed], claims: Claims, count: int) -> None:
    """Claim each listed project: beside its own form when there is one, else as a project of its own."""
    numbers = {
        plain(c.text): c.path.split("]")[0] + "]"
        for c in claims.found
        if re.fullmatch(r"projects\[\d+\]\.name", c.path)
    }
    totals = {
        f"projects[{m[1]}]": m[2] for c in claims.found if c.value == "total" and (m := _TOTAL_ROW.fullmatch(c.path))
    }
    for project in listed:
        known = numbers.get(project.name.key)
        prefix = known or f"projects[{count}]"
        own = claims.inside(f"{prefix}.")
        if known is None:
            count += 1
            own.add("name", "text", project.name.text.strip(), project.name.place)
        _claim_figures(project, totals.get(prefix, "listed"), own)


def _claim_figures(project: Listed, key: str, own: Claims) -> None:
    row = own.inside(f"budget.rows[{key}].")
    if key == "listed":
        row.code("item", "total")
    if project.grade is not None:
        claim_grade(project.grade.text, project.grade.place, own)
    for code, slot in project.cells.items():
        if code == "score":
            own.cell("score.total", slot.place, "分")
        elif code in {*AMOUNTS, "rate"}:
            row.cell(code, slot.place, "%" if code == "rate" else project.unit)
