"""The table of contents: a file becomes a Document, a Report, Findings and a Draft, in this order."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from extractor import readback
from extractor.doubts import with_second_looks
from extractor.drafting import draft
from extractor.errors import DraftError, Exit
from extractor.extraction import extract
from extractor.gaps import is_blank, with_gaps
from extractor.reading import read_together
from extractor.records.document import Document
from extractor.records.draft import Draft
from extractor.records.finding import Findings
from extractor.records.report import Report, Run
from extractor.settings import Settings, digest
from extractor.validation import check


class Result(NamedTuple):
    """All that one file became. `draft` is None when it was refused; `report.problems` says why."""

    document: Document
    report: Report
    findings: Findings
    draft: Draft | None


def run_file(path: Path, settings: Settings, also: Sequence[Path] = ()) -> Result:
    """Read, extract, check and draft one report; nothing is written. `also` names its further files.

    Raises UnreadableError when nothing of the file can be read; what is only partly readable stands in
    `report.problems`.
    """
    started = perf_counter()
    document, report = read_report(path, settings, also)
    findings = check(document, report, settings)
    report, narrative = _drafted(report, findings, settings)
    return Result(document, with_run(report, settings, perf_counter() - started), findings, narrative)


def read_report(path: Path, settings: Settings, also: Sequence[Path] = ()) -> tuple[Document, Report]:
    """Return the paper and the record of one report, with what is missing named in `problems`."""
    started = perf_counter()
    document = read_together((path, *also), settings)
    report = with_gaps(document, extract(document, settings))
    if not also:
        report = with_second_looks(path, document, report)
    return document, with_run(report, settings, perf_counter() - started)


def rechecked(document: Document, report: Report, settings: Settings) -> Result:
    """Check and draft a record again, as after a person's corrections; its `run` stays that of the reading."""
    findings = check(document, report, settings)
    report, narrative = _drafted(report, findings, settings)
    return Result(document, report, findings, narrative)


def with_run(report: Report, settings: Settings, seconds: float) -> Report:
    """Return the report with how it came about: version, reader, settings and duration in seconds."""
    run = Run(version=version("zongshu"), reader=settings.reader, settings=digest(settings), seconds=round(seconds, 2))
    return report.model_copy(update={"run": run})


def exit_code(report: Report, findings: Findings) -> Exit:
    """Return the exit status of one record: partial before findings before fine."""
    if report.problems:
        return Exit.PARTIAL
    return Exit.FINDINGS if findings.errors else Exit.OK


def _drafted(report: Report, findings: Findings, settings: Settings) -> tuple[Report, Draft | None]:
    """Draft the 综述; a refused draft costs the draft and is a problem, never the record.

    Of a record without a unit and a figure there is nothing to tell, so no draft pretends to be one.
    """
    if is_blank(report):
        return report.model_copy(update={"problems": (*report.problems, "没有可写的内容，综述没有写出")}), None
    try:
        made = draft(report, findings, settings)
        return report, readback.read_back(made, findings, settings) if settings.read_back else made
    except DraftError as error:
        return report.model_copy(update={"problems": (*report.problems, f"综述没有写出：{error}")}), None
