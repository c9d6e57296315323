"""`zongshu eval generate`: consistent random reports with their exact labels."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def generate(
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="文件夹", help="写到哪个文件夹，每份报告一个子文件夹", show_default=False
        ),
    ],
    n: Annotated[int, typer.Option("--n", metavar="份数", help="做几份", min=1)] = 100,
    seed: Annotated[int, typer.Option("--seed", metavar="种子", help="同一个种子做出同样的报告", min=0)] = 7,
    rendering: Annotated[
        str, typer.Option("--rendering", metavar="样式", help="写成哪种样式，用逗号隔开的几种轮流用")
    ] = "docx",
    forms: Annotated[
        str | None, typer.Option("--forms", metavar="表单", help="哪些表单，用逗号隔开；不写则全部", show_default=False)
    ] = None,
) -> None:
    """做随机的报告：数字自洽，版式、用词、列序各不相同，连同准确的标注，供压力和准确度测试。"""
    from rich.progress import track

    from extractor.cli import screen
    from extractor.errors import UsageError
    from extractor.eval import generator
    from extractor.eval.renderings import NAMES, applies

    wanted, names = chosen(forms, generator.FORMS, "表单"), chosen(rendering, NAMES, "样式")
    if output.exists() and any(output.iterdir()):
        raise UsageError(f"{output} 里已有文件", "换一个新的文件夹，免得新旧混在一起")
    errors, written = screen.errors(), 0
    corpus = generator.corpus(n, seed, wanted)
    for number, report in enumerate(track(corpus, "生成", n, console=errors, disable=not errors.is_terminal)):
        name = names[number // len(wanted) % len(names)]
        if applies(report.content, name):
            generator.write(report, output / f"{report.name}-{name}", name)
            written += 1
    errors.print(f"写出 {written} 份，在 {output}" + (f"；{n - written} 份不适合这种样式" if written < n else ""))


def chosen(text: str | None, known: tuple[str, ...], what: str) -> tuple[str, ...]:
    """Return the names of a list with commas, all of them when it is not given; raises UsageError for a stranger."""
    from extractor.errors import UsageError

    names = tuple(name.strip() for name in text.replace("，", ",").split(",") if name.strip()) if text else known
    strangers = [name for name in names if name not in known]
    if strangers or not names:
        raise UsageError(f"没有这种{what}：{'、'.join(strangers) or '空'}", f"可用的有：{'、'.join(known)}")
    return names
