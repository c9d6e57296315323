"""A label as a list of leaves that a sheet can hold, and back: `budget.rows[0].executed` → `503.37万元`.

A path counts rows from 0, as `accept` does; `goals.expected_starts` and `budget.note` are leaves too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

from extractor.eval.labels import NOT_LABELLED, STARTS, Accept, Field, Label, field_of, printed
from extractor.eval.scoring.align import KEYS
from extractor.records import paths
from extractor.records.base import Record
from extractor.records.quantity import fold
from extractor.records.report import Report

NOTE = "note"
HIDDEN = NOT_LABELLED | {"notes"}
"""Top-level fields of a record that no label has."""

CODES = {
    "total": "合计", "basic": "基本支出", "personnel": "人员经费", "public": "公用经费", "project": "项目支出",
    "general_project": "一般性项目", "key_project": "重点项目", "fiscal": "财政拨款", "special_account": "专户管理资金",
    "own_funds": "单位资金", "carryover": "上年结转", "other": "其他资金", "central": "中央资金",
    "provincial": "省级资金", "local": "地方资金", "abroad": "因公出国（境）", "vehicles": "公务用车",
    "vehicle_purchase": "公务用车购置", "vehicle_operation": "公务用车运行维护", "reception": "公务接待",
}  # fmt: skip
"""What each code of a row means, for a person."""

_STEP = re.compile(r"([a-z_0-9]+)(?:\[(\d+)\])?")
_NUMBER = re.compile(r"\[(\d+)\]")
_NOTHING: tuple[Any, ...] = (None, "", {}, [])
_BARE = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")


class Leaf(NamedTuple):
    """One labelled value; only a flag such as `items_closed` is no text."""

    path: str
    value: str | bool


class Spot(NamedTuple):
    """What may stand at a path: the kind of field, the codes to choose from, whether it is yes or no."""

    field: Field
    choices: tuple[str, ...] = ()
    flag: bool = False


def leaves(fields: dict[str, Any], path: str = "") -> Iterator[Leaf]:
    """Yield every value of a label's fields in their order; empty groups and empty values say nothing."""
    for key, value in fields.items():
        yield from _leaves(value, f"{path}.{key}" if path else key)


def grown(found: Iterable[Leaf]) -> dict[str, Any]:
    """Return the fields that consist of these leaves, whose paths must be `spot`s.

    Rows stand in the order of their numbers; where rows are missing, those behind move up.
    """
    tree: dict[Any, Any] = {}
    for path, value in found:
        *groups, last = _keys(path)
        node = tree
        for key in groups:
            node = node.setdefault(key, {})
        node[last] = value
    fields: dict[str, Any] = _closed_up(tree)
    return fields


def moved_up(path: str, found: Iterable[str]) -> str | None:
    """Return the path that a leaf has in what `grown` makes of the paths `found`; None when its row is not there."""
    numbers: dict[str, set[int]] = {}
    for other in found:
        for match in _NUMBER.finditer(other):
            numbers.setdefault(other[: match.start()], set()).add(int(match[1]))
    moved, end = "", 0
    for match in _NUMBER.finditer(path):
        there, number = numbers.get(path[: match.start()], set()), int(match[1])
        last = max(there, default=0)
        if number < last and number not in there:
            return None
        gaps = set(range(min(number, last))) - there
        moved += f"{path[end : match.start()]}[{number - len(gaps)}]"
        end = match.end()
    return moved + path[end:]


def normal(label: Label) -> Label:
    """Return a label without what says nothing: empty groups, a path that is accepted twice, the order of `accept`."""
    also: dict[str, tuple[str | None, ...]] = {}
    for accept in label.accept:
        also[accept.path] = tuple(dict.fromkeys((*also.get(accept.path, ()), *accept.also)))
    accepted = tuple(Accept(path=path, also=answers) for path, answers in sorted(also.items()) if answers)
    return label.model_copy(update={"fields": _pruned(label.fields), "accept": accepted})


