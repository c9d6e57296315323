"""What a form returns: blocks on paper, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from extractor.eval.content import Block, Paragraph
from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import Facts
from extractor.eval.generator.paper import Mark, Tree
from extractor.eval.generator.telling import Teller, three_public_rows


@dataclass
class Drawn:
    """A report in the making: its blocks, the tree of what they print, and what else the label says."""

    blocks: list[Block] = field(default_factory=list)
    tree: Tree = field(default_factory=dict)
    headings: list[tuple[int, str]] = field(default_factory=list)
    accept: list[dict[str, Any]] = field(default_factory=list)
    neutral: list[str] = field(default_factory=list)

    def add(self, *blocks: Block) -> None:
        """Print blocks."""
        self.blocks.extend(blocks)

    def lines(self, texts: Iterable[str]) -> None:
        """Print paragraphs."""
        self.blocks.extend(Paragraph(text) for text in texts)

    def title(self, *texts: str) -> None:
        """Print the lines of a title."""
        self.blocks.extend(Paragraph(text, "title") for text in texts)

    def say(self, tree: Tree) -> None:
        """Merge what something printed; what stands there already stays, groups are joined."""
        merge(self.tree, tree)

    def tell(self, teller: Teller) -> None:
        """Merge what a narrative told; forms come before it."""
        three_public_rows(teller.tree)
        self.say(teller.tree)
        for path, also in teller.also.items():
            self.allow(path, *also)

    def allow(self, path: str, *also: str | None) -> None:
        """Accept other answers for a field."""
        self.accept.append({"path": path, "also": list(also)})


@dataclass(frozen=True)
class Form:
    """A form: the facts that it needs, by chance, and how it prints any such facts."""

    facts: Callable[[Dice], Facts]
    draw: Callable[[Dice, Facts], Drawn]


def merge(into: Tree, tree: Tree) -> None:
    """Join two trees; a value that both have is the first one's, rows of the same item are one row."""
    for key, value in tree.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            merge(into[key], value)
        elif key == "rows" and isinstance(value, list) and into.get(key):
            _merge_rows(into[key], value)
        else:
            into.setdefault(key, value)


def _merge_rows(into: list[Tree], rows: list[Tree]) -> None:
    known = {row.get("item"): row for row in into}
    for row in rows:
        if row.get("item") in known:
            merge(known[row["item"]], row)
        else:
            into.append(row)


def profile(unit_name: str, year: int) -> Tree:
    """Return what a title says of the unit and the year."""
    return {"unit_name": Mark(unit_name, unit_name), "fiscal_year": Mark(str(year), str(year))}
