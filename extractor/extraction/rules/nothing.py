"""Budgets that a report says it does not have: `三、政府性基金预算支出情况：无`, `本年度无项目支出`."""

from __future__ import annotations

import re
from itertools import zip_longest

from extractor.extraction.claims import Claims, Place
from extractor.extraction.lexicon import label_key
from extractor.extraction.rules.labels import says_nothing
from extractor.extraction.rules.passages import squeezed
from extractor.records.document import Document, Line
from extractor.records.passages import Passage

_BUDGETS = {
    "spending.government_fund": "政府性基金",
    "spending.state_capital": "国有资本经营",
    "spending.social_insurance": "社会保险基金",
    "spending.project.total": "项目支出",
    "spending.basic.total": "基本支出",
}
_TITLE = re.compile(
    rf"(?P<budget>{'|'.join(_BUDGETS.values())})(?:预算)?(?:财政拨款)?(?:支出)?(?:决算)?(?:情况)?(?:说明)?[:,]?(?P<no>无)?$"
)
_NOTHING = re.compile(r"(?P<before>[^无]*?)(?:暂|均)?无(?:此项|该项|此类|相关|支出|安排|预算|收支)*")
_SENTENCE = re.compile(
    rf"无(?:使用)?(?:一般公共预算)?(?P<budget>{'|'.join(_BUDGETS.values())})(?:预算)?(?:财政拨款)?(?:支出|项目|安排|拨款)*$"
)
_PATHS = {word: path for path, word in _BUDGETS.items()}


def claim_nothing(document: Document, found: list[Passage], claims: Claims) -> None:
    """Claim 无 for each budget that a heading or a sentence says is empty."""
    lines = [line for line in document.lines if line.text.strip()]
    for line, following in zip_longest(lines, lines[1:]):
        _claim_title(line, following, claims)
    for passage in found:
        for start, end in passage.sentences():
            _claim_sentence(passage, start, end, claims)


def _claim_title(line: Line, following: Line | None, claims: Claims) -> None:
    match = _TITLE.search(label_key(line.text.strip("#").strip()))
    if match is None or len(squeezed(line.text)) > 30:  # noqa: PLR2004
        return
    path = _PATHS[match["budget"]]
    if match["no"]:
        claims.add(path, "text", "无", Place(line.id, line.text.strip()))
    elif following is not None and _says_no(following.text):
        claims.add(path, "text", "无", Place(following.id, following.text.strip()))


def _says_no(text: str) -> bool:
    """Whether a line says nothing but 无: 本单位2024年度无此项支出。"""
    match = _NOTHING.fullmatch(squeezed(text).strip("。."))
    return match is not None and says_nothing(match["before"])


def _claim_sentence(passage: Passage, start: int, end: int, claims: Claims) -> None:
    for clause in re.split("[，,；;。]", passage.text[start:end]):
        match = _SENTENCE.search(squeezed(clause))
        if match is not None:
            offset = passage.text.index(clause, start)
            claims.add(_PATHS[match["budget"]], "text", "无", passage.place(offset, offset + len(clause)))
