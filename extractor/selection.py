"""Which checks a user wants to see: single ids or whole families, wanted or unwanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractor.errors import UsageError
from extractor.records.finding import Finding, Findings


class Selection(NamedTuple):
    """Ids (A01) and families (A) to show and to leave out; an empty `select` shows all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, check: str) -> bool:
        """Tell whether a check is wanted."""
        return (not self.select or check.startswith(self.select)) and not check.startswith(self.ignore or ("-",))


def parse(select: str, ignore: str, known: Iterable[str]) -> Selection:
    """Return the selection of two comma-separated lists; raises UsageError for an unknown name."""
    checks = tuple(known)
    return Selection(_names(select, checks), _names(ignore, checks))


def narrow(findings: Findings, selection: Selection) -> Findings:
    """Return what the wanted checks say.

    A wanted result that hangs below an unwanted root becomes a finding of its own: hiding a cause does not hide its
    consequences.
    """
    return Findings(
        findings=tuple(kept for finding in findings.findings for kept in _narrowed(finding, selection)),
        dismissed=tuple(finding for finding in findings.dismissed if selection.takes(finding.root.check)),
        outcomes=tuple(outcome for outcome in findings.outcomes if selection.takes(outcome.check)),
    )


def _narrowed(finding: Finding, selection: Selection) -> Iterator[Finding]:
    explained = tuple(outcome for outcome in finding.explains if selection.takes(outcome.check))
    if selection.takes(finding.root.check):
        yield finding.model_copy(update={"explains": explained})
    else:
        yield from (Finding(root=outcome) for outcome in explained)


def _names(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    names = tuple(name.strip().upper() for name in text.replace("，", ",").split(",") if name.strip())
    families = sorted({check[0] for check in known})
    for name in names:
        if name not in known and name not in families:
            raise UsageError(f"没有检查 {name!r}", f"家族有 {'、'.join(families)}；全部编号见 zongshu checks")
    return names
