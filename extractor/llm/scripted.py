"""A model that answers from a list and remembers what it was asked: the test double of the seam."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import Any

from pydantic import ValidationError

from extractor.llm.seam import Fault, Question, Reply, Usage

Answer = Mapping[str, Any] | Fault


class Scripted:
    """Answers questions by their id, in the order of each list; a question without an answer left gets `empty`.

    An answer is data for the answer model, a fault, or a function from the question to either.
    """

    def __init__(self, answers: Mapping[str, Iterable[Answer | Callable[[Question], Answer]]]) -> None:
        self._answers = {name: list(found) for name, found in answers.items()}
        self._lock = Lock()
        self.asked: list[Question] = []

    def ask(self, question: Question) -> Reply:
        """Return the next answer to a question of this id."""
        with self._lock:
            self.asked.append(question)
            waiting = self._answers.get(question.id, [])
            found = waiting.pop(0) if waiting else "empty"
        said = found(question) if callable(found) else found
        paid = Usage(prompt=100, answer=10)
        if isinstance(said, str):
            return Reply(fault=said, paid=paid)
        try:
            return Reply(answer=question.answer.model_validate(said), paid=paid)
        except ValidationError as error:
            return Reply(fault="wrong_schema", detail=str(error), paid=paid)
