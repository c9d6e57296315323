"""What a reader says stands on the paper: a field, the printed words and the place. Nothing is believed yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from extractor.records.passages import Place
from extractor.records.quantity import Quantity, parse_quantity

__all__ = ["Claim", "Claims", "Kind", "Place"]

Kind = Literal["figure", "text", "date", "year", "measure", "code"]


class Claim(NamedTuple):
    """One value of one field. List elements carry a key of the reader's choice: `budget.rows[T2R4].initial`.

    `beside`: other places that the value leans on, such as a sign in a column of its own: their doubt is its doubt.
    `beaten`: the reader whose reading this is, when another reading of the same field has been preferred to it.
    """

    path: str
    kind: Kind
    text: str
    at: Place | None = None
    value: Decimal | str | bool | None = None
    unit: str = ""
    label: Place | None = None
    operator: str = ""
    approximate: bool = False
    beside: tuple[Place, ...] = ()
    beaten: str = ""


@dataclass
class Claims:
    """Collects claims for one scope; `inside` gives a collector for a part of the record."""

    found: list[Claim] = field(default_factory=list)
    prefix: str = ""

    def inside(self, prefix: str) -> Claims:
        """Return a collector whose paths begin with a further prefix; what it finds is found here too."""
        return Claims(self.found, f"{self.prefix}{prefix}")

    def add(self, path: str, kind: Kind, text: str, at: Place, **details: object) -> None:
        """Add a claim; an empty text says nothing and is left out."""
        if text.strip():
            self.found.append(Claim(self.prefix + path, kind, text, at, **details))  # type: ignore[arg-type]

    def code(self, path: str, value: str | bool) -> None:
        """Add a code or flag of ours, which has no place on paper."""
        self.found.append(Claim(self.prefix + path, "code", "", value=value))

    def cell(self, path: str, at: Place, unit: str = "", label: Place | None = None) -> None:
        """Add the figure that a whole cell consists of; a cell that holds anything else adds nothing."""
        if (quantity := parse_quantity(at.quote)) is not None:
            self.figure(path, quantity, at, unit, label)

    def figure(self, path: str, quantity: Quantity, at: Place, unit: str = "", label: Place | None = None) -> None:
        """Add a figure; `unit` is what it inherits when none is printed beside it."""
        self.found.append(
            Claim(
                self.prefix + path,
                "figure",
                quantity.text,
                at,
                quantity.value,
                quantity.unit or unit,
                label,
                approximate=quantity.approximate,
            )
        )
