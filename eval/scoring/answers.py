"""The answers of another tool, as a record that our scorers can judge.

An answer is JSON in the names of the record (`zongshu schema`). A field may be written

- as in record.json: `{"text": "503.37", "value": "503.37", "unit": "万元", "at": {…}}`; a place may have no more than
  `page` and `box`, and a field may have none at all;
- as a value with its unit: `{"value": "503.37", "unit": "万元"}`;
- as in a hand label: `"503.37万元"`, dates as `"2025-06-24"`;
- as a bare number: `503.37`. It is taken as a figure without a unit, and so scored as one with a wrong unit: which
  unit an amount has must be read, it is not given away by the label.

Nothing is read into an answer. Names that the record does not have, and values that do not fit their field (`若干` for
a number, an unknown code), are left out and named in the record's notes; a value without `at` stands nowhere.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from extractor.errors import RecordError, reason_of
from extractor.eval.labels import NOT_LABELLED, STARTS, Field, field_of
from extractor.eval.scoring.answer_values import field_type, fits, place_of, value_of
from extractor.eval.scoring.quotes import NOWHERE
from extractor.records.base import Record
from extractor.records.report import Report, Section

_ASIDES = frozenset({"note", "report", "accept", "neutral"})
"""Names of a hand label that are no field."""

_AS_THEY_ARE = (NOT_LABELLED | {"notes"}) - {"sections"}
"""Parts of a record.json that no label speaks of."""

_SECTION = {"number": "", "text": "", "first_line": NOWHERE, "last_line": NOWHERE}
_SHOWN = 8
_HINT = "答案要按记录的字段名写成 JSON，见 zongshu schema"


def load_answer(path: Path) -> Report:
    """Read the answer of another tool; raises RecordError when the file is not a JSON object of named fields."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise RecordError(f"{path} 打不开：{reason_of(error)}", "请检查文件是否还在") from error
    except (ValueError, RecursionError) as error:
        raise RecordError(f"{path} 不是 JSON", _HINT) from error
    return report_of(data, path.name)


def report_of(data: Any, name: str) -> Report:
    """Return an answer as a record.

    Args:
        data: what the JSON holds; fractions as Decimal keep every digit.
        name: the file, for the errors and as the record's source.

    Raises:
        RecordError: not an object, or a list or group that is none.

    """
    reader = _Reader(name)
    source = {"file": name, "sha256": "", "media_type": "application/json", "pages": 1}
    fields = {"source": source, **reader.group(reader.object(data, "最外层"), Report, "")}
    fields["notes"] = (*fields.get("notes", ()), *reader.notes())
    try:
        return Report.model_validate(fields)
    except ValidationError as error:
        where = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise RecordError(f"{name} 的 {where} 不合记录的格式", _HINT) from error


class _Reader:
    """The walk over one answer; it keeps the names of what does not fit."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._unknown: list[str] = []
        self._unfit: list[str] = []

    def notes(self) -> list[str]:
        """Return what was left out, each kind in one sentence."""
        left_out = (("不认识的字段", self._unknown), ("不合字段的值", self._unfit))
        return [
            f"没有计入{what} {len(paths)} 处：{'、'.join(paths[:_SHOWN])}{'等' if len(paths) > _SHOWN else ''}"
            for what, paths in left_out
            if paths
        ]

    def object(self, value: Any, where: str) -> dict[str, Any]:
        """Return a value that must be a group of named fields."""
        return value if isinstance(value, dict) else self._refuse(where, "按字段名写的一组")

    def group(self, data: dict[str, Any], model: type[Record], path: str) -> dict[str, Any]:
        """Return the fields of a group or row as the record has them."""
        fields: dict[str, Any] = {}
        for key, value in data.items():
            name = key.removesuffix(STARTS)
            where = f"{path}.{name}" if path else name
            if key in _ASIDES or value is None:
                continue
            if (field := field_of(model, name)) is None:
                self._unknown.append(where)
            elif (read := self._value(value, field, where, model)) is not None:
                fields[name] = read
        return fields

    def _value(self, value: Any, field: Field, where: str, model: type[Record]) -> Any:
        name = where.rpartition(".")[2]
        if model is Report and name == "sections":
            return self._sections(value)
        as_it_is = field.kind == "plain" or (model is Report and name in _AS_THEY_ARE)
        if field.kind == "rows" and field.model is not None and not as_it_is:
            rows = [self._row(row, field.model, f"{where}[{i}]") for i, row in enumerate(self._list(value, where))]
            return [row for row in rows if row is not None]
        if field.model is not None and not as_it_is:
            return self.group(self.object(value, where), field.model, where)
        read = (value if fits(field_type(model, name), value) else None) if as_it_is else value_of(value, field)
        if read is None:
            self._unfit.append(where)
        return read

    def _row(self, row: Any, model: type[Record], where: str) -> dict[str, Any] | None:
        """Return one row; a name that the record requires may be empty, a code may not."""
        fields = self.group(self.object(row, where), model, where)
        for name, known in model.model_fields.items():
            if known.is_required() and name not in fields:
                if field_of(model, name) == Field("plain"):
                    self._unfit.append(where)
                    return None
                fields[name] = {"text": "", "at": place_of({}, "")}
        return fields

    def _sections(self, value: Any) -> list[dict[str, Any]]:
        found = []
        for index, row in enumerate(self._list(value, "sections")):
            given = self.object(row, f"sections[{index}]")
            section = {**_SECTION, **{key: part for key, part in given.items() if key in Section.model_fields}}
            if fits(Section, section):
                found.append(section)
            else:
                self._unfit.append(f"sections[{index}]")
        return found

    def _list(self, value: Any, where: str) -> list[Any]:
        return value if isinstance(value, list) else self._refuse(where, "列表")

    def _refuse(self, where: str, wanted: str) -> NoReturn:
        raise RecordError(f"{self._name} 的 {where} 应是{wanted}", _HINT)
