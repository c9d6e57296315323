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
from extractor.eval.report.words import VERDICTS, field, percent, rendering, score
from extractor.eval.scoring.intervals import interval
from extractor.output.files import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from extractor.eval.gate import Change
    from extractor.eval.result import Measurement, Miss

_HEADS = ("份", "数字", "F1", "错", "漏", "放错", "多", "文字", "章节", "问题", "误报", "定位", "待看", "页/秒")
_FAULTS = ("wrong", "missing", "misplaced", "invented")
_ASIDE = {"文字", "章节", "定位", "待看", "页/秒"}
_WIDE = 110
"""Characters of a screen from which on there is room for what lies aside."""

_FORMS = 2
_SHOWN = 30
"""So many misses are listed on a screen; all of them stand in --json and --html."""


def show(measured: Sequence[Measurement], *, as_json: bool = False) -> None:
    """Print the table, then what was read wrong; or everything as JSON."""
    if as_json:
        screen.print_json(as_data(measured))
        return
    console = screen.console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("样式", no_wrap=True)
    heads = _HEADS if console.width >= _WIDE else [head for head in _HEADS if head not in _ASIDE]
    for title in heads:
        table.add_column(title, justify="right", no_wrap=True)
    for row in [*rows(measured), *totals(measured)]:
        cells = _cells(row)
        table.add_row(row.name, *(cells[head] for head in heads), style="" if row.rendering else "bold")
    console.print(table)
    _show_failed(measured)
    _show_misses(measured)


def as_data(measured: Sequence[Measurement]) -> Any:
    """Return everything as data for other programs."""
    return json.loads(report_json(measured, _about(), interval))


def write_html(measured: Sequence[Measurement], path: Path | None, store: Path) -> None:
    """Write the report as one web page with the images of the pages, and say where it is; without a path do nothing."""
    if path is None:
        return

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


def _cells(row: Row) -> dict[str, str]:
    sums, counts = row.sums, row.sums.figures
    found, expected, alarms = (
        sum(getattr(one, name) for one in sums.findings.values()) for name in ("found", "expected", "false_alarms")
    )
    values = (
        len(row.done), f"{counts.right}/{counts.labelled}", score(counts.f1),
        *(getattr(counts, name) for name in _FAULTS),
        score(sums.texts.value), percent(sums.sections.value), f"{found}/{expected}", alarms, score(sums.grounded.f1),
        percent(sums.effort.value), f"{sums.pages / sums.seconds:.0f}" if sums.seconds and sums.pages else "—",
    )  # fmt: skip
    return dict(zip(_HEADS, map(str, values), strict=True))


def _show_failed(measured: Iterable[Measurement]) -> None:
    """Print what could not be measured, once for each rendering and reason."""
    names: dict[tuple[str, str], list[str]] = {}
    for one in measured:
        if one.failed:
            names.setdefault((one.rendering, one.failed), []).append(one.case)
    for (form, reason), cases in names.items():
        who = cases[0] if len(cases) == 1 else f"{cases[0]} 等 {len(cases)} 份"
        screen.console().print(Wrapped(f"{rendering(form)}  {who}没能测：{reason}", "yellow"))


def _show_misses(measured: Iterable[Measurement]) -> None:
    """Print each figure that is not right, once for all renderings in which it went wrong in the same way."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in measured:
        for miss in one.misses:
            if miss.kind == "figure":
                found.setdefault((one.case, _said(miss)), []).append(rendering(one.rendering))
    console = screen.console()
    for (case, said), forms in list(found.items())[:_SHOWN]:
        where = "、".join(forms[:_FORMS]) + (f"等 {len(forms)} 种样式" if len(forms) > _FORMS else "")
        console.print(Wrapped(f"{case}  {said}（{where}）", indent=4))
    if len(found) > _SHOWN:
        console.print(f"另有 {len(found) - _SHOWN} 处，见 --html 或 --json", style="dim")


def _said(miss: Miss) -> str:
    sides = f"应为 {miss.expected or '空'}，读作 {miss.got or '空'}"
    return f"{VERDICTS[miss.verdict]}  {field(miss.path, miss.row)}：{sides}"
