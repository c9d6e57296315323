"""`zongshu draft`: the 综述 of one record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import ChecksConfig, FileOrRecord, Outline, Templates
from extractor.errors import Exit


def draft(
    file: FileOrRecord,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="综述", help="写到哪个 .docx 或 .md", show_default=False)
    ],
    outline: Outline = None,
    templates: Templates = None,
    checks_config: ChecksConfig = None,
) -> None:
    """按记录起草评价报告综述；文中每个数字都来自记录。"""
    from extractor import drafting, validation
    from extractor.cli import screen
    from extractor.cli.inputs import open_record, settings_of, writer_of

    write = writer_of(output)
    settings = settings_of(outline=outline, templates=templates, checks=checks_config)
    with screen.busy(f"正在读、写 {file.name}"):
        document, report = open_record(file, settings)
        narrative = drafting.draft(report, validation.check(document, report, settings), settings)
        write(narrative, output)
    screen.show_draft(report, narrative, output)
    if report.problems:
        raise typer.Exit(Exit.PARTIAL)
