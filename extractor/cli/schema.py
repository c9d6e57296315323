"""`zongshu schema`: the JSON Schema of record.json, the contract with other programs."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer


class Kind(StrEnum):
    """The files of a results folder that have a schema."""

    RECORD = "record"
    FINDINGS = "findings"
    DOCUMENT = "document"
    DRAFT = "draft"


def schema(
    kind: Annotated[Kind, typer.Argument(metavar="种类", help="record | findings | document | draft")] = Kind.RECORD,
) -> None:
    """写出 record.json 等文件的 JSON Schema。"""
    from pydantic import BaseModel

    from extractor.records.document import Document
    from extractor.records.draft import Draft
    from extractor.records.finding import Findings
    from extractor.records.report import Report

    models: dict[Kind, type[BaseModel]] = {
        Kind.RECORD: Report,
        Kind.FINDINGS: Findings,
        Kind.DOCUMENT: Document,
        Kind.DRAFT: Draft,
    }
    typer.echo(json.dumps(models[kind].model_json_schema(), ensure_ascii=False, indent=1))
