"""Read 绩效自评 reports into checked records and draft the 综述.

    from pathlib import Path
    from extractor import Settings, run

    result = run(Path("某单位自评报告.docx"), Settings())
    for finding in result.findings.findings:
        print(finding.root.check, finding.root.message)

The names below are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.drafting import draft
    from extractor.errors import ZongshuError
    from extractor.extraction import extract
    from extractor.pipeline import Result
    from extractor.pipeline import run_file as run
    from extractor.reading import read
    from extractor.records.document import Document
    from extractor.records.draft import Draft
    from extractor.records.finding import Findings
    from extractor.records.report import Report
    from extractor.settings import Settings
    from extractor.validation import check

_HOMES = {
    "Document": "extractor.records.document",
    "Draft": "extractor.records.draft",
    "Findings": "extractor.records.finding",
    "Report": "extractor.records.report",
    "Result": "extractor.pipeline",
    "Settings": "extractor.settings",
    "ZongshuError": "extractor.errors",
    "check": "extractor.validation",
    "draft": "extractor.drafting",
    "extract": "extractor.extraction",
    "read": "extractor.reading",
    "run": "extractor.pipeline:run_file",
}

__all__ = [
    "Document", "Draft", "Findings", "Report", "Result", "Settings", "ZongshuError",
    "check", "draft", "extract", "read", "run",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module 'extractor' has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    return getattr(import_module(module), attribute or name)
