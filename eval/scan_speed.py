"""How fast scans are read, beside bare RapidOCR on the same page images in the same run.

Bare is RapidOCR as it comes, on all cores, its direction classifier off: it finds print and recognises it, nothing
more. Ours straightens the page, lifts off seals, finds the tables and puts the print into their cells besides. Its
second looks are counted apart: finding doubtful places and cells that hold ink but no words, and reading them again.
Each runs in a process of its own, so that its peak memory is its own too. Nothing comes from a cache.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any, NamedTuple

from pydantic import Field

from extractor.eval.speed import Timing, peak_memory
from extractor.reading import read
from extractor.records.base import Record
from extractor.settings import Settings

ROUNDS = 3
"""How often each job is done, in turn with the others, so that a busy moment hits no one alone; the fastest counts."""

BARE = "RapidOCR 默认设置"
OURS, AGAIN, STEPS = "读取扫描页（不含再看）", "再看可疑处", "其中拉直和表格线"

CASES = ("donglu-transport-2024", "yunling-veterans-2024", "binhe-water-2023")
RENDERING = "office200"


class ScanSpeed(Record):
    """What reading the same scanned pages takes, bare and by us."""

    rows: tuple[Timing, ...] = Field(title="测什么")

    def seconds(self, what: str) -> float | None:
        """Return the seconds a page that a measurement took, None if it is missing."""
        return next((row.seconds / row.pages for row in self.rows if row.what == what and row.pages), None)

    @property
    def times(self) -> float | None:
        """How many times as long our reading takes as bare RapidOCR, second looks aside; None if one is missing."""
        ours, bare = self.seconds(OURS), self.seconds(BARE)
        return ours / bare if ours and bare else None


class _Spent(NamedTuple):
    """Seconds by the name of what took them, pages, and the peak memory of the process in MB."""

    seconds: dict[str, float]
    pages: int
    peak_mb: float | None


def measure(files: Sequence[Path], settings: Settings) -> ScanSpeed:
    """Measure scans: PDFs of page images, or images. Raises UnreadableError for a file that cannot be read."""
    needed = [name for name in ("rapidocr", "onnxruntime", "cv2") if importlib.util.find_spec(name) is None]
    if needed:
        return ScanSpeed(rows=(Timing(what=OURS, missing=f"没有安装 {'、'.join(needed)}"),))
    uncached = settings.model_copy(update={"cache": None})
    jobs = (_bare, _ours, _steps)
    rounds = [[_alone(job, files, uncached) for job in jobs] for _ in range(ROUNDS)]
    fastest = (min(spent, key=lambda one: sum(one.seconds.values())) for spent in zip(*rounds, strict=True))
    return ScanSpeed(rows=tuple(row for spent in fastest for row in _rows(spent)))


def sample(folder: Path) -> list[Path]:
    """Return scans of some of our fictional reports, written into a folder.

    Raises UsageError when the packages for evaluations are not installed.
    """
    from extractor.eval.case import cases  # noqa: PLC0415 - renders with libraries of its own
    from extractor.eval.renderings import render  # noqa: PLC0415
    from extractor.eval.source import content_of  # noqa: PLC0415

    found = [case for case in cases() if case.name in CASES]
    return [render(content_of(case), RENDERING, folder, stem=case.name, seed=7).path for case in found]


def _alone(job: Callable[..., _Spent], files: Sequence[Path], settings: Settings) -> _Spent:
    """Do a job in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(job, tuple(files), settings).result()


def _rows(spent: _Spent) -> Iterator[Timing]:
    peak = None if spent.peak_mb is None else round(spent.peak_mb, 1)
    for what, seconds in spent.seconds.items():
        yield Timing(what=what, pages=spent.pages, seconds=round(seconds, 4), peak_mb=peak)


def _bare(files: Sequence[Path], settings: Settings) -> _Spent:
    from rapidocr import RapidOCR  # noqa: PLC0415 - heavy

    engine = RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False})

    def once(file: Path) -> int:
        return sum(1 for picture in _pictures(file, settings) if engine(picture.pixels, use_cls=False))

    seconds, pages = _timed(once, files)
    return _Spent({BARE: seconds}, pages, peak_memory())


def _ours(files: Sequence[Path], settings: Settings) -> _Spent:
    from extractor.reading.scan import page  # noqa: PLC0415 - heavy

    clock = _Clock()

    def once(file: Path) -> int:
        return len(read(file, settings).pages)

    with clock.watching(page, "looked_again"), clock.watching(page, "overlooked"):
        seconds, pages = _timed(once, files, clock)
    return _Spent({OURS: seconds - clock.seconds, AGAIN: clock.seconds}, pages, peak_memory())


def _steps(files: Sequence[Path], settings: Settings) -> _Spent:
    """Measure by themselves the two steps that bare recognition does not have."""
    from extractor.reading.scan.ink import ink_of  # noqa: PLC0415 - heavy
    from extractor.reading.scan.rules import rules_of  # noqa: PLC0415
    from extractor.reading.scan.straighten import straighten  # noqa: PLC0415

    inks = [(ink_of(picture.pixels), picture.scale) for file in files for picture in _pictures(file, settings)]
    started = perf_counter()
    for ink, scale in inks:
        rules_of(straighten(ink, scale).pixels, scale)
    return _Spent({STEPS: perf_counter() - started}, len(inks), peak_memory())


def _timed(once: Callable[[Path], int], files: Sequence[Path], clock: _Clock | None = None) -> tuple[float, int]:
    """Return the seconds and pages of all files; one file goes before, since models load when they are first used."""
    once(files[0])
    if clock:
        clock.seconds = 0.0
    started = perf_counter()
    pages = sum(map(once, files))
    return perf_counter() - started, pages


def _pictures(file: Path, settings: Settings) -> Iterator[Any]:
    """Yield the pictures of the pages of a file as our reading sees them."""
    import pymupdf  # noqa: PLC0415 - heavy

    from extractor.reading.scan.image import picture_of  # noqa: PLC0415 - heavy

    with pymupdf.open(file) as paper:
        for number in range(min(paper.page_count, settings.limits.pages)):
            yield picture_of(paper[number])


class _Clock:
    """Adds up the time that functions take while they are watched."""

    seconds = 0.0

    @contextmanager
    def watching(self, owner: ModuleType, name: str) -> Iterator[None]:
        """Measure every call of a function of a module."""
        function = getattr(owner, name)

        def watched(*given: Any) -> Any:
            started = perf_counter()
            try:
                return function(*given)
            finally:
                self.seconds += perf_counter() - started

        setattr(owner, name, watched)
        try:
            yield
        finally:
            setattr(owner, name, function)
