"""Labels as the tests of the generator read them: figures with the room that their printed decimals leave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from extractor.eval.content import Block, Paragraph
from extractor.eval.labels import Label, plain, printed
from extractor.records.quantity import fold

FACTORS = {"元": Decimal(1), "万元": Decimal(10_000)}
CODES = frozenset({"item", "items_closed", "breakdown_closed"})

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Fig(NamedTuple):
    """A labelled figure: between `low` and `high` (money in 元) lies what was rounded or cut off to print it."""

    value: Decimal
    low: Decimal
    high: Decimal


def fig(text: str) -> Fig:
    """Read a labelled figure."""
    found = printed(text)
    assert found is not None, text
    factor = FACTORS.get(found.unit, Decimal(1))
    step = Decimal(1).scaleb(int(found.value.as_tuple().exponent))
    return Fig(found.value * factor, (found.value - step / 2) * factor, (found.value + step) * factor)


def label_of(data: dict[str, Any]) -> Label:
    """Return a generated label as the suite loads it from a file."""
    fields = dict(data)
    asides = {name: fields.pop(name) for name in ("report", "accept", "neutral", "sections") if name in fields}
    return Label.model_validate({**asides, "fields": fields})


def words(content: tuple[Block, ...]) -> str:
    """Return everything that stands on paper."""
    return "\n".join(
        block.text if isinstance(block, Paragraph) else "\n".join(box.text for box in block.boxes) for block in content
    )


def numbers(text: str) -> set[str]:
    """Return the numbers of a text, without thousands commas."""
    return {match[0].replace(",", "") for match in _NUMBER.finditer(fold(text))}


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every labelled text with its path; codes are not printed."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in CODES:
                yield from leaves(value, f"{path}.{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from leaves(value, f"{path}[{index}]")
    else:
        yield path, node


def stands(path: str, text: str, on_paper: str, found: set[str]) -> bool:
    """Whether a labelled value is printed: its words, the numbers of its date, or its number."""
    if path.endswith(("date", "year")):
        digits = {run.lstrip("0") for run in re.findall(r"\d+", fold(on_paper))}
        return {str(int(part)) for part in text.split("-")} <= digits
    if plain(text) in on_paper:
        return True
    figure = _NUMBER.search(text)
    return figure is not None and printed(text) is not None and figure[0] in found


def forms(label: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the department's form and that of each project."""
    return [label, *label.get("projects", [])]


def rows(form: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return the rows of a table of budget and execution by their code."""
    return {row["item"]: row for row in form.get("budget", {}).get("rows", [])}


def at(node: Any, path: str) -> Any:
    """Return what a label says at a path without rows, or None."""
    for step in path.split("."):
        node = node.get(step) if isinstance(node, dict) else None
    return node
