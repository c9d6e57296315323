"""Whether the changes that our findings suggest are those that a careful person names.

An expectation names a change in `repair` (`281.39→281.93`, `万元→元`) or in its note (`唯一修复：12→10`,
`得分10改为9.6`, `整表应为元`). A note may tell the story either way round (`数字颠倒：93.37→93.73`), so the figure that
stands in the quotes is the printed one. Findings whose label names no change are not scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.eval.labels import printed
from extractor.eval.result import Share
from extractor.eval.scoring.findings import Expected, FindingsScore, figures_in
from extractor.records.finding import Change, Finding, Findings, Outcome, Repair
from extractor.records.quantity import fold

_AMOUNT = r"[-+]?\d[\d,]*(?:\.\d+)?"
_FIGURES = re.compile(rf"({_AMOUNT})[^\d\s，。；→]{{0,4}}?(?:→|改为)({_AMOUNT})")
_UNITS = re.compile(r"(?:(万元|千元|亿元|元)→|整表应为)(万元|千元|亿元|元)")


class Correction(NamedTuple):
    """One change that mends a report: the printed figure or unit (None: any other) and the right one."""

    old: Decimal | str | None
    new: Decimal | str


def corrections(expected: Expected) -> frozenset[Correction]:
    """Return the changes that an expected finding names; none when it is silent.

    Of a note only figures count of which one stands in the quotes, for `2023→2024` may be a mere remark.
    """
    text = fold(expected.repair or expected.note)
    quoted = figures_in(expected.quotes)
    pairs = [(_number(match[1]), _number(match[2])) for match in _FIGURES.finditer(text)]
    found = [_printed_first(one, other, quoted) for one, other in pairs if expected.repair or {one, other} & quoted]
    units = [Correction(match[1] or None, match[2]) for match in _UNITS.finditer(text)]
    return frozenset([*found, *units])


def repairs(compared: FindingsScore, findings: Findings) -> Share:
    """Return how many of the named corrections our findings suggest.

    The same correction named by two expected findings (a cause and what it explains) counts once. A repair that is
    one of several alternatives suggests nothing.
    """
    ours = {id(expected): outcome for expected, outcome in compared.found}
    suggested: dict[frozenset[Correction], bool] = {}
    for expected in (*(one for one, _ in compared.found), *compared.missed):
        named = corrections(expected)
        if named:
            right = _suggests(findings, ours.get(id(expected)), named)
            suggested[named] = suggested.get(named, False) or right
    return Share(points=sum(suggested.values()), of=len(suggested))


def _suggests(findings: Findings, outcome: Outcome | None, named: frozenset[Correction]) -> bool:
    """Whether the finding that holds an outcome carries a repair with all the named changes."""
    holding = (finding for finding in findings.findings if any(one is outcome for one in _outcomes(finding)))
    made = (repair for finding in holding for repair in _unique_repairs(_outcomes(finding)))
    return any(all(any(_equals(change, one) for change in repair.changes) for one in named) for repair in made)


def _outcomes(finding: Finding) -> tuple[Outcome, ...]:
    return (finding.root, *finding.explains)


def _unique_repairs(outcomes: Iterable[Outcome]) -> Iterator[Repair]:
    found = (outcome.repair for outcome in outcomes)
    return (repair for repair in found if repair is not None and repair.verdict == "unique")


def _equals(change: Change, correction: Correction) -> bool:
    if isinstance(correction.new, str):
        return change.new == correction.new and correction.old in {None, change.old}
    old, new = printed(change.old), printed(change.new)
    return old is not None and new is not None and (old.value, new.value) == (correction.old, correction.new)


def _printed_first(one: Decimal, other: Decimal, quoted: set[Decimal]) -> Correction:
    turned = one not in quoted and other in quoted
    return Correction(other, one) if turned else Correction(one, other)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
