"""`zongshu run`: reports into folders of results."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import AsJson, ChecksConfig, Files, Model, Outline, Reader, Templates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.batch import Row


def run(
    files: Files,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件夹", help="结果放在哪个文件夹", show_default=False)
    ],
    outline: Outline = None,
    templates: Templates = None,
    checks_config: ChecksConfig = None,
    as_one: Annotated[bool, typer.Option("--as-one", help="所给的几个文件合成一份报告", show_default=False)] = False,
    reader: Reader = None,
    model: Model = None,
    force: Annotated[bool, typer.Option("--force", help="已有的结果也重写", show_default=False)] = False,
    as_json: AsJson = False,
) -> None:
    """读、查、写一次做完：每份报告一个结果文件夹，另有一张汇总表。"""
    from extractor import batch
    from extractor.cli import screen, summary
    from extractor.cli.asking import asker_of
    from extractor.cli.inputs import find_reports, settings_of
    from extractor.errors import UsageError
    from extractor.folders import SUMMARY

    if output.exists() and not output.is_dir():
        raise UsageError(f"{output} 是文件，结果要放在文件夹里", "请给 -o 换一个名字")
    settings = settings_of(outline=outline, templates=templates, checks=checks_config, reader=reader, model=model)
    inputs = find_reports(files, output)
    run_all = batch.run_as_one if as_one else batch.run_files
    done = run_all(inputs.reports, output, settings, asker_of(settings), force=force)
    rows = list(_with_progress(done, 1 if as_one else len(inputs.reports)))
    batch.write_rows(rows, output / SUMMARY)
    if as_json:
        screen.print_json([row.as_data() for row in rows])
    else:
        summary.show_run(rows, inputs.aside, output)
    raise typer.Exit(batch.exit_code(rows))


def _with_progress(rows: Iterable[Row], total: int) -> Iterable[Row]:
    """Pass the rows through, with a bar on the error stream when that is a terminal."""
    from rich.progress import track

    from extractor.cli import screen

    errors = screen.errors()
    return track(rows, "读、查、写", total, console=errors, transient=True, disable=not errors.is_terminal)
