"""Grounded claims → the record: one value a field, the same fact elsewhere beside it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from extractor.extraction.claims import Claim
from extractor.extraction.grounding import Grounded, ground
from extractor.records import paths
from extractor.records.document import Document
from extractor.records.report import Rejected, Report

_STEP = re.compile(r"([a-z_0-9]+)(?:\[([^\]]+)\])?")
_KEY = re.compile(r"\[[^\]]*\]")
_DOT = re.compile(r"\.(?![^\[]*\])")


class Tree:
    """Builds the nested data of a report from claims with paths like `budget.rows[T2R4].initial`."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}
        self._rows: dict[int, dict[str, dict[str, Any]]] = {}

    def put(self, path: str, value: dict[str, Any] | str | bool) -> None:
        """Set a field; a value that stands there already keeps its place and gets this one beside it."""
        *steps, last = _DOT.split(path)
        node = self.root
        for step in steps:
            node = self._descend(node, step)
        present = node.get(last)
        if present is None:
            node[last] = (
                {key: part for key, part in value.items() if key != "reader"} if isinstance(value, dict) else value
            )
        elif isinstance(present, dict) and isinstance(value, dict):
            _add_beside(present, value)

    def _descend(self, node: dict[str, Any], step: str) -> dict[str, Any]:
        match = _STEP.fullmatch(step)
        if match is None:
            raise ValueError(step)
        name, key = match[1], match[2]
        if key is None:
            child: dict[str, Any] = node.setdefault(name, {})
            return child
        rows: list[dict[str, Any]] = node.setdefault(name, [])
        known = self._rows.setdefault(id(rows), {})
        if key not in known:
            known[key] = {}
            rows.append(known[key])
        return known[key]


def _add_beside(present: dict[str, Any], value: dict[str, Any]) -> None:
    at = value["at"]
    if at["line"] == present["at"]["line"] and at["quote"] == present["at"]["quote"]:
        return
    same = present.get("value", present["text"]) == value.get("value", value["text"])
    if same and present.get("unit") == value.get("unit"):
        present.setdefault("also_at", []).append(at)
    else:
        kept = {key: value[key] for key in ("text", "value", "unit", "reader", "at") if value.get(key) is not None}
        if not isinstance(kept.get("value"), Decimal):
            kept.pop("value", None)
        present.setdefault("alternatives", []).append(kept)


def assemble(document: Document, claims: list[Claim]) -> tuple[dict[str, Any], list[Rejected]]:
    """Return the nested data of the record and the claims that did not stand on the paper."""
    tree, rejected = Tree(), []
    for claim in claims:
        if not paths.exists(_KEY.sub("", claim.path)):
            rejected.append(Rejected(path=claim.path, text=claim.text, reason="no_such_field"))
        elif claim.kind == "code":
            tree.put(claim.path, claim.value)  # type: ignore[arg-type]
        elif isinstance(outcome := ground(document, claim), Grounded):
            tree.put(claim.path, _value(outcome))
        else:
            rejected.append(outcome)
    _drop_nameless_rows(tree.root, Report)
    if "projects" in tree.root:  # the frame of a form within a form names a year and nothing else
        tree.root["projects"] = [project for project in tree.root["projects"] if project.keys() - {"fiscal_year"}]
    return tree.root, rejected


def _drop_nameless_rows(data: dict[str, Any], model: type[BaseModel]) -> None:
    """Leave out rows whose name did not stand on the paper: a figure without it says nothing; it is then unread."""
    for name, part in data.items():
        inner = paths.record_type(model.model_fields[name].annotation)
        if inner is None or not isinstance(part, dict | list):
            continue
        if isinstance(part, list):
            required = {key for key, field in inner.model_fields.items() if field.is_required()}
            part[:] = [row for row in part if required <= row.keys()]
        elif "at" in part:
            continue
        for node in part if isinstance(part, list) else [part]:
            _drop_nameless_rows(node, inner)


def _value(grounded: Grounded) -> dict[str, Any]:
    claim = grounded.claim
    value: dict[str, Any] = {"text": claim.text, "at": grounded.at.model_dump(exclude_none=True)}
    if claim.beaten:
        value["reader"] = claim.beaten
    if claim.kind == "figure":
        value |= {"value": claim.value, "unit": claim.unit}
        if claim.approximate:
            value["approximate"] = True
    elif claim.kind in {"date", "year"}:
        value["value"] = claim.value
    elif claim.kind == "measure" and claim.value is not None:
        value |= {"value": claim.value, "unit": claim.unit or None, "operator": claim.operator or None}
        value["approximate"] = claim.approximate or None
    return value
