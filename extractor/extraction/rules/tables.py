"""The smaller blocks: goals, 基础数据表, staffing, 三公经费, evaluators."""

from __future__ import annotations

import itertools
import re

from extractor.extraction.claims import Claims, Place
from extractor.extraction.lexicon import label_key, label_text, plain, vocabulary
from extractor.extraction.rules.blocks import Block, unit_in
from extractor.extraction.rules.grids import Row, Slot, align, is_figure
from extractor.records.document import Line

_THREE_PUBLIC_COLUMN = {"previous_final": "previous", "current_budget": "budget", "current_final": "final"}


def read_goals(block: Block, claims: Claims) -> None:
    """Claim 预期目标 and 实际完成情况 from the first row under their head."""
    goals = vocabulary("columns.goals")
    for row in block.body:
        texts = [slot for slot in row if not slot.empty and goals.exact(slot.text) is None and len(slot.key) > 1]
        if not texts:
            continue
        by_column = _covering(row, block)
        if set(by_column) != {"expected", "actual"} and len(texts) > 1:
            by_column = {"expected": texts[-2], "actual": texts[-1]}
        for code, slot in by_column.items():
            claims.add(f"goals.{code}", "text", slot.text.strip(), slot.place)
        return


def _covering(row: Row, block: Block) -> dict[str, Slot]:
    found: dict[str, Slot] = {}
    for code, (start, end) in block.columns.items():
        for slot in row:
            if slot.col < end and start < slot.col + slot.width and not slot.empty:
                found.setdefault(code, slot)
    return found


def claim_goal_row(row: Row, claims: Claims) -> None:
    """Claim a goal whose label stands beside it: `预期目标 | …`."""
    goals = vocabulary("columns.goals")
    printed = [slot for slot in row if not slot.empty]
    for label, text in itertools.pairwise(printed):
        code = goals.exact(label.text)
        if code is not None and goals.exact(text.text) is None and len(text.key) > 3 and not is_figure(text.text):  # noqa: PLR2004
            claims.add(f"goals.{code}", "text", text.text.strip(), text.place)


_GOAL_LINE = re.compile(r"^\s*(?P<label>[^\s:：]{4,14})(?:\s*[:：]\s*|\s+)(?P<text>\S.*)$", re.DOTALL)


def claim_goal_line(line: Line, claims: Claims) -> None:
    """Claim a goal that stands in a line behind its label: `预期目标 严格按照…`."""
    match = _GOAL_LINE.match(line.text)
    if (
        match
        and (code := vocabulary("columns.goals").exact(match["label"]))
        and vocabulary("columns.goals").exact(match["text"]) is None
    ):
        claims.add(f"goals.{code}", "text", match["text"].strip(), Place(line.id, match["text"].strip()))


def read_base_data(block: Block, unit: str, claims: Claims) -> None:
    """Claim the rows of 基础数据表; 三公经费 in it also where it belongs."""
    first = min(start for start, _ in block.columns.values())
    width = max(len(row) for row in block.head)
    for slot in (slot for row in block.head for slot in row):
        if found := unit_in(slot.text):
            claims.add("base_data.unit_as_printed", "text", found, slot.place)
            break
    for number, row in enumerate(block.body):
        cells, _ = align(row, {"label": (first - 1, first), **block.columns}, width, exact=block.grid.exact)
        figures = {code: slot for code, slot in cells.items() if code != "label" and is_figure(slot.text)}
        labels = [s for s in row if not s.empty and s.col < first and not is_figure(s.text)]
        if not figures or not labels:
            continue
        label = labels[-1]
        _claim_base_row(label, figures, unit, claims.inside(f"base_data.rows[{block.grid.id}.{number}]."))
        item = vocabulary("rows.three_public").exact(label.text)
        if item is not None:
            _claim_three_public(item, label, figures, unit, claims)


def _claim_base_row(label: Slot, figures: dict[str, Slot], unit: str, claims: Claims) -> None:
    claims.add("label", "text", label_text(label.text), label.place)
    for code, slot in figures.items():
        claims.cell(code, slot.place, unit_in(label.text) or unit)


def _claim_three_public(item: str, label: Slot, figures: dict[str, Slot], unit: str, claims: Claims) -> None:
    own = claims.inside(f"three_public.rows[{item}].")
    own.code("item", item)
    own.add("label", "text", label_text(label.text), label.place)
    for code, slot in figures.items():
        own.cell(_THREE_PUBLIC_COLUMN[code], slot.place, unit)


_CLASS = re.compile("人员|教师|编制|公务员|干部|职工|岗位|工勤|教辅")
_ALL = {"合计", "总计", "小计", ""}


def read_staffing(block: Block, claims: Claims) -> None:
    """Claim 编制数, 实际在职人数 and 控制率: of all from the row without a label or of the sum, else of a class."""
    width = max(len(row) for row in block.head)
    first = min(start for start, _ in block.columns.values())
    for number, row in enumerate(block.body):
        cells, _ = align(row, block.columns, width, exact=block.grid.exact)
        figures = {code: slot for code, slot in cells.items() if is_figure(slot.text)}
        label = next((slot for slot in row if slot.col < first and not slot.empty), None)
        key = label_key(label.text) if label is not None and not is_figure(label.text) else ""
        if key in _ALL and figures:
            _claim_staff(figures, claims.inside("staffing."))
        elif "退休" in key and "actual" in figures:
            _claim_staff({"retired": figures["actual"]}, claims.inside("staffing."))
        elif label is not None and _CLASS.search(key) and figures:
            own = claims.inside(f"staffing.breakdown[{block.grid.id}.{number}].")
            own.add("label", "text", label_text(label.text), label.place)
            _claim_staff({code: slot for code, slot in figures.items() if code != "control_rate"}, own)


def _claim_staff(figures: dict[str, Slot], own: Claims) -> None:
    for code, slot in figures.items():
        own.cell(code, slot.place, "%" if code == "control_rate" else "人")


def read_evaluators(block: Block, claims: Claims) -> None:
    """Claim the people of the evaluation group, one a row."""
    width = max(len(row) for row in block.head)
    for number, row in enumerate(block.body):
        cells, _ = align(row, block.columns, width, exact=block.grid.exact)
        name = cells.get("name")
        if name is None or not re.fullmatch(r"[\u4e00-\u9fff·]{2,6}", name.key) or len(label_key(name.text)) < 2:  # noqa: PLR2004
            continue
        for code, slot in cells.items():
            if not slot.empty:
                text = plain(slot.text) if code == "name" else slot.text.strip()
                claims.add(f"profile.evaluators[{block.grid.id}.{number}].{code}", "text", text, slot.place)
