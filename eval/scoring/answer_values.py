"""One value of another tool's answer, as the record writes it; None when it does not fit its field."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from extractor.eval.labels import Field, printed
from extractor.eval.scoring.quotes import NOWHERE
from extractor.records.base import Record
from extractor.records.evidence import Evidence
from extractor.records.report import Figure, Measure, Text

_BESIDE = ("also_at", "alternatives", "corrected")
"""What a record keeps beside any value."""

_OF_MEASURE = ("unit", "operator", "approximate")
_OF_FIGURE = ("unit", "status", "approximate")


def value_of(value: Any, field: Field) -> dict[str, Any] | None:
    """Return a value as the record has it: from an object, or from a text or number as in a hand label."""
    if isinstance(value, dict):
        return _written_out(value, field)
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    text = str(value)
    figure = printed(text) if field.kind in {"figure", "amount", "measure"} else None
    if field.kind == "date":
        return {"text": text, "at": place_of({}, text), "value": text}
    if figure is None:
        return None if field.kind == "figure" else {"text": text, "at": place_of({}, text)}
    leaf = {"at": place_of({}, text), "value": figure.value, "unit": figure.unit}
    if field.kind == "measure":
        return {**leaf, "text": text, "operator": figure.operator or None}
    return {**leaf, "text": text.removesuffix(figure.unit)}


def place_of(data: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return the place of a value; what an answer does not say of it, or not as a place, is nowhere."""
    nowhere = {"page": 1, "line": NOWHERE, "quote": text}
    given = data.get("at")
    known = given.items() if isinstance(given, dict) else ()
    place = {**nowhere, **{key: part for key, part in known if key in Evidence.model_fields}}
    return place if fits(Evidence, place) else nowhere


def fits(wanted: Any, value: Any) -> bool:
    """Whether a value can be read as a type of the record."""
    try:
        _adapter(wanted).validate_python(value)
    except ValidationError:
        return False
    return True


def field_type(model: type[Record], name: str) -> Any:
    """Return the type that a record gives to a field."""
    return model.model_fields[name].annotation


@cache
def _adapter(wanted: Any) -> TypeAdapter[Any]:
    return TypeAdapter(wanted)


def _written_out(data: Mapping[str, Any], field: Field) -> dict[str, Any] | None:
    """Return a value that an answer writes as an object: its text, or its value and unit, and its place."""
    text = _text(data, field)
    if text is None:
        return None
    beside = {name: data[name] for name in _BESIDE if name in data and fits(field_type(Text, name), data[name])}
    leaf = {"text": text, "at": place_of(data, text), **beside}
    number = _decimal(data.get("value"))
    if field.kind == "date":
        return {**leaf, "value": str(data.get("value", text))}
    if field.kind == "text" or (number is None and data.get("value") is None):
        return None if field.kind == "figure" else leaf
    return None if number is None else {**leaf, "value": number, **_of_number(data, field)}


def _text(data: Mapping[str, Any], field: Field) -> str | None:
    """Return the words of a value; without them its value as the field would print it."""
    text = data.get("text")
    if isinstance(text, str):
        return text
    value = data.get("value")
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    if field.kind != "measure":
        return str(value)
    return f"{data.get('operator') or ''}{value}{data.get('unit') or ''}"


def _of_number(data: Mapping[str, Any], field: Field) -> dict[str, Any]:
    """Return what a record says of a number beside its value: the unit, the sign of a target, the status."""
    model, names = (Measure, _OF_MEASURE) if field.kind == "measure" else (Figure, _OF_FIGURE)
    kept = {name: data[name] for name in names if name in data and fits(field_type(model, name), data[name])}
    return kept if "unit" in kept or field.kind == "measure" else {**kept, "unit": ""}


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    try:
        number = Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
