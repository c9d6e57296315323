"""What a check is: a small pure function with an id, a severity and the fields that it needs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from extractor.arithmetic.computation import computation
from extractor.arithmetic.facts import Facts, facts
from extractor.arithmetic.identities import identities
from extractor.arithmetic.identity import Identity, Verdict, evaluate
from extractor.arithmetic.narrowing import Narrowed, narrowed, narrower_status
from extractor.arithmetic.repair import Proposal, proposals
from extractor.records import paths
from extractor.records.document import Document
from extractor.records.finding import Outcome, Repair, Severity, Side, Status
from extractor.records.paths import walk
from extractor.records.report import Report, Text
from extractor.settings import Settings
from extractor.validation.narrative import Sentence, sentences
from extractor.validation.prose import Prose
from extractor.validation.thresholds import Thresholds, thresholds_of

_BELOW = re.compile(r"[.\[]")
_INDEX = re.compile(r"\[\d+\]")


class Judged(NamedTuple):
    """One identity of the report with the verdict of the arithmetic and the computation in words.

    `finer`: other prints of its figures, to more digits, without which it would hold by rounding.
    """

    identity: Identity
    verdict: Verdict
    computation: str
    finer: tuple[str, ...] = ()


class Said(NamedTuple):
    """What a rule says of one subject; id and severity are added by the rule that says it."""

    status: Status
    subject: str
    message: str = ""
    computation: str = ""
    paths: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    severity: Severity | None = None
    sides: tuple[Side, ...] = ()
    repair: Repair | None = None


class Case:
    """One report under examination: the paper, its record, and what the arithmetic says of it, computed once."""

    def __init__(self, document: Document | None, report: Report, settings: Settings) -> None:
        self.document = document
        self.report = report
        self.settings = settings

    @property
    def paper(self) -> Document:
        """The document, for checks that read the paper; raises ValueError when it is not at hand."""
        if self.document is None:
            raise ValueError(self.report.source.file)
        return self.document

    @cached_property
    def prose(self) -> Prose:
        """The running text of the paper; as `paper` only for checks that read it."""
        return Prose(self.paper, self.report)

    @cached_property
    def known(self) -> Facts:
        """Every number of the report by path."""
        return facts(self.report)

    @cached_property
    def identities(self) -> list[Identity]:
        """What must hold in this report."""
        return identities(self.report, self.known)

    @cached_property
    def verdicts(self) -> list[Judged]:
        """Every identity with its verdict."""
        more = narrowed(self.known, self.identities)
        return [self._judge(identity, more) for identity in self.identities]

    def _judge(self, identity: Identity, more: Narrowed) -> Judged:
        verdict = evaluate(identity, self.known)
        outcome = narrower_status(identity, verdict.status, self.known, more)
        finer: tuple[str, ...] = ()
        if outcome == "fail" != verdict.status:
            finer = tuple(more.finer[path] for path in verdict.read.paths if path in more.finer)
            verdict = verdict._replace(status="fail")
        return Judged(identity, verdict, computation(verdict, self.known), finer)

    @cached_property
    def proposals(self) -> list[Proposal]:
        """The repairs that would explain what fails."""
        return proposals(self.report, self.known, self.identities)

    @cached_property
    def wrong_units(self) -> frozenset[Identity]:
        """What holds only when a whole table stands under another unit of money; A10 reports it, not A09."""
        units = (made for made in self.proposals if made.repair.kind == "unit" and len(made.paths) > 1)
        return frozenset(identity for made in units for identity in made.explains)

    @cached_property
    def thresholds(self) -> Thresholds:
        """The limits of the checks in this run."""
        return thresholds_of(self.settings)

    @cached_property
    def narrative(self) -> tuple[Sentence, ...]:
        """What the narrative says, sentence by sentence."""
        return sentences(self.document, self.report)

    @cached_property
    def fields(self) -> frozenset[str]:
        """Every field that has a value, without indices; those of a project also as if they were the department's."""
        names = {_INDEX.sub("[]", path) for path, _ in walk(self.report)}
        return frozenset(names | {name.removeprefix("projects[].") for name in names})

    def judged(self, check: str) -> Iterator[Judged]:
        """Yield the identities of a check, without those that nothing on the paper claims."""
        yield from self._claimed[check]

    @cached_property
    def _claimed(self) -> Mapping[str, list[Judged]]:
        found: dict[str, list[Judged]] = defaultdict(list)
        for one in self.verdicts:
            claimed = one.identity.binding or one.verdict.status != "insufficient"
            if claimed and one.verdict.status != "not_applicable":
                across = one.identity.check == "A09" and self._is_across_files(one)
                found["C16" if across else one.identity.check].append(one)
        return found

    def _is_across_files(self, one: Judged) -> bool:
        """Whether the figures of an identity stand in different files of one report: C16 compares these, not A09."""
        places = (paths.get(self.report, path) for path in one.verdict.read.paths if path in self.known)
        return len({value.at.file for value in places if isinstance(value, Text)}) > 1

    def has(self, need: str) -> bool:
        """Whether a needed field, or anything below it, has a value."""
        return need in self._present

    @cached_property
    def _present(self) -> frozenset[str]:
        """The fields that have a value, and all that contain one of them."""
        above = (name[: cut.start()] for name in self.fields for cut in _BELOW.finditer(name))
        return self.fields | frozenset(above)


