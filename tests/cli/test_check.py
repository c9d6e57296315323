"""`zongshu check`: what in one report does not agree."""

import json

import pytest
from rich.cells import cell_len


def test_findings_on_the_screen(zongshu, report):
    """Each finding shows its severity, its check, the sentence, the computation, and the places."""
    called = zongshu("check", report)

    assert called.code == 1
    assert "错误  B06" in called.out
    assert "算式" in called.out
    assert "表2第15行第8列" in called.out


def test_no_line_is_wider_than_the_screen(zongshu, report):
    """Chinese text is wrapped at 80 columns, two for a character."""
    assert max(cell_len(line) for line in zongshu("check", report).out.splitlines()) <= 80


def test_the_gravest_come_first(zongshu, report):
    """Errors stand before warnings before hints."""
    lines = zongshu("check", report).out.splitlines()
    order = [line[:2] for line in lines if line[:2] in {"错误", "提醒", "提示"}]

    assert order == sorted(order, key=["错误", "提醒", "提示"].index)
    assert len(set(order)) > 1


def test_json_for_programs(zongshu, report):
    """With --json findings and outcomes are on the standard output."""
    data = json.loads(zongshu("check", report, "--json").out)

    assert "B06" in {finding["root"]["check"] for finding in data["findings"]}
    assert {outcome["status"] for outcome in data["outcomes"]} >= {"pass", "fail"}


def test_a_record_is_checked_like_its_report(zongshu, report):
    """record.json gives the findings of the report, with the paper that lies beside it."""
    zongshu("run", report, "-o", "结果")

    assert zongshu("check", "结果/云岭/record.json", "--json").out == zongshu("check", report, "--json").out


def test_a_record_alone_can_be_checked(zongshu, report, tmp_path):
    """Without the paper a record is still checked."""
    zongshu("extract", report, "-o", "单独.json")

    assert "B06" in zongshu("check", tmp_path / "单独.json").out


@pytest.mark.parametrize(
    ("words", "families", "code"),
    [
        (("--select", "B"), {"B"}, 1),
        (("--ignore", "B,C"), set(), 0),
        (("--select", "b06，a10"), {"B"}, 1),
    ],
)
def test_checks_can_be_picked(zongshu, report, words, families, code):
    """Families and ids narrow findings, outcomes and exit status."""
    called = zongshu("check", report, *words, "--json")
    data = json.loads(called.out)

    assert {finding["root"]["check"][0] for finding in data["findings"]} == families
    assert called.code == code


def test_an_unknown_check_is_wrong_use(zongshu, report):
    """A check that does not exist is said before anything is read."""
    called = zongshu("check", report, "--select", "Z9")

    assert called.code == 2
    assert "没有检查 'Z9'" in called.err


@pytest.mark.parametrize("content", ["{}", "[1]", '{"source": 1}', "不是 JSON", ""])
def test_a_json_file_that_is_no_record(zongshu, tmp_path, content):
    """A JSON file of another kind is one sentence with the remedy and exit 4."""
    (tmp_path / "别的.json").write_text(content, "utf-8")
    called = zongshu("check", "别的.json")

    assert called.code == 4
    assert called.err.startswith("别的.json 不是记录")
    assert "record.json" in called.err


def test_an_unreadable_report(zongshu, broken):
    """A report that cannot be read is one sentence and exit 4."""
    called = zongshu("check", broken)

    assert (called.code, called.out) == (4, "")
    assert called.err.count("\n") == 1


def test_a_partial_report(zongshu, tmp_path):
    """What is no such report is said under the findings, with exit 3."""
    (tmp_path / "会议.txt").write_text("会议纪要\n今天开会。\n", "utf-8")
    called = zongshu("check", "会议.txt")

    assert called.code == 3
    assert "没有读到的" in called.out


def test_a_remark_costs_nothing(zongshu, clean, tmp_path):
    """A wrong extension is told as a remark and changes no exit status."""
    clean.rename(tmp_path / "罗石.docx")
    called = zongshu("check", "罗石.docx")

    assert called.code == 0
    assert "附注  扩展名是 .docx" in called.out


def test_a_folder_is_for_run(zongshu, tmp_path):
    """A folder in the place of a file is told apart from a missing file, with the command that takes folders."""
    called = zongshu("check", tmp_path)

    assert called.code == 2
    assert "是文件夹" in called.err
    assert "zongshu run" in called.err
