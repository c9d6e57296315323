"""`zongshu eval bench`: how well and how fast the tool reads labelled reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import chinese
from extractor.cli.options import AsJson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.eval.bench import Measured, Tally

app = typer.Typer(
    cls=chinese.Group,
    options_metavar="",
    subcommand_metavar="命令",
    help="在手工标注的报告上测量读数和检查的准确程度。",
    no_args_is_help=True,
)


@app.callback()
def group() -> None:
    """在手工标注的报告上测量读数和检查的准确程度。"""


@app.command("bench", cls=chinese.Command, options_metavar="[选项]")
def bench(
    cases: Annotated[
        Path | None,
        typer.Option(metavar="文件夹", help="标注过的报告；不写则用随软件所附的虚构报告", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """逐份读、查手工标注的报告，报出读对多少数字、查出多少问题、用多少秒。"""
    from rich.progress import track

    from extractor.cli import screen
    from extractor.cli.inputs import settings_of
    from extractor.errors import UsageError
    from extractor.eval import bench as measure
    from extractor.eval.case import CASES
    from extractor.eval.case import cases as cases_in

    found = cases_in(cases or CASES)
    if not found:
        raise UsageError(f"{cases} 里没有标注过的报告", "每份报告一个文件夹，内有 report.* 和 expected.json")
    errors = screen.errors()
    rows = track(
        measure.bench(found, settings_of()), "测量", len(found), console=errors, disable=not errors.is_terminal
    )
    measured = list(rows)
    if as_json:
        screen.print_json([one.as_data() for one in measured])
    else:
        _show([*measured, measure.total(measured)])


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
