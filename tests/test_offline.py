"""Without a model nothing leaves the machine, and nothing is loaded that could."""

import socket
import subprocess
import sys

import pytest

from extractor.cli.asking import asker_of
from extractor.errors import SettingsError
from extractor.eval.case import CASES
from extractor.pipeline import run_file
from extractor.settings import Settings, digest, load

CASE = CASES / "yunling-veterans-2024" / "report.txt"
KEYS = {"OPENAI_API_KEY": "sk-secret", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}


def test_the_offline_reader_opens_no_socket(monkeypatch):
    """Reading, checking and drafting work with every socket blocked, also when a key lies about."""

    def refuse(*_, **__):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    settings = load(KEYS)

    assert run_file(CASE, settings, asker_of(settings)).report.run.model is None


def test_libraries_for_models_are_not_loaded():
    """A whole run by rules loads neither openai nor instructor nor tenacity."""
    code = (
        "import sys; from pathlib import Path; from extractor.pipeline import run_file; "
        "from extractor.settings import Settings; import extractor.cli.main; "
        f"run_file(Path({str(CASE)!r}), Settings()); "
        "print([name for name in ('openai', 'instructor', 'tenacity', 'httpx2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - ours

    assert done.stdout.strip() == "[]"


def test_a_stray_key_names_no_model():
    """A key and an address alone change nothing, not even the hash of the settings."""
    assert load(KEYS) == Settings()
    assert digest(load(KEYS)) == digest(Settings())


def test_naming_a_model_means_hybrid():
    """With a model the reader is hybrid unless another is asked for; the key is taken and never written."""
    settings = load({**KEYS, "ZONGSHU_MODEL": "qwen"})

    assert (settings.reader, settings.asking.endpoint) == ("hybrid", KEYS["OPENAI_BASE_URL"])
    assert settings.asking.api_key == "sk-secret"
    assert "sk-secret" not in settings.as_json() + repr(settings)
    assert load({"ZONGSHU_MODEL": "qwen"}, reader="model").reader == "model"
    assert load({"ZONGSHU_MODEL": "qwen"}, reader="rules").reader == "rules"


@pytest.mark.parametrize("reader", ["model", "hybrid"])
def test_a_reader_that_needs_a_model_says_so(reader):
    """Without a model such a reader is wrong use."""
    with pytest.raises(SettingsError, match="模型"):
        load({}, reader=reader)
