"""Family C: the structure of forms and text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from extractor.records.finding import Severity, Side
from extractor.records.report import Move
from extractor.validation.rule import Case, Said, rule

_SEVERITY: dict[str, Severity] = {"label_rows": "error", "row_cells": "warning", "lost_merge": "warning"}


@rule("C04", "table-slipped", "warning", needs=("budget.rows[].label", "indicators[].level3"))
def slipped(case: Case) -> Iterator[Said]:
    """表格的标签、单元格或合并单元格错位。

    Why: 标签整体错行时表上每一行的数字都读错；读取时已按算术和表的其余部分归位，原件仍需更正。整列标签错行是错误，
    一行错格和合并单元格丢失作提醒。
    Fires on: 预算表标签整体下移一行，照原样 0 条等式成立，上移一行后 13 条全部成立。
    Silent on: 标签与数字同在一行。
    Source: 表格版式：标签与数字同一行，合并单元格不丢；以加总关系验证。
    """
    for _, moves in groupby(case.report.moves, _of_one_table):
        yield _said(list(moves))
    if not case.report.moves and (case.has("budget.rows") or case.has("indicators")):
        yield Said("pass", "moves", "表格的标签和数字没有错位")


def _of_one_table(move: Move) -> tuple[str, str]:
    """Rows of one table that slipped by cells are one finding; everything else is one each."""
    rows = move.kind == "row_cells"
    return (move.table, move.path.rpartition("[")[0]) if rows else (move.table, f"{move.path} {move.message}")


def _said(moves: list[Move]) -> Said:
    first, *others = moves
    held = f"照原样成立 {first.held_before} 条等式，归位后成立 {first.held_after} 条（检验 {first.tested} 条）"
    sides = tuple(Side(path=move.path, text=place.quote, at=place) for move in moves for place in move.places)
    message = f"{len(moves)} 行错格：{'；'.join(move.message for move in moves)}" if others else first.message
    return Said("fail", first.path, message, held if first.tested else "", sides=sides, severity=_SEVERITY[first.kind])
