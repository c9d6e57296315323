"""What one figure must be for an identity to hold: the value that a rule derives, or the slips that satisfy it.

A sum, an equality, and a computed rate or score fix a value. A rounded rate fixes an amount only roughly: then what a
slip of the printed figure explains is taken, and the derived value is marked as rough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from extractor.arithmetic.compare import HUNDRED, Mode, Number
from extractor.arithmetic.facts import rescaled
from extractor.arithmetic.identity import HOLDS, Identity, Lookup, computed, number, status
from extractor.arithmetic.network import Graph
from extractor.arithmetic.slips import is_slip, point_moved, slips_of

LONG = 40
"""In a longer sum any part may be wrong: only its total, and parts that something else disputes, are looked at."""

_FULL = re.compile(r"score\.weight$")
FACT = re.compile(r"indicators\[\d+\]\.(?:target|actual)$")
"""What the plan sets and what was achieved."""

_WEIGHT = re.compile(r"\.weight$")
_HALF = Decimal("0.5")
_TELLING = 4
"""With fewer digits some slip or other lies in any interval that a rounded rate leaves."""

_SHARE = re.compile(r"share$|\.shares\.\w+$")
_ROUNDINGS = {"either": (ROUND_HALF_UP, ROUND_DOWN), "round": (ROUND_HALF_UP,), "cut": (ROUND_DOWN,)}


_ROUNDED = frozenset({"ratio", "product", "indicator"})
"""Relations that hold for several printed figures; a sum and an equality hold for one."""


class Solution(NamedTuple):
    """Changes after which an identity holds; `rough` when a rule fixes one of them only to its first digits."""

    changes: dict[str, Number]
    rough: bool = False


class _View(NamedTuple):
    """An identity after some changes: what its terms add up to, the decimals printed beside it, and how it rounds.

    `readings`: what else stands on the paper for a figure. `width`: by how many last places rounded parts may miss
    their total.
    """

    identity: Identity
    known: Lookup
    total: Decimal | None
    decimals: Mapping[str, int]
    mode: Mode
    readings: Mapping[str, frozenset[Number]]
    width: Decimal


class _Value(NamedTuple):
    """What an identity says of one of its figures: a value in base units, and how far from it others satisfy it too."""

    value: Decimal
    width: Decimal = Decimal(0)


def solutions(graph: Graph, identity: Identity, so_far: Solution | None = None) -> Iterator[Solution]:
    """Yield the changes after which an identity holds, by one more figure each."""
    changes = so_far.changes if so_far else {}
    view = _view(graph, identity, changes)
    for path in _suspects(graph, identity):
        old = view.known(path)
        if old is None or path in changes or _is_fixed(path, old, view):
            continue
        for new, rough in _values(view, path, old):
            if _may_be(path, old, new):
                tried = {**changes, path: new}
                if status(identity, graph.after(tried)) in HOLDS:
                    yield Solution(tried, rough or bool(so_far and so_far.rough))


def reprinted(old: Number, printed: Decimal) -> Number:
    """Return a number with other digits; trailing zeros beyond the old decimals fall away."""
    decimals = max(old.decimals, -_exponent(printed.normalize()))
    step = old.step * Decimal(1).scaleb(old.decimals - decimals)
    value = printed / old.printed_unit
    return old._replace(
        value=value, step=step, decimals=decimals, printed=printed.quantize(Decimal(1).scaleb(-decimals))
    )


def _view(graph: Graph, identity: Identity, changes: Mapping[str, Number]) -> _View:
    known = graph.after(changes)
    decimals: dict[str, int] = {}
    for path in (identity.result, *identity.terms):
        one = number(known, path)
        if one is not None:
            decimals[one.unit] = max(one.decimals, decimals.get(one.unit, 0))
    total = computed(identity, known) if identity.form in {"sum", "equal"} else None
    mode = graph.mode if identity.column.mode == "either" else identity.column.mode
    width = _HALF * len(identity.terms) if graph.rounds_parts and identity.form == "sum" else Decimal(0)
    return _View(identity, known, total, decimals, mode, graph.clues.readings, width)


def _suspects(graph: Graph, identity: Identity) -> Iterable[str]:
    paths = dict.fromkeys(identity.paths)
    if len(paths) <= LONG:
        return paths
    return [path for path in paths if path == identity.result or any(
        one != identity and graph.before[one] == "fail" for one in graph.of(path))]  # fmt: skip


def _is_fixed(path: str, old: Number, view: _View) -> bool:
    """Whether a figure is not to be changed: a target, a printed 无, a full score of 100, a fact that met its target.

    Nobody changes a fact to save a score; but a score between nothing and full marks says what the fact was.
    """
    nothing = not old.unit and old.kind == "money"
    full = bool(_FULL.search(path)) and old.value == HUNDRED
    return nothing or full or (bool(FACT.search(path)) and not _is_partial(view))


def _is_partial(view: _View) -> bool:
    identity = view.identity
    score, weight = (number(view.known, path) for path in (identity.result, identity.terms[0]))
    return identity.form == "indicator" and score is not None and weight is not None and 0 < score.value < weight.value


def _may_be(path: str, old: Number, new: Number) -> bool:
    """Whether a figure may have been meant: none below zero, no share above the whole."""
    if new.value == old.value or (new.value < 0 <= old.value):
        return False
    share = _SHARE.search(path) or (FACT.search(path) and new.kind == "percent")
    return not (share and new.value > HUNDRED)


def _values(view: _View, path: str, old: Number) -> Iterator[tuple[Number, bool]]:
    """Yield what a figure may be: slips that satisfy the identity, what it derives, the other unit."""
    identity = view.identity
    result = number(view.known, identity.result)
    claims = not FACT.search(path) and identity.form != "limit" and result is not None and result.value
    other_units = list(_other_units(old, result)) if claims else []
    said = list(_said(view, path, old))
    decimals = _decimals(view, path, old)
    summed = identity.form == "sum"
    derived = [] if FACT.search(path) else _derived(said, old, decimals, view.mode, summed=summed)
    rounded = identity.form in _ROUNDED
    slipped = _slipped(old, said, decimals, own=rounded) if rounded or (view.width and not old.exact) else ()
    found: dict[Decimal, tuple[Number, bool]] = {}
    elsewhere = ((one, False) for one in sorted(view.readings.get(path, ())))
    for new, rough in (*elsewhere, *slipped, *derived):
        if not any(new.value and abs(new.value - one.value) < new.step for one in other_units):
            found.setdefault(new.value, (new, rough))
    yield from found.values() if not _WEIGHT.search(path) or _FULL.search(path) else _only_slips(old, found)
    yield from ((one, False) for one in other_units)


def _only_slips(old: Number, found: dict[Decimal, tuple[Number, bool]]) -> Iterator[tuple[Number, bool]]:
    """A 分值 that the plan sets stays, unless a slip of the fingers explains it."""
    text = format(old.printed, "f")
    return (pair for pair in found.values() if is_slip(text, format(pair[0].printed, "f")))


def _said(view: _View, path: str, old: Number) -> Iterator[_Value]:
    """Yield what an identity says of one figure; nothing when it does not bind it."""
    identity = view.identity
    result = number(view.known, identity.result)
    if result is None or identity.form == "limit":
        return
    if path == identity.result:
        value = view.total if view.total is not None else computed(identity, view.known)
        yield from () if value is None else (_Value(value, _missed(view, old) + _blurred(view, value)),)
    elif path in identity.terms and view.total is not None:
        yield _Value(result.value - view.total + old.value, _missed(view, old))
    elif path in identity.terms and identity.form in _ROUNDED:
        yield from _of_term(view, path, result)


def _blurred(view: _View, value: Decimal) -> Decimal:
    """Return by how much a rate may differ because its two amounts were rounded: 1.05万元 of 1.20万元."""
    amounts = [number(view.known, path) for path in view.identity.terms] if view.identity.form == "ratio" else []
    return sum((abs(value * one.step / one.value) * _HALF for one in amounts if one and one.value and not one.exact),
               Decimal(0))  # fmt: skip


def _missed(view: _View, old: Number) -> Decimal:
    """Return by how much rounded parts may miss their total; exact figures do not."""
    if old.exact or old.kind != "money":
        return Decimal(0)
    return view.width * Decimal(1).scaleb(-view.decimals.get(old.unit, 0)) / old.printed_unit


def _of_term(view: _View, path: str, result: Number) -> Iterator[_Value]:
    identity = view.identity
    index = identity.terms.index(path)
    terms = [number(view.known, term) for term in identity.terms]
    weight = terms[0]
    if identity.form == "ratio":
        yield from _of_ratio(index, result, terms[1 - index])
    elif weight is not None and weight.value and identity.form == "product" and path.endswith("rate"):
        yield _Value(result.value / weight.value * HUNDRED, result.step / weight.value * HUNDRED)
    elif identity.form == "product" and index == 0 and terms[1] is not None and terms[1].value:
        share = min(terms[1].value, HUNDRED) / HUNDRED
        yield _Value(result.value / share, result.step / share)
    elif weight is not None and weight.value and identity.form == "indicator" and all(terms):
        yield from _of_indicator(index, result, weight, terms)


def _of_indicator(index: int, result: Number, weight: Number, terms: list[Number | None]) -> Iterator[_Value]:
    """Yield what a target or an actual value must be for a score that is in proportion to them."""
    _, target, actual = terms
    if index == 2 and target is not None:  # noqa: PLR2004 - the terms are weight, target, actual
        scale = target.value / weight.value
        yield _Value(result.value * scale, abs(result.step * scale))
    elif index == 1 and actual is not None and result.value:
        value = actual.value * weight.value / result.value
        yield _Value(value, abs(value * result.step / result.value))


def _of_ratio(index: int, result: Number, other: Number | None) -> Iterator[_Value]:
    """Yield an amount from its rate and the other amount; 100 % says that both are the same."""
    if other is None or not result.value:
        return
    value = result.value * other.value / HUNDRED if index == 0 else other.value / result.value * HUNDRED
    exact = result.value == HUNDRED
    yield _Value(value, Decimal(0) if exact else abs(value * result.step / result.value))


def _slipped(old: Number, said: list[_Value], decimals: int, *, own: bool) -> Iterator[tuple[Number, bool]]:
    """Yield the slips of a printed figure that lie where an identity wants it, with `own` to its own last place.

    Rough with few digits: some slip or other then lies in any interval that a rounded rate leaves.
    """
    few = len(str(abs(old.printed)).replace(".", "").strip("0")) < _TELLING
    for one in said:
        few = few or (old.kind == "percent" and one.width > old.step)
        for slip in slips_of(old):
            moved = point_moved(old, slip)
            printed = slip.decimals <= max(decimals, old.decimals) + moved
            near = abs(slip.value - one.value) <= one.width + slip.step * own and printed
            if near:
                yield slip, not moved and few and bool(one.width)


def _derived(
    said: list[_Value], old: Number, decimals: int, mode: Mode, *, summed: bool
) -> Iterator[tuple[Number, bool]]:
    """Yield what a rule derives at the printed decimals, rounded or cut; rough when that fits several figures.

    What is `summed` fits the other figures as they are printed, also where each was rounded for itself.
    """
    last = Decimal(1).scaleb(-decimals)
    for one in said:
        rough = one.width * old.printed_unit * 2 >= last and not summed
        for rounding in _ROUNDINGS["round" if rough else mode]:
            yield reprinted(old, (one.value * old.printed_unit).quantize(last, rounding)), rough


def _decimals(view: _View, path: str, old: Number) -> int:
    """Return the decimals that a derived figure is printed with: as many as those beside it have."""
    decimals = view.decimals.get(old.unit, old.decimals)
    finest = view.identity.column.finest
    return decimals if path != view.identity.result or finest is None else max(decimals, -_exponent(finest))


def _other_units(old: Number, beside: Number | None) -> Iterator[Number]:
    """Yield the same digits under the unit that is 10 000 times as large or small, unless they then vanish."""
    if old.kind == "money" and old.unit in _OTHER:
        new = rescaled(old, _OTHER[old.unit])
        if beside is None or beside.kind != "money" or abs(new.value) >= beside.step:
            yield new


_OTHER = {"元": "万元", "万元": "元"}


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
