"""The stages as the tests call them; a stage that is not there yet skips its tests by name."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from extractor.records.document import Document
from extractor.records.finding import Findings
from extractor.records.report import Report
from extractor.settings import Settings


def _stage(module: str, name: str) -> Callable[..., Any]:
    function = getattr(import_module(f"extractor.{module}"), name, None)
    if function is None:
        pytest.skip(f"extractor.{module}.{name} is not there yet")
    return function


@cache
def _read(path: Path) -> Document:
    return _stage("reading", "read")(path, Settings())


@cache
def _extract(path: Path) -> Report:
    return _stage("extraction", "extract")(_read(path), Settings())


@pytest.fixture
def read() -> Callable[[Path], Document]:
    """Read a file, once for all tests."""
    return _read


@pytest.fixture
def extract() -> Callable[[Path], Report]:
    """Read and extract a file, once for all tests."""
    return _extract


@pytest.fixture
def check() -> Callable[[Document | None, Report], Findings]:
    """Check a record."""
    return lambda document, report: _stage("validation", "check")(document, report, Settings())
