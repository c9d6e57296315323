"""The command `zongshu`: its commands, and how its errors are said."""

from __future__ import annotations

import sys
from functools import partial
from importlib.metadata import version
from typing import Annotated

import typer

from extractor.cli import accept, check, checks, chinese, doctor, draft, evaluation, extract, run, schema, template
from extractor.errors import Exit, ZongshuError

app = typer.Typer(
    cls=chinese.Group,
    help="把绩效自评报告读成有据可查的记录，指出互相矛盾的数字，起草评价报告综述。",
    epilog="退出码：0 正常 · 1 有错误级问题 · 2 用法不对 · 3 部分没读到 · 4 完全读不出 · 5 预算用尽",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    options_metavar="",
    subcommand_metavar="命令 …",
    context_settings={"help_option_names": ["--help", "-h"]},
)
_command = partial(app.command, cls=chinese.Command, options_metavar="[选项]")
_command("run")(run.run)
_command("extract")(extract.extract)
_command("check")(check.check)
_command("accept")(accept.accept)
_command("draft")(draft.draft)
_command("template")(template.template)
_command("checks")(checks.checks)
_command("schema")(schema.schema)
_command("doctor")(doctor.doctor)
app.add_typer(evaluation.app, name="eval")

_INTERRUPTED = 130


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"zongshu {version('zongshu')}")
        raise typer.Exit


@app.callback()
def top(
    show_version: Annotated[
        bool, typer.Option("--version", help="版本", callback=_print_version, is_eager=True, show_default=False)
    ] = False,
) -> None:
    """把绩效自评报告读成有据可查的记录，指出互相矛盾的数字，起草评价报告综述。"""


def main() -> None:
    """Run the command line and leave with its exit status; a bug keeps its traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Windows writes files and pipes in the code page of the system otherwise
            stream.reconfigure(encoding="utf-8", errors="replace")
    chinese.title_help()
    try:
        code = app(standalone_mode=False)
    except ZongshuError as error:
        _fail(str(error), error.exit_code)
    except typer.TyperException as error:
        _fail(chinese.wrong_use(error), Exit.USAGE)
    except typer.Abort:
        code = _INTERRUPTED
    if code == _INTERRUPTED:
        _fail("已中断；已写好的结果都是完整的，同一条命令再运行一次会接着做", _INTERRUPTED)
    sys.exit(code)


def _fail(message: str, code: int) -> None:
    """Say what is wrong on the error stream and leave."""
    if message:
        typer.echo(message, err=True)
    sys.exit(code)
