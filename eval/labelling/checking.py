"""Check a hand label for typos: what it says must be printed in the report, and fit the record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import ValidationError

from extractor.errors import RecordError, UsageError
from extractor.eval.labelling.files import (
    FINDINGS,
    LABEL,
    NOTE,
    WORKBOOK,
    fingerprint,
    label_file,
    label_of,
    report_of,
)
from extractor.eval.labelling.fitting import Misfit, misfits
from extractor.eval.labelling.guide import BLANK
from extractor.eval.labelling.leaves import leaves, row_of, spot, title
from extractor.eval.labelling.standing import Paper
from extractor.eval.labels import Label
from extractor.eval.scoring.findings import Expectation, load_expectation
from extractor.reading import read
from extractor.records.base import Record
from extractor.settings import Settings, complaint
from extractor.validation.catalogue import RULES

Severity = Literal["error", "hint"]
"""A typo or a value that cannot be used; something that is not done yet."""


class Remark(Record):
    """One thing in a case that is wrong or not done; `where` is a field or a file."""

    severity: Severity
    where: str
    message: str
    name: str = ""
    row: str = ""
    value: str = ""


class Checked(NamedTuple):
    """What was looked at in a case, and what was found."""

    values: int
    sections: int
    quotes: int
    remarks: tuple[Remark, ...]

    @property
    def errors(self) -> int:
        """How many remarks are typos or values that cannot be used."""
        return sum(remark.severity == "error" for remark in self.remarks)


def check_case(path: Path, settings: Settings) -> Checked:
    """Check a case folder or one label file: the label, the findings beside it, the workbook, the note.

    Raises:
        UsageError: there is no label, or no report that it belongs to.
        RecordError: the label is no JSON.
        UnreadableError: nothing of the report can be read.

    """
    file = label_file(path)
    label = label_of(file)
    document = read(report_of(file, label), settings)
    paper = Paper(document)
    expectation, damaged = _expectation(file)
    remarks = [
        *(Remark(severity="hint", where=document.file, message=f"没有全读到：{one}") for one in document.problems),
        *_label_remarks(label, paper),
        *damaged,
        *_finding_remarks(expectation, paper),
        *(_workbook_remarks(file, label) if file.name == LABEL else ()),
        *(_note_remarks(file) if file.name == LABEL else ()),
    ]
    quotes = sum(len(quotes) for _, quotes in _quoted(expectation))
    return Checked(len(list(leaves(label.fields))), len(label.sections), quotes, tuple(remarks))


def _label_remarks(label: Label, paper: Paper) -> Iterator[Remark]:
    """Yield what does not fit the record, then what does not stand in the report."""
    found = misfits(label)
    wrong = {one.path for one in found}
    found += [
        Misfit(leaf.path, said, str(leaf.value))
        for leaf in leaves(label.fields)
        if leaf.path not in wrong and (said := paper.complaint(leaf))
    ]
    for path, said, value in found:
        name, row = (title(path), row_of(label.fields, path)) if spot(path) else ("", "")
        yield Remark(severity="error", where=path, message=said, name=name, row=row, value=value)
    for heading in label.sections:
        if not paper.has_words(heading.title):
            said = "报告里没有这个标题"
            yield Remark(severity="error", where="sections", message=said, name="章节", value=heading.title)


def _expectation(file: Path) -> tuple[Expectation, list[Remark]]:
    """Return the findings beside a label, none when there is no file; and what is wrong with the file."""
    path = file.with_name(FINDINGS)
    if file.name != LABEL or not path.is_file():
        return Expectation(), []
    try:
        return load_expectation(path), []
    except ValidationError as error:
        said = complaint(error)
    except ValueError as error:
        said = str(error)
    return Expectation(), [Remark(severity="error", where=FINDINGS, message=f"读不出来：{said}")]


def _quoted(expectation: Expectation) -> list[tuple[str | None, tuple[str, ...]]]:
    """Return the check and the quotes of every finding and hold."""
    found = [(finding.check, finding.quotes) for finding in expectation.findings]
    return [*found, *((hold.check, hold.quotes) for hold in expectation.holds)]


def _finding_remarks(expectation: Expectation, paper: Paper) -> Iterator[Remark]:
    known = {rule.id for rule in RULES}
    for check, quotes in _quoted(expectation):
        if check is not None and check not in known:
            yield Remark(severity="error", where=FINDINGS, message=f"没有检查 {check}")
        for quote in quotes:
            if not paper.has_words(quote):
                yield Remark(severity="error", where=FINDINGS, message="引文不是报告原文", value=quote)
    undecided = sum(not finding.certain for finding in expectation.findings)
    if undecided:
        said = f"{undecided} 个问题的 certain 是 false（初稿都是）；确是问题、必须报的改为 true，不是问题的删去"
        yield Remark(severity="hint", where=FINDINGS, message=said)


def _workbook_remarks(file: Path, label: Label) -> Iterator[Remark]:
    """Say when the workbook holds corrections that the JSON does not have, or the other way round."""
    path = file.with_name(WORKBOOK)
    if not path.is_file():
        return
    from extractor.eval.labelling.taking import take  # noqa: PLC0415 - openpyxl is heavy

    try:
        taken = take(path)
    except (UsageError, RecordError) as error:
        yield Remark(severity="error", where=WORKBOOK, message=error.message)
        return
    now, before, ours = fingerprint(taken.label), taken.made_from, fingerprint(label)
    if now == ours:
        return
    if now == before:
        said = "是旧的：expected.json 后来改过，用 zongshu eval label sheet 重写"
        yield Remark(severity="hint", where=WORKBOOK, message=said)
        return
    said = "里面有改动还没有写回 expected.json，用 zongshu eval label take 写回"
    if ours != before:
        said = "和 expected.json 各改各的：以它为准用 take --force，以 expected.json 为准用 sheet --force"
    yield Remark(severity="error", where=WORKBOOK, message=said)


def _note_remarks(file: Path) -> Iterator[Remark]:
    try:
        text = file.with_name(NOTE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        yield Remark(severity="hint", where=NOTE, message="没有说明这份报告为什么收")
        return
    if BLANK in text:
        yield Remark(severity="hint", where=NOTE, message=f"还有 {text.count(BLANK)} 处没有填")