class Rule(NamedTuple):
    """A check of the catalogue. Its docstring is its documentation: title, Why, Fires on, Silent on, Source."""

    id: str
    name: str
    severity: Severity
    needs: tuple[str, ...]
    examine: Callable[[Case], Iterator[Said]]
    on_paper: bool = False
    """Whether it reads the paper itself, so that without it nothing can be checked."""

    @property
    def documentation(self) -> str:
        """The whole docstring."""
        return self.examine.__doc__ or ""

    @property
    def title(self) -> str:
        """The first line of the docstring: the defect in one Chinese sentence."""
        return self.documentation.partition("\n")[0].rstrip("。")

    def outcomes(self, case: Case) -> list[Outcome]:
        """Return what the rule says of a report, never nothing: what it could not check is a result too."""
        if self.on_paper and case.document is None:
            return [self._outcome(Said("insufficient", self.needs[0], "没有原件，文字无法核对"), case.report)]
        said = list(self.examine(case)) or [self._silent(case)]
        return [self._outcome(one, case.report) for one in said]

    def _silent(self, case: Case) -> Said:
        missing = tuple(need for need in self.needs if not case.has(need))
        if not missing:
            return Said("not_applicable", self.needs[0] if self.needs else "", "没有需要核对的内容")
        names = "、".join(field_title(need) for need in missing)
        return Said("insufficient", missing[0], f"报告中没有{names}，无法核对", missing=missing)

    def _outcome(self, said: Said, report: Report) -> Outcome:
        severity = (said.severity or self.severity) if said.status == "fail" else "info"
        return Outcome(
            check=self.id,
            status=said.status,
            severity=severity,
            subject=said.subject,
            message=said.message,
            computation=said.computation,
            sides=said.sides or tuple(side(report, path) for path in said.paths),
            missing=tuple(dict.fromkeys(field_title(path) for path in said.missing)),
            repair=said.repair,
        )


def rule(
    identifier: str, name: str, severity: Severity, needs: tuple[str, ...], *, on_paper: bool = False
) -> Callable[[Callable[[Case], Iterator[Said]]], Rule]:
    """Declare a check: its id, the kebab name of the defect, its severity, and what it needs of record and paper."""

    def declared(examine: Callable[[Case], Iterator[Said]]) -> Rule:
        return Rule(identifier, name, severity, needs, examine, on_paper)

    return declared


def side(report: Report, path: str) -> Side:
    """Return one side of a contradiction: a field, what is printed there, and where."""
    value = paths.get(report, path)
    if not isinstance(value, Text):
        return Side(path=path, text="")
    new = value.corrected
    text = value.text if new is None else f"{value.text}（更正为 {new.text}{new.unit or ''}）"
    return Side(path=path, text=text, at=value.at)


def field_title(path: str) -> str:
    """Return the Chinese name of a field, with its table: 预算执行情况的全年预算数."""
    bare = path.replace("[]", "")
    return paths.title(bare)
