"""The endpoint over a real loopback server: modes, faults, patience, usage."""

import pytest

from extractor.llm.endpoint import Endpoint, tried
from tests.llm.conftest import GOOD, question, settings


@pytest.mark.parametrize(
    ("script", "modes", "dropped"),
    [
        ({}, ["json_schema"], ()),
        ({"accepts": ("tools", "plain")}, ["json_schema", "tools"], ()),
        ({"accepts": ("plain",), "think": True, "fenced": True}, ["json_schema", "tools", "plain"], ()),
        ({"refused_parameters": ("seed", "temperature")}, ["json_schema"] * 3, ("seed", "temperature")),
        ({"think": True, "fenced": True}, ["json_schema"], ()),
    ],
    ids=["schema", "tools", "plain, thinking and fenced", "no seed and temperature", "schema ignored"],
)
def test_an_endpoint_is_asked_as_it_accepts(endpoint, tmp_path, script, modes, dropped):
    """The best way that works is found, costs nothing to find, and is remembered for the next run."""
    asked, server = endpoint(cache=tmp_path / "cache", **script)
    reply = asked.ask(question())
    first = [request["mode"] for request in server.requests()]
    later = Endpoint(settings(server.address), tmp_path / "cache")
    later.ask(question("T1R1 [1]又一问"))

    assert (reply.fault, reply.answer.model_dump()) == (None, GOOD)
    assert (first, asked.dialect.dropped) == (modes, dropped)
    assert len(server.paid()) == 2
    assert len(server.requests()) == len(modes) + 1


@pytest.mark.parametrize(
    ("fault", "said"),
    [("empty", "empty"), ("half", "not_json"), ("truncated", "truncated"), ("not_json", "not_json"),
     ("refusal", "refused"), ("wrong_schema", "wrong_schema")],
)  # fmt: skip
def test_an_answer_that_cannot_be_used_is_named(endpoint, fault, said):
    """It is never filled with defaults, and it is counted, for it was paid for."""
    asked, server = endpoint(first=(fault,))
    reply = asked.ask(question())

    assert (reply.fault, reply.answer) == (said, None)
    assert reply.paid.prompt > 0
    assert len(server.requests()) == 1


@pytest.mark.parametrize("faults", [("429", "429"), ("500",), ("cut",), ("slow",), ("500", "429", "cut")])
def test_a_fault_that_passes_is_waited_for(endpoint, faults):
    """Rate limits, server errors and cut connections are asked again until there is an answer."""
    asked, server = endpoint(first=faults)

    assert asked.ask(question()).answer.model_dump() == GOOD
    assert len(server.paid()) == 1


def test_patience_ends(endpoint):
    """After so many attempts the question is given up, and says so."""
    asked, server = endpoint(faults={"500": 1.0}, asking={"attempts": 2})
    reply = asked.ask(question())

    assert (reply.fault, reply.paid.total) == ("unreachable", 0)
    assert len(server.requests()) == 2


def test_a_server_that_wants_too_much_patience_is_left(endpoint):
    """A Retry-After beyond what we wait is not waited for."""
    asked, server = endpoint(first=("429",), retry_after="600")

    assert asked.ask(question()).fault == "unreachable"
    assert len(server.requests()) == 1


def test_nobody_there():
    """An address where nothing listens is a fault of the question, not an exception."""
    reply = Endpoint(settings(attempts=1)).ask(question())

    assert reply.fault == "unreachable"


def test_a_slow_answer_runs_out_of_time(endpoint):
    """A question is not waited for longer than the settings say."""
    asked, _ = endpoint(faults={"slow": 1.0}, slow_seconds=1.0, asking={"timeout": 0.2, "attempts": 1})

    assert asked.ask(question()).fault == "unreachable"


def test_pictures_go_with_the_question(endpoint):
    """Images travel beside the text, which stays what it was."""
    asked, server = endpoint()
    asked.ask(question(images=(b"\x89PNG\r\n\x1a\n",)))

    assert server.paid()[0]["text"].startswith("T1R1")


def test_trying_an_endpoint(server):
    """`doctor`'s tiny question is right or says what was wrong."""
    wrong = server(answers={"": [{"text": "8.52", "at": "T1R1C2"}]}, accepts=("plain",))

    assert "8.52" in tried(Endpoint(settings(wrong.address)))
