"""`zongshu extract`: one report into one record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.errors import Exit

_STDOUT = Path("-")


def extract(
    file: Annotated[Path, typer.Argument(metavar="文件", help="报告文件", show_default=False)],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="记录", help="写到哪个 .json；- 为标准输出", show_default=False)
    ],
) -> None:
    """只读不查：把一份报告读成一份记录（JSON），每个值都带出处。"""
    from extractor.cli import screen
    from extractor.cli.inputs import existing, settings_of
    from extractor.output.files import write_text
    from extractor.pipeline import read_report

    with screen.busy(f"正在读 {file.name}"):
        _, report = read_report(existing(file), settings_of())
    if output == _STDOUT:
        typer.echo(report.as_json(), nl=False)
    else:
        write_text(output, report.as_json())
        screen.show_record(report, output)
    if report.problems:
        raise typer.Exit(Exit.PARTIAL)
