"""A draft in the words of a model, paragraph by paragraph; where it changes more than words the old ones stand."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from extractor.drafting.polish import polished
from extractor.errors import PolishError
from extractor.llm import Question, Reply, Session
from extractor.records.draft import Draft, Passage
from extractor.records.finding import Findings
from extractor.records.report import Report
from extractor.texts import load

_SHORTEST = 60
"""A shorter paragraph has nothing to smooth."""

_SYSTEM = "你是机关文字编辑，只理顺语句，不改事实。只输出一个 JSON 对象，不解释。"
_ANSWER_TOKENS = 2000
_SHOWN = 12


class Polished(BaseModel):
    """The answer of a model: one paragraph."""

    model_config = ConfigDict(extra="forbid")

    text: str


def smoothed(draft: Draft, report: Report, findings: Findings, session: Session) -> Draft:
    """Return the draft with each paragraph in the words of a model, if they say the same.

    What is refused, or not answered, keeps the words of its template; the notes say how many and why.
    """
    chosen = [n for n, one in enumerate(draft.passages) if one.kind == "paragraph" and len(one.text) >= _SHORTEST]
    replies = session.ask_all([_question(draft.passages[number]) for number in chosen])
    passages, refused = list(draft.passages), []
    for number, reply in zip(chosen, replies, strict=True):
        old = draft.passages[number]
        try:
            passages[number] = polished(old, _words(reply), report, findings)
        except PolishError as error:
            refused.append(f"“{old.text[:_SHOWN]}……”一段没有采用润色：{error.message}，仍用模板的文字。")
    told = f"模型润色 {len(chosen)} 段，采用 {len(chosen) - len(refused)} 段。"
    return draft.model_copy(update={"passages": tuple(passages), "notes": (*draft.notes, told, *refused)})


def _words(reply: Reply) -> str:
    if reply.answer is None:
        raise PolishError(f"模型没有答好（{reply.fault}）", "保留原文")
    return str(reply.answer.text).strip()


def _question(passage: Passage) -> Question:
    template = load("prompts", "polish")
    return Question(
        id="polish",
        prompt=template.sha256,
        system=_SYSTEM,
        text=template.render(paragraph=passage.text).strip(),
        answer=Polished,
        answer_tokens=_ANSWER_TOKENS,
    )
