"""Which indicators lost points, and where a report says why, for rule B09."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from extractor.arithmetic.parts import Part
from extractor.records import paths
from extractor.records.document import Document, Table
from extractor.records.report import Indicator, Section
from extractor.validation.quantified import is_unmet
from extractor.validation.rule import Case
from extractor.validation.words import amount, indicator_name

_NOTHING = frozenset({"", "无", "无。", "—", "-", "/"})
_REASON = re.compile(r"原因|偏差")
_COLUMN = re.compile(r"三[级級]指[标標]|[指目][标標]值|完成值|[实實][际際]值")
_ON_DEDUCTIONS = re.compile(r"(?:未完成|未达|没有完成|偏离|偏差|扣分).*原因|原因.*(?:未完成|未达|偏离|偏差)")
_ON_PROBLEMS = re.compile(r"问题.*原因|原因.*问题")
_LONGEST_HEAD = 30
_ROW_OF_HEADS = 15
"""How many cells a row of heads has at most, where the dump does not say where a row ends."""


def short_rows(case: Case, part: Part) -> list[str]:
    """Return the indicators that lost points or missed their target.

    A row without target is not scored, where other rows have one (财政系统：年度指标值为空则不评分).
    """
    rows = [(f"{part.prefix}indicators[{index}]", row) for index, row in enumerate(part.form.indicators)]
    targeted = any(_has_target(row) for _, row in rows)
    scored = [path for path, row in rows if _has_target(row) or not targeted]
    return [path for path in scored if _falls_short(case, path) or _is_unmet(case, path)]


def has_reason(case: Case, path: str) -> bool:
    """Whether a reason stands beside an indicator."""
    deviation = paths.get(case.report, f"{path}.deviation")
    return deviation is not None and deviation.text.strip() not in _NOTHING


def reasons_elsewhere(case: Case, part: Part) -> str:
    """Return the title of the section or of the row that tells the reasons of a form without a column for them.

    The row may be a field of the record itself. Empty when the form has the column. Without the document nobody knows
    whether an empty column was there: then a section counts that is about deductions, or about problems and causes in
    a report on this project alone.
    """
    if any(row.deviation is not None for row in part.form.indicators):
        return ""
    told = part.form.deviation
    if told is not None and told.text.strip() not in _NOTHING:
        return paths.title(f"{part.prefix}deviation")
    if case.document is None:
        alone = bool(part.prefix) and len(case.report.projects) == 1 and not case.report.indicators
        return _section(case.report.sections, on_problems=alone)
    if not lacks_column(case, part):
        return ""
    return _row_of_reasons(case.document) or _section(case.report.sections, on_problems=True)


def lacks_column(case: Case, part: Part) -> bool:
    """Whether the paper shows that the form has no column for reasons."""
    known = any(row.deviation is not None for row in part.form.indicators)
    return not known and case.document is not None and not _has_column(case.document)


def earned(case: Case, rows: list[str]) -> str:
    """Return “培训人数”（分值 10 分，得分 9 分）、…"""
    return "、".join(
        f"{indicator_name(case.report, path)}（分值 {amount(case.known, f'{path}.weight')}，"
        f"得分 {amount(case.known, f'{path}.score')}）"
        for path in rows
    )


def shortfalls(case: Case, rows: list[str]) -> str:
    """Return the shortfalls, equal ones once: 1.8<2（9 条）."""
    texts = Counter(_shortfall(case, path) for path in rows)
    return "；".join(f"{text}（{count} 条）" if count > 1 else text for text, count in texts.items())


def cells(case: Case, rows: list[str]) -> tuple[str, ...]:
    """Return the printed cells of some indicators that a finding about them shows."""
    fields = ("level3", "target", "actual", "weight", "score")
    wanted = (f"{path}.{field}" for path in rows for field in fields)
    return tuple(path for path in wanted if paths.get(case.report, path) is not None)


def _has_target(row: Indicator) -> bool:
    return row.target is not None and row.target.text.strip() not in _NOTHING


def _falls_short(case: Case, path: str) -> bool:
    score, weight = case.known.get(f"{path}.score"), case.known.get(f"{path}.weight")
    return score is not None and weight is not None and score.value < weight.value


def _is_unmet(case: Case, path: str) -> bool:
    found = next((one for one in case.judged("B06") if one.identity.result == f"{path}.score"), None)
    return found is not None and found.verdict.status != "insufficient" and is_unmet(case, found)


def _shortfall(case: Case, path: str) -> str:
    score, weight = case.known[f"{path}.score"], case.known[f"{path}.weight"]
    if score.value < weight.value:
        return f"{score.printed}<{weight.printed}"
    return f"完成值 {amount(case.known, f'{path}.actual')} 未达到指标值 {amount(case.known, f'{path}.target')}"


def _section(sections: tuple[Section, ...], *, on_problems: bool) -> str:
    told = (section for section in sections if section.text.strip() not in _NOTHING - {""})
    wanted = (one.title for one in told if _ON_DEDUCTIONS.search(one.title) or _is_on_problems(one, on_problems))
    return next(wanted, "")


def _is_on_problems(section: Section, counts: bool) -> bool:
    return counts and _ON_PROBLEMS.search(section.title) is not None


def _has_column(document: Document) -> bool:
    """Whether a row of heads names the indicators' columns and one for the reasons."""
    heads = [head for table in document.tables for head in _rows(table)]
    heads += [line.text.split() for line in document.lines if "。" not in line.text]
    return any(_is_head(head) for head in heads)


def _is_head(cells_of_row: list[str]) -> bool:
    short = [text for text in cells_of_row if len(text) <= _LONGEST_HEAD]
    return any(_REASON.search(text) for text in short) and any(_COLUMN.search(text) for text in short)


def _row_of_reasons(document: Document) -> str:
    """Return the label of a row that tells the reasons of the whole form."""
    rows = (row for table in document.tables if table.rows_known for row in _rows(table))
    labels = (
        label
        for row in rows
        for label, text in pairwise(row)
        if _REASON.search(label) and len(label) <= _LONGEST_HEAD and text not in _NOTHING
    )
    return next(labels, "")


def _rows(table: Table) -> Iterator[list[str]]:
    """Yield the rows of a table; of a dump without rows the cells before and with each one about reasons."""
    if table.rows_known:
        yield from ([_bare(cell.text) for cell in row] for row in table.by_row())
        return
    texts = [_bare(cell.text) for cell in table.cells]
    yield from (texts[max(0, end - _ROW_OF_HEADS) : end + 1] for end, text in enumerate(texts) if _REASON.search(text))


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
