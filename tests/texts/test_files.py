"""Where text files are found."""

from pathlib import Path

import pytest

from extractor.errors import TemplateError
from extractor.texts import folder_names, load, load_all

FILE = '+++\nid = "{0}"\npurpose = "测试"\ntitle = "{0}"\nvariables = []\n+++\n{1}'


def put(folder: Path, name: str, body: str) -> None:
    """Write a template file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(FILE.format(name, body), "utf-8")


def test_the_packaged_outlines_are_found() -> None:
    """The outlines that come with the package are found wherever the command runs."""
    assert {"hunan", "project", "shared"} <= set(folder_names("templates"))


@pytest.mark.parametrize("outline", ["gansu", "hunan", "national", "project", "shared", "yueyang"])
def test_every_packaged_file_keeps_the_contract(outline: str) -> None:
    """All packaged files parse, and their ids differ."""
    templates = load_all("templates", outline)
    assert len({template.head.id for template in templates}) == len(templates)


def test_hunan_has_its_ten_sections_in_order() -> None:
    """The outline of Hunan is a title and ten numbered sections."""
    numbers = [template.head.title[:1] for template in load_all("templates", "hunan")]
    assert numbers == ["", *"一二三四五六七八九十"]


def test_a_users_file_stands_before_the_packaged_one(tmp_path: Path) -> None:
    """One file is replaced, one is added, the others stay."""
    put(tmp_path / "hunan", "10-other.md", "自备")
    put(tmp_path / "hunan", "11-more.md", "另加")
    rendered = {t.name: t for t in load_all("templates", "hunan", tmp_path)}
    assert (rendered["hunan/10-other.md"].render(), rendered["hunan/11-more.md"].render()) == ("自备", "另加")
    assert "hunan/00-title.md" in rendered


def test_a_user_may_bring_an_outline_of_their_own(tmp_path: Path) -> None:
    """A new folder is a new outline."""
    put(tmp_path / "ours", "01.md", "一")
    assert [t.render() for t in load_all("templates", "ours", tmp_path)] == ["一"]


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    """The cache notices a change."""
    put(tmp_path / "ours", "01.md", "一")
    before = load("templates", "ours/01", tmp_path).sha256
    put(tmp_path / "ours", "01.md", "改过了")
    assert load("templates", "ours/01", tmp_path).sha256 != before


def test_an_unknown_outline_names_the_known_ones() -> None:
    """The message says what there is."""
    with pytest.raises(TemplateError, match="hunan"):
        load_all("templates", "nowhere")


def test_a_missing_file_is_named() -> None:
    """The message names the file that was sought."""
    with pytest.raises(TemplateError, match="templates/shared/none"):
        load("templates", "shared/none")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """A file that is not UTF-8 gets a remedy, not a traceback."""
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "01.md").write_bytes("一、概况".encode("gb18030"))
    with pytest.raises(TemplateError, match="UTF-8"):
        load("templates", "ours/01", tmp_path)
