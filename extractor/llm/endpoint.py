"""An OpenAI-compatible endpoint behind the seam: openai speaks, instructor holds the answer to its schema."""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any

from pydantic import BaseModel, ValidationError

from extractor.llm import tokens
from extractor.llm.dialect import Dialect, Memory, Mode, is_too_long
from extractor.llm.salvage import json_in
from extractor.llm.seam import Fault, Question, Reply, Usage
from extractor.llm.waiting import with_patience
from extractor.settings import Settings

_SEED = 7
_MOST_DIALECTS = 7
_REFUSED = 400, 404, 415, 422, 501
"""Statuses by which servers turn down a parameter or a response format."""


class Endpoint:
    """One model at one address. Its dialect is found out by the first question, while the others wait."""

    def __init__(self, settings: Settings, cache: Path | None = None) -> None:
        """Connect nothing yet; raises nothing for an address that does not answer."""
        import openai  # noqa: PLC0415 - only when a model is asked

        # instructor tells failures, which come back as replies here, to a log that nobody has asked for.
        logging.getLogger("instructor").addHandler(logging.NullHandler())
        self.asking, self.model = settings.asking, settings.model or ""
        self.client = openai.OpenAI(
            base_url=self.asking.endpoint,
            api_key=self.asking.api_key or "none",
            timeout=self.asking.timeout,
            max_retries=0,
        )
        self.memory = Memory(cache)
        self.dialect = self.memory.get(self.asking.endpoint, self.model)
        self._first = Lock()

    def ask(self, question: Question) -> Reply:
        """Return the answer, or the fault that kept it away."""
        if self.dialect.proven:
            return self._ask(question)
        with self._first:
            return self._ask(question)

    def _ask(self, question: Question) -> Reply:
        """Try dialects until one is accepted; a refused request has cost nothing."""
        import openai  # noqa: PLC0415 - only when a model is asked

        for _ in range(_MOST_DIALECTS):
            dialect = self.dialect
            try:
                reply = with_patience(lambda: self._call(question, dialect), self.asking)  # noqa: B023 - called at once
            except openai.APIStatusError as error:
                other = dialect.after(str(error)) if error.status_code in _REFUSED else None
                if is_too_long(str(error)) or other is None:
                    return _turned_down(error)
                self.dialect = other
            except openai.APIError as error:
                return Reply(fault="unreachable", detail=_short(error))
            else:
                self._learn(dialect, reply)
                return reply
        return Reply(fault="rejected", detail="没有一种提问方式被接受")

    def _learn(self, dialect: Dialect, reply: Reply) -> None:
        """Remember a way that works; leave one that has never worked and brings no JSON of the right form."""
        if dialect.proven:
            return
        if reply.fault is None:
            self.dialect = dialect.model_copy(update={"proven": True})
            self.memory.put(self.asking.endpoint, self.model, self.dialect)
        elif reply.fault in {"not_json", "wrong_schema"} and (other := dialect.next_mode()):
            self.dialect = other

    def _call(self, question: Question, dialect: Dialect) -> Reply:
        """Make exactly one request."""
        import instructor  # noqa: PLC0415 - only when a model is asked
        from instructor.core import IncompleteOutputException, InstructorRetryException  # noqa: PLC0415

        client = instructor.from_openai(self.client, mode=_MODES[dialect.mode]())
        try:
            answer, completion = client.chat.completions.create_with_completion(
                response_model=question.answer,
                messages=_messages(question),
                max_retries=0,  # one call: instructor would send the history and the wrong answer again
                model=self.model,
                **_parameters(question, dialect),
            )
        except IncompleteOutputException as error:
            return _reply(question, error.last_completion, "truncated")
        except InstructorRetryException as error:
            failed = error.failed_attempts or ()
            if not failed:
                raise (error.__cause__ or error) from None
            return _salvaged(question, failed[-1].completion)
        except ValueError as error:
            return Reply(fault="not_json", detail=_short(error))
        return _reply(question, completion, None, answer)


class _Echo(BaseModel):
    """The answer to the tiny question of `tried`."""

    text: str
    at: str


