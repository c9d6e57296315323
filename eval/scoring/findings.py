"""Compare findings with what a careful person finds in the same report.

The expectation is JSON: `findings` (`check`, verbatim `quotes`, `certain`: would a careful person insist) and `holds`
(identities that are true, with their quotes; ours also name the `check`). One of our outcomes finds an expected one
when it has the same check id and shares a quote's figures or words, also when it hangs below a root. `repair` names the
change that mends the report (`281.39→281.93`, `万元→元`); without it a note that says so counts. A finding of
severity error or warning about nothing but the figures of a hold is a false alarm. What nobody listed is neither: it
is `unlisted`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import get_args

from extractor.eval.labels import plain
from extractor.eval.result import FindingCounts
from extractor.records.base import Record
from extractor.records.finding import Findings, Outcome, Severity
from extractor.records.quantity import find_quantities

IDENTITIES = frozenset(
    [f"A{n:02}" for n in (1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 19, 20, 21, 22, 23)]
    + ["B01", "B02", "B04", "B05", "B06", "B12", "B13", "B14", "B15", "C11", "C12"]
)
"""Checks that say whether an identity holds: only they can contradict a hold that names no check."""


class Expected(Record):
    """One finding of a careful person."""

    check: str
    kind: str = ""
    severity: Severity = "error"
    certain: bool = True
    quotes: tuple[str, ...]
    computation: str = ""
    note: str = ""
    repair: str = ""
    explained_by: str | None = None


class Hold(Record):
    """One identity that is true and must not be reported."""

    identity: str
    check: str | None = None
    quotes: tuple[str, ...]
    computation: str = ""


class Expectation(Record):
    """What a careful person says of one report."""

    findings: tuple[Expected, ...] = ()
    holds: tuple[Hold, ...] = ()


class FalseAlarm(Record):
    """One of our findings, and the hold that it contradicts."""

    outcome: Outcome
    hold: Hold


@dataclass(frozen=True)
class FindingsScore:
    """Our findings beside those of a careful person."""

    found: tuple[tuple[Expected, Outcome], ...]
    missed: tuple[Expected, ...]
    false_alarms: tuple[FalseAlarm, ...]
    unlisted: tuple[Outcome, ...]


def load_expectation(path: Path, report: str | None = None) -> Expectation:
    """Read an expectation; a file for several reports is a table of them, keyed by the report's name."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Expectation.model_validate(data if report is None else data[report])


def compare(findings: Findings, expectation: Expectation) -> FindingsScore:
    """Say which expected findings are found, which are missed, and which of ours are false alarms or unlisted."""
    ours = list(_reported(findings))
    found = _matches(expectation.findings, ours)
    matched = [id(outcome) for _, outcome in found]
    expected = [wanted for wanted, _ in found]
    roots = [finding.root for finding in findings.findings if id(finding.root) not in matched]
    alarms = [FalseAlarm(outcome=root, hold=hold) for root in roots if (hold := _contradicted(root, expectation.holds))]
    alarming = [id(alarm.outcome) for alarm in alarms]
    return FindingsScore(
        found=tuple(found),
        missed=tuple(wanted for wanted in expectation.findings if wanted not in expected),
        false_alarms=tuple(alarms),
        unlisted=tuple(root for root in roots if id(root) not in alarming),
    )


def by_severity(score: FindingsScore) -> dict[str, FindingCounts]:
    """Return the counts by severity: of what a careful person insists on by theirs, of our other findings by ours."""
    tables: dict[str, FindingCounts] = {}
    for severity in get_args(Severity):
        found = sum(one.certain and one.severity == severity for one, _ in score.found)
        missed = sum(one.certain and one.severity == severity for one in score.missed)
        counts = FindingCounts(
            found=found,
            expected=found + missed,
            false_alarms=sum(alarm.outcome.severity == severity for alarm in score.false_alarms),
            unlisted=sum(outcome.severity == severity for outcome in score.unlisted),
        )
        if counts != FindingCounts():
            tables[severity] = counts
    return tables


def figures_in(texts: Iterable[str]) -> set[Decimal]:
    """Return the values of all figures printed in some texts; a zero tells no place from another and is left out."""
    return {quantity.value for text in texts for quantity in find_quantities(text) if quantity.value}


def _reported(findings: Findings) -> Iterator[Outcome]:
    for finding in findings.findings:
        yield finding.root
        yield from finding.explains


def _matches(expected: Iterable[Expected], ours: list[Outcome]) -> list[tuple[Expected, Outcome]]:
    """Pair each expected finding with an outcome of its own; one that says two things at once may serve twice."""
    wanted = list(expected)
    ranked = sorted(
        ((_likeness(one, outcome), -i, -j) for i, one in enumerate(wanted) for j, outcome in enumerate(ours)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for again in (False, True):
        for likeness, i, j in ranked:
            if likeness > 0 and -i not in pairs and (again or -j not in pairs.values()):
                pairs[-i] = -j
    return [(wanted[i], ours[j]) for i, j in sorted(pairs.items())]


def _likeness(expected: Expected, outcome: Outcome) -> float:
    """Return how much of an expected finding's quotes an outcome speaks of; 0 is another finding."""
    if expected.check != outcome.check:
        return 0.0
    ours = figures_in(_words(outcome))
    quotes = [figures_in([quote]) for quote in expected.quotes]
    shared = figures_in(expected.quotes) & ours
    shares = [len(quote & ours) / len(quote) for quote in quotes if quote]
    sides = figures_in(side.text for side in outcome.sides)
    if max(shares, default=0.0) >= 1 / 2 or (len(sides) > 1 and sides <= shared):
        return sum(shares) + len(shared)
    return 0.1 if any(_overlap(quote, side) for quote in expected.quotes for side in _sides(outcome)) else 0.0


def _words(outcome: Outcome) -> list[str]:
    return [*_sides(outcome), outcome.computation]


def _sides(outcome: Outcome) -> list[str]:
    return [text for side in outcome.sides for text in (side.text, side.at.quote if side.at else "")]


def _overlap(quote: str, side: str) -> bool:
    """Whether one text stands in the other; shorter than four characters says nothing."""
    one, other = plain(quote), plain(side)
    return min(len(one), len(other)) >= 4 and (one in other or other in one)  # noqa: PLR2004 - said above


def _contradicted(outcome: Outcome, holds: Iterable[Hold]) -> Hold | None:
    """Return the hold that a finding contradicts: all its printed figures belong to that identity."""
    if outcome.status != "fail" or outcome.severity == "info":
        return None
    ours = figures_in(side.text for side in outcome.sides) or figures_in([outcome.computation])
    for hold in holds:
        same = hold.check == outcome.check if hold.check else outcome.check in IDENTITIES
        if same and ours and ours <= figures_in([*hold.quotes, hold.computation]):
            return hold
    return None
