"""`zongshu eval --oracle-lies`: how many lies of a model reach the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from extractor.eval.case import Case
    from extractor.eval.oracle.measuring import Outcome

_HEADS = ("读法", "词典", "谎话", "F1", "问到", "编造", "进了", "张冠", "进了", "矛盾", "未核", "已核", "不对")
_MOST = 100


def show_oracle(cases: Sequence[Case], folder: Path | None, reader: str, lies: str, *, as_json: bool) -> None:
    """Measure a reader against the lying oracle at each rate, and print the table; raises UsageError for bad words."""
    import os

    from extractor.cli import screen
    from extractor.errors import UsageError
    from extractor.eval.oracle.measuring import measure, trials

    rates = [int(rate) for rate in lies.split(",") if rate.strip().isdigit() and int(rate) <= _MOST]
    if reader not in {"model", "hybrid"} or len(rates) != len(lies.split(",")):
        raise UsageError(
            "--oracle-lies 要和 --reader model 或 hybrid 同用，比例是 0 到 100 的整数", "如 --oracle-lies 0,10"
        )
    found: list[Outcome] = []
    for trial in trials(reader, rates):
        with screen.busy(f"{trial.reader}，谎话 {trial.lies}%"):
            first, *others = measure(trial, cases, folder, os.cpu_count() or 1)
        found.append(sum(others, first))
    if as_json:
        screen.print_json([one.as_data() | {"f1": round(one.figures.f1 or 0, 4)} for one in found])
    else:
        _show(found)


def _show(found: Sequence[Outcome]) -> None:
    from rich.table import Table

    from extractor.cli import screen

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in _HEADS:
        table.add_column(head, justify="left" if head == "读法" else "right", no_wrap=True)
    for one in found:
        words = "减半" if one.weak else "全"
        counts = (one.leaves, one.made_up, one.made_up_reached, one.misplaced, one.misplaced_reached)
        states = (one.misplaced_contradicted, one.misplaced_unchecked, one.misplaced_verified)
        shown = map(str, (*counts, *states, one.wrong))
        table.add_row(one.reader, words, f"{one.lies}%", f"{one.figures.f1 or 0:.4f}", *shown)
    console = screen.console()
    console.print(table)
    console.print(
        "编造、张冠：说了几个谎，有几个进了记录，张冠的其后是它们在记录里的核对状态；不对：记录里错的或多的数",
        style="dim",
    )
