"""The files of a labelled case, and a label in any of its forms: a folder, JSON or a workbook."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor.errors import RecordError, UsageError
from extractor.eval.labelling.leaves import normal
from extractor.eval.labels import Label, load_label
from extractor.eval.scoring.findings import Expectation
from extractor.settings import complaint

LABEL = "expected.json"
WORKBOOK = "expected.xlsx"
FINDINGS = "findings.json"
NOTE = "note.md"
REPORT = "report"
"""The copy of a report keeps its own suffix."""

DRAFTED = (LABEL, WORKBOOK, FINDINGS, NOTE)


def label_json(label: Label) -> str:
    """Return a label as the text of its file: the report, the fields, then what stands beside them."""
    asides: dict[str, Any] = {
        "accept": [accept.model_dump(mode="json") for accept in label.accept],
        "neutral": list(label.neutral),
        "sections": [{"level": heading.level, "title": heading.title} for heading in label.sections],
    }
    data = {"report": label.report, **label.fields, **{name: value for name, value in asides.items() if value}}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def findings_json(expectation: Expectation) -> str:
    """Return what a careful person finds as the text of its file, without what is empty."""
    data = expectation.as_data()
    findings = [{name: value for name, value in one.items() if value != ""} for one in data["findings"]]
    return json.dumps({**data, "findings": findings}, ensure_ascii=False, indent=1) + "\n"


def fingerprint(label: Label) -> str:
    """Return sixteen characters that differ when two labels say different things."""
    data = json.loads(label_json(normal(label)))
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def label_of(path: Path) -> Label:
    """Return the label of a case folder, of a label's JSON or of a workbook.

    Raises:
        UsageError: there is no label, or a cell of the workbook cannot be used.
        RecordError: the JSON is damaged.

    """
    file = label_file(path)
    if file.suffix.lower() == ".xlsx":
        from extractor.eval.labelling.taking import take  # noqa: PLC0415 - openpyxl is heavy

        return take(file).label
    try:
        return load_label(file)
    except json.JSONDecodeError as error:
        where = f"第 {error.lineno} 行第 {error.colno} 个字符"
        raise RecordError(
            f"{file} {where}附近写得不对", "多半是少了逗号或引号；不熟 JSON 就改 expected.xlsx"
        ) from error
    except ValidationError as error:
        raise RecordError(f"{file} 不是标注：{complaint(error)}", "标注的写法见 zongshu eval label --help") from error
    except (UnicodeDecodeError, AttributeError, TypeError) as error:
        raise RecordError(f"{file} 不是标注", "请给标注文件夹，或其中的 expected.json") from error


def label_file(path: Path) -> Path:
    """Return the file of a label: `expected.json` of a folder, or the named file; raises UsageError without one."""
    file = path / LABEL if path.is_dir() else path
    if not file.is_file():
        raise UsageError(f"没有标注 {file}", "请给标注文件夹，或其中的 expected.json、expected.xlsx")
    return file


def report_of(file: Path, label: Label) -> Path:
    """Return the report that a label file belongs to; raises UsageError when it is not there."""
    beside = sorted(file.parent.glob(f"{REPORT}.*"))
    named = [folder / label.report for folder in (file.parent, file.parent.parent)]
    for path in (*named, *beside):
        if path.is_file():
            return path
    raise UsageError(f"找不到 {file} 所标注的报告 {label.report}", "把报告放在标注旁边，取名 report 加原来的扩展名")
