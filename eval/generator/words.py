"""The words of `data/`: what forms print, what units do, how offices tell a fact."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from extractor.eval.generator.dice import Dice

_RANGE = re.compile(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)")


@dataclass(frozen=True)
class Aim:
    """What an indicator can be about: a quantity with its usual range, or words.

    `stem` and `noun` make the name; `low` means that less is better; `words` are the target, the result, and the
    result when it is only partly reached.
    """

    stem: str
    noun: str = ""
    unit: str = ""
    lowest: Decimal = Decimal(0)
    highest: Decimal = Decimal(0)
    step: Decimal = Decimal(1)
    low: bool = False
    words: tuple[str, str, str] | None = None

    @property
    def name(self) -> str:
        """The name of the indicator."""
        return f"{self.stem}{self.noun}"

    def in_year(self, year: int) -> Aim:
        """Return the aim with the year in its words."""
        if self.words is None:
            return self
        target, reached, partly = (text.replace("{year}", str(year)) for text in self.words)
        return replace(self, words=(target, reached, partly))


@dataclass(frozen=True)
class Theme:
    """A field of work: who does it, what for, and what is counted in it."""

    bodies: tuple[str, ...]
    parent: str
    duties: tuple[str, ...]
    offices: tuple[str, ...]
    projects: tuple[str, ...]
    deeds: tuple[str, ...]
    problems: tuple[str, ...]
    measures: tuple[str, ...]
    aims: dict[str, tuple[Aim, ...]]


AIMS = ("counts", "rates", "costs", "economic", "social", "ecological", "lasting", "pleased")
_TEXTS = ("bodies", "duties", "offices", "projects", "deeds", "problems", "measures")


def words(section: str) -> dict[str, list[str]]:
    """Return one section of `words.toml`."""
    section_of: dict[str, list[str]] = _data("words")[section]
    return section_of


def word(dice: Dice, section: str, key: str) -> str:
    """Return one of the words for a thing."""
    return dice.pick(words(section)[key])


def phrase(dice: Dice, topic: str, *kinds: str) -> str:
    """Return a phrase of a topic that may be used for one of some kinds; its ranges are filled, its names are not."""
    told = _data("phrases")[topic]
    return dice.filled(dice.pick([text for kind in kinds for text in told.get(kind, ())]))


@cache
def themes() -> tuple[Theme, ...]:
    """Return all fields of work."""
    return tuple(_theme(entry) for entry in _data("themes").values())


@cache
def common_aims(kind: str) -> tuple[Aim, ...]:
    """Return the indicators of a kind that fit any field of work."""
    return tuple(map(aim, words("common").get(kind, ())))


def aim(line: str) -> Aim:
    """Read the notation of `themes.toml`."""
    parts = line.split("|")
    at = next((index for index, part in enumerate(parts) if _RANGE.fullmatch(part)), None)
    if at is None:
        name, target, reached, partly = (parts + parts[-1:])[:4]
        return Aim(name, words=(target, reached, partly))
    lowest, highest = parts[at].split("-")
    before, after = parts[:at], parts[at + 1 :]
    step = next((Decimal(part) for part in after if part[0].isdigit()), Decimal(1))
    stem = before[0]
    noun = before[1] if len(before) == len(("stem", "noun", "unit")) else ""
    unit = before[-1] if len(before) > 1 else "%"
    return Aim(stem, noun, unit, Decimal(lowest), Decimal(highest), step, low="low" in after)


def _theme(entry: dict[str, Any]) -> Theme:
    texts = {name: tuple(entry[name]) for name in _TEXTS}
    return Theme(parent=entry["parent"], aims={kind: tuple(map(aim, entry[kind])) for kind in AIMS}, **texts)


@cache
def _data(name: str) -> dict[str, Any]:
    text = (files("extractor.eval.generator") / "data" / f"{name}.toml").read_text("utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    return data
