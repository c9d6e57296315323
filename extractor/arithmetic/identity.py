"""One relation between figures of a report, and whether it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from extractor.arithmetic import compare, indicator
from extractor.arithmetic.compare import HUNDRED, Column, Mode, Number
from extractor.arithmetic.facts import CONSTANT, Facts, constant
from extractor.records.finding import Status

Form = Literal["sum", "equal", "ratio", "product", "indicator", "limit"]
"""result = Σ terms; result = term; result = term₁ / term₂; score = weight × min(rate, 100 %), from the printed rate or
from its two amounts; score by weight, target and actual value; result ≤ term."""

Lookup = Callable[[str], Number | None]
Numbers = list[Number | None]

HOLDS: frozenset[Status] = frozenset({"pass", "hint"})


class Identity(NamedTuple):
    """What must be true of some figures. Paths; a constant of the form is written `=100`.

    `optional`: parts of a sum that may or may not be counted. `instead`: other fields that the result of a sum, or
    the term of an equality, may mean. `binding` is False when the text does not claim it (an open list, a likely
    namesake, a lower score that is explained): it then proves when it holds and says nothing when it does not; unless
    the terms are parts of the result all the same (`within`), which together cannot exceed it.
    `column`: what the figures printed beside a computed result say of its decimals. `sense`: ≥ ≤ or =, the direction
    of an indicator. `whole`: the field of what contains the result of an equality, for a wrong label.
    """

    check: str
    form: Form
    result: str
    terms: tuple[str, ...]
    optional: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    binding: bool = True
    within: bool = False
    column: Column = Column()
    sense: str = ""
    whole: str | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """The fields that the relation is about, without constants."""
        return tuple(path for path in (self.result, *self.terms, *self.optional) if not path.startswith(CONSTANT))


class Verdict(NamedTuple):
    """What the arithmetic says of one identity.

    `read` is the identity as it was understood (with its optional parts, or with another field instead); `computed`
    is what the result should be and `difference` computed − printed, both in the printed unit of the result.
    """

    status: Status
    read: Identity
    computed: Decimal | None = None
    difference: Decimal | None = None
    missing: tuple[str, ...] = ()


def number(known: Lookup, path: str) -> Number | None:
    """Return the number at a path, or the constant that it names."""
    return constant(path) if path.startswith(CONSTANT) else known(path)


def status(identity: Identity, known: Lookup) -> Status:
    """Say whether an identity holds."""
    return best_reading(identity, known)[1]


def evaluate(identity: Identity, known: Facts) -> Verdict:
    """Say whether an identity holds, what its result should be, and which fields are missing."""
    read, outcome = best_reading(identity, known.get)
    missing = tuple(path for path in (read.result, *read.terms) if number(known.get, path) is None)
    result = number(known.get, read.result)
    if result is None or outcome == "insufficient":
        return Verdict(outcome, read, missing=missing)
    value = computed(read, known.get)
    if value is None:
        return Verdict(outcome, read, missing=missing)
    value *= result.printed_unit
    return Verdict(outcome, read, value, value - result.printed, missing)


def in_one_column(related: list[Identity], known: Lookup) -> list[Identity]:
    """Say how the computed figures of one column were cut, if all that hold fit only one of the two ways."""
    holding = [identity for identity in related if _status(identity, known) == "pass"]
    modes: tuple[Mode, Mode] = ("round", "cut")
    fits = [mode for mode in modes if all(_status(_cut(one, mode), known) == "pass" for one in holding)]
    return [_cut(identity, fits[0]) for identity in related] if len(fits) == 1 else related


def _cut(identity: Identity, mode: Mode) -> Identity:
    return identity._replace(column=identity.column._replace(mode=mode))


def computed(identity: Identity, known: Lookup) -> Decimal | None:
    """Return what the result of an identity should be, in base units; None when a needed term is absent."""
    terms = [number(known, path) for path in identity.terms]
    present = [term.value for term in terms if term is not None]
    if identity.form in {"sum", "equal", "limit"}:
        return sum(present, Decimal(0)) if present else None
    if identity.form == "ratio":
        return present[0] / present[1] * HUNDRED if len(present) == len(terms) and present[1] else None
    values = list(_scores(terms)) if identity.form == "product" else [_expected(identity, terms)]
    return next(iter(values), None)


def best_reading(identity: Identity, known: Lookup) -> tuple[Identity, Status]:
    """Return the reading that holds, else the identity as it stands."""
    first = _status(identity, known)
    if first in HOLDS:
        return identity, first
    for reading in _other_readings(identity, known):
        outcome = _status(reading, known)
        if outcome in HOLDS:
            return reading, "hint" if reading.form == "equal" else outcome
    return identity, first


def _other_readings(identity: Identity, known: Lookup) -> Iterator[Identity]:
    """Yield the other ways to read it: with its optional parts, or with what its result or term may mean instead."""
    present = tuple(path for path in identity.optional if number(known, path) is not None)
    if present:
        yield identity._replace(terms=identity.terms + present)
    for other in identity.instead:
        if known(other) is not None:
            equal = identity.form == "equal"
            yield identity._replace(terms=(other,)) if equal else identity._replace(result=other)


def _status(identity: Identity, known: Lookup) -> Status:
    result = number(known, identity.result)
    terms = [number(known, path) for path in identity.terms]
    if result is None or not _comparable(identity, result, terms):
        return "insufficient"
    outcome = _RULES[identity.form](identity, result, terms)
    if outcome != "fail" or identity.binding or identity.form == "indicator":
        return outcome
    return "fail" if identity.within and _exceed(terms, result) else "not_applicable"


def _comparable(identity: Identity, result: Number, terms: Numbers) -> bool:
    """Whether there is something to compare, of one kind (a rate and its amounts, a score and its rate are of two)."""
    kinds = {term.kind for term in terms if term is not None}
    if identity.form in {"sum", "equal", "limit"}:
        return kinds == {result.kind}
    return bool(kinds) and (identity.form != "ratio" or (len(kinds) == 1 and result.kind == "percent"))


def _sum(_: Identity, total: Number, terms: Numbers) -> Status:
    """Blank is not zero: it counts as zero only when the sum then holds, or when the printed parts exceed the total."""
    present = [term for term in terms if term is not None]
    outcome = compare.sums(total, present)
    if outcome != "fail" or len(present) == len(terms):
        return outcome
    return "fail" if _exceed(terms, total) else "insufficient"


def _exceed(terms: Numbers, total: Number) -> bool:
    """Whether the parts that are printed, none below zero, are already more than their total."""
    present = [term.value for term in terms if term is not None]
    return sum(present) > total.value and min(present) >= 0


def _equal(_: Identity, result: Number, terms: Numbers) -> Status:
    return next(compare.equal(result, term) for term in terms if term is not None)


def _ratio(identity: Identity, result: Number, terms: Numbers) -> Status:
    part, whole = terms
    if part is None or whole is None:
        return "insufficient"
    return compare.ratio(result, part, whole, identity.column) or "insufficient"


def _product(identity: Identity, result: Number, terms: Numbers) -> Status:
    values = list(_scores(terms))
    return compare.product(result, values, identity.column) if values else "insufficient"


def _scores(terms: Numbers) -> Iterator[Decimal]:
    """Yield the score of a rate: from the printed rate, and from the amounts that it was computed from."""
    weight, rate, part, whole = terms
    if weight is None:
        return
    if rate is not None:
        yield min(rate.value, HUNDRED) * weight.value / HUNDRED
    if part is not None and whole is not None and whole.value > 0:
        yield min(part.value / whole.value, Decimal(1)) * weight.value


def _indicator(identity: Identity, result: Number, terms: Numbers) -> Status:
    expected = _expected(identity, terms)
    if expected is None:
        return "insufficient"
    outcome = compare.product(result, [expected], identity.column)
    if outcome == "hint" and terms[0] is not None and expected < terms[0].value <= result.value:
        outcome = "fail"  # full marks for an unmet target where others are scored to the decimal
    excused = outcome == "fail" and not identity.binding and result.value < expected
    return "hint" if excused else outcome


def _expected(identity: Identity, terms: Numbers) -> Decimal | None:
    weight, target, actual = terms
    if weight is None or target is None or actual is None:
        return None
    return indicator.score(identity.sense, weight, target, actual)


def _limit(_: Identity, result: Number, terms: Numbers) -> Status:
    bound = next(term for term in terms if term is not None)
    if result.value <= bound.value:
        return "pass"
    return "hint" if compare.equal(result, bound) == "hint" else "fail"


_RULES: dict[Form, Callable[[Identity, Number, Numbers], Status]] = {
    "sum": _sum, "equal": _equal, "ratio": _ratio, "product": _product, "indicator": _indicator, "limit": _limit,
}  # fmt: skip
