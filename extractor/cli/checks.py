"""`zongshu checks`: the catalogue, and what one check does."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.cli.options import AsJson


def checks(
    identifier: Annotated[str, typer.Argument(metavar="编号", help="如 A01；不写则列出全部", show_default=False)] = "",
    limits: Annotated[
        bool, typer.Option("--limits", help="列出全部界限及默认值，可存成自备的文件", show_default=False)
    ] = False,
    as_json: AsJson = False,
) -> None:
    """列出全部检查，或讲清其中一项：为什么查、何时报、何时不报、依据。"""
    from extractor.cli import screen, specimen
    from extractor.errors import UsageError
    from extractor.validation.catalogue import RULES
    from extractor.validation.thresholds import defaults_text

    wanted = [rule for rule in RULES if identifier.upper() in {"", rule.id}]
    if not wanted:
        raise UsageError(f"没有检查 {identifier!r}", "全部编号见 zongshu checks")
    if limits:
        typer.echo(defaults_text(), nl=False)
    elif as_json:
        screen.print_json([specimen.as_data(rule) for rule in wanted])
    elif identifier:
        specimen.show(wanted[0])
    else:
        specimen.show_all(wanted)
