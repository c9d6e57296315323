"""How well and how fast the tool reads and checks labelled reports, in figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import perf_counter

from pydantic import Field

from extractor.errors import ZongshuError
from extractor.eval.case import Case
from extractor.eval.scoring.fields import Kind, Score, score
from extractor.eval.scoring.findings import compare
from extractor.pipeline import read_report
from extractor.records.base import Record
from extractor.settings import Settings
from extractor.validation import check


class Tally(Record):
    """Right values among the labelled ones, and what no label has."""

    right: int = Field(default=0, title="读对")
    labelled: int = Field(default=0, title="应读")
    invented: int = Field(default=0, title="多读")

    def __add__(self, other: Tally) -> Tally:
        """Add up two reports."""
        return Tally(
            right=self.right + other.right,
            labelled=self.labelled + other.labelled,
            invented=self.invented + other.invented,
        )


class Measured(Record):
    """What the tool achieves on one labelled report; `failed` says why nothing could be measured."""

    case: str = Field(title="报告")
    figures: Tally = Tally()
    texts: Tally = Tally()
    sections: Tally = Tally()
    found: int = Field(default=0, title="查出", description="细心人必报的问题中查出几个")
    expected: int = Field(default=0, title="应查")
    false_alarms: int = Field(default=0, title="误报", description="与成立的等式相抵触的错误和提醒")
    seconds: float = Field(default=0.0, title="用时（秒）")
    failed: str = Field(default="", title="没能测")


def measure(cases: Iterable[Case], settings: Settings) -> Iterator[Measured]:
    """Read and check each case; yield what was right. A case that cannot be read is measured as such, never as zero."""
    for case in cases:
        try:
            yield _measure(case, settings)
        except ZongshuError as error:
            yield Measured(case=case.name, failed=str(error))


def total(measured: Iterable[Measured]) -> Measured:
    """Return the sum over all cases that could be measured."""
    done = [one for one in measured if not one.failed]
    return Measured(
        case="合计",
        figures=sum((one.figures for one in done), Tally()),
        texts=sum((one.texts for one in done), Tally()),
        sections=sum((one.sections for one in done), Tally()),
        found=sum(one.found for one in done),
        expected=sum(one.expected for one in done),
        false_alarms=sum(one.false_alarms for one in done),
        seconds=round(sum(one.seconds for one in done), 2),
    )


def _measure(case: Case, settings: Settings) -> Measured:
    started = perf_counter()
    document, report = read_report(case.report, settings)
    findings = check(document, report, settings)
    seconds = round(perf_counter() - started, 2)
    read = score(report, case.label)
    said = compare(findings, case.expectation)
    missed = sum(expected.certain for expected in said.missed)
    found = sum(expected.certain for expected, _ in said.found)
    return Measured(
        case=case.name,
        figures=_tally(read, "figure"),
        texts=_tally(read, "text"),
        sections=_tally(read, "section"),
        found=found,
        expected=found + missed,
        false_alarms=len(said.false_alarms),
        seconds=seconds,
    )


def _tally(read: Score, kind: Kind) -> Tally:
    right = read.count(kind, "right")
    labelled = right + read.count(kind, "wrong") + read.count(kind, "missing")
    return Tally(right=right, labelled=labelled, invented=read.count(kind, "invented"))
