"""Whether a value may stand in a field of a label: a figure has digits, a date is ISO, a code is one that there is."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.eval.labelling import columns as c
from extractor.eval.labelling.leaves import Spot, leaves, spot
from extractor.eval.labels import STARTS, Label, label_problems, printed
from extractor.extraction.rules.fields import parse_date

_DATE = re.compile(r"\d{4}(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)


_SAID = {
    "no such field": "没有这个字段",
    "is not a text": "要写成文字（JSON 里加引号）",
    "is not a figure": "要写数字",
    "is not a group": "要写成一组字段",
}
"""What `label_problems` says, for a person."""


class Misfit(NamedTuple):
    """A value that cannot stand where it stands, and why."""

    path: str
    message: str
    value: str = ""


def from_cell(text: str, path: str, place: Spot) -> str | bool:
    """Return what is typed in a cell as a label has it: 是 as a flag, 2025年6月11日 as an ISO date."""
    if place.flag:
        return {c.YES: True, c.NO: False}.get(text, text)
    if place.field.kind == "date" and not path.endswith(STARTS) and not _is_date(text):
        return parse_date(text) or text
    return text


def misfit(value: object, path: str, place: Spot) -> str:
    """Return in Chinese why a value cannot stand at a path; empty when it can."""
    if place.flag:
        return "" if isinstance(value, bool) else f"要写{c.YES}或{c.NO}（JSON 里写 true 或 false），写的是“{value}”"
    if not isinstance(value, str):
        return f"要写成文字（JSON 里加引号），写的是“{value}”"
    if place.choices:
        return "" if value in place.choices else f"代码“{value}”不在 {'、'.join(place.choices)} 之中"
    if path.endswith(STARTS):
        return ""
    if place.field.kind == "date":
        return "" if _is_date(value) else f"日期要写成 2025-06-11，写的是“{value}”"
    wordy = place.field.kind == "figure" and printed(value) is None
    return f"要写数字，写的是“{value}”" if wordy else ""


def misfits(label: Label) -> list[Misfit]:
    """Return what in a label does not fit the record, each path once."""
    found = [_translated(problem) for problem in label_problems(label)]
    known = {one.path for one in found}
    for leaf in leaves(label.fields):
        place = spot(leaf.path)
        said = misfit(leaf.value, leaf.path, place) if place else ""
        if said and leaf.path.removesuffix(STARTS) not in known:
            found.append(Misfit(leaf.path, said, str(leaf.value)))
    return found


def _translated(problem: str) -> Misfit:
    where, _, said = problem.partition(": ")
    return Misfit(where, next((words for ending, words in _SAID.items() if said.endswith(ending)), said))


def _is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day as a label writes it: 2024, 2025-06, 2025-06-11."""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    month, day = int(match["month"] or 1), int(match["day"] or 1)
    return 1 <= month <= 12 and 1 <= day <= 31  # noqa: PLR2004 - months and days
