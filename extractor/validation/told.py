"""Rates that the narrative tells by name: 公用经费控制率为98.5%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.arithmetic.compare import Number
from extractor.arithmetic.computation import fixed
from extractor.arithmetic.facts import make_number
from extractor.arithmetic.parts import parts
from extractor.records.quantity import find_quantities
from extractor.records.report import Report
from extractor.validation.narrative import Sentence
from extractor.validation.rates import NamedRate, agreement, rate_named
from extractor.validation.rule import Case, Said, side
from extractor.validation.words import amounts, with_unit

_RATE = re.compile(
    r"(?P<name>(?:在职人员|[“\"]?三公[”\"]?经费|日常|公用经费|政府采购|财政拨款|资金|结转|结余|部门|年度|全年|整体|重点|项目|支出|预算|安排|调整|控制|执行|完成"
    r"|楼堂馆所|办公用房)+率)(?P<gap>[^，。；%％\d]{0,6})(?=\d)"
)
_AIMED = re.compile(r"不|低于|高于|以内|以上|目标|要求|应|控制在|提高|降低|上升|下降|增|减|超")
_OTHER_TIME = re.compile(r"上年|去年|同期|月底|[1-9１-９]?[0-9]?月|季度|计划|力争|下一年|明年")


class Told(NamedTuple):
    """One rate of the narrative: which, what is printed, and in which sentence."""

    rate: NamedRate
    name: str
    printed: Number
    sentence: Sentence


def told_outcomes(case: Case, check: str) -> Iterator[Said]:
    """Say of each rate of one check that the narrative states whether the amounts of the report give it."""
    department = next(parts(case.report))
    alone = [part for part in parts(case.report) if part.prefix] if not _has_own_form(case.report) else []
    for told in told_rates(case, check):
        part = alone[0] if len(alone) == 1 else department
        readings = list(told.rate.readings(case, part))
        verdict = agreement(told.printed, readings)
        printed = with_unit(format(told.printed.printed, "f"), told.printed)
        if verdict is None:
            words = f"缺少计算{told.name}的金额，正文所说的 {printed}无法核对"
            yield Said("insufficient", "sections", words, sides=(told.sentence.side("sections"),))
            continue
        nearest = min(readings, key=lambda one: abs(one.value - told.printed.value))
        sides = (told.sentence.side("sections"), *(side(case.report, path) for path in nearest.paths))
        message = f"正文{told.name} {printed}与金额相符"
        if verdict == "fail":
            message = (
                f"按{amounts(case, nearest.paths)}计算，{told.name}应为 {fixed(nearest.value, 2)}%，正文写 {printed}"
            )
        sign = f"≠{printed}" if verdict == "fail" else ""
        yield Said("pass" if verdict == "hint" else verdict, nearest.paths[0], message,
                   nearest.text + sign, sides=sides)  # fmt: skip


def _has_own_form(report: Report) -> bool:
    return bool(report.budget or report.spending)


def told_rates(case: Case, check: str) -> Iterator[Told]:
    """Yield the rates of one check that the narrative states as reached; no aims, no other years, no parts of them."""
    for sentence in case.narrative:
        if "率" not in sentence.text:
            continue
        for found in _RATE.finditer(sentence.text):
            rate = rate_named(found["name"])
            if rate is None or rate.check != check or _AIMED.search(found["gap"]):
                continue
            if _OTHER_TIME.search(sentence.text[: found.start()]):
                continue
            yield from _figure(rate, found, sentence)


def _figure(rate: NamedRate, found: re.Match[str], sentence: Sentence) -> Iterator[Told]:
    quantity = next((one for one in find_quantities(sentence.text) if one.end > found.end()), None)
    if quantity is not None and quantity.unit == "%" and not quantity.operator and not quantity.approximate:
        printed = make_number("rate", quantity.text, quantity.value, quantity.unit)
        yield Told(rate, found["name"], printed, sentence)
