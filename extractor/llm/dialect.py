"""What an endpoint accepts, found out with the first questions and remembered.

Servers differ in how they take the form of an answer (a JSON schema, a tool, or only words) and in which settings they
take (a seed, the temperature 0, a limit of the answer). A 400 costs nothing, so the best way is tried first; what an
endpoint turned down is left out from then on, also in later runs.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field, ValidationError

from extractor.records.base import Record

Mode = Literal["json_schema", "tools", "plain"]
MODES: tuple[Mode, ...] = get_args(Mode)
"""The ways to say the form of an answer, the best first."""

OPTIONAL = ("seed", "temperature", "max_tokens")
"""Parameters that may be left out."""

_WORDS: dict[str, tuple[str, ...]] = {
    "seed": ("seed",),
    "temperature": ("temperature",),
    "max_tokens": ("max_tokens", "max_completion_tokens"),
}
_FORM: dict[Mode, tuple[str, ...]] = {
    "json_schema": ("response_format", "json_schema", "schema", "grammar", "guided"),
    "tools": ("tool", "function"),
    "plain": (),
}
_TOO_LONG = ("context length", "context_length", "maximum context", "too long", "too many tokens", "上下文", "超长")


class Dialect(Record):
    """How to speak to one endpoint about one model; `proven` when an answer has come this way."""

    mode: Mode = Field(default="json_schema", title="回答的格式怎样要求")
    dropped: tuple[str, ...] = Field(default=(), title="不接受的参数")
    proven: bool = False

    @property
    def told(self) -> str:
        """What an endpoint supports, in words."""
        modes = {"json_schema": "按 JSON Schema 回答", "tools": "用工具调用回答", "plain": "用文字中的 JSON 回答"}
        dropped = f"；不接受 {'、'.join(self.dropped)}" if self.dropped else ""
        return f"{modes[self.mode]}{dropped}"

    def after(self, message: str) -> Dialect | None:
        """Return what to try after a request was turned down with this message; None when nothing is left to try."""
        said = message.casefold()
        for name in OPTIONAL:
            if name not in self.dropped and any(word in said for word in _WORDS[name]):
                return self.model_copy(update={"dropped": (*self.dropped, name)})
        blamed = any(word in said for word in _FORM[self.mode])
        return self.next_mode() if blamed or not self.proven else None

    def next_mode(self) -> Dialect | None:
        """Return the dialect with the next way to say the form of an answer."""
        index = MODES.index(self.mode) + 1
        return self.model_copy(update={"mode": MODES[index], "proven": False}) if index < len(MODES) else None


def is_too_long(message: str) -> bool:
    """Whether a request was turned down because it is longer than the model can read."""
    return any(word in message.casefold() for word in _TOO_LONG)


class Memory:
    """Dialects of endpoints on disk; without a folder nothing is remembered between runs."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def get(self, endpoint: str, model: str) -> Dialect:
        """Return what is known of an endpoint and a model."""
        try:
            return Dialect.model_validate_json(self._path(endpoint, model).read_bytes()) if self.folder else Dialect()
        except (OSError, ValidationError):
            return Dialect()

    def put(self, endpoint: str, model: str, dialect: Dialect) -> None:
        """Remember a dialect; not being able to costs a few refused requests next time."""
        if not self.folder:
            return
        path = self._path(endpoint, model)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(dialect.model_dump(mode="json"), ensure_ascii=False), "utf-8")
        except OSError:
            return

    def _path(self, endpoint: str, model: str) -> Path:
        name = hashlib.sha256(f"{endpoint}\0{model}".encode()).hexdigest()[:16]
        return (self.folder or Path()) / f"endpoint-{name}.json"
