"""A record with some of its values changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from extractor.records.base import Record

_STEP = re.compile(r"[a-z_0-9]+|\[\d+\]")

_R = TypeVar("_R", bound=Record)


def edited(record: _R, changes: Mapping[str, Any]) -> _R:
    """Return a record with other values at some paths (None blanks); raises KeyError where a path leads nowhere."""
    for path, value in changes.items():
        record = _set(record, _STEP.findall(path), value)
    return record


def _set(node: Any, steps: list[str], value: Any) -> Any:
    if not steps:
        return value
    step, *rest = steps
    if step.startswith("["):
        index = int(step[1:-1])
        return (*node[:index], _set(node[index], rest, value), *node[index + 1 :])
    if not isinstance(node, Record):
        raise KeyError(step)
    return node.model_copy(update={step: _set(getattr(node, step), rest, value)})
