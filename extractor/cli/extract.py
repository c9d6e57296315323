"""`zongshu extract`: one report into one record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import Model, Reader, Record, Redact, Replay, Vision
from extractor.errors import Exit

_STDOUT = Path("-")


def extract(
    file: Annotated[Path, typer.Argument(metavar="文件", help="报告文件", show_default=False)],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="记录", help="写到哪个 .json；- 为标准输出", show_default=False)
    ],
    reader: Reader = None,
    model: Model = None,
    redact: Redact = None,
    record: Record = None,
    replay: Replay = None,
    vision: Vision = None,
) -> None:
    """只读不查：把一份报告读成一份记录（JSON），每个值都带出处。"""
    from extractor.cli import screen
    from extractor.cli.asking import asker_of
    from extractor.cli.inputs import existing, settings_of
    from extractor.output.files import write_text
    from extractor.pipeline import read_report

    asked = {"redact": redact, "record": record, "replay": replay, "vision": vision}
    settings = settings_of(reader=reader, model=model, **asked)
    asker = asker_of(settings)
    with screen.busy(f"正在读 {file.name}"):
        _, report = read_report(existing(file), settings, asker)
    if output == _STDOUT:
        typer.echo(report.as_json(), nl=False)
    else:
        write_text(output, report.as_json())
        screen.show_record(report, output)
    if report.run and report.run.stopped:
        raise typer.Exit(Exit.BUDGET)
    if report.problems:
        raise typer.Exit(Exit.PARTIAL)
