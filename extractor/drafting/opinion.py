"""What the templates of a 复核意见 may use: the findings and what holds, each word with its origin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from extractor.drafting.computed import call
from extractor.drafting.marks import mark
from extractor.drafting.said import counted, repair_words, side_words
from extractor.drafting.wording import clean, sentence
from extractor.records.finding import Finding, Findings, Outcome, Severity
from extractor.records.report import Report

_SIDES = 4
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True)
class Told:
    """One outcome as it is written; `explains` are the consequences of a finding."""

    outcome: Outcome
    report: Report
    explains: tuple[Outcome, ...] = ()

    @property
    def check(self) -> str:
        """The number of the check."""
        return self._marked("check", self.outcome.check)

    @property
    def message(self) -> str:
        """What is wrong, or what holds, without its full stop."""
        return self._marked("finding", sentence(clean(self.outcome.message)))

    @property
    def formula(self) -> str:
        """The arithmetic; empty when there is none, or when the sentence has it already."""
        words = clean(self.outcome.computation)
        return self._marked("formula", words) if words and words not in clean(self.outcome.message) else ""

    @property
    def sides(self) -> tuple[str, ...]:
        """The quotes with their places."""
        return tuple(self._marked("side", side_words(side, self.report)) for side in self.outcome.sides[:_SIDES])

    @property
    def more_sides(self) -> bool:
        """Whether more sides are in the review sheet."""
        return len(self.outcome.sides) > _SIDES

    @property
    def repair(self) -> str:
        """What is suggested; empty when no rule derives anything."""
        repair = self.outcome.repair
        return self._marked("repair", repair_words(repair)) if repair and repair.message else ""

    @property
    def consequences(self) -> tuple[Told, ...]:
        """The outcomes that this finding explains."""
        return tuple(Told(outcome, self.report) for outcome in self.explains if outcome.message)

    def _marked(self, kind: str, words: str) -> str:
        return mark(words, "=" + call(kind, self.outcome.check, self.outcome.subject)) if words else ""


def listed(head: Sequence[tuple[str, str]], told: Sequence[Told]) -> str:
    """Return a table of outcomes: the number of the check and its sentence."""
    rows = [*head, *((one.check, one.message) for one in told)]
    return "\n".join(f"| {left} | {right} |" for left, right in rows)


@dataclass(frozen=True)
class Opinion:
    """The findings of one report for a reviewer."""

    report: Report
    findings: Findings

    @property
    def file(self) -> str:
        """The name of the file that was reviewed."""
        return mark(clean(self.report.source.file), "source.file")

    def number(self, kind: str, unit: str, *operands: str) -> str:
        """Return a count with its origin: `number("outcomes", "项", "pass", "hint")`."""
        found = counted(kind, operands, self.report, self.findings)
        return mark(f"{found}{unit}", "=" + call(kind, *operands))

    def any(self, kind: str, *operands: str) -> bool:
        """Whether a count is more than nothing."""
        return bool(counted(kind, operands, self.report, self.findings))

    def of(self, severity: str) -> tuple[Told, ...]:
        """Return the findings of a severity, in the order of the checks."""
        return tuple(self._told(f) for f in self.findings.findings if f.root.severity == severity)

    @property
    def suggested(self) -> tuple[Told, ...]:
        """The findings with a suggestion, the gravest first; one that several share is told once."""
        told = [told for severity in _SEVERITIES for told in self.of(severity) if told.repair]
        firsts: dict[str, Told] = {}
        for one in told:
            firsts.setdefault(one.outcome.repair.message if one.outcome.repair else "", one)
        return tuple(firsts.values())

    def holding(self, most: int) -> tuple[Told, ...]:
        """Return what was computed and holds, one of each check first."""
        return tuple(islice(self._holding(), most))

    def _holding(self) -> Iterator[Told]:
        held = [o for o in self.findings.outcomes if o.status == "pass" and o.computation]
        firsts: dict[str, Outcome] = {}
        for outcome in held:
            firsts.setdefault(outcome.check, outcome)
        chosen: Sequence[Outcome] = [*firsts.values(), *(o for o in held if o is not firsts[o.check])]
        for outcome in chosen:
            yield Told(outcome, self.report)

    def _told(self, finding: Finding) -> Told:
        return Told(finding.root, self.report, finding.explains)
