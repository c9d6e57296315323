"""Values that an answer moved by a whole row: each stands behind the name of the next row.

Such values are printed where the answer says, each row of them belongs together, and sums over them may even hold. What
gives them away is the order of the paper: between the name of a row and its values no other row is named. One row like
that may have a wrong name; when most rows of a table or list are like that, the values are not theirs.

A paper may print its labels a row off by itself; then the label at the end of the slip has no figures beside it, or the
last figures no label (`is_printed_slip`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.extraction.lexicon import plain
from extractor.extraction.model.claiming import Held
from extractor.extraction.model.words import Words
from extractor.extraction.rules.grids import is_figure
from extractor.records.document import Cell, Document, Line

_NAMES = ("label", "level3", "name")
_ABOVE = frozenset({"level1", "level2", "level1_weight"})
"""What stands once above several rows."""

_ASIDE = _ABOVE | set(_NAMES)
_ROWS = 2

Position = tuple[int, int]
"""A place in reading order: the line or cell, and the character in it."""


class _Row(NamedTuple):
    """A row of an answer: where its name stands, and its values by their numbers among all claims."""

    name: Position
    values: dict[int, Position]


def moved_on(document: Document, held: Sequence[Held]) -> Iterator[tuple[int, str]]:
    """Yield the values of a list in most rows of which all of them stand behind the name of another row.

    Where the paper prints all names first and the values behind the last one, nothing can be told.
    """
    orders = {place: number for number, place in enumerate(document.places)}
    for rows in _lists(document, held, orders).values():
        names = sorted(row.name for row in rows)
        filled = [row for row in rows if row.values]
        off = [row for row in filled if all(_is_behind_another(names, row.name, at) for at in row.values.values())]
        places = [at for row in filled for at in row.values.values()]
        zones = {max((name for name in names if name <= at), default=None) for at in places}
        if len(off) >= _ROWS and 2 * len(off) > len(filled) and 2 * len(zones) >= len(filled):
            for number in (number for row in filled for number in row.values):
                yield number, f"{held[number].said.at} 在别的一行的名称后面"


def _is_behind_another(names: Sequence[Position], own: Position, at: Position) -> bool:
    return any(own < name <= at for name in names)


def _lists(document: Document, held: Sequence[Held], orders: dict[str, int]) -> dict[str, list[_Row]]:
    """The rows of each list whose name stands in a line or in a table of one column."""
    loose = {place.id for place in document.places.values() if isinstance(place, Line)}
    loose |= {cell.id for table in document.tables if not table.rows_known for cell in table.cells}
    by_row: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(held):
        if one.said.row and one.said.at in loose:
            by_row[one.said.row].append(number)
    found: dict[str, list[_Row]] = defaultdict(list)
    for row, numbers in by_row.items():
        name = next((n for n in numbers if held[n].said.name in _NAMES), None)
        values = {n: _position(document, held[n], orders) for n in numbers if held[n].said.name not in _ASIDE}
        if name is not None:
            found[row.rpartition("[")[0]].append(_Row(_position(document, held[name], orders), values))
    return found


def _position(document: Document, one: Held, orders: dict[str, int]) -> Position:
    place = document.places[one.said.at]
    start = one.start if one.start is not None else max(place.text.find(one.claim.text), 0)
    return orders[place.id], start


def is_printed_slip(words: Words, cells: Sequence[Cell], gap: int) -> bool:
    """Whether the paper itself prints labels `gap` rows below these figures of one table.

    Then the figures at the end that the labels moved away from have no label in their own row.
    """
    last = max(cells, key=lambda cell: -cell.row if gap > 0 else cell.row)
    row = [cell for cell in words.table(last).cells if cell.row == last.row and cell.row_span == 1]
    return not any(cell.col < last.col and plain(cell.text) and not is_figure(cell.text) for cell in row)
