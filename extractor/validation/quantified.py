"""What rule B06 says of a score beside its target and its actual value."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Literal

from extractor.arithmetic import compare
from extractor.arithmetic.facts import Facts
from extractor.arithmetic.indicator import is_met
from extractor.records import paths
from extractor.records.quantity import parse_quantity
from extractor.validation.rule import Case, Judged, Said
from extractor.validation.sentences import computed_text, printed_text
from extractor.validation.words import amount, indicator_name, name, say

_OVER_ACHIEVED = Decimal("1.2")
_TENTH = Decimal("0.1")


class Judgement(Enum):
    """How a score stands to the formula: as it should, full marks for nothing, otherwise off, below it for a reason."""

    HOLDS = "holds"
    UNEARNED = "unearned"
    OTHER = "other"
    STRICTER = "stricter"


def judge(case: Case, one: Judged) -> Judgement:
    """Say how a score stands to the formula.

    A lower score for a target that was far exceeded is provided for (the target was set too low), and so is one that
    its reason explains; where the target was missed the reader is told that the formula would give more.
    """
    if one.verdict.status == "hint" and _is_stricter(one, case.known):
        return Judgement.STRICTER if is_unmet(case, one) else Judgement.HOLDS
    if one.verdict.status != "fail":
        return Judgement.HOLDS
    if is_unmet(case, one) and _is_full(case, one) and _is_plain(case, one):
        return Judgement.UNEARNED
    return Judgement.HOLDS if _over_achieved(case, one) else Judgement.OTHER


def accepted(case: Case, one: Judged) -> Said:
    """Return that a score is not disputed: as the formula says, rounded, or lowered as is provided for."""
    verdict = one.verdict
    if verdict.status == "fail" or (verdict.status == "hint" and _is_stricter(one, case.known)):
        why = "写了原因" if verdict.status == "hint" else "超额较多，指标值可能偏低"
        message = f"{name(case.report, one.identity.result)} {printed_text(case, one)}，完成了指标值而扣分（{why}）"
        return say(case, one, "")._replace(status="pass", message=message)
    made = say(case, one, "")
    return made._replace(status="pass") if made.status == "hint" else made


def is_unmet(case: Case, one: Judged) -> bool:
    """Whether the actual value misses the target."""
    _, target, actual = (case.known[path] for path in one.identity.terms)
    return not is_met(one.identity.sense, target, actual)


def score_sentence(case: Case, one: Judged) -> str:
    """Return “…”年度指标值 100%、实际完成值 90%，分值 10 分，按公式应得 9 分，报告写 10 分."""
    weight, target, actual = one.identity.terms
    title = indicator_name(case.report, actual.rpartition(".")[0])
    return (
        f"{title}年度指标值 {amount(case.known, target)}、实际完成值 {amount(case.known, actual)}，分值 "
        f"{amount(case.known, weight)}，按公式应得 {computed_text(case, one)}，报告写 {printed_text(case, one)}"
    )


def together(case: Case, several: list[Judged], status: Literal["fail", "hint"]) -> Said:
    """Return one remark for several scores: a warning, or a hint where each is below the formula for a reason."""
    texts = [score_sentence(case, one) for one in several]
    message = "；".join(texts) if status == "fail" else f"{'；'.join(texts)}（低于公式而写了原因，可视为从严评分）"
    involved = tuple(path for one in several for path in one.identity.paths)
    computations = "；".join(one.computation for one in several)
    return Said(status, involved[0], message, computations, involved, severity="warning")


def _is_stricter(one: Judged, known: Facts) -> bool:
    """Whether a score with a reason beside it is below the formula by more than its rounding.

    A whole number among scores with decimals is not rounded: it was given so.
    """
    result, computed = known[one.identity.result], one.verdict.computed
    if one.identity.binding or computed is None or computed <= result.value:
        return False
    finest = one.identity.column.finest
    decimals = finest is not None and finest < result.step == 1
    exact = result._replace(step=_TENTH) if decimals else result
    return compare.product(exact, [computed], compare.Column()) == "fail"


def _is_full(case: Case, one: Judged) -> bool:
    return case.known[one.identity.result].value >= case.known[one.identity.terms[0]].value


def _over_achieved(case: Case, one: Judged) -> bool:
    _, target, actual = (case.known[path] for path in one.identity.terms)
    return target.value > 0 and actual.value >= target.value * _OVER_ACHIEVED and one.identity.sense == "≥"


def _is_plain(case: Case, one: Judged) -> bool:
    """Whether target and actual value are printed as bare figures, not within a sentence."""
    return all(parse_quantity(paths.get(case.report, path).text) is not None for path in one.identity.terms[1:])
