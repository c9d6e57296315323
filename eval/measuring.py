"""One cell of the matrix: render the report, read, check and draft it, and score all of it against the labels."""

from __future__ import annotations

import zlib
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from extractor.errors import UsageError, ZongshuError
from extractor.eval.case import Case
from extractor.eval.renderings import PageBox, Rendering, render
from extractor.eval.result import Measurement
from extractor.eval.scoring.answers import load_answer
from extractor.eval.scoring.grounding import Places
from extractor.eval.scoring.measure import Judged, measure
from extractor.eval.source import Spot, content_of, spots
from extractor.pipeline import run_file
from extractor.settings import Settings
from extractor.validation import check

NATIVE = "native"
"""The report as it came, beside the renderings that we make of it."""


class Cell(NamedTuple):
    """What is measured: a report, its rendering, and its reader: `rules`, or a folder with another tool's answers."""

    case: Case
    rendering: str
    reader: str

    @property
    def seed(self) -> int:
        """The seed of the rendering: the same for a report in every run, different between reports."""
        return zlib.crc32(self.case.name.encode())

    @property
    def reader_name(self) -> str:
        """How the reader is named in a measurement; another tool by the name of its folder."""
        return Path(self.reader).name


def measure_cell(cell: Cell, settings: Settings, folder: Path) -> Measurement:
    """Return all scores of one cell; a report that cannot be read is measured as failed, never as zero.

    Renderings are written below `folder`.
    """
    try:
        paper = None if cell.rendering == NATIVE else _rendered(cell, folder)
        started = perf_counter()
        judged = _judged(cell, paper.path if paper else cell.case.report, settings)
        seconds = perf_counter() - started
    except ZongshuError as error:
        return Measurement(case=cell.case.name, rendering=cell.rendering, reader=cell.reader_name, failed=str(error))
    measured = measure(
        judged, _places(cell, paper), case=cell.case.name, rendering=cell.rendering, reader=cell.reader_name
    )
    pages = len(judged.document.pages) if judged.document else 0
    return measured.model_copy(update={"seconds": round(seconds, 3), "pages": pages})


def rendered_path(folder: Path, case: str, rendering: str) -> Path | None:
    """Return the file that a measurement of this run was read from; None for the report itself."""
    return next(iter(sorted(_home(folder, case, rendering).glob("report-*"))), None)


def _rendered(cell: Cell, folder: Path) -> Rendering:
    home = _home(folder, cell.case.name, cell.rendering)
    home.mkdir(parents=True, exist_ok=True)
    return render(content_of(cell.case), cell.rendering, home, seed=cell.seed)


def _home(folder: Path, case: str, rendering: str) -> Path:
    return folder / "renderings" / case / rendering


def _judged(cell: Cell, path: Path, settings: Settings) -> Judged:
    """Read, check and draft, or take what another tool has made of it."""
    known: dict[str, Any] = {"label": cell.case.label, "expectation": cell.case.expectation}
    if (answers := Path(cell.reader)).is_dir():
        report = load_answer(_answer(answers, cell))
        return Judged(**known, report=report, findings=check(None, report, settings))
    result = run_file(path, settings)
    return Judged(**known, report=result.report, document=result.document, findings=result.findings, draft=result.draft)


def _answer(folder: Path, cell: Cell) -> Path:
    """Return the answer to a rendering of a report, or the one to the report in any form."""
    name = f"{cell.case.name}.json"
    found = next((path for path in (folder / cell.rendering / name, folder / name) if path.is_file()), None)
    if found is None:
        raise UsageError(f"{folder.name} 里没有对 {cell.case.name} 的答案", f"把答案存为 {folder.name}/{name}")
    return found


def _places(cell: Cell, paper: Rendering | None) -> Places[Spot] | None:
    """Return where the labelled figures stand on the pages of a rendering that has pages."""
    if paper is None or not paper.places:
        return None
    return Places(spots(content_of(cell.case), cell.case.label), lambda spot: _boxes(paper, spot))


def _boxes(paper: Rendering, spot: Spot) -> list[PageBox]:
    """Return the box of a figure; the words around it tell it from the same figure elsewhere in its paragraph."""
    around = paper.boxes(*spot[:3], spot.quote)
    found = [place for place in paper.boxes(*spot[:3], spot.figure) if any(_is_inside(place, one) for one in around)]
    return found[-1:]


def _is_inside(place: PageBox, other: PageBox) -> bool:
    (left, top, right, bottom), (low, high, end, floor) = place.box, other.box
    middle = (left + right) / 2, (top + bottom) / 2
    return place.page == other.page and low <= middle[0] <= end and high <= middle[1] <= floor
