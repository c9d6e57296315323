"""The answer that a perfect model would give: a form filled from the true record, with what the question shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, get_args, get_origin

from extractor.extraction.model.answers import Form, Leaf, Sum
from extractor.extraction.model.leaves import siblings
from extractor.records import paths
from extractor.records.document import Document
from extractor.records.evidence import Evidence
from extractor.records.quantity import find_quantities
from extractor.records.report import Measure, Report, Text

_PIECE = re.compile(r"^(L\d+|T\d+R\d+) ", re.MULTILINE)
_CELL = re.compile(r"\[(\d+)\]")
_LONG = frozenset({"expected", "actual", "duties", "departments"})
_OPENING = 12
_NEAR = 5
_REPAIR = re.compile(r"^(?P<n>\d+)\. (?P<path>[\w.]+)（[^（）]*?(?:，(?P<row>[LT][\dR]+)这一行)?）", re.MULTILINE)


class Truth(NamedTuple):
    """A paper and the record that a careful person makes of it."""

    document: Document
    report: Report


class Asked(NamedTuple):
    """A leaf that the true answer holds: its field, where it stands, and the words."""

    path: str
    text: str
    at: str


class Filler:
    """Fills one answer; every leaf goes through `leaf`, which a liar overrides."""

    def __init__(self, truth: Truth, text: str) -> None:
        self.truth = truth
        self.shown = shown_in(text)
        self.text = text

    def answer(self, form: type[Form]) -> dict[str, Any]:
        """Return the data of an answer."""
        if form.__name__ == "RepairAnswer":
            return {"items": list(self._repairs())}
        if form.__name__ == "ProjectAnswer":
            number = self._project()
            inner = _form_of(form.model_fields["projects"].annotation)
            return {"projects": [self._group(inner, f"projects[{number}]")]} if inner and number is not None else {}
        return self._group(form, "")

    def leaf(self, path: str, text: str, at: str) -> dict[str, str]:  # noqa: ARG002 - a liar looks at the field
        """Return one leaf."""
        return {"text": text, "at": at}

    def _group(self, form: type[Form], prefix: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, field in form.model_fields.items():
            value = self._field(field.annotation, f"{prefix}.{name}" if prefix else name)
            if value not in (None, {}, []):
                found[name] = value
        return found

    def _field(self, annotation: Any, path: str) -> Any:
        inner = _form_of(annotation)
        if inner is Leaf:
            return self._leaf(path)
        if inner is Sum:
            return self._sum(path)
        if inner is None:
            return self._code(path)
        if _is_rows(annotation):
            return list(self._rows(inner, path))
        return self._group(inner, path)

    def _leaf(self, path: str) -> dict[str, str] | None:
        if path.endswith(".sign"):
            return self._sign(path)
        value = paths.get(self.truth.report, path)
        at = next(self._places(value), None) if isinstance(value, Text) else None
        if at is None:
            return None
        name = path.rpartition(".")[2]
        text = value.text[:_OPENING] if name in _LONG and not isinstance(value, Measure) else value.text
        return self.leaf(path, text, at.line)

    def _places(self, value: Text) -> Iterator[Evidence]:
        """Where a fact stands that the question shows, its first place before the others."""
        yield from (at for at in (value.at, *value.also_at) if at.line in self.shown)

    def _sign(self, path: str) -> dict[str, str] | None:
        """The sign of a target that stands in a cell of its own."""
        target = paths.get(self.truth.report, path.replace(".sign", ".target"))
        if not isinstance(target, Measure) or not target.operator or target.operator in target.text:
            return None
        places = list(self.truth.document.places.values())
        here = next(number for number, place in enumerate(places) if place.id == target.at.line)
        near = sorted(range(max(0, here - _NEAR), min(len(places), here + _NEAR)), key=lambda n: abs(n - here))
        cells = (places[number] for number in near if places[number].id in self.shown)
        sign = next((cell for cell in cells if _is_sign(cell.text, target.operator)), None)
        return self.leaf(path, sign.text.strip(), sign.id) if sign is not None else None

    def _sum(self, path: str) -> dict[str, Any] | None:
        own = self._leaf(path) or {}
        asides = {name: leaf for name, other in siblings(path).items() if other and (leaf := self._leaf(other))}
        return {**own, **asides} or None

    def _code(self, path: str) -> Any:
        value = paths.get(self.truth.report, path)
        if path.startswith("base_data.rows[") and path.endswith(".item"):
            value = self._public_item(path)
        return value if isinstance(value, str) else None

    def _public_item(self, path: str) -> str | None:
        label = paths.get(self.truth.report, path.replace(".item", ".label"))
        public = self.truth.report.three_public
        rows = public.rows if public and isinstance(label, Text) else ()
        return next((row.item for row in rows if row.label and row.label.at.line == label.at.line), None)

    def _rows(self, form: type[Form], path: str) -> Iterator[dict[str, Any]]:
        count = len(paths.get(self.truth.report, path) or ())
        found = [(f"{path}[{number}]", self._group(form, f"{path}[{number}]")) for number in range(count)]
        whole = [(row, data) for row, data in found if any(map(_is_leaf, data.values())) and _is_whole(form, data)]
        above: dict[str, Any] = {}
        for data in self.arranged(whole):
            full = dict(data)
            for level in ("level1", "level2", "level1_weight"):
                if level in data and data[level] == above.get(level):
                    del data[level]
            above = full
            yield data

    def arranged(self, rows: Sequence[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
        """Return the rows of a table with their paths as the answer has them, which a liar changes."""
        return [data for _, data in rows]

    def _project(self) -> int | None:
        """Which project a question is about: the one with the most leaves in what it shows."""
        counts = [
            sum(value.at.line in self.shown for _, value in paths.walk(project))
            for project in self.truth.report.projects
        ]
        return max(range(len(counts)), key=counts.__getitem__) if any(counts) else None

    def _repairs(self) -> Iterator[dict[str, Any]]:
        for match in _REPAIR.finditer(self.text):
            leaf = next((leaf for path in self._asked_again(match) if (leaf := self._leaf(path))), {})
            yield {"n": int(match["n"]), **leaf}

    def _asked_again(self, match: re.Match[str]) -> Iterator[str]:
        """The true paths that a repair asks for: the field in the row that the question names."""
        for path, value in paths.walk(self.truth.report):
            if re.sub(r"\[\d+\]", "", path) == match["path"]:
                row = path.rpartition(".")[0]
                group = paths.get(self.truth.report, row)
                stands = [one.at.line for _, one in paths.walk(group)] if match["row"] else [value.at.line]
                if not match["row"] or any(line.partition("C")[0] == match["row"] for line in stands):
                    yield path


def shown_in(text: str) -> frozenset[str]:
    """Return the ids of all lines and cells that a prompt shows."""
    found: set[str] = set()
    for line in text.split("\n"):
        if match := _PIECE.match(line):
            cells = _CELL.findall(line)
            found.update({match[1]} if match[1].startswith("L") else {f"{match[1]}C{cell}" for cell in cells})
    return frozenset(found)


def _is_sign(text: str, operator: str) -> bool:
    """Whether a cell holds nothing but the sign: ≥, 不低于."""
    found = find_quantities(f"{text.strip()}1")
    return not any(char.isdigit() for char in text) and len(found) == 1 and found[0].operator == operator


def _is_leaf(value: Any) -> bool:
    return isinstance(value, dict)


def _is_whole(form: type[Form], data: dict[str, Any]) -> bool:
    return all(name in data for name, field in form.model_fields.items() if field.is_required())


def _form_of(annotation: Any) -> type[Form] | None:
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Form) else None
    return next((found for part in get_args(annotation) if (found := _form_of(part))), None)


def _is_rows(annotation: Any) -> bool:
    return get_origin(annotation) is tuple
