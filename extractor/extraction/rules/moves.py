"""What was moved to where it belongs, in one sentence each, with both places (C04)."""

from __future__ import annotations

from extractor.extraction.rules.blocks import Block
from extractor.extraction.rules.budget import BudgetLine
from extractor.extraction.rules.grids import Slot
from extractor.extraction.rules.indicators import IndicatorTable
from extractor.extraction.rules.slips import Slip
from extractor.records.evidence import Evidence
from extractor.records.report import Move


def _at(slot: Slot) -> Evidence:
    return Evidence(page=1, line=slot.id, quote=slot.text.strip())


def slip_move(block: Block, slip: Slip, lines: list[BudgetLine], prefix: str) -> Move:
    """Say that the labels of a table stand some rows away from their figures; `lines` as printed."""
    by, before, after = slip
    slots = [slot for line in lines for slot in (line.label, *line.cells.values()) if slot is not None]
    direction = "上" if by > 0 else "下"
    return Move(
        kind="label_rows",
        table=block.grid.id,
        by=by,
        path=f"{prefix}budget.rows",
        message=f"预算表行标签比数字错{direction}{abs(by)}行：归位后{after.held}/{after.tested}条等式成立，"
        f"照原样{before.held}/{before.tested}条成立",
        held_before=before.held,
        held_after=after.held,
        tested=after.tested,
        places=tuple(_at(slot) for slot in slots),
    )


def indicator_moves(table: IndicatorTable, block: Block, prefix: str) -> list[Move]:
    """Say which rows of indicators slipped by cells and which first levels were lost."""
    moves = []
    for number, row in enumerate(table.rows):
        if row.moved:
            name = row.cells["level3"].text.strip() if "level3" in row.cells else ""
            direction = "左" if row.moved > 0 else "右"
            moves.append(
                Move(
                    kind="row_cells",
                    table=block.grid.id,
                    by=row.moved,
                    path=f"{prefix}indicators[{number}]",
                    message=f"指标“{name}”一行整体{direction}移{abs(row.moved)}格，按列的内容归位",
                    places=tuple(_at(slot) for slot in row.cells.values() if not slot.empty),
                )
            )
    return moves + [move for how in ("column", "row") if (move := _lost_levels(table, block, how, prefix)) is not None]


def _lost_levels(table: IndicatorTable, block: Block, how: str, prefix: str) -> Move | None:
    """Say in one sentence which second levels stood without their first level."""
    found = [levels for levels in table.misplaced if levels.lost == how and levels.level1 and levels.level2]
    if not found:
        return None
    names = "".join(f"“{levels.level2.text}”" for levels in found if levels.level2)
    read = "、".join(dict.fromkeys(levels.level1.text for levels in found if levels.level1))
    where = "印在一级指标一列" if how == "column" else "行落在别的一级指标之下"
    slots = [level.slot for levels in found for level in (levels.level2, levels.beside, levels.level1) if level]
    return Move(
        kind="lost_merge",
        table=block.grid.id,
        path=f"{prefix}indicators",
        message=f"二级指标{names}{where}（合并单元格丢失或错位），一级指标按“{read}”读",
        places=tuple(_at(slot) for slot in dict.fromkeys(slots)),
    )
