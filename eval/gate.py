"""The gate against regress: what this run measures, beside what is committed in `baseline.json`.

The offline reader is deterministic, so a figure that is newly wrong, missing, misplaced or invented fails the gate and
is named. A model's answers vary, so only a fall below the bootstrap interval of the baseline fails.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import Field, ValidationError

from extractor.errors import UsageError
from extractor.eval.result import Counts, Measurement, Miss, total
from extractor.eval.scoring.intervals import interval
from extractor.records.base import Record

BASELINE = Path(__file__).parent / "baseline.json"
DETERMINISTIC = frozenset({"rules"})


class Known(Record):
    """What the baseline knows of one cell: its counts, and each figure that is known not to be right."""

    figures: Counts = Counts()
    found: int = Field(default=0, title="查出")
    false_alarms: int = Field(default=0, title="误报")
    verified_wrong: int = Field(default=0, title="已核实却错")
    failed: str = Field(default="", title="没能测")
    misses: tuple[str, ...] = ()


class Baseline(Record):
    """The committed state: cells by `case/rendering/reader`, and F1 intervals of readers that vary."""

    cells: dict[str, Known] = Field(default_factory=dict)
    intervals: dict[str, tuple[float, float]] = Field(default_factory=dict, title="F1 区间")


class Change(Record):
    """One difference from the baseline; `worse` fails the gate."""

    cell: str
    worse: bool
    says: str


def load(path: Path = BASELINE) -> Baseline:
    """Read a baseline; raises UsageError when there is none or it is broken."""
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"没有基线文件 {path}", "先用 zongshu eval --update 写一份") from error
    except ValidationError as error:
        raise UsageError(f"{path} 不是基线文件", "用 zongshu eval --update 重写一份") from error


def updated(baseline: Baseline, measured: Sequence[Measurement]) -> Baseline:
    """Return the baseline with the measured cells in place of what it knew of them; the others stay."""
    cells = baseline.cells | {name_of(one): _known(one) for one in measured}
    varying = sorted({one.reader for one in measured} - DETERMINISTIC)
    found = {reader: interval([m for m in measured if m.reader == reader], _f1) for reader in varying}
    intervals = baseline.intervals | {reader: span for reader, span in found.items() if span is not None}
    return Baseline(cells=dict(sorted(cells.items())), intervals=intervals)


def compare(baseline: Baseline, measured: Sequence[Measurement]) -> list[Change]:
    """Return what changed, worst first; cells of the baseline that were not measured are not spoken of."""
    changes = [change for one in measured if one.reader in DETERMINISTIC for change in _changes(baseline, one)]
    for reader, (low, _) in baseline.intervals.items():
        now = _f1(total(m for m in measured if m.reader == reader))
        if now is not None and now < low:
            changes.append(Change(cell=reader, worse=True, says=f"数字 F1 {now:.3f}，低于基线区间的下限 {low:.3f}"))
    return sorted(changes, key=lambda change: not change.worse)


def measured_by(baseline: Baseline) -> list[Measurement]:
    """Return the counts of a baseline as measurements: what its figures were when it was written."""
    found = []
    for name, known in baseline.cells.items():
        case, rendering, reader = name.split("/")
        found.append(
            Measurement(case=case, rendering=rendering, reader=reader, failed=known.failed, figures=known.figures)
        )
    return found


def name_of(measured: Measurement) -> str:
    """Return the name of a cell: case/rendering/reader."""
    return f"{measured.case}/{measured.rendering}/{measured.reader}"


def _changes(baseline: Baseline, one: Measurement) -> Iterable[Change]:
    cell, now = name_of(one), _known(one)
    before = baseline.cells.get(cell)
    if before is None:
        yield Change(cell=cell, worse=False, says="基线里没有，用 --update 记下")
        return
    if now.failed and not before.failed:
        yield Change(cell=cell, worse=True, says=f"读不出了：{now.failed}")
        return
    new, gone = _difference(now.misses, before.misses), _difference(before.misses, now.misses)
    yield from (Change(cell=cell, worse=True, says=says) for says in new)
    yield from (Change(cell=cell, worse=False, says=f"已好：{says}") for says in gone)
    if now.found < before.found:
        yield Change(cell=cell, worse=True, says=f"查出的问题由 {before.found} 个减为 {now.found} 个")
    if now.false_alarms > before.false_alarms:
        yield Change(cell=cell, worse=True, says=f"误报由 {before.false_alarms} 个增为 {now.false_alarms} 个")
    if now.verified_wrong > before.verified_wrong:
        counts = f"由 {before.verified_wrong} 个增为 {now.verified_wrong} 个"
        yield Change(cell=cell, worse=True, says=f"标为已核实却错的{counts}")


def _difference(one: Iterable[str], other: Iterable[str]) -> list[str]:
    return sorted((Counter(one) - Counter(other)).elements())


def _known(one: Measurement) -> Known:
    return Known(
        figures=one.figures,
        found=sum(counts.found for counts in one.findings.values()),
        false_alarms=sum(counts.false_alarms for counts in one.findings.values()),
        verified_wrong=one.verified_wrong,
        failed=one.failed,
        misses=tuple(sorted(_says(miss) for miss in one.misses if miss.kind == "figure")),
    )


_VERDICTS = {"wrong": "读错", "missing": "漏读", "misplaced": "放错", "invented": "多读"}


def _says(miss: Miss) -> str:
    sides = {"missing": f"应为 {miss.expected}", "invented": f"读作 {miss.got}"}
    both = f"应为 {miss.expected}，读作 {miss.got or '空'}"
    return f"{_VERDICTS.get(miss.verdict, miss.verdict)} {miss.path} {sides.get(miss.verdict, both)}"


def _f1(measured: Measurement) -> float | None:
    return measured.figures.f1
