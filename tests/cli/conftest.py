"""The command as a user calls it, in a folder of its own."""

import shutil
import sys
from typing import NamedTuple

import pytest

from extractor.cli.main import main
from extractor.eval.case import CASES
from extractor.settings import _ASKING_VARIABLES, _VARIABLES, FILE_VARIABLE


class Called(NamedTuple):
    """What a call of the command said, and its exit status."""

    code: int
    out: str
    err: str


@pytest.fixture
def zongshu(monkeypatch, capsys, tmp_path):
    """Call the command in an empty folder with an 80-column screen and no settings of the machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name in (*_VARIABLES, *_ASKING_VARIABLES, FILE_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ZONGSHU_CACHE", str(tmp_path / ".cache"))

    def call(*words):
        monkeypatch.setattr(sys, "argv", ["zongshu", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            main()
        return Called(left.value.code or 0, *capsys.readouterr())

    return call


@pytest.fixture
def report(tmp_path):
    """Put a report with an error of arithmetic into the folder."""
    return shutil.copy(CASES / "yunling-veterans-2024" / "report.txt", tmp_path / "云岭.txt")


@pytest.fixture
def clean(tmp_path):
    """Put a report without errors into the folder."""
    return shutil.copy(CASES / "luoshi-media-2023" / "report.txt", tmp_path / "罗石.txt")


@pytest.fixture
def broken(tmp_path):
    """Put a file into the folder of which nothing can be read."""
    path = tmp_path / "坏.docx"
    path.write_bytes(b"\x00\x01\x02" * 50)
    return path
