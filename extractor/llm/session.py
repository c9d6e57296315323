"""Between a reader and an endpoint: cache, replay, budget, one more try for a broken answer, and the account.

`Asker` lives as long as a run, `Session` as long as a report. Questions go out in parallel up to a limit; a question
that is asked twice at the same time is paid for once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from threading import Lock

from extractor.llm import tokens
from extractor.llm.budget import Budget
from extractor.llm.seam import CONTENT, LLM, Question, Reply, Usage
from extractor.llm.store import Store
from extractor.settings import Settings

_AGAIN = {
    "empty": "上一次没有回答。请按要求回答。",
    "truncated": "上一次的回答太长，被截断了。请只答纸上有的，不要空字段，不要解释。",
    "not_json": "上一次的回答不是 JSON。请只输出一个 JSON 对象，不要解释。",
    "wrong_schema": "上一次的回答不合格式：{detail}。请严格按格式回答。",
}
_LONGEST_DETAIL = 200
_MORE = 2
_MILLION = Decimal(1_000_000)


@dataclass
class Account:
    """What a report has cost: tokens that were paid for, answers from the cache, faults by name, hashes of prompts."""

    paid: Usage = field(default_factory=Usage)
    asked: int = 0
    cached: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    prompts: dict[str, str] = field(default_factory=dict)

    def cost(self, settings: Settings) -> Decimal | None:
        """Return the price of the tokens; None when no prices are set."""
        price = settings.asking
        if price.prompt_price is None or price.answer_price is None:
            return None
        return (self.paid.prompt * price.prompt_price + self.paid.answer * price.answer_price) / _MILLION


class Asker:
    """A model with its cache and its budget, for one run over any number of reports."""

    def __init__(self, backend: LLM | None, settings: Settings, cache: Path | None = None) -> None:
        """Take the model behind the seam (None: answers come from a recording), the settings and the cache folder."""
        self.backend = backend
        self.model = settings.model or ""
        self.settings = settings
        self.budget = Budget(settings.asking.run_tokens)
        self._kept = [Store(folder) for folder in (settings.asking.replay, cache) if folder]
        self._written = [Store(folder) for folder in (settings.asking.record, cache) if folder]
        self._locks: dict[str, Lock] = {}
        self._lock = Lock()

    def session(self) -> Session:
        """Return an account for one report."""
        return Session(self)

    def kept(self, question: Question) -> Reply | None:
        """Return the answer of an earlier run; a recording stands before the cache."""
        found = (store.get(question, self.model) for store in self._kept)
        reply = next((reply for reply in found if reply), None)
        if reply is not None and (record := self.settings.asking.record):
            Store(record).put(question, self.model, reply)
        return reply

    def keep(self, question: Question, reply: Reply) -> None:
        """Keep an answer for later runs."""
        for store in self._written:
            store.put(question, self.model, reply)

    def lock(self, question: Question) -> Lock:
        """Return the lock of a question, so that the same one is not paid for twice at the same time."""
        with self._lock:
            return self._locks.setdefault(question.key(self.model), Lock())


class Session:
    """Asks questions about one report and counts what that used. It is a model too: one method."""

    def __init__(self, asker: Asker) -> None:
        self.asker = asker
        self.account = Account()
        self.budget = Budget(asker.settings.asking.report_tokens)
        self._lock = Lock()

    @property
    def stopped(self) -> bool:
        """Whether the budget kept a question from being asked."""
        return self.account.faults["budget"] > 0

    def ask_all(self, questions: Sequence[Question]) -> list[Reply]:
        """Return the replies in the order of the questions, asked in parallel up to the limit."""
        if not questions:
            return []
        with ThreadPoolExecutor(min(self.asker.settings.asking.parallel, len(questions))) as pool:
            return list(pool.map(self.ask, questions))

    def ask(self, question: Question) -> Reply:
        """Return a kept answer, or ask; an answer that cannot be used is asked for once more."""
        with self.asker.lock(question):
            kept = self.asker.kept(question)
            reply = kept or self._asked(question)
            if kept is None and reply.fault is None:
                self.asker.keep(question, reply)
        with self._lock:
            self.account.prompts[question.id] = question.prompt[:16]
            self.account.cached += reply.cached
        return reply

    def _asked(self, question: Question) -> Reply:
        reply = self._paid(question)
        if reply.fault in CONTENT:
            reply = self._paid(_again(question, reply))
        return reply

    def _paid(self, question: Question) -> Reply:
        """Ask once within both budgets and note what it cost, whatever came of it."""
        if self.asker.backend is None:
            return self._noted(Reply(fault="not_recorded"))
        held = estimate(question)
        if not self.budget.take(held):
            return self._noted(Reply(fault="budget"))
        if not self.asker.budget.take(held):
            self.budget.settle(held, 0)
            return self._noted(Reply(fault="budget"))
        used = 0
        try:
            reply = self.asker.backend.ask(question)
            used = reply.paid.total
        finally:
            self.budget.settle(held, used)
            self.asker.budget.settle(held, used)
        return self._noted(reply)

    def _noted(self, reply: Reply) -> Reply:
        with self._lock:
            self.account.paid += reply.paid
            self.account.asked += reply.fault not in {"budget", "not_recorded"}
            if reply.fault:
                self.account.faults[reply.fault] += 1
        return reply


def estimate(question: Question) -> int:
    """Return how many tokens a question may use: its prompt and schema, and an answer as long as its text."""
    prompt = tokens.count(question.system) + tokens.count(question.text) + tokens.count(question.schema_text)
    return prompt + min(tokens.count(question.text), question.answer_tokens) + tokens.IMAGE * len(question.images)


def _again(question: Question, reply: Reply) -> Question:
    """The same question with one sentence about what was wrong, and without the wrong answer."""
    said = _AGAIN[str(reply.fault)].format(detail=reply.detail[:_LONGEST_DETAIL])
    room = question.answer_tokens * (_MORE if reply.fault == "truncated" else 1)
    return question.model_copy(update={"text": f"{question.text}\n\n{said}", "answer_tokens": room})
