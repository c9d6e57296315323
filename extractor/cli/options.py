"""Options that several commands share, declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[
    list[Path], typer.Argument(metavar="文件", help="报告文件；文件夹代表其中全部报告", show_default=False)
]
FileOrRecord = Annotated[
    Path, typer.Argument(metavar="文件", help="报告文件、读好的 record.json，或它的结果文件夹", show_default=False)
]
Outline = Annotated[
    str | None,
    typer.Option("--outline", metavar="提纲", help="综述的提纲，如 hunan；不写则按表单选", show_default=False),
]
Templates = Annotated[
    Path | None, typer.Option("--templates", metavar="文件夹", help="自备的综述模板", show_default=False)
]
ChecksConfig = Annotated[
    Path | None,
    typer.Option("--checks-config", metavar="文件", help="本地的检查界限（TOML）", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="在标准输出写 JSON，供其他程序读", show_default=False)]
Reader = Annotated[
    str | None,
    typer.Option(
        "--reader", metavar="读法", help="rules 离线（默认）、model 模型、hybrid 规则先读、模型补疑", show_default=False
    ),
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="模型", help="用哪个模型；不写则全部离线（或 ZONGSHU_MODEL）", show_default=False),
]
Redact = Annotated[
    bool | None,
    typer.Option("--redact", help="遮去人名、电话、证件号和邮箱再发给模型，读完放回", show_default=False),
]
Vision = Annotated[bool | None, typer.Option("--vision", help="PDF 的页面图像随问题一起发给模型", show_default=False)]
Record = Annotated[
    Path | None, typer.Option("--record", metavar="文件夹", help="把模型的回答存下来", show_default=False)
]
Replay = Annotated[
    Path | None, typer.Option("--replay", metavar="文件夹", help="只用存下的回答，不联网", show_default=False)
]