def tried(endpoint: Endpoint) -> str:
    """Ask one tiny question; return what was wrong with the answer, "" when it was right."""
    from extractor.texts import load  # noqa: PLC0415 - a handful of files, when somebody asks

    template, system = load("prompts", "doctor"), load("prompts", "system")
    question = Question(
        id="doctor",
        prompt=template.sha256,
        system=system.render(),
        text=template.render(),
        answer=_Echo,
        answer_tokens=200,
    )
    reply = endpoint.ask(question)
    if reply.fault:
        return f"{reply.fault} {reply.detail}".strip()
    right = (reply.answer.text.strip(), reply.answer.at.strip()) == ("85.2", "T1R1C2")
    return "" if right else f"答了 {reply.answer.text!r} 在 {reply.answer.at!r}，应是 85.2 在 T1R1C2"


_MODES: dict[Mode, Any] = {
    "json_schema": lambda: _mode("JSON_SCHEMA"),
    "tools": lambda: _mode("TOOLS"),
    "plain": lambda: _mode("MD_JSON"),
}


def _mode(name: str) -> Any:
    import instructor  # noqa: PLC0415 - only when a model is asked

    return instructor.Mode[name]


def _parameters(question: Question, dialect: Dialect) -> dict[str, Any]:
    wanted = {"temperature": 0, "seed": _SEED, "max_tokens": question.answer_tokens}
    return {name: value for name, value in wanted.items() if name not in dialect.dropped}


def _messages(question: Question) -> Any:
    content: Any = question.text
    if question.images:
        content = [{"type": "text", "text": question.text}, *map(_picture, question.images)]
    return [{"role": "system", "content": question.system}, {"role": "user", "content": content}]


def _picture(image: bytes) -> dict[str, Any]:
    kind = "png" if image.startswith(b"\x89PNG") else "jpeg"
    url = f"data:image/{kind};base64,{base64.b64encode(image).decode()}"
    return {"type": "image_url", "image_url": {"url": url}}


def _salvaged(question: Question, completion: Any) -> Reply:
    """Take the answer out of what instructor could not parse: it is paid for; or say what is wrong with it."""
    choice = completion.choices[0] if completion is not None and completion.choices else None
    message = choice.message if choice else None
    if message is None:
        return _reply(question, completion, "empty")
    if getattr(message, "refusal", None) or (choice and choice.finish_reason == "content_filter"):
        return _reply(question, completion, "refused", detail=str(message.refusal or ""))
    said = list(_said(message))
    if not said:
        return _reply(question, completion, "empty")
    found = next((text for one in said if (text := json_in(one))), None)
    if found is None:
        return _reply(question, completion, "not_json")
    try:
        return _reply(question, completion, None, question.answer.model_validate_json(found))
    except ValidationError as error:
        return _reply(question, completion, "wrong_schema", detail=_short(error))


def _said(message: Any) -> Iterator[str]:
    """Yield what a message says: the arguments of its tools, then its text."""
    for call in message.tool_calls or ():
        yield getattr(getattr(call, "function", None), "arguments", "") or ""
    if (message.content or "").strip():
        yield message.content


def _reply(question: Question, completion: Any, fault: Fault | None, answer: Any = None, detail: str = "") -> Reply:
    return Reply(answer=answer, fault=fault, detail=detail, paid=_usage(question, completion))


def _usage(question: Question, completion: Any) -> Usage:
    """Return the tokens that an answer was paid with; counted here when the endpoint does not say."""
    used = getattr(completion, "usage", None)
    if used is not None and used.total_tokens:
        return Usage(prompt=used.prompt_tokens or 0, answer=used.completion_tokens or 0)
    choices = getattr(completion, "choices", None) or ()
    said = sum(tokens.count(text) for choice in choices for text in _said(choice.message))
    prompt = tokens.count(question.system + question.text + question.schema_text)
    return Usage(prompt=prompt + tokens.IMAGE * len(question.images), answer=said)


def _turned_down(error: Any) -> Reply:
    if is_too_long(str(error)):
        return Reply(fault="too_long", detail=_short(error))
    transient = error.status_code >= 500 or error.status_code == 429  # noqa: PLR2004 - statuses of HTTP
    return Reply(fault="unreachable" if transient else "rejected", detail=_short(error))


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]
