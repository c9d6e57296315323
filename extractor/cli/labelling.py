"""`zongshu eval label`: make a labelled case from a report, check it, take its workbook, compare two labels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli import chinese
from extractor.cli.options import AsJson
from extractor.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractor.eval.labelling.checking import Checked, Remark
    from extractor.eval.labelling.comparing import Agreement, Comparison, Difference
    from extractor.eval.labelling.making import Made

_MAKE = "make"
_WIDE = 110
"""Characters of a screen on which the paths of fields find room."""

Folder = Annotated[Path, typer.Argument(metavar="标注", help="标注文件夹，或其中的文件", show_default=False)]
Case = Annotated[Path, typer.Argument(metavar="文件夹", help="标注文件夹", show_default=False)]


class Labels(chinese.Group):
    """A group in which a report may stand in place of a command: `label 报告.docx` is `label make 报告.docx`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command in front of a report."""
        known = {*self.commands, "--help", "-h"}
        return super().parse_args(ctx, [_MAKE, *args] if args and args[0] not in known else args)


app = typer.Typer(
    cls=Labels,
    options_metavar="",
    subcommand_metavar="报告 | 命令 …",
    no_args_is_help=True,
    help="由一份报告做一份标注：软件读出初稿，人来改正；查笔误，比两个人的标注。",
)


@app.command(_MAKE, cls=chinese.Command, options_metavar="[选项]")
def make(
    file: Annotated[Path, typer.Argument(metavar="报告", help="报告文件", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件夹", help="写到哪个文件夹；不写则以报告为名", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="连同改过的标注一起重写", show_default=False)] = False,
) -> None:
    """由一份报告做标注初稿：报告的副本、expected.json、给人改的 expected.xlsx、问题初稿和待填的说明。"""
    from extractor.cli import screen
    from extractor.cli.inputs import existing, settings_of
    from extractor.eval.labelling.making import make_case

    folder = output or Path(file.stem)
    with screen.busy(f"正在读 {file.name}"):
        made = make_case(existing(file), folder, settings_of(reader="rules"), force=force)
    _show_made(made)
    if made.report.problems:
        raise typer.Exit(Exit.PARTIAL)


@app.command("check", cls=chinese.Command, options_metavar="[选项]")
def check(label: Folder, as_json: AsJson = False) -> None:
    """查标注里的笔误：数、字和引文都要印在报告里，字段都要有。"""
    from extractor.cli import screen
    from extractor.cli.inputs import settings_of
    from extractor.eval.labelling.checking import check_case

    with screen.busy(f"正在对照报告查 {label.name}"):
        checked = check_case(label, settings_of(reader="rules"))
    if as_json:
        screen.print_json([remark.as_data() for remark in checked.remarks])
    else:
        _show_checked(checked)
    raise typer.Exit(Exit.FINDINGS if checked.errors else Exit.OK)


@app.command("take", cls=chinese.Command, options_metavar="[选项]")
def take(
    label: Folder,
    force: Annotated[
        bool, typer.Option("--force", help="expected.json 另外改过也照样覆盖", show_default=False)
    ] = False,
) -> None:
    """把改好的 expected.xlsx 写回 expected.json，写得不对的逐格指出。"""
    from extractor.cli import screen
    from extractor.cli.wrap import Wrapped
    from extractor.eval.labelling.leaves import leaves
    from extractor.eval.labelling.making import take_workbook

    taken = take_workbook(label, force=force)
    values = len(list(leaves(taken.fields)))
    screen.errors().print(Wrapped(f"{values} 个值、{len(taken.sections)} 个标题已写回 expected.json"))


@app.command("sheet", cls=chinese.Command, options_metavar="[选项]")
def sheet(
    folder: Case,
    force: Annotated[bool, typer.Option("--force", help="工作簿里还没写回的改动不要了", show_default=False)] = False,
) -> None:
    """由 expected.json 重写 expected.xlsx，每个值旁边是软件所读和出处。"""
    from extractor.cli import screen
    from extractor.cli.inputs import settings_of
    from extractor.cli.wrap import Wrapped
    from extractor.eval.labelling.making import refresh_workbook

    with screen.busy(f"正在读 {folder.name} 的报告"):
        written = refresh_workbook(folder, settings_of(reader="rules"), force=force)
    screen.errors().print(Wrapped(f"已写出 {written}"))


@app.command("compare", cls=chinese.Command, options_metavar="[选项]")
def compare(
    a: Annotated[Path, typer.Argument(metavar="甲", help="一个人的标注：文件夹、.json 或 .xlsx", show_default=False)],
    b: Annotated[Path, typer.Argument(metavar="乙", help="另一个人的标注", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """比两个人对同一份报告的标注：各部分一致的比例，和每一处不同。"""
    from extractor.cli import screen
    from extractor.eval.labelling.comparing import compare_files

    compared = compare_files(a, b)
    if as_json:
        screen.print_json(compared.as_data())
    else:
        _show_compared(compared)


def _show_made(made: Made) -> None:
    from extractor.cli import screen
    from extractor.cli.wrap import Wrapped
    from extractor.records.paths import figures

    statuses = [figure.status for _, figure in figures(made.report)]
    look_at = len(statuses) - statuses.count("verified")
    console = screen.errors()
    console.print(
        Wrapped(
            f"初稿写在 {made.folder}：{len(statuses)} 个数，{look_at} 个没有等式核实；"
            f"{len(made.report.unread)} 个数没有字段收下；{len(made.label.sections)} 个标题；{made.findings} 个问题"
        )
    )
    console.print(
        Wrapped("接着  对照报告改 expected.xlsx（或 expected.json），填 note.md，定 findings.json", "dim", indent=6)
    )
    console.print(Wrapped(f"写回  zongshu eval label take {made.folder}", "dim", indent=6))
    console.print(Wrapped(f"查错  zongshu eval label check {made.folder}", "dim", indent=6))
    for problem in made.report.problems:
        console.print(Wrapped(problem, "yellow"))


def _show_checked(checked: Checked) -> None:
    from extractor.cli import screen
    from extractor.cli.wrap import Wrapped

    console = screen.console()
    console.print(
        Wrapped(f"{checked.values} 个值、{checked.sections} 个标题、{checked.quotes} 条引文对照了报告", "dim")
    )
    for remark in checked.remarks:
        word, style = ("笔误", "bold red") if remark.severity == "error" else ("待办", "yellow")
        console.print(Wrapped(f"{word}  {_told(remark)}", style, indent=6))
    if not checked.errors:
        console.print(Wrapped("没有发现笔误；数印在报告里，不等于放对了字段", "green"))


def _told(remark: Remark) -> str:
    """Return a remark in one line: 年度资金总额 · 全年预算数 503.73万元：报告里没有这个数（budget.rows[0]…）."""
    if not remark.name:
        return f"{remark.where}：{remark.message}{f'：{remark.value}' if remark.value else ''}"
    name = " · ".join(filter(None, (remark.row, remark.name)))
    path = "" if remark.where == "sections" else f"（{remark.where}）"
    value = "" if f"“{remark.value}”" in remark.message else f" {remark.value}"
    return f"{name}{value}：{remark.message}{path}"


def _show_compared(compared: Comparison) -> None:
    from extractor.cli import screen
    from extractor.cli.wrap import Wrapped

    console = screen.console()
    console.print(_agreement(compared))
    if compared.differences:
        console.print()
        console.print(_differences(compared.differences, wide=console.width >= _WIDE))
    else:
        console.print(Wrapped("两份标注完全一致", "green"))


def _agreement(compared: Comparison) -> Any:
    from rich.table import Table

    from extractor.eval.labelling.comparing import Agreement, group_title

    kinds = {"figure": "其中数字", "text": "其中文字", "section": "其中标题"}
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("部分", no_wrap=True)
    for name in (*(field.title or "" for field in Agreement.model_fields.values()), "一致率"):
        table.add_column(name, justify="right", no_wrap=True)
    for group, counts in compared.groups.items():
        table.add_row(group_title(group), *_counts(counts))
    table.add_row("合计", *_counts(compared.total), style="bold")
    for kind, counts in compared.kinds.items():
        table.add_row(kinds[kind], *_counts(counts), style="dim")
    return table


def _counts(counts: Agreement) -> Iterable[str]:
    share = "" if counts.share is None else f"{counts.share:.1%}"
    return (*(str(getattr(counts, name)) for name in type(counts).model_fields), share)


def _differences(differences: Sequence[Difference], *, wide: bool) -> Any:
    """Return what differs, with the paths where there is room for them."""
    from rich.table import Table

    from extractor.cli.wrap import Wrapped
    from extractor.eval.labelling.comparing import group_title
    from extractor.eval.labelling.leaves import group_of

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("部分", "字段", "行", "甲", "乙"):
        table.add_column(title)
    if wide:
        table.add_column("路径", no_wrap=True, style="dim")
    for one in differences:
        part = "" if one.kind == "section" else group_title(group_of(one.path))
        cells = [Wrapped(text) for text in (part, one.name, one.row, one.a or "—", one.b or "—")]
        table.add_row(*cells, *([one.path] if wide else []))
    return table
