"""Two readers, one record: what the rules read stands, unless the paper and the arithmetic say otherwise.

A figure that the model found and the rules did not is taken when no field holds that figure yet. Where both read one
field differently, both stand on the paper; the identities decide if they can: the reading with which fewer fail and
more hold. The other one is kept in `alternatives` with its reader. When they cannot tell, the rules' reading stays,
the model's stands beside it as another value, and the figure counts as contradicted, so that a person looks at it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from extractor.arithmetic.facts import facts
from extractor.arithmetic.identities import identities
from extractor.arithmetic.identity import HOLDS, status
from extractor.extraction.claims import Claim
from extractor.records.report import Report

_KEY = re.compile(r"^(.*)\[([^\]]*)\](?:\.[^\[\]]*)$")
_KEYS = re.compile(r"\[[^\]]*\]")
_MOST_REFEREED = 24
_COPIES = ("base_data.", "three_public.")
_OF_A_FORM = ("budget.", "indicators[", "goals.", "score.", "staffing.", "projects[")
_PROJECT = re.compile(r"projects\[([^\]]*)\]")
_ENOUGH = 3
_SHARED = frozenset({"level1_weight", "weight"})

Judge = Callable[[list[Claim]], Report]
"""Makes the record of claims, so that its identities can be counted."""


class Tally(NamedTuple):
    """How a record fares: fewer identities that fail are better, then more that hold."""

    failing: int
    holding: int

    def beats(self, other: Tally) -> bool:
        """Whether this is better without being worse in anything."""
        return self != other and self.failing <= other.failing and self.holding >= other.holding


def reconciled(
    rules: Sequence[Claim], model: Sequence[Claim], forms: Sequence[frozenset[str]], judge: Judge
) -> list[Claim]:
    """Return the claims of both readers as those of one. `forms`: the lines and rows of each project's own form."""
    rivals: list[Claim] = []
    rules = _without_strays(rules, model, forms)
    known = {claim.path: claim for claim in reversed(rules)}
    owners = _owners(rules)
    found = list(rules)
    for claim in _aligned(rules, model):
        present = known.get(claim.path)
        if present is None:
            if claim.kind == "code" or _is_free(claim, owners):
                found.append(claim)
        elif _differs(claim, present):
            rivals.append(claim)
        elif claim.kind == "figure" and claim.at != present.at and _is_free(claim, owners):
            found.append(claim)
    return _refereed(_with_named_rows(found), known, rivals, judge)


def _differs(claim: Claim, present: Claim) -> bool:
    """Whether two readings of a field differ: figures by value, the names of rows by what they name."""
    if claim.kind == "figure":
        return (claim.value, claim.unit) != (present.value, present.unit)
    if claim.kind == "code":
        return claim.value != present.value
    return claim.path.endswith("].label") and claim.at != present.at


def _without_strays(rules: Sequence[Claim], model: Sequence[Claim], forms: Sequence[frozenset[str]]) -> list[Claim]:
    """Leave out what the rules read as the department's in the form of a project that only the model recognised."""
    lost: set[str] = set()
    for form in forms:
        mine = [claim for claim in rules if _stands_in(claim, form)]
        theirs = sum(_PROJECT.match(claim.path) is not None and _stands_in(claim, form) for claim in model)
        if theirs >= _ENOUGH and not any(claim.path.startswith("projects[") for claim in mine):
            lost |= form
    return [
        claim for claim in rules if not (claim.at and _row(claim.at.id) in lost and claim.path.startswith(_OF_A_FORM))
    ]


def _stands_in(claim: Claim, form: frozenset[str]) -> bool:
    return claim.at is not None and _row(claim.at.id) in form


def _row(place: str) -> str:
    return place.partition("C")[0] if place.startswith("T") else place


def _refereed(claims: list[Claim], known: Mapping[str, Claim], rivals: Sequence[Claim], judge: Judge) -> list[Claim]:
    """Let the identities choose between two readings: of a whole table first, then of one field after the other."""
    if not rivals:
        return claims
    tally = _tally(judge(claims))
    left: list[Claim] = []
    for group in _by_table(rivals):
        swapped = _swapped(claims, known, group)
        other = _tally(judge(swapped)) if len(group) > 1 else tally
        if other.beats(tally):
            beaten = [known[rival.path]._replace(beaten="rules") for rival in group if rival.kind == "figure"]
            claims, tally = [*swapped, *beaten], other
        else:
            left += [rival for rival in group if rival.kind == "figure"]
    for rival in left[:_MOST_REFEREED]:
        swapped = _swapped(claims, known, [rival])
        other = _tally(judge(swapped))
        if other.beats(tally):
            claims, tally = [*swapped, known[rival.path]._replace(beaten="rules")], other
        else:
            claims = [*claims, rival._replace(beaten="model") if tally.beats(other) else rival]
    return [*claims, *left[_MOST_REFEREED:]]


