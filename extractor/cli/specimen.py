"""What a terminal shows of the catalogue of checks."""

from __future__ import annotations

from collections.abc import Sequence
from inspect import cleandoc
from typing import Any

from rich.table import Table
from rich.text import Text

from extractor.cli import screen
from extractor.cli.wrap import Wrapped
from extractor.validation.rule import Rule, field_title


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
        word, style = screen.SEVERITIES[rule.severity]
        table.add_row(rule.id, Text(word, style=style), Wrapped(rule.title))
    screen.console().print(table)
    screen.console().print(Wrapped(f"\n共 {len(rules)} 项；细则：zongshu checks 编号", "dim"))


def show(rule: Rule) -> None:
    """Print the documentation of one check."""
    console = screen.console()
    word, style = screen.SEVERITIES[rule.severity]
    console.print(Text.assemble((rule.id, "bold"), "  ", rule.name, "  ", (word, style)))
    console.print()
    console.print(Wrapped(cleandoc(rule.documentation)))
    if rule.needs:
        console.print()
        console.print(
            Wrapped("用到的字段  " + "、".join(f"{field_title(n)}（{n}）" for n in rule.needs), "dim", indent=12)
        )
