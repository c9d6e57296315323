"""Figures and the identities that bind them, for a search over changed figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from extractor.arithmetic.compare import Mode, Number
from extractor.arithmetic.facts import Facts
from extractor.arithmetic.identity import HOLDS, Identity, Lookup, status
from extractor.records.finding import Status

Changes = Mapping[str, Number | None]
"""Figures that are different, by path; None where a figure goes away."""


class Clues(NamedTuple):
    """What is known of figures beside the arithmetic, by path.

    `confirmed`: printed at two places or more. `doubtful`: read with doubt. `readings`: what else is printed for the
    same field, or was read at the same place.
    """

    confirmed: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    readings: Mapping[str, frozenset[Number]] = {}


class Graph:
    """The identities of a report with the figures that they bind. An identity is evaluated when a change touches it."""

    def __init__(self, known: Facts, related: list[Identity], clues: Clues) -> None:
        self.known = known
        self.related = related
        self.clues = clues
        self.before: dict[Identity, Status] = {identity: status(identity, known.get) for identity in related}
        self.violated = [identity for identity in related if self.before[identity] == "fail"]
        self.totals = {one.result for one in related if one.form == "sum" and self.before[one] != "insufficient"}
        self._of: dict[str, list[Identity]] = defaultdict(list)
        for identity in related:
            for path in dict.fromkeys((*identity.paths, *identity.instead)):
                self._of[path].append(identity)

    @cached_property
    def suspects(self) -> frozenset[str]:
        """The figures of violated identities."""
        return frozenset(path for one in self.violated for path in one.paths if path in self.known)

    @cached_property
    def mode(self) -> Mode:
        """How this office rounds, where some column leaves no doubt and none contradicts it."""
        modes = {one.column.mode for one in self.related if self.before[one] == "pass"} - {"either"}
        return modes.pop() if len(modes) == 1 else "either"

    @cached_property
    def rounds_parts(self) -> bool:
        """Whether parts were rounded each for itself, so that some sums miss their total by the last digit."""
        return any(one.form == "sum" and self.before[one] == "hint" for one in self.related)

    def of(self, path: str) -> list[Identity]:
        """Return the identities that a figure takes part in."""
        return self._of.get(path, [])

    def touched(self, changes: Changes) -> list[Identity]:
        """Return the identities that some changed figures take part in."""
        return list(dict.fromkeys(identity for path in changes for identity in self.of(path)))

    def broken(self, changes: Changes) -> list[Identity]:
        """Return the identities of the changed figures that do not hold after the change."""
        after = self.after(changes)
        return [one for one in self.touched(changes) if not self._fine(one, after)]

    def mends(self, changes: Changes) -> bool:
        """Whether all identities of the changed figures hold after the change."""
        after = self.after(changes)
        return all(self._fine(one, after) for one in self.touched(changes))

    def explained(self, changes: Changes) -> frozenset[Identity]:
        """Return the violated identities that hold after a change."""
        after = self.after(changes)
        touched = self.touched(changes)
        return frozenset(one for one in touched if self.before[one] == "fail" and status(one, after) in HOLDS)

    def settled(self, changes: Changes) -> frozenset[Identity]:
        """Return the identities that hold after a change and do not before, also those that claim nothing."""
        after = self.after(changes)
        touched = self.touched(changes)
        return frozenset(one for one in touched if self.before[one] not in HOLDS and status(one, after) in HOLDS)

    def after(self, changes: Changes) -> Lookup:
        """Return the figures with some of them changed."""
        known = self.known
        return lambda path: changes[path] if path in changes else known.get(path)

    def _fine(self, identity: Identity, after: Lookup) -> bool:
        outcome, before = status(identity, after), self.before[identity]
        if before == "pass":
            # what agreed to the last digit is not given up for a rounded agreement
            return outcome == "pass" or (identity.form == "ratio" and _is_of_nothing(identity, after))
        return outcome in HOLDS or (outcome != "fail" and before not in HOLDS)


def _is_of_nothing(identity: Identity, after: Lookup) -> bool:
    """Whether a rate of 0 stands beside two amounts of 0."""
    numbers = [after(path) for path in (identity.result, *identity.terms)]
    return all(one is not None and not one.value for one in numbers)