@cache
def spot(path: str) -> Spot | None:
    """Return what may stand at the path of a leaf; None when the record has no such leaf."""
    steps = _STEP.findall(path)
    if ".".join(f"{name}[{index}]" if index else name for name, index in steps) != path:
        return None
    model: type[Record] | None = Report
    for name, index in steps[:-1]:
        field = _field(model, name)
        if field is None or field.model is None or (field.kind == "rows") != bool(index):
            return None
        model = field.model
    return _spot(model, *steps[-1]) if steps else None


def title(path: str) -> str:
    """Return the Chinese name of a leaf: 全年预算数; the path itself when the record has no such field."""
    group, _, name = path.rpartition(".")
    if name == NOTE:
        return "备注"
    try:
        words = paths.title(f"{group}.{name.removesuffix(STARTS)}".lstrip("."))
    except KeyError:
        return path
    return f"{words}（开头几个字）" if name.endswith(STARTS) else words


def group_of(path: str) -> str:
    """Return the first step of a path: `budget`."""
    return re.split(r"[.\[]", path, maxsplit=1)[0]


def row_of(fields: dict[str, Any], path: str) -> str:
    """Return the words that name the rows on the way to a leaf: `道路养护 · 年度资金总额`."""
    names: list[str] = []
    node: Any = fields
    for name, index in _STEP.findall(path)[:-1]:
        node = node.get(name) or {}
        if index:
            node = node[int(index)] if int(index) < len(node) else {}
            names += [_row_name(node) or f"第{int(index) + 1}行"]
    return " · ".join(names)


def parted(text: str, kind: str) -> tuple[str, str]:
    """Return a labelled figure as number and unit; any other text has no unit. `joined` puts them together."""
    figure = printed(text) if kind in {"figure", "amount"} else None
    number = text.removesuffix(figure.unit) if figure else text
    return (number, text[len(number) :]) if _BARE.fullmatch(fold(number)) else (text, "")


def joined(text: str, unit: str) -> str:
    """Return a bare number with its unit; a text that is more than a number keeps what it says."""
    return f"{text}{unit}" if _BARE.fullmatch(fold(text)) else text


def _leaves(value: Any, path: str) -> Iterator[Leaf]:
    if isinstance(value, dict):
        yield from leaves(value, path)
    elif isinstance(value, list):
        for index, row in enumerate(value):
            yield from _leaves(row, f"{path}[{index}]")
    elif value not in _NOTHING:
        yield Leaf(path, value)


def _pruned(node: Any) -> Any:
    if isinstance(node, dict):
        kept = {key: _pruned(value) for key, value in node.items()}
        return {key: value for key, value in kept.items() if value not in _NOTHING}
    return [row for row in map(_pruned, node) if row not in _NOTHING] if isinstance(node, list) else node


def _keys(path: str) -> Iterator[str | int]:
    for name, index in _STEP.findall(path):
        yield name
        if index:
            yield int(index)


def _closed_up(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    if all(isinstance(key, int) for key in node) and node:
        return [_closed_up(node[index]) for index in sorted(node)]
    return {key: _closed_up(value) for key, value in node.items()}


def _field(model: type[Record] | None, name: str) -> Field | None:
    hidden = model is None or (model is Report and name in HIDDEN)
    return None if hidden or model is None else field_of(model, name)


def _spot(model: type[Record] | None, name: str, index: str) -> Spot | None:
    if name == NOTE:
        return None if index else Spot(Field("plain"))
    field = _field(model, name.removesuffix(STARTS))
    if model is None or field is None or field.model is not None or index:
        return None
    if field.kind != "plain":
        return Spot(field)
    codes = tuple(_codes(model.model_fields[name].annotation)) if name in model.model_fields else ()
    return Spot(field, tuple(code for code in codes if isinstance(code, str)), flag=bool in codes)


def _codes(annotation: Any) -> Iterator[Any]:
    """Yield the codes that a field may hold, and `bool` for a flag."""
    if annotation is bool:
        yield bool
    elif get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for part in get_args(annotation):
            yield from _codes(part)


def _row_name(row: dict[str, Any]) -> str:
    code = row.get("item") or ""
    return next((str(row[key]) for key in KEYS if row.get(key)), CODES.get(code, code))
