"""`zongshu eval`: how well the tool reads labelled reports; `zongshu eval bench`: how fast."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import chinese
from extractor.cli.options import AsJson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.eval.accuracy import Measured, Tally
    from extractor.eval.speed import Speed, Timing
    from extractor.settings import Settings

app = typer.Typer(
    cls=chinese.Group,
    options_metavar="[选项]",
    subcommand_metavar="[命令]",
    invoke_without_command=True,
)


@app.callback()
def evaluate(
    context: typer.Context,
    cases: Annotated[
        Path | None,
        typer.Option(metavar="文件夹", help="标注过的报告；不写则用随软件所附的虚构报告", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """在手工标注的报告上测量读数和检查的准确程度；eval bench 测量速度。"""
    if context.invoked_subcommand is not None:
        return
    from rich.progress import track

    from extractor.cli import screen
    from extractor.cli.inputs import settings_of
    from extractor.errors import UsageError
    from extractor.eval import accuracy
    from extractor.eval.case import CASES
    from extractor.eval.case import cases as cases_in

    found = cases_in(cases or CASES)
    if not found:
        raise UsageError(f"{cases} 里没有标注过的报告", "每份报告一个文件夹，内有 report.* 和 expected.json")
    errors = screen.errors()
    rows = accuracy.measure(found, settings_of())
    measured = list(track(rows, "测量", len(found), console=errors, disable=not errors.is_terminal))
    if as_json:
        screen.print_json([one.as_data() for one in measured])
    else:
        _show([*measured, accuracy.total(measured)])


@app.command("bench", cls=chinese.Command, options_metavar="[选项]")
def bench(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PDF…", help="数字版 PDF；不写则用随软件所附的虚构报告", show_default=False),
    ] = None,
    pages: Annotated[int, typer.Option(metavar="页数", help="由这些页重复而成的长文件有多少页", min=1)] = 300,
    as_json: AsJson = False,
) -> None:
    """测量读取、抽取、检查和起草的速度与内存，同一次运行里与 PyMuPDF、pdfplumber 取词和取表相比。"""
    from extractor.cli import screen
    from extractor.cli.inputs import settings_of
    from extractor.eval import speed
    from extractor.eval.case import CASES

    settings = settings_of()
    papers = [_digital_pdf(file, settings) for file in files or sorted(CASES.glob("*/report.pdf"))]
    screen.errors().print("正在测量，约需一分钟……", style="dim")
    measured = speed.measure(papers, settings, pages)
    if as_json:
        screen.print_json(measured.as_data())
    else:
        _show_speed(measured, pages)


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
    from rich.table import Table

    from extractor.cli import screen

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title, side in (("测什么", "left"), ("页", "right"), ("秒", "right"), ("页/秒", "right"), ("峰值 MB", "right")):
        table.add_column(title, justify=side, no_wrap=True)  # type: ignore[arg-type]
    for name, rows in (("给定文件", measured.stages), (f"{pages} 页的文件", measured.long)):
        table.add_row(name, style="bold")
        for row in rows:
            table.add_row(*_timing(row))
    screen.console().print(table)


def _timing(row: Timing) -> tuple[str, ...]:
    if row.missing:
        return f"  {row.what}", row.missing, "", "", ""
    peak = "" if row.peak_mb is None else f"{row.peak_mb:.0f}"
    return f"  {row.what}", str(row.pages), f"{row.seconds:.3f}", f"{row.pages_per_second or 0:.0f}", peak


def _show(measured: Sequence[Measured]) -> None:
    from rich.table import Table

    from extractor.cli import screen
    from extractor.cli.wrap import Wrapped

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("报告")
    for title in ("数字", "多读", "文字", "章节", "问题", "误报", "秒"):
        table.add_column(title, justify="right", no_wrap=True)
    for one in measured:
        numbers = (_part(one.figures), str(one.figures.invented), _part(one.texts), _part(one.sections))
        found = (f"{one.found}/{one.expected}", str(one.false_alarms), f"{one.seconds:.2f}")
        table.add_row(Wrapped(one.case), *(("",) * 7 if one.failed else (*numbers, *found)))
    console = screen.console()
    console.print(table)
    for one in measured:
        if one.failed:
            console.print(Wrapped(f"{one.case} 没能测：{one.failed}", "yellow"))


def _part(tally: Tally) -> str:
    return f"{tally.right}/{tally.labelled}"
