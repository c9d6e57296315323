"""How fast digital PDFs are read, checked and drafted, beside bare PyMuPDF and pdfplumber on the same files.

Each measurement runs in a process of its own, so that its peak memory is its own too.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from pydantic import Field

from extractor.drafting import draft
from extractor.output.word import write_word
from extractor.pipeline import read_report
from extractor.readback import read_back
from extractor.reading import read
from extractor.records.base import Record
from extractor.settings import Settings
from extractor.validation import check

SHORTEST = 0.4
"""Seconds for which a measurement goes on, however short one round is; the fastest round counts."""

ONE_REPORT = "检查和找改法（居中的一份）"
_ROUNDS_OF_ONE = 7
_SAMPLE = 60
"""Pages of the long file that other finders of tables read: too slow for all, at a speed that hardly changes."""


class Timing(Record):
    """One measurement; `missing` says why there is none, which is not the same as zero."""

    what: str = Field(title="测什么")
    pages: int = Field(default=0, title="页数")
    seconds: float = Field(default=0.0, title="用时（秒）")
    peak_mb: float | None = Field(default=None, title="内存峰值（MB）")
    missing: str = Field(default="", title="没能测")

    @property
    def pages_per_second(self) -> float | None:
        """Pages a second, None if nothing was measured."""
        return self.pages / self.seconds if self.seconds else None


class Speed(Record):
    """What each stage takes on the given files (`stages`), and on one long file made of their pages (`long`)."""

    stages: tuple[Timing, ...] = Field(title="给定文件")
    long: tuple[Timing, ...] = Field(title="长文件")
    report: Timing | None = Field(default=None, title="一份报告", description="标注过的报告里居中的一份，检查和找改法")

    def times(self, what: str, other: str, *, long: bool = False) -> float | None:
        """Return how many times as long `what` takes as `other` (names of measurements), None if one is missing."""
        seconds = {row.what: row.seconds / row.pages for row in (self.long if long else self.stages) if row.seconds}
        return seconds[what] / seconds[other] if what in seconds and other in seconds else None


def measure(files: Sequence[Path], settings: Settings, pages: int = 300) -> Speed:
    """Measure the stages on digital PDFs, and on a file of `pages` pages made by repeating them.

    pdfplumber is a tool of development; where it is not installed its row says so. Raises UnreadableError for a file
    that cannot be read.
    """
    with TemporaryDirectory() as folder:
        long = Path(folder) / "long.pdf"
        repeat(files, long, pages)
        return Speed(
            stages=tuple(_timed(job, files, settings) for job in _JOBS),
            long=tuple(_timed(job, [long], settings, once=True) for job in _JOBS if job.for_long),
            report=one_report(settings),
        )


def one_report(settings: Settings) -> Timing:
    """Measure checks and repairs on each labelled real report, on our own cases where there are none: the median."""
    from extractor.eval.case import SHARED, cases, labelled_reports  # noqa: PLC0415 - reads every label

    reports = labelled_reports(SHARED) or cases()
    times = [_fastest(partial(check, *read_report(one.report, settings), settings)) for one in reports]
    return Timing(what=ONE_REPORT, pages=1, seconds=round(median(times), 5))


def _fastest(run: Callable[[], object]) -> float:
    times: list[float] = []
    while len(times) < _ROUNDS_OF_ONE:
        started = perf_counter()
        run()
        times.append(perf_counter() - started)
    return min(times)


def repeat(files: Iterable[Path], path: Path, pages: int) -> None:
    """Write a PDF of so many pages by repeating the pages of the files in turn."""
    import pymupdf  # noqa: PLC0415 - only needed when speed is measured

    sources = [pymupdf.open(file) for file in files]
    with pymupdf.open() as long:
        while long.page_count < pages:
            for source in sources:
                long.insert_pdf(source, to_page=min(source.page_count, pages - long.page_count) - 1)
                if long.page_count >= pages:
                    break
        long.save(path, garbage=3, deflate=True)
    for source in sources:
        source.close()


class _Job(NamedTuple):
    """A measurement: what is done beforehand and not timed returns what is timed."""

    what: str
    ready: Callable[[Path, Settings], Callable[[], object]]
    needs: str = ""
    for_long: bool = True
    most_pages: int | None = None


class _Rounds(NamedTuple):
    """The fastest round over all files, the pages read in it, and the peak memory of the process."""

    seconds: float
    pages: int
    peak_mb: float | None


def _timed(job: _Job, files: Sequence[Path], settings: Settings, *, once: bool = False) -> Timing:
    if job.needs and importlib.util.find_spec(job.needs) is None:
        return Timing(what=job.what, missing=f"没有安装 {job.needs}")
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        best = pool.submit(_rounds, job.what, tuple(files), settings, once=once).result()
    peak = None if best.peak_mb is None else round(best.peak_mb, 1)
    return Timing(what=job.what, pages=best.pages, seconds=round(best.seconds, 5), peak_mb=peak)


def _rounds(what: str, files: Sequence[Path], settings: Settings, *, once: bool) -> _Rounds:
    """Do a job on all files, again and again unless `once`; runs in a process of its own."""
    job = next(job for job in _JOBS if job.what == what)
    runs = [job.ready(file, settings) for file in files]
    times: list[float] = []
    while not times or (sum(times) < SHORTEST and not once):
        started = perf_counter()
        for run in runs:
            run()
        times.append(perf_counter() - started)
    pages = [page_count(file) for file in files]
    return _Rounds(min(times), sum(min(count, job.most_pages or count) for count in pages), peak_memory())


def peak_memory() -> float | None:
    """Return the most memory that this process has held, in MB; None where the system does not tell."""
    status = Path("/proc/self/status")
    if status.exists():  # what resource reports on Linux includes the process that started this one
        fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        return int(fields["VmHWM"].split()[0]) / 1024
    if importlib.util.find_spec("resource") is None:
        return None
    import resource  # noqa: PLC0415 - not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)


def page_count(path: Path) -> int:
    """Return the number of pages of a PDF."""
    import pymupdf  # noqa: PLC0415 - only needed when speed is measured

    with pymupdf.open(path) as file:
        return int(file.page_count)


def _bare(path: Path, _settings: Settings) -> Callable[[], object]:
    import pymupdf  # noqa: PLC0415 - only needed when speed is measured

    def run() -> None:
        with pymupdf.open(path) as file:
            for page in file:
                page.get_text("words")

    return run


def _tables(path: Path, _settings: Settings) -> Callable[[], object]:
    import pymupdf  # noqa: PLC0415 - only needed when speed is measured

    pymupdf.no_recommend_layout()  # it would print an advertisement between our lines

    def run() -> None:
        with pymupdf.open(path) as file:
            for number in range(min(file.page_count, _SAMPLE)):
                for table in file[number].find_tables().tables:
                    table.extract()

    return run


def _plumber(path: Path, _settings: Settings) -> Callable[[], object]:
    import pdfplumber  # noqa: PLC0415 - a tool of development that may not be installed

    def run() -> None:
        with pdfplumber.open(path) as file:
            for page in file.pages[:_SAMPLE]:
                page.extract_words()
                page.extract_tables()
                page.close()

    return run


def _read(path: Path, settings: Settings) -> Callable[[], object]:
    return partial(read, path, settings)


def _extract(path: Path, settings: Settings) -> Callable[[], object]:
    return partial(read_report, path, settings)


def _check(path: Path, settings: Settings) -> Callable[[], object]:
    return partial(check, *read_report(path, settings), settings)


def _draft(path: Path, settings: Settings) -> Callable[[], object]:
    document, report = read_report(path, settings)
    findings = check(document, report, settings)
    plain = settings.model_copy(update={"charts": False})
    draft(report, findings, plain)  # the templates are compiled once in a process, and that is not what is asked

    def run() -> None:
        with TemporaryDirectory() as folder:
            write_word(draft(report, findings, plain), Path(folder) / "综述.docx")

    return run


def _read_back(path: Path, settings: Settings) -> Callable[[], object]:
    document, report = read_report(path, settings)
    findings = check(document, report, settings)
    return partial(read_back, draft(report, findings, settings), findings, settings)


BARE, TABLES, PLUMBER = "PyMuPDF 只取词", "PyMuPDF find_tables 取表", "pdfplumber 取词和表"
READ, EXTRACT = "读取", "读取和抽取"
CHECK, DRAFT, READ_BACK = "检查", "起草并写出 .docx（不画图）", "综述读回核对"

_JOBS = (
    _Job(BARE, _bare),
    _Job(TABLES, _tables, most_pages=_SAMPLE),
    _Job(PLUMBER, _plumber, needs="pdfplumber", most_pages=_SAMPLE),
    _Job(READ, _read),
    _Job(EXTRACT, _extract),
    _Job(CHECK, _check),
    _Job(DRAFT, _draft, for_long=False),
    _Job(READ_BACK, _read_back, for_long=False),
)
