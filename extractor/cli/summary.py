"""What a terminal shows of a run over files: one line each, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extractor import folders
from extractor.batch import Row
from extractor.cli import screen
from extractor.cli.wrap import Wrapped
from extractor.errors import Exit

_ENDS = {
    Exit.OK: ("正常", "green"),
    Exit.FINDINGS: ("有错误", "bold red"),
    Exit.USAGE: ("没有写", "yellow"),
    Exit.PARTIAL: ("不完整", "yellow"),
    Exit.UNREADABLE: ("读不出", "bold red"),
    Exit.BUDGET: ("预算尽", "yellow"),
}
_WITHOUT_RESULTS = frozenset({Exit.USAGE, Exit.UNREADABLE, Exit.BUDGET})


def show_run(rows: Sequence[Row], aside: Sequence[Path], out: Path) -> None:
    """Print what a run found and where its results are; of a single file all its findings."""
    console = screen.console()
    if len(rows) == 1 and rows[0].exit not in _WITHOUT_RESULTS:
        _show_single(rows[0], out)
    else:
        console.print(_table(rows))
        _show_problems(rows)
    if aside:
        names = "、".join(path.name for path in aside[:5]) + (" 等" if len(aside) > 5 else "")  # noqa: PLR2004
        console.print(Wrapped(f"没有当作报告读的 {len(aside)} 个文件：{names}", "dim"))
    console.print()
    console.print(Wrapped(f"结果在 {out}", "bold"))


def _show_single(row: Row, out: Path) -> None:
    """Print the findings of one file from its folder, and what the folder holds."""
    report, findings = folders.load(out / row.folder)
    screen.show_findings(report, findings)
    again = "（内容、设置和版本都没变，沿用上次的结果）" if row.reused else ""
    screen.console().print(Wrapped(f"\n读出 {row.figures} 个数，其中 {row.to_look_at} 个须人看{again}"))


def _table(rows: Sequence[Row]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("结果", "文件", "单位"):
        table.add_column(title)
    for title in ("错误", "提醒", "须看/共读"):
        table.add_column(title, justify="right", no_wrap=True)
    for row in rows:
        word, style = _ENDS[row.exit]
        counts = (str(row.errors), str(row.warnings), f"{row.to_look_at}/{row.figures}")
        counts = ("", "", "") if row.exit in _WITHOUT_RESULTS else counts
        table.add_row(Text(word, style=style), Wrapped(row.file), Wrapped(row.unit), *counts)
    return table


def _show_problems(rows: Sequence[Row]) -> None:
    console = screen.console()
    for row in rows:
        for problem in row.problems:
            console.print(Padding(Wrapped(f"{row.file}：{problem}", "yellow", indent=2), (0, 0)))
        if row.trace:
            console.print(row.trace, markup=False, style="dim")
