"""What a terminal shows of the catalogue of checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from inspect import cleandoc
from typing import Any

from rich.table import Table
from rich.text import Text

from extractor.cli import screen
from extractor.cli.wrap import Wrapped
from extractor.validation.rule import Rule, field_title

_LABELS = {"Why": "原因", "Fires on": "报错", "Silent on": "不报", "Source": "依据"}


def as_data(rule: Rule) -> dict[str, Any]:
    """Return a check as JSON-ready data."""
    return {
        "id": rule.id,
        "name": rule.name,
        "severity": rule.severity,
        "title": rule.title,
        "needs": list(rule.needs),
        "documentation": cleandoc(rule.documentation),
    }


def show_all(rules: Sequence[Rule]) -> None:
    """Print one line a check."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("编号", "程度", "查什么"):
        table.add_column(title, no_wrap=title != "查什么")
    for rule in rules:
        word, style = screen.word_of(rule.severity)
        table.add_row(rule.id, Text(word, style=style), Wrapped(rule.title))
    screen.console().print(table)
    screen.console().print(Wrapped(f"\n共 {len(rules)} 项；细则：zongshu checks 编号", "dim"))


def show(rule: Rule) -> None:
    """Print the documentation of one check."""
    console = screen.console()
    word, style = screen.word_of(rule.severity)
    console.print(Text.assemble((f"{rule.id}  {rule.title}", "bold"), "  ", (word, style), "  ", (rule.name, "dim")))
    fields = "、".join(f"{field_title(need)}（{need}）" for need in rule.needs)
    for label, text in [*_parts(rule), ("字段", fields or "不需要特定字段")]:
        console.print(Wrapped(f"{label}  {text}", indent=6))


def _parts(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield the parts of a documentation with their Chinese labels, each in one line."""
    named = re.split(rf"^({'|'.join(_LABELS)}): ", cleandoc(rule.documentation), flags=re.MULTILINE)[1:]
    for label, text in zip(named[::2], named[1::2], strict=True):
        yield _LABELS[label], text.strip().replace("\n", "")
