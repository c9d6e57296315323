"""The two upper levels of an indicator: filled down, and found again where a text dump lost a merged cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from extractor.extraction.lexicon import one_line, plain, vocabulary
from extractor.extraction.rules.grids import Slot, is_figure

_WEIGHT = re.compile(
    r"[(（]\s*(?:权重|分值|满分)?\s*[:：]?\s*(\d+(?:\.\d+)?)\s*[%％]?\s*分?\s*[)）]|[\s:：]?(\d+(?:\.\d+)?)\s*分$"
)


class Level(NamedTuple):
    """A level as printed, without its weight, which stands in brackets or in a column of its own."""

    text: str
    weight: str
    slot: Slot
    weight_slot: Slot | None = None


class Levels(NamedTuple):
    """The levels of one row.

    `lost`: level 1 was found by the words of level 2, which stood in its column ("column") or beside
    another first level ("row", then `beside` is that one).
    """

    level1: Level | None
    level2: Level | None
    lost: Literal["", "column", "row"] = ""
    beside: Level | None = None


def level_of(slot: Slot) -> Level:
    """Split a level cell into its name and its weight: `产出指标 (50分)` is 产出指标 and 50."""
    text = one_line(slot.text)
    match = _WEIGHT.search(text)
    if match is None:
        return Level(text, "", slot)
    return Level((text[: match.start()] + text[match.end() :]).strip(), match[1] or match[2], slot)


def family(text: str) -> str | None:
    """Return which of 产出 效益 满意度 成本 … a first level belongs to."""
    return vocabulary("levels").inside(text, slack=2)


def child_family(text: str) -> str | None:
    """Return which first level a second level such as 数量指标 belongs to."""
    return vocabulary("levels.children").inside(text, slack=4)


def slot_names_level(slot: Slot) -> bool:
    """Whether a cell is a level of indicators: rows with such cells but without a head are the tail of a table."""
    return any(vocabulary(name).exact(level_of(slot).text) is not None for name in ("levels", "levels.children"))


@dataclass
class LevelFiller:
    """Walks down the rows of a block and remembers the levels above. `exact`: merged cells are known."""

    exact: bool
    printed: list[Level] = field(default_factory=list)
    level1: Level | None = None
    level2: Level | None = None

    def fill(self, cells: dict[str, Slot]) -> Levels:
        """Return the levels that hold for a row."""
        own1, own2 = (self._own(cells, code) for code in ("level1", "level2"))
        lost: Literal["", "column", "row"] = ""
        beside = None
        if own1 is not None and not self.exact and (parent := self._misplaced(own1, own2)) is not None:
            own1, own2, lost = parent, own2 or own1, "column"
        elif own1 is not None:
            self.printed.append(own1)
        if own1 is not None:
            self.level1, self.level2 = own1, None
        if own2 is not None:
            self.level2, above = own2, self.level1
            if self._move_to_family(own2):
                lost, beside = "row", above
        return Levels(self.level1, self.level2, lost, beside)

    def _own(self, cells: dict[str, Slot], code: str) -> Level | None:
        """The level printed in a row; a weight of its own beside a blank name begins a level too."""
        slot, marks = cells.get(code), cells.get(f"{code}_weight")
        weighed = marks is not None and is_figure(marks.text)
        if slot is None or (slot.empty and not (weighed and self._is_new(marks))):
            return None
        level = Level("", "", slot) if slot.empty else level_of(slot)
        return level._replace(weight=marks.text, weight_slot=marks) if marks is not None and weighed else level

    def _is_new(self, marks: Slot | None) -> bool:
        """Whether a weight is another than that of the first level above."""
        return marks is not None and self.exact and self.level1 is not None and self.level1.weight != marks.text

    def _misplaced(self, own1: Level, own2: Level | None) -> Level | None:
        """The first level that belongs above a second level printed in the first level's column."""
        child = child_family(own1.text)
        if child is None or plain(own1.text) in {plain(p.text) for p in self.printed}:
            return None
        if own2 is not None and plain(own2.text) != plain(own1.text):
            return None
        return self._latest(child)

    def _latest(self, wanted: str) -> Level | None:
        return next((level for level in reversed(self.printed) if family(level.text) == wanted), None)

    def _move_to_family(self, own2: Level) -> bool:
        """Go back to the first level that a second level belongs to when the one above cannot be its parent."""
        wanted = child_family(own2.text)
        above = family(self.level1.text) if self.level1 else None
        if self.exact or wanted is None or above in {None, wanted, "management"}:
            return False
        parent = self._latest(wanted)
        if parent is not None and not (wanted == "cost" or above == "cost"):
            self.level1 = parent
            return True
        return False
