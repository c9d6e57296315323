"""`zongshu draft`: the 综述 of one record or of a filled-in workbook, or the 复核意见 of a reviewer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli.options import AsJson, FileOrRecord, Model, Outline, Templates
from extractor.errors import Exit, UsageError

if TYPE_CHECKING:
    from extractor.llm import Asker
    from extractor.records.draft import Draft
    from extractor.records.report import Report
    from extractor.settings import Settings

Kind = Literal["narrative", "review"]
Polish = Annotated[
    bool, typer.Option("--polish", help="让指明的模型逐段理顺语句；改了数字、名称或意思的不用", show_default=False)
]


def draft(
    file: FileOrRecord,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="综述", help="写到哪个 .docx 或 .md", show_default=False)
    ] = None,
    outline: Outline = None,
    templates: Templates = None,
    kind: Annotated[
        Kind, typer.Option("--kind", metavar="文种", help="narrative 写综述，review 写复核意见", show_default=False)
    ] = "narrative",
    explain: Annotated[
        bool, typer.Option("--explain", help="逐段列出用了哪个模板、哪些字段", show_default=False)
    ] = False,
    no_charts: Annotated[bool, typer.Option("--no-charts", help="不画图", show_default=False)] = False,
    polish: Polish = False,
    model: Model = None,
    as_json: AsJson = False,
) -> None:
    """按记录、报告或填好的数据表起草综述或复核意见；文中每个数字都来自记录。"""
    from extractor.cli import explained, screen
    from extractor.cli.inputs import settings_of, writer_of

    if output is None and not (explain or as_json):
        raise UsageError("没有说写到哪个文件", "加 -o 综述.docx；只想看来处用 --explain，要数据用 --json")
    write = writer_of(output) if output else None
    charts = False if no_charts else None
    settings = settings_of(outline=outline, templates=templates, charts=charts, model=model)
    asker = _asker(settings) if polish else None
    with screen.busy(f"正在读、写 {file.name}"):
        report, made = _drafted(file, kind, settings, asker)
        if write and output:
            write(made, output)
    if as_json:
        screen.print_json(made.as_data())
    elif explain:
        explained.show(report, made)
    if output and not as_json:
        screen.show_draft(report, made, output)
    if report.problems:
        raise typer.Exit(Exit.PARTIAL)


def _asker(settings: Settings) -> Asker:
    """Return the model that is to smooth the words; raises UsageError when none is named."""
    from extractor.cli.asking import asker_of

    asker = asker_of(settings)
    if asker is None:
        raise UsageError("润色要指明模型", "加 --model 模型名，或设 ZONGSHU_MODEL")
    if settings.asking.redact:
        raise UsageError("设置要求遮去人名和电话，润色遮不了", "去掉 --polish，或改设置里的 redact")
    return asker


def _drafted(file: Path, kind: Kind, settings: Settings, asker: Asker | None) -> tuple[Report, Draft]:
    from extractor import drafting, readback, smoothing, validation
    from extractor.cli.inputs import open_record

    document, report = open_record(file, settings)
    findings = validation.check(document, report, settings)
    if kind == "review":
        return report, drafting.review(report, findings, settings)
    made = drafting.draft(report, findings, settings)
    if asker is not None:
        made = smoothing.smoothed(made, report, findings, asker.session())
    return report, readback.read_back(made, findings, settings)
