"""Hand labels: what a careful person reads in a report, written compactly in the names of the record.

A label is JSON. A figure is its printed number with its unit (`"503.37万元"`), a date is ISO, a text is plain and its
spaces do not count; `goals.expected_starts` gives the opening words of `goals.expected`; `note` is a remark. Beside the
fields stand `accept` (other right answers), `neutral` (paths where more figures than labelled are no fault),
`sections` (headings that must be found) and `report` (the file that was labelled).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from extractor.records.base import Record
from extractor.records.quantity import fold, parse_quantity
from extractor.records.report import Corrected, Date, Figure, Measure, Report, Text, Year

STARTS = "_starts"
NOT_LABELLED = frozenset(
    (
        *("schema_version", "source", "layout", "sections", "moves", "reviews", "unread", "coverage", "rejected"),
        *("problems", "run"),
    )
)
"""Top-level fields of a record that a label does not speak of (sections are compared on their own)."""

_NUMBER = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?)(.*)", re.DOTALL)
_INDEX = re.compile(r"\[\d+\]")

FieldKind = Literal["figure", "amount", "measure", "date", "text", "plain", "record", "rows"]


class Field(NamedTuple):
    """What kind of value a field of the record holds; `model` is the record of a group or of one row."""

    kind: FieldKind
    model: type[Record] | None = None


class Accept(Record):
    """Other right answers for one field; null means that an absent field is right too."""

    path: str
    also: tuple[str | None, ...]


class Heading(Record):
    """A section that the reader has to find, with its level."""

    level: int
    title: str


class Label(Record):
    """One labelled report."""

    report: str
    fields: dict[str, Any]
    accept: tuple[Accept, ...] = ()
    neutral: tuple[str, ...] = ()
    sections: tuple[Heading, ...] = ()

    def also(self, path: str) -> tuple[str | None, ...]:
        """Return the other right answers for a field."""
        return tuple(answer for accept in self.accept if accept.path == path for answer in accept.also)

    def is_neutral(self, path: str) -> bool:
        """Whether an unlabelled figure at this path is no fault."""
        bare = _INDEX.sub("", path)
        return any(bare == name or bare.startswith(f"{name}.") for name in self.neutral)


class Printed(NamedTuple):
    """A labelled figure: its value and unit, and its operator (≥) when it is a target."""

    value: Decimal
    unit: str
    operator: str = ""


def load_label(path: Path) -> Label:
    """Read a label file; an unknown key beside the fields of the record is kept and found by `label_problems`."""
    data = json.loads(path.read_text(encoding="utf-8"))
    asides = {name: data.pop(name) for name in ("report", "accept", "neutral", "sections") if name in data}
    return Label.model_validate({"report": path.stem, **asides, "fields": data})


def printed(text: str) -> Printed | None:
    """Return the figure that a labelled text consists of: `503.37万元`, `≥4次`; None when it is words."""
    if (quantity := parse_quantity(text)) is not None:
        return Printed(quantity.value, quantity.unit, quantity.operator)
    match = _NUMBER.fullmatch(fold(text).strip())
    return Printed(Decimal(match[1].replace(",", "")), match[2].strip()) if match else None


def plain(text: str) -> str:
    """Return a text for comparison: width folded, without any space or line break."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@cache
def field_of(model: type[Record], name: str) -> Field | None:
    """Return the kind of a record's field, or None when the record has no such field."""
    if name not in model.model_fields:
        return None
    annotation = model.model_fields[name].annotation
    types = set(_record_types(annotation))
    if Measure in types:
        return Field("measure")
    if types & {Date, Year}:
        return Field("date")
    if Figure in types:
        return Field("amount" if Text in types else "figure")
    if Text in types:
        return Field("text")
    groups = [found for found in types if found is not Corrected]
    return Field("rows" if _is_rows(annotation) else "record", groups[0]) if groups else Field("plain")


def label_problems(label: Label) -> list[str]:
    """Return what in a label does not fit the record: unknown names, misplaced groups, figures without digits."""
    problems = list(_problems(label.fields, Report, ""))
    paths = [accept.path for accept in label.accept] + list(label.neutral)
    return problems + [f"{path}: no such field" for path in paths if not _exists(path)]


def _exists(path: str) -> bool:
    model: type[Record] | None = Report
    for step in _INDEX.sub("", path).split("."):
        field = field_of(model, step) if model else None
        if field is None:
            return False
        model = field.model
    return True


def _problems(node: dict[str, Any], model: type[Record], path: str) -> Iterator[str]:
    for key, value in node.items():
        name = key.removesuffix(STARTS)
        where = f"{path}.{name}" if path else name
        field = None if not path and name in NOT_LABELLED else field_of(model, name)
        if key == "note":
            continue
        if field is None:
            yield f"{where}: no such field"
        elif field.model is not None:
            yield from _group_problems(value, field, where)
        elif field.kind != "plain" and not isinstance(value, str):
            yield f"{where}: {value!r} is not a text"
        elif field.kind == "figure" and printed(value) is None:
            yield f"{where}: {value!r} is not a figure"


def _group_problems(value: Any, field: Field, where: str) -> Iterator[str]:
    assert field.model is not None  # noqa: S101 - the caller asks for groups only
    rows = value if field.kind == "rows" else [value]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield f"{where}: {value!r} is not a group"
        return
    for index, row in enumerate(rows):
        yield from _problems(row, field.model, f"{where}[{index}]" if field.kind == "rows" else where)


def _is_rows(annotation: Any) -> bool:
    return get_origin(annotation) is tuple


def _record_types(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if issubclass(annotation, Record):
            yield annotation
    elif get_origin(annotation) in {Union, UnionType, tuple}:
        for part in get_args(annotation):
            yield from _record_types(part)
