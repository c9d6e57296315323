"""How many tokens are sent, against sending the whole text with each question; counted offline, nothing is asked.

Three counts of the same requests: only the lines of the paper that are shown; those with the instructions; and all of
it with the JSON schema of the answer, which the baseline carries as well. Answers are those of a model that is right,
and they are counted apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pydantic import Field

from extractor.eval.case import Case
from extractor.eval.oracle.filling import Filler, Truth
from extractor.extraction import extract
from extractor.extraction.model import Paper, doubtful, looks, missing
from extractor.extraction.model.answers import FORMS
from extractor.extraction.model.numbering import Piece, show
from extractor.extraction.model.questions import Asked
from extractor.extraction.rules import read_rules
from extractor.llm import Question, tokens
from extractor.llm.redaction import Masks
from extractor.reading import read
from extractor.records.base import Record
from extractor.settings import Settings

_PAGE = 900
"""Characters of a page with tables, for papers that have no pages of their own."""


class Use(Record):
    """Tokens of some requests: the lines shown, with the instructions, with the schema too; and of the answers."""

    questions: int = Field(default=0, title="问题")
    lines: int = Field(default=0, title="材料")
    prompts: int = Field(default=0, title="材料和提示")
    requests: int = Field(default=0, title="连同格式")
    answers: int = Field(default=0, title="回答")

    def __add__(self, other: Use) -> Use:
        """Add up the uses of two reports."""
        return Use(**{name: getattr(self, name) + getattr(other, name) for name in Use.model_fields})


class Sizes(Record):
    """One report: its pages, what the whole text with each question takes, and what the two readers send."""

    case: str = Field(title="报告")
    pages: int = Field(title="页数", description="没有页的文件按每页约 900 字")
    whole: Use = Field(title="每问都带全文")
    model: Use = Field(title="model")
    hybrid: Use = Field(title="hybrid")


class _Told(NamedTuple):
    """A question with the lines it shows."""

    question: Question
    shown: str


def sizes(case: Case) -> Sizes:
    """Count for one report, with the full lexicon."""
    settings = Settings()
    document = read(case.report, settings)
    report = extract(document, settings)
    paper, truth = Paper(document, settings, {}), Truth(document, report)
    asked = paper.questions()
    doubted = [look.asked for look in looks(paper, doubtful(read_rules(document).claims, report))]
    left = [*paper.questions(missing(paper, report)), *doubted]
    characters = sum(len(piece.text) for piece in paper.pieces)
    return Sizes(
        case=case.name,
        pages=len(document.pages) if len(document.pages) > 1 else max(1, round(characters / _PAGE)),
        whole=_use([_shown(one, paper.pieces) for one in _once(asked)]),
        model=_use([_shown(one, one.shown) for one in asked], truth),
        hybrid=_use([_shown(one, one.shown) for one in left], truth),
    )


def added(found: Iterable[Sizes]) -> Sizes:
    """Return all reports together."""
    first, *others = found
    total = first.model_copy(update={"case": "合计"})
    for one in others:
        sums = {name: getattr(total, name) + getattr(one, name) for name in ("pages", "whole", "model", "hybrid")}
        total = total.model_copy(update=sums)
    return total


def _once(asked: Sequence[Asked]) -> list[Asked]:
    """Questions that were parted because their lines are many count once."""
    return list({(one.question.id, one.project): one for one in asked}.values())


def _shown(one: Asked, pieces: Sequence[Piece]) -> _Told:
    """A question as it is, or the same question with other lines."""
    lines = show(pieces, Masks(active=False))
    own = show(one.shown, Masks(active=False))
    return _Told(one.question.model_copy(update={"text": one.question.text.replace(own, lines)}), lines)


def _use(told: Sequence[_Told], truth: Truth | None = None) -> Use:
    lines = sum(tokens.count(one.shown) for one in told)
    prompts = sum(tokens.count(one.question.system) + tokens.count(one.question.text) for one in told)
    schemas = sum(tokens.count(one.question.schema_text) for one in told)
    answers = sum(_answer(one.question, truth) for one in told) if truth else 0
    return Use(questions=len(told), lines=lines, prompts=prompts, requests=prompts + schemas, answers=answers)


def _answer(question: Question, truth: Truth) -> int:
    answer = Filler(truth, question.text).answer(FORMS[question.answer.__name__])
    return tokens.count(json.dumps(answer, ensure_ascii=False, separators=(",", ":")))
