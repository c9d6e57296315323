"""The words of the checks of the text, kept as data beside the rules."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words_of(name: str) -> dict[str, Any]:
    """Return the data file of a name: `terms`, `places`, `outlines`, `wording`."""
    data: dict[str, Any] = tomllib.loads(text_of(f"{name}.toml"))
    return data


def text_of(file: str) -> str:
    """Return the text of a data file beside the rules."""
    return (files("extractor.validation.rules") / file).read_text("utf-8")
