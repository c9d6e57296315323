"""Addresses of fields: `spending.basic.total`, `budget.rows[0].executed`, `projects[1].score.total`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from extractor.records.base import Record
from extractor.records.report import Figure, Measure, Report, Text

_STEP = re.compile(r"([a-z_0-9]+)|\[(\d+)\]")


def get(record: Record, path: str) -> Any:
    """Return what stands at a path, or None when any step of it is absent."""
    node: Any = record
    for name, index in _STEP.findall(path):
        node = getattr(node, name, None) if name else node[int(index)] if int(index) < len(node) else None
        if node is None:
            return None
    return node


def put(record: Any, path: str, value: Any) -> Any:
    """Return a record in which another value stands at a path; raises KeyError when the path leads nowhere."""
    return _put(record, _STEP.findall(path), value, path)


def _put(node: Any, steps: list[tuple[str, str]], value: Any, path: str) -> Any:
    if not steps:
        return value
    (name, index), *rest = steps
    if index and isinstance(node, tuple) and int(index) < len(node):
        place = int(index)
        return (*node[:place], _put(node[place], rest, value, path), *node[place + 1 :])
    if isinstance(node, Record) and name in type(node).model_fields:
        return node.model_copy(update={name: _put(getattr(node, name), rest, value, path)})
    raise KeyError(path)


def figure(record: Record, path: str) -> Figure | None:
    """Return the figure at a path; None when it is absent or a word such as 无."""
    node = get(record, path)
    return node if isinstance(node, Figure) else None


def walk(record: Record, prefix: str = "") -> Iterator[tuple[str, Text | Measure]]:
    """Yield every value of a record with its path, in the order of the schema."""
    for name in type(record).model_fields:
        yield from _walk(getattr(record, name), f"{prefix}.{name}" if prefix else name)


def _walk(node: Any, path: str) -> Iterator[tuple[str, Text | Measure]]:
    if isinstance(node, Text):
        yield path, node
    elif isinstance(node, tuple):
        for index, part in enumerate(node):
            yield from _walk(part, f"{path}[{index}]")
    elif isinstance(node, Record):
        yield from walk(node, path)


def figures(record: Record) -> Iterator[tuple[str, Figure]]:
    """Yield every figure of a record with its path."""
    return ((path, value) for path, value in walk(record) if isinstance(value, Figure))


_R = TypeVar("_R", bound=Record)


def replaced(record: _R, values: Mapping[str, Text | Measure], prefix: str = "") -> _R:
    """Return a record with other values at some paths that it has; parts without a change are kept."""
    changes: dict[str, Any] = {}
    for name in type(record).model_fields:
        old = getattr(record, name)
        new = _replaced(old, f"{prefix}.{name}" if prefix else name, values)
        if new is not old:
            changes[name] = new
    return record.model_copy(update=changes) if changes else record


def _replaced(node: Any, path: str, values: Mapping[str, Text | Measure]) -> Any:
    if isinstance(node, Text):
        return values.get(path, node)
    if isinstance(node, Record):
        return replaced(node, values, path)
    if isinstance(node, tuple) and any(isinstance(part, Record) for part in node):
        parts = tuple(_replaced(part, f"{path}[{index}]", values) for index, part in enumerate(node))
        return parts if any(new is not old for new, old in zip(parts, node, strict=True)) else node
    return node


@cache
def exists(path: str) -> bool:
    """Whether a path without row numbers names a field of the record: `budget.rows.initial`."""
    model: type[BaseModel] = Report
    for step in path.split("."):
        field = model.model_fields.get(step)
        if field is None:
            return False
        model = record_type(field.annotation) or model
    return True


@cache
def title(path: str) -> str:
    """Return the Chinese name of a field: 全年预算数 for `budget.rows[0].adjusted`."""
    model: type[BaseModel] = Report
    name = ""
    for step in re.sub(r"\[\d*\]", "", path).split("."):
        field = model.model_fields[step]
        name = field.title or step
        model = record_type(field.annotation) or model
    return name


def record_type(annotation: Any) -> type[BaseModel] | None:
    """The record class inside `X | None`, `tuple[X, ...]` or a union of values."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {Union, UnionType, tuple}:
        for part in get_args(annotation):
            if (found := record_type(part)) is not None:
                return found
    return None
