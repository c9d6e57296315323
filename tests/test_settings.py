"""Settings come from flags, environment, file and defaults, in this order."""

import pytest

from extractor.errors import SettingsError
from extractor.settings import Settings, digest, load


@pytest.fixture
def file(tmp_path):
    """Return a settings file that wants another outline and few pages."""
    path = tmp_path / "设置.toml"
    path.write_text('outline = "gansu"\n[limits]\npages = 7\n', "utf-8")
    return path


@pytest.mark.parametrize(
    ("environment", "flags", "outline"),
    [
        ({}, {}, "gansu"),
        ({"ZONGSHU_OUTLINE": "hunan"}, {}, "hunan"),
        ({"ZONGSHU_OUTLINE": "hunan"}, {"outline": "project"}, "project"),
        ({"ZONGSHU_OUTLINE": "hunan"}, {"outline": None}, "hunan"),
    ],
)
def test_flags_stand_before_environment_before_file(file, environment, flags, outline):
    """The nearest to the command wins; a flag that was not given does not count."""
    settings = load({"ZONGSHU_SETTINGS": str(file), **environment}, **flags)

    assert (settings.outline, settings.limits.pages) == (outline, 7)


def test_nothing_given_means_defaults():
    """An empty environment gives the defaults."""
    assert load({}) == Settings()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("outlin = 'hunan'", "outlin 不是已知的名称"),
        ("[limits]\npages = 0", "limits.pages 要大于 0"),
        ("[limits]\npages = '多'", "limits.pages 要写整数"),
        ("templates = '没有这个文件夹'", "没有这个模板文件夹：没有这个文件夹"),
        ("outline = ", "读不了设置文件"),
        ("reader = 'model'", "没有指明哪一个"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path, text, said):
    """A wrong name, an impossible value, broken TOML or a reader without its model are errors with a remedy."""
    path = tmp_path / "settings.toml"
    path.write_text(text, "utf-8")

    with pytest.raises(SettingsError, match=said) as caught:
        load({"ZONGSHU_SETTINGS": str(path)})
    assert caught.value.hint


def test_a_missing_settings_file_is_an_error(tmp_path):
    """A file that is named but not there is not passed over."""
    with pytest.raises(SettingsError, match="读不了设置文件"):
        load({"ZONGSHU_SETTINGS": str(tmp_path / "没有.toml")})


def test_the_digest_changes_with_settings_and_templates(tmp_path):
    """Another setting, or another word in a template of the user, makes it another run; another place does not."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    for name in "ab":
        (tmp_path / name / "01.md").write_text("甲", "utf-8")
    first, second = (digest(Settings(templates=tmp_path / name)) for name in "ab")
    (tmp_path / "b" / "01.md").write_text("乙", "utf-8")

    assert first == second
    assert (
        len({first, digest(Settings(templates=tmp_path / "b")), digest(Settings()), digest(Settings(outline="x"))}) == 4
    )
