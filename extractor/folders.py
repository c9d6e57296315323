"""Where the results of a file stand: one folder each, complete or absent, reused when nothing has changed."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from extractor.errors import UsageError, reason_of
from extractor.output.excel import write_review
from extractor.output.files import write_text
from extractor.output.markdown import write_markdown
from extractor.output.word import write_word
from extractor.pipeline import Result
from extractor.records.finding import Findings
from extractor.records.report import Report
from extractor.settings import Settings, digest
from extractor.validation.catalogue import RULES

SUMMARY = "summary.xlsx"
"""The summary of a run, beside the folders of its results."""
RECORD = "record.json"
FINDINGS = "findings.json"
DOCUMENT = "document.json"
REVIEW = "review.xlsx"
DRAFTED = ("draft.json", "综述.md", "综述.docx")
FILES = (RECORD, FINDINGS, DOCUMENT, REVIEW, *DRAFTED)


class Stored(NamedTuple):
    """The results of an earlier run that can be taken over."""

    report: Report
    findings: Findings
    complete: bool
    unanswered: bool = False


def name_folders(paths: Sequence[Path]) -> dict[Path, str]:
    """Return the folder name of each file: its stem, with a hash of its content where stems are equal.

    Stems are compared without case, as Windows and macOS do; the hash does not depend on the order of the files.
    """
    stems = Counter(path.stem.casefold() for path in paths)
    return {path: path.stem if stems[path.stem.casefold()] == 1 else f"{path.stem}-{_tag(path)}" for path in paths}


def load(folder: Path) -> tuple[Report, Findings]:
    """Return the record and the findings of a folder of results."""
    report = Report.model_validate_json((folder / RECORD).read_bytes())
    return report, Findings.model_validate_json((folder / FINDINGS).read_bytes())


def stored(folder: Path, source: Path, settings: Settings) -> Stored | None:
    """Return what an earlier run left, if it read the same content with the same settings and version."""
    try:
        report, findings = load(folder)
        known = report.run and (report.source.sha256, report.run.settings, report.run.version)
        if known != (_sha256(source), digest(settings), version("zongshu")):
            return None
    except (OSError, ValidationError):
        return None
    # A refused draft leaves no files; it is refused again by the same version, so nothing is missing.
    drafted = any((folder / name).exists() for name in DRAFTED) or not report.problems
    wanted = FILES if drafted else FILES[: -len(DRAFTED)]
    # An endpoint that did not answer, or a budget that was too small, may be different today.
    unanswered = bool(report.run and report.run.faults and report.problems)
    complete = all((folder / name).exists() for name in wanted)
    return Stored(report, findings, complete and not unanswered, unanswered)


def refuse_overwriting(folder: Path) -> None:
    """Raise UsageError if a folder already holds results that are not to be lost."""
    if found := [name for name in FILES if (folder / name).exists()]:
        raise UsageError(
            f"{folder} 里已有另一次运行的 {'、'.join(found)}，没有覆盖", "换一个输出文件夹，或加 --force 重写"
        )


def sweep(folder: Path) -> None:
    """Remove what a run that was cut off left half written beside a folder of results."""
    shutil.rmtree(_staging(folder), ignore_errors=True)


def write(folder: Path, result: Result, *, keep: bool = False) -> None:
    """Write all results of one file; with `keep` only those that are missing.

    They are written beside the folder first and moved when all are complete, so that a run that is cut off leaves
    either the old results or the new ones. Raises UsageError when a file is open elsewhere or cannot be written.
    """
    staging = _staging(folder)
    try:
        sweep(folder)
        staging.mkdir(parents=True)
        for name, put in _writers(result).items():
            put(staging / name)
        _move(staging, folder, keep=keep)
    except OSError as error:
        raise UsageError(
            f"写不进 {folder}：{reason_of(error)}", "关闭正打开着的结果文件，看看磁盘空间和权限，再试一次"
        ) from error
    finally:
        sweep(folder)


def _staging(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.partial")


def _writers(result: Result) -> dict[str, Callable[[Path], None]]:
    """Return how each file is written, by its name."""
    document, report, findings, draft = result
    writers: dict[str, Callable[[Path], None]] = {
        FINDINGS: _json(findings.as_json()),
        DOCUMENT: _json(document.as_json()),
        REVIEW: lambda path: write_review(report, findings, path, {rule.id: rule.title for rule in RULES}),
        RECORD: _json(report.as_json()),
    }
    if draft is not None:
        writers["draft.json"] = _json(draft.as_json())
        writers["综述.md"] = lambda path: write_markdown(draft, path)
        writers["综述.docx"] = lambda path: write_word(draft, path)
    return writers


def _json(text: str) -> Callable[[Path], None]:
    return lambda path: write_text(path, text)


def _move(staging: Path, folder: Path, *, keep: bool) -> None:
    """Move the finished files to their place."""
    if not folder.exists():
        staging.replace(folder)
        return
    folder.mkdir(exist_ok=True)
    # The record names the run; moved last, a cut-off move is not mistaken for that run.
    for path in sorted(staging.iterdir(), key=lambda path: path.name == RECORD):
        if not (keep and (folder / path.name).exists()):
            path.replace(folder / path.name)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _tag(path: Path) -> str:
    """Return eight digits for a file: of its content, or of its path when it cannot be read."""
    try:
        return _sha256(path)[:8]
    except OSError:
        return hashlib.sha256(str(path).encode()).hexdigest()[:8]
