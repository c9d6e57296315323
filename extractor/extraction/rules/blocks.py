"""A form is a stack of blocks, each under a head that names its columns: split a grid by its heads."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from extractor.extraction.lexicon import label_key, simplify, vocabulary, without_brackets
from extractor.extraction.rules.grids import AMOUNTS, Columns, Grid, Row, Slot, is_figure
from extractor.records.quantity import MONEY_IN_YUAN

BlockKind = Literal["fields", "budget", "indicators", "base_data", "staffing", "goals", "evaluators", "finance"]

_MONEY = "|".join(sorted(MONEY_IN_YUAN, key=len, reverse=True))
_UNIT = re.compile(rf"(?:单位[:：]?|[(])\s*(?:金额)?\s*(?:单位[:：]?|人民币)?\s*({_MONEY})\s*[)）]?")
_YEAR_COLUMN = re.compile(r"(\d{4}|上|本|当)年(?:度)?(?:(决算|实际|支出)|(预算))(?:支出|安排)?数?")
_LONGEST_HEAD = 18
_PAST = re.compile("上年|上一年|去年|历史|往年")


class Block(NamedTuple):
    """Rows under one head. A block of kind `fields` has no head: labels with values beside them."""

    kind: BlockKind
    head: list[Row]
    columns: Columns
    body: list[Row]
    grid: Grid


def unit_in(text: str) -> str:
    """Return the unit of money that a head, label or caption names: 万元 in `项目资金(万元)`."""
    match = _UNIT.search(re.sub(r"\s+", "", simplify(text)))
    return match[1] if match else ""


def split(grid: Grid) -> list[Block]:
    """Return the blocks of a grid in order; rows before the first head are a block of fields."""
    blocks = [Block("fields", [], {}, [], grid)]
    for row in grid.rows:
        found = head_of(row)
        last = blocks[-1]
        if lower := _lower_row(last, row):
            blocks[-1] = last._replace(head=[*last.head, row], columns=_both_rows(last.columns, lower))
        elif found is None:
            last.body.append(row)
        elif not last.body and last.kind == found[0]:
            blocks[-1] = last._replace(head=[*last.head, row], columns=_both_rows(last.columns, found[1]))
        else:
            upper = _upper_row(last.body, found[0])
            blocks.append(Block(found[0], [row], _both_rows(upper, found[1]), [], grid))
    return blocks


def _lower_row(block: Block, row: Row) -> Columns:
    """The columns of a row that is nothing but the second row of a head: 年初目标值 | 实际完成值 under 绩效指标."""
    if not block.head or block.body or block.kind in {"finance", "fields"}:
        return {}
    columns = _columns(row, block.kind)
    printed = [slot for slot in row if not slot.empty]
    strangers = len(printed) - len(columns)
    return columns if strangers <= (1 if len(columns) > 1 else 0) else {}


def _upper_row(above: list[Row], kind: BlockKind) -> Columns:
    """The columns of the row over a head of money or indicators when it belongs to that head.

    机构名称 | 收入合计 | 其中：, or 评价指标 | 实际完成值 | 分值 | 得分 over the three levels.
    """
    if not above or any(is_figure(slot.text) for slot in above[-1]):
        return {}
    if kind == "finance":
        return _finance_columns(above[-1])
    columns = _columns(above[-1], kind) if kind == "indicators" else {}
    return columns if len(columns) > 1 and {"weight", "score"} & columns.keys() else {}


def _both_rows(upper: Columns, lower: Columns) -> Columns:
    """The columns of a head of two rows; where both name a column the narrower place counts, or else the lower one."""
    merged = {**lower, **upper}
    for code in upper.keys() & lower.keys():
        merged[code] = min(lower[code], upper[code], key=lambda place: place[1] - place[0])
    return merged


def head_of(row: Row) -> tuple[BlockKind, Columns] | None:
    """Return what block a row is the head of and its columns, or None for any other row."""
    printed = [slot for slot in row if not slot.empty]
    if len(printed) < 2 or any(is_figure(slot.text) for slot in printed):  # noqa: PLR2004
        return None
    if len(years := _year_columns(row)) > 1:
        return "base_data", years
    for kind in ("indicators", "goals", "evaluators", "staffing", "base_data", "budget"):
        columns = _columns(row, kind)
        if _is_head(kind, set(columns)) and not (kind == "goals" and _holds_goals(printed, columns)):
            return kind, columns
    finance = _finance_columns(row)
    return ("finance", finance) if _is_finance(set(finance)) else None


def _holds_goals(printed: Row, columns: Columns) -> bool:
    """Whether a row with the words of the goals holds the goals themselves: 预期目标 | 完成… | 实际完成情况 | 全年…."""
    first = min(start for start, _ in columns.values())
    return any(len(slot.key) > _LONGEST_HEAD and slot.col > first for slot in printed)


def _finance_columns(row: Row) -> Columns:
    """The columns that a head of income, spending or 三公经费 names."""
    words = vocabulary("narrative.amounts")
    columns: Columns = {}
    for slot in row:
        code = words.exact(slot.text) if not slot.empty and slot.width else None
        if code is not None and code.startswith(("income.", "spending.", "three_public.")):
            columns.setdefault(code, (slot.col, slot.col + slot.width))
    return columns


def _is_finance(codes: set[str]) -> bool:
    """Whether column words make a head of such a table: a total and a part of it, or two parts under it."""
    for group in ("income.", "spending.", "three_public."):
        named = {code for code in codes if code.startswith(group)}
        if len(named) > 1 and not named & {"spending.initial_budget", "spending.adjusted_budget"}:
            return True
    return False


def _columns(row: Row, kind: str) -> Columns:
    """The columns that a row names, words as a whole before words inside longer heads."""
    words = vocabulary(f"columns.{kind}")
    columns: Columns = {}
    for find in (words.exact, words.inside):
        for slot in row:
            place = (slot.col, slot.col + slot.width)
            if (
                slot.empty
                or not slot.width
                or len(slot.key) > _LONGEST_HEAD
                or place in columns.values()
                or _is_past(slot, kind)
            ):
                continue
            code = find(slot.text)
            if code is not None and (code not in columns or _is_weight_of_level3(code, place, columns)):
                columns[code] = place
    return only_plan(columns)


def _is_past(slot: Slot, kind: str) -> bool:
    """Whether a column is of the year before; only 基础数据表 has fields for it."""
    return kind in {"indicators", "budget"} and _PAST.match(slot.key) is not None


def _is_weight_of_level3(code: str, place: tuple[int, int], columns: Columns) -> bool:
    """Whether a second 分值 stands behind 三级指标, so that the first is the weight of an upper level."""
    return code == "weight" and columns.get("level3", (0, 0))[1] == place[0] and columns[code] < columns["level3"]


def only_plan(columns: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """A lone 预算数 counts as 全年预算数; beside 全年预算数 it is the title over several columns."""
    plan = columns.pop("plan", None)
    if plan is not None and "adjusted" not in columns:
        columns["adjusted"] = plan
    return columns


_LEVELS = {"level1", "level2", "level3"}


def _is_head(kind: str, codes: set[str]) -> bool:
    match kind:
        case "indicators":
            named = len(codes & _LEVELS)
            return named > 1 or (named == 1 and len(codes) > 2) or ({"target", "actual"} <= codes and len(codes) > 2)  # noqa: PLR2004
        case "budget":
            return len(codes & set(AMOUNTS)) > 1 or (bool(codes & set(AMOUNTS)) and "rate" in codes)
        case "goals":
            return codes == {"expected", "actual"}
        case "staffing":
            return {"authorized", "actual"} <= codes
        case "base_data":
            return len(codes) > 1
        case _:
            return {"name", "title"} <= codes


def _year_columns(row: Row) -> Columns:
    """Columns of 基础数据表: 2023年决算数 | 2024年预算数 | 2024年决算数, whatever the years are."""
    found = []
    for slot in row:
        match = _YEAR_COLUMN.fullmatch(without_brackets(label_key(slot.text)))
        if match:
            found.append((match[1], "final" if match[2] else "budget", (slot.col, slot.col + slot.width)))
    years = sorted({year for year, _, _ in found if year.isdigit()})
    columns: Columns = {}
    for year, what, place in found:
        previous = year == "上" or (year.isdigit() and len(years) > 1 and year == years[0])
        code = f"{'previous' if previous else 'current'}_{what}"
        if code != "previous_budget":
            columns.setdefault(code, place)
    return columns
