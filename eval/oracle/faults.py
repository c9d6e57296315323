"""A batch of reports against a model with every fault at once: what is done, what is partial, and what is lost.

The server fails at a share of the requests, lies about that share of the leaves and moves the values of that share of
the tables by a row. Each report goes the whole way into its folder of results, and then the whole batch once more, as
a person would run it again: what was answered comes from the cache, what failed is asked anew.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pydantic import Field

from extractor import folders
from extractor.batch import Row, run_files
from extractor.errors import Exit
from extractor.eval.case import Case
from extractor.eval.oracle.loopback import Loopback, serve
from extractor.eval.oracle.lying import WAYS
from extractor.eval.oracle.measuring import made_up_in
from extractor.eval.oracle.reaching import lies_in, reached, state
from extractor.eval.oracle.server import FAULTS, Script
from extractor.records.base import Record
from extractor.settings import Asking, Settings

_PERCENT = 100
_USABLE = frozenset({"", "slow"})
"""Answers that arrive whole and can be used."""
_UNANSWERED = "没有问到结果："


class Way(Record):
    """One way of lying: how often, and what became of it."""

    way: str = Field(title="谎话")
    told: int = Field(default=0, title="说了")
    reached: int = Field(default=0, title="进了记录")
    contradicted: int = Field(default=0, title="标为矛盾")
    unchecked: int = Field(default=0, title="未核对")
    verified: int = Field(default=0, title="已核实")


class Ending(Record):
    """How the reports of one run over the batch ended; `reasons` says why some are partial."""

    done: int = Field(title="完成")
    partial: int = Field(title="部分读出")
    lost: int = Field(title="丢失", description="没有结果文件夹，或程序出错")
    silent: int = Field(default=0, title="该说没说", description="有问题没有问到结果而没有写明的")
    reasons: dict[str, int] = Field(default_factory=dict, title="部分读出的原因")


class Batch(Record):
    """What a batch with all faults gave."""

    reader: str = Field(title="读法")
    share: int = Field(title="故障比例（%）")
    reports: int = Field(title="份数")
    first: Ending = Field(title="第一遍")
    again: Ending = Field(title="再跑一遍")
    requests: int = Field(title="请求数")
    faults: dict[str, int] = Field(default_factory=dict, title="出过的故障")
    answers: int = Field(title="用得上的回答")
    paid_twice: int = Field(title="付了两次的回答", description="必须为 0")
    made_up_in_records: int = Field(title="记录里编造的数", description="必须为 0")
    ways: tuple[Way, ...] = Field(default=(), title="谎话")


def run_batch(
    reader: str, share: int, cases: Sequence[Case], folder: Path | None = None, tell: Callable[[str], object] = str
) -> Batch:
    """Run the reports with a share of faults in percent; `tell` hears the name of each report before it is read.

    `folder` is where the reports lie when they are not our own.
    """
    part = share / _PERCENT
    faults = dict.fromkeys(FAULTS, part / len(FAULTS))
    script = Script(faults=faults, lies=part, shifts=part, slow_seconds=0.1, cases=folder)
    with tempfile.TemporaryDirectory() as scratch, serve(script, Path(scratch) / "server") as server:
        first = _run(reader, cases, server, Path(scratch), tell)
        lies = _lies(cases, server, Path(scratch))
        again = _run(reader, cases, server, Path(scratch), tell)
        paid = Counter(one["name"] for one in server.paid() if one["fault"] in _USABLE)
        return Batch(
            reader=reader,
            share=share,
            reports=len(cases),
            first=_ending(first, cases, Path(scratch)),
            again=_ending(again, cases, Path(scratch)),
            requests=len(server.requests()),
            faults=dict(Counter(one["fault"] for one in server.requests() if one.get("fault"))),
            answers=paid.total(),
            paid_twice=sum(count - 1 for count in paid.values()),
            made_up_in_records=_made_up(cases, Path(scratch)),
            ways=lies,
        )


def _run(
    reader: str, cases: Sequence[Case], server: Loopback, scratch: Path, tell: Callable[[str], object]
) -> dict[str, Row]:
    """Run each report with an oracle of its own; return the rows by the names of the reports."""
    from extractor.llm import Asker  # noqa: PLC0415 - only when a model is asked
    from extractor.llm.endpoint import Endpoint  # noqa: PLC0415

    cache = scratch / "cache"
    rows: dict[str, Row] = {}
    for case in cases:
        tell(case.name)
        asking = Asking(endpoint=server.address, timeout=5, longest_wait=0.2)
        settings = Settings.model_validate(
            {"reader": reader, "model": f"oracle/{case.name}", "asking": asking, "cache": cache, "read_back": False}
        )
        asker = Asker(Endpoint(settings, cache), settings, cache / "answers")
        for row in run_files([case.report], _home(scratch, case), settings, asker):
            rows[case.name] = row
    return rows


def _home(scratch: Path, case: Case) -> Path:
    return scratch / "out" / case.name


def _results(scratch: Path, case: Case) -> Path | None:
    """The folder of results of a report; None when it has none."""
    return next((path.parent for path in sorted(_home(scratch, case).glob(f"*/{folders.RECORD}"))), None)


def _ending(rows: dict[str, Row], cases: Sequence[Case], scratch: Path) -> Ending:
    kept = {name: row for name, row in rows.items() if not row.trace and row.exit in _ENDS}
    lost = sum(case.name not in kept or _results(scratch, case) is None for case in cases)
    partial = [row for row in kept.values() if row.exit == Exit.PARTIAL]
    reasons = Counter(reason for row in partial for reason in {_reason(said) for said in row.summary.problems})
    return Ending(
        done=len(kept) - len(partial),
        partial=len(partial),
        lost=lost,
        silent=sum(not row.summary.problems for row in partial),
        reasons=dict(reasons.most_common()),
    )


_ENDS = frozenset({Exit.OK, Exit.FINDINGS, Exit.PARTIAL})


def _reason(problem: str) -> str:
    """Why a question has no answer, or that the report itself lacks something."""
    return problem.partition(_UNANSWERED)[2] or "报告本身的问题"


def _made_up(cases: Sequence[Case], scratch: Path) -> int:
    found = [path for case in cases if (path := _results(scratch, case))]
    return sum(made_up_in(folders.document_of(path), folders.load(path)[0]) for path in found)


def _lies(cases: Sequence[Case], server: Loopback, scratch: Path) -> tuple[Way, ...]:
    """Count the lies of usable answers by their way, and what the records hold of them."""
    told: dict[str, list[dict[str, Any]]] = {}
    for request in server.paid():
        if request["fault"] in _USABLE:
            told.setdefault(request["model"].removeprefix("oracle/"), []).append(request)
    counts: Counter[tuple[str, str]] = Counter()
    for case in cases:
        path = _results(scratch, case)
        lies = [lie for request in told.get(case.name, ()) for lie in lies_in(request)]
        counts.update((lie.way, "told") for lie in lies)
        for lie, value in reached(lies, folders.load(path)[0]) if path else ():
            counts.update([(lie.way, "reached"), (lie.way, state(value))])
    columns = ("told", "reached", "contradicted", "unchecked", "verified")
    return tuple(Way(way=title, **{name: counts[way, name] for name in columns}) for way, title in WAYS.items())
