"""The block of budget and execution: rows under 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.extraction.claims import Claims, Place
from extractor.extraction.lexicon import Vocabulary, label_text, plain, vocabulary
from extractor.extraction.rules.blocks import Block, unit_in
from extractor.extraction.rules.grids import AMOUNTS, Row, Slot, align, is_figure, usual_shifts
from extractor.records.quantity import find_quantities

_MOST_LABELS = 2  # a row with more words before its amounts tells of a task, not of a kind of money
_UNITS = {"weight": "分", "score": "分", "rate": "%"}
_INLINE = re.compile(r"^(?P<label>[^:：]{2,24})[:：]\s*(?P<value>[^:：]*)$", re.DOTALL)


class BudgetLine(NamedTuple):
    """One row of amounts: its label as printed (or none) and the slot of each column."""

    label: Slot | None
    cells: dict[str, Slot]


def budget_lines(block: Block) -> list[BudgetLine]:
    """Return the rows of a budget block; the head comes first when a row label stands in it."""
    lines = []
    first = min(start for code, (start, _) in block.columns.items() if code in AMOUNTS)
    head = _row_label([s for s in block.head[-1] if s.col < first], strict=True)
    if head is not None:
        lines.append(BudgetLine(head, {}))
    width = max(len(row) for row in block.head)
    columns = {"label": (first - 1, first), **block.columns}
    usual = {} if block.grid.exact else usual_shifts(block.body, columns, width)
    above: Slot | None = None
    for row in block.body:
        cells, _ = align(row, columns, width, exact=block.grid.exact, usual=usual)
        amounts = {code: slot for code, slot in cells.items() if code != "label" and is_figure(slot.text)}
        used = {slot.col for slot in amounts.values()}
        leading = _before_amounts(row, used)
        if len(leading) > _MOST_LABELS or _tells_result(row):
            continue
        if amounts or _row_label(leading, strict=True):
            label = _row_label(leading, strict=False) or above
            lines.append(BudgetLine(label, amounts))
        above = _row_label(leading, strict=True) if not amounts else None
    return [line for line in lines if line.cells or not _repeated(line, lines)]


def _tells_result(row: Row) -> bool:
    """Whether a row is of the score or the grade: 自评总分 | 96.3; 合计 is the total of the amounts as well."""
    first = next((slot.text for slot in row if not slot.empty), "")
    return vocabulary("rows.score").exact(first) is not None and vocabulary("rows.budget").inside(first) is None


def _repeated(line: BudgetLine, lines: list[BudgetLine]) -> bool:
    """Whether a label without figures is the label of the next row, printed on a line of its own."""
    return any(other is not line and other.label is line.label for other in lines)


def _before_amounts(row: Row, used: set[int]) -> list[Slot]:
    stop = min(used, default=row[-1].col + 1 if row else 0)
    return [slot for slot in row if slot.col < stop and not slot.empty and not is_figure(slot.text)]


def _row_label(leading: list[Slot], *, strict: bool) -> Slot | None:
    """The label of a row: the rightmost cell that is such a word, else (unless strict) the rightmost."""
    words = vocabulary("rows.budget")
    known = [slot for slot in leading if words.inside(slot.text) and not _holds_value(slot.text)]
    if known:
        return known[-1]
    return leading[-1] if leading and not strict else None


def _holds_value(text: str) -> bool:
    """Whether a label cell holds its figure behind a colon: `其中：基本支出：503.37`."""
    match = _INLINE.match(re.sub(r"^\s*其中[:：]\s*", "", text).strip())
    return match is not None and bool(find_quantities(match["value"]))


def read_budget(block: Block, lines: list[BudgetLine], unit: str, claims: Claims) -> None:
    """Claim every figure of the rows, then the amounts that stand inside label cells."""
    units = _column_units(block, unit)
    for number, line in enumerate(lines):
        if line.cells:
            _claim_line(line, units, claims.inside(f"budget.rows[{block.grid.id}.{number}]."))
            _claim_weight_of_head(block, line, claims.inside(f"budget.rows[{block.grid.id}.{number}]."))
    for row in block.body:
        read_pairs(row, unit, claims)


_WEIGHT_IN_HEAD = re.compile(
    r"(?:(?P<weight>\d+)分?[*＊×xX]\S{0,6}?执行率|得分[(（](?:满分|分值|权重|共)?[:：]?(?P<full>\d+(?:\.\d+)?)分[)）])"
)


def _claim_weight_of_head(block: Block, line: BudgetLine, claims: Claims) -> None:
    """Claim the weight of 预算执行率 that the head of the scores tells: `得分（20分×执行率）`, `得分（10分）`."""
    if "weight" in block.columns or "score" not in line.cells:
        return
    for slot in (slot for row in block.head for slot in row):
        if match := _WEIGHT_IN_HEAD.search(re.sub(r"\s", "", slot.text)):
            claims.figure(
                "weight",
                find_quantities(match["weight"] or match["full"])[0],
                slot.place,
                "分",
                line.label.place if line.label else None,
            )


def _column_units(block: Block, unit: str) -> dict[str, str]:
    units = dict.fromkeys(AMOUNTS, unit) | _UNITS
    for row in block.head:
        for slot in row:
            for code, (start, end) in block.columns.items():
                if code in AMOUNTS and slot.col < end and start < slot.col + slot.width:
                    units[code] = unit_in(slot.text) or units[code]
    return units


def _claim_line(line: BudgetLine, units: dict[str, str], claims: Claims) -> None:
    label = line.label
    own = unit_in(label.text) if label else ""
    if label is not None:
        claims.add("label", "text", label_text(label.text), label.place)
    item = vocabulary("rows.budget").inside(label.text) if label else "total"
    if item is not None:
        claims.code("item", item)
    for code, slot in line.cells.items():
        if code in units:
            claims.cell(code, slot.place, own if own and code in AMOUNTS else units[code], _far(label, slot))


def _far(label: Slot | None, slot: Slot) -> Place | None:
    """The place of a label that does not stand in the row of its figure."""
    return label.place if label is not None and label.row != slot.row else None


def read_pairs(row: Row, unit: str, claims: Claims) -> None:
    """Claim amounts by kind of income and of expenditure: `其中：基本支出：503.37`, or label and value side by side."""
    for index, slot in enumerate(row):
        for part in ("by_income", "by_expenditure"):
            _claim_pair(row, index, slot, vocabulary(f"rows.{part}"), claims.inside(f"budget.{part}."), unit)


def _claim_pair(row: Row, index: int, slot: Slot, words: Vocabulary, claims: Claims, unit: str) -> None:
    text = re.sub(r"^\s*其中[:：]\s*", "", slot.text)
    match = _INLINE.match(text.strip())
    if match is None:
        return
    code = words.inside(match["label"])
    if code is None:
        return
    if match["value"].strip():
        quantities = find_quantities(match["value"])
        if len(quantities) == 1:
            claims.figure(code, quantities[0], slot.place, unit_in(match["label"]) or unit)
        elif plain(match["value"]) == "无":
            claims.add(code, "text", "无", slot.place)
        return
    for following in row[index + 1 : index + 2]:
        claims.cell(code, following.place, unit)
