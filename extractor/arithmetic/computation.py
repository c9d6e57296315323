"""Write a computation as a reviewer would: 162.85+294.9+45.62=503.37."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from extractor.arithmetic.compare import Number
from extractor.arithmetic.facts import Facts
from extractor.arithmetic.identity import HOLDS, Identity, Verdict, number

RATE_DECIMALS = 2
"""How many decimals a computed rate or score is shown with at least."""


def computation(verdict: Verdict, known: Facts) -> str:
    """Return one line with both sides of an identity, as printed; empty when a side is missing."""
    identity = verdict.read
    result = number(known.get, identity.result)
    if result is None or verdict.computed is None:
        return ""
    terms = [term for path in identity.terms if (term := number(known.get, path)) is not None]
    left = _WRITERS[identity.form](identity, terms, result)
    if identity.form == "limit":
        return f"{left}{'≤' if verdict.status in HOLDS else '>'}{shown(terms[0], result)}"
    return f"{left}{_right(verdict, result, terms)}"


def plain(value: Decimal) -> str:
    """Return a number without exponent and superfluous zeros: 3884.5, 100."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def fixed(value: Decimal, decimals: int) -> str:
    """Return a number rounded half up to some decimals."""
    return format(value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), "f")


def shown(one: Number, beside: Number) -> str:
    """Return a number as printed; with its unit when that differs from the one beside it, always with %."""
    text = format(one.printed, "f")
    if one.kind == "percent":
        return text + _sign(one)
    return text if one.unit == beside.unit else f"{text}{one.unit}"


def expected_text(verdict: Verdict, result: Number) -> str:
    """Return what a result should be: amounts in full, rates and scores at the printed decimals, two at least."""
    if verdict.computed is None:
        return ""
    if verdict.read.form in {"ratio", "product", "indicator"}:
        return fixed(verdict.computed, max(result.decimals, RATE_DECIMALS)) + _sign(result)
    return _amount(verdict.computed, result) + _sign(result)


def _amount(value: Decimal, result: Number) -> str:
    return fixed(value, result.decimals) if value == round(value, result.decimals) else plain(value)


def _right(verdict: Verdict, result: Number, terms: list[Number]) -> str:
    printed = shown(result, result)
    unit = result.unit if verdict.read.form in {"sum", "equal"} and _mixed(result, terms) else ""
    if verdict.read.form == "equal" or (verdict.read.form == "sum" and len(terms) == 1):
        return f"{'=' if verdict.status in HOLDS else '≠'}{printed}{unit}"
    expected = expected_text(verdict, result)
    if verdict.status not in HOLDS:
        return f"={expected}{unit}≠{printed}{unit}"
    same = verdict.difference == 0 or expected == printed
    return f"={printed}{unit}" if same else f"={expected}{unit}→{printed}{unit}"


def _sum(_: Identity, terms: list[Number], result: Number) -> str:
    mixed = _mixed(result, terms)
    return "+".join(_signed(term, result, mixed=mixed) for term in terms)


def _signed(term: Number, result: Number, *, mixed: bool) -> str:
    text = shown(term, result) + (term.unit if mixed and term.unit == result.unit else "")
    return f"({text})" if term.value < 0 else text


def _equal(_: Identity, terms: list[Number], result: Number) -> str:
    return shown(terms[0], result) + (terms[0].unit if _mixed(result, terms) and terms[0].unit == result.unit else "")


def _ratio(_: Identity, terms: list[Number], __: Number) -> str:
    part, whole = terms
    return f"{shown(part, whole)}/{shown(whole, part)}"


def _product(_: Identity, terms: list[Number], result: Number) -> str:
    weight, *rest = terms
    rate = rest[0] if rest[0].kind == "percent" else None
    factor = shown(rate, result) if rate else f"{shown(rest[0], rest[1])}/{shown(rest[1], rest[0])}"
    capped = rate is not None and rate.value > 100  # noqa: PLR2004 - a rate counts up to 100 %
    return f"{'100%' if capped else factor}×{shown(weight, result)}"


def _indicator(_: Identity, terms: list[Number], result: Number) -> str:
    weight, target, actual = terms
    return f"完成值{shown(actual, result)}、指标值{shown(target, result)}、分值{shown(weight, result)}，得分"


def _limit(_: Identity, terms: list[Number], result: Number) -> str:
    return shown(result, terms[0])


def _mixed(result: Number, terms: list[Number]) -> bool:
    return any(term.unit != result.unit for term in terms)


def _sign(result: Number) -> str:
    return "%" if result.kind == "percent" else ""


_WRITERS = {
    "sum": _sum, "equal": _equal, "ratio": _ratio, "product": _product, "indicator": _indicator, "limit": _limit,
}  # fmt: skip
