"""Build reports for tests from compact data, in the notation of the hand labels: "503.37万元", "10分", "95.93%"."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from extractor.records.evidence import Evidence
from extractor.records.quantity import find_quantities, parse_quantity
from extractor.records.report import Date, Figure, Indicator, Measure, Report, Section, Text, ThreePublicRow, Year

SOURCE = {"file": "示例.txt", "sha256": "0" * 64, "media_type": "text/plain", "pages": 1}
_ASIDE = {"report", "neutral", "accept", "note"}
_NUMBER = re.compile(r"[+-]?[\d,.]+")


def report_from_compact(data: dict[str, Any]) -> Report:
    """Return the record of a compact label; each value gets a place of its own, L0001, L0002 …"""
    lines = (f"L{number:04}" for number in itertools.count(1))
    kept = {key: value for key, value in data.items() if key not in _ASIDE}
    return Report.model_validate({"source": SOURCE, **_record(kept, Report, lines)})


def load_compact(path: Path) -> Report:
    """Return the record of a hand label."""
    return report_from_compact(json.loads(path.read_text(encoding="utf-8")))


def figure(text: str, line: str = "L0001", **more: Any) -> Figure:
    """Return a figure such as 503.37万元 with a synthetic place."""
    quantity = parse_quantity(text.lstrip("-")) if text.startswith("-") else parse_quantity(text)
    if quantity is None:
        raise ValueError(text)
    value = -quantity.value if text.startswith("-") else quantity.value
    facts = {"approximate": True} if quantity.approximate else {}
    return Figure(text=quantity.text, value=value, unit=quantity.unit, at=place(line, text), **facts, **more)


def place(line: str = "L0001", quote: str = "…") -> Evidence:
    """Return a synthetic place."""
    return Evidence(page=1, line=line, quote=quote)


def _record(data: dict[str, Any], model: type[BaseModel], lines: Iterator[str]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in data.items():
        name = key.removesuffix("_starts")
        if name not in model.model_fields:
            continue
        made[name] = _value(value, model.model_fields[name].annotation, lines, whole=name == key)
    return {**_defaults(data, model), **made}


def _defaults(data: dict[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Return what a record needs and a hand label leaves out."""
    if model is Section:
        return {"number": "", "text": "", "first_line": "L0001", "last_line": "L0001"}
    return {"label": Text(text=data.get("item", ""), at=place())} if model is ThreePublicRow else {}


def _filled_down(rows: list[Any]) -> list[Any]:
    """Let the rows of a merged cell share its place."""
    made: list[Any] = []
    for row in rows:
        above = made[-1] if made else None
        same = (
            isinstance(row, Indicator)
            and above
            and row.level1
            and above.level1
            and row.level1.text == above.level1.text
        )
        shared = {"level1": above.level1, "level1_weight": above.level1_weight} if same else {}
        made.append(row.model_copy(update=shared) if shared else row)
    return made


def _value(value: Any, annotation: Any, lines: Iterator[str], *, whole: bool = True) -> Any:
    kinds = list(_kinds(annotation))
    record = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
    if isinstance(value, list):
        return tuple(_filled_down([_value(part, annotation, lines) for part in value]))
    if isinstance(value, dict):
        return Text(**value) if record is None else record.model_validate(_record(value, record, lines))
    if record is None:
        return value
    return _leaf(value, kinds, place(next(lines), str(value)), whole=whole)


def _leaf(text: str, kinds: list[Any], at: Evidence, *, whole: bool) -> Any:
    if Measure in kinds:
        return _measure(text, at, whole=whole)
    if Figure in kinds and parse_quantity(text.lstrip("-")) is not None:
        return figure(text).model_copy(update={"at": at})
    if Date in kinds or Year in kinds:
        return (Date if Date in kinds else Year)(text=text, value=text, at=at)
    return Text(text=text, at=at)


def _measure(text: str, at: Evidence, *, whole: bool) -> Measure:
    quantities = find_quantities(text)
    if len(quantities) != 1 or not whole:
        return Measure(text=text, at=at)
    one = quantities[0]
    return Measure(text=text, at=at, operator=one.operator or None, value=one.value, unit=one.unit or None,
                   approximate=one.approximate or None)  # fmt: skip


def _kinds(annotation: Any) -> Iterator[Any]:
    """Yield the classes inside `X | None`, `tuple[X, ...]` and unions."""
    if get_origin(annotation) in {Union, UnionType, tuple}:
        for part in get_args(annotation):
            yield from _kinds(part)
    elif annotation is not type(None):
        yield annotation
