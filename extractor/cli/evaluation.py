"""`zongshu eval`: how well the tool reads, checks and drafts labelled reports in every rendering."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import bench, chinese, faults, generate, labelling, mutate, narrative, oracle, sizes
from extractor.cli.options import AsJson
from extractor.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.eval.case import Case
    from extractor.eval.gate import Baseline
    from extractor.eval.matrix import Store
    from extractor.eval.result import Measurement
    from extractor.settings import Settings

app = typer.Typer(
    cls=chinese.Group,
    options_metavar="[选项]",
    subcommand_metavar="[命令]",
    invoke_without_command=True,
)
app.command("bench", cls=chinese.Command, options_metavar="[选项]")(bench.bench)
app.command("drafts", cls=chinese.Command, options_metavar="[选项]")(narrative.drafts)
app.command("faults", cls=chinese.Command, options_metavar="[选项]")(faults.faults)
app.command("generate", cls=chinese.Command, options_metavar="[选项]")(generate.generate)
app.command("mutate", cls=chinese.Command, options_metavar="[选项]")(mutate.mutate)
app.command("tokens", cls=chinese.Command, options_metavar="[选项]")(sizes.tokens)
app.add_typer(labelling.app, name="label")

_RULES = "rules"


_Cases = Annotated[
    Path | None,
    typer.Option(metavar="文件夹", help="标注过的报告；不写则用随软件所附的虚构报告", show_default=False),
]
_Reader = Annotated[
    str,
    typer.Option(
        "--reader",
        metavar="读法",
        help="rules，或放着别的软件答案（报告名.json）的文件夹；与 --oracle-lies 同用时写 model 或 hybrid",
    ),
]
_Rendering = Annotated[
    str | None,
    typer.Option("--rendering", metavar="样式", help="只测这些样式，用逗号隔开，如 native,pdf", show_default=False),
]
_Html = Annotated[
    Path | None, typer.Option("--html", metavar="文件", help="把完整的测评报告写成网页", show_default=False)
]
_Lies = Annotated[
    str | None,
    typer.Option(
        metavar="百分数", help="让知道答案的模型按比例说谎，看谎话有没有进记录，如 0,5,10", show_default=False
    ),
]


@app.callback()
def evaluate(
    context: typer.Context,
    cases: _Cases = None,
    reader: _Reader = _RULES,
    rendering: _Rendering = None,
    quick: Annotated[bool, typer.Option("--quick", help="不测扫描样式，一分钟以内")] = False,
    compare: Annotated[bool, typer.Option("--compare", help="与基线相比，有退步则退出码为 1")] = False,
    update: Annotated[bool, typer.Option("--update", help="把这次的结果记作基线")] = False,
    html: _Html = None,
    oracle_lies: _Lies = None,
    as_json: AsJson = False,
) -> None:
    """在手工标注的报告上测量读数、检查和综述的准确程度，每份报告都测各种样式。"""
    if context.invoked_subcommand is not None:
        return
    from extractor.cli import scores, screen
    from extractor.cli.inputs import settings_of
    from extractor.eval import gate
    from extractor.output.files import write_text

    if oracle_lies is not None:
        oracle.show_oracle(_cases(cases), cases, reader, oracle_lies, as_json=as_json)
        return
    settings = settings_of(reader=_RULES)
    known = _baseline(cases, needed=compare)
    store = _store(settings)
    measured = _measured(_cases(cases), _renderings(rendering, quick=quick), reader, settings, store)
    scores.write_html(measured, html, store.folder)
    scores.show(measured, as_json=as_json)
    worse = compare and scores.show_changes(gate.compare(known, measured))
    if update:
        write_text(_baseline_path(cases), gate.updated(known, measured).as_json() + "\n")
        screen.errors().print(f"基线写在 {_baseline_path(cases)}")
    if worse:
        raise typer.Exit(Exit.FINDINGS)


def _baseline_path(cases: Path | None) -> Path:
    from extractor.eval import gate

    return cases / gate.BASELINE.name if cases else gate.BASELINE


def _baseline(cases: Path | None, *, needed: bool) -> Baseline:
    """Return what is known of these cases, before anything is measured; raises UsageError when it is needed."""
    from extractor.eval import gate

    path = _baseline_path(cases)
    return gate.load(path) if needed or path.is_file() else gate.Baseline()


def _cases(folder: Path | None) -> list[Case]:
    """Return the reports to measure; raises UsageError when there are none."""
    from extractor.errors import UsageError
    from extractor.eval.case import all_cases, cases_in

    found = cases_in(folder) if folder else all_cases()
    if not found:
        raise UsageError(
            f"{folder} 里没有标注过的报告",
            "每份报告一个文件夹，内有 report.* 和 expected.json；用 zongshu eval label 报告 可以做一份",
        )
    return found


def _renderings(text: str | None, *, quick: bool) -> tuple[str, ...]:
    from extractor.cli.generate import chosen
    from extractor.eval.matrix import ALL, QUICK

    return chosen(text, ALL, "样式") if text else QUICK if quick else ALL


def _store(settings: Settings) -> Store:
    """Return where results are kept, and as many processes as there are cores."""
    import os

    from extractor.eval.matrix import Store

    return Store(folder=settings.cache or Path(), processes=os.cpu_count() or 1)


def _measured(
    cases: Sequence[Case], renderings: Sequence[str], reader: str, settings: Settings, store: Store
) -> list[Measurement]:
    """Measure the matrix with a progress bar, and return it in the order of the reports."""
    from rich.progress import track

    from extractor.cli import screen
    from extractor.errors import UsageError
    from extractor.eval import matrix

    if reader != _RULES and not Path(reader).is_dir():
        raise UsageError(f"没有 {reader} 这种读法，也没有这个文件夹", "写 rules，或放着答案的文件夹")
    cells = matrix.cells(cases, renderings, [reader])
    errors = screen.errors()
    found = matrix.measure(cells, settings, store)
    done = list(track(found, "测量", len(cells), console=errors, disable=not errors.is_terminal))
    order = {(cell.case.name, cell.rendering): number for number, cell in enumerate(cells)}
    return sorted(done, key=lambda one: order[one.case, one.rendering])