def _by_table(rivals: Sequence[Claim]) -> list[list[Claim]]:
    """The readings of one group of fields in one table together: labels that slipped move all of them."""
    tables = {_row_path(claim): _row(claim.at.id).partition("R")[0] for claim in rivals if claim.at}
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for rival in rivals:
        row = _row_path(rival)
        groups[_KEYS.sub("", row), tables.get(row, "")].append(rival)
    return list(groups.values())


def _row_path(claim: Claim) -> str:
    return claim.path.rpartition(".")[0]


def _swapped(claims: Sequence[Claim], known: Mapping[str, Claim], rivals: Sequence[Claim]) -> list[Claim]:
    """The claims with some readings of the rules replaced by the model's."""
    others = {rival.path: rival for rival in rivals}
    return [
        others[claim.path] if claim is known.get(claim.path) and claim.path in others else claim for claim in claims
    ]


def _tally(report: Report) -> Tally:
    known = facts(report)
    states = Counter(status(identity, known.get) for identity in identities(report, known) if identity.form != "limit")
    return Tally(states["fail"], sum(states[state] for state in HOLDS))


def _owners(claims: Sequence[Claim]) -> set[tuple[str, str, int | None]]:
    """The printed figures that a field holds: place, text, and where in the place they begin."""
    return {key for claim in claims if claim.kind in {"figure", "measure"} for key in _keys(claim)}


def _keys(claim: Claim) -> list[tuple[str, str, int | None]]:
    if claim.at is None:
        return []
    in_line = not claim.at.id.startswith("T")
    return [(claim.at.id, claim.text, claim.at.start if in_line else None)]


def _is_free(claim: Claim, owners: set[tuple[str, str, int | None]]) -> bool:
    """Whether no other field holds the printed figure that a claim takes; words are always free."""
    if claim.kind != "figure" or claim.path.startswith(_COPIES) or claim.path.rpartition(".")[2] in _SHARED:
        return True
    return not any(key in owners for key in _keys(claim))


def _aligned(rules: Sequence[Claim], model: Sequence[Claim]) -> list[Claim]:
    """Give the rows of the model the keys of the rules' rows that stand in the same place."""
    model = _with_project_keys(rules, model)
    rows = _rows(rules)
    names: dict[str, str] = {}
    for row, places in _rows(model).items():
        group = row[: row.rindex("[")]
        same = [(len(places & other), name) for name, other in rows.items() if name[: name.rindex("[")] == group]
        best = max(same, default=(0, ""))
        if best[0]:
            names[row] = best[1]
    return [claim._replace(path=_renamed(claim.path, names)) for claim in model]


def _with_project_keys(rules: Sequence[Claim], model: Sequence[Claim]) -> list[Claim]:
    """Give the projects of the model the keys of those that the rules read in the same place; others get new keys."""
    known, asked = _projects(rules), _projects(model)
    names: dict[str, str] = {}
    for key, places in asked.items():
        best = max(((len(places & other), name) for name, other in known.items()), default=(0, ""))
        names[key] = best[1] if best[0] else f"m{key}"
    return [
        claim._replace(path=f"projects[{names[match[1]]}]{claim.path[match.end() :]}")
        if (match := _PROJECT.match(claim.path))
        else claim
        for claim in model
    ]


def _projects(claims: Sequence[Claim]) -> dict[str, set[str]]:
    """The places of each project by its key."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if (match := _PROJECT.match(claim.path)) and claim.at:
            found[match[1]].add(_row(claim.at.id))
    return found


def _rows(claims: Sequence[Claim]) -> dict[str, set[str]]:
    """The innermost rows of claims with the table rows and lines that their own values stand in."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        match = _KEY.match(claim.path)
        if match and claim.at and claim.path.rpartition(".")[2] not in {"level1", "level2", "level1_weight"}:
            found[f"{match[1]}[{match[2]}]"].add(_place(claim))
    return found


def _place(claim: Claim) -> str:
    """The row of a table; in a line the words too, for several rows may stand in one line."""
    place = claim.at.id if claim.at else ""
    return _row(place) if place.startswith("T") else f"{place} {claim.text}"


def _renamed(path: str, names: Mapping[str, str]) -> str:
    match = _KEY.match(path)
    row = f"{match[1]}[{match[2]}]" if match else ""
    return names[row] + path[len(row) :] if row in names else path


def _with_named_rows(claims: list[Claim]) -> list[Claim]:
    """Leave out the codes of rows that have nothing else."""
    filled = {row for row, places in _rows(claims).items() if places}
    kept = []
    for claim in claims:
        match = _KEY.match(claim.path)
        if claim.kind != "code" or match is None or f"{match[1]}[{match[2]}]" in filled:
            kept.append(claim)
    return kept
