"""Which files a folder stands for."""

import pytest

from extractor.cli.inputs import find_reports
from extractor.errors import UsageError
from extractor.reading.folder import page_images


@pytest.fixture
def folder(tmp_path):
    """Make a folder as users have them: subfolders, lock files, results of earlier runs, other files."""
    for name in (
        "甲.docx", "乙.PDF", "扫描.jpg", "公章.ofd", "数据.json", "~$甲.docx", ".隐藏.txt",
        "二月/丙.txt", "旧结果/甲/record.json", "旧结果/甲/综述.docx", "新结果/甲/综述.md",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return tmp_path


def names(paths):
    """Return the names of paths."""
    return [path.name for path in paths]


def test_a_folder_stands_for_its_reports(folder):
    """Reports of all subfolders, also those that cannot be read yet; no lock files, no results of ours."""
    found = find_reports([folder], folder / "新结果")

    assert sorted(names(found.reports)) == sorted(["丙.txt", "乙.PDF", "甲.docx", "公章.ofd", "扫描.jpg"])
    assert names(found.aside) == ["数据.json"]


def test_the_summary_of_an_earlier_run_is_no_report(folder):
    """Beside folders of results summary.xlsx is ours; alone in a folder it may be anybody's."""
    (folder / "旧结果" / "summary.xlsx").touch()
    (folder / "二月" / "summary.xlsx").touch()
    found = [path.relative_to(folder).as_posix() for path in find_reports([folder]).reports]

    assert "二月/summary.xlsx" in found
    assert "旧结果/summary.xlsx" not in found


def test_a_named_file_is_always_a_report(folder):
    """What a user names is read, whatever its extension."""
    assert names(find_reports([folder / "数据.json"]).reports) == ["数据.json"]


def test_a_file_counts_once(folder):
    """A file that is named twice, or by itself and by its folder, is read once."""
    found = find_reports([folder / "二月" / "丙.txt", folder / "二月", folder / "." / "二月"])

    assert names(found.reports) == ["丙.txt"]


def test_the_order_is_stable(folder):
    """Files come in the order of their names, at every run."""
    assert find_reports([folder]).reports == find_reports([folder]).reports


def test_a_folder_without_reports_is_wrong_use(tmp_path):
    """An empty folder is an error that says which formats are read."""
    with pytest.raises(UsageError) as caught:
        find_reports([tmp_path])
    assert ".docx" in caught.value.hint


@pytest.fixture
def shelf(tmp_path):
    """Make folders of page images beside a report: their pages count as one report each."""
    for name in (
        "甲/第10页.jpg", "甲/第2页.JPG", "甲/Thumbs.db", "甲/预览-001.png", "乙/1.png", "乙/说明.txt", "丙/1.png",
        "丙/丁/1.tif", "报告.pdf",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return tmp_path


def test_a_folder_of_page_images_is_one_report(shelf):
    """A folder with nothing but pictures is one report; with another report or folder in it each picture is one."""
    found = find_reports([shelf])

    assert sorted(path.relative_to(shelf).as_posix() for path in found.reports) == sorted(
        ["甲", "乙/1.png", "乙/说明.txt", "丙/1.png", "丙/丁", "报告.pdf"]
    )
    assert names(found.aside) == ["Thumbs.db"]
    assert [path.resolve().name for path in find_reports([shelf / "甲"]).reports] == ["甲"]
    assert names(page_images(shelf / "甲")) == ["第2页.JPG", "第10页.jpg"]


def test_pictures_that_are_named_are_reports(shelf):
    """Whoever names the pictures themselves gets a report for each."""
    assert len(find_reports(sorted((shelf / "甲").glob("第*"))).reports) == 2
