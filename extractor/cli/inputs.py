"""What a user names on the command line: report files, folders of reports, a record that was read before."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from extractor.cli.asking import asker_of
from extractor.errors import RecordError, UsageError
from extractor.folders import DOCUMENT, RECORD, SUMMARY, latest, root_of, versions
from extractor.pipeline import read_report
from extractor.reading.folder import EXTENSIONS, is_aside, page_images
from extractor.reading.kinds import TRAITS
from extractor.records.document import Document
from extractor.records.draft import Draft
from extractor.records.report import Report
from extractor.settings import Settings, complaint, load
from extractor.validation.thresholds import thresholds_of

_READ = {extension for trait in TRAITS.values() for extension in trait.extensions}


class Inputs(NamedTuple):
    """The reports to read, and the files of the named folders that are left aside."""

    reports: list[Path]
    aside: list[Path]


def settings_of(**flags: Any) -> Settings:
    """Return the settings of this run, checked: flags before environment before settings file; the user's own cache."""
    settings = load(os.environ, **flags)
    thresholds_of(settings)
    if settings.cache is None:
        from platformdirs import user_cache_path

        settings = settings.model_copy(update={"cache": user_cache_path("zongshu", appauthor=False)})
    return settings


def find_reports(arguments: Iterable[Path], out: Path | None = None) -> Inputs:
    """Return every report that is named or lies in a named folder, each once, in a stable order.

    A folder that holds nothing but page images is one report. A file of a kind that may be a report but cannot be read
    here (an archive) counts as a report, so that it is in the summary and not forgotten. Results of earlier runs are
    passed over. Raises UsageError for a path that does not exist, and when no report is found.
    """
    reports: dict[Path, Path] = {}
    aside: list[Path] = []
    for argument in arguments:
        if not argument.exists():
            raise UsageError(f"没有这个文件或文件夹：{argument}", "请核对路径；带空格的路径要加引号")
        for path in _files_in(argument, out) if argument.is_dir() else (argument,):
            if path == argument or path.is_dir() or path.suffix.lower() in EXTENSIONS:
                reports.setdefault(path.resolve(), path)
            else:
                aside.append(path)
    if not reports:
        raise UsageError("所给文件夹里没有报告", f"能读的格式：{' '.join(sorted(_READ))}")
    return Inputs(list(reports.values()), aside)


def open_record(path: Path, settings: Settings) -> tuple[Document | None, Report]:
    """Return the record of a report, or of a record.json with the document.json that lies beside it.

    A folder of results stands for its latest record, with what a person accepted last. A first reading that has later
    versions says so in its notes.

    Raises UsageError for a path that does not exist, RecordError for a JSON file that is no record, UnreadableError
    for a report that cannot be read.
    """
    if path.is_dir() and versions(path):
        path = latest(path) / RECORD
    if existing(path).suffix.lower() != ".json":
        return read_report(path, settings, asker_of(settings))
    try:
        report = Report.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise RecordError(
            f"{path.name} 不是记录：{complaint(error)}", f"请给 {RECORD}，它由 zongshu run 写出"
        ) from error
    return _document_beside(path, report), _with_note(path, report)


def existing(path: Path) -> Path:
    """Return a file, or a folder of page images, that is there; raises UsageError otherwise."""
    if path.is_dir() and page_images(path):
        return path
    if path.is_dir():
        raise UsageError(f"{path} 是文件夹，这个命令一次读一份", "请给出其中一份报告；整个文件夹用 zongshu run")
    if not path.is_file():
        raise UsageError(f"没有这个文件：{path}", "请核对路径；带空格的路径要加引号")
    return path


def writer_of(path: Path) -> Callable[[Draft, Path], None]:
    """Return what writes a draft to a file of this name; raises UsageError for a kind that is not written."""
    suffix = path.suffix.lower()
    if suffix == ".docx":
        from extractor.output.word import write_word

        return write_word
    if suffix in {".md", ".markdown"}:
        from extractor.output.markdown import write_markdown

        return write_markdown
    raise UsageError(f"写不了 {path.suffix or '没有扩展名的'} 文件", "综述写成 .docx 或 .md")


def _with_note(path: Path, report: Report) -> Report:
    """Return a record that says where its latest version is, when that is another one."""
    folder = path.resolve().parent
    newest = latest(root_of(folder))
    if path.name != RECORD or newest == folder:
        return report
    note = f"这份记录后来有人处理过，最新的在 {newest.name}/{RECORD}"
    return report.model_copy(update={"notes": (*report.notes, note)})


def _document_beside(path: Path, report: Report) -> Document | None:
    """Return the paper that the record was read from, when it still lies beside it."""
    try:
        document = Document.model_validate_json(path.with_name(DOCUMENT).read_bytes())
    except (OSError, ValidationError):
        return None
    return document if document.sha256 == report.source.sha256 else None


def _files_in(folder: Path, out: Path | None) -> Iterable[Path]:
    """Yield the files below a folder by name, without hidden ones, lock files and results of ours.

    A folder of page images is yielded itself, before what else lies in it.
    """
    pages = page_images(folder)
    if pages:
        yield folder
    inside = sorted(folder.iterdir())
    holds_results = any((path / RECORD).exists() for path in inside)
    for path in inside:
        if is_aside(path) or path in pages or (holds_results and path.name == SUMMARY):
            continue
        if path.is_file():
            yield path
        elif path.is_dir() and not (path / RECORD).exists() and not (out and path.resolve() == out.resolve()):
            yield from _files_in(path, out)
