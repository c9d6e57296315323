"""Sentences about several rows of the indicators: one finding a form, however many rows it lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.arithmetic.parts import Part
from extractor.records.report import Indicator
from extractor.validation.reasons import cells
from extractor.validation.rule import Case, Said, side
from extractor.validation.words import indicator_name, quoted

_MOST = 15
"""How many rows a message names; the evidence holds all."""

_LONGEST = 24


def rows_of(part: Part) -> list[tuple[str, Indicator]]:
    """Return the indicators of a form with their paths."""
    return [(f"{part.prefix}indicators[{index}]", row) for index, row in enumerate(part.form.indicators)]


def said_of_rows(case: Case, rows: list[str], message: str, computation: str = "") -> Said:
    """Return one finding about several rows; its evidence are their cells."""
    return Said("fail", f"{rows[0]}.actual", message, computation, cells(case, rows))


def listed(texts: Iterable[str]) -> str:
    """Return the rows in one line; long lists end in the number of the rest."""
    every = list(texts)
    shown = "、".join(every[:_MOST])
    return shown if len(every) <= _MOST else f"{shown}，等 {len(every)} 条"


def short_text(case: Case, path: str, field: str) -> str:
    """Return what a cell of a row says, on one line, long texts cut."""
    text = re.sub(r"\s+", "", side(case.report, f"{path}.{field}").text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def row_text(case: Case, path: str) -> str:
    """Return “培训人数”（指标值“≥4次”，完成值“5次”）."""
    return (
        f"{indicator_name(case.report, path)}（指标值{quoted(short_text(case, path, 'target'))}，"
        f"完成值{quoted(short_text(case, path, 'actual'))}）"
    )
