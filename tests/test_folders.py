"""Results of a file lie in one folder, complete or absent; what a person may have changed is kept."""

from pathlib import Path

import pytest

from extractor import folders, pipeline
from extractor.errors import UsageError
from extractor.eval.case import CASES
from extractor.settings import Settings

CASE = CASES / "luoshi-media-2023" / "report.txt"


@pytest.fixture(scope="module")
def result():
    """Return the results of one of our cases."""
    return pipeline.run_file(CASE, Settings())


@pytest.fixture
def folder(tmp_path, result):
    """Return a folder of results."""
    folders.write(tmp_path / "甲", result)
    return tmp_path / "甲"


def names_in(folder):
    """Return the names of the files of a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_all_results_are_written(folder):
    """Seven files, and nothing is left over beside them."""
    assert names_in(folder) == sorted(folders.FILES)
    assert names_in(folder.parent) == ["甲"]


def test_results_of_the_same_run_are_taken_over(folder, result):
    """The same content, settings and version are not read again."""
    before = folders.stored(folder, CASE, Settings())

    assert before.complete
    assert before.report == result.report
    assert before.findings == result.findings


def test_another_setting_is_another_run(folder):
    """Results made with other settings are not taken over."""
    assert folders.stored(folder, CASE, Settings(outline="project")) is None


def test_another_content_is_another_run(folder):
    """Results of a file that has changed since are not taken over."""
    assert folders.stored(folder, CASES / "yunling-veterans-2024" / "report.txt", Settings()) is None


def test_another_version_is_another_run(folder, monkeypatch):
    """Results of an older version are not taken over."""
    monkeypatch.setattr(folders, "version", lambda _: "99.0")

    assert folders.stored(folder, CASE, Settings()) is None


def test_a_broken_record_is_not_taken_over(folder):
    """A record that was cut off or edited into nonsense counts as none."""
    (folder / "record.json").write_text('{"source"', "utf-8")

    assert folders.stored(folder, CASE, Settings()) is None


def test_only_what_is_missing_is_written_again(folder, result):
    """A deleted file comes back; the draft that a person has edited stays as it is."""
    (folder / "综述.md").write_text("人工改过", "utf-8")
    (folder / "综述.docx").unlink()
    assert not folders.stored(folder, CASE, Settings()).complete

    folders.write(folder, result, keep=True)
    assert (folder / "综述.md").read_text("utf-8") == "人工改过"
    assert (folder / "综述.docx").exists()


def test_files_of_other_people_stay(folder, result):
    """Writing anew replaces our files and leaves the others."""
    (folder / "批注.txt").write_text("留着", "utf-8")
    folders.write(folder, result)

    assert names_in(folder) == sorted([*folders.FILES, "批注.txt"])


def test_results_of_another_run_are_not_overwritten(folder, tmp_path):
    """Old results are an error with a remedy; a folder without results of ours is not."""
    (tmp_path / "空").mkdir()
    folders.refuse_overwriting(tmp_path / "空")

    with pytest.raises(UsageError, match=r"record\.json") as caught:
        folders.refuse_overwriting(folder)
    assert "--force" in caught.value.hint


def test_a_cut_off_run_leaves_no_folder(tmp_path, result, monkeypatch):
    """When writing stops halfway, there are no results rather than half of them."""

    def fail(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(folders, "write_word", fail)
    with pytest.raises(KeyboardInterrupt):
        folders.write(tmp_path / "甲", result)

    assert not names_in(tmp_path)


def test_remains_of_a_killed_run_are_cleared(tmp_path, result):
    """What a run that was killed has left is gone after the next one."""
    (tmp_path / ".甲.partial").mkdir()
    (tmp_path / ".甲.partial" / "record.json").write_text("{", "utf-8")
    folders.write(tmp_path / "甲", result)

    assert names_in(tmp_path) == ["甲"]
    assert names_in(tmp_path / "甲") == sorted(folders.FILES)


def test_a_folder_that_cannot_be_made_is_said(tmp_path, result):
    """A file in the way is an error with a remedy."""
    (tmp_path / "甲").write_text("", "utf-8")

    with pytest.raises(UsageError, match="甲"):
        folders.write(tmp_path / "甲", result)


def test_stems_name_the_folders():
    """Different stems need no hash."""
    paths = [Path("a/甲.docx"), Path("a/乙.pdf")]

    assert list(folders.name_folders(paths).values()) == ["甲", "乙"]


def test_equal_stems_get_a_hash(tmp_path):
    """Files with one stem get folders of their own, whatever their order, also where case does not count."""
    paths = [tmp_path / "报告A.txt", tmp_path / "报告a.md"]
    for number, path in enumerate(paths):
        path.write_text(str(number), "utf-8")
    names = folders.name_folders(paths)

    assert len({name.casefold() for name in names.values()}) == len(paths)
    assert all(name.startswith(path.stem + "-") for path, name in names.items())
    assert folders.name_folders(paths[::-1]) == names
