"""`zongshu check`: what in one report does not agree."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.cli.options import AsJson, ChecksConfig, FileOrRecord

_HELP = "编号或家族，逗号分开，如 A01,B"


def check(
    file: FileOrRecord,
    select: Annotated[str, typer.Option(metavar="编号", help=f"只看这些检查：{_HELP}", show_default=False)] = "",
    ignore: Annotated[str, typer.Option(metavar="编号", help=f"不看这些检查：{_HELP}", show_default=False)] = "",
    checks_config: ChecksConfig = None,
    as_json: AsJson = False,
) -> None:
    """查出一份报告里互相矛盾的数字，每条附算式、原文和出处。"""
    from extractor import pipeline, selection, validation
    from extractor.cli import screen
    from extractor.cli.inputs import open_record, settings_of
    from extractor.validation.catalogue import RULES

    settings = settings_of(checks=checks_config)
    chosen = selection.parse(select, ignore, (rule.id for rule in RULES))
    with screen.busy(f"正在读、查 {file.name}"):
        document, report = open_record(file, settings)
        findings = selection.narrow(validation.check(document, report, settings), chosen)
    if as_json:
        screen.print_json(findings.as_data())
    else:
        screen.show_findings(report, findings)
    raise typer.Exit(pipeline.exit_code(report, findings))
