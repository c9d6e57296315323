"""The whole benchmark: every source with faults of every class, over several processes, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from multiprocessing import get_context
from random import Random
from typing import NamedTuple

from extractor.eval.case import Case as Labelled
from extractor.eval.case import all_cases
from extractor.eval.generator import FORMS
from extractor.eval.mutation.faults import KINDS, Fault, inject
from extractor.eval.mutation.judging import fails, judge
from extractor.eval.mutation.score import Judged, Mutation, is_failure, row_of, rows_of
from extractor.eval.mutation.sources import Clean, generated, labelled
from extractor.settings import Settings
from extractor.validation.rule import Case

_A_CLASS = 8
"""Faults of one class in one report, at most: a small form has few places for some."""

_A_REPORT = 45
"""Faults that a generated report gives on average."""

_AT_ONCE = 2


class Task(NamedTuple):
    """One source: a labelled report, or the generated one of a form and a number."""

    seed: int
    case: Labelled | None = None
    form: str = ""
    number: int = 0


class Told(NamedTuple):
    """What a source gave: whether it is consistent, what is said of it before any fault, and of its mutants."""

    source: str
    alarms: tuple[str, ...] = ()
    judged: tuple[Judged, ...] = ()


def measure(n: int, seed: int, settings: Settings, processes: int = 1) -> Mutation:
    """Return what becomes of at least about `n` mutants."""
    told = list(_told(list(tasks(n, seed)), settings, processes))
    judged = list(chain.from_iterable(one.judged for one in told))
    return Mutation(
        seed=seed,
        sources=len(told),
        rows=rows_of(judged, KINDS),
        total=row_of("", judged),
        false_alarms=tuple(f"{one.source} {alarm}" for one in told for alarm in one.alarms),
        failures=tuple(one for one in judged if is_failure(one)),
    )


def tasks(n: int, seed: int) -> Iterator[Task]:
    """Yield sources for about `n` mutants: the labelled reports, then as many generated ones, the forms in turn."""
    wanted = -(-n // _A_REPORT)
    yield from (Task(seed, case) for case in all_cases()[:wanted])
    for number in range(-(-wanted // len(FORMS))):
        forms = FORMS[: wanted - number * len(FORMS)]
        yield from (Task(seed, None, form, number) for form in forms)


def run(task: Task, settings: Settings) -> Told | None:
    """Put faults of every class into one source and judge them; None when the source is not consistent."""
    clean = source_of(task)
    if clean is None:
        return None
    before = fails(Case(None, clean.report, settings))
    judged = (judge(fault, clean.name, before, settings) for fault in mutants(clean, task.seed))
    alarms = tuple(f"{check} {subject}" for check, subject in sorted(before)) if task.case is None else ()
    return Told(clean.name, alarms, tuple(judged))


def mutants(clean: Clean, seed: int) -> Iterator[Fault]:
    """Yield different faults of each class in one report."""
    for kind in KINDS:
        chance = Random(f"{seed}/{clean.name}/{kind}")  # noqa: S311 - variety, not secrecy
        made: list[Fault] = []
        for _ in range(_A_CLASS):
            fault = inject(kind, clean.report, chance)
            if fault is not None and all(fault.report != other.report for other in made):
                made.append(fault)
        yield from made


def source_of(task: Task) -> Clean | None:
    """Return the report of a task."""
    if task.case is not None:
        return next(labelled([task.case]), None)
    return generated(task.form, task.seed * 1_000_000 + task.number)


def _told(waiting: list[Task], settings: Settings, processes: int) -> Iterable[Told]:
    work = partial(run, settings=settings)
    if processes == 1:
        return [told for task in waiting if (told := work(task)) is not None]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        return [told for told in pool.map(work, waiting, chunksize=_AT_ONCE) if told is not None]
