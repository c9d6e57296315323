"""Many files, one after the other: each gets its folder and its row, and none stops the others."""

import gc
import tracemalloc

import pytest

from extractor import batch, pipeline
from extractor.errors import Exit, TooLargeError
from extractor.eval.case import CASES
from extractor.output.excel import SummaryRow
from extractor.settings import Settings

GOOD = CASES / "luoshi-media-2023" / "report.txt"
WRONG = CASES / "yunling-veterans-2024" / "report.txt"


def rows_of(files, out, **options):
    """Run over files and return all rows."""
    return list(batch.run_files(files, out, Settings(), **options))


@pytest.fixture
def broken(tmp_path):
    """Return a file that is no report of any kind."""
    path = tmp_path / "坏.docx"
    path.write_bytes(b"\x00\x01\x02" * 50)
    return path


def test_each_file_gets_a_row(tmp_path):
    """The row tells the unit, the year, what is wrong and how many figures a person has to look at."""
    (row,) = rows_of([WRONG], tmp_path)

    assert (row.summary.file, row.summary.folder, row.exit) == ("report.txt", "report", Exit.FINDINGS)
    assert row.summary.unit.startswith("云岭")
    assert row.summary.year == "2024"
    assert row.summary.errors >= 1
    assert 0 < row.summary.to_look_at < 1


def test_files_of_one_name_are_told_apart(tmp_path):
    """Two reports with one file name have rows with their paths and folders of their own."""
    rows = rows_of([GOOD, WRONG], tmp_path)

    assert [row.summary.file for row in rows] == [str(GOOD), str(WRONG)]
    assert sorted(row.summary.folder for row in rows) == sorted(path.name for path in tmp_path.iterdir())


def test_one_bad_file_does_not_stop_the_others(tmp_path, broken):
    """The unreadable file is a row with the reason; the next one is read."""
    rows = rows_of([broken, GOOD], tmp_path / "out")

    assert [row.exit for row in rows] == [Exit.UNREADABLE, Exit.OK]
    assert rows[0].summary.problems
    assert not (tmp_path / "out" / "坏").exists()


def test_a_bug_does_not_stop_the_others(tmp_path, monkeypatch):
    """An error of ours keeps its traceback in the row, and the next file is read."""
    real = pipeline.run_file

    def fail_once(path, *_):
        monkeypatch.setattr(pipeline, "run_file", real)
        raise ZeroDivisionError(path.name)

    monkeypatch.setattr(pipeline, "run_file", fail_once)
    rows = rows_of([WRONG, GOOD], tmp_path)

    assert [row.exit for row in rows] == [Exit.UNREADABLE, Exit.OK]
    assert "ZeroDivisionError" in rows[0].trace


def test_an_unchanged_file_is_not_read_again(tmp_path, monkeypatch):
    """A second run takes over what the first one left, also after a cut-off."""
    first = rows_of([GOOD], tmp_path)
    monkeypatch.setattr(pipeline, "run_file", None)
    second = rows_of([GOOD], tmp_path)

    assert second == [first[0].model_copy(update={"reused": True})]


def test_leftovers_of_a_killed_run_are_swept(tmp_path):
    """The half-written folder of a run that was killed goes away, also when the results are taken over."""
    rows_of([GOOD], tmp_path)
    (tmp_path / ".report.partial").mkdir()
    (tmp_path / ".report.partial" / "record.json").write_text("{", "utf-8")
    rows_of([GOOD], tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_old_results_are_kept_unless_forced(tmp_path):
    """Results of another report under the same name are overwritten on demand only."""
    rows_of([GOOD], tmp_path)
    kept = rows_of([WRONG], tmp_path)
    forced = rows_of([WRONG], tmp_path, force=True)

    assert kept[0].exit is Exit.USAGE
    assert "--force" in kept[0].summary.problems[0]
    assert forced[0].exit is Exit.FINDINGS


def test_memory_does_not_grow_with_the_files(tmp_path):
    """More files cost no more than their rows."""
    files = []
    for number in range(9):
        files.append(tmp_path / f"{number}.txt")
        files[-1].write_bytes(GOOD.read_bytes())
    run = batch.run_files(files, tmp_path / "out", Settings())
    next(run), next(run)
    tracemalloc.start()
    next(run)
    gc.collect()
    early = tracemalloc.get_traced_memory()[0]
    rows = list(run)
    gc.collect()
    late = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()

    assert len(rows) == 6
    assert late - early < 300_000


OK, FOUND, USE, PART, NONE, BUDGET = Exit.OK, Exit.FINDINGS, Exit.USAGE, Exit.PARTIAL, Exit.UNREADABLE, Exit.BUDGET


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ([], OK),
        ([OK, OK], OK),
        ([OK, FOUND], FOUND),
        ([FOUND, USE], USE),
        ([FOUND, PART], PART),
        ([USE, PART], PART),
        ([FOUND, NONE], PART),
        ([NONE], NONE),
        ([NONE, NONE], NONE),
        ([NONE, BUDGET], BUDGET),
        ([OK, BUDGET, PART], BUDGET),
    ],
)
def test_the_exit_status_of_a_run(codes, code):
    """The highest of 3–5 wins; 4 is for a run that could read nothing at all."""
    rows = [batch.Row(summary=SummaryRow(file="a"), exit=one) for one in codes]

    assert batch.exit_code(rows) is code


def test_an_error_of_ours_has_its_own_exit_status(tmp_path, monkeypatch):
    """What the reading refuses is a row with the sentence and the remedy."""

    def refuse(*_):
        raise TooLargeError("文件有 400 MB", "请拆分")

    monkeypatch.setattr(pipeline, "run_file", refuse)
    (row,) = rows_of([GOOD], tmp_path)

    assert (row.exit, row.summary.problems, row.trace) == (Exit.UNREADABLE, ("文件有 400 MB。请拆分",), "")
