"""What a terminal shows of a run over files: one line each, and what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.table import Table
from rich.text import Text

from extractor import batch, folders
from extractor.batch import OUTCOMES, Row
from extractor.cli import screen
from extractor.cli.wrap import Wrapped
from extractor.errors import Exit

_STYLES = {Exit.OK: "green", Exit.FINDINGS: "bold red", Exit.UNREADABLE: "bold red"}
_WITHOUT_RESULTS = frozenset({Exit.USAGE, Exit.UNREADABLE, Exit.BUDGET})
_NAMED = 5


def show_run(rows: Sequence[Row], aside: Sequence[Path], out: Path) -> None:
    """Print what a run found and where its results are; of a single file all its findings."""
    console = screen.console()
    if len(rows) == 1 and rows[0].exit not in _WITHOUT_RESULTS:
        _show_single(rows[0], out)
    else:
        console.print(_table(rows))
        _show_problems(rows)
        if len(rows) > 1:
            console.print()
            console.print(Wrapped(_tally(rows)))
    if aside:
        names = "、".join(path.name for path in aside[:_NAMED]) + (" 等" if len(aside) > _NAMED else "")
        console.print(Wrapped(f"没有当作报告读的 {len(aside)} 个文件：{names}", "dim"))
    earlier = len(batch.earlier_rows(rows, out))
    console.print()
    console.print(Wrapped(f"结果在 {out}", "bold"))
    if earlier:
        console.print(Wrapped(f"{folders.SUMMARY} 里另列着这个文件夹以前的 {earlier} 份结果，标着“以前”", "dim"))


def _show_single(row: Row, out: Path) -> None:
    """Print the findings of one file from its folder."""
    screen.show_findings(*folders.load(folders.latest(out / row.summary.folder)))
    if row.reused:
        screen.console().print(Wrapped("\n内容、设置和版本都没变，沿用上次的结果；要重做请加 --force", "dim"))


def _table(rows: Sequence[Row]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("结果", "文件", "单位"):
        table.add_column(title)
    for title in ("错误", "提醒", "待看"):
        table.add_column(title, justify="right", no_wrap=True)
    for row in rows:
        line = row.summary
        word = Text(_word(row), _STYLES.get(row.exit, "yellow"))
        look_at = "" if line.to_look_at is None else f"{line.to_look_at:.0%}"
        counts = ("" if count is None else str(count) for count in (line.errors, line.warnings))
        table.add_row(word, Wrapped(line.file), Wrapped(line.unit), *counts, look_at)
    return table


def _word(row: Row) -> str:
    return "有错误" if row.exit == Exit.FINDINGS else OUTCOMES[row.exit]


def _tally(rows: Sequence[Row]) -> str:
    """Return how many files came out how, and how many were taken over: 共 5 份：有错误 3 · 完成 1 · 读不出 1."""
    words = Counter(_word(row) for row in rows)
    reused = sum(row.reused for row in rows)
    taken_over = f"；其中 {reused} 份没有变化，沿用上次的结果" if reused else ""
    return f"共 {len(rows)} 份：{' · '.join(f'{word} {count}' for word, count in words.most_common())}{taken_over}"


def _show_problems(rows: Sequence[Row]) -> None:
    console = screen.console()
    for row in rows:
        for problem in row.summary.problems:
            console.print(Wrapped(f"{row.summary.file}：{problem}", "yellow", indent=2))
        if row.trace:
            console.print(row.trace, markup=False, style="dim")
