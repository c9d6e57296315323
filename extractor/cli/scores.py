"""What the accuracy suite shows: a table by rendering, the misses, the differences from the baseline, the web page."""

from __future__ import annotations

import json
from datetime import datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from rich.table import Table

from extractor.cli import screen
from extractor.cli.wrap import Wrapped
from extractor.eval.measuring import NATIVE, rendered_path
from extractor.eval.report import About, html, page_image
from extractor.eval.report import as_json as report_json
from extractor.eval.report.rows import Row, rows, totals
from extractor.eval.report.words import FAULTS, VERDICTS, field, percent, rendering, score
from extractor.eval.scoring.intervals import interval
from extractor.output.files import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from extractor.eval.gate import Change
    from extractor.eval.result import Measurement, Miss

_SHOWN = 30
"""So many misses are listed on a screen; all of them stand in --json and --html."""


def show(measured: Sequence[Measurement]) -> None:
    """Print the table, then what was read wrong."""
    console = screen.console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("样式", no_wrap=True)
    heads = (
        "份",
        "数字",
        "F1",
        *(VERDICTS[name] for name in FAULTS),
        "文字",
        "章节",
        "问题",
        "误报",
        "定位",
        "待看",
        "页/秒",
    )  # type: ignore[index]
    for title in heads:
        table.add_column(title, justify="right", no_wrap=True)
    for row in [*rows(measured), *totals(measured)]:
        table.add_row(row.name, *_cells(row), style="" if row.rendering else "bold")
    console.print(table)
    _show_failed(measured)
    _show_misses([(one, miss) for one in measured for miss in one.misses if miss.kind == "figure"])


def as_data(measured: Sequence[Measurement]) -> Any:
    """Return everything as data for other programs."""
    return json.loads(report_json(measured, _about(), interval))


def write_html(measured: Sequence[Measurement], path: Path, store: Path) -> None:
    """Write the report as one web page with the images of the pages; says where it is."""

    def page(one: Measurement, number: int) -> bytes | None:
        source = rendered_path(store, one.case, one.rendering) if one.rendering != NATIVE else None
        return page_image(source, number) if source else None

    write_text(path, html(measured, page, _about(), interval))
    screen.errors().print(f"测评报告写在 {path}")


def show_changes(changes: Sequence[Change]) -> bool:
    """Print what differs from the baseline; return whether anything got worse."""
    console = screen.console()
    for change in changes:
        console.print(
            Wrapped(
                f"{'退步' if change.worse else '变化'}  {change.cell}  {change.says}", "red" if change.worse else "dim"
            )
        )
    worse = any(change.worse for change in changes)
    console.print("与基线相比有退步" if worse else "与基线相比没有退步", style="bold red" if worse else "green")
    return worse


def _about() -> About:
    return About(when=f"{datetime.now().astimezone():%Y-%m-%d %H:%M}", version=version("zongshu"))


def _cells(row: Row) -> tuple[str, ...]:
    sums, counts = row.sums, row.sums.figures
    found = sum(one.found for one in sums.findings.values())
    expected = sum(one.expected for one in sums.findings.values())
    alarms = sum(one.false_alarms for one in sums.findings.values())
    speed = f"{sums.pages / sums.seconds:.0f}" if sums.seconds and sums.pages else "—"
    return (
        str(len(row.done)), f"{counts.right}/{counts.labelled}", score(counts.f1),
        *(str(getattr(counts, name)) for name in FAULTS),
        score(sums.texts.value), percent(sums.sections.value), f"{found}/{expected}", str(alarms),
        score(sums.grounded.f1), percent(sums.effort.value), speed,
    )  # fmt: skip


def _show_failed(measured: Iterable[Measurement]) -> None:
    for one in measured:
        if one.failed:
            screen.console().print(Wrapped(f"{one.case} {rendering(one.rendering)}没能测：{one.failed}", "yellow"))


def _show_misses(misses: Sequence[tuple[Measurement, Miss]]) -> None:
    console = screen.console()
    for one, miss in misses[:_SHOWN]:
        sides = f"应为 {miss.expected or '空'}，读作 {miss.got or '空'}"
        name = field(miss.path, miss.row)
        console.print(
            Wrapped(f"{VERDICTS[miss.verdict]}  {one.case} {rendering(one.rendering)}  {name}：{sides}", indent=6)
        )
    if len(misses) > _SHOWN:
        console.print(f"另有 {len(misses) - _SHOWN} 处，见 --html 或 --json", style="dim")
