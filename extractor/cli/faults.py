"""`zongshu eval faults`: a batch of reports against a model with every fault at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli.options import AsJson
from extractor.errors import Exit

if TYPE_CHECKING:
    from extractor.eval.oracle.faults import Batch, Ending

_MOST = 100


def faults(
    cases: Annotated[
        Path | None,
        typer.Option(metavar="文件夹", help="标注过的报告；不写则用随软件所附的虚构报告", show_default=False),
    ] = None,
    reader: Annotated[
        Literal["model", "hybrid"], typer.Option(metavar="读法", help="model 或 hybrid", show_default=False)
    ] = "model",
    share: Annotated[
        int, typer.Option(metavar="百分数", min=0, max=_MOST, help="故障和谎话各占多少", show_default=True)
    ] = 20,
    as_json: AsJson = False,
) -> None:
    """让本机上的假模型按比例出各种故障、说各种谎，整批报告跑两遍，数清有没有丢的、付两次的、编造的。"""
    from extractor.cli import screen
    from extractor.errors import UsageError
    from extractor.eval.case import all_cases, cases_in
    from extractor.eval.oracle.faults import run_batch

    found = cases_in(cases) if cases else all_cases()
    if not found:
        raise UsageError(f"{cases} 里没有标注过的报告", "每份报告一个文件夹，内有 report.* 和 expected.json")
    with screen.busy(f"{len(found)} 份报告各跑两遍"):
        batch = run_batch(reader, share, found, cases)
    if as_json:
        screen.print_json(batch.as_data())
    else:
        _show(batch)
    if batch.first.lost + batch.again.lost + batch.paid_twice + batch.made_up_in_records:
        raise typer.Exit(Exit.FINDINGS)


def _show(batch: Batch) -> None:
    from rich.table import Table

    from extractor.cli import screen

    console = screen.console()
    console.print(f"读法 {batch.reader}，{batch.reports} 份报告，故障和谎话各占 {batch.share}%")
    console.print(f"第一遍    {_told(batch.first)}")
    console.print(f"再跑一遍  {_told(batch.again)}")
    served = "、".join(f"{name} {count}" for name, count in sorted(batch.faults.items()))
    console.print(f"请求 {batch.requests} 次，出故障 {sum(batch.faults.values())} 次：{served}", soft_wrap=True)
    console.print(
        f"用得上的回答 {batch.answers} 个，付了两次的 {batch.paid_twice} 个；"
        f"记录里编造的数 {batch.made_up_in_records} 个"
    )
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("谎话", "说了", "进了记录", "标为矛盾", "未核对", "已核实"):
        table.add_column(head, justify="left" if head == "谎话" else "right", no_wrap=True)
    for way in batch.ways:
        counts = (way.told, way.reached, way.contradicted, way.unchecked, way.verified)
        table.add_row(way.way, *map(str, counts))
    console.print(table)


def _told(ending: Ending) -> str:
    reasons = "、".join(f"{reason} {count} 份" for reason, count in ending.reasons.items())
    because = f"（{reasons}）" if reasons else ""
    return f"完成 {ending.done} · 部分读出 {ending.partial}{because} · 丢失 {ending.lost}"
