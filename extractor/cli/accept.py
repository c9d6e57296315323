"""`zongshu accept`: a person's decisions in a review sheet into a new record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import AsJson


def accept(
    sheet: Annotated[Path, typer.Argument(metavar="审核表", help="填好的 review.xlsx", show_default=False)],
    by: Annotated[str, typer.Option("--by", metavar="姓名", help="谁作的处理，连同日期记进记录", show_default=False)],
    record: Annotated[
        Path | None,
        typer.Option(metavar="记录", help="审核表不在结果文件夹里时，指出那个文件夹或 record.json", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """收回填好的审核表：更正和处理写进一份新记录，旧的都留着；有一格不能用，就什么都不写。"""
    import datetime as dt

    from extractor import acceptance
    from extractor.cli import screen
    from extractor.cli.inputs import existing, settings_of
    from extractor.corrections import Signature
    from extractor.errors import UsageError

    if not by.strip():
        raise UsageError("没有写是谁作的处理", "请写 --by 姓名")
    today = dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat()
    with screen.busy(f"正在收 {sheet.name}"):
        made = acceptance.accept(existing(sheet), Signature(by.strip(), today), settings_of(), record)
    if as_json:
        screen.print_json({"folder": str(made.folder) if made.folder else None, "told": list(made.told)})
    else:
        screen.show_accepted(made)
