"""How many lies of a model reach the record: reports read by a model, by hybrid and by rules, against their labels.

The oracle is a server of its own on the loopback; the reader goes the whole way through cache, budget and protocol.
With `weak` the offline reader lacks half of its synonyms, so that hybrid needs the model.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import Field

from extractor.eval.case import Case
from extractor.eval.oracle.loopback import Loopback, serve
from extractor.eval.oracle.lying import MADE_UP, MISPLACED, SHIFTED
from extractor.eval.oracle.reaching import lies_in, reached, state
from extractor.eval.oracle.server import Script
from extractor.eval.result import Counts
from extractor.eval.scoring import counting
from extractor.eval.scoring.fields import score
from extractor.pipeline import read_report
from extractor.records import paths
from extractor.records.base import Record
from extractor.records.document import Document, Line
from extractor.records.report import Figure, Report
from extractor.settings import Asking, Settings

_PERCENT = 100


class Trial(NamedTuple):
    """One way to read the reports: the reader, the share of lies in percent, and whether the lexicon is halved.

    `shifts`: the share of tables, in percent, whose values slip by a row.
    """

    reader: str
    lies: int
    weak: bool = False
    shifts: int = 0


class Outcome(Record):
    """What a trial gave."""

    reader: str = Field(title="读法")
    lies: int = Field(title="谎话比例（%）")
    weak: bool = Field(default=False, title="词典减半")
    figures: Counts = Field(default=Counts(), title="数字")
    leaves: int = Field(default=0, title="问到的值")
    made_up: int = Field(default=0, title="编造的")
    misplaced: int = Field(default=0, title="张冠李戴的")
    shifted: int = Field(default=0, title="整表错行的")
    made_up_reached: int = Field(default=0, title="编造而进了记录", description="必须为 0")
    misplaced_reached: int = Field(default=0, title="张冠李戴而进了记录", description="连同整表错行的")
    misplaced_contradicted: int = Field(default=0, title="其中标为矛盾")
    misplaced_unchecked: int = Field(default=0, title="其中未核对，没有等式用得上")
    misplaced_verified: int = Field(default=0, title="其中标为已核对")
    wrong: int = Field(default=0, title="记录里不对的数字")
    contradicted: int = Field(default=0, title="其中标为矛盾")
    unchecked: int = Field(default=0, title="其中未核对，须人看")
    verified: int = Field(default=0, title="其中标为已核对")
    prompt_tokens: int = Field(default=0, title="输入词元")
    answer_tokens: int = Field(default=0, title="输出词元")

    def __add__(self, other: Outcome) -> Outcome:
        """Add up two reports of one trial."""
        asides = {"reader", "lies", "weak", "figures"}
        sums = {
            name: getattr(self, name) + getattr(other, name) for name in type(self).model_fields if name not in asides
        }
        return self.model_copy(update={**sums, "figures": self.figures + other.figures})


def measure(trial: Trial, cases: Sequence[Case], folder: Path | None = None, processes: int = 1) -> Iterator[Outcome]:
    """Yield the outcome of each report of a trial; the server runs as long as that takes.

    `folder` is where the reports lie when they are not our own.
    """
    script = Script(lies=trial.lies / _PERCENT, shifts=trial.shifts / _PERCENT, cases=folder)
    with tempfile.TemporaryDirectory() as scratch, serve(script, Path(scratch)) as server:
        with ProcessPoolExecutor(processes, get_context("spawn"), _prepare, (trial.weak,)) as pool:
            jobs = [pool.submit(_read, trial, case, server.address) for case in cases]
            read = [job.result() for job in jobs]
        told = _told(server)
    for case, (outcome, report) in zip(cases, read, strict=True):
        requests = told[case.name]
        yield outcome.model_copy(update=_lies(requests, report))


def _told(server: Loopback) -> dict[str, list[dict[str, Any]]]:
    """What the oracle said about each report."""
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for request in server.paid():
        told[request["model"].removeprefix("oracle/")].append(request)
    return told


def _lies(requests: Sequence[dict[str, Any]], report: Report) -> dict[str, int]:
    """Count the lies of some answers by their kind, and the misplaced ones that a record holds by their state."""
    lies = [lie for request in requests for lie in lies_in(request)]
    kinds = Counter(lie.kind for lie in lies)
    states = Counter(state(value) for lie, value in reached(lies, report) if lie.kind != MADE_UP)
    counted = {name: kinds[name] for name in (MADE_UP, MISPLACED, SHIFTED)}
    marked = {f"misplaced_{name}": states[name] for name in ("contradicted", "unchecked", "verified")}
    leaves = sum(request["leaves"] for request in requests)
    return {**counted, **marked, "misplaced_reached": states.total(), "leaves": leaves}


def trials(reader: str, rates: Sequence[int]) -> list[Trial]:
    """Return what to measure for a reader: hybrid beside both readers alone, all with half of the lexicon."""
    if reader != "hybrid":
        return [Trial(reader, rate) for rate in rates]
    return [Trial("rules", 0, weak=True), *(Trial(r, rate, weak=True) for rate in rates for r in ("model", "hybrid"))]


def _prepare(weak: bool) -> None:
    """Make a process ready: the words are taken away before anything is read."""
    if weak:
        from extractor.eval.oracle.weakening import weaken  # noqa: PLC0415 - only for these trials

        weaken()


def _read(trial: Trial, case: Case, address: str) -> tuple[Outcome, Report]:
    """Read one report and compare it with its label."""
    from extractor.llm import Asker  # noqa: PLC0415 - only when a model is asked
    from extractor.llm.endpoint import Endpoint  # noqa: PLC0415

    settings = Settings.model_validate(
        {"reader": trial.reader, "model": f"oracle/{case.name}", "asking": Asking(endpoint=address)}
    )
    asker = None if trial.reader == "rules" else Asker(Endpoint(settings), settings)
    document, report = read_report(case.report, settings, asker)
    return _judged(trial, case, document, report), report


def _judged(trial: Trial, case: Case, document: Document, report: Report) -> Outcome:
    result = score(report, case.label)
    faults = [one for one in result.results if one.kind == "figure" and one.verdict in {"wrong", "invented"}]
    states = Counter(getattr(paths.get(report, one.read or ""), "status", "unchecked") for one in faults)
    run = report.run
    return Outcome(
        reader=trial.reader,
        lies=trial.lies,
        weak=trial.weak,
        figures=counting.figures(list(result.results)),
        made_up_reached=made_up_in(document, report),
        wrong=len(faults),
        contradicted=states["contradicted"],
        unchecked=states["unchecked"],
        verified=states["verified"],
        prompt_tokens=run.tokens - run.answer_tokens if run else 0,
        answer_tokens=run.answer_tokens if run else 0,
    )


def made_up_in(document: Document, report: Report) -> int:
    """Return how many figures of a record are not printed at their place; there must be none."""
    return sum(not _stands(document, figure) for _, figure in paths.figures(report))


def _stands(document: Document, figure: Figure) -> bool:
    """Whether the digits of a figure stand at its place; looked up here anew, apart from the reader's own grounding."""
    place = document.places.get(figure.at.line)
    if place is None:
        return False
    text = place.text
    if isinstance(place, Line):
        order = document.line_order[place.id]
        text += "".join(line.text for line in document.all_lines[order + 1 : order + 2])
    return _bare(figure.text) in _bare(text)


def _bare(text: str) -> str:
    return re.sub(r"[\s,，]", "", text)
