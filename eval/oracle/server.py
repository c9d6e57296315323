"""A server on the loopback that speaks the chat-completions protocol, for tests and for the oracle.

    python -m extractor.eval.oracle.server SCRIPT.json

prints its port on one line and serves until it is stopped. The script says what it answers and how it fails
(`Script`). A model named `oracle/NAME` answers from the true record of the labelled report NAME. Each request is
written to the script's log as one line of JSON, so that a test can see what was asked and what was paid for.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import socket
import sys
import time
from collections import Counter
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any

from pydantic import Field

from extractor.eval.oracle.filling import Truth
from extractor.eval.oracle.lying import Liar
from extractor.extraction.model.answers import FORMS
from extractor.records.base import Record

_FORM = re.compile(r'"title":\s*"(\w+Answer)"')
FAULTS = (
    "slow", "429", "500", "cut", "half", "truncated", "empty", "refusal", "not_json", "wrong_enum", "wrong_schema",
)  # fmt: skip
"""How it can fail: by the transport (the first four), or with an answer that cannot be used."""


class Script(Record):
    """What a server answers and how it fails."""

    answers: dict[str, list[Any]] = Field(default_factory=dict, description="By the name of the form; the last repeats")
    lies: float = Field(default=0, description="Share of the oracle's leaves that are lies, 0–1")
    shifts: float = Field(default=0, description="Share of the oracle's tables whose values slip by one row, 0–1")
    seed: str = "0"
    faults: dict[str, float] = Field(default_factory=dict, description="Share of requests that fail so, 0–1")
    first: tuple[str, ...] = Field(default=(), description="Faults of the first requests, in order")
    accepts: tuple[str, ...] = ("json_schema", "tools", "plain")
    refused_parameters: tuple[str, ...] = ()
    think: bool = False
    fenced: bool = False
    retry_after: str = "0.05"
    slow_seconds: float = 0.3
    log: Path | None = None
    bodies: bool = Field(default=False, description="Whether the log keeps each request as it came")
    cases: Path | None = Field(default=None, description="Where the oracle's labelled reports lie; empty: all known")


class Server(ThreadingHTTPServer):
    """The server with its script and the counts of what it was asked."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, script: Script) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = script
        self.lock = Lock()
        self.requests = 0
        self.tries: Counter[str] = Counter()
        self.used: Counter[str] = Counter()

    def note(self, **told: Any) -> None:
        """Write one line to the log."""
        if self.script.log:
            with self.lock, self.script.log.open("a", encoding="utf-8") as log:
                log.write(json.dumps(told, ensure_ascii=False) + "\n")

    def fault(self, name: str) -> str:
        """Return how this request fails; "" for not at all. The same request fails differently each time."""
        with self.lock:
            number, self.requests = self.requests, self.requests + 1
            attempt, self.tries[name] = self.tries[name], self.tries[name] + 1
        if number < len(self.script.first):
            return self.script.first[number]
        dice = random.Random(f"{self.script.seed}{name}{attempt}")  # noqa: S311 - the same faults in every run
        drawn = dice.random()
        for fault, share in self.script.faults.items():
            drawn -= share
            if drawn < 0:
                return fault
        return ""

    def scripted(self, form: str) -> Any:
        """Return the next answer of the script for a form; the last one again when there is no other."""
        with self.lock:
            found = self.script.answers.get(form)
            number, self.used[form] = self.used[form], self.used[form] + 1
        return found[min(number, len(found) - 1)] if found else {}


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing: the log is the script's."""

    def do_POST(self) -> None:
        """Answer one question, or fail at it."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request = json.loads(body)
        name = hashlib.sha256(body).hexdigest()[:16]
        mode = _mode(request)
        if (refusal := self._refusal(request, mode)) is not None:
            self.server.note(name=name, status=400, mode=mode, model=request["model"])
            self._send(400, {"error": {"message": refusal, "type": "invalid_request_error"}})
            return
        fault = self.server.fault(name)
        told = {"name": name, "form": _form(request), "mode": mode, "fault": fault, "model": request["model"]}
        told |= {"body": body.decode()} if self.server.script.bodies else {}
        if fault in {"429", "500", "cut"}:
            self.server.note(**told, status=int(fault) if fault != "cut" else 0)
            self._fail(fault)
            return
        if fault == "slow":
            time.sleep(self.server.script.slow_seconds)
        answer, lies, leaves = self._answer(request)
        self.server.note(**told, status=200, lies=lies, leaves=leaves, text=_text(request))
        self._send(200, self._completion(request, mode, answer, fault))

    def _refusal(self, request: dict[str, Any], mode: str) -> str | None:
        script = self.server.script
        named = next((name for name in script.refused_parameters if name in request), None)
        if named:
            return f"Unsupported parameter: {named}"
        return None if mode in script.accepts else f"{_PARAMETER[mode]} is not supported by this server"

    def _answer(self, request: dict[str, Any]) -> tuple[Any, list[Any], int]:
        form = _form(request)
        if not request["model"].startswith("oracle/") or form not in FORMS:
            return self.server.scripted(form), [], 0
        script = self.server.script
        name = request["model"].removeprefix("oracle/")
        seed = f"{script.seed}{name}{form}"
        liar = Liar(_truth(name, script.cases), _text(request), script.lies, seed, script.shifts)
        return liar.answer(FORMS[form]), [lie._asdict() for lie in liar.lies], liar.leaves

    def _completion(self, request: dict[str, Any], mode: str, answer: Any, fault: str) -> dict[str, Any]:
        text = answer if isinstance(answer, str) else json.dumps(_spoilt(answer, fault), ensure_ascii=False)
        text = {"empty": "", "not_json": "好的，我来看一下。", "half": text[: len(text) // 2]}.get(fault, text)
        text = text[: len(text) // 2] if fault == "truncated" else text
        message: dict[str, Any] = {"role": "assistant", "content": self._wrapped(text)}
        if fault == "refusal":
            message = {"role": "assistant", "content": None, "refusal": "我不能回答这个问题。"}
        elif mode == "tools" and text:
            call = {"name": _form(request), "arguments": text}
            message = {"role": "assistant", "content": None}
            message["tool_calls"] = [{"id": "call_1", "type": "function", "function": call}]
        reason = "length" if fault == "truncated" else "stop"
        used = {"prompt_tokens": len(_text(request)) // 2, "completion_tokens": len(text) // 2}
        return {
            "id": "chatcmpl-1", "object": "chat.completion", "created": 0, "model": request["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": reason}],
            "usage": used | {"total_tokens": sum(used.values())},
        }  # fmt: skip

    def _wrapped(self, text: str) -> str:
        script = self.server.script
        if script.fenced:
            text = f"结果如下：\n```json\n{text}\n```\n"
        return f'<think>先看 {{"text": "示例"}} 这样的格式……</think>\n\n{text}' if script.think else text

    def _fail(self, fault: str) -> None:
        if fault == "cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b'{"id": "chat')
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        headers = {"Retry-After": self.server.script.retry_after} if fault == "429" else {}
        self._send(int(fault), {"error": {"message": "try again", "type": "server"}}, headers)

    def _send(self, status: int, data: Any, headers: dict[str, str] | None = None) -> None:
        body = json.dumps(data, ensure_ascii=False).encode()
        self.send_response(status)
        for key, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)


_PARAMETER = {"json_schema": "response_format", "tools": "tools", "plain": "plain text"}


def _mode(request: dict[str, Any]) -> str:
    return "json_schema" if "response_format" in request else "tools" if "tools" in request else "plain"


def _form(request: dict[str, Any]) -> str:
    """The name of the form that is asked for, wherever the request says it."""
    if "response_format" in request:
        return str(request["response_format"]["json_schema"]["name"])
    if "tools" in request:
        return str(request["tools"][0]["function"]["name"])
    found = _FORM.search(json.dumps(request["messages"], ensure_ascii=False).replace('\\"', '"'))
    return found[1] if found else ""


def _text(request: dict[str, Any]) -> str:
    """Everything that the user's message says in words."""
    parts = [message["content"] for message in request["messages"] if message["role"] == "user"]
    return "\n".join(
        part if isinstance(part, str) else "\n".join(one.get("text", "") for one in part) for part in parts
    )


def _spoilt(answer: Any, fault: str) -> Any:
    """An answer with a code that does not exist, or a key that does not."""
    if fault == "wrong_enum":
        return {"budget": {"rows": [{"item": "everything"}]}, "three_public": {"rows": [{"item": "everything"}]}}
    return {"unknown_key": 1} if fault == "wrong_schema" else answer


@cache
def _truth(name: str, folder: Path | None) -> Truth:
    from extractor.eval.case import all_cases, cases_in  # noqa: PLC0415 - only the oracle needs them
    from extractor.extraction import extract  # noqa: PLC0415
    from extractor.reading import read  # noqa: PLC0415
    from extractor.settings import Settings  # noqa: PLC0415

    case = next(case for case in (cases_in(folder) if folder else all_cases()) if case.name == name)
    document = read(case.report, Settings())
    return Truth(document, extract(document, Settings()))


def main(arguments: list[str]) -> None:
    """Serve a script until the process is stopped."""
    server = Server(Script.model_validate_json(Path(arguments[0]).read_bytes()))
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1:])
