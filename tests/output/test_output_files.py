"""Files are written whole or not at all."""

from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.output.files import write_atomically, write_text


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    """Missing folders are made; nothing else is left behind."""
    write_text(tmp_path / "a" / "b" / "结果.txt", "一\n二")
    assert (tmp_path / "a" / "b" / "结果.txt").read_bytes() == "一\n二".encode()
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["结果.txt"]


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    """A writer that breaks off halfway destroys nothing and leaves nothing."""
    path = tmp_path / "结果.txt"
    path.write_text("旧", "utf-8")

    def broken(temporary: Path) -> None:
        temporary.write_text("新的一半", "utf-8")
        raise ValueError("halfway")

    with pytest.raises(ValueError, match="halfway"):
        write_atomically(path, broken)
    assert path.read_text("utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    """Colleagues may read it as they may read any new file, not only its owner."""
    (tmp_path / "plain").touch()
    write_text(tmp_path / "ours", "")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize(("name", "reason"), [("file/结果.txt", "占着文件夹的位置"), ("folder", "是文件夹，不是文件")])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, name: str, reason: str) -> None:
    """A file where a folder should be, and a folder where the file should be."""
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match=f"写不了.*{reason}"):
        write_text(tmp_path / name, "一")
