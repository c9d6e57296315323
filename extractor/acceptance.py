"""A person's decisions in a review sheet become a new record beside the old; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from extractor import folders, pipeline
from extractor.arithmetic.graph import with_status
from extractor.corrections import NotUsableError, Signature, accepted, is_same
from extractor.crops import crops_in
from extractor.errors import UsageError
from extractor.output.answers import Answers, read_answers
from extractor.output.review_sheets import correction, name_of, record_id
from extractor.records import paths
from extractor.records.finding import Findings
from extractor.records.report import Report, Text
from extractor.records.review import Review
from extractor.settings import Settings
from extractor.validation.reviewed import brought_up, decision_on
from extractor.wishes import Wish, refuse, wishes

_CHANGED = " 更正为 "
_MOST_TOLD = 4


class State(NamedTuple):
    """One version of a record: its folder, the record, and what the checks said of it."""

    folder: Path
    report: Report
    findings: Findings


class Accepted(NamedTuple):
    """What became of a review sheet; `folder` is None when it said nothing new."""

    folder: Path | None
    result: pipeline.Result | None
    told: tuple[str, ...]


def accept(sheet: Path, who: Signature, settings: Settings, record: Path | None = None) -> Accepted:
    """Write the decisions of a review sheet into a new folder of results beside the old ones.

    The sheet may belong to any version of the record; what it says is put upon the latest, and a figure or finding
    that somebody else decided otherwise since is a conflict. `record`: the folder of results, when the sheet does not
    lie in it.

    Raises UsageError, and writes nothing, when anything in the sheet cannot be used.
    """
    answers = read_answers(sheet)
    root = _root(sheet, record)
    states = [_state(folder) for folder in folders.versions(root)]
    if not states:
        raise UsageError(
            f"{root} 里没有 {folders.RECORD}", "请把审核表放在它的结果文件夹里，或用 --record 指出那个文件夹"
        )
    base = _base(answers, states, sheet)
    latest = states[-1]
    if base.report.source.sha256 != latest.report.source.sha256:
        raise UsageError(f"{sheet.name} 是报告换过内容之前的审核表", f"请在 {latest.folder / folders.REVIEW} 里填")
    asked = wishes(answers, base.report, base.findings, who)
    report, told = _merged(asked, base, latest)
    if not told:
        return Accepted(None, None, ())
    result = pipeline.rechecked(folders.document_of(latest.folder), with_status(report), settings)
    result = result._replace(crops=crops_in(latest.folder, report))
    folder = folders.next_version(root)
    folders.write(folder, result)
    return Accepted(folder, result, tuple(told))


def _root(sheet: Path, record: Path | None) -> Path:
    """Return the folder of the first reading, also when a later version of it is named."""
    named = sheet.resolve().parent if record is None else record if record.is_dir() else record.parent
    return folders.root_of(named)


def _state(folder: Path) -> State:
    return State(folder, *folders.opened(folder))


def _base(answers: Answers, states: list[State], sheet: Path) -> State:
    """Return the version that a sheet was written from."""
    for state in reversed(states):
        if record_id(state.report) == answers.record:
            return state
    folder = states[-1].folder
    raise UsageError(
        f"{sheet.name} 不是 {folder} 里这份记录的审核表",
        f"请在 {folder / folders.REVIEW} 里填，或用 --record 指出它的记录",
    )


def _merged(asked: list[Wish], base: State, latest: State) -> tuple[Report, list[str]]:
    """Return the latest record with what is new in the wishes, and a sentence for each of them."""
    report, told, problems = latest.report, [], []
    for wish in asked:
        try:
            told += _shortened(list(_unsaid(wish, base, report)))
        except NotUsableError as error:
            problems.append((wish.cell, str(error)))
            continue
        report = _with(wish, base, report)
    refuse(problems)
    known = len(latest.report.reviews)
    made = (brought_up(one, latest.report, report) for one in report.reviews[known:])
    return report.model_copy(update={"reviews": (*report.reviews[:known], *made)}), told


def _shortened(told: list[str]) -> list[str]:
    """Return the sentences of one wish, of a whole table of corrections only the first with their number."""
    corrections = [sentence for sentence in told if _CHANGED in sentence]
    if len(corrections) <= _MOST_TOLD:
        return told
    return [f"{corrections[0]}，连同同一张表的其他 {len(corrections) - 1} 个数", *(told[len(corrections) :])]


def _unsaid(wish: Wish, base: State, report: Report) -> Iterator[str]:
    """Yield a sentence for each new thing that a wish says; raises NotUsableError for a conflict."""
    for path, new in wish.changes:
        value, before = paths.get(report, path), paths.get(base.report, path)
        if is_same(value, new):
            continue
        if value.corrected != before.corrected:
            last = value.corrected
            now = f"由 {last.by} 于 {last.on} 更正为 {correction(value, last)}" if last else "恢复原文"
            raise NotUsableError(f"{name_of(report, path)}已{now}，与这里填的不同，请在最新的审核表里改")
        yield f"{name_of(report, path)} {value.text}{_CHANGED}{correction(value, new)}"
    if wish.review is not None and _is_new(wish.review, base, report):
        yield f"{wish.review.root.check} {wish.word}：{wish.review.root.message}"


def _is_new(review: Review, base: State, report: Report) -> bool:
    """Whether a decision on a finding was not taken before; raises NotUsableError when another one was since."""
    now, before = decision_on(report, review.root), decision_on(base.report, review.root)
    if now is not None and (now.decision, now.reason) == (review.decision, review.reason):
        return False
    if now != before:
        by = f"{now.by} 于 {now.on}" if now else "别人"
        raise NotUsableError(f"{by} 已作了别的处理，请在最新的审核表里改")
    return True


def _with(wish: Wish, base: State, report: Report) -> Report:
    for path, new in wish.changes:
        if not is_same(paths.get(report, path), new):
            for copy in _copies(report, path):
                report = paths.put(report, copy, accepted(paths.get(report, copy), new))
    if wish.review is not None and _is_new(wish.review, base, report):
        report = report.model_copy(update={"reviews": (*report.reviews, wish.review)})
    return report


def _copies(report: Report, path: str) -> list[str]:
    """Return every field that was read from the same printed figure: one merged cell is read into several rows."""
    value = paths.get(report, path)
    field = path.rpartition(".")[2]
    return [
        other
        for other, one in paths.walk(report)
        if other == path or (other.rpartition(".")[2] == field and (one.at, one.text) == (value.at, value.text))
    ]


def carried_over(old: Report, new: Report) -> Report:
    """Return a new reading with the decisions of an old one.

    Decisions on findings know by themselves whether they still apply. A correction is taken over when the same content
    was read and the same field still holds the same figure of the same place; what cannot be taken over is said.
    """
    same = old.source.sha256 == new.source.sha256
    lost: list[str] = []
    report = new
    for path, value in paths.walk(old):
        if value.corrected is None:
            continue
        now = paths.get(report, path)
        if same and isinstance(now, Text) and _is_still_there(old, report, path, now):
            update = {"corrected": value.corrected, "history": value.history}
            report = paths.put(report, path, now.model_copy(update=update))
        else:
            lost.append(f"{name_of(old, path)} {value.text} 更正为 {correction(value, value.corrected)}")
    why = "这个字段重读后不同了" if same else "报告内容换过了"
    note = f"{why}，先前的 {len(lost)} 处更正没有带过来：{'；'.join(lost)}" if lost else ""
    asides = {"reviews": old.reviews, "notes": (*new.notes, *([note] if note else []))}
    return with_status(report.model_copy(update=asides))


def _is_still_there(old: Report, new: Report, path: str, now: Text) -> bool:
    before = paths.get(old, path)
    same_place = (before.text, before.at.page, before.at.line) == (now.text, now.at.page, now.at.line)
    return same_place and name_of(old, path) == name_of(new, path)
