"""The table of contents: a file becomes a Document, a Report, Findings and a Draft, in this order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from types import MappingProxyType
from typing import NamedTuple

from extractor import readback
from extractor.crops import with_crops
from extractor.doubts import with_second_looks
from extractor.drafting import draft
from extractor.errors import DraftError, Exit, UsageError
from extractor.extraction import complete, extract, extract_by_model
from extractor.gaps import is_blank, with_gaps
from extractor.llm import Account, Asker
from extractor.reading import read_together
from extractor.reading.images import page_images
from extractor.records.document import Document
from extractor.records.draft import Draft
from extractor.records.finding import Findings
from extractor.records.report import Report, Run
from extractor.settings import Settings, digest
from extractor.validation import check


class Result(NamedTuple):
    """All that one file became. `draft` is None when it was refused; `report.problems` says why.

    `crops` are the pictures (PNG) that claims in `report.rejected` name.
    """

    document: Document
    report: Report
    findings: Findings
    draft: Draft | None
    crops: Mapping[str, bytes] = MappingProxyType({})


def run_file(path: Path, settings: Settings, asker: Asker | None = None, also: Sequence[Path] = ()) -> Result:
    """Read, extract, check and draft one report; nothing is written.

    `asker` is the model, for a reader that asks one; `also` names the further files of the report.

    Raises UnreadableError when nothing of the file can be read; what is only partly readable stands in
    `report.problems`.
    """
    started = perf_counter()
    document, report = read_report(path, settings, asker, also)
    report, crops = with_crops((path, *also), document, report)
    findings = check(document, report, settings)
    report, narrative = _drafted(report, findings, settings)
    run = with_run(report, settings, perf_counter() - started)
    return Result(document, report.model_copy(update={"run": run}), findings, narrative, crops)


def read_report(
    path: Path, settings: Settings, asker: Asker | None = None, also: Sequence[Path] = ()
) -> tuple[Document, Report]:
    """Return the paper and the record of one report, with what is missing named in `problems`.

    Raises UsageError when the settings want a model to be asked and there is no `asker`.
    """
    started = perf_counter()
    if settings.reader != "rules" and asker is None:
        raise UsageError(f"读法 {settings.reader} 要用模型，但没有给出", "给出 asker，或用 rules")
    document = read_together((path, *also), settings)
    session = asker.session() if asker and settings.reader != "rules" else None
    images = page_images((path, *also), document) if session and settings.asking.vision else {}
    if session and settings.reader == "model":
        report = extract_by_model(document, settings, session, images)
    else:
        report = extract(document, settings)
    if session and settings.reader == "hybrid":
        report = complete(document, report, settings, session, images)
    run = how_run(settings, session.account if session else Account())
    report = with_gaps(document, report).model_copy(update={"run": run})
    if not also:
        report = with_second_looks(path, document, report)
    return document, report.model_copy(update={"run": with_run(report, settings, perf_counter() - started)})


def rechecked(document: Document, report: Report, settings: Settings) -> Result:
    """Check and draft a record again, as after a person's corrections; its `run` stays that of the reading."""
    findings = check(document, report, settings)
    report, narrative = _drafted(report, findings, settings)
    return Result(document, report, findings, narrative)


def how_run(settings: Settings, account: Account) -> Run:
    """Return how a record came about: version, reader, settings, and what the model was asked and paid."""
    run = Run(version=version("zongshu"), reader=settings.reader, settings=digest(settings))
    if settings.reader == "rules":
        return run
    told = {
        "model": settings.model,
        "endpoint": settings.asking.endpoint if account.asked else None,
        "prompts": dict(sorted(account.prompts.items())),
        "tokens": account.paid.total,
        "answer_tokens": account.paid.answer,
        "cost": account.cost(settings),
        "asked": account.asked,
        "cached": account.cached,
        "faults": dict(sorted(account.faults.items())),
        "stopped": "budget" if account.faults["budget"] else None,
    }
    return run.model_copy(update=told)


def with_run(report: Report, settings: Settings, seconds: float) -> Run:
    """Return how a record came about, with its duration in seconds."""
    run = report.run or how_run(settings, Account())
    return run.model_copy(update={"seconds": round(seconds, 2)})


def exit_code(report: Report, findings: Findings) -> Exit:
    """Return the exit status of one record: a budget before partial before findings before fine."""
    if report.run and report.run.stopped:
        return Exit.BUDGET
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
