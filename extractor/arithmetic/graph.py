"""Facts and identities of one report, their components, and the status of each figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from extractor.arithmetic import compare
from extractor.arithmetic.compare import Number
from extractor.arithmetic.facts import Facts, alternative, facts
from extractor.arithmetic.identities import identities
from extractor.arithmetic.identity import HOLDS, Identity, best_reading, number, status
from extractor.arithmetic.narrowing import narrowed, narrower_status
from extractor.records.evidence import Evidence
from extractor.records.finding import Status as Outcome
from extractor.records.paths import figures, replaced
from extractor.records.report import Figure, Report, Status

_WORTH: dict[Outcome, int] = {"pass": 2, "hint": 1}


class Tally(NamedTuple):
    """How many identities hold of those that can be tested."""

    held: int
    tested: int


def with_status(report: Report) -> Report:
    """Return the report with the status of every figure set.

    `contradicted`: an identity that binds the figure fails beyond rounding, or another place prints another value.
    `verified`: an identity holds that would hold no longer, or only by rounding, if any single digit of the figure
    were different. Inequalities, 0 = 0, approximate figures and a figure beside itself prove nothing; what a scan
    leaves in two readings is never verified.
    """
    known = facts(report)
    by_path, found = dict(figures(report)), statuses(report, known, identities(report, known))
    changed = {path: state for path, state in found.items() if state != by_path[path].status}
    return replaced(report, {path: by_path[path].model_copy(update={"status": changed[path]}) for path in changed})


def statuses(report: Report, known: Facts, related: Iterable[Identity]) -> dict[str, Status]:
    """Return the status of each figure by path; figures read from the same cell of a column share the worst."""
    by_path = dict(figures(report))
    wrong = {path for path, figure in by_path.items() if path in known and _differs(path, figure, known[path])}
    sure = {path for path, figure in by_path.items() if path in known and _printed_twice(figure, known[path])}
    related = list(related)
    more = narrowed(known, related)
    for identity in related:
        if identity.form == "limit":
            continue
        read, outcome = best_reading(identity, known.get)
        if narrower_status(identity, outcome, known, more) == "fail":
            wrong.update(identity.paths)
        elif outcome in HOLDS and not _proves_nothing(read, known, by_path):
            unsure = (path for path in read.paths if path in by_path and path not in sure)
            sure.update(path for path in unsure if _fixed(identity, read, path, known))
    places = {
        path: (path.rpartition(".")[2], place) for path, figure in by_path.items() if (place := _place(figure.at))
    }
    wrong = _spread(wrong, places)
    sure = {path for path in _spread(sure, places) if by_path[path].at.other is None}
    return {path: "contradicted" if path in wrong else "verified" if path in sure else "unchecked" for path in by_path}


def tally(report: Report, within: str = "") -> Tally:
    """Count the sums and equalities with figures below a path that can be tested, and those that hold.

    For a reader that suspects a slipped table: rates and scores of one row say nothing of its label, zeros nothing
    at all, so neither is counted.
    """
    known = facts(report)
    held = tested = 0
    for identity in identities(report, known):
        inside = any(path.startswith(within) for path in identity.paths if path in known)
        if identity.form not in {"sum", "equal"} or not inside or _is_zero(identity, known):
            continue
        outcome = status(identity, known.get)
        tested += outcome in HOLDS or outcome == "fail"
        held += outcome in HOLDS
    return Tally(held, tested)


def components(related: Iterable[Identity]) -> list[list[Identity]]:
    """Group identities that share figures, directly or through others."""
    groups: list[tuple[set[str], list[Identity]]] = []
    for identity in related:
        paths, members = set(identity.paths), [identity]
        apart = []
        for others, known_members in groups:
            if others & paths:
                paths |= others
                members = known_members + members
            else:
                apart.append((others, known_members))
        groups = [*apart, (paths, members)]
    return [members for _, members in groups]


def with_changes(known: Facts, changes: Mapping[str, Number]) -> Callable[[str], Number | None]:
    """Return a lookup in which some figures are different."""
    return lambda path: changes[path] if path in changes else known.get(path)


def single_digit_changes(one: Number) -> Iterator[Number]:
    """Yield the number with each digit replaced by each other digit, the last digits first."""
    digits = abs(int(one.printed.scaleb(one.decimals)))
    sign = -1 if one.printed < 0 else 1
    place = 1
    for digit in reversed(str(digits)):
        for other in range(10):
            if other != int(digit):
                value = one.value + sign * (other - int(digit)) * place * one.step
                yield one.reprinted(value)
        place *= 10


def _fixed(identity: Identity, read: Identity, path: str, known: Facts) -> bool:
    """Whether an identity would hold no longer, or less well, with any single digit of a figure changed."""
    one = known.get(path)
    if one is None:
        return False
    outcome = status(read, known.get)
    if outcome == "pass" and read.form in {"sum", "equal"}:
        return True  # both sides agree to the last digit, and each figure counts once: any change shows
    return all(
        _WORTH.get(status(identity, with_changes(known, {path: changed})), 0) < _WORTH[outcome]
        for changed in single_digit_changes(one)
    )


def _proves_nothing(identity: Identity, known: Facts, by_path: Mapping[str, Figure]) -> bool:
    if _is_zero(identity, known) or any(known[path].approximate for path in identity.paths if path in known):
        return True
    result = by_path.get(identity.result)
    terms = [by_path[path] for path in identity.terms if path in by_path]
    return result is not None and any(_place(term.at) == _place(result.at) for term in terms)


def _is_zero(identity: Identity, known: Facts) -> bool:
    """Whether the result is zero: 0 = 0 + 0 proves nothing."""
    result = number(known.get, identity.result)
    return result is None or result.value == 0


def _differs(path: str, figure: Figure, one: Number) -> bool:
    """Whether another place prints another value of the same fact; a reading that was given up does not count."""
    rivals = (other for other in figure.alternatives if figure.corrected is None and other.reader is None)
    others = (alternative(path, other, one) for other in rivals)
    return any(
        other is not None and (other.kind != one.kind or compare.equal(one, other) == "fail") for other in others
    )


def _printed_twice(figure: Figure, one: Number) -> bool:
    if not one.value or one.approximate or figure.corrected is not None:
        return False
    return any(_place(other) != _place(figure.at) for other in figure.also_at)


def _place(at: Evidence) -> tuple[Any, ...]:
    return (at.page, at.line, at.box, at.quote)


def _spread(chosen: set[str], places: Mapping[str, tuple[Any, ...]]) -> set[str]:
    """Add the copies of chosen figures: one merged cell is read into several rows (产出指标(50分))."""
    cells = {places[path] for path in chosen if path in places}
    return {path for path, place in places.items() if place in cells}
