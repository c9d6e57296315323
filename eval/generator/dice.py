"""Chance that repeats: the same seed throws the same dice on every machine."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

_T = TypeVar("_T")
_SLOT = re.compile(r"\{(?P<kind>[napd]:)?(?P<low>\d+(?:\.\d+)?)-(?P<high>\d+(?:\.\d+)?)\}")
_SIGNS = {"p:": "%", "a:": "万元"}


class Dice:
    """A source of chance for one report; every question moves it on."""

    def __init__(self, *seed: object) -> None:
        self._random = random.Random("/".join(map(str, seed)))  # noqa: S311 - variety, not secrecy

    def chance(self, probability: float) -> bool:
        """Whether something happens that happens so often (0–1)."""
        return self._random.random() < probability

    def pick(self, choices: Sequence[_T]) -> _T:
        """Return one of the choices, all equally likely."""
        return self._random.choice(choices)

    def some(self, choices: Sequence[_T], least: int, most: int) -> list[_T]:
        """Return between `least` and `most` different choices in random order."""
        count = min(self.whole(least, most), len(choices))
        return self._random.sample(list(choices), count)

    def shuffled(self, things: Iterable[_T]) -> list[_T]:
        """Return the things in random order."""
        mixed = list(things)
        self._random.shuffle(mixed)
        return mixed

    def whole(self, low: int, high: int) -> int:
        """Return a whole number, both ends included."""
        return self._random.randint(low, high)

    def number(self, low: Decimal, high: Decimal, step: Decimal) -> Decimal:
        """Return a number between two others in steps; it has the decimals of the step."""
        steps = int((high - low) / step)
        return (low + step * self.whole(0, max(steps, 0))).quantize(step)

    def near(self, value: Decimal, low: float, high: float) -> Decimal:
        """Return a value times a random factor, with all its digits."""
        return value * Decimal(str(round(self._random.uniform(low, high), 6)))

    def spread(self, low: int, high: int) -> int:
        """Return a whole number; each doubling of the lowest one is as likely as the next."""
        steps = [low]
        while steps[-1] * 2 < high:
            steps.append(steps[-1] * 2)
        start = self.pick(steps)
        return self.whole(start, min(start * 2, high))

    def filled(self, text: str) -> str:
        """Fill `{12-96}`, `{n:2-9}`, `{p:52.0-88.0}` (per cent), `{a:6.0-80.0}` (万元), `{d:420-3900}` (with comma)."""
        return _SLOT.sub(self._slot, text)

    def _slot(self, match: re.Match[str]) -> str:
        low, kind = Decimal(match["low"]), match["kind"] or ""
        step = Decimal(1).scaleb(int(low.as_tuple().exponent))
        number = self.number(low, Decimal(match["high"]), step)
        return f"{number:,}" if kind == "d:" else f"{number}{_SIGNS.get(kind, '')}"
