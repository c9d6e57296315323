"""One fact printed in 元 and in 万元: what the finer print leaves of the coarser one.

985.00 万元 may be anything from 9849950 to 9850100 元; where the same fact is printed as 9850012 元 as well, it is
that, for every sum and rate in which the coarse figure stands. So a relation that only rounding saved may fail; what
holds to the last digit as printed keeps holding (an office may well compute from what it prints).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from extractor.arithmetic import compare
from extractor.arithmetic.compare import Number, interval
from extractor.arithmetic.facts import Facts
from extractor.arithmetic.identity import HOLDS, Identity, best_reading, status
from extractor.records.finding import Status


class Narrowed(NamedTuple):
    """The figures that a finer print narrows, as numbers of narrower intervals, and the path of that print."""

    numbers: Mapping[str, Number]
    finer: Mapping[str, str]


def narrowed(known: Facts, related: Iterable[Identity]) -> Narrowed:
    """Return what finer prints of the same facts leave of coarser ones; nothing where two finer prints disagree."""
    numbers: dict[str, Number] = {}
    finer: dict[str, str] = {}
    for group in _same_facts(known, related):
        finest = min(known[path].step for path in group)
        exact = [path for path in group if known[path].step == finest]
        first = known[exact[0]]
        if any(known[path].value != first.value for path in exact):
            continue
        for path in group:
            if known[path].step > finest and compare.equal(known[path], first) in HOLDS:
                numbers[path] = known[path]._replace(within=interval(first))
                finer[path] = exact[0]
    return Narrowed(numbers, finer)


def narrower_status(identity: Identity, outcome: Status, known: Facts, more: Narrowed) -> Status:
    """Return how an identity stands when finer prints are known: what rounding saved may fail."""
    if outcome != "hint" or not any(path in more.numbers for path in identity.paths):
        return outcome
    return status(identity, lambda path: more.numbers.get(path) or known.get(path))


def _same_facts(known: Facts, related: Iterable[Identity]) -> list[list[str]]:
    """Return groups of amounts that the paper claims to be equal and that are, as far as they are printed."""
    groups: list[list[str]] = []
    for identity in related:
        if identity.form != "equal" or not identity.binding:
            continue
        read, outcome = best_reading(identity, known.get)
        pair = [path for path in (read.result, *read.terms) if path in known and _is_amount(known[path])]
        if outcome not in HOLDS or read != identity or len(pair) < 2:  # noqa: PLR2004 - both sides
            continue
        joined = [group for group in groups if any(path in group for path in pair)]
        groups = [group for group in groups if group not in joined]
        groups.append(list(dict.fromkeys([*(path for group in joined for path in group), *pair])))
    return groups


def _is_amount(one: Number) -> bool:
    return one.kind == "money" and bool(one.value) and not one.approximate
