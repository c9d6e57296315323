"""`zongshu template`: the workbook that a unit without a report fills in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def template(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="数据表", help="写到哪个 .xlsx", show_default=False)
    ],
    force: Annotated[bool, typer.Option("--force", help="已有的文件也重写", show_default=False)] = False,
) -> None:
    """写出空白的数据表；填好后用 zongshu draft 起草综述，不需要先有自评报告。"""
    from extractor.cli import screen
    from extractor.cli.wrap import Wrapped
    from extractor.errors import UsageError
    from extractor.output.workbook import write_workbook

    if output.suffix.lower() != ".xlsx":
        raise UsageError(f"写不了 {output.suffix or '没有扩展名的'} 文件", "数据表写成 .xlsx")
    if output.exists() and not force:
        raise UsageError(f"已有 {output}，没有覆盖", "换一个名字，或加 --force 重写")
    write_workbook(output)
    screen.errors().print(Wrapped(f"数据表写在 {output}；填好后运行 zongshu draft {output.name} -o 综述.docx"))
