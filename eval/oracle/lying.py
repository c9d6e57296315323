"""An oracle that lies about a set share of its leaves: made-up values, and a neighbour's value with its true place.

Apart from that it may move the values of a whole table by one row, each still with its true place.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from extractor.eval.oracle.filling import Filler, Truth
from extractor.extraction.model.answers import Form
from extractor.extraction.model.leaves import bare
from extractor.records import paths
from extractor.records.quantity import find_quantities, parse_quantity
from extractor.records.report import Figure, Measure, Report

MADE_UP = "made_up"
MISPLACED = "misplaced"
SHIFTED = "shifted"
WAYS = {
    "changed": "改一位数字", "cut": "少一位数字", "converted": "换算单位", "wrong_line": "行号不对", "words": "改文字",
    "extra": "多一条指标", "neighbour": "抄了旁边的", "shifted": "整表错一行",
}  # fmt: skip
"""The ways of lying, the last two with figures that are printed where the lie says."""

_NAMES = frozenset({"label", "level1", "level2", "level3", "name", "title", "item"})
"""What stays in its row when the values of a table move."""


class Lie(NamedTuple):
    """One lie: the field, what was said, where, of which kind and in which way.

    `repair` when it was told in a second answer; `rows`: for each row of the path, where its name stands.
    """

    path: str
    text: str
    at: str
    kind: str
    way: str
    repair: bool
    rows: tuple[tuple[str, ...], ...] = ()


class Liar(Filler):
    """Answers as a perfect model but for a share of its leaves. Each leaf and each time it is asked is drawn anew."""

    def __init__(self, truth: Truth, text: str, rate: float, seed: str, shifts: float = 0) -> None:
        """Lie about a share `rate` of the leaves, and move a share `shifts` of the tables by one row."""
        super().__init__(truth, text)
        self.rate, self.seed, self.shifts = rate, seed, shifts
        self.lies: list[Lie] = []
        self.leaves = 0
        self.repair = False

    def answer(self, form: type[Form]) -> dict[str, Any]:
        """Return the data of an answer, and now and then an indicator that nobody printed."""
        self.repair = form.__name__ == "RepairAnswer"
        found = super().answer(form)
        rows = found.get("indicators")
        dice = self._dice("extra row")
        if rows and dice.random() < self.rate:
            extra = {
                "level3": {"text": "群众来信办结数量", "at": rows[-1]["level3"]["at"]} if "level3" in rows[-1] else {}
            }
            score = {"text": str(dice.randint(1, 9)) + ".37", "at": next(iter(self.shown))}
            if extra["level3"]:
                rows.append({**extra, "score": score})
                self.lies += [Lie("indicators[+].score", score["text"], score["at"], MADE_UP, "extra", self.repair)]
        return found

    def leaf(self, path: str, text: str, at: str) -> dict[str, str]:
        """Return one leaf, true or not."""
        self.leaves += 1
        dice = self._dice(path)
        if dice.random() >= self.rate:
            return {"text": text, "at": at}
        lie = self._neighbour(path, text, at, dice) if dice.random() < 0.5 else None  # noqa: PLR2004 - every other lie
        said, place, way = (*lie, "neighbour") if lie else self._made_up(text, at, dice)
        self._tell(path, said, place, way)
        return {"text": said, "at": place}

    def arranged(self, rows: Sequence[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
        """Return the rows of a table; now and then the names of each beside the values of the next one."""
        if len(rows) < 2 or self._dice(f"{rows[0][0]} rows").random() >= self.shifts:  # noqa: PLR2004 - two rows
            return super().arranged(rows)
        found = []
        for (path, data), (_, other) in zip(rows, [*rows[1:], ("", {})], strict=True):
            moved = {name: leaf for name, leaf in other.items() if name not in _NAMES}
            for name, leaf in moved.items():
                if leaf != data.get(name) and "text" in leaf:
                    self._tell(f"{path}.{name}", leaf["text"], leaf["at"], SHIFTED)
            found.append({name: leaf for name, leaf in data.items() if name in _NAMES} | moved)
        return found

    def _tell(self, path: str, text: str, at: str, way: str) -> None:
        kind = {"neighbour": MISPLACED, SHIFTED: SHIFTED}.get(way, MADE_UP)
        self.lies.append(Lie(path, text, at, kind, way, self.repair, tuple(names_of_rows(self.truth.report, path))))

    def _dice(self, path: str) -> random.Random:
        drawn = hashlib.sha256(f"{self.seed}\0{path}\0{self.repair}".encode()).digest()
        return random.Random(drawn)  # noqa: S311 - lies have to be the same in every run

    def _neighbour(self, path: str, text: str, at: str, dice: random.Random) -> tuple[str, str] | None:
        """Another value that the question shows, of the same kind, as near as there is one."""
        kind = Figure if parse_quantity(text) else None
        near = []
        for other, value in paths.walk(self.truth.report):
            same_kind = isinstance(value, Figure | Measure) if kind else not isinstance(value, Figure | Measure)
            differs = (value.text, value.at.line) != (text, at) and value.text != text
            if same_kind and differs and value.at.line in self.shown and len(value.text) < 40:  # noqa: PLR2004
                near.append((_distance(path, at, other, value.at.line), other, value))
        near.sort(key=lambda one: one[:2])
        chosen = dice.choice(near[:4]) if near else None
        return (chosen[2].text, chosen[2].at.line) if chosen else None

    def _made_up(self, text: str, at: str, dice: random.Random) -> tuple[str, str, str]:
        """A value that does not stand at its place, and the way: changed, cut, converted, or given another line."""
        figures = find_quantities(text)
        if not figures:
            changed = dice.random() < 0.5  # noqa: PLR2004 - every other lie
            return (
                (f"新{text[:6]}办", at, "words") if changed else (text, self._elsewhere(text, at, dice), "wrong_line")
            )
        number = figures[0].text
        ways = [("changed", self._changed(number, dice)), ("cut", self._cut(number)),
                ("converted", self._converted(figures[0].value)), ("wrong_line", "")]  # fmt: skip
        way, said = dice.choice(ways)
        if way == "wrong_line":
            return text, self._elsewhere(text, at, dice), way
        whole = text.replace(number, said, 1)
        return (whole, at, way) if not self._stands(said, at) else (f"{dice.randint(10000, 99999)}.91", at, "changed")

    def _changed(self, number: str, dice: random.Random) -> str:
        places = [index for index, char in enumerate(number) if char.isdigit()]
        place = dice.choice(places) if places else 0
        other = str((int(number[place]) + dice.randint(1, 9)) % 10) if number[place].isascii() and places else "7"
        return f"{number[:place]}{other}{number[place + 1 :]}"

    def _cut(self, number: str) -> str:
        return re.sub(r"\d(?=\D*$)", "", number, count=1) or f"{number}8"

    def _converted(self, value: Decimal) -> str:
        return f"{(value * 10000).normalize():f}"

    def _elsewhere(self, text: str, at: str, dice: random.Random) -> str:
        """A line in which these words do not stand."""
        others = [place for place in sorted(self.shown) if place != at and not self._stands(text, place)]
        return dice.choice(others) if others else "L9999"

    def _stands(self, text: str, at: str) -> bool:
        place = self.truth.document.places.get(at)
        return place is not None and _digits(text) in _digits(place.text)


def names_of_rows(report: Report, path: str) -> Iterator[tuple[str, ...]]:
    """Yield for each row of a path how it is known: `projects[0].indicators[3].score` has two."""
    steps = path.split("]")[:-1]
    yield from (known_by(paths.get(report, f"{']'.join(steps[:depth])}]")) for depth in range(1, len(steps) + 1))


def known_by(row: Any) -> tuple[str, ...]:
    """Return the places where the name of a row stands, each with its words: ("T1R5C2 基本支出",)."""
    name = next((found for key in ("label", "level3", "name") if (found := getattr(row, key, None))), None)
    return tuple(f"{at.line} {_digits(name.text)}" for at in (name.at, *name.also_at)) if name is not None else ()


def _digits(text: str) -> str:
    return re.sub(r"[\s,，]", "", text)


def _distance(path: str, at: str, other: str, there: str) -> tuple[int, int]:
    """How far one value is from another: in the same row, in the same column, elsewhere in the table, elsewhere."""
    one, two = re.findall(r"\d+", at), re.findall(r"\d+", there)
    if at[0] != there[0] or one[0] != two[0] or len(one) != len(two):
        return (3, 0 if bare(path) == bare(other) else 1)
    gap = sum(abs(int(a) - int(b)) for a, b in zip(one[1:], two[1:], strict=True))
    return (0 if gap == 1 else 1 if gap <= 3 else 2, gap)  # noqa: PLR2004 - the next cell, a few cells off, the table
