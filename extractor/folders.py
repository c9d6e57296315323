"""Where the results of a file stand: one folder each, complete or absent, reused when nothing has changed."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from extractor.errors import UsageError, reason_of
from extractor.output.excel import write_review
from extractor.output.files import write_text
from extractor.output.markdown import write_markdown
from extractor.output.word import write_word
from extractor.pipeline import Result
from extractor.reading.folder import CUT_OUT, content_hash
from extractor.reading.joined import digest_of
from extractor.records.document import Document
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
ACCEPTED = "已核"
"""What a person accepted lies in 已核1, 已核2 … inside the folder of the first reading, each a folder of results."""
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

    A folder of page images goes by its whole name. Stems are compared without case, as Windows and macOS do; the hash
    does not depend on the order of the files.
    """
    named = {path: path.resolve().name if path.is_dir() else path.stem for path in paths}
    stems = Counter(stem.casefold() for stem in named.values())
    return {path: stem if stems[stem.casefold()] == 1 else f"{stem}-{_tag(path)}" for path, stem in named.items()}


def load(folder: Path) -> tuple[Report, Findings]:
    """Return the record and the findings of a folder of results."""
    report = Report.model_validate_json((folder / RECORD).read_bytes())
    return report, Findings.model_validate_json((folder / FINDINGS).read_bytes())


def opened(folder: Path) -> tuple[Report, Findings]:
    """Return the record and the findings of a folder of results; raises UsageError when they are damaged."""
    try:
        return load(folder)
    except (OSError, ValidationError) as error:
        raise UsageError(
            f"{folder} 里的 {RECORD} 或 {FINDINGS} 不在或已损坏", "请从备份恢复，或把这个文件夹移到别处再读一次"
        ) from error


def stored(folder: Path, source: Path, settings: Settings, also: Sequence[Path] = ()) -> Stored | None:
    """Return what an earlier run left, if it read the same content with the same settings and version.

    `also` names the further files of the same report, in their order.
    """
    try:
        report, findings = load(folder)
        known = report.run and (report.source.sha256, report.run.settings, report.run.version)
        if known != (digest_of(map(content_hash, (source, *also))), digest(settings), version("zongshu")):
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


def versions(root: Path) -> list[Path]:
    """Return the folders of a record: the first reading, then one for each acceptance of a review, the latest last."""
    accepted = [folder for folder in root.glob(f"{ACCEPTED}*") if folder.name.removeprefix(ACCEPTED).isdecimal()]
    ordered = [root, *sorted(accepted, key=lambda folder: int(folder.name.removeprefix(ACCEPTED)))]
    return [folder for folder in ordered if (folder / RECORD).exists()]


def latest(root: Path) -> Path:
    """Return the folder with the latest version of a record: what a person accepted last, else the first reading."""
    return versions(root)[-1] if versions(root) else root


def next_version(root: Path) -> Path:
    """Return a folder for the next acceptance that has never been one."""
    taken = [
        int(number) for path in root.glob(f"{ACCEPTED}*") if (number := path.name.removeprefix(ACCEPTED)).isdecimal()
    ]
    return root / f"{ACCEPTED}{max(taken, default=0) + 1}"


def root_of(folder: Path) -> Path:
    """Return the folder of the first reading that a folder of results belongs to."""
    is_version = folder.name.removeprefix(ACCEPTED).isdecimal() and folder.name.startswith(ACCEPTED)
    return folder.parent if is_version and (folder.parent / RECORD).exists() else folder


def document_of(folder: Path) -> Document:
    """Return the paper that lies beside a record; raises UsageError when it is missing or damaged."""
    try:
        return Document.model_validate_json((folder / DOCUMENT).read_bytes())
    except (OSError, ValidationError) as error:
        raise UsageError(f"{folder} 里的 {DOCUMENT} 不在或已损坏", "请用 zongshu run 再读一次这份报告") from error


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
    document, report, findings, draft, crops = result
    writers: dict[str, Callable[[Path], None]] = {
        FINDINGS: _json(findings.as_json()),
        DOCUMENT: _json(document.as_json()),
        REVIEW: lambda path: write_review(report, findings, path, {rule.id: rule.title for rule in RULES}, crops),
        RECORD: _json(report.as_json()),
        **{name: _bytes(picture) for name, picture in crops.items()},
    }
    if draft is not None:
        writers["draft.json"] = _json(draft.as_json())
        writers["综述.md"] = lambda path: write_markdown(draft, path)
        writers["综述.docx"] = lambda path: write_word(draft, path)
    return writers


def _json(text: str) -> Callable[[Path], None]:
    return lambda path: write_text(path, text)


def _bytes(data: bytes) -> Callable[[Path], None]:
    def put(path: Path) -> None:
        path.write_bytes(data)

    return put


def _move(staging: Path, folder: Path, *, keep: bool) -> None:
    """Move the finished files to their place."""
    if not folder.exists():
        staging.replace(folder)
        return
    folder.mkdir(exist_ok=True)
    if not keep:
        _sweep_crops(staging, folder)
    # The record names the run; moved last, a cut-off move is not mistaken for that run.
    for path in sorted(staging.iterdir(), key=lambda path: path.name == RECORD):
        if not (keep and (folder / path.name).exists()):
            if path.name == REVIEW:
                _set_aside(folder / path.name)
            path.replace(folder / path.name)


def _sweep_crops(staging: Path, folder: Path) -> None:
    """Remove the pictures of an earlier reading that the new one does not have."""
    for path in folder.glob(f"{CUT_OUT}*.png"):
        if not (staging / path.name).exists():
            path.unlink()


def _set_aside(review: Path) -> None:
    """Keep a review sheet that a person filled in under another name before a new one takes its place."""
    from extractor.output.answers import is_filled_in  # noqa: PLC0415 - openpyxl is heavy

    if review.exists() and is_filled_in(review):
        names = (review.with_name(f"{review.stem}-填过{number}{review.suffix}") for number in count(1))
        review.replace(next(path for path in names if not path.exists()))


def _tag(path: Path) -> str:
    """Return eight digits for a file: of its content, or of its path when it cannot be read."""
    try:
        return content_hash(path)[:8]
    except OSError:
        return hashlib.sha256(str(path).encode()).hexdigest()[:8]
