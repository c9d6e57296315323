"""`zongshu extract`: one report into one record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import Model, Reader, Record, Redact, Replay, Vision
from extractor.errors import Exit

if TYPE_CHECKING:
    from extractor.records.document import Document
    from extractor.records.report import Report

_STDOUT = Path("-")

Preview = Annotated[
    Path | None,
    typer.Option("--preview", metavar="文件夹", help="每页一张 PNG，框出每个值，按核对状态着色", show_default=False),
]


def extract(
    file: Annotated[
        Path, typer.Argument(metavar="文件", help="报告文件，或只放一份报告各页图片的文件夹", show_default=False)
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="记录", help="写到哪个 .json；- 为标准输出", show_default=False)
    ],
    preview: Preview = None,
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
    from extractor.output.preview import refuse_overwriting
    from extractor.pipeline import read_report

    if preview:
        refuse_overwriting(preview)
    asked = {"redact": redact, "record": record, "replay": replay, "vision": vision}
    settings = settings_of(reader=reader, model=model, **asked)
    asker = asker_of(settings)
    with screen.busy(f"正在读 {file.name}"):
        document, report = read_report(existing(file), settings, asker)
    if output == _STDOUT:
        typer.echo(report.as_json(), nl=False)
    else:
        screen.show_record(_written(file, document, report, output), output)
    if preview:
        _draw(file, report, preview)
    if report.problems or (report.run and report.run.stopped):
        raise typer.Exit(Exit.BUDGET if report.run and report.run.stopped else Exit.PARTIAL)


def _written(file: Path, document: Document, report: Report, output: Path) -> Report:
    """Write the record and, beside it, the pictures of what only an image shows; return it with their names."""
    from extractor.crops import with_crops, write_crops
    from extractor.output.files import write_text

    report, crops = with_crops([file], document, report, output.stem)
    write_crops(crops, output.parent)
    write_text(output, report.as_json())
    return report


def _draw(file: Path, report: Report, folder: Path) -> None:
    """Draw the pages with the places of the values, and say where they are."""
    from extractor.cli import screen
    from extractor.output.preview import write_preview
    from extractor.reading.folder import page_images

    with screen.busy("正在画预览图"):
        drawn = write_preview(page_images(file) if file.is_dir() else [file], report, folder)
    screen.errors().print(f"预览 {len(drawn)} 页，在 {folder}")
