"""Tables of income, spending and 三公经费; plan and execution as labels with values beside them."""

from __future__ import annotations

import itertools

from extractor.extraction.claims import Claims
from extractor.extraction.lexicon import label_text, vocabulary
from extractor.extraction.rules.blocks import Block
from extractor.extraction.rules.grids import Row, Slot, is_figure

_COLUMN_OF = {"initial": "initial", "adjusted": "adjusted", "plan": "adjusted", "executed": "executed", "rate": "rate"}


def read_finance(block: Block, unit: str, claims: Claims) -> None:
    """Claim the first row of figures under a head such as 收入合计 | 上年结转 | 公共财政拨款."""
    for row in block.body:
        figures = [slot for slot in row if is_figure(slot.text)]
        if len(figures) < 2:  # noqa: PLR2004
            continue
        for code, (start, end) in block.columns.items():
            slot = next((s for s in figures if s.col < end and start < s.col + s.width), None)
            if slot is not None:
                _claim(code, slot, unit, claims)
        return


def _claim(code: str, slot: Slot, unit: str, claims: Claims) -> None:
    group, _, name = code.partition(".")
    if group != "three_public":
        claims.cell(code, slot.place, unit)
        return
    own = claims.inside(f"three_public.rows[{name}].")
    own.code("item", name)
    own.cell("final", slot.place, unit)


def read_budget_pairs(rows: list[Row], unit: str, claims: Claims) -> None:
    """Claim `预算数： | 100 | 执行数： | 98` and the rows of its sources below: `其中：财政拨款 | 90 | …`."""
    heads, items = vocabulary("columns.budget"), vocabulary("rows.budget")
    columns: dict[int, str] = {}
    for number, row in enumerate(rows):
        pairs = _figure_pairs(row)
        named = {label.col: code for label, _ in pairs if (code := heads.exact(label.text)) in _COLUMN_OF}
        if named:
            columns = {col: _COLUMN_OF[str(code)] for col, code in named.items()}
        for label, value in pairs:
            column = columns.get(label.col)
            item = "total" if label.col in named else items.exact(label.text)
            if column is not None and item is not None:
                own = claims.inside(f"budget.rows[pairs.{item}.{number if item == 'other' else ''}].")
                _claim_source(item, label, own)
                own.cell(column, value.place, "%" if column == "rate" else unit)


def _figure_pairs(row: Row) -> list[tuple[Slot, Slot]]:
    printed = [slot for slot in row if not slot.empty]
    return [(a, b) for a, b in itertools.pairwise(printed) if not is_figure(a.text) and is_figure(b.text)]


def _claim_source(item: str, label: Slot, own: Claims) -> None:
    """Claim what a row is of; 预算数： is the head of the total, not its label."""
    own.code("item", item)
    if item != "total":
        own.add("label", "text", label_text(label.text), label.place)
