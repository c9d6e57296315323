"""Speed is measured stage by stage, and what is not measured is not zero."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extractor.eval import speed
from extractor.eval.content import Paragraph
from extractor.eval.renderings.typeset import Grid, typeset_pdf
from extractor.eval.speed import Speed, Timing, measure, page_count, peak_memory, repeat
from extractor.settings import Settings


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two short reports of two pages and one."""
    paths = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    typeset_pdf([Paragraph("东麓县自评报告", "title"), Paragraph("全年预算数503.37万元。" * 200)], paths[0])
    typeset_pdf([Paragraph("支出情况表"), Grid([["项目", "金额（万元）"], ["基本支出", "503.37"]])], paths[1])
    return paths


@pytest.mark.parametrize("pages", [1, 2, 4, 7])
def test_repeat(files: list[Path], tmp_path: Path, pages: int) -> None:
    """The long file has exactly the pages asked for, those of the files in turn."""
    repeat(files, tmp_path / "long.pdf", pages)
    assert page_count(tmp_path / "long.pdf") == pages
    with pymupdf.open(tmp_path / "long.pdf") as long:
        assert ["支出情况表" in page.get_text() for page in long] == [number % 3 == 2 for number in range(pages)]


def test_every_stage_is_measured(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each stage has its time and pages on the given files and on the long one; a missing tool is named."""
    monkeypatch.setattr(speed, "_timed", _here)
    monkeypatch.setattr(speed, "SHORTEST", 1e-9)
    found = measure(files, Settings(), pages=5)
    assert [row.what for row in found.stages] == [
        speed.BARE, speed.TABLES, speed.PLUMBER, speed.READ, speed.EXTRACT, speed.CHECK, speed.DRAFT,
    ]  # fmt: skip
    assert {row.pages for row in found.stages} == {3}
    assert [(row.what, row.pages) for row in found.long][-1] == (speed.CHECK, 5)
    assert all(row.seconds > 0 and not row.missing for row in (*found.stages, *found.long))


def _here(job: object, files: list[Path], settings: Settings, *, once: bool = False) -> Timing:
    """Measure in this process: starting one each time would take long."""
    best = speed._rounds(job.what, files, settings, once=once)  # type: ignore[attr-defined]  # the job of the module
    return Timing(what=job.what, pages=best.pages, seconds=best.seconds)  # type: ignore[attr-defined]


def test_a_process_of_its_own(files: list[Path]) -> None:
    """A measurement in its own process tells its peak memory."""
    timing = speed._timed(speed._JOBS[0], files, Settings(), once=True)
    assert timing.pages == 3
    assert timing.seconds > 0
    assert timing.peak_mb is None or timing.peak_mb > 10


def test_missing_tool(files: list[Path]) -> None:
    """A tool that is not installed is said to be missing, and nothing is compared with it."""
    job = speed._JOBS[2]._replace(needs="no_such_package")
    timing = speed._timed(job, files, Settings())
    assert (timing.seconds, timing.pages_per_second) == (0.0, None)
    assert "no_such_package" in timing.missing
    rows = (timing, Timing(what=speed.READ, pages=3, seconds=1.5))
    assert Speed(stages=rows, long=rows).times(speed.READ, speed.PLUMBER) is None


def test_ratio_per_page() -> None:
    """Times are compared by the page, since pdfplumber reads a sample only."""
    rows = (Timing(what="甲", pages=300, seconds=3.0), Timing(what="乙", pages=60, seconds=1.2))
    found = Speed(stages=(), long=rows)
    assert found.times("甲", "乙", long=True) == pytest.approx(0.5)
    assert found.times("甲", "乙") is None
    assert rows[0].pages_per_second == 100


def test_peak_memory() -> None:
    """The process holds at least the memory of a Python with our imports."""
    peak = peak_memory()
    assert peak is None or peak > 10
