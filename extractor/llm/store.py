"""Answers on disk: a cache that saves money, and recorded runs that can be repeated without an endpoint."""

from __future__ import annotations

import json
import os
from pathlib import Path
from threading import get_ident
from typing import Any

from pydantic import ValidationError

from extractor.llm.seam import Question, Reply, Usage


class Store:
    """A folder with one file an answer, named by the hash of its question.

    A file is written beside its place first, so that a half-written one is never found. Only answers are kept, never
    the paper that was asked about.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, question: Question, model: str) -> Reply | None:
        """Return a kept answer that still fits its form; None when there is none, or when it no longer fits."""
        try:
            data = json.loads(self._path(question, model).read_text("utf-8"))
            answer = question.answer.model_validate(data["answer"])
            usage = Usage.model_validate(data["usage"])
        except (OSError, ValueError, KeyError, TypeError, ValidationError):
            return None
        return Reply(answer=answer, content=json.dumps(data["answer"], ensure_ascii=False), paid=usage, cached=True)

    def put(self, question: Question, model: str, reply: Reply) -> None:
        """Keep an answer; a folder that cannot be written costs the cache, not the run."""
        path = self._path(question, model)
        draft = path.with_name(f"{path.name}.{os.getpid()}.{get_ident()}")
        data = {"question": question.id, "model": model, "answer": _data(reply), "usage": reply.paid.model_dump()}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
            draft.replace(path)
        except OSError:
            draft.unlink(missing_ok=True)

    def _path(self, question: Question, model: str) -> Path:
        return self.folder / f"{question.id}-{question.key(model)}.json"


def _data(reply: Reply) -> Any:
    return reply.answer.model_dump(mode="json", exclude_none=True)
