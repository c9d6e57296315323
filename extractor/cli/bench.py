"""`zongshu eval bench`: how fast the tool reads, checks and drafts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli.options import AsJson

if TYPE_CHECKING:
    from rich.table import Table

    from extractor.eval.speed import Speed, Timing
    from extractor.settings import Settings


def bench(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="文件…",
            help="数字版 PDF，或配合 --scan 的扫描件；不写则用随软件所附的虚构报告",
            show_default=False,
        ),
    ] = None,
    scan: Annotated[bool, typer.Option("--scan", help="测扫描件的读取，与 RapidOCR 默认设置相比")] = False,
    pages: Annotated[int, typer.Option(metavar="页数", help="由这些页重复而成的长文件有多少页", min=1)] = 300,
    as_json: AsJson = False,
) -> None:
    """测量读取、抽取、检查和起草的速度与内存，同一次运行里与 PyMuPDF、pdfplumber 取词和取表相比。"""
    from extractor.cli import screen
    from extractor.cli.inputs import settings_of
    from extractor.eval import speed
    from extractor.eval.case import CASES

    settings = settings_of(reader="rules")
    if scan:
        _bench_scans(files or [], settings, as_json=as_json)
        return
    papers = [_digital_pdf(file, settings) for file in files or sorted(CASES.glob("*/report.pdf"))]
    screen.errors().print("正在测量，约需一分钟……", style="dim")
    measured = speed.measure(papers, settings, pages)
    if as_json:
        screen.print_json(measured.as_data())
    else:
        _show_speed(measured, pages)


def _bench_scans(files: list[Path], settings: Settings, *, as_json: bool) -> None:
    from tempfile import TemporaryDirectory

    from extractor.cli import screen
    from extractor.cli.inputs import existing
    from extractor.eval import scan_speed

    with TemporaryDirectory() as folder:
        scans = [existing(file) for file in files] or scan_speed.sample(Path(folder))
        screen.errors().print("正在测量，约需两分钟……", style="dim")
        measured = scan_speed.measure(scans, settings)
    if as_json:
        screen.print_json(measured.as_data())
        return
    table = _table(("测什么", "left"), ("页", "right"), ("秒", "right"), ("秒/页", "right"), ("峰值 MB", "right"))
    for row in measured.rows:
        table.add_row(*_scan_timing(row))
    screen.console().print(table)
    if measured.times:
        screen.console().print(f"不含再看，用时是 RapidOCR 默认设置的 {measured.times:.2f} 倍")


def _scan_timing(row: Timing) -> tuple[str, ...]:
    if row.missing:
        return row.what, row.missing, "", "", ""
    peak = "" if row.peak_mb is None else f"{row.peak_mb:.0f}"
    return row.what, str(row.pages), f"{row.seconds:.2f}", f"{row.seconds / row.pages:.2f}", peak


def _digital_pdf(path: Path, settings: Settings) -> Path:
    """Return the path of a PDF that can be read; raises an error of ours for any other file."""
    from extractor.cli.inputs import existing
    from extractor.errors import UsageError
    from extractor.reading import read
    from extractor.reading.kinds import TRAITS, Kind

    if read(existing(path), settings).media_type != TRAITS[Kind.PDF].media_type:
        raise UsageError(f"{path} 不是 PDF", "eval bench 只测能选中文字的 PDF")
    return path


def _show_speed(measured: Speed, pages: int) -> None:
    from extractor.cli import screen

    table = _table(("测什么", "left"), ("页", "right"), ("秒", "right"), ("页/秒", "right"), ("峰值 MB", "right"))
    for name, rows in (("给定文件", measured.stages), (f"{pages} 页的文件", measured.long)):
        table.add_row(name, style="bold")
        for row in rows:
            table.add_row(*_timing(row))
    if measured.report is not None:
        table.add_row("一份报告", style="bold")
        table.add_row(f"  {measured.report.what}", "1", f"{measured.report.seconds:.3f}", "", "")
    screen.console().print(table)


def _table(*columns: tuple[str, Literal["left", "right"]]) -> Table:
    """Return an empty table with titles and the sides to which their columns are set."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title, side in columns:
        table.add_column(title, justify=side, no_wrap=True)
    return table


def _timing(row: Timing) -> tuple[str, ...]:
    if row.missing:
        return f"  {row.what}", row.missing, "", "", ""
    peak = "" if row.peak_mb is None else f"{row.peak_mb:.0f}"
    return f"  {row.what}", str(row.pages), f"{row.seconds:.3f}", f"{row.pages_per_second or 0:.0f}", peak
