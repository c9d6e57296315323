"""The loop of the model reader: ask, ground, check the places, ask once more for what failed, give up in the open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.extraction.claims import Claim
from extractor.extraction.grounding import placed
from extractor.extraction.model.claiming import Failure, Held, claim_of, page_of
from extractor.extraction.model.columns import crossed
from extractor.extraction.model.leaves import Coded, Said, is_aside, said
from extractor.extraction.model.placing import Checker
from extractor.extraction.model.questions import Asked, Paper
from extractor.extraction.model.repairing import Repairs
from extractor.extraction.model.rows import keyed
from extractor.llm import LLM, Fault, Reply
from extractor.records.document import Document, Heading
from extractor.records.evidence import Evidence
from extractor.records.report import Rejected
from extractor.texts import load

_FAULTS: dict[Fault, str] = {
    "refused": "模型拒绝回答",
    "empty": "模型没有回答",
    "truncated": "回答太长，被截断",
    "not_json": "回答不是 JSON",
    "wrong_schema": "回答不合格式",
    "unreachable": "模型服务没有应答",
    "rejected": "模型服务不接受这个请求",
    "too_long": "原文超过模型能读的长度",
    "budget": "预算用尽，没有问",
    "not_recorded": "存下的回答里没有这一问",
}


class ModelReading(NamedTuple):
    """What a model read: claims that stand on the paper, those that do not, and questions without an answer."""

    claims: list[Claim]
    rejected: list[Rejected]
    problems: list[str]
    headings: list[Heading]


@dataclass
class _Heard:
    """What the answers said, while it is being checked."""

    held: list[Held] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    codes: list[Coded] = field(default_factory=list)
    asides: list[Said] = field(default_factory=list)
    shown: dict[str, Asked] = field(default_factory=dict)


def read_model(paper: Paper, llm: LLM, asked: Sequence[Asked] | None = None) -> ModelReading:
    """Ask all questions about a paper (or those given) and return what holds of the answers."""
    asked = paper.questions() if asked is None else asked
    replies = _ask_all(llm, asked)
    heard = _Heard()
    problems: list[str] = []
    headings: list[Heading] = []
    for number, (one, reply) in enumerate(zip(asked, replies, strict=True)):
        if reply.fault is not None:
            problems.append(problem(one, reply.fault))
            continue
        _hear(paper, one, reply.answer, f"q{number}", heard)
        headings += _headings(paper.document, reply.answer)
    checker = Checker(paper.document)
    _check(checker, heard)
    _cross(paper.document, heard)
    problems += _repair(paper, checker, llm, heard)
    claims = keyed(paper.document, heard.held, heard.codes, heard.asides)
    rejected = [_rejected(paper.document, failure) for failure in heard.failed]
    return ModelReading(claims, rejected, list(dict.fromkeys(problems)), headings)


def _ask_all(llm: LLM, asked: Sequence[Asked]) -> list[Reply]:
    ask_all = getattr(llm, "ask_all", None)
    questions = [one.question for one in asked]
    return ask_all(questions) if ask_all else [llm.ask(question) for question in questions]


def _hear(paper: Paper, one: Asked, answer: object, mark: str, heard: _Heard) -> None:
    """Part the leaves of one answer into claims, failures and codes."""
    for leaf in said(answer, mark):  # type: ignore[arg-type]
        leaf = _of_project(leaf, one.project)  # noqa: PLW2901 - the same leaf under its right name
        if isinstance(leaf, Coded):
            heard.codes.append(leaf)
            continue
        heard.shown[leaf.path] = one
        leaf = leaf._replace(text=paper.masks.restore(leaf.text), at=leaf.at.strip())  # noqa: PLW2901
        if is_aside(leaf.field):
            heard.asides.append(leaf)
            continue
        outcome = claim_of(paper.document, leaf, imaged=paper.imaged)
        if isinstance(outcome, Held):
            heard.held.append(outcome)
        elif not leaf.field.startswith("sections"):
            heard.failed.append(outcome)


def _of_project(leaf: Said | Coded, project: int | None) -> Said | Coded:
    """A question about one project has one project in its answer: the key of its row is the project's number."""
    if project is None or not leaf.path.startswith("projects["):
        return leaf
    path = f"projects[{project}]{leaf.path[leaf.path.index(']') + 1 :]}"
    row = f"projects[{project}]{leaf.row[leaf.row.index(']') + 1 :]}"
    return leaf._replace(path=path, row="" if row == f"projects[{project}]" else row)


def _check(checker: Checker, heard: _Heard) -> None:
    """Move the claims whose places speak against them to the failures."""
    failures = checker.failures(heard.held, heard.codes)
    lost = {failure.said for failure in failures}
    heard.held = [one for one in heard.held if one.said not in lost]
    heard.failed += failures


def _repair(paper: Paper, checker: Checker, llm: LLM, heard: _Heard) -> list[str]:
    """Ask once more for each failure; what fails again stays failed, for its last reason."""
    failures = [one for one in heard.failed if one.reason in {"not_found", "wrong_place", "not_a_figure"}]
    rest = [one for one in heard.failed if one not in failures]
    asked = Repairs(paper, heard.shown).questions(failures, heard.held)
    replies = _ask_all(llm, [one.asked for one in asked])
    kept, heard.failed, problems = heard.held, rest, []
    again: list[Held] = []
    for one, reply in zip(asked, replies, strict=True):
        if reply.fault is not None:
            heard.failed += one.failures
            problems.append(problem(one.asked, reply.fault))
            continue
        answers = {item.n: item for item in reply.answer.items}
        for number, failure in enumerate(one.failures, 1):
            item = answers.get(number)
            if item is None or not item.text or not item.at:
                heard.failed.append(failure)
                continue
            leaf = failure.said._replace(text=paper.masks.restore(item.text), at=item.at.strip())
            outcome = claim_of(paper.document, leaf, imaged=paper.imaged)
            if isinstance(outcome, Held):
                again.append(outcome)
            else:
                heard.failed.append(outcome)
    heard.held = kept + again
    _check(checker, heard)
    _cross(paper.document, heard)
    return problems


def _cross(document: Document, heard: _Heard) -> None:
    """Take failed cells from where their row and column cross."""
    found, heard.failed = crossed(document, heard.held, heard.failed)
    heard.held = heard.held + found


def problem(one: Asked, fault: Fault) -> str:
    """Return the sentence that says which question has no answer, and why."""
    purpose = load("prompts", one.question.id).head.purpose
    number = f"（第 {one.project + 1} 个项目）" if one.project is not None else ""
    return f"“{purpose}”{number}没有问到结果：{_FAULTS[fault]}"


def _rejected(document: Document, failure: Failure) -> Rejected:
    leaf = failure.said
    page = page_of(leaf.at)
    at = None
    if leaf.at in document.places:
        at = placed(document, Evidence(page=1, line=leaf.at, quote=document.places[leaf.at].text))
    elif page is not None and page <= len(document.pages):
        at = Evidence(page=page, line=f"P{page}", quote="", file=document.file_of(page))
    return Rejected(path=leaf.path, text=leaf.text, reason=failure.reason, at=at)


def _headings(document: Document, answer: object) -> Iterable[Heading]:
    """The headings of an answer that stand on the paper, for a document of which no outline was found."""
    lines = () if document.headings else getattr(answer, "sections", ())
    for one in lines:
        place = document.places.get(one.title.at)
        if place is not None and one.title.text.strip() in place.text and 0 < one.level < 6:  # noqa: PLR2004
            yield Heading(level=one.level, number="", title=one.title.text.strip(), line=place.id)
