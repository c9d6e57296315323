"""What a reader asks and what it gets: the whole contract with a model."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from extractor.records.base import Record

Fault = Literal[
    "refused", "empty", "truncated", "not_json", "wrong_schema",
    "unreachable", "rejected", "too_long", "budget", "not_recorded",
]  # fmt: skip
"""Why a question has no answer: the model refused, said nothing, was cut off, wrote no JSON or the wrong one; the
endpoint could not be reached, rejected the request, or found it too long; the budget is used up; a replay has no such
answer."""

CONTENT: frozenset[Fault] = frozenset({"empty", "truncated", "not_json", "wrong_schema"})
"""Faults of an answer that came and was paid for; asking anew may help."""


class Usage(Record):
    """Tokens, as the endpoint counts them, or as we do when it does not say."""

    prompt: int = Field(default=0, title="输入词元")
    answer: int = Field(default=0, title="输出词元")

    def __add__(self, other: Usage) -> Usage:
        """Add up two uses."""
        return Usage(prompt=self.prompt + other.prompt, answer=self.answer + other.answer)

    @property
    def total(self) -> int:
        """All tokens."""
        return self.prompt + self.answer


class Question(BaseModel):
    """One prompt with the form of its answer. `prompt` is the hash of the prompt's file, `images` are PNG or JPEG."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    id: str
    prompt: str
    system: str
    text: str
    answer: type[BaseModel]
    images: tuple[bytes, ...] = ()
    answer_tokens: int = 8000

    @property
    def schema_text(self) -> str:
        """The JSON schema of the answer, on one line."""
        return json.dumps(self.answer.model_json_schema(), ensure_ascii=False, separators=(",", ":"))

    def key(self, model: str) -> str:
        """Return what names an answer: a hash of the model, the prompt's file, the schema, the text and the images."""
        known = hashlib.sha256()
        for part in (model, self.prompt, self.schema_text, self.system, self.text):
            known.update(part.encode() + b"\0")
        for image in self.images:
            known.update(hashlib.sha256(image).digest())
        return known.hexdigest()[:32]


class Reply(BaseModel):
    """An answer that fits its form, or the fault; `content` is the answer as JSON text, `paid` what this call used."""

    model_config = ConfigDict(frozen=True)

    answer: Any = None
    content: str = ""
    fault: Fault | None = None
    detail: str = ""
    paid: Usage = Usage()
    cached: bool = False


class LLM(Protocol):
    """Something that answers questions; the object is passed, there is no registry."""

    def ask(self, question: Question) -> Reply:
        """Return the answer, or a reply that names the fault; never raises for what a server does."""
        ...
