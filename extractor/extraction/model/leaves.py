"""The leaves of an answer with the fields of the record that they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from extractor.extraction.model.answers import Form, Leaf, Sum
from extractor.extraction.rules.siblings import change_path, share_paths
from extractor.records import paths
from extractor.records.report import Date, Figure, Measure, Report, Text, Year

Kind = Literal["figure", "amount", "text", "date", "year", "measure"]

_ASIDE = "sign"
"""Leaves that no field holds; they complete another one of their row."""


class Said(NamedTuple):
    """One leaf of an answer. `row` is the path of the innermost row it belongs to, "" for none."""

    path: str
    text: str
    at: str
    row: str = ""

    @property
    def name(self) -> str:
        """The last step of the path."""
        return self.path.rpartition(".")[2]

    @property
    def field(self) -> str:
        """The path without its row keys: budget.rows.initial."""
        return bare(self.path)


class Coded(NamedTuple):
    """A code of a row, which has no place on paper."""

    path: str
    value: str
    row: str


def said(answer: Form, mark: str) -> Iterator[Said | Coded]:
    """Yield the leaves and codes of an answer; rows are keyed by `mark` and their number, until places name them."""
    yield from _group(answer, "", "", mark)


def _group(form: Form, prefix: str, row: str, mark: str) -> Iterator[Said | Coded]:
    for name in type(form).model_fields:
        value = getattr(form, name)
        if value is not None:
            yield from _field(value, f"{prefix}{name}", row, mark)


def _field(value: Any, path: str, row: str, mark: str) -> Iterator[Said | Coded]:
    if isinstance(value, Leaf):
        if value.text.strip():
            yield Said(path, value.text, value.at, row)
    elif isinstance(value, Sum):
        yield from _sum(value, path, row)
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            key = f"{path}[{mark}.{number}]"
            yield from _group(part, f"{key}.", key, mark)
    elif isinstance(value, Form):
        yield from _group(value, f"{path}.", row, mark)
    elif isinstance(value, str):
        yield Coded(path, value, row)


def _sum(value: Sum, path: str, row: str) -> Iterator[Said]:
    if value.text and value.text.strip() and value.at:
        yield Said(path, value.text, value.at, row)
    for name, other in siblings(path).items():
        leaf = getattr(value, name)
        if leaf is not None and leaf.text.strip() and other is not None:
            yield Said(other, leaf.text, leaf.at, row)


def siblings(path: str) -> dict[str, str | None]:
    """Return where change, growth and share of an amount stand in the record; None where it has no such field."""
    share, share_of = share_paths(path)
    found = {
        "change": change_path(path, "change_from_previous"),
        "growth": change_path(path, "growth"),
        "share": share,
        "share_of": share_of,
    }
    return {name: other if other and paths.exists(bare(other)) else None for name, other in found.items()}


def bare(path: str) -> str:
    """Return a path without row keys."""
    steps = []
    for step in path.split("["):
        _, closed, rest = step.partition("]")
        steps.append(rest if closed else step)
    return "".join(steps)


@cache
def kind_of(field: str) -> Kind | None:
    """Return what a field of the record holds; None when the record has no such field, or it holds no value."""
    model: type[BaseModel] = Report
    annotation: Any = None
    for step in field.split("."):
        if step not in model.model_fields:
            return None
        annotation = model.model_fields[step].annotation
        model = paths.record_type(annotation) or model
    found = set(_types(annotation))
    if Measure in found:
        return "measure"
    if Year in found:
        return "year"
    if Date in found:
        return "date"
    if Figure in found:
        return "amount" if Text in found else "figure"
    return "text" if Text in found else None


def _types(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type):
        yield annotation
    elif get_origin(annotation) is not None:
        for part in get_args(annotation):
            yield from _types(part)


def is_aside(field: str) -> bool:
    """Whether a leaf only completes another one of its row."""
    return field.rpartition(".")[2] == _ASIDE
