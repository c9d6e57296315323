"""Which figures are in doubt: those that an open finding of severity error points at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.records.finding import Finding, Findings, Outcome

_UNQUOTABLE = frozenset({"C08", "C12", "C14", "C16"})
"""Template leftovers, conflicting counts, contradictory conclusions, conflicts between papers: a draft does
not repeat sentences that these checks object to."""

_ROW = re.compile(r"^(.*\[)\d+\]")
_MANY = 4


def open_errors(findings: Findings) -> list[Outcome]:
    """Return the root outcomes of severity error that stand."""
    return [f.root for f in findings.findings if _stands(f.root)]


def pending(findings: Findings) -> dict[str, list[Outcome]]:
    """Return the fields in doubt, each with the errors that touch it.

    A suggested repair narrows an error to the figures it would change; without one, every side of the
    contradiction is in doubt. Of a sum over many rows of one list the total stands for the rows.
    """
    found: dict[str, list[Outcome]] = {}
    for finding in findings.findings:
        for outcome in _errors(finding):
            for path in _touched(outcome):
                found.setdefault(path, []).append(finding.root)
    return found


def objections(findings: Findings) -> set[str]:
    """Return the words to which a text check objects; sentences with them are not quoted in a draft."""
    found = set()
    for finding in findings.findings:
        for outcome in (finding.root, *finding.explains):
            if outcome.status == "fail" and outcome.check in _UNQUOTABLE and outcome.severity != "info":
                found |= {re.sub(r"\s", "", side.text) for side in outcome.sides}
    return {words for words in found if len(words) > 1}


def _stands(outcome: Outcome) -> bool:
    return outcome.severity == "error" and outcome.status == "fail"


def _errors(finding: Finding) -> Iterator[Outcome]:
    """Yield what is to be marked: the root, and what it explains unless its repair speaks for all."""
    if _stands(finding.root):
        yield finding.root
        if not (finding.root.repair and finding.root.repair.changes):
            yield from filter(_stands, finding.explains)


def _touched(outcome: Outcome) -> Sequence[str]:
    if outcome.repair and outcome.repair.changes:
        return [change.path for change in outcome.repair.changes]
    paths = [side.path for side in outcome.sides]
    lists = [match[1] for match in map(_ROW.match, paths) if match]
    crowded = {name for name in lists if lists.count(name) > _MANY}
    kept = [path for path in paths if not ((match := _ROW.match(path)) and match[1] in crowded)]
    return kept or paths
