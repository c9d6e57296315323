"""What was moved to where it belongs, in one sentence each, with both places (C04)."""

from __future__ import annotations

from extractor.extraction.rules.blocks import Block
from extractor.extraction.rules.grids import Slot
from extractor.extraction.rules.indicators import IndicatorTable
from extractor.extraction.rules.slips import Tally
from extractor.records.evidence import Evidence
from extractor.records.report import Move


def _at(slot: Slot) -> Evidence:
    return Evidence(page=1, line=slot.id, quote=slot.text.strip() or slot.id)


def slip_move(block: Block, by: int, before: Tally, after: Tally) -> Move:
    """Say that the labels of a table stand `by` rows away from their figures."""
    places = tuple(_at(row[0]) for row in block.body if row)
    direction = "上" if by > 0 else "下"
    return Move(
        kind="label_rows", table=block.grid.id, by=by, path="budget.rows",
        message=f"预算表行标签比数字错{direction}{abs(by)}行：归位后{after.held}/{after.tested}条等式成立，"
        f"照原样{before.held}/{before.tested}条成立",
        held_before=before.held, held_after=after.held, tested=after.tested, places=places,
    )  # fmt: skip


def indicator_moves(table: IndicatorTable, block: Block) -> list[Move]:
    """Say which rows of indicators slipped by cells and which first levels were lost."""
    moves = []
    for number, row in enumerate(table.rows):
        if row.moved:
            first = next(iter(row.cells.values()))
            direction = "左" if row.moved > 0 else "右"
            moves.append(Move(
                kind="row_cells", table=block.grid.id, by=row.moved, path=f"indicators[{number}]",
                message=f"指标“{row.cells['level3'].text.strip() if 'level3' in row.cells else ''}”一行整体{direction}移"
                f"{abs(row.moved)}格，按列的内容归位", places=(_at(first),),
            ))  # fmt: skip
    for levels in table.misplaced:
        if levels.level1 is not None and levels.level2 is not None:
            moves.append(Move(
                kind="lost_merge", table=block.grid.id, path="indicators",
                message=f"二级指标“{levels.level2.text}”旁没有它的一级指标（合并单元格丢失或错位），按“{levels.level1.text}”读",
                places=(_at(levels.level2.slot), _at(levels.level1.slot)),
            ))  # fmt: skip
    return moves
