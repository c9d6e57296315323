"""The words of the report, and the scores as JSON and Markdown."""

import json

import pytest

from extractor.eval.report import About, as_json, markdown, words
from extractor.eval.report.heat import shade
from extractor.eval.report.plot import plot
from extractor.eval.report.rows import rows
from extractor.eval.result import Counts, Measurement


@pytest.mark.parametrize(
    ("value", "score", "percent"),
    [
        (None, "未评", "未评"),
        (0.0, "0.000", "0.0%"),
        (1.0, "1.000", "100.0%"),
        (0.99999, "0.999", "99.9%"),
        (0.00001, "0.001", "0.1%"),
        (0.9876, "0.988", "98.8%"),
    ],
)
def test_numbers_are_rounded_honestly(value: float | None, score: str, percent: str) -> None:
    """What is not perfect never reads perfect, what is something never reads nothing."""
    assert words.score(value) == score
    assert words.percent(value) == percent


@pytest.mark.parametrize(
    ("path", "row", "name"),
    [
        ("spending.total", "", "支出情况 › 支出合计"),
        ("budget.rows[0].initial", "", "预算执行情况 › 第1行 › 年初预算数"),
        ("indicators[3].score", "道路养护", "绩效指标 › 道路养护 › 得分"),
        ("indicators[3]", "道路养护", "绩效指标 › 道路养护"),
        ("projects[1].budget.rows[0].initial", "中央", "项目自评 › 第2行 › 预算执行情况 › 中央 › 年初预算数"),
        ("another.tool", "", "another › tool"),
    ],
)
def test_fields_have_chinese_names(path: str, row: str, name: str) -> None:
    """A path is told in the words of the record, with the name of its row; an unknown path keeps its own words."""
    assert words.field(path, row) == name


def test_an_unknown_rendering_stands_behind_the_known_ones(perfect: Measurement) -> None:
    """Tables list renderings in their order, another tool's by name at the end."""
    names = ("zzz", "phone", "native")
    listed = rows([perfect.model_copy(update={"rendering": name}) for name in names])

    assert [row.name for row in listed] == ["原文件", "手机拍照", "zzz"]


@pytest.mark.parametrize(("value", "step"), [(1.0, 0), (0.995, 1), (0.98, 2), (0.95, 3), (0.9, 4), (0.2, 5)])
def test_shades_rise_with_what_goes_wrong(value: float, step: int) -> None:
    """A perfect cell has no shade, a bad one the darkest."""
    assert shade(value) == step


@pytest.mark.parametrize(
    ("counts", "floor", "below"),
    [
        ([Counts(right=1)], "0.99", ""),
        ([Counts(right=99, wrong=1)], "0.99", ""),
        ([Counts(right=1, wrong=9), Counts(right=990)], "0.99", "◂ 1 份更低"),
        ([Counts(wrong=9)], "0", ""),
    ],
)
def test_the_axis_begins_where_the_scores_do(counts: list[Counts], floor: str, below: str) -> None:
    """The plot says where its axis begins, and how many single reports lie left of it."""
    measured = [Measurement(case=str(number), figures=one) for number, one in enumerate(counts)]
    drawn = str(plot(rows(measured)))

    assert f"横轴从 {floor} 到 1" in drawn
    assert below in drawn
    assert ("份更低" in drawn) == bool(below)


def test_nothing_scored_gives_no_plot() -> None:
    """A plot of nothing is left out."""
    assert plot(rows([Measurement(case="空")])) is None


def test_json_tells_not_scored_from_zero(scan: Measurement, locked: Measurement) -> None:
    """Scores are shares, null when not scored; counts, intervals, failures and every miss are kept."""
    data = json.loads(as_json([scan, locked], About(version="1"), lambda _some, _what: (0.5, 0.9)))
    fax, phone = data["rows"]

    assert data["version"] == "1"
    assert phone["figures"]["f1"] == pytest.approx(scan.figures.f1)
    assert phone["f1_interval"] == [0.5, 0.9]
    assert phone["verified_wrong"] == 1
    assert (phone["sections"], phone["grounded"], phone["wrong_statements"]) == (None, None, None)
    assert (fax["failed"], fax["reports"], fax["figures"]) == (1, 0, None)
    assert Measurement.model_validate(data["measurements"][0]) == scan


def test_the_table_for_readme_has_a_line_a_rendering(perfect: Measurement, scan: Measurement) -> None:
    """Counts and F1 by rendering; what was not scored reads 未评."""
    blank = Measurement(case="空", rendering="xlsx")

    assert markdown([scan, perfect, blank]).splitlines() == [
        "| 样式 | 份 | 应读 | 读对 | 读错 | 漏读 | 放错 | 多读 | F1 |",
        "| --- | --: | --: | --: | --: | --: | --: | --: | --: |",
        "| 原文件 | 1 | 40 | 40 | 0 | 0 | 0 | 0 | 1.000 |",
        "| Excel | 1 | 未评 | 未评 | 未评 | 未评 | 未评 | 未评 | 未评 |",
        "| 手机拍照 | 1 | 9 | 6 | 1 | 1 | 1 | 1 | 0.667 |",
    ]


def test_the_table_for_readme_names_readers_when_there_are_several(perfect: Measurement) -> None:
    """A second reader brings a column; a bar in its name breaks no table."""
    lines = markdown([perfect, perfect.model_copy(update={"reader": "a|b"})]).splitlines()

    assert lines[2].startswith("| 原文件 | 离线规则 | 1 |")
    assert lines[3].startswith("| 原文件 | a\\|b | 1 |")
