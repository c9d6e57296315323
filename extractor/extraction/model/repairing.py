"""Asking once more for what failed: exactly the failures and a few lines around them, without the history.

A repair prompt holds at most `MOST` failures and `LINES` pieces, so that its size does not grow with the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractor.extraction.model.claiming import Failure, Held, occurrences
from extractor.extraction.model.numbering import Piece
from extractor.extraction.model.questions import Asked, Paper
from extractor.records import paths

MOST = 8
LINES = 40
_AROUND = 3
_HEADS = 4


class Repair(NamedTuple):
    """A question about some failures."""

    asked: Asked
    failures: tuple[Failure, ...]


class Repairs:
    """Makes the second questions about one paper. `shown`: by path, the question in which a leaf was asked."""

    def __init__(self, paper: Paper, shown: Mapping[str, Asked]) -> None:
        self.paper, self.shown = paper, shown
        self.places = {piece.id: piece for piece in paper.pieces}

    def questions(self, failures: Sequence[Failure], held: Sequence[Held]) -> list[Repair]:
        """Return the second questions, failures of one first question together."""
        rows = _rows(held)
        groups: dict[int, list[Failure]] = {}
        for failure in failures:
            groups.setdefault(id(self.shown[failure.said.path].question), []).append(failure)
        return [self._question(part, rows) for group in groups.values() for part in _batches(group)]

    def _question(self, failures: tuple[Failure, ...], rows: Mapping[str, str]) -> Repair:
        first = self.shown[failures[0].said.path]
        lines = self._lines(first.shown, failures, rows)
        told = [self._told(number, failure, rows) for number, failure in enumerate(failures, 1)]
        question = self.paper.question("repair", lines, failures=told)
        return Repair(Asked(question, lines, first.project), failures)

    def _told(self, number: int, failure: Failure, rows: Mapping[str, str]) -> dict[str, object]:
        leaf = failure.said
        return {
            "n": number,
            "path": leaf.field,
            "title": paths.title(leaf.field),
            "row": rows.get(leaf.row, "") if leaf.row else "",
            "text": self.paper.masks.hide(leaf.text)[:60],
            "at": leaf.at[:12],
            "why": self.paper.masks.hide(failure.why)[:80],
        }

    def _lines(self, shown: Sequence[Piece], failures: Sequence[Failure], rows: Mapping[str, str]) -> list[Piece]:
        """The rows and lines that the failures name, what is around them, and the heads of their tables."""
        index = {piece.id: number for number, piece in enumerate(shown)}
        wanted: dict[int, None] = {}
        for failure in failures:
            named = [rows.get(failure.said.row, ""), _row(failure.said.at)]
            named += [_row(place) for place in occurrences(self.paper.document, failure.said.text)][:2]
            for place in named:
                if place in index:
                    at = index[place]
                    wanted.update(dict.fromkeys([at, *range(max(0, at - _AROUND), min(len(shown), at + _AROUND + 1))]))
        tables = {shown[number].table for number in wanted} - {""}
        heads = [n for n, piece in enumerate(shown) if piece.table in tables][:_HEADS]
        kept = sorted([*heads, *wanted][:LINES]) if wanted else range(min(LINES, len(shown)))
        return [shown[number] for number in dict.fromkeys(kept)]


def _rows(held: Sequence[Held]) -> dict[str, str]:
    """Where each row of an answer stands, as far as its leaves that hold say."""
    found: dict[str, str] = {}
    for one in held:
        if one.said.row and one.said.name in {"label", "level3", "name"}:
            found[one.said.row] = _row(one.said.at)
    for one in held:
        if one.said.row:
            found.setdefault(one.said.row, _row(one.said.at))
    return found


def _batches(failures: Sequence[Failure]) -> list[tuple[Failure, ...]]:
    return [tuple(failures[start : start + MOST]) for start in range(0, len(failures), MOST)]


def _row(place: str) -> str:
    return place.partition("C")[0] if place.startswith("T") else place
