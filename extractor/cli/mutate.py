"""`zongshu eval mutate`: what checks and repairs make of faults of which the truth is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import AsJson

if TYPE_CHECKING:
    from extractor.eval.mutation import Judged, Mutation, Row

_NAMES = {
    "digit": "错一位数字",
    "transposition": "相邻两位颠倒",
    "point": "小数点移位",
    "unit": "差一万倍",
    "row-shift": "行标签错行",
    "cell-shift": "一行错格",
    "swap": "两格互换",
    "stale": "全年预算未更新",
    "rate": "率或占比算错",
    "total": "合计算错",
    "grade": "等次不符",
    "unmet": "未完成得满分",
    "": "合计",
}
_HEADS = ("份数", "破坏", "查出", "查出率", "可定位", "改对", "改对率", "改错", "并列", "无改法")
_SHOWN = 12
_NOTE = (
    "破坏：有恒等式超出误差而不成立，其余的错数字本身看不出来。可定位：穷举所有单处改法，恰有一种最省的。"
    "改对：给出的唯一改法就是原来的数。改错：给出的唯一改法不是原来的数（占破坏的）。"
)


def mutate(
    n: Annotated[int, typer.Option("--n", metavar="份数", help="约做多少份有一处错的报告", min=1)] = 5000,
    seed: Annotated[int, typer.Option("--seed", metavar="种子", help="同一个种子得同样的结果", min=0)] = 7,
    failures: Annotated[bool, typer.Option("--failures", help="列出全部没查出、改错和没改对的")] = False,
    as_json: AsJson = False,
) -> None:
    """在自洽的报告里各放一处错，测量查出多少、改对多少、误报多少，按错的种类列出。"""
    import os

    from extractor.cli import screen
    from extractor.cli.inputs import settings_of
    from extractor.eval import mutation

    screen.errors().print("正在测量，约需一两分钟……", style="dim")
    measured = mutation.measure(n, seed, settings_of(), processes=os.cpu_count() or 1)
    if as_json:
        screen.print_json(measured.as_data())
    else:
        _show(measured, every=failures)


def _show(measured: Mutation, *, every: bool) -> None:
    from rich.table import Table

    from extractor.cli import screen
    from extractor.cli.wrap import Wrapped

    console = screen.console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("错的种类", no_wrap=True)
    for title in _HEADS:
        table.add_column(title, justify="right", no_wrap=True)
    for row in (*measured.rows, measured.total):
        table.add_row(_NAMES[row.kind], *_cells(row), style="" if row.kind else "bold")
    console.print(table)
    console.print(Wrapped(_NOTE, "dim"))
    console.print(f"自洽的报告 {measured.sources} 份，误报 {len(measured.false_alarms)} 处；种子 {measured.seed}")
    for alarm in measured.false_alarms:
        console.print(Wrapped(f"误报  {alarm}", "yellow", indent=4))
    shown = measured.failures if every else [one for one in measured.failures if _is_grave(one)][:_SHOWN]
    for one in shown:
        console.print(Wrapped(f"{_NAMES[one.kind]}  {one.source}  {one.fault}  建议：{one.said or '无'}", indent=4))


def _is_grave(one: Judged) -> bool:
    """Whether a fault was missed or mended wrongly."""
    return not one.detected or one.suggested == "wrong"


def _cells(row: Row) -> tuple[str, ...]:
    rates = (_percent(row.detection), _percent(row.correctness))
    counts = (row.mutants, row.broken, row.detected, row.decidable, row.right, row.wrong, row.tied, row.silent)
    mutants, broken, detected, decidable, right, wrong, tied, silent = map(str, counts)
    return mutants, broken, detected, rates[0], decidable, right, rates[1], wrong, tied, silent


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.1%}"
