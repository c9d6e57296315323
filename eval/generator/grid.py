"""Rows of cells with spans, drawn as `extractor.eval.content` draws its tables."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.eval.content import Sheet, sheet

UP = "^"
"""The cell goes on from the row above."""


class Grid:
    """A table in the making: every row has the same number of narrow columns."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._lines: list[list[str]] = []

    def row(self, *cells: tuple[str, int]) -> None:
        """Add a row of (text, columns taken); the columns must fill the width."""
        line = [part for text, span in cells for part in (text, *"<" * (span - 1))]
        if len(line) != self.width:
            raise ValueError(f"a row of {len(line)} columns in a table of {self.width}: {line}")
        self._lines.append([part.replace("\n", "⏎").replace("|", "｜") for part in line])

    def spread(self, texts: Sequence[str], wide: int, first: tuple[tuple[str, int], ...] = ()) -> None:
        """Add a row in which one text takes the columns that the others leave; `first` are the cells before."""
        taken = sum(span for _, span in first)
        left = self.width - taken - (len(texts) - 1)
        self.row(*first, *((text, left if index == wide else 1) for index, text in enumerate(texts)))

    def halves(self, left: str, right: str, first: tuple[tuple[str, int], ...] = ()) -> None:
        """Add a row of two cells that share the columns."""
        free = self.width - sum(span for _, span in first)
        self.row(*first, (left, free // 2), (right, free - free // 2))

    def sheet(self, title: str = "") -> Sheet:
        """Return the table."""
        return sheet("\n".join(" | ".join(line) for line in self._lines), title)
