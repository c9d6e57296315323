"""Differences that the report itself explains: 不含上年结转, 财政拨款口径."""

from __future__ import annotations

import re

from extractor.records.quantity import fold
from extractor.validation.narrative import Sentence
from extractor.validation.rule import Case, Said, side
from extractor.validation.words import quoted

_SCOPE = re.compile(
    r"口径|不含|不包[括含]|未包[括含]|未含|剔除|扣除|[不未]计入|含(?:上年|以前年度)?(?:财政)?(?:结转|结余|追加)"
)


def or_explained(case: Case, said: Said) -> Said:
    """Return a failure as a hint that quotes the words which explain it by another scope; other results as they are.

    Only a sentence that prints one of the figures concerned counts: a general remark on scope explains nothing.
    """
    if said.status != "fail":
        return said
    told = next((one for one in case.narrative if _SCOPE.search(one.text) and _prints(case, one, said.paths)), None)
    if told is None:
        return said
    sides = (*(side(case.report, path) for path in said.paths), told.side("sections"))
    message = f"{said.message}；报告写{quoted(told.text)}，可能是口径不同，请核对"
    return said._replace(status="hint", message=message, sides=sides)


def _prints(case: Case, sentence: Sentence, paths: tuple[str, ...]) -> bool:
    text = fold(sentence.text).replace(",", "")
    numbers = {format(case.known[path].printed, "f") for path in paths if case.known[path].value}
    return any(re.search(rf"(?<![\d.]){re.escape(number)}(?!\d|\.\d)", text) for number in numbers)
