"""The limits of the checks: their defaults, those of a bureau, and what is wrong with a file of them."""

from __future__ import annotations

import tomllib
from decimal import Decimal

import pytest

from extractor.errors import SettingsError
from extractor.settings import Settings, digest, load
from extractor.validation import check
from extractor.validation.thresholds import Thresholds, defaults_text, thresholds_of
from tests.compact import report_from_compact
from tests.validation.samples import agreeing, patched, report


def first(**fields):
    """Return the changes of some fields of the first indicator."""
    return {f"indicators[0].{name}": value for name, value in fields.items()}


@pytest.fixture
def file(tmp_path):
    """Return a file with the limits of a bureau."""
    path = tmp_path / "本地.toml"
    path.write_text("adjustment_percent = 7.5\n", "utf-8")
    return path


def test_every_limit_has_its_default_and_a_remark():
    """The file of the defaults names each limit, with a remark above it that says which check uses it."""
    text = defaults_text()

    assert set(tomllib.loads(text)) == set(Thresholds.model_fields)
    for name in Thresholds.model_fields:
        above = next(part for part in (f"\n{name} =", f"\n[[{name}]]") if part in text)
        assert text.partition(above)[0].rpartition("\n")[2].startswith("# ")


def test_a_file_changes_what_it_names(file, tmp_path):
    """The flag names a file, the settings file a table or a file; what is not named keeps its default."""
    for text in (f'checks = "{file.as_posix()}"', "[checks]\nadjustment_percent = 7.5"):
        settings_file = tmp_path / "settings.toml"
        settings_file.write_text(text, "utf-8")
        settings = load({"ZONGSHU_SETTINGS": str(settings_file)})

        assert settings == load({}, checks=file)
        assert thresholds_of(settings).adjustment_percent == Decimal("7.5")
        assert thresholds_of(settings).grades == thresholds_of(Settings()).grades
        assert digest(settings) != digest(Settings())


@pytest.mark.parametrize(
    ("checks", "said"),
    [
        ({"adjustment": 3}, "adjustment 不是已知的名称"),
        ({"adjustment_percent": "多"}, "adjustment_percent 要写数字"),
        ({"overrun_percent": -1}, "overrun_percent 不能是负数"),
        ({"copied_length": 0}, "copied_length 要大于 0"),
        ({"grades": [{"name": "优"}]}, "grades.0.from 缺少"),
        ({"grades": [{"name": "优", "from": 90}]}, "最后一档从 0 分起"),
        ({"tiers": []}, "tiers 不能是空的"),
    ],
)
def test_what_cannot_be_used_is_named(checks, said):
    """A wrong name or an impossible value is an error with the key and the names that there are."""
    with pytest.raises(SettingsError, match=said) as caught:
        thresholds_of(Settings(checks=checks))
    assert "over_achieved_percent" in caught.value.hint


def test_a_file_that_is_not_there(tmp_path):
    """A file that is named but cannot be read is an error with a remedy."""
    with pytest.raises(SettingsError, match="读不了检查的界限文件") as caught:
        load({}, checks=tmp_path / "没有.toml")
    assert "--checks-config" in caught.value.hint


def test_older_tiers_are_a_setting():
    """With 80–50 for partly achieved, 55 % is in its tier."""
    tiers = [
        {"name": "达成", "from": 80, "to": 100},
        {"name": "部分达成", "from": 50, "to": 80},
        {"name": "未达成", "from": 0, "to": 50},
    ]
    made = report(first(target="健全", actual="部分达成", score="5.5分"))

    found = [
        [one.status for one in check(None, made, Settings(checks=config)).outcomes if one.check == "B08"]
        for config in ({}, {"tiers": tiers})
    ]

    assert found == [["fail"], ["pass"]]


@pytest.mark.parametrize(("limit", "fires"), [(80, False), (100, True)])
def test_a_score_that_runs_ahead(limit, fires):
    """93 % spent beside nearly full marks warns only where the bureau wants every such gap."""
    changes = {"budget.rows[0].executed": "331万元", "budget.rows[0].rate": None}
    made = check(None, report(changes), Settings(checks={"sound_rate_percent": limit}))

    assert any(one.check == "B17" and one.status == "fail" for one in made.outcomes) == fires


def test_other_grades_are_a_setting():
    """Where 优 begins at 95, 92 with 优 is an error."""
    grades = [{"name": "优", "from": 95}, {"name": "良", "from": 80}, {"name": "差", "from": 0}]
    data = patched({"score.total": "92分", "indicators": None}, agreeing())
    made = check(None, report_from_compact(data), Settings(checks={"grades": grades}))

    assert [one.message for one in made.outcomes if one.check == "B12" and one.status == "fail"] == [
        "自评总分 92 分，按分数应为“良”，等次写“优秀”"
    ]
