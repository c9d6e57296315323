"""`zongshu eval tokens`: how many tokens go to a model, against sending the whole text with each question."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import AsJson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.eval.oracle.sizes import Sizes, Use

_HEADS = ("报告", "页", "读法", "问题", "材料", "加提示", "加格式", "回答")


def tokens(
    cases: Annotated[
        Path | None,
        typer.Option(metavar="文件夹", help="标注过的报告；不写则用随软件所附的虚构报告", show_default=False),
    ] = None,
    pages: Annotated[int, typer.Option(metavar="页数", min=1, help="只数至少有这么多页的报告", show_default=True)] = 1,
    as_json: AsJson = False,
) -> None:
    """数出发给模型的词元是每个问题都带全文时的几成；不问模型，也不用分词器。"""
    from extractor.cli import screen
    from extractor.errors import UsageError
    from extractor.eval.case import all_cases, cases_in
    from extractor.eval.oracle.sizes import added, sizes

    with screen.busy("正在数"):
        counted = [sizes(case) for case in (cases_in(cases) if cases else all_cases())]
    found = [one for one in counted if one.pages >= pages]
    if not found:
        raise UsageError(f"没有 {pages} 页以上、标注过的报告", "换一个 --pages 或 --cases")
    if as_json:
        screen.print_json([one.as_data() for one in (*found, added(found))])
    else:
        _show([*found, added(found)])


def _show(found: Sequence[Sizes]) -> None:
    from rich.table import Table

    from extractor.cli import screen

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in _HEADS:
        table.add_column(head, justify="left" if head in {"报告", "读法"} else "right", no_wrap=True)
    for one in found:
        table.add_row(one.case, str(one.pages), "model", *_shares(one.model, one.whole))
        table.add_row("", "", "hybrid", *_shares(one.hybrid, one.whole))
    console = screen.console()
    console.print(table)
    console.print(
        "词元是同样的问题每个都带全文时的几成：材料只数原文的行，加提示连同问题的说明，加格式再连同回答的 JSON 格式，"
        "两边数法相同。回答的词元另数",
        style="dim",
    )


def _shares(use: Use, whole: Use) -> tuple[str, ...]:
    return (
        str(use.questions),
        f"{use.lines / whole.lines:.0%}",
        f"{use.prompts / whole.prompts:.0%}",
        f"{use.requests / whole.requests:.0%}",
        str(use.answers),
    )
