"""A server on the loopback for each test that asks for one."""

import pytest
from pydantic import BaseModel

from extractor.eval.oracle.loopback import serve
from extractor.eval.oracle.server import Script
from extractor.llm import Question
from extractor.llm.endpoint import Endpoint
from extractor.settings import Asking, Settings


class RepairAnswer(BaseModel):
    """A small answer; the server knows the name of its form."""

    items: list[dict]


GOOD = {"items": [{"n": 1, "text": "85.2", "at": "T1R1C2"}]}


def question(text="T1R1 [1]资金总额 [2]85.2", **changes):
    """Return a small question."""
    return Question(id="repair", prompt="p", system="抄录", text=text, answer=RepairAnswer, **changes)


def settings(address="http://127.0.0.1:9/v1", model="m", **asking):
    """Return settings that ask a model at an address, with little patience."""
    return Settings(
        reader="model", model=model, asking=Asking(endpoint=address, **{"timeout": 5, "longest_wait": 0.3, **asking})
    )


@pytest.fixture
def server(tmp_path):
    """Return a function that starts a server with a script; it is stopped when the test is over."""
    running = []

    def start(**script):
        script.setdefault("answers", {"RepairAnswer": [GOOD]})
        manager = serve(Script(**script), tmp_path / f"server{len(running)}")
        running.append(manager)
        return manager.__enter__()

    yield start
    for manager in running:
        manager.__exit__(None, None, None)


@pytest.fixture
def endpoint(server):
    """Return a function that starts a server and connects to it: the endpoint and the server."""

    def connect(cache=None, asking=None, **script):
        running = server(**script)
        return Endpoint(settings(running.address, **(asking or {})), cache), running

    return connect
