"""`zongshu eval drafts`: what the drafts tell of the labelled reports, section by section."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import AsJson
from extractor.errors import Exit

if TYPE_CHECKING:
    from extractor.eval.narrative import Told
    from extractor.eval.result import Share


def drafts(
    cases: Annotated[
        Path | None,
        typer.Option(metavar="文件夹", help="标注过的报告；不写则用随软件所附的虚构报告", show_default=False),
    ] = None,
    untold: Annotated[bool, typer.Option("--untold", help="列出综述没有写出的数字", show_default=False)] = False,
    as_json: AsJson = False,
) -> None:
    """逐节对照：标注的单位、人员、金额、指标，综述写出了多少；错句和读回新添的问题必须为零。"""
    from extractor.cli import screen
    from extractor.cli.inputs import settings_of
    from extractor.eval import narrative
    from extractor.eval.case import CASES, cases_in

    rows = list(narrative.tell(cases_in(cases or CASES), settings_of(charts=False)))
    whole = narrative.total(rows)
    if as_json:
        screen.print_json([row.as_data() for row in (*rows, whole)])
    else:
        _show(rows, whole, untold=untold)
    if whole.wrong:
        raise typer.Exit(Exit.FINDINGS)


def _show(rows: list[Told], whole: Told, *, untold: bool) -> None:
    from rich.table import Table

    from extractor.cli import screen
    from extractor.cli.wrap import Wrapped

    by_section = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("各节", "标注", "写出", "占"):
        by_section.add_column(title, justify="left" if title == "各节" else "right", no_wrap=True)
    for name, share in {**whole.sections, "合计": whole.all}.items():
        by_section.add_row(name, str(share.of), f"{share.points:.0f}", _percent(share))
    by_case = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("报告", "提纲", "标注", "写出", "占", "错句", "读回新添"):
        by_case.add_column(title, justify="left" if title in {"报告", "提纲"} else "right", no_wrap=True)
    for row in rows:
        by_case.add_row(
            row.case, row.outline or "没有综述", str(row.all.of), f"{row.all.points:.0f}", _percent(row.all),
            str(row.wrong), str(len(row.added)),
        )  # fmt: skip
    console = screen.console()
    console.print(by_section)
    console.print()
    console.print(by_case)
    console.print(f"错句 {whole.wrong}，读回新添的问题 {len(whole.added)}")
    for row in rows:
        for words in (*row.added, *((*row.untold, *filter(None, [row.missing])) if untold else ())):
            console.print(Wrapped(f"{row.case}  {words}", "dim", indent=4))


def _percent(share: Share) -> str:
    return "" if share.value is None else f"{share.value:.1%}"
