"""Every labelled report in every rendering under every reader: measured in parallel, and never twice.

A cell of this matrix is one report in one rendering read by one reader. What a cell gave is kept in the cache under a
hash of all that it depends on (the report, its labels, the seed, the settings and the code itself), so that a second
run measures only what has changed, and a run that was cut off goes on.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from pydantic import ValidationError

from extractor.eval.case import Case
from extractor.eval.measuring import NATIVE, Cell, measure_cell
from extractor.eval.renderings import NAMES, SCANS, UNRULED, applies
from extractor.eval.result import Measurement
from extractor.eval.source import content_of, layout_of
from extractor.records.base import Record
from extractor.settings import Settings, digest

QUICK = (NATIVE, *(name for name in NAMES if name not in {*SCANS, *UNRULED}))
"""What everyday use measures: every rendering that is no image and has tables that can be told beyond doubt."""

ALL = (NATIVE, *NAMES)

_CODE = (".py", ".toml", ".md", ".j2")
_ASIDE = {"cases", "layouts", "report", "labelling", "generator", "mutation"}
"""What lies beside the code that makes and scores a result."""


class Store(Record):
    """Where renderings and results are kept, and how many processes may work."""

    folder: Path
    processes: int = 1


def cells(cases: Iterable[Case], renderings: Sequence[str], readers: Sequence[str]) -> list[Cell]:
    """Return the cells of the matrix; a rendering that does not fit a report (prose as a sheet) makes no cell."""
    found = []
    for case in cases:
        content = content_of(case) if set(renderings) - {NATIVE} else ()
        fitting = [name for name in renderings if name == NATIVE or applies(content, name)]
        found += [Cell(case, name, reader) for name in fitting for reader in readers]
    return found


def measure(matrix: Sequence[Cell], settings: Settings, store: Store) -> Iterator[Measurement]:
    """Yield what each cell gives, as soon as it is there; results of earlier runs come first.

    A report that cannot be read is measured as failed, never as zero.
    """
    waiting = []
    for cell in matrix:
        kept = _kept(_path(cell, settings, store))
        if kept is not None:
            yield kept
        else:
            waiting.append(cell)
    yield from _measured(waiting, settings, store)


def share(settings: Settings, processes: int) -> Settings:
    """Return the settings of one of several processes: its share of the cores, so that together they use each once."""
    cores = settings.threads or os.cpu_count() or 1
    return settings.model_copy(update={"threads": max(1, cores // processes)})


def _measured(waiting: Sequence[Cell], settings: Settings, store: Store) -> Iterator[Measurement]:
    settings = share(settings, min(store.processes, len(waiting) or 1))
    if store.processes == 1 or len(waiting) <= 1:
        for cell in waiting:
            yield _run(cell, settings, store)
        return
    with ProcessPoolExecutor(store.processes, get_context("spawn")) as pool:
        running = [pool.submit(_run, cell, settings, store) for cell in waiting]
        for done in as_completed(running):
            yield done.result()


def _run(cell: Cell, settings: Settings, store: Store) -> Measurement:
    """Measure one cell and keep the result; a half-written result is never found under its name.

    A fault of the program costs its own cell and is not kept.
    """
    try:
        measured = measure_cell(cell, settings.model_copy(update={"cache": store.folder}), store.folder)
    except Exception as error:  # noqa: BLE001 - the other cells do not depend on it
        return Measurement(
            case=cell.case.name, rendering=cell.rendering, reader=cell.reader_name, failed=f"程序出错：{error!r}"
        )
    path = _path(cell, settings, store)
    path.parent.mkdir(parents=True, exist_ok=True)
    for stale in path.parent.glob(f"{_name(cell)}-*.json"):
        stale.unlink(missing_ok=True)
    draft = path.with_suffix(".part")
    draft.write_text(measured.as_json(), encoding="utf-8")
    draft.replace(path)
    return measured


def _kept(path: Path) -> Measurement | None:
    try:
        return Measurement.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _path(cell: Cell, settings: Settings, store: Store) -> Path:
    known = hashlib.sha256(f"{cell.rendering}\0{cell.reader}\0{digest(settings)}\0{code_digest()}".encode())
    for path in (
        cell.case.report,
        cell.case.label_file,
        cell.case.findings_file,
        layout_of(cell.case),
        *_answers(cell),
    ):
        known.update(path.read_bytes() if path and path.is_file() else b"")
    return store.folder / "results" / f"{_name(cell)}-{known.hexdigest()[:16]}.json"


def _name(cell: Cell) -> str:
    return f"{cell.case.name}-{cell.rendering}-{cell.reader_name}"


def _answers(cell: Cell) -> list[Path]:
    folder = Path(cell.reader)
    return sorted(folder.rglob(f"{cell.case.name}.json")) if folder.is_dir() else []


@cache
def code_digest() -> str:
    """Return sixteen hexadecimal digits that change with any file of the tool that can change a result."""
    import extractor  # noqa: PLC0415 - asked for where it lies

    here = Path(__file__).parent
    known = hashlib.sha256()
    for root in (Path(extractor.__file__).parent, here, here.parent / "templates"):
        for path in sorted(root.rglob("*")):
            if path.suffix in _CODE and not _ASIDE & set(path.relative_to(root).parts):
                known.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return known.hexdigest()[:16]
