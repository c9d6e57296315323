"""The block of indicators: one row per printed third-level indicator, and the row of the total."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, NamedTuple

from extractor.extraction.claims import Claims, Place
from extractor.extraction.lexicon import label_key, label_text, one_line, vocabulary, without_brackets
from extractor.extraction.rules.blocks import Block, split
from extractor.extraction.rules.grids import Grid, Row, Slot, align, is_figure, usual_shifts
from extractor.extraction.rules.levels import Level, LevelFiller, Levels, level_of
from extractor.extraction.rules.totals import claim_total, is_total
from extractor.records.quantity import find_quantities

_UNITS = {"weight": "分", "score": "分", "completion": "%"}
_CONTENT = ("target", "actual", "weight", "score", "completion")
_SUBTOTAL = re.compile("(?:.{0,6}指标)?(?:得分|分值)?小计(?:得分|分值)?")
_NOTHING = re.compile(r"无|[.…·]+|指标\d*[:：]?|不适用")


class IndicatorRow(NamedTuple):
    """A third-level indicator with its upper levels; `moved`: by how many cells the row had slipped."""

    cells: dict[str, Slot]
    levels: Levels
    moved: int


class IndicatorTable(NamedTuple):
    """What a block of indicators holds."""

    rows: list[IndicatorRow]
    misplaced: list[Levels]
    total: Row | None
    after: list[Row]


def read_indicator_table(block: Block) -> IndicatorTable:
    """Split the rows of a block into indicators, the total and what follows; fill the levels down."""
    width = max(len(row) for row in block.head)
    columns = _with_name_column(block)
    usual = {} if block.grid.exact else usual_shifts(block.body, columns, width)
    filler = LevelFiller(block.grid.exact)
    table, closed = IndicatorTable([], [], None, []), False
    for row in block.body:
        if closed or _is_tail(row):
            table.after.append(row)
        elif is_total(row):
            table, closed = table._replace(total=row), bool(table.rows)
        else:
            cells, moved = align(row, columns, width, exact=block.grid.exact, usual=usual)
            if not block.grid.exact and (of_rate := _rate_row(row)):
                table.rows.append(IndicatorRow(of_rate, Levels(None, None), 0))
                continue
            if _is_subtotal(cells):
                continue
            levels = filler.fill(cells)
            if levels.lost:
                table.misplaced.append(levels)
            if _is_indicator(cells):
                table.rows.append(IndicatorRow(cells, levels, moved))
    return table


def _with_name_column(block: Block) -> dict[str, tuple[int, int]]:
    """The columns, the lowest level being the indicator itself in forms that have only two.

    A single wide column (评价内容 over two cells) holds the two upper levels; its indicators have no name.
    """
    columns = _widened(block) if not block.grid.exact else dict(block.columns)
    start, end = columns.get("level3", (0, 0))
    if end - start > 1 and not {"level1", "level2"} & set(columns):
        del columns["level3"]
        return {"level1": (start, start + 1), "level2": (start + 1, end), **columns}
    if "level3" not in columns:
        lowest = next((code for code in ("level2", "level1") if code in columns), None)
        first = min(start for start, _ in columns.values())
        columns["level3"] = columns.pop(lowest) if lowest else (first - 1, first)
    return columns


def _widened(block: Block) -> dict[str, tuple[int, int]]:
    """The columns of a dump whose only level stands over two: 评价内容, and a blank head or longer rows behind it."""
    columns = dict(block.columns)
    if "level3" not in columns or {"level1", "level2"} & set(columns):
        return columns
    first, last = columns["level3"]
    blanks = {slot.col for row in block.head[-1:] for slot in row if slot.empty}
    if last in blanks:
        return {**columns, "level3": (first, last + 1)}
    lengths = Counter(len(row) for row in block.body if len(row) > 1)
    longer = lengths.most_common(1)[0][0] - max(len(row) for row in block.head) if lengths else 0
    if longer <= 0:
        return columns
    later = {code: (start + longer, end + longer) for code, (start, end) in columns.items() if start >= last}
    return {**columns, **later, "level3": (first, last + longer)}


def _is_subtotal(cells: dict[str, Slot]) -> bool:
    """Whether a row adds up the indicators above it: 小计 where a level or a name stands."""
    named = [cells[code] for code in ("level1", "level2", "level3") if code in cells and not cells[code].empty]
    return any(_SUBTOTAL.fullmatch(label_key(slot.text)) for slot in named[-1:])


def _rate_row(row: Row) -> dict[str, Slot]:
    """The cells of a row of marks for 预算执行率 of which a dump lost the merged ones: 预算执行率 | 10 | 9.8."""
    printed = [slot for slot in row if not slot.empty]
    figures = [slot for slot in printed[1:] if is_figure(slot.text)]
    if len(printed) != 3 or len(figures) != 2 or vocabulary("columns.budget").exact(printed[0].text) != "rate":  # noqa: PLR2004
        return {}
    return {"level3": printed[0], "weight": figures[0], "score": figures[1]}


def is_open(grid: Grid) -> bool:
    """Whether a grid breaks off inside its indicators, before the row of the total."""
    last = split(grid)[-1]
    return last.kind == "indicators" and not grid.exact and not any(is_total(row) or _is_tail(row) for row in last.body)


def _is_tail(row: Row) -> bool:
    """Whether a row ends the block: a remark or signature line, or the grade."""
    printed = [slot for slot in row if not slot.empty]
    if not printed:
        return False
    key = without_brackets(label_key(printed[0].text))
    noise = vocabulary("rows.noise")
    starts = re.split("[:：]", key)[0]
    return noise.exact(starts) is not None or vocabulary("rows.score").exact(starts) == "grade"


def _is_indicator(cells: dict[str, Slot]) -> bool:
    name = cells.get("level3")
    printed = [cells[code] for code in _CONTENT if code in cells and not cells[code].empty]
    content = [slot for slot in printed if not _NOTHING.fullmatch(slot.key)]
    if name is None or name.empty or _NOTHING.fullmatch(name.key):
        return len(content) > 1
    return bool(content)


def claim_indicators(table: IndicatorTable, grid_id: str, claims: Claims) -> None:
    """Claim the cells of every indicator and the figures of the row of the total."""
    for number, row in enumerate(table.rows):
        _claim_row(row, claims.inside(f"indicators[{grid_id}.{number}]."))
    if table.total is not None:
        has_scores = any("score" in row.cells and not row.cells["score"].empty for row in table.rows)
        claim_total(table.total, claims, has_scores=has_scores)


def _claim_row(row: IndicatorRow, claims: Claims) -> None:
    for name, level in (("level1", row.levels.level1), ("level2", row.levels.level2)):
        if level is not None:
            _claim_level(name, level, row, claims)
    if "level3" in row.cells:
        _claim_name(row, claims)
    for code in ("unit", "deviation"):
        if code in row.cells and not row.cells[code].empty:
            slot = row.cells[code]
            claims.add(code, "text", one_line(slot.text), slot.place)
    for code in ("target", "actual"):
        if code in row.cells:
            _claim_measure(code, row.cells, claims)
    for code, unit in _UNITS.items():
        if code in row.cells:
            claims.cell(code, row.cells[code].place, unit)


def _claim_level(name: str, level: Level, row: IndicatorRow, claims: Claims) -> None:
    first = next(iter(row.cells.values()))
    away = Place(first.id, first.text) if row.levels.lost and level.slot.row != first.row else None
    text = re.sub(r"[(（][^()（）\d]{4,}[)）]$", "", level.text)
    claims.add(name, "text", label_text(text), level.slot.place, label=away)
    if level.weight and name == "level1":
        place = (level.weight_slot or level.slot).place
        claims.figure("level1_weight", find_quantities(level.weight)[0], place, "分")


def _claim_name(row: IndicatorRow, claims: Claims) -> None:
    slot = row.cells["level3"]
    if slot.empty:
        return
    level = level_of(slot)
    has_weight = "weight" in row.cells and not row.cells["weight"].empty
    if level.weight and level.text and not has_weight:
        claims.add("level3", "text", label_text(level.text), slot.place)
        claims.figure("weight", find_quantities(level.weight)[0], slot.place, "分")
    else:
        claims.add("level3", "text", _indicator_name(slot.text), slot.place)


def _indicator_name(text: str) -> str:
    name = label_text(one_line(text))
    return re.sub(r"^指标\s*\d+\s*[:：、.]?\s*(?=\S)", "", name)


def _claim_measure(code: str, cells: dict[str, Slot], claims: Claims) -> None:
    """Claim a target or actual value; its sign and unit may stand in columns of their own."""
    slot = cells[code]
    if slot.empty:
        return
    sign = _sign(cells["nature"].text) if code == "target" and "nature" in cells else ""
    unit = one_line(cells["unit"].text) if "unit" in cells else ""
    details = measure_details(one_line(slot.text), sign, unit)
    columns = ("nature", "unit") if code == "target" else ("unit",)
    beside = tuple(cells[name].place for name in columns if name in cells and not cells[name].empty) if details else ()
    claims.add(code, "measure", one_line(slot.text), slot.place, beside=beside, **details)


def measure_details(text: str, sign: str = "", unit: str = "") -> dict[str, Any]:
    """Return value, unit and operator of a target or actual value that holds exactly one figure."""
    found = find_quantities(text)
    if len(found) != 1:
        return {}
    figure = found[0]
    return {
        "value": figure.value,
        "unit": figure.unit or unit,
        "operator": figure.operator or sign,
        "approximate": figure.approximate,
    }


def _sign(text: str) -> str:
    found = find_quantities(f"{text.strip()}1")
    return found[0].operator if len(found) == 1 else ""
