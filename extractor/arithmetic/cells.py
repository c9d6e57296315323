"""Single cells that explain violated identities, and pairs of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from extractor.arithmetic.compare import HUNDRED, Number
from extractor.arithmetic.facts import Facts, rescaled
from extractor.arithmetic.identity import HOLDS, Identity, Lookup, computed, number, status

MAX_COST = Decimal(3)
DERIVED, STALE, PRIMARY, UNIT = Decimal(1), Decimal(1), Decimal(2), Decimal(1)
CONFIRMED = Decimal(4)
_TYPO = Decimal("0.5")
_MOST_FOR_PAIRS = 12
"""In a longer sum any two figures may be wrong: there are too many pairs for one of them to mean anything."""

_FIXED = re.compile(r"(?:target|actual)$")
"""What the plan sets and what was achieved stay as they are: nobody changes a fact to save a score."""

_WEIGHT = re.compile(r"\.weight$")
"""A 分值 stays too, unless a slip of the fingers explains it."""

_BRACKET = re.compile(r"level1_weight$")
"""The weight of a level changes only where its rows and the other levels both ask for it."""

_DERIVED = re.compile(r"(?:rate|growth|share|completion|score|score\.total)$|\.shares\.\w+$")
_STALE = re.compile(r"(.*budget\.rows\[\d+\]\.)adjusted$")


class Candidate(NamedTuple):
    """A set of changes, what it explains, and what it costs to believe it."""

    kind: str
    changes: tuple[tuple[str, Number], ...]
    explains: frozenset[Identity]
    cost: Decimal
    rival: bool = False
    """Only there to dispute another candidate: it does not mend all that it touches."""


class Graph:
    """The identities of a report with the figures that they bind, for a search over changed figures.

    `confirmed`: paths whose figure is printed twice; `elsewhere`: what other places print for a path instead.
    """

    def __init__(
        self,
        known: Facts,
        related: list[Identity],
        confirmed: frozenset[str] = frozenset(),
        elsewhere: Mapping[str, frozenset[Decimal]] | None = None,
    ) -> None:
        self.known = known
        self.confirmed = confirmed
        self.elsewhere = elsewhere or {}
        self.before = {identity: status(identity, known.get) for identity in related}
        self.violated = [identity for identity in related if self.before[identity] == "fail"]
        self.totals = {one.result for one in related if one.form == "sum" and self.before[one] != "insufficient"}
        self._of: dict[str, list[Identity]] = defaultdict(list)
        for identity in related:
            for path in {*identity.paths, *identity.instead}:
                self._of[path].append(identity)

    def touched(self, changes: Mapping[str, Number]) -> list[Identity]:
        """Return the identities that some changed figures take part in."""
        return list(dict.fromkeys(identity for path in changes for identity in self._of[path]))

    def broken(self, changes: Mapping[str, Number]) -> list[Identity]:
        """Return the identities of the changed figures that do not hold after the change."""
        after = self.after(changes)
        return [one for one in self.touched(changes) if not self._fine(one, after)]

    def explained(self, changes: Mapping[str, Number]) -> frozenset[Identity]:
        """Return the violated identities that hold after a change."""
        after = self.after(changes)
        touched = self.touched(changes)
        return frozenset(one for one in touched if self.before[one] == "fail" and status(one, after) in HOLDS)

    def settled(self, changes: Mapping[str, Number]) -> int:
        """Count the identities that hold after a change and do not before, also those that claim nothing."""
        after = self.after(changes)
        return sum(self.before[one] not in HOLDS and status(one, after) in HOLDS for one in self.touched(changes))

    def after(self, changes: Mapping[str, Number]) -> Lookup:
        """Return the figures with some of them changed."""
        return lambda path: changes[path] if path in changes else self.known.get(path)

    def _fine(self, identity: Identity, after: Lookup) -> bool:
        outcome, before = status(identity, after), self.before[identity]
        if before == "pass":
            return outcome == "pass"  # what agreed to the last digit is not given up for a rounded agreement
        return outcome in HOLDS or (outcome != "fail" and before not in HOLDS)


def cell_candidates(graph: Graph) -> Iterator[Candidate]:
    """Yield the changes of one cell, and where those are dear or missing of two, that explain a violated identity."""
    for violated in graph.violated:
        singles = [made for changes in solutions(graph, violated, {}) if (made := _candidate(graph, changes))]
        yield from singles
        dear = min((single.cost for single in singles), default=MAX_COST) > DERIVED
        if dear and len(violated.paths) <= _MOST_FOR_PAIRS:
            yield from _pairs(graph, violated)


def _pairs(graph: Graph, violated: Identity) -> Iterator[Candidate]:
    """Yield two changes of which the second mends what the first breaks."""
    for first in solutions(graph, violated, {}):
        broken = graph.broken(first)
        if len(broken) != 1 or _cost(graph, first) >= MAX_COST:
            continue
        for second in solutions(graph, broken[0], first):
            if (made := _candidate(graph, second)) is not None:
                yield made


def _candidate(graph: Graph, changes: dict[str, Number]) -> Candidate | None:
    cost = _cost(graph, changes)
    if cost > MAX_COST or graph.broken(changes):
        return None
    explained = graph.explained(changes)
    if len(explained) < len(changes):
        return None  # two mistakes for one contradiction explain nothing
    if any(_BRACKET.search(path) for path in changes) and graph.settled(changes) <= len(explained):
        return None
    kind = max((_kind(graph, path, new) for path, new in changes.items()), key=lambda pair: pair[1])[0]
    return Candidate(kind, tuple(sorted(changes.items())), explained, cost)


def solutions(graph: Graph, identity: Identity, changes: dict[str, Number]) -> Iterator[dict[str, Number]]:
    """Yield the changes after which an identity holds, by one more figure each."""
    known = graph.after(changes)
    for path in identity.paths:
        old = known(path)
        if old is None or path in changes or _is_fixed(path, old):
            continue
        other_units = list(_other_units(old))
        same = {one.value for one in other_units}
        solved = (one for one in _solved(identity, path, known) if one.value not in same)
        for new in dict.fromkeys((*solved, *other_units)):
            if new.value != old.value and new.value >= 0 and (not _WEIGHT.search(path) or _slipped(old, new)):
                tried = {**changes, path: new}
                if status(identity, graph.after(tried)) in HOLDS:
                    yield tried


def _is_fixed(path: str, old: Number) -> bool:
    """Whether a figure is not to be changed: a target, a printed 无, a full score of 100."""
    nothing = not old.unit and old.kind == "money"
    return bool(_FIXED.search(path)) or nothing or (path.endswith("score.weight") and old.value == HUNDRED)


def _solved(identity: Identity, path: str, known: Lookup) -> Iterator[Number]:
    """Yield what one figure must be for an identity to hold, at the decimals printed in it, rounded or cut."""
    old, result = known(path), number(known, identity.result)
    if old is None or result is None or identity.form == "limit":
        return
    value = computed(identity, known) if path == identity.result else _term(identity, path, result, known)
    if value is None:
        return
    beside = [one for other in (identity.result, *identity.terms) if (one := number(known, other)) is not None]
    decimals = max((one.decimals for one in beside if one.unit == old.unit), default=old.decimals)
    if path == identity.result and identity.column.finest is not None:
        decimals = max(decimals, -_exponent(identity.column.finest))
    for rounding in _ROUNDINGS[identity.column.mode]:
        yield _printed(old, (value * old.printed_unit).quantize(Decimal(1).scaleb(-decimals), rounding))


_ROUNDINGS = {"either": (ROUND_HALF_UP, ROUND_DOWN), "round": (ROUND_HALF_UP,), "cut": (ROUND_DOWN,)}


def _term(identity: Identity, path: str, result: Number, known: Lookup) -> Decimal | None:
    terms = [number(known, term) for term in identity.terms]
    index = identity.terms.index(path) if path in identity.terms else -1
    old = known(path)
    if old is None or index < 0:
        return None
    if identity.form in {"sum", "equal"}:
        total = computed(identity, known)
        return None if total is None else result.value - total + old.value
    if identity.form == "ratio":
        other = terms[1 - index]
        if other is None or not result.value:
            return None
        return result.value * other.value / HUNDRED if index == 0 else other.value / result.value * HUNDRED
    if identity.form == "product" and path.endswith("rate") and terms[0] is not None and terms[0].value:
        return result.value / terms[0].value * HUNDRED
    return None


def _other_units(old: Number) -> Iterator[Number]:
    """Yield the same digits under the unit that is 10 000 times as large or small."""
    if old.kind == "money":
        yield from (rescaled(old, unit) for unit in ({"元", "万元"} & {_OTHER.get(old.unit, "")}))


_OTHER = {"元": "万元", "万元": "元"}


def _printed(old: Number, printed: Decimal) -> Number:
    """Return a number with other digits; trailing zeros beyond the old decimals fall away."""
    decimals = max(old.decimals, -_exponent(printed.normalize()))
    step = old.step * Decimal(1).scaleb(old.decimals - decimals)
    value = printed / old.printed_unit
    return old._replace(
        value=value, step=step, decimals=decimals, printed=printed.quantize(Decimal(1).scaleb(-decimals))
    )


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _cost(graph: Graph, changes: Mapping[str, Number]) -> Decimal:
    return sum((_kind(graph, path, new)[1] for path, new in changes.items()), Decimal(0))


def _kind(graph: Graph, path: str, new: Number) -> tuple[str, Decimal]:
    """Return the class of a changed cell and its cost; a slip costs half, as does what another place prints."""
    old = graph.known[path]
    if new.unit != old.unit:
        return "unit", UNIT
    stale = _STALE.match(path)
    initial = graph.known.get(f"{stale[1]}initial") if stale else None
    if path in graph.confirmed or _WEIGHT.search(path) or _BRACKET.search(path):
        kind, cost = "cell-primary", CONFIRMED if path in graph.confirmed else PRIMARY
    elif _DERIVED.search(path) or path in graph.totals:
        kind, cost = "cell-derived", DERIVED
    elif initial is not None and initial.value == old.value:
        kind, cost = "cell-stale", STALE
    else:
        kind, cost = "cell-primary", PRIMARY
    likely = (_slipped(old, new) and not _WEIGHT.search(path)) or new.value in graph.elsewhere.get(path, ())
    return kind, cost * _TYPO if likely else cost


def _slipped(old: Number, new: Number) -> bool:
    return is_slip(format(old.printed, "f"), format(new.printed, "f"))


def is_slip(old: str, new: str) -> bool:
    """Whether two printed numbers differ by one digit, one neighbouring swap, or the place of the decimal point.

    Digits on both sides of the point are neighbours: the point stands between them by itself.
    """
    if old.replace(".", "").strip("0") == new.replace(".", "").strip("0"):
        return True
    if len(old) == len(new) and old.find(".") == new.find("."):
        old, new = old.replace(".", ""), new.replace(".", "")
    if len(old) == len(new):
        differing = [index for index, (one, two) in enumerate(zip(old, new, strict=True)) if one != two]
        swapped = len(differing) == 2 and differing[1] == differing[0] + 1  # noqa: PLR2004 - two neighbours
        return len(differing) == 1 or (swapped and sorted(old) == sorted(new))
    short, long = sorted((old, new), key=len)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
