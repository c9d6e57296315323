"""The matrix: which cells there are, that nothing is measured twice, and what a failure costs."""

import json
from pathlib import Path

import pytest

from extractor.eval import matrix
from extractor.eval.case import CASES, Case, all_cases, cases, cases_in
from extractor.eval.matrix import Cell, Store, cells, measure
from extractor.eval.measuring import rendered_path
from extractor.settings import Settings

TABLES, PROSE = "baisha-sports-2024", "cangping-jobs-2024"


def case(name: str) -> Case:
    """Return one of our cases."""
    return next(one for one in cases() if one.name == name)


def measured(matrix_cells: list[Cell], folder: Path, processes: int = 1) -> list[matrix.Measurement]:
    """Measure some cells with a cache in a folder."""
    return list(measure(matrix_cells, Settings(), Store(folder=folder, processes=processes)))


def test_a_rendering_that_does_not_fit_makes_no_cell():
    """A form may come as a workbook, a narrative may not; the file itself always counts."""
    found = cells([case(TABLES), case(PROSE)], ["native", "xlsx"], ["rules"])

    assert [(cell.case.name, cell.rendering) for cell in found] == [
        (TABLES, "native"), (TABLES, "xlsx"), (PROSE, "native")
    ]  # fmt: skip


@pytest.mark.parametrize("rendering", ["native", "text", "docx", "pdf"])
def test_a_cell_is_measured_in_every_way(tmp_path, rendering):
    """One cell gives figures, texts, sections, findings, a draft, evidence and calibration; boxes if it has pages."""
    (one,) = measured(cells([case("donglu-transport-2024")], [rendering], ["rules"]), tmp_path)

    assert one.failed == ""
    assert one.figures.f1 == 1.0
    assert min(one.texts.of, one.sections.of, one.quotes.of, one.facts.of, one.verified, one.coverage.of) > 0
    assert (one.grounded.labelled > 0) == (rendering == "pdf")
    assert one.verified_wrong == 0
    assert one.seconds > 0


def test_nothing_is_measured_twice(tmp_path, monkeypatch):
    """A second run takes the results of the first."""
    wanted = cells([case(TABLES)], ["native", "docx"], ["rules"])
    before = measured(wanted, tmp_path)
    monkeypatch.setattr(matrix, "measure_cell", lambda *_: pytest.fail("measured again"))

    assert measured(wanted, tmp_path) == before


def test_a_changed_label_is_measured_anew(tmp_path):
    """The cache knows by the content of the label that its result is stale, and drops it."""
    folder = tmp_path / "cases" / TABLES
    folder.mkdir(parents=True)
    for path in (CASES / TABLES).iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    first = measured(cells(cases(folder.parent), ["native"], ["rules"]), tmp_path)
    label = json.loads((folder / "expected.json").read_text("utf-8"))
    label["score"]["total"] = "1分"
    (folder / "expected.json").write_text(json.dumps(label), encoding="utf-8")

    second = measured(cells(cases(folder.parent), ["native"], ["rules"]), tmp_path)

    assert (first[0].figures.wrong, second[0].figures.wrong) == (0, 1)
    assert len(list((tmp_path / "results").iterdir())) == 1


def test_processes_give_the_same(tmp_path):
    """Two processes measure what one measures, but for the time."""
    wanted = cells([case(TABLES), case(PROSE)], ["native"], ["rules"])

    alone = measured(wanted, tmp_path / "one")
    together = sorted(measured(wanted, tmp_path / "two", processes=2), key=lambda one: one.case)

    assert [one.model_copy(update={"seconds": 0.0}) for one in together] == [
        one.model_copy(update={"seconds": 0.0}) for one in alone
    ]


def test_what_cannot_be_read_is_failed_and_not_zero(tmp_path):
    """A report that cannot be read says why; its figures are not scored."""
    folder = tmp_path / "cases" / "broken"
    folder.mkdir(parents=True)
    (folder / "report.docx").write_bytes(b"")
    (folder / "expected.json").write_text('{"score": {"total": "98分"}}', encoding="utf-8")

    (one,) = measured(cells(cases(folder.parent), ["native"], ["rules"]), tmp_path)

    assert one.failed
    assert one.figures.f1 is None


def test_a_fault_of_the_program_costs_its_own_cell(tmp_path, monkeypatch):
    """A bug is told in its cell, which is tried again the next time; the others are measured."""
    wanted = cells([case(TABLES)], ["native"], ["rules"])
    with monkeypatch.context() as patched:
        patched.setattr(matrix, "measure_cell", lambda *_: 1 / 0)
        (broken,) = measured(wanted, tmp_path)

    assert "ZeroDivisionError" in broken.failed
    assert measured(wanted, tmp_path)[0].failed == ""


def test_another_tool_is_judged_by_its_answers(tmp_path):
    """A folder of answers is a reader: what it has right, wrong and missing is counted as for ours."""
    label = json.loads((CASES / TABLES / "expected.json").read_text("utf-8"))
    label["score"]["total"] = "1分"
    del label["score"]["weight"]
    answers = tmp_path / "theirs"
    answers.mkdir()
    (answers / f"{TABLES}.json").write_text(json.dumps(label), encoding="utf-8")

    theirs, nothing = measured(cells([case(TABLES), case(PROSE)], ["native"], [str(answers)]), tmp_path)

    assert (theirs.reader, theirs.figures.wrong, theirs.figures.missing, theirs.figures.invented) == ("theirs", 1, 1, 0)
    assert theirs.figures.right > 50
    assert "没有对" in nothing.failed


def test_a_rendered_file_is_found_again(tmp_path):
    """The page images of the report come from the file that was measured."""
    measured(cells([case(TABLES)], ["pdf"], ["rules"]), tmp_path)

    found = rendered_path(tmp_path, TABLES, "pdf")

    assert found is not None
    assert found.read_bytes().startswith(b"%PDF")
    assert rendered_path(tmp_path, TABLES, "native") is None


def test_labels_in_one_folder_are_cases_too(tmp_path):
    """A folder with `gold/` holds labels beside `reports/`; without findings nothing is expected."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "reports").mkdir()
    (tmp_path / "gold" / "a.json").write_text('{"score": {"total": "98分"}}', encoding="utf-8")
    (tmp_path / "reports" / "a.txt").write_text("自评得分98分。", encoding="utf-8")

    (one,) = cases_in(tmp_path)

    assert (one.name, one.expectation.findings) == ("a", ())
    assert len(all_cases()) >= len(cases()) >= 24


@pytest.mark.parametrize(("threads", "processes", "each"), [(8, 2, 4), (2, 2, 1), (1, 4, 1), (3, 2, 1)])
def test_workers_share_the_cores(threads, processes, each):
    """All workers together recognise on no more cores than there are; each has at least one."""
    assert matrix.share(Settings(threads=threads), processes).threads == each


def test_recognised_pages_are_kept(tmp_path, monkeypatch):
    """A scan that was measured once is not recognised again, even when the program has changed."""
    pytest.importorskip("rapidocr", reason="rapidocr is not installed, so no print can be recognised")
    wanted = cells([case("donglu-transport-2024")], ["fax150"], ["rules"])
    (first,) = measured(wanted, tmp_path)
    for path in (tmp_path / "results").iterdir():
        path.unlink()
    monkeypatch.setattr("extractor.reading.scan.recognise.Rapid.lines", lambda *_: pytest.fail("recognised again"))
    (again,) = measured(wanted, tmp_path)

    assert again.failed == first.failed == ""
    assert again.figures == first.figures
