"""The record that a perfect reader would make of a labelled report.

It shows what checks and drafts do when nothing was misread, apart from any reader. A label says what is printed, not
where, so every value stands at the line `L0000`, with its own words as quote.
"""

from __future__ import annotations

from typing import Any

from extractor.eval.labels import NOT_LABELLED, STARTS, Field, Label, field_of, printed
from extractor.records.base import Record
from extractor.records.evidence import Evidence
from extractor.records.report import Report, Section, Source

_NOWHERE = "L0000"


def record_of(label: Label) -> Report:
    """Return a label as a record; texts of which only the opening is labelled hold the opening."""
    data = _group(label.fields, Report)
    sections = [_section(heading.level, heading.title) for heading in label.sections]
    source = Source(file=label.report, sha256="", media_type="text/plain", pages=1)
    return Report.model_validate({**data, "source": source, "sections": sections})


def _group(fields: dict[str, Any], model: type[Record]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, value in fields.items():
        name = key.removesuffix(STARTS)
        field = None if model is Report and name in NOT_LABELLED else field_of(model, name)
        if field is not None and key != "note":
            data[name] = _value(value, field)
    return data


def _value(value: Any, field: Field) -> Any:
    if field.model is not None and field.kind == "rows":
        return [_row(row, field.model) for row in value]
    if field.model is not None:
        return _group(value, field.model)
    return value if field.kind == "plain" else _leaf(value, field)


def _row(fields: dict[str, Any], model: type[Record]) -> dict[str, Any]:
    """Return one row; a row that is labelled by its code alone gets the code as its words."""
    if "label" in model.model_fields and "label" not in fields:
        fields = {**fields, "label": fields.get("item", "")}
    return _group(fields, model)


def _leaf(text: str, field: Field) -> dict[str, Any]:
    leaf: dict[str, Any] = {"text": text, "at": Evidence(page=1, line=_NOWHERE, quote=text)}
    figure = printed(text)
    if field.kind == "date":
        leaf["value"] = text
    elif figure is not None and field.kind != "text":
        leaf |= {"value": figure.value, "unit": figure.unit}
        if field.kind == "measure":
            leaf["operator"] = figure.operator or None
        else:
            leaf["text"] = text.removesuffix(figure.unit)
    return leaf


def _section(level: int, title: str) -> Section:
    return Section(number="", title=title, level=level, text="", first_line=_NOWHERE, last_line=_NOWHERE)
